"""Hours worked and money spent, said in a line: "3h on WEB-9 yesterday; music 120 dollars"."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from worktui.domain.change import Doc
from worktui.engine.reason.draft import Draft, signal
from worktui.engine.reason.lexicon import said
from worktui.engine.reason.matching import best_task, content, ids_in, project_said
from worktui.engine.reason.moments import Moment, moments_in, without
from worktui.engine.reason.people import Who
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import Clause
from worktui.engine.reason.shifting import days_moved
from worktui.engine.reason.titles import tidy
from worktui.engine.reason.words import fold, stem

_UNIT = r"(?:hours?|hrs?|hr|h|stunden?|std|heures?|horas?|minutes?|mins?|min|m|minuten|minutos?)"
_LENGTH = re.compile(
    rf"(?<![\w.,])(?:(?P<h>\d+(?:[.,]\d+)?)\s*(?P<u>hours?|hrs?|hr|h|std|stunden?|heures?|"
    rf"horas?)\.?\s*(?:(?:and|und|et|y|e)?\s*(?P<m>\d{{1,2}})\s*(?:m(?:in(?:utes?|uten|"
    rf"utos)?)?)?\b(?!\s*{_UNIT}))?"
    r"|(?P<clock>\d{1,2}:\d\d)\s*(?:h|hours?)?|(?P<min>\d{1,4}(?=m\b)|\d{1,4})\s*(?:m(?!\w)|"
    r"minutes?|mins?|min|"
    r"minuten|minutos?)\b|(?P<day>\d+(?:[.,]\d+)?|a|one|half a|ein(?:en)?|une?|um|"
    r"una?)\s*(?:full )?(?:days?|tage?|jours?|dias?)\b"
    r"|(?P<word>half an hour|an hour and a half|one and a half hours|an hour|two hours|"
    r"three hours|four hours|five hours|six hours|seven hours|eight hours|"
    r"eine (?:halbe )?stunde|anderthalb stunden|zwei stunden|drei stunden|une heure|"
    r"deux heures|trois heures|media hora|una hora|dos horas|tres horas|meia hora|uma hora|"
    r"duas horas|tres horas)\b)(?![\w%])"
)
_WORDS = {
    "half an hour": 0.5,
    "an hour and a half": 1.5,
    "one and a half hours": 1.5,
    "an hour": 1,
    "two hours": 2,
    "three hours": 3,
    "four hours": 4,
    "five hours": 5,
    "six hours": 6,
    "seven hours": 7,
    "eight hours": 8,
    "eine halbe stunde": 0.5,
    "eine stunde": 1,
    "anderthalb stunden": 1.5,
    "zwei stunden": 2,
    "drei stunden": 3,
    "une heure": 1,
    "deux heures": 2,
    "trois heures": 3,
    "media hora": 0.5,
    "una hora": 1,
    "dos horas": 2,
    "tres horas": 3,
    "meia hora": 0.5,
    "uma hora": 1,
    "duas horas": 2,
}
_CURRENCY = {
    "€": "EUR",
    "eur": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "$": "USD",
    "usd": "USD",
    "dollars": "USD",
    "dollar": "USD",
    "bucks": "USD",
    "us$": "USD",
    "£": "GBP",
    "gbp": "GBP",
    "pounds": "GBP",
    "quid": "GBP",
    "r$": "BRL",
    "brl": "BRL",
    "reais": "BRL",
    "real": "BRL",
    "₹": "INR",
    "inr": "INR",
    "rs": "INR",
    "rs.": "INR",
    "rupees": "INR",
    "chf": "CHF",
    "francs": "CHF",
    "dolares": "USD",
    "libras": "GBP",
    "pln": "PLN",
    "sek": "SEK",
    "nok": "NOK",
    "kr": "NOK",
}
_NUMBER = r"\d{1,3}(?:[.,' ]\d{3})+(?:[.,]\d{1,2})?|\d{1,15}(?:[.,]\d{1,2})?"
_AMOUNT = re.compile(
    rf"(?:(?P<sign>us\$|r\$|€|\$|£|₹|\beur|\busd|\bgbp|\bbrl|\binr|\bchf|"
    rf"\brs\.?)\s*(?P<a>{_NUMBER})|(?P<b>{_NUMBER})\s*(?P<word>€|\$|£|₹|eur(?:os?)?\b|usd\b|gbp\b|"
    rf"brl\b|inr\b|chf\b|dollars?\b|bucks\b|pounds\b|quid\b|reais\b|rupees\b|francs\b|dolares\b|"
    rf"libras\b|pln\b|sek\b|nok\b|kr\b))(?P<k>k\b)?"
)
_PIECE = re.compile(r"\s*(?:;|,?\s+(?:and|und|et|y|e|plus|&)\s+|,\s+|\.\s+|\n)\s*")


def amount_in(text: str) -> tuple[str, str, int, int] | None:
    """(amount as a decimal string, currency code, start, end) of the first sum of money."""
    hit = _AMOUNT.search(fold(text))
    if hit is None:
        return None
    number = hit.group("a") or hit.group("b")
    code = _CURRENCY.get((hit.group("sign") or hit.group("word") or "").strip(), "")
    value = _decimal(number) * (1000 if hit.group("k") else 1)
    return (
        format(value.normalize() if value == value.to_integral() else value, "f"),
        code,
        hit.start(),
        hit.end(),
    )


def _decimal(text: str) -> Decimal:
    """Both ways of writing: 1,234.50 and 1.234,50."""
    text = text.replace("'", "").replace(" ", "")
    last = max(text.rfind("."), text.rfind(","))
    if last >= 0 and len(text) - last - 1 == 3 and text.count(".") + text.count(",") >= 1:
        return Decimal(re.sub(r"[.,]", "", text))
    if last >= 0:
        return Decimal(re.sub(r"[.,]", "", text[:last]) + "." + text[last + 1 :])
    return Decimal(text)


def hours_in(text: str) -> tuple[float, int, int] | None:
    """(hours, start, end) of the first length of work."""
    hit = _LENGTH.search(fold(text))
    if hit is None:
        return None
    if hit.group("h"):
        hours = float(hit.group("h").replace(",", ".")) + int(hit.group("m") or 0) / 60
    elif hit.group("clock"):
        hours = int(hit.group("clock").split(":")[0]) + int(hit.group("clock").split(":")[1]) / 60
    elif hit.group("min"):
        hours = int(hit.group("min")) / 60
    elif hit.group("word"):
        hours = _WORDS.get(hit.group("word"), 1)
    else:
        told = hit.group("day")
        hours = 8 * (
            0.5 if "half" in told else float(told.replace(",", ".")) if told[0].isdigit() else 1
        )
    return round(hours, 4), hit.start(), hit.end()


def logged(scene: Scene, draft: Draft, text: str, clause: Clause, actor: Who | None) -> bool:
    """Steps for every length of work and sum of money in a sentence of notes."""
    if not _is_log(scene, text):
        return False
    day: str | None = None
    last: Doc | None = None
    made = False
    for piece in _pieces(text):
        found = moments_in(scene, piece, text)
        day_here = _day(scene, found)
        money = amount_in(piece)
        spent = (
            hours_in(piece)
            if money is None or said("spent", scene.lang).search(fold(piece))
            else None
        )
        task = _spent_on(scene, piece, spent) if spent is not None else None
        if spent is not None and task is None and len(piece.split()) <= 3:
            task = last  # "ana 3h WEB-2, me 45m"
        if spent is not None and task is not None:
            day, last = day_here or day, task
            draft.add(
                {
                    "type": "log_time",
                    "task": task["id"],
                    "hours": spent[0],
                    "day": day_here or day or scene.today,
                    "person": (_person(scene, piece) or actor or scene.myself).id,
                },
                clause,
                says=f"says how long {task['id']} took",
                signals=[
                    signal("hours", 1.6, "a length of work"),
                    signal("task", 1.4, f"on {task['id']}"),
                ],
            )
            made = True
        elif money is not None:
            made |= _cost(scene, draft, piece, text, money, day_here, clause)
    return made


def _is_log(scene: Scene, text: str) -> bool:
    folded = fold(text)
    if days_moved(folded) is not None:
        return False
    if re.search(
        r"\?\s*$|\b(?:estimate|need|needs|left|remaining|will take|should|could|would|more|"
        r"another|noch|braucht|restant\w*|budget|invoice|quote|each|per)\b",
        folded,
    ) and not said("spent", scene.lang).search(folded):
        return False
    if scene.arrival.kind == "text" and _entry(scene, text):
        return True
    if amount_in(text) is not None and (
        said("paid", scene.lang).search(folded) or said("spent", scene.lang).search(folded)
    ):
        return True
    if hours_in(text) is None:
        return False
    return bool(
        said("spent", scene.lang).search(folded)
        or (
            ids_in(scene, text)
            and re.match(rf"\s*(?:me\s*:)?\s*(?:[a-z]+-\d+\s*[:,-]?\s*)?{_LENGTH.pattern}", folded)
        )
    )


_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*$")
_NAMED_HOURS = re.compile(rf"\s*@?[a-z]+\s+{_LENGTH.pattern}")
"""A weekday in a line that begins with a name and hours is over: "joe 3h WEB-2 tuesday"."""


def _entry(scene: Scene, text: str) -> bool:
    """A bare line of a log: "Ana 4h WEB-12", "lunch 34.50 EUR (NW)", nothing of it to come."""
    today = scene.settings.today(scene.now)
    if any(
        m.days
        and m.days[0] > today
        and m.when.kind == "date"
        and not m.when.text[:1].isupper()
        and not (_WEEKDAY.match(fold(m.when.text)) and _NAMED_HOURS.match(fold(text)))
        for m in moments_in(scene, text, text)
    ):
        return False
    if not ids_in(scene, text) and re.search(
        r"\b(?:block|call|meet\w*|book|reserve|noch|braucht|reste|falta\w*|precisa|until|bis)\b",
        fold(text),
    ):
        return False
    if amount_in(text) is not None and (project_said(scene, text) or ids_in(scene, text)):
        return True
    return hours_in(text) is not None and any(_is_bare(scene, piece) for piece in _pieces(text))


def _is_bare(scene: Scene, piece: str) -> bool:
    """Whether a piece is a length of work and a task, and says little else."""
    task, length = _task(scene, piece), hours_in(piece)
    if task is None or length is None or length[0] > 24:
        return False
    rest = piece[: length[1]] + " " + piece[length[2] :]
    names = {
        stem(w) for who in scene.people.people for w in (*fold(who.name).split(), fold(who.id))
    }
    words = content(without(rest, moments_in(scene, rest, rest)).replace(task["id"], " "))
    return len(words - content(task.get("title", "")) - names) <= 1


def _pieces(text: str) -> list[str]:
    """Cut between two entries: each part has its own length or sum."""
    out: list[str] = []
    begin = 0
    for cut in _PIECE.finditer(fold(text)):
        here, after = text[begin : cut.start()], text[cut.end() :]
        full = hours_in(here) is not None or amount_in(here) is not None
        more = hours_in(after) is not None or amount_in(after) is not None
        inside = re.search(r"\d\s*h\s*$", fold(here)) and re.match(r"\d+\s*m", fold(after))
        if full and more and not inside:
            out.append(here)
            begin = cut.end()
    out.append(text[begin:])
    return [p for p in out if p.strip()]


def _day(scene: Scene, found: list[Moment]) -> str | None:
    plain = [m for m in found if m.days and m.when.kind == "date"]
    timed = [
        m
        for m in found
        if m.days and m.when.kind == "datetime" and re.search(r"[a-z]{4,}", fold(m.when.text))
    ]
    days: list[date] = [m.days[0] for m in plain or timed]
    today = scene.settings.today(scene.spoken_at)
    if not days:
        return None
    day = days[0]
    if day > today and (day - today).days <= 7:  # "on Monday", said of work already done
        from datetime import timedelta

        day = day - timedelta(days=7)
    return day.isoformat()


def _task(scene: Scene, piece: str) -> Doc | None:
    match = best_task(scene, piece)
    return match.task if match else None


_ON = re.compile(
    r"\s*(?:on|for|with|fur|an|mit|sur|pour|en|para|em|no|na)\s+(?:the |die |das |le |la |el |o |"
    r"a )?"
)


def _spent_on(scene: Scene, piece: str, spent: tuple[float, int, int]) -> Doc | None:
    """The task that the words right after the length name, else the whole piece's."""
    after = piece[spent[2] :]
    if lead := _ON.match(fold(after)):
        words = re.split(r"\s+(?:and|und|et|y|e|plus)\s+|[,;]", after[lead.end() :], maxsplit=1)[0]
        match = best_task(scene, words)
        if match is not None:
            return match.task
    return _task(scene, piece)


def _person(scene: Scene, piece: str) -> Who | None:
    """Whose hours a piece tells of: the teammate, or me, that it begins with."""
    if scene.arrival.kind != "text":
        return None
    if re.match(r"\W*(?:me|i|ich|eu|yo|je|moi)\b", fold(piece)):
        return scene.myself
    found = [w for w, at in scene.people.named(fold(piece)) if w.kind == "person" and at < 12]
    return found[0] if found else None


def _cost(
    scene: Scene,
    draft: Draft,
    piece: str,
    text: str,
    money: tuple[str, str, int, int],
    day: str | None,
    clause: Clause,
) -> bool:
    amount, code, start, end = money
    task = _task(scene, piece) if ids_in(scene, piece) else None
    project = (
        (task or {}).get("project")
        or project_said(scene, piece)
        or project_said(scene, text)
        or scene.project
    )
    what = _what(scene, piece, start, end)
    given = {
        "type": "log_cost",
        "amount": amount,
        "currency": code or None,
        "project": project,
        "task": task["id"] if task else None,
        "day": day or scene.settings.today(scene.spoken_at).isoformat(),
        "what": what or None,
    }
    draft.add(
        given,
        clause,
        says=f"says what was spent: {amount} {code}".strip(),
        signals=[
            signal("money", 1.6, "a sum of money"),
            signal(
                "project",
                0.8 if project else -0.4,
                f"for {project}" if project else "for nobody knows which project",
            ),
        ],
    )
    return True


def _what(scene: Scene, piece: str, start: int, end: int) -> str:
    rest = piece[:start] + " " + piece[end:]
    for moment in sorted(moments_in(scene, rest, rest), key=lambda m: -m.start):
        rest = rest[: moment.start] + rest[moment.end :]
    rest = re.sub(
        r"\b(?:i|we)?\s*(?:paid|spent|bought|was|were|is|cost(?:s)?(?: us| me)?|came to|"
        r"came in at|expense|charged|bezahlt|gekostet|kostete|habe|paguei|pague|payé)\b",
        " ",
        rest,
        flags=re.IGNORECASE,
    )
    rest = re.sub(r"\s+", " ", rest).strip(" :,.-–")
    rest = re.sub(r"^(?:for|on|the|a|an|für|pour|por|para|and)\s+", "", rest, flags=re.IGNORECASE)
    rest = re.sub(r"\s+(?:for|on|to|of|at)$", "", rest, flags=re.IGNORECASE)
    return tidy(rest)
