"""How people promise in five languages, and what makes a promise none.

All patterns are over folded text (lower case, no accents, plain quotes). A frame is firm when
it promises with or without a day; a frame is dated when only a day to come makes it a promise
("I send it Friday", but "I send it every week" or "I send it attached").
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

_SOFT = (
    r"(?!not\b|n't|never\b|no longer\b|probably\b|maybe\b|perhaps\b|possibly\b|hopefully\b|"
    r"likely\b|try\b|see\b(?! (?:to it|that))|need\b|have (?!it\b|this\b|that\b|them\b|the\b|a\b|"
    r"an\b|your\b|everything\b|all\b|something\b)|want\b|wait\b|miss\b|love\b|assume\b|think\b|"
    r"hope\b|believe\b|guess\b|be (?!done\b|finished\b|ready\b|sending\b|sharing\b|"
    r"delivering\b|in touch\b|back to you\b|"
    r"able to (?:send|deliver|get (?:you|it|this|that|them|the))\b)|look forward|"
    r"(?:ignore|defer|resurface|discuss|save|expect|treat|spend|move|regroup|reconnect)\b|"
    r"(?:stop|swing|drop|come) by\b|keep (?:\w+ )?(?:thinking|in mind)|"
    r"let (?:you|them) (?:decide|choose)|"
    r"get (?:going|through|together|to the|there|home|back to (?:work|the)|away|some|"
    r"much|stuck|sick|hurt|fucked|screwed|married)\b|"
    r"pass\b|"
    r"admit\b|say\b|spare\b|keep (?:it|this) (?:short|brief)|leave\b|let (?:it|this|that|them)\b|"
    r"take (?:it\b|that\b|this\b|the \w+ (?:slot|one)|a (?:break|day)|\w+ off)|join\b|attend\b|"
    r"stay\b|go (?:with|for)\b|stick\b|remember\b|always\b|gladly accept|accept\b|only\b|regret|"
    r"just (?:say|have to|wait|see)|understand|know\b|eat my|bet\b|happily\b|"
    r"continue to be|meet\b|talk to you (?:soon|later|then)|speak (?:soon|later|then)|die\b|"
    r"cross that|come\b|visit\b|arrive\b|travel|fly\b|live with)"
)
_VERB_EN = (
    r"(?:send|share|deliver|get|finish|fix|have|write|prepare|update|ship|push|publish|review|"
    r"check|call|ask|forward|provide|upload|submit|complete|hand|draft|sort|test|merge|deploy|"
    r"clean|reply|answer|confirm|return|pay|invoice|order|book|make|do|bring|put|close|wrap|"
    r"document|design|build|set|talk to|speak to|look into|follow up|file|sign)"
)
_ING_EN = (
    r"(?:sending|sharing|delivering|finishing|fixing|shipping|pushing|publishing|"
    r"forwarding|uploading|submitting|completing|handing|merging|deploying|closing|wrapping|"
    r"getting|doing|paying|signing|returning)"
)
_GOODS = (
    r"(?:copy|draft|version|quote|offer|answer|reply|proposal|list|report|invoice|update|response|"
    r"estimate|mail|email|plan|decision|link)"
)
FIRM: Mapping[str, tuple[str, ...]] = {
    "en": (
        rf"\b(?:i|we)(?:'ll| will| shall) (?:also |then |definitely |certainly |gladly |"
        rf"personally |now |just |quickly |make sure (?:to|that i|that we) |be sure to )*+{_SOFT}"
        rf"[a-z]+",
        rf"\b(?:i'm|i am|we're|we are) (?:also |now )?+going to {_SOFT}{_VERB_EN}\b",
        r"\b(?:i|we) (?:hereby )?(?:promise|commit|guarantee)(?: you)?(?: that| to|,)? ",
        rf"\blet me {_VERB_EN}\b(?! (?:you )?know)",
        rf"(?<!that )(?<!ensure )(?<!sure )(?<!so )\byou(?:'ll| will) (?:(?:have|get) "
        rf"(?:it|them|this|that|the|your|my|our|all|everything|both|an? (?:\w+ )?{_GOODS})\b"
        r"(?! (?:chance|opportunity|right|option))|receive (?!emails|mails|notif)|"
        r"hear from (?:me|us))",
        rf"\bi am the one who will {_VERB_EN}\b|\bleave (?:it|that|this) (?:with|to) me\b|"
        r"\b(?:consider it done|you have my word)\b",
    ),
    "de": (
        r"\b(?:ich|wir) (?:werde|werden)\b(?! (?:\w+ ){0,3}(?:nicht|nie|versuchen|sehen|wohl|"
        r"vielleicht))[^.!?]*\b\w+(?:en|ern|eln|tun)\b|\b(?:werde|werden) (?:ich|wir) "
        r"[^.!?]*\b\w+(?:en|ern|eln|tun)\b",
        r"\bich (?:kummere|kuemmere) mich\b|\bkummere ich mich\b|"
        r"\bich (?:verspreche|sage (?:ihnen|dir|euch) zu)\b|\bich melde mich\b|\bmelde ich mich\b|"
        r"\bwir melden uns\b|\bmelden wir uns\b|"
        r"\bich gebe (?:ihnen|dir|euch|noch|dann|morgen|\s)*bescheid\b|"
        r"\bgebe ich (?:ihnen|dir|euch|dann|\s)*bescheid\b",
    ),
    "fr": (
        r"\bj(?:e |')(?:(?:vous|te|les?|la|lui|leur|en|y|m'en|me) |t'|vous l'|te l'|l'|m'|vous en "
        r")*(?:enverrai|ferai|livrerai|preparerai|verifierai|transmettrai|reviendrai vers|"
        r"rappellerai|occuperai|finirai|terminerai|donnerai|mettrai|ecrirai|appellerai|rendrai|"
        r"repondrai|regarderai|corrigerai|publierai|paierai|partagerai|apporterai|tiendrai|"
        r"demanderai|dirai|confirmerai)\b",
        r"\b(?:je m'engage|nous nous engageons) a\b",
        r"\bje (?:m'en occupe|m'occupe|reviens vers vous|reviens vers toi|vous tiens au courant|"
        r"te tiens au courant|m'en charge)\b",
        r"\bje vais (?!pas\b|voir\b|etre\b|attendre\b|devoir\b|avoir\b|essayer\b|tenter\b|"
        r"(?:y )?reflechir\b|peut-etre\b)(?:(?:vous|te|le|la|les|lui|leur|en|l'|t') ?)*"
        r"[a-z]+(?:er|ir|re|oir)\b",
        r"\bnous (?:vous )?(?:l'|les |en )?(?:enverrons|ferons|livrerons|preparerons|"
        r"transmettrons|finirons|terminerons|publierons|corrigerons|reviendrons vers)\b|"
        r"\bnous allons (?:vous )?(?!voir\b|etre\b|attendre\b|essayer\b)[a-z]+(?:er|ir|re)\b",
        r"\bvous (?:l'|les |en )?(?:aurez|recevrez)\b(?! (?:besoin|a \w+er))|\btu "
        r"(?:l'|les )?(?:auras|recevras)\b(?! besoin)",
    ),
    "es": (
        r"(?<!\w)(?:(?:te|le|os|les|se|lo|la|los|las) )*(?:enviare|mandare|entregare|hare|"
        r"preparare|revisare|confirmare|pasare|llamare|terminare|acabare|arreglare|escribire|"
        r"subire|publicare|respondere|contestare|preguntare|encargare|ocupare|enviaremos|"
        r"mandaremos|haremos|entregaremos|prepararemos|terminaremos|publicaremos|avisare|"
        r"corregire|pagare)\b",
        r"\bme (?:encargo|ocupo)\b|\b(?:me comprometo a|prometo) [a-z]+r(?:lo|la|los|las|te|le)?\b",
        r"\b(?:voy|vamos) a (?!ver\b|estar\b|ser\b|tener\b|necesitar\b|esperar\b|intentar\b|"
        r"tratar\b|ir\b|pensar\b|poder\b)[a-z]+(?:ar|er|ir)(?:te|le|les|os|lo|la|los|las|selo|"
        r"telo)?\b",
        r"\b(?:lo|la|los|las) (?:tendras|tendra|tendreis|recibiras|recibira)\b",
    ),
    "pt": (
        r"(?<!\w)(?:(?:te|lhe|lhes|vos|o|a|os|as|eu|ja|nos) )*(?:enviarei|mandarei|entregarei|"
        r"farei|prepararei|verificarei|confirmarei|terminarei|acabarei|escreverei|ligarei|"
        r"responderei|publicarei|corrigirei|revisarei|passarei|retornarei|pagarei|avisarei|"
        r"enviaremos|mandaremos|faremos|entregaremos|terminaremos)\b",
        r"\bprometo [a-z]+r\b|\beu cuido\b|\bdeixa comigo\b|\bpode deixar\b",
        r"\b(?:vou|vamos) (?:(?:te|lhe|lhes|ja|me) )*(?!ver\b|estar\b|ser\b|ter\b|precisar\b|"
        r"esperar\b|tentar\b|pensar\b|poder\b|ficar\b|viajar\b|tirar\b|passar mal)"
        r"[a-z]+(?:ar|er|ir|or)(?:-(?:te|lhe|lhes|vos|lo|la))?\b",
        r"\b(?:voce|o senhor|a senhora|tu) (?:tera|receberas?|teras)\b(?! que)",
    ),
}
DATED: Mapping[str, tuple[str, ...]] = {
    "en": (
        rf"\b(?:i'm|i am|we're|we are) (?:also |now )?{_ING_EN}\b",
        r"\b(?:i|we) can (?:have|get|send|deliver|finish|do|complete|share)\b[^.!?]*"
        r"\b(?:by|before)\b",
        r"\b(?:will|'ll) be (?:done|ready|finished|sent|delivered|with you|live|online|complete|"
        r"completed|fixed|merged|published|shipped|over|in your (?:inbox|hands))\b",
        r"\b(?:i|we) (?:send|deliver|ship|finish|hand over|publish|share)\b",
        rf"(?:^\W*|[-,;] )(?:will|gonna) {_VERB_EN}\b",
        r"(?:^\W*|[-;] )(?:sending|finishing|delivering|shipping|uploading) (?:over|it|you|this|"
        r"that|the|them)\b(?![^.!?]*\b(?:was|were|is|are|had|has|would|means|takes)\b)",
        r"^\W*(?:you can )?expect (?:the|it|an?|my|our|them)\b(?![^.!?]* from (?!me\b|us\b))",
    ),
    "de": (
        r"\b(?:ich|wir) (?:schicken?|senden?|liefern?|liefere|machen?|erledigen?|prufen?|prufe|"
        r"klaren?|klare|bringen?|bereiten?|erstellen?|uberarbeiten?|aktualisieren?|lassen?|fragen?|"
        r"reichen?|geben?|besorgen?|stellen?|rufen?|leiten?|bauen?|schreiben?|ubernehmen?|"
        r"veroffentlichen?|beheben?|korrigieren?|zahlen?|bezahlen?|laden?|antworten?|bekommen das|"
        r"schaffen?|beenden?|teilen?|mailen?|testen?|schaue?n?)\b",
        r"\b(?:haben|hast) (?:sie|du) (?:das|die|den|ein|eine|einen|alles|unser\w*|mein\w*)\b|"
        r"\b(?:folgt|folgen) (?:am|bis|morgen|heute|spatestens|nachste)\b",
        r"\b(?:ich|wir) (?:kann|konnen) [^.!?]*\bbis\b[^.!?]*\b(?:schicken|liefern|senden|"
        r"erledigen|fertig\w*)\b",
        r"\b(?:ich habe|habe ich|wir haben|haben wir) (?:\w+ ){0,6}(?:fertig|bereit)\b",
        r"\b(?:schicke|schicken|sende|senden|liefere|liefern|mache|machen|erledige|erledigen|"
        r"prufe|prufen|klare|klaren|bringe|bereite|erstelle|erstellen|uberarbeite|aktualisiere|"
        r"reiche|gebe|besorge|stelle|rufe|leite|schreibe|ubernehme|veroffentliche|behebe|"
        r"korrigiere|zahle|bezahle|lade|antworte|schaffe|teile|maile|teste) (?:ich|wir)\b",
        r"\b(?:du|sie|ihr) (?:bekommst|bekommen|bekommt|kriegst|kriegt|erhalten|erhaltst|hast|"
        r"haben|habt) (?:das|es|sie|ihn|die|den|ein|eine|einen|alles|von (?:mir|uns))\b|"
        r"\b(?:bekommst|bekommen|bekommt|kriegst|erhalten|erhaltst) (?:du|sie|ihr)\b",
        r"\b(?:ist|sind|wird|werden) (?:\w+ ){0,5}(?:fertig|erledigt|online|geliefert|"
        r"verschickt)\b",
    ),
    "fr": (
        r"\bj(?:e |')(?:(?:vous|te|les?|la|lui|leur|en) |t'|vous l'|te l'|l'|vous en )*(?:envoie|"
        r"livre|prepare|verifie|transmets|rappelle|finis|termine|donne|mets|ecris|appelle|rends|"
        r"reponds|regarde|corrige|publie|paie|partage|apporte|fais|boucle|depose)\b",
        r"\bon (?:(?:vous|te|le|la|les) |t'|l'|vous l'|te l')*(?:envoie|livre|fait|prepare|"
        r"rappelle|transmet|termine|finit)\b",
        r"\bnous (?:vous )?(?:envoyons|livrons|preparons|transmettons|finissons|terminons|"
        r"publions|faisons)\b",
        r"\b(?:ce sera|c'est|sera|seront) (?:\w+ ){0,2}(?:prete?s?|faite?s?|finie?s?|terminee?s?|"
        r"chez vous|en ligne|livree?s?)\b",
    ),
    "es": (
        r"(?<!\w)(?<!el )(?<!un )(?<!del )(?<!al )(?<!su )(?<!este )(?:(?:te|le|os|les|se|lo|la|"
        r"los|las) )*(?:envio|mando|entrego|hago|preparo|reviso|paso|termino|acabo|arreglo|"
        r"escribo|subo|publico|respondo|contesto|enviamos|mandamos|entregamos|corrijo|pago|"
        r"tengo listo|tengo lista)\b|(?<!me )\bllamo\b|"
        r"\b(?:te|le|os|les) (?:confirmo|aviso|digo)\b|"
        r"\b(?:lo|la|los|las) tienes\b|"
        r"\bme pongo con\b",
        r"\b(?:estara|estaran|queda|quedara) (?:list[oa]s?|hech[oa]s?|terminad[oa]s?)\b",
    ),
    "pt": (
        r"(?<!\w)(?<!de )(?<!do )(?<!no )(?:(?:te|lhe|lhes|vos|eu|ja|nos) )*(?:envio|mando|"
        r"entrego|faco|preparo|verifico|termino|acabo|escrevo|ligo|respondo|publico|corrijo|"
        r"reviso|passo|retorno|pago|enviamos|mandamos|entregamos)\b",
        r"\b(?:te|lhe) (?:aviso|digo|retorno)\b",
        r"\ba gente (?:(?:te|lhe|ja) )?(?:entrega|envia|manda|faz|termina|publica)\b",
        r"\b(?:estara|estarao|vai estar|fica|ficara) (?:pront[oa]s?|feit[oa]s?|no ar)\b",
    ),
}
SHORT: Mapping[str, tuple[str, ...]] = {
    "en": (
        rf"^\W*(?:will|gonna|going to|to) {_VERB_EN}\b",
        rf"^\W*{_ING_EN}\b",
        r"\b(?:done|ready|finished|live|out|shipped|merged|delivered|sent|complete|fixed|deployed|"
        r"published|online|eta)\b",
    ),
    "de": (r"\b(?:fertig|erledigt|online|live|verschickt|geliefert)\b",),
    "fr": (r"\b(?:prete?s?|finie?s?|terminee?s?|livree?s?|en ligne)\b",),
    "es": (r"\b(?:list[oa]s?|terminad[oa]s?|hech[oa]s?|entregad[oa]s?)\b",),
    "pt": (r"\b(?:pront[oa]s?|terminad[oa]s?|feit[oa]s?|entregues?|no ar)\b",),
}
"""Lines of a team's notes: "page done by mon", "finishing the import tomorrow"."""
THIRD = re.compile(
    r"^\W*@?[^\W\d_]+ (?:will|'ll|finishes|delivers|sends|ships|closes|publishes|gets|has|"
    r"hands|liefert|schickt|macht|beendet|finit|livre|envoie|termina|entrega|envia) "
)
"""Notes taken for somebody: "bo finishes the page by wed"; only with a limit."""

NOT_AT_ALL = re.compile(
    r"\b(?:not|never|nothing|cannot|doubt|unlikely|unsure|hardly|no way|neither|nobody)\b|n't\b|"
    r"\b(?:nicht|kein\w*|nie|niemals|nichts|kaum)\b|"
    r"\b(?:ne|n'\w+|pas|jamais|rien)\b|"
    r"\b(?:nunca|jamas|tampoco|nada)\b|\b(?:nao|nunca|jamais)\b"
)
NO_ES = re.compile(r"(?<!como )\bno\b(?!,)")
HEDGED = re.compile(
    r"\b(?:maybe|perhaps|probably|possibly|hopefully|might|may|could|would|should|try|trying|"
    r"next time|hope|hoping|aim|aiming|do (?:my|our) best|best effort|plan to|planning to|"
    r"want to|wish|"
    r"guess|suppose|i think|i believe|"
    r"i'd|we'd|assume|(?:i|we) expect|tentatively|ideally|theoretically|in theory|"
    r"if all goes|with (?:a bit of|some) luck|no promises?|can't promise|supposed to|see if|"
    r"see whether|imagine|what if|say i|let's say|used to|"
    r"as usual|every (?:day|week|month|monday|friday)|always|whenever|someday|one day|"
    r"sometime(?! (?:this|next|on|before|today|tomorrow)))\b|"
    r"\b(?:vielleicht|eventuell|evtl|wahrscheinlich|vermutlich|hoffentlich|hoffe|wurde|wurden|"
    r"konnte|konnten|mochte|mochten|versuche|versuchen|sollte|sollten|wohl|gegebenenfalls|ggf|"
    r"denke|glaube|theoretisch|irgendwann|normalerweise|meistens|immer|jede[nrsm]?|taglich|"
    r"wochentlich|am liebsten|mein bestes|unser bestes)\b|"
    r"\b(?:peut-etre|probablement|sans doute|espere\w*|essai\w*|essayer\w*|tente\w*|pourrais|"
    r"pourrait|devrais|devrait|devrions|voudrais|aimerais|eventuellement|je pense|je crois|"
    r"en principe|normalement|d'habitude|toujours|chaque|de (?:mon|notre) mieux)\b|"
    r"\b(?:quiza|quizas|tal vez|a lo mejor|probablemente|posiblemente|ojala|espero|intento|"
    r"intentare|tratare|podria|podriamos|deberia|deberiamos|gustaria|creo|siempre|cada|"
    r"normalmente|lo posible|lo mejor)\b|"
    r"\b(?:talvez|provavelmente|possivelmente|tomara|tento|tentarei|poderia|deveria|gostaria|"
    r"acho|quem sabe|sempre|todo dia|toda|o possivel|o melhor)\b"
)
CONDITIONAL = re.compile(
    r"\b(?:if|unless|whether|in case|provided|assuming|otherwise|depending|subject to|as long as|"
    r"only when)\b|\b(?:wenn|falls|sofern|ob|es sei denn|vorausgesetzt)\b|"
    r"\b(?:au cas ou|a condition|sinon|en caso|siempre que|a menos|caso|desde que)\b"
)
SI = re.compile(r"\b(?:si|s')(?=\s|il)(?!,)")
SE = re.compile(r"(?:^\W*|[,;]\s*|\bque |\b(?:mas|e|ou) )se\b")
WAITS = re.compile(
    r"^\W*(?:but |and |aber |mais |pero |mas )?(?:once|as soon as|when|after|until|sobald|nachdem|"
    r"des que|quand|une fois|lorsque|cuando|en cuanto|despues de|quando|assim que|depois)\b"
)
"""A promise that waits for something else to happen first."""
ASKS = re.compile(
    r"^\W*(?:is|are|was|were|can|could|has|have|does|do|did|when|who|what|why|how|ask|tell|remind|"
    r"ist|sind|kann|wann|wer|frag|est-ce|quand|qui|esta|cuando|quien|quando|quem)\b"
)
"""A note that asks, with or without its mark."""
LATER = re.compile(
    r"\b(?:once|as soon as|when|after you|after the|sobald|nachdem|des que|quand|une fois|lorsque|"
    r"cuando|en cuanto|quando|assim que)\b"
)
REPORTED = re.compile(
    r"\b(?:said|told|says|wrote|promised|thought|asked|claimed|mentioned|remember when|"
    r"was going to|were going to|sagte|gesagt|meinte|versprochen|hat gefragt|schrieb|"
    r"disait|m'a dit|a dit|avait dit|promis|dijo|dije|prometi|prometio|disse|prometeu|falou)\b"
)
"""Words told of another time or person, when they stand before the promise."""
JEST = re.compile(
    r"\b(?:yeah,? right|as if|oh sure|sure thing,? because|in your dreams|when (?:hell|pigs)|"
    r"lol|haha+|rofl|lmao|jk|just kidding|kidding|joking|not holding my breath|i'll eat my|"
    r"with my magic|by magic|magically|in my (?:copious )?(?:free|spare) time|over my dead|"
    r"haha|ja klar|na klar,? (?:ich|und)|scherz|spaß|spass beiseite|mais bien sur|c'est ca|"
    r"ben voyons|je rigole|mdr|jaja+|es broma|claro,? claro|ta bom,? (?:que|ne)|brincadeira|"
    r"kkk+|sei\.\.\.)\b|/s\b|[\U0001f644\U0001f602\U0001f923\U0001f609\U0001f61c\U0001f643]|"
    r"[;:]-?[pP]\b|;-?\)"
)
AT_ONCE = re.compile(
    r"\b(?:attached|herewith|enclosed|hereby|anbei|hiermit|im anhang|beigefugt|beiliegend|soeben|"
    r"gerade|ci-joint\w*|en piece jointe|par la presente|adjunt\w*|en adjunto|em anexo|anexo|"
    r"segue)\b"
)
"""Done by saying so: "I send you the invoice attached"."""
_SENDS = re.compile(
    r"\b(?:send\w*|share|sharing|deliver\w*|forward\w*|get (?:you|it|that|this|them) (?:to|over|"
    r"across)|get you|hand\w* over|have (?:it|this|that|the \w+) (?:to|with|for) you|provide|"
    r"give you|bring|with you|you(?:'ll| will) (?:have|get|receive)|in your (?:inbox|hands)|"
    r"schick\w*|send\w*|liefer\w*|zukommen|bekomm\w*|kriegst|erhalt\w*|mail\w*|reiche|bring\w*|"
    r"leite\w*|envoi\w*|enverr\w*|envoyer\w*|transmet\w*|livr\w*|aurez|recevrez|auras|recevras|"
    r"partag\w*|apport\w*|envi[oae]\w*|mand[oae]\w*|entreg\w*|paso|pasare|tendr\w*|recib\w*|"
    r"envi\w*|tera|receber\w*|passo|passarei)\b"
)
_ANSWERS = re.compile(
    r"\b(?:(?:te|le|os|lhe) (?:confirmo|aviso|digo)|melden uns|reviendrons vers|"
    r"let you know|get back|come back to you|"
    r"back to you|be in touch|hear from|keep you (?:"
    r"posted|updated)|reply|answer|tell you|call|ring|write (?:you|back)|melde mich|bescheid|"
    r"antworte\w*|ruckmeldung|rufe|reviens vers|reviendrai vers|tiens au courant|rappell\w*|"
    r"repond\w*|appell\w*|aviso|avisare|llam\w*|respond\w*|contest\w*|retorn\w*|lig(?:o|arei)|"
    r"avisarei|respondere\w*)\b"
)


ANY = "any"
"""Stands for all five languages, where a text is too short to tell its own."""


@lru_cache(maxsize=64)
def frame(table: str, lang: str) -> re.Pattern[str]:
    """The frames of a table (`firm`, `dated`, `short`) in English and a language; `any`: in all."""
    tables = {"firm": FIRM, "dated": DATED, "short": SHORT}[table]
    codes = tables if lang == ANY else dict.fromkeys((lang, "en"))
    parts = [part for code in codes for part in tables[code]]
    return re.compile("|".join(f"(?:{part})" for part in parts))


def kind_of(folded: str) -> str:
    """send, answer or do, by the words of a promise."""
    if _ANSWERS.search(folded):
        return "answer"
    return "send" if _SENDS.search(folded) else "do"
