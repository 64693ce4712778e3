"""What must not be acted on: mass mail, fraud, orders to a machine, mail for somebody else.

A gate only ever closes: it never makes a suggestion better, and nothing passes it by being
polite, urgent or confident.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from worktui.engine.reason.lexicon import said
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.words import fold

_ORDERS_MACHINE = re.compile(
    r"\b(?:ignore|disregard|forget|override) (?:all |any |the |your )*(?:previous|prior|above|"
    r"earlier|former|other) (?:instructions?|rules?|prompts?|orders?)"
    r"|\b(?:system|assistant|developer|admin) ?(?:prompt|message|instruction|note|"
    r"override)?\s*:\s*\S"
    r"|\b(?:as an ai|you are (?:now )?(?:an? )?(?:ai|assistant|language model|chatbot|bot|"
    r"in developer)|language model|llm|ai (?:assistant|agent|system|tool)s?"
    r"|chatgpt|copilot|automated (?:assistant|agent|system)|virtual assistant)\b"
    r"|\b(?:for|to|dear|hey) (?:your|the|any|an) (?:ai|bot|agent|llm|copilot|ai assistant)\b"
    r"|\bauto[- ]?(?:apply|approve|accept|confirm)\b|\bconfidence\s*[:=]?\s*1(?:[.,]0)?\b|"
    r"\bwithout (?:asking|confirmation|review|telling)\b"
    r"|\b(?:note|message|instructions?|attention|hint|hinweis|anweisung|instrucciones|"
    r"instrucoes) (?:to|for|an|an den|fur|para|pour)(?: the| any| den| die| el| o|"
    r" l')? ?(?:assistant|ai|bot|agent|system|worktui|assistenten?|ki|asistente|assistente|ia|"
    r"tool|software|program)\b"
    r"|\bmark (?:all|every|each)\b[^.]{0,30}\b(?:done|complete\w*|closed)\b|\b(?:delete|close|"
    r"cancel|move|approve|archive) (?:all|every|each)\b"
    r"|\b(?:forward|send|export|share|give|list)\b[^.]{0,30}\b(?:client list|customer list|"
    r"contact list|all contacts|address book|all (?:e-?)?mails?|passwords?|credentials|"
    r"api keys?|secrets?|tokens?|full calendar|whole calendar|entire calendar|database)\b"
    r"|<!--|\[/?(?:inst|system|sys)\]|<\|?(?:system|im_start|assistant)|```\s*(?:json|tool|system|"
    r"action)|\{\s*\"?(?:type|action|tool)\"?\s*:"
    r"|\bignori\w* (?:alle|alles|die) (?:vorherigen|bisherigen|obigen)\b|"
    r"\bignor\w+ (?:todas )?(?:las|as) instruc\w+|\bignor\w+ (?:toutes )?les instructions"
    r"|\b(?:vorherigen|bisherigen) anweisungen\b",
)
_MONEY = re.compile(
    r"\b(?:gift ?cards?|wire transfer|bitcoin|crypto\w*|western union|itunes|google play card|"
    r"steam cards?|gutscheinkarten?|prepaid"
    r"|lottery|inheritance|million (?:dollars|usd|euros?)|prince|beneficiary|(?:you|"
    r"sie) (?:have )?(?:won|gewonnen)|guaranteed returns?|investment opportunity)\b"
)
_BANK = re.compile(
    r"\b(?:bank|banking|account|iban|payment|konto|bankverbindung|kontoverbindung|"
    r"bancari[ao]s?|bancaires?|cuenta|conta|rib|coordonnees bancaires)\b"
)
_CHANGED = re.compile(
    r"\b(?:new|changed?|updated?|different|neue[nrs]?|geandert\w*|nouve(?:au|l|lles?)|"
    r"change\w*|nuev[ao]s?|cambi\w+|nov[ao]s?|mud\w+|alterad\w+|instead|no longer)\b"
)
_PAY = re.compile(
    r"\b(?:pay|payment|payments|transfer|invoice|invoices|details|uberweis\w+|zahl\w+|virement|"
    r"pag\w+|transfer\w+|facture|factura|fatura|rechnung\w*)\b"
)
_SECRETS = re.compile(
    r"\b(?:password|passwort|mot de passe|contrasena|senha|verification code|login details|"
    r"credentials|verify your (?:account|identity|mailbox)|account (?:will be|has been|"
    r"is) (?:suspended|locked|closed|limited|disabled)"
    r"|mailbox (?:is )?(?:full|almost full|quota)|unusual (?:sign-?in|activity)|"
    r"confirm your (?:identity|account|password)|konto (?:wird|wurde) gesperrt|social security)\b"
)
_SECRECY = re.compile(
    r"\b(?:confidential\w*|keep this (?:between|quiet)|between us|don't (?:tell|mention|call|"
    r"discuss)|can't talk|cannot talk|in a meeting|discreet\w*|surprise|vertraulich|"
    r"are you at your desk|are you available\?|quick favou?r)\b"
)
_CLICK = re.compile(
    r"\b(?:confirm|verify|validate|pay|log ?in|sign in|click|update your|release your|track|"
    r"claim|bestatigen|verifizieren|bezahlen|klicken|cliquez|confirmez|payez|haga clic|confirme|"
    r"verifique|pague|clique|acesse)\b[^\n]{0,80}https?://"
)
_PITCH = re.compile(
    r"\b(?:rank(?:ing)? #?1|seo|backlinks?|first page of google|guest post|sponsored (?:post|"
    r"article)|link (?:exchange|building|insertion)|boost your|grow your (?:business|traffic|"
    r"sales|revenue)|increase your"
    r"|we offer|our (?:services|experts|solution|platform|team) (?:can|will|help|offers?)|"
    r"limited (?:time )?offer|act now|click here|free trial|special offer|discount|best price|"
    r"cheap|lead generation|leads"
    r"|web (?:design|development) (?:services|company|agency)|offshore|outsourc\w+|"
    r"our clients include|i noticed your (?:website|site|company)|i came across your|"
    r"(?:i|we) came across (?:you|\w+ and)|love what you (?:do|are doing|'re doing)|"
    r"\d+\+? qualified \w+|(?:companies|agencies|teams|businesses|studios|firms) like yours|"
    r"(?:i'm|i am|we're|we are) a freelance\w*|my portfolio|our portfolio|in case you ever need|"
    r"if you ever need|available for (?:freelance|projects|new projects)|"
    r"ich bin (?:ein )?freie\w*|freiberuflich\w*|mein portfolio|falls sie (?:mal|einmal|je)|"
    r"je suis (?:un |une )?(?:\w+ )?(?:freelance|independante?)|mon portfolio|si jamais vous|"
    r"soy (?:un |una )?(?:\w+ )?(?:freelance|autonom[oa])|mi portafolio|mi porfolio|"
    r"sou (?:um |uma )?(?:\w+ )?(?:freelancer?|autonom[oa])|meu portfolio|"
    r"caso (?:um dia )?precisem|"
    r"partnership opportunity|marketing services|crypto|casino|loan"
    r"|(?:we|i) help (?:\w+ ){0,3}(?:like (?:you|yours)|companies|businesses|agencies|studios|"
    r"teams|founders)|"
    r"like yours (?:get|to|grow|save|scale)|qualified leads|to the top of your inbox|bumping this|"
    r"(?:not|aren't) interested,? (?:just )?(?:reply|let me know|no)|won't (?:bother|"
    r"e-?mail) you again|"
    r"pre-?vetted|\bat \$\d+ ?(?:/|per|an) ?h|business development|was impressed|"
    r"affordable (?:price|rate)s?|"
    r"leading (?:\w+ ){0,2}(?:company|agency|provider)|guest posts|backlinks|"
    r"quick (?:\d+[- ]min\w*|intro)? ?(?:chat|call) "
    r"(?:this|next|on)|wir helfen (?:unternehmen|agenturen)|unverbindlich\w* (?:gesprach|beratung)|"
    r"kostenlose\w* "
    r"(?:analyse|beratung)|ayudamos a (?:empresas|agencias)|ajudamos (?:empresas|agencias)|"
    r"nous aidons (?:les|des)"
    r"|(?:somos|sou) (?:uma|um|una|un) (?:\w+ )?(?:grafica|empresa|agencia|equipe|imprenta|"
    r"estudio)|precos? imperdive\w+|"
    r"wir sind (?:ein|eine) (?:\w+ )?(?:agentur|druckerei|anbieter|unternehmen)|"
    r"nous sommes (?:une|un) (?:\w+ )?(?:agence|societe|imprimerie)|"
    r"[-–] ?\d{2} ?%|descontos?|descuentos?|rabatte?|remises?"
    r"|buy now|unsubscribe|opt out|promotional|demo of our|our product|senior developers|"
    r"available immediately|on (?:the|our) bench|"
    r"(?:send|share) (?:you )?(?:their )?(?:profiles|cvs)|"
    r"top candidates|talent pool|recruit(?:er|ing|ment) (?:services|"
    r"agency)|ihre website (?:auf|"
    r"bei) google|suchmaschinenoptimierung|increase traffic|guaranteed|roi|"
    r"save (?:up to )?\d+ ?%)\b"
)


def orders_machine(text: str) -> bool:
    """Whether a text speaks to an assistant, or asks for what no letter may ask."""
    return bool(_ORDERS_MACHINE.search(fold(text)))


def fraud(scene: Scene) -> str | None:
    """Why an arrival looks like fraud, in one sentence; None when it does not."""
    if scene.arrival.kind == "text" or scene.by_team:
        return None
    f = fold(f"{scene.arrival.subject}\n{scene.arrival.text}")
    if (
        _BANK.search(f)
        and _CHANGED.search(f)
        and _PAY.search(f)
        and re.search(
            r"\b(?:bank (?:details|account|data|information)|account (?:details|number)|iban|"
            r"(?:bank|konto)verbindung|(?:new|neue\w*|nuev\w+|nov\w+|nouve\w+) (?:bank|account|"
            r"konto|cuenta|conta|compte|iban)"
            r"|datos bancarios|dados bancarios|coordonnees bancaires)\b",
            f,
        )
    ):
        return "It changes where money is to be paid: check that by telephone, on a number you "
        "already have."
    if _MONEY.search(f):
        return "It asks for money in a way that frauds do."
    if _SECRETS.search(f) and scene.sender is None:
        return "It asks for passwords or to confirm an account, from an unknown sender."
    if scene.sender is None and _CLICK.search(f):
        return "It wants a click or a payment on a link, from an unknown sender."
    if _poses(scene) and (
        _SECRECY.search(f) or _PAY.search(f) or said("urgent", scene.lang).search(f)
    ):
        return "It bears the name of somebody here, from a strange address."
    if (
        scene.sender is None
        and _SECRECY.search(f)
        and _PAY.search(f)
        and said("urgent", scene.lang).search(f)
    ):
        return "It presses an unknown sender’s payment, urgently and in secret."
    return None


def _poses(scene: Scene) -> bool:
    """A known name with an address that is not theirs."""
    party = scene.arrival.sender
    if party is None or scene.sender is not None or not party.name:
        return False
    return any(fold(w.name) == fold(party.name) for w in scene.people.everyone())


def poses(scene: Scene) -> bool:
    """Whether the sender bears a known name with an unknown address."""
    return _poses(scene)


def lookalike(scene: Scene) -> str | None:
    """The known domain that an unknown sender's domain imitates, None otherwise."""
    if scene.sender is not None or scene.address is None:
        return None
    domain = scene.address.rpartition("@")[2]
    for who in scene.people.everyone():
        known = who.email.rpartition("@")[2]
        if known and known != domain and _distance(known, domain) <= 2 and len(known) > 6:
            return known
    return None


def _distance(a: str, b: str) -> int:
    """Levenshtein's distance, given up above 2."""
    if abs(len(a) - len(b)) > 2:
        return 3
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (x != y))
    return row[-1]


def pitch(scene: Scene) -> bool:
    """Whether somebody unknown sells: two marks of advertising, or one with a link."""
    if scene.sender is not None:
        return False
    f = fold(f"{scene.arrival.subject}\n{scene.arrival.text}")
    marks = {m.group() for m in _PITCH.finditer(f)}
    feigned = bool(
        re.match(r"\s*(?:re|aw|fwd?)\s*:", scene.arrival.subject, re.IGNORECASE)
        and not scene.arrival.in_reply_to
        and scene.arrival.kind == "eml"
    )
    return len(marks) >= 2 or (bool(marks) and ("http" in f or feigned))


def addressee(scene: Scene) -> tuple[str, str]:
    """Who is greeted: ("me"|"all"|"none"|"team"|"stranger", the name as written).

    A name nobody here bears, in a greeting, means the mail went astray.
    """
    greeting = greeting_of(scene.arrival.own, scene.lang)
    if greeting is None:
        return "none", ""
    name = greeting.name.strip(" ,.:;!-–—")
    folded = fold(name)
    words = [
        w
        for w in re.split(r"[\s,./&]+", folded)
        if w and not said("title_word", scene.lang).match(w)
    ]
    bare = " ".join(words)
    if (
        not bare
        or said("everyone", scene.lang).match(bare)
        or said("everyone", scene.lang).match(folded)
        or words[0] in ("team", "all", "liebe", "project", "dear")
    ):
        return "all", name
    mine = fold(scene.myself.name).split()
    people = [
        w
        for w in scene.people.people
        if set(fold(w.name).split()) & set(words) or fold(w.id) in words
    ]
    if _is_me(scene, words, mine, titled=len(words) < len(folded.split())):
        return "me", name
    if len(people) == 1 and people[0].id == scene.me:
        return "stranger", name  # one of my names, with another: a namesake
    if people:
        return "team", name
    company = set(fold(scene.settings.name or "").split())
    if company & set(words) or any(
        fold(w.email.partition("@")[2].split(".")[0]) in words for w in scene.people.people
    ):
        return "all", name
    if any(
        set(fold(w.name).split()) & set(words)
        for w in scene.people.contacts
        if w.email != scene.address
    ):
        return "other", name
    if len(words) > 3:
        return "none", name
    return "stranger", name


def _is_me(scene: Scene, words: list[str], mine: list[str], *, titled: bool) -> bool:
    """My handle, first name (or a short form of it), full name, or title and surname."""
    first, last = mine[0], mine[-1]
    if fold(scene.me) in words or all(w in mine for w in words):
        return True
    if words[0] == first or _short(words[0], first):
        others = [w for w in words[1:] if w not in ("and", "und", "et", "y", "e")]
        known = {n for w in scene.people.people for n in fold(w.name).split()}
        return len(words) == 1 or any(w in known or _distance(w, last) <= 1 for w in others)
    return titled and last in words


def _short(word: str, name: str) -> bool:
    """A short form of a name: "liv" for "livia"."""
    return 3 <= len(word) < len(name) and name.startswith(word)


@dataclass(frozen=True, slots=True)
class Greeting:
    """The greeting a text begins with: the name greeted as written, and where it ends."""

    name: str
    end: int


_NAME_END = re.compile(r"[,.!:;\n]|\s[-–—]\s|$")
_LINKING = ("and", "und", "et", "y", "e", "&", "dr.", "mr.", "mrs.", "ms.", "prof.")


def greeting_of(text: str, lang: str) -> Greeting | None:
    """The greeting at the beginning of a text, None when there is none."""
    greet = said("greeting", lang).pattern
    hit = re.match(rf"\s*(?:{greet})\b(?:[ ,]+(?:{greet})\b)?[ ,]*", fold(text))
    if hit is None:
        return None
    stop = _NAME_END.search(text, hit.end())
    line = text[hit.end() : stop.start() if stop else len(text)]
    words = line.split(" ")
    if len([w for w in words if w]) > 5 or not all(_is_name(w) for w in words if w):
        kept = 0
        while kept < len(words) and words[kept] and words[kept][0].isupper():
            kept += 1
        line = " ".join(words[:kept])
        if not line and words and said("everyone", lang).match(fold(words[0])):
            line = words[0]
    return Greeting(line.strip(), hit.end() + len(line))


def _is_name(word: str) -> bool:
    return word[:1].isupper() or fold(word) in _LINKING or fold(word) in _SMALL_NAMES


_SMALL_NAMES = frozenset(
    """all team there everyone everybody folks guys both again alle zusammen allerseits a todos
    todas tous toutes l'equipe equipo equipe pessoal gente de von van da do dos mr mrs dr herr frau
    sir madam or to whom it may concern damen herren colleagues""".split()
)
