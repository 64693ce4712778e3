"""The status page in one of its formats, and written to a file whose ending names the format."""

from __future__ import annotations

import json
from pathlib import Path

from worktui.app.status.document import as_document
from worktui.app.status.html import as_html
from worktui.app.status.markdown import as_markdown
from worktui.app.status.page import StatusPage
from worktui.app.status.text import as_text
from worktui.domain.errors import BadInput

FORMATS = ("text", "md", "html", "json")
_ENDINGS = {
    ".txt": "text",
    ".text": "text",
    "": "text",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
}


def told(page: StatusPage, form: str) -> str:
    """The page in a format, ended by a line break."""
    match form:
        case "md":
            return as_markdown(page)
        case "html":
            return as_html(page)
        case "json":
            return json.dumps(as_document(page), ensure_ascii=True, indent=2) + "\n"
    return as_text(page)


def format_of(path: str) -> str:
    """The format that the ending of a path names, text without one. Raises BadInput."""
    ending = Path(path).suffix.lower()
    if ending not in _ENDINGS:
        raise BadInput(
            f"A status cannot be written as {ending[:12]}.",
            hint="Let the name end in .md, .html, .json or .txt, or say --format.",
        )
    return _ENDINGS[ending]


def save(page: StatusPage, path: str, form: str = "") -> str:
    """Write the page and say where to; raises BadInput where that cannot be."""
    try:
        file = Path(path.strip()).expanduser()
        file.write_text(told(page, form or format_of(path)), encoding="utf-8", newline="\n")
    except (OSError, ValueError, RuntimeError) as error:
        why = getattr(error, "strerror", None) or "that cannot be the name of a file"
        raise BadInput(
            f"{path[:80]} cannot be written: {why}.", hint="Name another path."
        ) from error
    return f"Written to {file}"


def file_name(page: StatusPage, form: str = "html") -> str:
    """A name for the file: `status-WEB-2026-11-25.html`."""
    ending = {"text": "txt"}.get(form, form)
    key = "".join(char for char in page.project if char.isalnum())
    return f"status-{key}-{page.at.date().isoformat()}.{ending}"
