"""Raw input: its hash, its characters, its JSON, and what a refused one becomes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any, Final, NoReturn

from worktui.domain.arrival import Arrival
from worktui.domain.errors import BadInput

#: Most bytes of one input; more is refused with a sentence.
SIZE_LIMIT: Final = 10 * 1024 * 1024
#: What parsers of other people's formats raise on hostile bytes, beside their own errors.
BROKEN: Final = (
    ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError,
    AssertionError, MemoryError,
)  # fmt: skip


def digest(raw: bytes) -> str:
    """SHA-256 in hex; line ends and blanks around do not count, as carriers change them."""
    return hashlib.sha256(raw.replace(b"\r\n", b"\n").strip()).hexdigest()


def encoded(text: str) -> bytes:
    """UTF-8 bytes of any text, lone surrogates as bytes where they stand for one."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace")


def decoded(raw: bytes, charset: str = "") -> str:
    """`raw` as text: the charset told if it fits, else UTF-8, else UTF-16 by its mark, else
    Windows-1252, which most wrongly labelled text is."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", "replace")
    for name in (charset, "utf-8-sig"):
        try:
            if name:
                return raw.decode(name)
        except (LookupError, ValueError):  # unknown or lying charset: the next one
            continue
    return raw.decode("cp1252", "replace")


def compact(value: Any) -> bytes:
    """JSON without spaces, keys in written order, non-ASCII unescaped: what hooks sign."""
    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8", "surrogatepass")


def parsed_json(raw: bytes | str) -> Any:
    """Strict JSON: no NaN, no key with two values, no bottomless nesting.  Raises `BadInput`."""
    text = raw if isinstance(raw, str) else decoded(raw)
    try:
        return json.loads(text.lstrip("\ufeff"), parse_constant=_no_number, object_pairs_hook=_once)
    except RecursionError:
        raise BadInput("This JSON is nested too deeply.", hint="Send it flatter.") from None
    except ValueError as error:
        what = "a number in it has no end" if "digits" in str(error) else str(error)
        raise BadInput(f"This is not valid JSON: {what}.", hint="Send valid JSON.") from None


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a JSON number")


def _once(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """The object; a forge that repeats itself is understood, one that contradicts itself not."""
    found = dict(pairs)
    if len(found) != len(pairs) and any(found[key] != value for key, value in pairs):
        raise ValueError("a key stands in it twice, with two values")
    return found


def failed(kind: str, raw: bytes, why: str, **known: Any) -> Arrival:
    """An arrival that could not be understood."""
    return Arrival(kind=kind, digest=digest(raw), state="failed", why=why, **known)
