"""Reads XML that a stranger wrote into a small tree, and lets nothing in it act.

No document type, so no entities to expand and no files to fetch; a limit on size, depth and
number of elements; every element knows its line, so that errors can name it. Element names are
read without their namespace.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.parsers import expat

from worktui.domain.errors import BadInput
from worktui.domain.text import clean_or

BIGGEST = 256 << 20
"""Bytes of a file; a plan of 10,000 tasks with its work by the day takes less."""
DEEPEST = 40
MOST = 8_000_000
"""Elements in a file."""
LONGEST = 2_000_000
"""Characters in one element."""
_SEPARATOR = " "


class Node:
    """One element: its name, the line it begins in, its own text, its children in order."""

    __slots__ = ("kids", "line", "name", "text")

    def __init__(self, name: str, line: int) -> None:
        self.name, self.line = name, line
        self.text = ""
        self.kids: list[Node] = []

    def kid(self, name: str) -> Node | None:
        """The first child of that name."""
        return next((kid for kid in self.kids if kid.name == name), None)

    def all(self, name: str) -> Iterator[Node]:
        """All children of that name."""
        return (kid for kid in self.kids if kid.name == name)

    def inside(self, *names: str) -> list[Node]:
        """All elements at a path below this one."""
        found = [self]
        for name in names:
            found = [kid for node in found for kid in node.all(name)]
        return found

    def get(self, name: str) -> str:
        """The text of the first child of that name, "" without one."""
        found = self.kid(name)
        return found.text.strip() if found else ""


class _Reader:
    """Builds the tree from what expat tells. Elements named in `skipped` are passed over."""

    def __init__(self, skipped: frozenset[tuple[str, str]]) -> None:
        self.parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.begin
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.read
        self.parser.StartDoctypeDeclHandler = self.doctype
        self.parser.EntityDeclHandler = self.entity
        self.parser.ExternalEntityRefHandler = self.outside
        self.skipped = skipped
        self.stack: list[Node] = []
        self.parts: list[list[str]] = []
        self.root: Node | None = None
        self.count = 0
        self.deaf = 0

    def begin(self, name: str, _attributes: object) -> None:
        name = name.rpartition(_SEPARATOR)[2]
        self.count += 1
        line = self.parser.CurrentLineNumber
        if self.count > MOST:
            raise BadInput(f"line {line}: this file has more than {MOST:,} elements.")
        if len(self.stack) + self.deaf >= DEEPEST:
            raise BadInput(
                f"line {line}: elements lie more than {DEEPEST} deep; no plan looks like that."
            )
        if self.deaf or (self.stack and (self.stack[-1].name, name) in self.skipped):
            self.deaf += 1
            return
        node = Node(clean_or(name, "?")[:80], line)
        if self.stack:
            self.stack[-1].kids.append(node)
        else:
            self.root = node
        self.stack.append(node)
        self.parts.append([])

    def end(self, _name: str) -> None:
        if self.deaf:
            self.deaf -= 1
            return
        node, parts = self.stack.pop(), self.parts.pop()
        if parts:
            node.text = "".join(parts)
            if len(node.text) > LONGEST:
                raise BadInput(f"line {node.line}: <{node.name}> holds too much text.")

    def read(self, text: str) -> None:
        if not self.deaf and self.parts:
            self.parts[-1].append(text)

    def doctype(self, *_: object) -> None:
        raise BadInput(
            f"line {self.parser.CurrentLineNumber}: this file declares a document type. "
            "Such declarations can pull in other files or grow without end; none is read.",
            hint="Save it again from the program it came from, or take the <!DOCTYPE …> out.",
        )

    def entity(self, *_: object) -> None:
        raise BadInput(f"line {self.parser.CurrentLineNumber}: entities are not read.")

    def outside(self, *_: object) -> int:
        raise BadInput(f"line {self.parser.CurrentLineNumber}: nothing is fetched from outside.")


def read_xml(data: bytes, name: str, skipped: frozenset[tuple[str, str]] = frozenset()) -> Node:
    """The root element of an XML file; raises BadInput naming file and line.

    `skipped` are pairs (parent, child) of elements that are passed over unread.
    """
    if len(data) > BIGGEST:
        raise BadInput(f"{name} is larger than this reads ({BIGGEST >> 20} MB).")
    reader = _Reader(skipped)
    try:
        reader.parser.Parse(data, True)
    except BadInput as error:
        raise BadInput(f"{name}, {error.message}", hint=error.hint) from error
    except expat.ExpatError as error:
        raise BadInput(
            f"{name} is not XML: line {error.lineno}, column {error.offset + 1}: "
            f"{expat.ErrorString(error.code)}.",
            hint="Nothing was taken in.",
        ) from error
    except (ValueError, LookupError) as error:  # an encoding that Python does not know
        raise BadInput(f"{name} is written in an encoding that is not known here.") from error
    if reader.root is None:
        raise BadInput(f"{name} is empty.")
    return reader.root
