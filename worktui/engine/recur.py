"""Repeating entries: their occurrences in a window, as RFC 5545 counts them.

A repeating entry keeps its wall time in its zone and its real length. A skipped wall time
is read with the offset before the gap, a repeated one is the first (RFC 5545, 3.3.5).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rrulestr

from worktui.domain.errors import BadInput
from worktui.domain.fields import is_day, parse_day, parse_instant

_UNTIL = re.compile(r"UNTIL=([0-9TZ:+-]+)", re.IGNORECASE)
_MOST = 20_000
"""Occurrences looked at for one entry; a rule that needs more is not a calendar."""


def rule_text(rule: str | Mapping[str, Any]) -> str:
    """RRULE text, from text or an object of its parts."""
    if isinstance(rule, str):
        return rule.removeprefix("RRULE:").strip()
    return ";".join(
        f"{name.upper()}={','.join(map(str, value)) if isinstance(value, list) else value}"
        for name, value in rule.items()
    )


def occurrences(
    start: datetime,
    rule: str | Mapping[str, Any],
    zone: ZoneInfo,
    low: datetime,
    high: datetime,
    exdates: Sequence[str] = (),
) -> Iterator[datetime]:
    """Starts (UTC) in [low, high) of an entry that first starts at `start`. Raises BadInput."""
    wall = start.astimezone(zone).replace(tzinfo=None)
    days, instants = _exceptions(exdates)
    first = low.astimezone(zone).replace(tzinfo=None) - timedelta(hours=3)
    last = high.astimezone(zone).replace(tzinfo=None) + timedelta(hours=3)
    for number, moment in enumerate(_parsed(rule_text(rule), wall, zone)):
        if moment > last or number > _MOST:
            return
        if moment < first or moment.date() in days:
            continue
        instant = moment.replace(tzinfo=zone, fold=0).astimezone(UTC)
        if low <= instant < high and instant not in instants:
            yield instant


def _parsed(text: str, wall: datetime, zone: ZoneInfo) -> Any:
    local = _UNTIL.sub(lambda match: f"UNTIL={_local_until(match[1], zone)}", text)
    try:
        return rrulestr(local, dtstart=wall)
    except (ValueError, TypeError, KeyError) as error:
        raise BadInput(f"“{text[:80]}” is not a repeat rule (RRULE).") from error


def _local_until(text: str, zone: ZoneInfo) -> str:
    """UNTIL as wall time of the zone, since the rule is walked on the wall clock."""
    plain = text.replace("-", "").replace(":", "")
    if len(plain) == 8:
        return f"{plain}T235959"
    if plain.endswith("Z"):
        moment = datetime.strptime(plain, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        return moment.astimezone(zone).strftime("%Y%m%dT%H%M%S")
    return plain


def _exceptions(exdates: Sequence[str]) -> tuple[frozenset[date], frozenset[datetime]]:
    days = frozenset(parse_day(text) for text in exdates if is_day(text))
    rest = frozenset(parse_instant(text).astimezone(UTC) for text in exdates if not is_day(text))
    return days, rest
