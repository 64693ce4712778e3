"""The stylesheet and the templates: legible by day and by night, ours alone, nothing inline."""

from __future__ import annotations

import re

import pytest

from worktui.faces.web.frame import POLICY
from worktui.faces.web.paper import ASSETS, HERE, templates

CSS = (HERE / "static" / "pages.css").read_text("utf-8")
PAIRS = [
    ("text", "page"), ("text", "surface"), ("text", "panel"), ("title", "page"),
    ("title", "surface"), ("dim", "page"), ("dim", "surface"), ("dim", "panel"),
    ("accent", "page"), ("accent", "surface"), ("accent", "panel"), ("on-accent", "accent"),
    ("late", "page"), ("late", "surface"), ("ask", "page"), ("ask", "surface"),
    ("good", "page"), ("good", "surface"),
]  # fmt: skip


def schemes() -> dict[str, dict[str, str]]:
    day, night = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
    return {
        name: dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", text))
        for name, text in (("day", day), ("night", night))
    }


def light(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@pytest.mark.parametrize("scheme", ["day", "night"])
@pytest.mark.parametrize(("front", "back"), PAIRS)
def test_every_text_stands_out_enough(scheme: str, front: str, back: str) -> None:
    colours = schemes()[scheme]
    high, low = sorted((light(colours[front]), light(colours[back])), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= 4.5


@pytest.mark.parametrize("scheme", ["day", "night"])
def test_the_edge_of_what_can_be_pressed_stands_out(scheme: str) -> None:
    colours = schemes()[scheme]
    for back in ("page", "surface", "panel"):
        high, low = sorted((light(colours["edge"]), light(colours[back])), reverse=True)
        assert (high + 0.05) / (low + 0.05) >= 3


def test_nothing_comes_from_elsewhere_and_nothing_is_inline() -> None:
    files = [*(HERE / "templates").glob("*.html"), *(HERE / "static").iterdir()]
    assert {file.name for file in (HERE / "static").iterdir()} == set(ASSETS)
    for file in files:
        text = file.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"(https?:)?//[a-z]", text.replace("// Shows", "")), file.name
        if file.suffix == ".html":
            assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?! src=)", text), file.name
            assert not re.search(r"(href|src|action|value)=[^\"]", text), file.name
            assert "| safe" not in text, file.name
    assert "unsafe" not in POLICY
    assert templates().autoescape is True
