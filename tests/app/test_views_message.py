"""What is shown of a message: the sender's own words, and whatever words a suggestion came from."""

from __future__ import annotations

from tests.faces.tui.inbox_stage import NOW, stage
from worktui.app.views.bundle import bundle

FORWARD = """From: Bo Lind <bo@acme.example>
To: Ana Ruiz <ana@acme.example>
Subject: Fwd: Photos
Message-ID: <fwd@acme.example>
Date: Mon, 23 Nov 2026 13:50:00 +0100

Ana, can you take this one?

---------- Forwarded message ----------
From: Iva Novak <iva@novak.example>
Date: Mon, 23 Nov 2026 11:00:00 +0100
Subject: Photos
To: Bo Lind <bo@acme.example>

Please send us the photos of the shop by 4 December.

Iva
"""


def test_the_words_a_step_came_from_are_shown_and_marked_where_they_were_forwarded() -> None:
    desk, inbox = stage(FORWARD)
    work = desk.snapshot()
    ids = [str(doc["id"]) for doc in work.all("suggestions")]
    assert ids
    view = bundle(work, ids[0], inbox.preview(ids[0]), now=NOW)
    assert view is not None
    said = [e["text"] for e in work.get("suggestions", ids[0])["evidence"]]
    assert all(text in view.text for text in said)
    marked = [view.text[start:end] for start, end in view.marks]
    assert any("photos" in text for text in marked)
    assert "Ana, can you take this one?" in view.text
