"""XML of strangers: nothing in it acts, and none of it takes the machine."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worktui.domain.errors import BadInput
from worktui.formats import mspdi_xml
from worktui.formats.mspdi_xml import read_xml

LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">
<!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">
<!ENTITY lol3 "&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;&lol2;">]>
<Project><Name>&lol3;</Name></Project>"""


@pytest.mark.parametrize(
    "text",
    [
        LAUGHS,
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><Project><Name>&x;</Name></Project>',
        b'<!DOCTYPE a SYSTEM "http://127.0.0.1:1/a.dtd"><Project/>',
        b'<!DOCTYPE a [<!ENTITY % p SYSTEM "http://127.0.0.1:1/p">%p;]><Project/>',
        LAUGHS.decode().encode("utf-16"),
    ],
)
def test_a_document_type_is_refused_before_anything_in_it_is_read(text: bytes) -> None:
    begun = time.process_time()
    with pytest.raises(BadInput, match="line 1: this file declares a document type"):
        read_xml(text, "plan.xml")
    assert time.process_time() - begun < 0.5


def test_an_entity_nobody_declared_is_no_xml() -> None:
    with pytest.raises(BadInput, match="undefined entity"):
        read_xml(b"<a>&b;</a>", "plan.xml")


def test_elements_without_end_are_refused() -> None:
    with pytest.raises(BadInput, match="more than 40 deep"):
        read_xml(b"<a>" * 100_000, "plan.xml")


def test_too_many_elements_and_too_large_a_file_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(mspdi_xml, "MOST", 100)
    with pytest.raises(BadInput, match="more than 100 elements"):
        read_xml(b"<a>" + b"<b/>" * 200 + b"</a>", "plan.xml")
    monkeypatch.setattr(mspdi_xml, "BIGGEST", 10)
    with pytest.raises(BadInput, match="larger than this reads"):
        read_xml(b"<a>          </a>", "plan.xml")


def test_names_are_read_without_their_namespace_and_lines_are_known() -> None:
    root = read_xml(b'<p:Project xmlns:p="urn:x">\n<p:Name> a\n b </p:Name></p:Project>', "x")
    assert (root.name, root.get("Name")) == ("Project", "a\n b")
    assert root.kids[0].line == 2


def test_skipped_elements_are_not_kept() -> None:
    root = read_xml(b"<a><b><c>1</c></b><d>2</d></a>", "x", frozenset({("a", "b")}))
    assert [kid.name for kid in root.kids] == ["d"]


def test_an_encoding_that_is_not_known_is_a_sentence() -> None:
    with pytest.raises(BadInput, match=r"encoding|not XML"):
        read_xml(b'<?xml version="1.0" encoding="klingon"?><a/>', "x")


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_with_a_sentence(data: bytes) -> None:
    for text in (data, b"<a>" + data + b"</a>"):
        refused = ""
        try:
            assert read_xml(text, "x").name
        except BadInput as error:
            refused = error.message
        assert not refused or refused.startswith("x")
