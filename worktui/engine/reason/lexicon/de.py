"""German manners of speaking, over folded text. See `lexicon` for the form."""

from __future__ import annotations

_CALL = (
    r"(?:\w*(?:gesprach|termin|anruf|telefonat|treffen|besprechung|meeting|call|abstimmung|austausch|videokonferenz"
    r"|konferenz|workshop|runde|demo|vorstellung))"
)

DE: dict[str, tuple[str, ...]] = {
    "ask": (
        r"\b(?:konnten|konntet|konntest|konnen|kannst|konnt|wurden|wurdest|wurdet|mochten|wollen|wollt) (?:sie|ihr|du|wir)"
        r"(?: (?:mir|uns|bitte|noch|auch|mal|vielleicht|eventuell|kurz|dann|es|das))*\b",
        r"\b(?:schickst|schicken|schickt|sendest|senden|sendet|gibst|geben|gebt|machst|machen|macht) (?:du|sie|ihr) (?:mir|uns)\b",
        r"\bbitte(?: noch| auch| mal| daran| darum)*\b",
        r"\bich (?:bitte|bate) (?:sie|euch|dich)\b|\bwir (?:bitten|baten) (?:sie|euch|dich|um)\b",
        r"\b(?:ware|waren) (?:es )?(?:schon|toll|super|gut|nett|prima|klasse|hilfreich|moglich|dankbar),? (?:wenn|ob)?\s?(?:sie|ihr|du|wir)?",
        r"\b(?:ist|ware) es moglich\b",
        r"^\W*(?:und |auch )?(?:konnten?|durften?) (?:das|der|die|man|unser\w*) [^?.]{3,60}\b(?:sein|werden|bekommen|haben)\s*\?",
        r"\b(?:denk|denkt|denken sie) (?:bitte )?(?:daran|dran)\b|\bvergiss nicht\b|\bnicht vergessen\b",
        r"\b(?:sie|ihr|du) (?:mussten|musstet|musstest|sollten|solltet|solltest|musst|sollt|sollst)\b",
        r"\blasst? uns\b|\blassen sie uns\b",
        r"\bzu erledigen\s*:|\baufgaben?\s*:",
    ),
    "want": (
        r"\b(?:wir|ich) (?:brauchen|brauche|brauchten|brauchte|benotigen|benotige|benotigten)(?: noch| auch| dringend| dann| nur| von ihnen| von dir| von euch)*\b",
        r"\b(?:wir|ich) (?:hatten|hatte|mochten|mochte|wollen|wunschen|wunsche) (?:gerne?|noch|auch)?\b",
        r"\b(?:brauchen|brauche|brauchten|brauchte|benotigen|benotige|benotigten) (?:wir|ich)\b(?: noch| auch| dringend| von ihnen| von dir)*",
        r"\b(?:fehlt|fehlen) (?:uns|mir|noch|jetzt|nur)\b",
        r"\b(?:es |noch )?(?:fehlt|fehlen)\b",
        r"\b(?:muss|mussen|musste|sollte|sollten|soll|sollen)\b(?=[^.?!]*\b\w+(?:t|en) werden\b)",
        r"\bmuss bis\b",
    ),
    "due": (r"\b(?:fallig|faellig|abgabe|frist|deadline|stichtag)\b",),
    "find_invoice": (
        r"\b(?:anbei|beiliegend|im anhang|angehangt|hier|erhalten sie|finden sie|unsere)\b[^.]{0,60}\brechnung\b",
        r"\brechnung\b[^.]{0,60}\b(?:anbei|im anhang|fallig|zahlbar|uber|betrag|angehangt)",
    ),
    "invoice": (r"\brechnung\w*\b",),
    "meet": (
        rf"\b{_CALL}\b[^.!]{{0,60}}\b(?:vereinbaren|ausmachen|machen|buchen|ansetzen|finden|einplanen|planen|haben|fuhren|abhalten|einrichten|organisieren)\b",
        r"\b(?:konnen|konnten|konnen|wollen|sollen|sollten|mochten) (?:wir|sie|ich|wir uns|uns)\b[^.!]{0,80}\b(?:telefonieren|sprechen|treffen|reden|besprechen"
        r"|zusammensetzen|unterhalten|durchgehen|abstimmen|anrufen)\b",
        r"\bwir uns\b[^.!]{0,60}\baustauschen\b|\buns (?:dazu|daruber|kurz|mal|uber|zu[mr]?)\b[^.!]{0,60}\baustauschen\b",
        r"\b(?:haben|hatten|hattest|hast|habt) (?:sie|du|ihr)\b[^.!]{0,50}\b(?:zeit|termin|kurz|minuten|luft)\b",
        r"\b(?:wann|welcher tag|welche zeit|welche uhrzeit) (?:passt|hatten|haben|konnten|wurde|ware)\b",
        rf"\b(?:ich|wir) (?:hatten?|mochten?|wurden?|brauchen?|wunschen?) (?:gern\w* )?(?:\w+ ){{0,6}}{_CALL}\b",
        r"\b(?:telefonieren|sprechen|treffen|zusammensetzen|besprechen)\b[^.!]*\?",
        r"\b(?:mich|uns)\b[^.!]{0,40}\b(?:anrufen|zuruckrufen|telefonisch erreichen)\b",
        r"\b(?:rufen sie|ruf|ruft) (?:mich|uns) (?:\w+ ){0,4}an\b",
        r"\bwurde (?:ich |wir )?gerne? [^.!]{0,60}\b(?:telefonieren|sprechen|treffen|besprechen|vereinbaren|buchen)\b",
        rf"\b{_CALL}\b[^.!]*\?",
        rf"\b(?:hatten?|wunschen?|mochten?|brauchen?) (?:wir |ich )?(?:gern\w* )?(?:\w+ ){{0,4}}{_CALL}\b",
    ),
    "meet_offer": (
        r"\b(?:ich|wir) (?:schlage|schlagen) [^!?]{3,80}\bvor\b|\b(?:mein|unser) (?:gegen)?vorschlag\b",
        r"\b(?:passt|passen|ginge|geht|ware|wurde|gingen|klappt)\b[^.!?]*",
        r"\b(?:am besten|am liebsten|ansonsten|sonst|lieber|bevorzugt|vormittags|nachmittags|ideal)\b",
        r"\bwie ware (?:es|s)\b|\bwie sieht es\b",
        r"\bich (?:konnte|kann|hatte)\b",
    ),
    "meet_noun": (rf"\b{_CALL}\b", r"\b(?:telefonieren|treffen|sprechen)\b"),
    "accept_time": (
        r"\b(?:passt|klappt|geht|ginge)(?: \w+){0,3} (?:gut|mir|uns|bei mir|prima|klar|super)\b",
        r"\b(?:ich|wir) (?:nehme|nehmen|bestatige|bestatigen)\b|\bbis dann\b|\bpasst\b",
    ),
    "cancel": (
        r"\b(?:muss|mussen|mochte|mochten|wollen|will)\b[^.!?]{0,60}\b(?:absagen|stornieren|canceln|ausfallen lassen|streichen)\b",
        r"\b(?:sage|sagen|storniere|stornieren) (?:ich|wir|sie|bitte)?\b[^.!?]{0,50}\b(?:ab|termin|gesprach)\b",
        r"\b(?:absagen|stornieren|abgesagt|storniert|absage)\b",
        rf"\b(?:brauchen|brauche) (?:wir |ich )?(?:den|das|die|unser\w*) (?:\w+ ){{0,2}}{_CALL} (?:\w+ ){{0,3}}(?:nicht|doch nicht)\b",
        r"\b(?:fallt|muss) [^.!?]{0,30}(?:aus|ausfallen)\b",
        r"\b(?:kann|konnen)\b[^.!?]{0,60}\b(?:nicht (?:kommen|teilnehmen|wahrnehmen|dabei sein|einhalten)|leider nicht)\b",
    ),
    "cancel_word": (r"\b(?:absag\w*|abgesagt|stornier\w*|ausfall\w*|cancel\w*)\b",),
    "shift": (
        r"\b(?:nach (?:hinten|vorne?) (?:\w+ ){0,2})?schieben\b|\b(?:verschieben|verschiebe|verlegen|verlege|vorziehen|umbuchen|verschoben|vertagen|andern)\b",
        r"\b(?:anderer|anderen|anderes|neuer|neuen|spaterer|spateren|fruherer) (?:termin|tag|zeitpunkt|uhrzeit)\b",
        r"\b(?:verspate|verspatet|verspaten) (?:mich|uns|sich)\b|\bkomme [^.?!]{0,30}\bspater\b|\bpasst (?:mir|uns) (?:\w+ ){0,2}(?:nicht mehr|doch nicht)\b",
        r"\b(?:stattdessen|dazwischengekommen|dazwischen gekommen)\b",
    ),
    "done": (
        r"\b(?:ist|sind|wurde|wurden|jetzt|nun|alles|habe|haben|hat)\b[^.;?]{0,50}\b(?:fertig|erledigt|abgeschlossen|online|live|freigegeben|abgenommen|geliefert"
        r"|veroffentlicht|verschickt|versendet|gesendet|behoben|gefixt|fertiggestellt|unterschrieben|genehmigt|bereit|beendet|geschickt|abgeschickt|eingereicht|erneuert|bezahlt)\b",
        r"\b(?:fertig|erledigt|abgeschlossen|freigegeben|live)[.!]*\s*$",
        r"[:,-]\s*(?:fertig|erledigt|abgeschlossen|freigegeben|live)\b",
    ),
    "done_word": (
        r"\b(?:fertig|erledigt|abgeschlossen|freigegeben|geliefert|veroffentlicht|fertiggestellt|ausgeliefert|abgenommen|behoben|live|genehmigt)\b",
    ),
    "redate": (
        r"\b(?:hat|haben) (?:noch )?zeit bis\b|\breicht (?:auch |es )?(?:bis|am)\b|\bverschiebt sich (?:auf|bis)\b|\bverschoben auf\b|\bverlangert bis\b",
    ),
    "hold": (
        r"\bbitte noch nicht\b|\b(?:stoppen|pausieren) sie\b|\bnoch nicht (?:schicken|senden|beginnen|anfangen|losschicken|versenden)\b|\berst ?mal nicht\b",
    ),
    "fault": (
        r"\b(?:steht|zeigt|erscheint|verwendet) (?:\w+ ){0,3}(?:noch|immer noch)\b",
        r"\b(?:ist|sind|wirkt|klingt) (?:\w+ ){0,4}(?:viel |etwas |ein bisschen |noch )?zu (?:klein|groß|gross|dunkel|hell|laut|leise|lang|kurz|langsam|schnell|breit|schmal|dunn|niedrig|hoch|unscharf)\b",
        r"\b(?:funktioniert|geht|ladt|klappt)(?: \w+){0,4} nicht\b|\b(?:fehler|tippfehler|kaputt|absturz|sturzt ab|fehlermeldung)\b",
    ),
    "approve": (
        r"\b(?:freigegeben|freigabe|genehmigt|passt so|sieht gut aus|abgenommen|geben (?:wir )?frei|einverstanden)\b",
    ),
    "sent_for": (
        r"\b(?:zur|zum|in der|in die|beim|an den|wartet auf)\b[^.;]{0,30}\b(?:freigabe|prufung|abnahme|durchsicht|review|feedback|kunden?|korrektur|ok|genehmigung)\b",
        r"\bbeim kunden\b|\ban (?:den |die )?kund\w+ (?:geschickt|gesendet|raus)\b",
    ),
    "start": (
        r"\b(?:ich|wir) (?:fange|fangen|beginne|beginnen|ubernehme|ubernehmen|starte|starten|mache mich an|nehme mir|nehmen uns|arbeite an|arbeiten an)\b",
        r"^\W*(?:\w+: )?[\w-]+(?: [\w-]+){0,3} (?:angefangen|begonnen)\b",
        r"\b(?:fange|beginne|starte|ubernehme|mache) ich\b|\b(?:habe|haben) [^.;]{0,40}(?:angefangen|begonnen|ubernommen|gestartet)\b|\bin arbeit\b|\bheute\s*:|\bdran an\b|\bbin an\b|\bsitze an\b",
    ),
    "block": (
        r"\b(?:blockiert|hangt|hange|steckt|stecke|klemmt|gestoppt|stockt)\b",
        r"\b(?:kann|konnen|komme|kommen|geht)\b[^.;]{0,50}\b(?:nicht|erst)\b[^.;]{0,50}\b(?:bis|ohne|bevor|wenn|nach|weil)\b",
        r"\b(?:bis|solange|ohne|bevor)\b[^.;]{3,80}\b(?:kann|konnen|komme|kommen|geht)\b[^.;]{0,30}\b(?:nicht|nichts)\b",
        r"\b(?:warte|warten|wartet) (?:noch |immer noch |derzeit )?auf\b",
        r"\bhangt (?:\w+ ){0,3}(?:von|an)\b|\babhangig von\b|\bbrauch\w* (?:\w+ ){1,4}(?:zuerst|erst|vorher)\b",
        r"\berst (?:wenn|nach|nachdem)\b|\bblockiert\b",
    ),
    "blocks": (r"\bblockiert (?:\w+-\d+|die|den|das)\b|\bhalt [^.;]{0,30}auf\b",),
    "until": (
        r"\b(?:bis|ohne|bevor|wenn|nach|nachdem|warte\w* auf|wartet auf|von|durch|wegen|an|erst)\b",
    ),
    "unblock": (
        r"\bnicht mehr (?:blockiert|abhangig|von)\b|\bunabhangig von\b|\bhangt nicht (?:mehr )?von\b",
    ),
    "chase": (
        r"\b(?:gibt es|gibts|haben sie|habt ihr|hast du)\b[^.!]{0,30}\b(?:neuigkeiten|neues|update|news|einen stand|schon etwas)\b",
        r"\b(?:wie|was) ist (?:der|denn der|da der) (?:aktuelle )?(?:stand|status)\b|\bwie (?:weit|steht)\b",
        r"\b(?:nachfragen|nachfassen|nachhaken|erinnern an|ruckfrage|freundliche erinnerung|kurze erinnerung|erinnerung)\b",
        r"\b(?:wann)\b[^.!]{0,60}\b(?:rechnen|bekommen|erhalten|fertig|kommt|geliefert|haben)\b",
        r"\b(?:warten|warte) (?:wir |ich )?(?:immer )?noch\b|\bnoch (?:immer )?nichts? (?:gehort|bekommen|erhalten)\b",
        r"\b(?:ist|sind|hat|haben)\b[^.!]{1,60}\b(?:schon|bereits)\b[^.!]{0,30}\?",
    ),
    "courtesy": (
        r"^\W*(?:(?:liebe |viele |beste |schone )?gru(?:ß|ss)e?|lg|vg|mfg)\W+\w+\W*$|^\W*(?:(?:liebe |viele |beste |schone )?gru(?:ß|ss)e?|lg|vg|mfg)\W*$",
        r"\b(?:bei fragen|fur fragen|falls sie fragen|melden sie sich|melde dich|ruckfragen|gerne jederzeit|zogern sie nicht)\b",
        r"\b(?:vielen dank|danke|herzlichen dank|besten dank)\b(?![^.!]*\b(?:konnten|bitte)\b)",
        r"\bich (?:freue|hoffe)\b|\bwir (?:freuen|hoffen)\b|\bwie geht(?:'s| es)\b|\bschones? (?:wochenende|woche|tag)\b|\bviel (?:erfolg|spaß)\b",
        r"\bbitte (?:entschuldig\w+|beachten sie|um verstandnis|nehmen sie zur kenntnis|denken sie an die umwelt)\b|\bbitte nicht antworten\b",
    ),
    "thanks": (r"\b(?:danke|dank|vielen dank|merci)\b",),
    "idle": (
        r"^\W*(?:ubrigens,? )?(?:mein|meine|unser|unsere) (?:\w+ )?(?:schwester|bruder|frau|mann|mutter|vater|sohn|tochter|freund|freundin|nachbar\w*|cousin\w*)\b(?!.*\b(?:konnten sie|kannst du|bitte)\b)",
        r"\b(?:falls|wenn) (?:wir|ich|sie|es) (?:jemals|irgendwann|einmal|mal|je)\b",
        r"\birgendwann\b|\bnur so (?:eine idee|ein gedanke|gedacht)\b|\blaut gedacht\b|\blaut nachgedacht\b|\btheoretisch\b|\bvielleicht (?:spater|nachstes jahr|irgendwann)\b",
        r"\b(?:wurden|wurde|konnten|konnte) (?:wir|ich|man) (?:vielleicht|wohl|eventuell|wahrscheinlich|irgendwann)\b",
        r"\bnoch nicht(?:s)? entschieden\b|\bhatten? (?:\w+ ){0,6}(?:sollen|konnen|mussen)\b",
    ),
    "nothing_asked": (
        r"\b(?:nur )?zur (?:info|information|kenntnis)\b|\bzur kenntnisnahme\b|\bkein(?:e)? (?:handlungsbedarf|aktion|antwort|ruckmeldung)\b",
        r"\b(?:sie|du|ihr) (?:mussen|musst|musst|braucht|brauchen|brauchst) (?:\w+ ){0,3}(?:nichts|nicht)\b|\bnichts (?:zu tun|weiter zu tun)\b|\bkeine eile\b",
        r"\bnur laut\b|\bnur (?:so )?(?:eine idee|ein gedanke)\b",
    ),
    "negated": (
        r"\b(?:nicht notig|nicht notwendig|nicht erforderlich|nicht mehr notig|brauch\w* (?:\w+ ){0,3}(?:nicht|kein\w*)|mussen (?:\w+ ){0,2}nicht"
        r"|musst (?:\w+ ){0,2}nicht|bitte (?:noch )?nicht(?! (?:zu )?(?:vergessen|verpassen|zogern))|keinesfalls|auf keinen fall)\b",
    ),
    "not_done": (
        r"\b(?:nicht|noch|fast|beinahe|halb|kaum|bis|wenn|falls|sobald|wird|werden|soll|sollte|muss|konnte|wann|ob|bald)\b",
    ),
    "withdraw": (
        r"\b(?:hat|haben) sich (?:\w+ ){0,2}erledigt\b|\b(?:vergessen sie|vergiss|ignorieren sie|ignoriere|ignorier)\b|\bnicht mehr (?:notig|notwendig|gebraucht|erforderlich)\b",
        r"\bbrauchen wir (?:\w+ ){0,2}nicht mehr\b|\bgegenstandslos\b|\bwir haben (?:es|das) (?:schon |bereits )?(?:gelost|gefunden|geklart)\b|\bist (?:schon |bereits )?geklart\b",
    ),
    "changed": (
        r"\b(?:stattdessen|doch|lieber|eher|fruher|spater|verschoben|geandert|korrektur|reicht auch|reicht es|sorry|entschuldigung|neuer termin|vorgezogen|schon)\b",
    ),
    "polite_if": (
        r"\b(?:wenn|falls) (?:moglich|es (?:geht|passt|moglich|ihnen|dir)|sie (?:konnen|zeit)|du (?:kannst|zeit)|ihr (?:konnt|zeit)|machbar)\b",
    ),
    "if": (r"\b(?:wenn|falls|sofern|sollten sie|sollte)\b",),
    "otherwise": (r"\b(?:sonst|ansonsten|andernfalls|wenn nicht)\b",),
    "promise": (
        r"\bich (?:schicke|sende|liefere|mache|erledige|kummere|melde|prufe|schaue|klare|bringe|bereite|erstelle|uberarbeite|aktualisiere|werde|lasse|spreche|frage|reiche|gebe|ubernehme|besorge|stelle)\b",
        r"\bwir (?:schicken|senden|liefern|machen|erledigen|kummern|melden|prufen|klaren|bringen|erstellen|werden)\b",
        r"\b(?:schicke|sende|liefere|erledige|prufe|klare) ich\b|\b(?:sie|ihr|du) (?:bekommen|bekommst|bekommt|erhalten|erhaltst|erhaltet)\b|\b(?:bekommen|erhalten) sie\b",
    ),
    "question": (
        r"^\s*(?:und |auch |noch eine frage:? )*(?:was|wer|wie|wo|wann|warum|welche\w*|ist|sind|haben|hat|kann|konnen|gibt|braucht|darf|durfen)\b[^.!]*\?",
        r"\b(?:konnen sie (?:mir|uns) sagen|wissen sie|geben sie (?:mir|uns) bescheid|sagen sie)\b",
    ),
    "away": (
        r"\b(?:abwesend|im urlaub|urlaub|nicht im (?:buro|haus|dienst)|ausser haus|außer haus|nicht erreichbar|krank|elternzeit|verreist|auf reisen|frei|abwesenheit\w*)\b",
    ),
    "back": (r"\b(?:zuruck|wieder (?:da|im buro|erreichbar|im haus))\b",),
    "remind": (r"\b(?:erinner[ne]?(?:t| sie)? mich|erinnerung an)\b",),
    "spent": (
        r"\b(?:gearbeitet|gebraucht|aufgewendet|gebucht|investiert|verbracht|geschrieben)\b",
    ),
    "paid": (r"\b(?:gekostet|kostet|kostete|bezahlt|ausgegeben|kosten|fur|waren|war)\b",),
    "my_time": (r"\b(?:meiner|unserer) zeit\b|\bbei (?:mir|uns)\b|\bhiesiger zeit\b",),
    "your_time": (r"\b(?:ihrer|deiner|eurer) zeit\b|\bbei (?:ihnen|euch|dir)\b",),
    "about_time": (r"\b(?:gegen|ungefahr|etwa|circa|ca|rund)\b",),
    "after_time": (r"\b(?:nach|ab|vor|zwischen|bis|irgendwann)\b",),
    "greeting": (
        r"(?:hallo|guten (?:tag|morgen|abend)|gruß gott|gruss gott|moin|liebe[rs]?|lieber|sehr geehrte[rs]?|hi|servus|gruezi|geehrte[rs]?)",
    ),
    "everyone": (
        r"^(?:alle|allerseits|zusammen|team|damen und herren|kollegen|kolleginnen|kolleginnen und kollegen|ihr|ihr lieben|leute|liebes team)$",
    ),
    "title_word": (r"^(?:herr|frau|dr|prof|fraulein)\.?$",),
    "lead": (
        r"^(?:und|auch|außerdem|ausserdem|dann|noch|zudem|weiterhin|ferner|also|aber|erstens|zweitens|drittens|zuerst|uns|mir|dringend|kurz|sie|ihr|du|doch|mal|gerne?)\b[\s,:;.-]*",
    ),
    "me": (r"\b(?:mir|uns)\b",),
    "urgent": (
        r"\b(?:dringend\w*|eilig|sofort|schnellstmoglich|so schnell wie moglich|hochste prioritat|umgehend)\b",
    ),
    "low": (r"\b(?:nicht dringend|keine eile|hat zeit|niedrige prioritat)\b",),
}
VERBS = frozenset(
    """schick schicke schicken schickt send sende senden sendet aktualisier aktualisiere aktualisieren korrigier korrigiere korrigieren pruf prufe prufen
    pruft kurz kurze kurzen kurzt erganz erganze erganzen erstell erstelle erstellen ander andere andern mach mache machen macht bereite vorbereiten bestell bestelle bestellen
    buch buche buchen liefern lieferen lade laden stell stelle stellen ruf rufen bezahl bezahlen uberweis uberweisen ubersetz ubersetzen
    uberarbeite uberarbeiten entfern entferne entfernen losch losche loschen fug fuge fugen klar klare klaren bring bringen geb geben gib
    teil teile teilen veroffentlich veroffentlichen freigeben gebt schreib schreibe schreiben repariere reparieren behebe beheben tausche
    tauschen ersetz ersetze ersetzen kummere kummern bestatig bestatige bestatigen unterschreib unterschreiben organisiere organisieren
    plan plane planen reich reiche reichen gestalten gestalte besorg besorge besorgen erneuern erneuere informier informieren zusenden zuschicken
    ubersenden mitteilen hinzufugen einbauen anpassen passe hochladen einplanen verschieben verschieb absagen erledigen erledige""".split()
)
"""German verbs of orders, folded; infinitives too, since they end the sentence."""
