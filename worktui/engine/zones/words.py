"""The words mail programs and people use around a message, in many languages.

English, German, French, Spanish, Portuguese, Italian, Dutch, Danish, Norwegian, Swedish,
Finnish, Polish, Russian, Ukrainian, and the commonest of Czech, Slovak, Hungarian, Romanian,
Turkish, Greek, Chinese, Japanese and Korean.  Data only; the rules stand beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: "X wrote", wherever it stands in the line that introduces a quotation.
WROTE: Final = (
    "wrote", "writes", "has written", "schrieb", "schreibt", "geschrieben", "a écrit", "ecrit",
    "écrit", "a ecrit", "escribió", "escribio", "escribe", "ha escrito", "escreveu", "escreve",
    "ha scritto", "scrisse", "scrive", "schreef", "geschreven", "schrijft", "skrev", "skreiv",
    "skriver", "kirjoitti", "kirjoittaa", "napisał(a)", "napisał", "napisała", "napisal(a)",
    "pisze", "написал(а)", "написал", "написала", "пишет", "писал", "писал(а)", "пише", "написав",
    "написала", "написав(ла)", "napsal(a)", "napsal", "napsala", "napísal(a)", "napísal",
    "írta", "ezt írta", "a scris", "yazdı", "şunu yazdı", "έγραψε", "va escriure", "je napisao",
    "написа", "kirjutas", "rašė", "rakstīja", "đã viết", "menulis", "写道", "寫道", "书写",
    "さんは書きました", "님이 작성", "작성:", "כתב", "كتب", "said", "said the following",
)  # fmt: skip

#: What an introduction begins with, before the date.
BEFORE_DATE: Final = (
    "on", "at", "am", "um", "le", "el", "il", "op", "em", "den", "dnia", "w dniu", "dne", "dňa",
    "pe", "la", "il giorno", "il giorno", "in data", "a", "às", "ad", "på", "ons", "på den",
    "no dia", "el día", "el dia", "в", "у", "tarihinde", "στις", "στις", "vào", "pada",
)  # fmt: skip

#: Stems of days and months, lower case; a word that begins so beside a number is a date.
DATE_STEMS: Final = (
    "mon", "tue", "wed", "thu", "fri", "sat", "sun", "jan", "feb", "mar", "apr", "may", "jun",
    "jul", "aug", "sep", "oct", "nov", "dec", "mär", "mai", "okt", "dez", "die", "mit", "don",
    "fre", "sam", "son", "janv", "févr", "fév", "avr", "juin", "juil", "août", "déc", "lun",
    "mer", "jeu", "ven", "dim", "ene", "abr", "ago", "dic", "mié", "mie", "jue", "vie", "sáb",
    "dom", "fev", "mai", "set", "out", "dez", "seg", "ter", "qua", "qui", "sex", "gen", "mag",
    "giu", "lug", "ott", "gio", "mrt", "mei", "maa", "din", "woe", "vrij", "zat", "zon", "maj",
    "mån", "tis", "ons", "tor", "lör", "sön", "man", "tir", "lør", "søn", "tammi", "helmi",
    "maalis", "huhti", "touko", "kesä", "heinä", "elo", "syys", "loka", "marras", "joulu", "ma",
    "ti", "ke", "to", "pe", "la", "su", "sty", "lut", "kwi", "cze", "lip", "sie", "wrz", "paź",
    "lis", "gru", "pon", "wto", "śro", "czw", "pią", "sob", "nie", "янв", "фев", "мар", "апр",
    "мая", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек", "пон", "вто", "сре", "чет",
    "пят", "суб", "вос", "січ", "лют", "бер", "кві", "тра", "чер", "лип", "сер", "вер", "жов",
    "лис", "гру", "вів", "led", "úno", "bře", "dub", "kvě", "čer", "srp", "zář", "říj", "pro",
    "oca", "şub", "nis", "haz", "tem", "ağu", "eyl", "eki", "kas", "ara", "márc", "ápr", "okt",
)  # fmt: skip

#: Names of header lines by what they say.
HEADERS: Final[Mapping[str, tuple[str, ...]]] = {
    "from": (
        "from", "von", "absender", "de", "expéditeur", "remitente", "remetente", "da", "mittente",
        "van", "afzender", "fra", "avsender", "afsender", "från", "avsändare", "lähettäjä", "od",
        "nadawca", "от", "от кого", "отправитель", "від", "від кого", "відправник", "odesílatel",
        "feladó", "de la", "kimden", "gönderen", "από", "发件人", "寄件者", "寄件人", "差出人",
        "送信者", "보낸 사람", "보낸사람", "מאת", "من",
    ),
    "date": (
        "sent", "date", "gesendet", "gesendet am", "datum", "envoyé", "envoyé le", "envoye",
        "enviado", "enviado el", "enviado em", "enviada", "enviada em", "fecha", "data", "inviato",
        "inviato il", "data invio", "verzonden", "verzonden op", "verstuurd", "sendt", "dato",
        "skickat", "lähetetty", "päivämäärä", "päiväys", "pvm", "wysłano", "wysłane", "data",
        "отправлено", "дата", "надіслано", "odesláno", "odoslané", "küldve", "elküldve", "dátum",
        "trimis", "gönderildi", "gönderme tarihi", "tarih", "εστάλη", "ημερομηνία", "发送时间",
        "发送日期", "日期", "寄件日期", "傳送時間", "送信日時", "日付", "日時", "보낸 날짜", "날짜",
        "sent at", "date sent", "received",
    ),
    "to": (
        "to", "an", "à", "a", "para", "destinatario", "destinataire", "destinatário", "aan", "til",
        "till", "vastaanottaja", "do", "adresat", "кому", "komu", "címzett", "către", "kime",
        "alıcı", "προς", "收件人", "收件者", "宛先", "받는 사람", "אל", "إلى", "pour",
    ),
    "cc": (
        "cc", "bcc", "kopie", "copie à", "copie", "kopia", "kopi", "kopio", "копия", "копія", "dw",
        "udw", "másolat", "copia", "cópia", "抄送", "副本", "참조", "kopie an", "c.c", "ccn", "cci",
    ),
    "subject": (
        "subject", "betreff", "betrifft", "objet", "sujet", "asunto", "assunto", "oggetto",
        "onderwerp", "emne", "ämne", "aihe", "temat", "тема", "předmět", "predmet", "tárgy",
        "subiect", "konu", "θέμα", "主题", "主題", "主旨", "件名", "제목", "נושא", "الموضوع",
    ),
    "other": (
        "reply-to", "reply to", "antwort an", "antworten an", "répondre à", "responder a",
        "rispondi a", "risposta", "beantwoorden", "svar til", "attachments", "anlagen", "anhänge",
        "pièces jointes", "allegati", "bijlagen", "archivos adjuntos", "datos adjuntos",
        "importance", "wichtigkeit", "priorität", "priority", "prioridad", "importancia",
        "organization", "newsgroups", "sender", "return-path", "message-id", "in-reply-to",
        "references", "resent-from", "resent-date", "when", "where", "list-id",
    ),
}  # fmt: skip

#: Inside a dashed line: what is below was written before.
ORIGINAL: Final = (
    "original message", "original appointment", "originalnachricht", "ursprüngliche nachricht",
    "ursprüngliche e-mail", "ursprünglicher termin", "message d'origine", "message d’origine",
    "message original", "message initial", "mensaje original", "mensagem original",
    "messaggio originale", "messaggio original", "oorspronkelijk bericht",
    "oorspronkelijke bericht", "originalmeddelande", "ursprungligt meddelande",
    "originalmeddelelse", "oprindelig meddelelse", "oprindelig besked", "original meddelelse",
    "opprinnelig melding", "opprinnelig e-post", "original melding", "alkuperäinen viesti",
    "oryginalna wiadomość", "wiadomość oryginalna", "исходное сообщение",
    "оригинальное сообщение", "первоначальное сообщение", "вихідне повідомлення",
    "оригінальне повідомлення", "початкове повідомлення", "původní zpráva", "pôvodná správa",
    "eredeti üzenet", "mesaj original", "mesajul original", "özgün ileti", "orijinal mesaj",
    "αρχικό μήνυμα", "原始邮件", "原始郵件", "原邮件", "元のメッセージ", "원본 메일", "원본 메시지",
    "reply message", "original mail", "original email", "original e-mail",
)  # fmt: skip

FORWARDED: Final = (
    "forwarded message", "forwarded by", "begin forwarded message", "fwd message",
    "weitergeleitete nachricht", "weitergeleitete mail", "anfang der weitergeleiteten nachricht",
    "anfang der weitergeleiteten e-mail", "message transféré", "message transmis",
    "début du message transféré", "début du message réexpédié", "mensaje reenviado",
    "inicio del mensaje reenviado", "mensagem encaminhada", "mensagem reenviada",
    "início da mensagem encaminhada", "início da mensagem reencaminhada", "messaggio inoltrato",
    "inizio messaggio inoltrato", "doorgestuurd bericht", "begin doorgestuurd bericht",
    "videresendt meddelelse", "videresendt besked", "start på videresendt besked",
    "videresendt melding", "videresendt e-post", "videresendt melding begynner her",
    "vidarebefordrat meddelande", "vidarebefordrat brev", "vidarebefordrat mejl",
    "välitetty viesti",
    "välitetty viesti alkaa", "przekazana wiadomość", "wiadomość przekazana",
    "początek przekazywanej wiadomości", "пересылаемое сообщение", "переадресованное сообщение",
    "начало переадресованного сообщения", "начало пересылаемого сообщения",
    "переслане повідомлення", "початок листа, що пересилається", "přeposlaná zpráva",
    "továbbított üzenet", "mesaj redirecționat", "iletilen mesaj", "yönlendirilen ileti",
    "προωθημένο μήνυμα", "转发的邮件", "轉寄的郵件", "転送メッセージ", "전달된 메시지",
)  # fmt: skip
