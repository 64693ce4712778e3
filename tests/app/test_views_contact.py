"""A contact's page: what is between us, the most pressing first."""

from __future__ import annotations

from tests.faces.tui.inbox_stage import CALL, NOW, stage
from worktui.app.views.contact import contact_view
from worktui.domain.actions import parse
from worktui.domain.actions.meetings import BookSlot

IVA = "iva@novak.example"


def test_all_that_is_between_us_stands_under_its_heading() -> None:
    desk, _ = stage(CALL)
    for day in ("26", "27"):
        desk.do([BookSlot(event_type="intro", invitee=IVA, start=f"2026-11-{day}T14:00:00+01:00")])
    view = contact_view(desk.snapshot(), IVA, now=NOW)
    assert view is not None
    assert (view.name, view.facts[0], view.facts[1]) == ("Iva Novak", IVA, "WEB")
    parts = dict(view.parts)
    assert [row.id for row in parts["Tasks"]] == ["WEB-2"]
    assert [row.mark for row in parts["Bookings"]] == ["thu 14:00", "fri 14:00"]
    assert [row.title for row in parts["From them"]] == ["Prices"]
    assert parts["In the inbox"]


def test_another_zone_tells_what_time_it_is_there() -> None:
    desk, _ = stage()
    desk.commit(lambda draft: draft.update("contacts", IVA, {"tz": "Asia/Tokyo"}))
    view = contact_view(desk.snapshot(), IVA, now=NOW)
    assert view is not None
    assert "22:02 in Asia/Tokyo" in view.facts


def test_what_is_late_comes_first_and_what_is_done_last() -> None:
    desk, _ = stage()
    desk.do([parse({"type": "create_task", "title": title, "contact_email": IVA, "due": due})
             for title, due in (("Late", "2026-11-20"), ("Far", "2026-12-20"))])  # fmt: skip
    desk.do([parse({"type": "move_task", "task": "WEB-2", "to": "done"})])
    view = contact_view(desk.snapshot(), IVA, now=NOW)
    assert view is not None
    assert [row.title for row in dict(view.parts)["Tasks"]] == ["Late", "Far", "Send quote to Iva"]


def test_an_address_that_only_wrote_has_a_page_and_one_nobody_knows_has_none() -> None:
    desk, _ = stage(
        CALL.replace("iva@novak.example", "zoe@new.example").replace("Iva Novak", "Zoe")
    )
    view = contact_view(desk.snapshot(), "zoe@new.example", now=NOW)
    assert view is not None
    assert view.name == "Zoe"
    assert contact_view(desk.snapshot(), "who@nowhere.example", now=NOW) is None
