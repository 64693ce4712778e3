"""HTML of mails: what a reader sees, and what a writer hid from him."""

from __future__ import annotations

import pytest

from tests.growth import growth
from worktui.engine.zones import own
from worktui.senses.html import html_to_text

HEADERS = "<b>From:</b> Ana &lt;a@b.example&gt;<br><b>Sent:</b> Tuesday<br><b>To:</b> M<br><b>Subject:</b> x"


def seen(html: str) -> str:
    """What a reader sees, with single spaces."""
    return " ".join(html_to_text(html)[0].split())


@pytest.mark.parametrize(
    "hiding",
    [
        'style="display:none"', 'style="DISPLAY : none !important"', 'style="visibility:hidden"',
        'style="font-size:0"', 'style="font-size:1px"', 'style="opacity:0"', "hidden",
        'aria-hidden="true"', 'style="color:#fff"', 'style="color:white"',
        'style="color:rgb(254, 255, 250)"', 'style="max-height:0;overflow:hidden"',
        'style="position:absolute;left:-9999px"', 'style="text-indent:-1000px"',
        'style="mso-hide:all"', 'style="color:#123456;background:#123456"', 'class="gone"',
        'id="gone"', 'style="color:transparent"', 'style="clip:rect(0,0,0,0)"',
    ],
)  # fmt: skip
def test_hidden_parts_are_left_out_and_told(hiding: str) -> None:
    sheet = "<style>.gone, #gone { display: none }</style>"
    text, hid = html_to_text(f"{sheet}<p>shown</p><div {hiding}>pay <b>now</b></div><p>too</p>")
    assert " ".join(text.split()) == "shown too"
    assert hid


@pytest.mark.parametrize(
    "style",
    [
        "color:#fff;background:#000", "color:white;background-color:navy", "font-size:10px",
        "opacity:0.8", "font-size:0.9em", "height:0", "color:#ccc", "max-height:200px;overflow:hidden",
    ],
)  # fmt: skip
def test_parts_that_can_be_seen_stay(style: str) -> None:
    assert html_to_text(f'<div style="{style}">shown</div>') == ("shown", False)


def test_comments_scripts_and_styles_say_nothing() -> None:
    assert seen("a<!-- b --><script>c</script><style>d{}</style><title>e</title>f") == "af"


def test_rules_for_other_screens_do_not_hide() -> None:
    assert seen("<style>@media (max-width:9px){.m{display:none}}</style><p class=m>a</p>") == "a"


def test_cells_and_items_stay_apart() -> None:
    assert seen("<table><tr><td>A</td><td>1</td></tr><tr><td>B</td></tr></table>") == "A 1 B"
    assert html_to_text("<ul><li>one</li><li>two</li></ul>")[0] == "- one\n- two"
    assert html_to_text("<pre>a\n  b</pre>")[0] == "a\n  b"


@pytest.mark.parametrize(
    "html",
    [
        'Mine<div class="gmail_quote"><div class="gmail_attr">On Tue, Ana wrote:<br></div>'
        '<blockquote class="gmail_quote">old</blockquote></div>',
        'Mine<div class="gmail_quote"><div class="gmail_attr">---------- Forwarded message ---------'
        "<br>From: Ana<br></div><div>old</div></div>",
        'Mine<div class="moz-cite-prefix">Den 3.3. skrifaði Ana:</div><blockquote type="cite">old'
        "</blockquote>",
        f'<div>Mine</div><hr><div id="divRplyFwdMsg">{HEADERS}</div><div>old</div>',
        f'<p>Mine</p><div style="border-top:solid #E1E1E1 1.0pt"><p>{HEADERS}</p></div><p>old</p>',
        '<div>Mine</div><div class="protonmail_quote">Ana wrote<blockquote>old</blockquote></div>',
        '<p>Mine</p><div class="gmail_signature">Mara<br>+49 30 1234567</div>',
        '<p>Mine</p><div id="Signature"><p>Mara</p></div>',
        "<p>Mine</p><p>Sent from my iPhone</p>",
    ],
)
def test_quotations_and_signatures_of_mail_programs_are_known(html: str) -> None:
    assert own(html_to_text(html)[0]) == "Mine"


def test_answers_between_quotations_stay() -> None:
    html = '<blockquote type="cite">When?</blockquote><p>Friday.</p><blockquote>Where?</blockquote>Here.'
    assert " ".join(own(html_to_text(html)[0]).split()) == "Friday. Here."


def test_text_indented_by_its_writer_is_his() -> None:
    html = 'a<blockquote style="margin:0 0 0 40px;border:none"><div>mine</div></blockquote>b'
    assert own(html_to_text(html)[0]).split() == ["a", "mine", "b"]


@pytest.mark.parametrize(
    "piece",
    ["<div>", "<blockquote>", "<a ", "<!--", "<", "&amp", "</div>", "<style>", "<![", "<?", "{", "<p style='a:b;"],
)  # fmt: skip
def test_broken_html_neither_raises_nor_hangs(piece: str) -> None:
    assert growth(lambda count: html_to_text(piece * count), 400_000 // len(piece)) < 9


def test_nesting_too_deep_does_not_bring_hidden_text_to_light() -> None:
    deep = "<div>" * 1000 + '<p style="display:none">pay</p>' + "</div>" * 1000 + "shown"
    assert seen(deep) == "shown"
