"""How a part of an HTML mail looks, as far as it decides whether a reader sees it at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

_LONGEST_SHEET: Final = 50_000
"""Characters of all style sheets of a mail that are read; real ones are far shorter."""
_LONGEST_SELECTOR: Final = 2000
_LONGEST_BODY: Final = 4000
_LONGEST_VALUE: Final = 300
_COUNTS: Final = frozenset(
    "display visibility mso-hide opacity font-size overflow max-height height max-width width"
    " position left top right text-indent clip color background background-color"
    " background-image".split()
)
"""The properties that decide whether a part is seen."""
_SIMPLE: Final = re.compile(r"(\w*)(?:([.#])([\w-]+))?$")
_NUMBER: Final = re.compile(r"-?\d*\.?\d+")
_COLOURS: Final = {
    "white": "#ffffff", "snow": "#fffafa", "ivory": "#fffff0", "ghostwhite": "#f8f8ff",
    "whitesmoke": "#f5f5f5", "mintcream": "#f5fffa", "azure": "#f0ffff", "black": "#000000",
    "transparent": "transparent", "inherit": "", "initial": "", "none": "",
}  # fmt: skip
_SOME: Final = "some"  # a colour that is set but not one of ours: never alike
_RGB: Final = re.compile(r"rgba?\(\s*(\d+)[, ]+(\d+)[, ]+(\d+)(?:[,/ ]+([\d.]+))?\s*\)")
_NEAR: Final = 24  # of 255 a channel: closer colours cannot be told apart


@dataclass(frozen=True, slots=True)
class Look:
    """What is inherited: colours as #rrggbb, and whether the part is hidden."""

    hidden: bool = False
    colour: str = "#000000"
    ground: str = "#ffffff"


@dataclass(slots=True)
class Sheet:
    """The simple rules of a mail's style sheets: by tag, .class and #id."""

    rules: dict[tuple[str, str, str], dict[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, html: str) -> Sheet:
        """The rules that stand outside @media, by their last word ("td .x" counts for .x)."""
        sheet = cls()
        css = "\n".join(_blocks(html[:500_000]))[:_LONGEST_SHEET]
        for selectors, body in _rules(_outside_media(_uncommented(css))):
            declared = declarations(body)
            for one in selectors.split(","):
                found = _SIMPLE.match(one.strip())  # only selectors of one part
                if found and one.strip():
                    key = (found[1].lower(), found[2] or "", found[3] or "")
                    sheet.rules.setdefault(key, {}).update(declared)
        return sheet

    def look(self, tag: str, attrs: dict[str, str], above: Look) -> Look:
        """The look of an element with these attributes inside `above`."""
        if above.hidden or (not attrs and (tag, "", "") not in self.rules):
            return above
        styles = self._styles(tag, attrs)
        if "hidden" in attrs or attrs.get("aria-hidden", "").lower() == "true" or _gone(styles):
            return replace(above, hidden=True)
        colour = _colour(styles.get("color") or attrs.get("color", "")) or above.colour
        ground = styles.get("background-color") or styles.get("background") or ""
        found = _colour(ground) or _colour(attrs.get("bgcolor", ""))
        ground = above.ground if not found or found == "transparent" else found
        if "url(" in styles.get("background", "") + styles.get("background-image", ""):
            ground = "picture"
        return Look(_alike(colour, ground), colour, ground)

    def _styles(self, tag: str, attrs: dict[str, str]) -> dict[str, str]:
        told = [(tag, "", "")]
        for name in attrs.get("class", "")[:_LONGEST_BODY].split()[:20]:
            told += [("", ".", name), (tag, ".", name)]
        ident = attrs.get("id", "")
        told += [("", "#", ident), (tag, "#", ident)]
        found: dict[str, str] = {}
        for key in told:
            found |= self.rules.get(key, {})
        return found | declarations(attrs.get("style", ""))


def _blocks(html: str) -> list[str]:
    """What stands in the first style elements."""
    found: list[str] = []
    low, place = html.lower(), 0
    while len(found) < 20 and (start := low.find("<style", place)) >= 0:
        place = low.find("</style", start)
        if place < 0:
            break
        found.append(html[low.find(">", start) + 1 : place])
    return found


def _uncommented(css: str) -> str:
    """`css` without its comments and HTML's comment marks; one that never ends takes the rest."""
    out: list[str] = []
    place = 0
    while (start := css.find("/*", place)) >= 0:
        out.append(css[place:start])
        end = css.find("*/", start + 2)
        if end < 0:
            place = len(css)
            break
        place = end + 2
    out.append(css[place:])
    return "".join(out).replace("<!--", "").replace("-->", "")


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """(selectors, declarations) of each rule, cut where no honest one is as long. In one pass:
    text that never closes a rule must not be read again from each of its letters."""
    place = 0
    while (end := css.find("}", place)) >= 0:
        rule, place = css[place:end], end + 1
        head, brace, body = rule.rpartition("{")
        if brace:
            selectors = head.rpartition("{")[2]
            yield selectors[-_LONGEST_SELECTOR:], body[:_LONGEST_BODY]


def declarations(style: str) -> dict[str, str]:
    """The CSS declarations that count here, by lower-case name; the last of a name counts."""
    found: dict[str, str] = {}
    for one in style[:_LONGEST_BODY].split(";"):
        name, _, value = one.partition(":")
        name = name.strip().lower()
        if value and name in _COUNTS:
            found[name] = value[:_LONGEST_VALUE].replace("!important", "").strip().lower()
    return found


def _outside_media(css: str) -> str:
    """`css` without @ blocks: they speak of other screens."""
    out: list[str] = []
    depth = place = 0
    while (start := css.find("@", place)) >= 0:
        out.append(css[place:start])
        place = start
        while place < len(css):
            sign = css[place]
            place += 1
            if sign == "{":
                depth += 1
            elif sign == "}":
                depth -= 1
            if (sign == ";" and depth == 0) or (sign == "}" and depth <= 0):
                depth = 0
                break
    return "".join([*out, css[place:]])


def _gone(styles: dict[str, str]) -> bool:
    """Whether declarations take a part out of sight."""
    if styles.get("display") == "none" or styles.get("visibility") in ("hidden", "collapse"):
        return True
    if styles.get("mso-hide") == "all" or _small(styles.get("opacity"), 0.05):
        return True
    if _small(styles.get("font-size"), 1.0) and "em" not in styles.get("font-size", ""):
        return True
    clipped = "hidden" in styles.get("overflow", "")
    if clipped and any(_small(styles.get(n), 1.0) for n in
                       ("max-height", "height", "max-width", "width")):  # fmt: skip
        return True
    if styles.get("position") in ("absolute", "fixed") and any(
        _far(styles.get(n)) for n in ("left", "top", "right")
    ):
        return True
    return _far(styles.get("text-indent")) or styles.get("clip", "").replace(" ", "") in (
        "rect(0000)", "rect(0,0,0,0)", "rect(0px,0px,0px,0px)")  # fmt: skip


def _small(value: str | None, most: float) -> bool:
    found = _NUMBER.match(value or "")
    return found is not None and "%" not in found.string and abs(float(found[0])) <= most


def _far(value: str | None) -> bool:
    found = _NUMBER.match(value or "")
    return found is not None and float(found[0]) <= -500


def _colour(text: str) -> str:
    """A colour as #rrggbb or "transparent"; "" if it is none of the plain ones."""
    text = text.strip().lower()
    if rgb := _RGB.search(text):
        if rgb[4] and float(rgb[4]) < 0.05:
            return "transparent"
        return "#" + "".join(f"{min(int(c), 255):02x}" for c in rgb.groups()[:3])
    for word in text.split():
        if word in _COLOURS:
            return _COLOURS[word]
        if re.fullmatch(r"#?[0-9a-f]{6}", word):
            return "#" + word.lstrip("#")
        if re.fullmatch(r"#[0-9a-f]{3}", word):
            return "#" + "".join(c * 2 for c in word[1:])
    return _SOME if re.match(r"[a-z]{3,20}$|#|rgb|hsl", text) else ""


def _alike(one: str, other: str) -> bool:
    """Whether letters of colour `one` vanish on ground `other`."""
    if one == "transparent":
        return True
    if len(one) != 7 or len(other) != 7:
        return False
    pairs = zip(*(bytes.fromhex(c[1:]) for c in (one, other)), strict=True)
    return all(abs(a - b) < _NEAR for a, b in pairs)
