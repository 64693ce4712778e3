"""What must not be acted on: mass mail, fraud, orders to a machine, mail for somebody else.

A gate only ever closes: it never makes a suggestion better, and nothing passes it by being
polite, urgent or confident.
"""

from __future__ import annotations

import re

from worktui.engine.reason.lexicon import said
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.words import fold

_ORDERS_MACHINE = re.compile(
    r"\b(?:ignore|disregard|forget|override) (?:all |any |the |your )*(?:previous|prior|above|earlier|former|other) (?:instructions?|rules?|prompts?|orders?)"
    r"|\b(?:system|assistant|developer|admin) ?(?:prompt|message|instruction|note|override)?\s*:\s*\S"
    r"|\b(?:as an ai|you are (?:now )?(?:an? )?(?:ai|assistant|language model|chatbot|bot|in developer)|language model|llm|ai (?:assistant|agent|system|tool)s?"
    r"|chatgpt|copilot|automated (?:assistant|agent|system)|virtual assistant)\b"
    r"|\bauto[- ]?(?:apply|approve|accept|confirm)\b|\bconfidence\s*[:=]?\s*1(?:[.,]0)?\b|\bwithout (?:asking|confirmation|review|telling)\b"
    r"|\b(?:note|message|instructions?|attention|hint|hinweis|anweisung|instrucciones|instrucoes) (?:to|for|an|an den|fur|para|pour)(?: the| any| den| die| el| o| l')? ?(?:assistant|ai|bot|agent|system|worktui|assistenten?|ki|asistente|assistente|ia|tool|software|program)\b"
    r"|\bmark (?:all|every|each)\b[^.]{0,30}\b(?:done|complete\w*|closed)\b|\b(?:delete|close|cancel|move|approve|archive) (?:all|every|each)\b"
    r"|\b(?:forward|send|export|share|give|list)\b[^.]{0,30}\b(?:client list|customer list|contact list|all contacts|address book|all (?:e-?)?mails?|passwords?|credentials|api keys?|secrets?|tokens?|full calendar|whole calendar|entire calendar|database)\b"
    r"|<!--|\[/?(?:inst|system|sys)\]|<\|?(?:system|im_start|assistant)|```\s*(?:json|tool|system|action)|\{\s*\"?(?:type|action|tool)\"?\s*:"
    r"|\bignori\w* (?:alle|alles|die) (?:vorherigen|bisherigen|obigen)\b|\bignor\w+ (?:todas )?(?:las|as) instruc\w+|\bignor\w+ (?:toutes )?les instructions"
    r"|\b(?:vorherigen|bisherigen) anweisungen\b",
)
_MONEY = re.compile(
    r"\b(?:gift ?cards?|wire transfer|bitcoin|crypto\w*|western union|itunes|google play card|steam cards?|gutscheinkarten?|prepaid"
    r"|lottery|inheritance|million (?:dollars|usd|euros?)|prince|beneficiary|(?:you|sie) (?:have )?(?:won|gewonnen)|guaranteed returns?|investment opportunity)\b"
)
_BANK = re.compile(
    r"\b(?:bank|banking|account|iban|payment|konto|bankverbindung|kontoverbindung|bancari[ao]s?|bancaires?|cuenta|conta|rib|coordonnees bancaires)\b"
)
_CHANGED = re.compile(
    r"\b(?:new|changed?|updated?|different|neue[nrs]?|geandert\w*|nouve(?:au|l|lles?)|change\w*|nuev[ao]s?|cambi\w+|nov[ao]s?|mud\w+|alterad\w+|instead|no longer)\b"
)
_PAY = re.compile(
    r"\b(?:pay|payment|payments|transfer|invoice|invoices|details|uberweis\w+|zahl\w+|virement|pag\w+|transfer\w+|facture|factura|fatura|rechnung\w*)\b"
)
_SECRETS = re.compile(
    r"\b(?:password|passwort|mot de passe|contrasena|senha|verification code|login details|credentials|verify your (?:account|identity|mailbox)|account (?:will be|has been|is) (?:suspended|locked|closed|limited|disabled)"
    r"|mailbox (?:is )?(?:full|almost full|quota)|unusual (?:sign-?in|activity)|confirm your (?:identity|account|password)|konto (?:wird|wurde) gesperrt|social security)\b"
)
_SECRECY = re.compile(
    r"\b(?:confidential\w*|keep this (?:between|quiet)|between us|don't (?:tell|mention|call|discuss)|can't talk|cannot talk|in a meeting|discreet\w*|surprise|vertraulich|are you at your desk|are you available\?|quick favou?r)\b"
)
_PITCH = re.compile(
    r"\b(?:rank(?:ing)? #?1|seo|backlinks?|first page of google|guest post|sponsored (?:post|article)|link (?:exchange|building|insertion)|boost your|grow your (?:business|traffic|sales|revenue)|increase your"
    r"|we offer|our (?:services|experts|solution|platform|team) (?:can|will|help|offers?)|limited (?:time )?offer|act now|click here|free trial|special offer|discount|best price|cheap|lead generation|leads"
    r"|web (?:design|development) (?:services|company|agency)|offshore|outsourc\w+|our clients include|i noticed your (?:website|site|company)|i came across your|partnership opportunity|marketing services|crypto|casino|loan"
    r"|buy now|unsubscribe|opt out|promotional|demo of our|our product|ihre website (?:auf|bei) google|suchmaschinenoptimierung|increase traffic|guaranteed|roi|save (?:up to )?\d+ ?%)\b"
)
_NAME = r"[^\W\d_][\w'’.-]*"


def orders_machine(text: str) -> bool:
    """Whether a text speaks to an assistant, or asks for what no letter may ask."""
    return bool(_ORDERS_MACHINE.search(fold(text)))


def fraud(scene: Scene) -> str | None:
    """Why an arrival looks like fraud, in one sentence; None when it does not."""
    if scene.arrival.kind == "text" or (scene.by_team and not _fake_team(scene)):
        return None
    f = fold(f"{scene.arrival.subject}\n{scene.arrival.text}")
    if _BANK.search(f) and _CHANGED.search(f) and _PAY.search(f) and re.search(
        r"\b(?:bank (?:details|account|data|information)|account (?:details|number)|iban|(?:bank|konto)verbindung|(?:new|neue\w*|nuev\w+|nov\w+|nouve\w+) (?:bank|account|konto|cuenta|conta|compte|iban)"
        r"|datos bancarios|dados bancarios|coordonnees bancaires)\b", f
    ):  # fmt: skip
        return "It changes where money is to be paid: check that by telephone, on a number you already have."
    if _MONEY.search(f):
        return "It asks for money in a way that frauds do."
    if _SECRETS.search(f) and scene.sender is None:
        return "It asks for passwords or to confirm an account, from an unknown sender."
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


def _fake_team(scene: Scene) -> bool:
    return False


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
    return len(marks) >= 2 or (bool(marks) and "http" in f)


def addressee(scene: Scene) -> tuple[str, str]:
    """Who is greeted: ("me"|"all"|"none"|"team"|"stranger", the name as written).

    A name nobody here bears, in a greeting, means the mail went astray.
    """
    match = greeting_match(scene.arrival.own, scene.lang)
    if match is None:
        return "none", ""
    name = match.group("name").strip(" ,.:;!-–—")
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
    mine = set(fold(scene.myself.name).split()) | {fold(scene.me)}
    people = [
        w
        for w in scene.people.people
        if set(fold(w.name).split()) & set(words) or fold(w.id) in words
    ]
    if mine & set(words) or any(_short(w, m) for w in words for m in mine):
        surname = set(words) - mine
        stranger_surname = len(words) > 1 and surname and not mine >= set(words) and not people
        if (
            stranger_surname
            and fold(scene.myself.name).split()[-1] not in words
            and len(words) == 2
            and not re.search(r"[,&]", name)
        ):
            first_mine = words[0] in mine
            if (
                first_mine
                and words[1] not in ("and", "und", "et", "y", "e")
                and not _near_name(words[1], mine)
            ):
                return "stranger", name
        return "me", name
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


def _near_name(word: str, mine: set[str]) -> bool:
    return any(_distance(word, m) <= 1 for m in mine)


def _short(word: str, name: str) -> bool:
    """A short form of a name: "liv" for "livia", or one letter dropped or doubled at its end."""
    return (
        len(word) >= 3
        and len(name) >= 3
        and (name.startswith(word) or word.startswith(name))
        and word != name
    )


def greeting_match(text: str, lang: str) -> re.Match[str] | None:
    """The greeting a text begins with: its name in the group `name`."""
    greet = said("greeting", lang).pattern
    pattern = rf"^\s*(?:{greet})(?:\s+(?:{greet}))?\b[\s,]*(?P<name>(?:{_NAME}(?:\s*(?:,|&|/|\band\b|\bund\b|\by\b|\bet\b|\be\b)?\s+(?=[A-ZÀ-Ý]|and\b|und\b|y\b|et\b|e\b|all|team|there|everyone|alle|zusammen|a\b|todos|tous))?){{0,5}})\s*(?=[,.!:;\n–—-]|$)"
    return re.match(pattern, _eased(text), re.IGNORECASE) or re.match(
        pattern, _eased(text.split("\n", 1)[0]), re.IGNORECASE
    )


def _eased(text: str) -> str:
    """Folded but with its capitals, so that names are seen as names."""
    folded = fold(text)
    return "".join(
        f.upper() if t.isupper() and len(f.upper()) == 1 else f
        for f, t in zip(folded, text, strict=True)
    )
