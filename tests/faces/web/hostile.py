"""Hostile words for the checklist, and how a page is taken to pieces to see what they did."""

from __future__ import annotations

import json
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from tests.faces.web.visitor import STUDIO

STRINGS = json.loads((Path(__file__).parents[2] / "data/hostile/strings.json").read_text("utf-8"))
MARKUP = [
    '" onfocus=alert(1) autofocus x="', "' onmouseover='alert(1)", "`onerror=alert(1)`",
    "</title><script>alert(1)</script>", "</textarea><img src=x onerror=alert(1)>",
    "</select><svg/onload=alert(1)>", "--><script>alert(1)</script><!--", "]]><b>x</b>",
    "{{ 7 * 191 }}", "{% raw %}{{ cycler.__init__.__globals__ }}", "${7*191}#{7*191}<%= 7*191 %>",
    "&lt;b&gt;&#60;i&#62;", "</bdi></p></main><form action=//evil.example>", "<base href=//evil.example>",
    '<meta http-equiv="refresh" content="0;url=//evil.example">', "＜script＞", "<a\nhref=x>y</a>",
]  # fmt: skip
SCHEMES = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)",
    "java\nscript:alert(1)", "&#106;avascript:alert(1)", "vbscript:msgbox(1)", "\x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>", "//evil.example", "\\\\evil.example", "file:///etc/passwd",
    "https://evil.example", "blob:x", "view-source:javascript:alert(1)",
]  # fmt: skip


def words_of(*categories: str) -> list[str]:
    """The hostile strings of some kinds."""
    return [one["value"] for one in STRINGS if one["category"] in categories]


def studio_of(text: str) -> dict[str, Any]:
    """A studio all of whose texts that visitors see are this one."""
    people = [{**person, "name": text} for person in STUDIO["people"]]
    types = [{**one, "title": text, "location": text, "description": text}
             for one in STUDIO["event_types"]]  # fmt: skip
    questions = [{**q, "label": text, **({"choices": [text, "Other"]} if "choices" in q else {})}
                 for q in STUDIO["forms"][0]["questions"]]  # fmt: skip
    forms = [{**STUDIO["forms"][0], "title": text, "intro": text, "thanks": text,
              "questions": questions}]  # fmt: skip
    return {
        "name": text,
        "people": people,
        "event_types": types,
        "forms": forms,
        "projects": [{"key": "WEB", "name": text, "lead": "mara"}],
        "milestones": [{"id": "WEB-M1", "project": "WEB", "name": text, "due": "2026-03-20"}],
        "tasks": [{"id": "WEB-1", "title": text, "status": "todo", "project": "WEB",
                   "milestone": "WEB-M1", "assignee": "mara"}],
    }  # fmt: skip


class Pieces(HTMLParser):
    """The elements of a page with their attributes, where it leads, and its words."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: Counter[tuple[str, tuple[str, ...]]] = Counter()
        self.targets: list[str] = []
        self.scripts: list[str] = []
        self.words = ""
        self._in = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in = tag
        names = tuple(sorted({name for name, _ in attrs} - {"checked", "selected"}))
        self.elements[tag, names] += 1
        for name, value in attrs:
            if name in ("href", "src", "action", "formaction", "srcset", "data", "poster", "ping"):
                self.targets.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in in ("script", "style"):
            self.scripts.append(data)
        else:
            self.words += data
