"""The calendar place: what stands where, walking, and booking, moving, cancelling from there."""

from __future__ import annotations

import pytest

from tests.faces.tui.inbox_stage import shown, stage
from worktui.domain.actions.meetings import BookSlot

BOOKED = BookSlot(event_type="intro", invitee="iva@novak.example", name="Iva Novak",
                  start="2026-11-26T14:00:00+01:00")  # fmt: skip


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60), (60, 15)])
async def test_the_week_is_seen_at_every_size_with_today_and_now(size: tuple[int, int]) -> None:
    async with shown(stage(), "calendar", size) as hands:
        seen = hands.seen()
        assert "23 to 27 Nov 2026" in seen or "23 to 29 Nov 2026" in seen
        assert "Stand-up" in seen or size == (60, 15)
        assert "14:02" in seen
        assert "free until 15:30" in seen
        assert all(len(line) <= size[0] for line in seen.splitlines())


@pytest.mark.parametrize(("theme", "ascii"), [("ansi", False), ("ansi", True), ("contrast", False)])
async def test_a_booking_differs_from_other_busy_time_without_colour(
    theme: str, ascii: bool
) -> None:
    here = stage()
    here[0].do([BOOKED])
    async with shown(here, "calendar", theme=theme, ascii=ascii) as hands:
        lines = hands.seen().splitlines()
        booking = next(line for line in lines if "Intro call" in line)
        busy = next(line for line in lines if "Review with bo" in line)
        before_booking = booking[booking.index("Intro call") - 1]
        before_busy = busy[busy.index("Review with bo") - 1]
        assert before_booking != before_busy
        assert not before_booking.isspace()


async def test_what_one_stands_on_is_told_in_words() -> None:
    async with shown(stage(), "calendar") as hands:
        await hands.press("j", "j", "j")
        assert "Review with bo  15:30 to 16:30 · ana" in hands.seen()


async def test_up_leads_to_what_is_due_and_enter_opens_it() -> None:
    async with shown(stage(), "calendar") as hands:
        await hands.press("l", "l", *("k",) * 12)
        assert "Price table for the relaunch" in hands.seen()
        await hands.press("enter")
        assert hands.app.screen.place == "task"


async def test_n_and_p_turn_the_weeks_and_the_dot_comes_back() -> None:
    async with shown(stage(), "calendar") as hands:
        await hands.press("n")
        assert "30 Nov to 4 Dec 2026" in hands.seen()
        await hands.press("p", "p")
        assert "16 to 20 Nov 2026" in hands.seen()
        await hands.press("full_stop")
        assert "23 to 27 Nov 2026" in hands.seen()
        await hands.press("h")
        assert "16 to 20 Nov 2026" in hands.seen()


async def test_v_sets_people_side_by_side_on_the_day_stood_on() -> None:
    async with shown(stage(), "calendar") as hands:
        await hands.press("l", "v")
        seen = hands.seen()
        assert "tue 24 Nov 2026" in seen
        assert seen.splitlines()[4].split() == ["ana", "bo"]


async def test_at_chooses_whose_calendar() -> None:
    async with shown(stage(), "calendar") as hands:
        await hands.press("at")
        await hands.type("bo")
        await hands.press("enter")
        assert "Review with bo" not in hands.seen()
        assert "  bo" in hands.seen().splitlines()[2]


async def test_booking_shows_the_invitation_and_only_s_sends_it() -> None:
    here = stage()
    async with shown(here, "calendar") as hands:
        await hands.press("a")
        assert "With whom?" in hands.seen()
        await hands.type("iva")
        await hands.press("enter")
        await hands.type("thu 14")
        await hands.press("enter")
        assert "Intro call" in hands.seen()
        assert here[0].snapshot().count("bookings") == 0
        await hands.press("enter")
        assert here[0].snapshot().count("bookings") == 0
        await hands.press("S")
        [booking] = here[0].snapshot().all("bookings")
        assert booking["start"].startswith("2026-11-26T1")
        assert booking["invitee"] == "iva@novak.example"


async def test_somebody_new_is_booked_by_their_address() -> None:
    here = stage()
    async with shown(here, "calendar") as hands:
        await hands.press("a")
        await hands.type("zoe@new.example")
        await hands.press("enter", "enter", "S")
        [booking] = here[0].snapshot().all("bookings")
        assert booking["invitee"] == "zoe@new.example"


async def test_a_booking_is_moved_and_cancelled_from_where_it_stands() -> None:
    here = stage()
    here[0].do([BOOKED])
    async with shown(here, "calendar") as hands:
        await hands.press("l", "l", "l")
        assert "with Iva Novak" in hands.seen()
        await hands.press("t")
        await hands.type("fri 27 Nov  10")
        await hands.press("enter")
        assert "Moved: Intro call" in hands.seen()
        await hands.press("S")
        [booking] = here[0].snapshot().all("bookings")
        assert booking["start"].startswith("2026-11-27T10:00")
        await hands.press("l", *("k",) * 8)
        assert "with Iva Novak" in hands.seen()
        await hands.press("enter")
        assert "Cancel it" in hands.seen()
        await hands.press("down", "enter")
        assert "Cancelled: Intro call" in hands.seen()
        await hands.press("escape")
        [booking] = here[0].snapshot().all("bookings")
        assert booking["status"] == "confirmed"
        await hands.press("d", "S")
        [booking] = here[0].snapshot().all("bookings")
        assert booking["status"] == "cancelled"


async def test_where_no_booking_is_the_keys_say_so() -> None:
    async with shown(stage(), "calendar") as hands:
        await hands.press("d")
        assert "no booking is here" in hands.seen()


async def test_a_click_stands_there() -> None:
    async with shown(stage(), "calendar") as hands:
        lines = hands.seen().splitlines()
        y = next(n for n, line in enumerate(lines) if "Review with bo" in line)
        await hands.pilot.click(offset=(lines[y].index("Review"), y))
        await hands.settle()
        assert "15:30 to 16:30 · ana" in hands.seen()


async def test_the_band_names_the_calendar_once_something_is_in_it() -> None:
    desk, inbox = stage()
    for event in list(desk.snapshot().all("calendar")):
        desk.commit(lambda draft, id=event["id"]: draft.delete("calendar", id))
    async with shown((desk, inbox), "board") as hands:
        assert "Calendar" not in hands.seen().splitlines()[0]
        desk.do([BOOKED])
        await hands.press("5", "2")
        assert "Calendar" in hands.seen().splitlines()[0]
