"""What a clause does: asks, promises, proposes a time, cancels, reports, chases, or nothing.

The order of the questions below is the order of precedence.  What nobody asks for is found
first: courtesies, thinking aloud, "no need to", conditions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from worktui.engine.reason.lexicon import said
from worktui.engine.reason.scene import Scene
from worktui.engine.reason.sentences import MEETING as _MEETING
from worktui.engine.reason.sentences import Clause, begins_with_verb

_ORDER_TO_ME = re.compile(
    r"^\s*(?:todo|to do|task|new task|neue aufgabe|aufgabe|tache|nouvelle tache|tarea|"
    r"nueva tarea|tarefa|nova tarefa|action|ai)\s*:",
    re.IGNORECASE,
)
_OFF = re.compile(
    r"^\s*(?:is |are |will be |'s )?(?:off|ooo|out|away|frei|urlaub|ferias|vacaciones|"
    r"conge)\b(?! of the (?!office))|^\s*@?\w+(?: \w+)? (?:is |will be |'s )?(?:off|ooo|away|"
    r"out)\b(?= (?:\d|on|from|until|till|today|tomorrow|this|next|sick|mon|tue|wed|thu|fri))|"
    r"\b(?:half day|day off)\b"
)
_REOPEN = re.compile(
    r"\b(?:re-?open\w*|broke again|broken again|is back to broken|wieder (?:offen|kaputt)|"
    r"neu geoffnet|rouvr\w+|reabr\w+|reabiert\w+)\b"
)
_EXCEPT = re.compile(
    r"\b(?:except|apart from|aside from|but for|all but|bis auf|außer|sauf|excepto|salvo|"
    r"exceto|a excecao|still (?:needs|missing|open|to))\b"
)
_OPINION = re.compile(
    r"\bi(?:'d| would) (?:say|think|suggest|prefer|guess|love|"
    r"recommend|be|go for|plan|aim|schedule|put it)\b"
)
_NOT_AWAY = re.compile(r"\b(?:call|meeting|send|right away|straight away|far away)\b")
_TODAY = re.compile(
    r"\s*(?:today|heute|hoy|hoje|aujourd'hui)\b\s*[:,]?\s+(?!i\b|ich\b|at\b|"
    r"um\b|\d)\w"
)
_DUE_NOUN = re.compile(r"\b(?:due|fallig|deadline|vence\w*|a rendre|abgabe|prazo|plazo|echeance)\b")


@dataclass(frozen=True, slots=True)
class Act:
    """`name` of the act and the words that showed it."""

    name: str
    words: str = ""


def act_of(scene: Scene, clause: Clause, *, notes: bool = False) -> Act:
    """The act of one clause. `notes`: lines of a team's own notes, where reports are short."""
    f, lang = clause.folded, scene.lang

    def hit(name: str) -> str:
        found = said(name, lang).search(f)
        return found.group() if found else ""

    if words := _idle(f, lang, clause):
        return Act("idle", words)
    if words := hit("remind"):
        return Act("remind", words)
    if hit("withdraw") and not hit("ask"):
        return Act("withdraw", hit("withdraw"))
    if words := hit("hold"):
        return Act("hold", words)
    if _no_order(f, lang):
        return Act("negated", hit("negated"))
    return _report(scene, clause, notes) or _talk(scene, clause)


def _idle(f: str, lang: str, clause: Clause) -> str:
    found = said("idle", lang).search(f)
    if found:
        return found.group()
    condition = re.match(rf"(?:{said('if', lang).pattern})", f)
    if condition and not said("polite_if", lang).match(f):
        asked = said("ask", lang).search(f)
        return (
            ""
            if asked
            and not clause.tail
            and re.search(r"\bif (?:you|we) (?:agree|are happy|like)", f)
            else condition.group()
        )
    return ""


_NONE_NEEDED = re.compile(
    r"\bno (?:\w+ ){1,3}(?:is|are|will be) (?:\w+ )?(?:needed|required|necessary)\b|"
    r"\b(?:es (?:ist|wird) )?kein\w* (?:\w+ ){1,3}(?:notig|notwendig|erforderlich|gebraucht)\b|"
    r"\baucune? (?:\w+ ){1,3}n'est (?:necessaire|requise?)\b|"
    r"\bno hace falta ningun\w*\b|\bnao e preciso nenhum\w*\b"
)
"""Nothing of that kind is wanted: "no call is needed"."""
_DENIED_AT_END = re.compile(
    r"\bbitte\b[^.;?]*\b(?:nicht|kein\w*)\b(?! (?:nur|vergessen|verpassen))[^.;?]{0,60}?"
    r"\b(?!vergessen|versaumen|ubersehen|verpassen|zogern)(?:\w+(?:en|ern|eln)|tun)\b\W*$"
)
"""German denies an order just before the verb that ends it: "bitte … nicht bestellen"."""


def _no_order(f: str, lang: str) -> bool:
    """ "no need to", "please don't": unless another order follows it."""
    if _NONE_NEEDED.search(f):
        return True
    if lang == "de" and _DENIED_AT_END.search(f) and "sondern" not in f:
        return True
    found = said("negated", lang).search(f)
    if found is None:
        return False
    after = said("ask", lang).search(f, found.end())
    unable = re.match(
        r".*\b(?:can't|cannot|won't(?! (?:need|have|want))|not able|kann|konnen|ne peux|no puedo|"
        r"nao posso)\b",
        f[: found.end()],
    )
    return after is None and not unable


_TO_COME = re.compile(
    r"'ll\b|\b(?:will|shall|should|going to|plan to|hope to|werde|wird|werden|sollte|aurai|sera|"
    r"estara|tendre|estare|vou|vai|ficara)\b"
)
"""What is not so yet: "I'll have the docs ready for review on Thursday"."""
_SENT_TO = re.compile(
    r"\b(?:is |was |has been |been )?(?:sent|handed over|handed|submitted|shown) to \w+\s*$|"
    r"\b(?:an \w+|a \w+|para \w+|pra \w+) (?:geschickt|gesendet|enviad[oa]|mandad[oa])\s*$|"
    r"\b(?:envoye\w*|enviad[oa]|mandad[oa]) (?:a|para|pra|pro) (?:o |la |el |le )?\w+\s*$"
)
"""Work that went to somebody for a look: "storyboard sent to Megan"."""


def _report(scene: Scene, clause: Clause, notes: bool) -> Act | None:
    """Acts that tell how work stands."""
    f, lang = clause.folded, scene.lang
    if _REOPEN.search(f) and not clause.question:
        return Act("reopen", "reopen")
    if (free := said("unblock", lang).search(f)) and (
        said("block", lang).search(f) or re.search(r"\bwait", free.group())
    ):
        return Act("unblock", free.group())
    if clause.question or said("ask", lang).search(f):
        return None
    if notes and _OFF.search(f):
        return Act("away", "off")
    away = said("away", lang).search(f)
    if away and not _NOT_AWAY.search(f):
        return Act("away", away.group())
    return _progress(f, lang, notes)


def _progress(f: str, lang: str, notes: bool) -> Act | None:
    """Handed over, done, another date, blocked or begun."""
    found = said("sent_for", lang).search(f)
    if found and not _TO_COME.search(f[: found.start()]):
        return Act("sent_for", found.group())
    if notes and (found := _SENT_TO.search(f)):
        return Act("sent_for", found.group())
    done = said("done", lang).search(f) or (said("done_word", lang).search(f) if notes else None)
    if done and not _unfinished(f, lang, done):
        return Act("done", done.group())
    if notes and _TODAY.match(f):
        return Act("start", "today")
    for name in ("redate", "block", "start"):
        found = said(name, lang).search(f)
        if found and not (name == "block" and _LIMIT.match(f, found.start())):
            return Act(name, found.group())
    return None


_LIMIT = re.compile(
    r"(?:has to|have to|needs?|requires?|won't need|not needed|must|muss|mussen|doit|debe|"
    r"deve)\b[^.;]{0,60}\bbefore (?:the )?(?:\d|mon|tue|"
    r"wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|next|end|noon|tomorrow|"
    r"month|week|year)"
)
"""A limit and no hindrance: "has to be finished before the 20th"."""


def _unfinished(f: str, lang: str, done: re.Match[str]) -> bool:
    """ "not done", "almost ready", "will be finished", "once it is live"."""
    around = f[max(0, done.start() - 28) : done.end()]
    if _SHARE.search(f):
        return True
    return bool(_EXCEPT.search(f)) or bool(said("not_done", lang).search(around))


_SHARE = re.compile(r"\b\d+ (?:of|out of|von|sur|de) (?:the )?\d+\b|\b(?!100 ?%)\d{1,2} ?%")
"""A part of the work: "3 of 8 points done", "90% done"."""


def _talk(scene: Scene, clause: Clause) -> Act:
    """Acts that want something, or offer it."""
    f, lang = clause.folded, scene.lang

    def hit(name: str) -> str:
        found = said(name, lang).search(f)
        return found.group() if found else ""

    if (words := hit("approve")) and len(f.split()) <= 5 and not clause.question:
        return Act("info", words)
    meets = bool(hit("meet"))
    if (clause.tail or clause.item) and (noun := _MEETING.match(f)):
        return Act("meet", noun.group())
    if (words := hit("chase")) and (not meets or (clause.question and hit("ask"))):
        return Act("chase", words)
    if (words := hit("meet")) and _wants_to_meet(scene, clause):
        return Act("meet", words)
    if courtesy := hit("courtesy"):
        asked = said("ask", lang).search(f, f.find(courtesy) + len(courtesy))
        if not asked or asked.start() > f.find(courtesy) + 60:
            return Act("courtesy", courtesy)
    if words := _request_words(scene, clause):
        return Act("request", words)
    if (
        (words := hit("promise"))
        and not _OPINION.search(f)
        and not (hit("modal_promise") and clause.question)
    ):
        return Act("promise", words)
    if clause.question and (words := hit("question")):
        return Act("question", words)
    return Act("info")


_PASS_ON = re.compile(
    r"\b(?:ask|tell|have|get|let|remind|bitten sie|sagen sie|demandez a|dites a|pide a|dile a|"
    r"pidele a|peca (?:a|ao)|diga (?:a|ao))\s+(?=@?(?P<name>\w+))"
)


def _wants_to_meet(scene: Scene, clause: Clause) -> bool:
    """Whether words of meeting wish for one: "I have a call at nine" tells of one."""
    f, lang = clause.folded, scene.lang
    if re.search(
        r"\bwould you (?:rather|prefer)\b|\bwho (?:should|can|could|do|may) (?:we|i) (?:talk|"
        r"speak)",
        f,
    ):
        return False
    if any(scene.people.called(hit.group("name")) for hit in _PASS_ON.finditer(f)):
        return False
    if clause.question or lang != "en" or scene.arrival.kind == "text":
        return True
    if (
        re.search(
            r"\b(?:had|got|was|were|has set up|is having|are having|i have|we have|is trying|"
            r"before|after|at|during|for|in) (?:a |an |the |our |my )?(?:\w+ ){0,2}(?:call|"
            r"meeting|talk|chat|session)\b",
            f,
        )
        and not said("ask", lang).search(f)
        and not re.search(r"\b(?:like|want|need|book|schedule|set up|arrange)\b", f)
    ):
        return False
    return bool(said("meet_frame", lang).search(f)) or begins_with_verb(f, lang)


def _request_words(scene: Scene, clause: Clause) -> str:
    f, lang = clause.folded, scene.lang
    if _ORDER_TO_ME.match(f):
        return f.split(":")[0]
    for name in ("ask", "want"):
        found = said(name, lang).search(f)
        if found:
            return found.group()
    if scene.sender is None and (found := said("want_own", lang).search(f)):
        return found.group()
    if _DUE_NOUN.search(f) or said("due", lang).search(f):
        return "due"
    intro, _, listed = f.rpartition(": ")
    for words in (f, listed if len(intro.split()) > 1 else ""):
        if words and begins_with_verb(words, lang) and not _STATES.match(words):
            return words.split()[0]
    return ""


_STATES = re.compile(
    r"\W*\w+(?! (?:if|the|a|an|whether|that|this|which|what|who|how|when|our|my|your|it|all|any|"
    r"every)\b)(?: \w+){1,2} "
    r"(?:is|are|was|were|takes place|starts|begins)\b"
)
"""A noun that looks like an order: "release party is on Friday"."""
