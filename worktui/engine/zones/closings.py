"""How people end a letter, and what devices add below, as patterns in many languages.

Data only, lower case, each for a whole phrase; the rules stand in `signing`.
"""

from __future__ import annotations

from typing import Final

#: A line that only says with which program or device was written.
SENT_FROM: Final = (
    "(?:sent|written|posted|typed) (?:from|via|with|using|by|on|through) ",
    "this (?:e-?mail|message) was sent (?:from|via) my ", "get outlook for ",
    r"get (?:the )?\w+mail", "gesendet (?:von|mit|aus|über|via) ",
    "(?:von|mit) meine[mr] .{2,40} (?:gesendet|geschickt)", "von .{2,30} gesendet$",
    "(?:diese (?:nachricht|e-?mail) wurde )?(?:von|mit) .{2,60} gesendet",
    "outlook für .{2,20} (?:herunterladen|beziehen)", "holen sie sich outlook",
    "envoy[ée]e? (?:de(?:puis)?|à partir|avec|via|par) ",
    "(?:télécharger|obtenez) outlook pour",
    "enviad[oa] (?:desde|de(?:l)?|do|da|a partir|a través|através|pelo|por|con|com|via) ",
    "(?:obtener|obter o?|obtén) ?outlook pa", "inviat[oa] (?:da|dal|dall|con|tramite) ?",
    "(?:scarica|ottieni) outlook per", "(?:verzonden|verstuurd) (?:vanaf|van|met|via|vanuit) ",
    "(?:download|outlook ophalen|outlook voor) ?(?:outlook|android|ios)",
    "sendt fra ", "sendt (?:med|via) ", "(?:hent|få) outlook (?:til|for)",
    "skickat (?:från|med|via) ", "(?:hämta|skaffa) outlook för", "lähetetty .{2,40}",
    "(?:hanki|lataa) outlook", "wysłan[eoy] (?:z|ze|przez|za) ",
    "pobierz (?:aplikację )?outlook", "отправлено (?:с|со|из|через|с помощью) ",
    "отправлено .{0,20}(?:iphone|ipad)", "(?:надіслано|відправлено) (?:з|із|зі|через) ",
    "odesláno z ", "odoslané z ", ".{2,20}(?:omról|ről|ról) küldve",
    ".{2,25}(?:dan|den) gönderildi", "trimis de pe ", "εστάλη από ", "发自我的", "來自我的",
    "從我的 .{2,20}傳送", ".{2,20}から送信", "나의 .{2,20}에서 보냄",
    "via (?:my )?(?:mobile|phone|iphone|ipad|android|blackberry|cell)",
    "sent via ", "envoi de mon ", "mit .{2,30} verschickt", "yahoo mail: ",
    "outlook f[oü]r .{2,20} beschaffen", "enviado$",
)  # fmt: skip

#: Farewells that close a letter even without a name below.
FAREWELLS: Final = (
    (
        "(?:with |my |our )?(?:very |all )?(?:best|kind|kindest|warm|warmest|many|cordial|"
        "friendly)(?: (?:regards?|wishes|greetings))+(?: / .{3,30}| from .{2,30})?"
    ),
    "(?:with )?(?:kind |best |warm )?regards", "all (?:the|my) best",
    "(?:the |my )?(?:very )?best", "cheers", "yours(?: (?:sincerely|faithfully|truly|ever))?",
    "(?:sincerely|respectfully|faithfully)(?: yours)?", "take care",
    "(?:with )?(?:much |lots of )?love", "xoxo", "rgds?", "brgds", "k?br", r"b\.?r\.?",
    "talk soon", "warmly",
    (
        "(?:mit )?(?:den )?(?:freundlichen?|freundlichem|besten?|lieben?|liebem|"
        "herzlichen?|herzlichem|schönen?|sonnigen?|vielen?|kollegialen?)(?: und "
        "(?:herzlichen|besten|lieben))? gr(?:ü|ue|u)(?:ß|ss)(?:en?)?(?: aus .{2,30}| / "
        ".{3,30})?"
    ),
    "gr(?:ü|ue)(?:ß|ss)e?n?(?: aus .{2,30})?", "gru(?:ß|ss)", "mfg", "vg", "lg", "bg",
    "hochachtungsvoll", "herzlichst", "liebe gr(?:ü|ue)(?:ß|ss)e",
    (
        "(?:je vous prie|nous vous prions|veuillez|recevez|en vous souhaitant)\\b"
        ".{0,40}(?:agréer|recevoir|croire|salutations|journée).{0,100}"
    ),
    "vänligen", "vennligst hilsen",
    "(?:bien )?(?:à (?:vous|toi)|cordialement)",
    "(?:très |bien )?(?:cordialement|amicalement|sincèrement)(?: vôtre)?",
    "(?:meilleures|sincères|cordiales) salutations",
    "(?:salutations|sentiments) (?:distinguée?s|cordiales|les meilleur[e]?s)",
    "(?:bonne|belle) (?:journée|soirée|fin de journée)(?: à (?:vous|toi))?",
    "cdlt", "cdt", "bien à vous", "bises", "amitiés",
    (
        "(?:un |muchos |mis )?(?:cordial(?:es)? |mejores |afectuosos? )?(?:saludos?|"
        "abrazos?)(?: cordial(?:es)?| afectuosos)?"
    ),
    "atentamente", "atte", "cordialmente", "un abrazo",
    "(?:com os )?(?:melhores|cordiais|meus) (?:cumprimentos|saudações)",
    "(?:um |grande )?abraços?", "atenciosamente", "att", "cumprimentos",
    "obrigad[oa] e (?:abraço|cumprimentos)", "saudações",
    "(?:con )?(?:i )?(?:più )?(?:cordiali|distinti|cari|migliori|un caro) salut[io]",
    "salutations", "saluti", "a presto",
    "buona (?:giornata|serata)", "cari saluti",
    "(?:met )?(?:vriendelijke?|hartelijke?|beste) groet(?:en|jes)?",
    "(?:hartelijke |lieve )?groet(?:en|jes)?", "gr", r"m\.?v\.?g\.?", "hoogachtend", "mvrgr",
    (
        "(?:med )?(?:venlig|vennlig|vänlig|vänliga|de bedste|beste|bästa|mange|kærlig|"
        "hjertelig)(?: |e )?(?:hilsen|hilsner|hälsning|hälsningar)"
    ),
    "(?:med )?(?:vänliga?|bästa) hälsning(?:ar)?",
    "(?:de )?(?:bedste|mange|kærlige?) hilsn?(?:er|en)", "hilsen", "hilsner", "hälsning(?:ar)?",
    "hälsn", "mvh", "vh", "kh", "med vennlig hilsen", "knus", "kram(?:ar)?",
    "(?:ystävällisin|parhain|terveisin|lämpimin)(?: terveisin)?",
    r"t(?:erv)?\.?", "terkuin", r"yst(?:\. terv)?",
    "(?:z |serdecznie )?(?:poważaniem|pozdrowieniami)",
    "(?:serdecznie )?pozdrawiam(?: serdecznie)?", "pozdrowienia", "z wyrazami szacunku",
    "pozdr", "(?:с )?(?:уважением|наилучшими пожеланиями|приветом)",
    "всего (?:доброго|хорошего|наилучшего)", "искренне ваш",
    "(?:з )?(?:повагою|найкращими побажаннями)", "(?:з )?повагою", "s pozdravem", "s pozdravom",
    "üdvözlettel", "üdv", "cu (?:stimă|respect)", "saygılarımla", "iyi çalışmalar",
    "με εκτίμηση", "此致", "敬具", "よろしくお願いいたします", "감사합니다",
)  # fmt: skip

#: Thanks close a letter only when a name, or nothing, follows them.
THANKS: Final = (
    (
        "(?:many |best |kind )?thanks(?: (?:a lot|so much|again|in advance|very much|and "
        "(?:best |kind |warm )?regards?|& (?:best |kind )?regards?))?"
    ),
    "thx", "tnx", "ta",
    "thank you(?: (?:so much|very much|again|in advance|and (?:best |kind )?regards))?",
    "(?:with )?(?:many )?thanks and (?:best |kind )?regards",
    (
        "(?:vielen |herzlichen |besten |lieben )?dank(?: (?:im voraus|vorab))?(?: und "
        "(?:viele|liebe|beste|freundliche) gr(?:ü|ue)(?:ß|ss)e)?"
    ),
    "danke(?: (?:im voraus|und (?:viele |liebe |beste )?gr(?:ü|ue)(?:ß|ss)e?|schön))?",
    "merci(?: (?:beaucoup|d'avance|d’avance|et bonne journée|par avance))?",
    "(?:muchas )?gracias(?: de antemano| por todo)?", "(?:muito )?obrigad[oa]",
    "(?:molte |tante )?grazie(?: (?:mille|in anticipo))?",
    "(?:hartelijk |alvast )?(?:bedankt|dank)(?: alvast)?",
    "(?:mange |på forhånd |tusen )?tak?k", "tack(?: (?:så mycket|på förhand))?",
    "kiitos(?: (?:paljon|etukäteen))?", "kiitoksia",
    "(?:dziękuję|dzięki)(?: (?:z góry|i pozdrawiam))?", "(?:заранее )?спасибо(?: большое)?",
    "(?:щиро )?дякую(?: заздалегідь)?", "děkuji", "ďakujem", "köszönettel", "köszönöm",
    "mulțumesc", "teşekkürler",
)  # fmt: skip
