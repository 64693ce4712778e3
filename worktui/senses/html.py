"""HTML of a mail as text in which quotations and signatures are marked as in plain mail.

What a reader would not see is left out: comments, scripts, styles, parts hidden by style,
by class or by colour.  Quoted parts get "> ", a signature block gets its "-- " line, so
that `engine.zones` reads both kinds of mail alike.  Standard library only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

from worktui.senses.htmlstyle import Look, Sheet

_VOID: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()
)
_SILENT: Final = frozenset(
    "script style head title template noscript iframe object svg math select textarea".split()
)
_BLOCK: Final = frozenset(
    "address article aside blockquote body center dd div dl dt fieldset figure footer form h1 h2"
    " h3 h4 h5 h6 header hr li main nav ol p pre section table tbody tfoot thead tr ul".split()
)
_PARAGRAPH: Final = frozenset("p h1 h2 h3 h4 h5 h6 ul ol table blockquote pre dl".split())
_QUOTE: Final = re.compile(
    r"\b(?:gmail_attr|moz-cite-prefix|yahoo_quoted|yahoo-quoted|protonmail_quote|tutanota_quote"
    r"|zmail_extra|mail-quote-collapse|OLK_SRC_BODY_SECTION|moz-forward-container"
    r"|cite_prefix|reply-quote|replied_message|ms-outlook-mobile-reference-message)\b"
)
_SIGNATURE: Final = re.compile(
    r"\b(?:gmail_signature|moz-signature|AppleMailSignature|protonmail_signature_block"
    r"|ms-outlook-mobile-signature|tutanota_signature|email_signature|zmail_signature)\b"
    r"|^Signature$"
)
_BLANK: Final = re.compile(r"[ \t\r\n\f]+")
_SECTION: Final = re.compile(r"<!\[[^\]<>]{0,200}\]{1,2}(?:--)?>")
_REST: Final = 2000
_WIDEST: Final = 20_000  # of one line: growing text is copied at each step
_DEEPEST: Final = 400
_MOST: Final = 2_000_000


@dataclass(slots=True)
class _Open:
    """An element that is open: what it hides, how it looks, what it marks."""

    tag: str
    silent: bool
    look: Look
    quote: bool = False
    since: int = 0


@dataclass(slots=True)
class _Page:
    """Lines as they are made; `depth` is how deep in quotations the pen stands."""

    lines: list[str] = field(default_factory=list)
    pen: str = ""
    depth: int = 0

    def break_line(self) -> None:
        line = "> " * self.depth + self.pen
        self.lines.append(line if self.pen == "-- " else line.rstrip(" "))
        self.pen = ""

    def unmark_forward(self, since: int) -> None:
        """A forward's headers keep no marks: what stands below them is not marked either."""
        mark = "> " * (self.depth + 1)
        if any(line.startswith(mark + "-----") for line in self.lines[since : since + 2]):
            self.lines[since:] = [line.removeprefix(mark) for line in self.lines[since:]]

    def end_line(self, apart: bool) -> None:
        if self.pen.strip():
            self.break_line()
        if apart and self.lines and self.lines[-1].strip("> "):
            self.break_line()


class _Reader(HTMLParser):
    def __init__(self, sheet: Sheet) -> None:
        super().__init__(convert_charrefs=True)
        self.sheet = sheet
        self.page = _Page()
        self.stack: list[_Open] = [_Open("", False, Look())]
        self.hid = False
        self.deep = 0  # elements open beyond the deepest one kept: their text is left out

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "br":
            if not self.stack[-1].silent:
                self.page.break_line()
            return
        if tag in _BLOCK and not self.stack[-1].silent:
            self.page.end_line(tag in _PARAGRAPH)
        if tag in _VOID:
            return
        if len(self.stack) >= _DEEPEST:
            self.deep += 1
            return
        above = self.stack[-1]
        look = self.sheet.look(tag, told, above.look)
        silent = above.silent or tag in _SILENT or look.hidden
        one = _Open(tag, silent, look)
        if not silent:
            self._mark(one, told)
        self.stack.append(one)

    def _mark(self, one: _Open, told: dict[str, str]) -> None:
        names = told.get("class", "") + " " + told.get("id", "")
        if _quotes(one.tag, told, names):
            one.quote = True
            self.page.end_line(False)
            one.since = len(self.page.lines)
            self.page.depth += 1
        elif any(_SIGNATURE.search(n) for n in (told.get("class", ""), told.get("id", ""))):
            self.page.end_line(False)
            self.page.pen = "-- "
            self.page.break_line()
        if one.tag == "li":
            self.page.pen = "- "
        elif one.tag in ("td", "th") and self.page.pen.strip():
            self.page.pen += " "

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID and self.deep:
            self.deep -= 1
            return
        if tag in _VOID or not any(o.tag == tag for o in self.stack[1:]):
            return
        while len(self.stack) > 1:
            one = self.stack.pop()
            if one.quote:
                self.page.end_line(False)
                self.page.depth -= 1
                self.page.unmark_forward(one.since)
            if one.tag == tag:
                break
        if tag in _BLOCK and not self.stack[-1].silent:
            self.page.end_line(tag in _PARAGRAPH)

    def handle_data(self, data: str) -> None:
        above = self.stack[-1]
        if above.silent or self.deep:
            hidden = above.look.hidden or self.deep > 0
            self.hid = self.hid or (hidden and bool(data.strip()))
            return
        if any(o.tag == "pre" for o in self.stack[-4:]):
            first, *others = data.split("\n")
            self.page.pen += first
            for line in others:
                self.page.break_line()
                self.page.pen += line
            return
        text = _BLANK.sub(" ", data)
        if not self.page.pen or self.page.pen.endswith(" "):
            text = text.lstrip(" ")
        self.page.pen += text
        if len(self.page.pen) > _WIDEST:
            self.page.break_line()

    def unknown_decl(self, data: str) -> None:
        """Outlook's conditional sections (<![if …]>) are passed over."""


def _quotes(tag: str, told: dict[str, str], names: str) -> bool:
    """Whether an element holds somebody else's words; indented text (no border) does not."""
    if _QUOTE.search(names):
        return True
    if tag != "blockquote":
        return False
    style = told.get("style", "").replace(" ", "").lower()
    cited = told.get("type", "") == "cite" or "gmail_quote" in names
    return cited or not ("border:none" in style and "margin" in style)


def html_to_text(html: str) -> tuple[str, bool]:
    """(text, whether something hidden was left out).  Never raises on broken HTML."""
    html = _SECTION.sub("", html[:_MOST])
    reader = _Reader(Sheet.of(html))
    try:
        reader.feed(html + "\n")
        # What is left is a tag or comment that never ends: no browser shows it, and closing
        # the parser on much of it would take for ever.
        if len(reader.rawdata) < _REST:
            reader.close()
        else:
            reader.hid = True
    except AssertionError:  # html.parser on malformed declarations: what was read counts
        pass
    reader.page.end_line(False)
    lines = [line.replace("\xa0", " ") for line in reader.page.lines]
    return "\n".join(lines).strip("\n"), reader.hid
