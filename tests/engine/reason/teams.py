"""Three invented teams that scenarios play in: architects, film makers, programmers."""

from __future__ import annotations

from typing import Any

ATELIER: dict[str, Any] = {
    "now": "2026-05-06T09:30:00+02:00",
    "settings": {
        "timezone": "Europe/Vienna",
        "week_starts": "monday",
        "end_of_day": "17:00",
        "date_order": "DMY",
        "working_hours": {"mon-fri": ["09:00-12:30", "13:30-17:30"]},
        "holidays": ["2026-05-14"],
        "me": "vera",
    },
    "people": [
        {"id": "vera", "name": "Vera Lindner", "email": "vera@atelier.example", "tz": "Europe/Vienna"},
        {"id": "luka", "name": "Luka Horvat", "email": "luka@atelier.example", "tz": "Europe/Zagreb"},
        {"id": "imke", "name": "Imke Janssen", "email": "imke@atelier.example", "tz": "Europe/Berlin"},
    ],
    "contacts": [
        {"name": "Paul Brandt", "email": "paul@brandt.example", "tz": "Europe/Zurich", "project": "HOF"},
        {"name": "Dora Kiss", "email": "dora@kiss.example", "tz": "America/Chicago", "project": "MUS"},
    ],
    "columns": [
        {"id": "todo", "name": "To do", "kind": "todo"},
        {"id": "doing", "name": "Doing", "kind": "doing"},
        {"id": "check", "name": "Review", "kind": "doing"},
        {"id": "done", "name": "Done", "kind": "done"},
    ],
    "projects": [
        {"key": "HOF", "name": "Farmhouse conversion", "lead": "vera", "columns": ["todo", "doing", "check", "done"]},
        {"key": "MUS", "name": "Museum annex", "lead": "luka", "columns": ["todo", "doing", "check", "done"]},
        {"key": "ADM", "name": "Office", "lead": "vera", "columns": ["todo", "doing", "done"]},
    ],
    "tasks": [
        {"id": "HOF-2", "title": "Fire safety concept", "status": "doing", "assignee": "imke", "project": "HOF", "due": "2026-05-12"},
        {"id": "HOF-5", "title": "Window schedule", "status": "todo", "assignee": "luka", "project": "HOF"},
        {"id": "HOF-6", "title": "Permit application", "status": "todo", "assignee": "vera", "project": "HOF",
         "depends_on": [{"task": "HOF-2", "type": "FS", "lag_days": 0}]},
        {"id": "MUS-3", "title": "Facade mock-up", "status": "doing", "assignee": "luka", "project": "MUS", "due": "2026-05-15"},
        {"id": "MUS-8", "title": "Lighting plan", "status": "check", "assignee": "imke", "project": "MUS"},
        {"id": "ADM-4", "title": "Renew plotter lease", "status": "todo", "project": "ADM", "due": "2026-05-20"},
        {"id": "MUS-1", "title": "Site survey", "status": "done", "assignee": "luka", "project": "MUS"},
    ],
    "event_types": [
        {"slug": "first", "title": "First conversation", "minutes": 30, "hosts": ["vera"], "buffer_before": 0, "buffer_after": 15,
         "step": 30, "min_notice_hours": 24, "horizon_days": 60, "max_per_day": 4},
        {"slug": "plans", "title": "Plan review", "minutes": 60, "hosts": ["vera", "imke"], "step": 30, "min_notice_hours": 24, "horizon_days": 60},
    ],
    "bookings": [
        {"id": "BK-7", "event_type": "first", "start": "2026-05-12T16:00:00+02:00", "end": "2026-05-12T16:30:00+02:00",
         "invitee": "dora@kiss.example", "uid": "bk-7@worktui", "sequence": 0, "status": "confirmed"},
    ],
    "calendar": [
        {"uid": "jour@atelier", "summary": "Jour fixe", "person": "vera", "start": "2026-05-05T09:00:00+02:00",
         "end": "2026-05-05T09:30:00+02:00", "rrule": "FREQ=WEEKLY;BYDAY=TU", "organizer": "vera@atelier.example"},
        {"uid": "jury@city", "summary": "Jury", "person": "vera", "start": "2026-05-13T13:00:00+02:00",
         "end": "2026-05-13T17:30:00+02:00", "sequence": 2, "organizer": "office@city.example"},
    ],
}  # fmt: skip

MARE: dict[str, Any] = {
    "now": "2026-10-14T15:00:00+01:00",
    "settings": {
        "timezone": "Europe/Lisbon",
        "week_starts": "monday",
        "end_of_day": "18:00",
        "date_order": "DMY",
        "working_hours": {"mon-fri": ["09:30-13:00", "14:00-18:00"]},
        "holidays": ["2026-11-02"],
        "me": "nuno",
    },
    "people": [
        {"id": "nuno", "name": "Nuno Sá", "email": "nuno@mare.example", "tz": "Europe/Lisbon"},
        {"id": "rita", "name": "Rita Gomes", "email": "rita@mare.example", "tz": "Europe/Lisbon"},
        {"id": "petr", "name": "Petr Dvořák", "email": "petr@mare.example", "tz": "Europe/Prague"},
    ],
    "contacts": [
        {"name": "Inés Vidal", "email": "ines@olivar.example", "tz": "Europe/Madrid", "project": "OLI"},
        {"name": "Hanna Roth", "email": "hanna@roth.example", "tz": "Europe/Berlin", "project": "ROT"},
        {"name": "Júlia Prates", "email": "julia@cafezal.example", "tz": "America/Sao_Paulo", "project": "CAF"},
    ],
    "columns": [
        {"id": "ideas", "name": "Ideas", "kind": "todo"},
        {"id": "shoot", "name": "In production", "kind": "doing"},
        {"id": "client", "name": "With client", "kind": "doing"},
        {"id": "delivered", "name": "Delivered", "kind": "done"},
    ],
    "projects": [
        {"key": "OLI", "name": "Olivar harvest film", "lead": "nuno", "columns": ["ideas", "shoot", "client", "delivered"]},
        {"key": "ROT", "name": "Roth trade fair clips", "lead": "nuno", "columns": ["ideas", "shoot", "client", "delivered"]},
        {"key": "CAF", "name": "Cafezal commercial", "lead": "rita", "columns": ["ideas", "shoot", "client", "delivered"], "currency": "EUR"},
    ],
    "tasks": [
        {"id": "OLI-2", "title": "Rough cut", "status": "client", "assignee": "petr", "project": "OLI", "due": "2026-10-16"},
        {"id": "OLI-4", "title": "Subtitles in English", "status": "ideas", "assignee": "rita", "project": "OLI"},
        {"id": "ROT-1", "title": "Shooting schedule", "status": "shoot", "assignee": "nuno", "project": "ROT", "due": "2026-10-21"},
        {"id": "ROT-3", "title": "Contract for the trade fair", "status": "ideas", "assignee": "nuno", "project": "ROT"},
        {"id": "CAF-5", "title": "Casting list", "status": "shoot", "assignee": "rita", "project": "CAF"},
        {"id": "CAF-6", "title": "Location permits", "status": "ideas", "assignee": "petr", "project": "CAF"},
    ],
    "event_types": [
        {"slug": "hello", "title": "Hello call", "minutes": 30, "hosts": ["nuno"], "buffer_before": 0, "buffer_after": 0,
         "step": 30, "min_notice_hours": 12, "horizon_days": 45},
        {"slug": "screening", "title": "Screening", "minutes": 60, "hosts": ["nuno", "petr"], "step": 30, "min_notice_hours": 24, "horizon_days": 45},
    ],
    "bookings": [
        {"id": "BK-11", "event_type": "hello", "start": "2026-10-20T11:00:00+01:00", "end": "2026-10-20T11:30:00+01:00",
         "invitee": "hanna@roth.example", "uid": "bk-11@worktui", "sequence": 0, "status": "confirmed"},
        {"id": "BK-12", "event_type": "screening", "start": "2026-10-22T15:00:00+01:00", "end": "2026-10-22T16:00:00+01:00",
         "invitee": "ines@olivar.example", "uid": "bk-12@worktui", "sequence": 1, "status": "confirmed"},
    ],
    "calendar": [],
}  # fmt: skip

TERN: dict[str, Any] = {
    "now": "2026-02-10T11:00:00-05:00",
    "settings": {
        "timezone": "America/Toronto",
        "week_starts": "sunday",
        "end_of_day": "17:30",
        "date_order": "MDY",
        "working_hours": {"mon-fri": ["09:00-12:00", "13:00-17:30"]},
        "holidays": ["2026-02-16"],
        "me": "wren",
    },
    "people": [
        {"id": "wren", "name": "Wren Calloway", "email": "wren@tern.example", "tz": "America/Toronto"},
        {"id": "idris", "name": "Idris Bello", "email": "idris@tern.example", "tz": "Africa/Lagos"},
        {"id": "suki", "name": "Suki Mori", "email": "suki@tern.example", "tz": "Asia/Tokyo"},
        {"id": "alexb", "name": "Alex Boyd", "email": "alexb@tern.example", "tz": "America/Toronto"},
        {"id": "alexr", "name": "Alex Reyes", "email": "alexr@tern.example", "tz": "America/Toronto"},
    ],
    "contacts": [
        {"name": "Marta Olsen", "email": "marta@fjellbank.example", "tz": "Europe/Oslo", "project": "PAY"},
        {"name": "Greg Hsu", "email": "greg@parcelo.example", "tz": "America/Los_Angeles", "project": "SHIP"},
    ],
    "columns": [
        {"id": "backlog", "name": "Backlog", "kind": "todo"},
        {"id": "wip", "name": "In progress", "kind": "doing", "limit": 3},
        {"id": "review", "name": "Code review", "kind": "doing"},
        {"id": "qa", "name": "QA", "kind": "doing"},
        {"id": "live", "name": "Live", "kind": "done"},
    ],
    "projects": [
        {"key": "PAY", "name": "Payouts service", "lead": "wren", "columns": ["backlog", "wip", "review", "qa", "live"]},
        {"key": "SHIP", "name": "Label printing", "lead": "idris", "columns": ["backlog", "wip", "review", "qa", "live"]},
    ],
    "tasks": [
        {"id": "PAY-14", "title": "Retry failed payouts", "status": "wip", "assignee": "idris", "project": "PAY", "due": "2026-02-13"},
        {"id": "PAY-17", "title": "Audit log export", "status": "review", "assignee": "suki", "project": "PAY"},
        {"id": "PAY-20", "title": "Rotate API keys", "status": "backlog", "assignee": "wren", "project": "PAY"},
        {"id": "PAY-9", "title": "Sandbox accounts", "status": "live", "assignee": "idris", "project": "PAY"},
        {"id": "SHIP-3", "title": "Thermal printer driver", "status": "wip", "assignee": "suki", "project": "SHIP"},
        {"id": "SHIP-5", "title": "Bulk label PDF", "status": "backlog", "project": "SHIP"},
    ],
    "event_types": [
        {"slug": "tech", "title": "Tech call", "minutes": 30, "hosts": ["wren"], "buffer_before": 0, "buffer_after": 0,
         "step": 30, "min_notice_hours": 4, "horizon_days": 30, "max_per_day": 4},
    ],
    "bookings": [
        {"id": "BK-3", "event_type": "tech", "start": "2026-02-12T10:00:00-05:00", "end": "2026-02-12T10:30:00-05:00",
         "invitee": "marta@fjellbank.example", "uid": "bk-3@worktui", "sequence": 0, "status": "confirmed"},
    ],
    "calendar": [
        {"uid": "daily@tern", "summary": "Daily", "person": "wren", "start": "2026-02-09T09:30:00-05:00",
         "end": "2026-02-09T09:45:00-05:00", "rrule": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"},
    ],
}  # fmt: skip

TEAMS: dict[str, dict[str, Any]] = {"atelier": ATELIER, "mare": MARE, "tern": TERN}
