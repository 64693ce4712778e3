"""The status page: made once, told as text, Markdown, HTML or JSON, and kept to compare with."""

from __future__ import annotations

from worktui.app.status.document import as_document
from worktui.app.status.html import as_html
from worktui.app.status.keeping import keep, last_kept
from worktui.app.status.make import status
from worktui.app.status.markdown import as_markdown
from worktui.app.status.page import StatusPage
from worktui.app.status.saving import save, told
from worktui.app.status.text import as_text

__all__ = [
    "StatusPage",
    "as_document",
    "as_html",
    "as_markdown",
    "as_text",
    "keep",
    "last_kept",
    "save",
    "status",
    "told",
]
