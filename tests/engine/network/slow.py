"""The network calculation once more, slowly: every rule is a question asked of a day.

Nothing here is shared with the program but its shapes. Working days are found by stepping,
early dates by moving whatever breaks a rule one day on, late dates by moving it one day
back, slack by trying. A place in time is an instant, the beginning of a day; a task of some
days begins at the instant of its first day and ends at the instant after its last one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from worktui.engine.network import Computed, Link, Network, Task, Times
from worktui.engine.workdays import Workdays


def steps(calendar: Workdays, first: int, last: int) -> int:
    """Working days in [first, last), negative the other way round."""
    if last < first:
        return -steps(calendar, last, first)
    return sum(calendar.works(day) for day in range(first, last))


def last_of(calendar: Workdays, day: int, count: int) -> int:
    """The day on which `count` working days from a day on are over."""
    while True:
        count -= calendar.works(day)
        if not count:
            return day
        day += 1


def after_lag(calendar: Workdays, instant: int, lag: int, elapsed: bool) -> int:
    if elapsed or not lag:
        return instant + lag
    if lag > 0:
        return last_of(calendar, instant, lag) + 1
    while lag:
        instant -= 1
        lag += calendar.works(instant)
    return instant


def working_from(calendar: Workdays, day: int) -> int:
    while not calendar.works(day):
        day += 1
    return day


def working_until(calendar: Workdays, day: int) -> int:
    while not calendar.works(day):
        day -= 1
    return day


@dataclass
class Bar:
    """Where a task is for the moment."""

    task: Task
    calendar: Workdays
    need: int
    ends: bool
    start: int = 0
    begun: int | None = None
    done: bool = False
    held: bool = False

    @property
    def finish(self) -> int:
        return last_of(self.calendar, self.start, self.need) + 1 if self.need else self.start

    @property
    def begin(self) -> int:
        return self.start if self.begun is None else self.begun

    @property
    def legal(self) -> bool:
        return not self.need or self.calendar.works(self.start)

    def date(self) -> int:
        """Of a milestone, as it is shown."""
        if self.ends:
            return working_until(self.calendar, self.start - 1)
        return working_from(self.calendar, self.start)

    def last_date(self) -> int:
        if self.done:
            return self.task.actual_finish or 0
        found = self.finish - 1 if self.need else self.date()
        return found if self.begun is None else max(found, self.begun)


def kept(link: Link, before: Bar, after: Bar, dates: bool = False) -> bool:
    """Whether two bars keep a link; with `dates` a milestone may move as far as its date
    stays the same."""
    instant = before.finish if link.type[0] == "F" else before.begin
    wanted = after_lag(after.calendar, instant, link.lag, link.elapsed)
    if dates and not after.need and wanted > after.start:
        return replace(after, start=wanted).date() == after.date()
    if link.type[1] == "S":
        return after.start >= wanted
    end = after.finish
    return end >= wanted or (
        bool(after.need) and not any(after.calendar.works(day) for day in range(end, wanted))
    )


class Slow:
    """One network, computed by trying."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.base = max(network.start, network.status or network.start)
        self.bars = {task.id: self._bar(task) for task in network.tasks}
        self.into = {id: [link for link in network.links if link.after == id] for id in self.bars}
        self.out = {id: [link for link in network.links if link.before == id] for id in self.bars}
        self.logic: dict[str, int] = {}
        self._early()

    def _bar(self, task: Task) -> Bar:
        calendar = task.calendar or self.network.calendar
        kind = (task.constraint or ("", 0))[0]
        linked = any(
            link.after == task.id and link.type in ("FS", "FF") for link in self.network.links
        )
        bar = Bar(
            task, calendar, task.duration, (linked or kind in ("FNET", "MFO")) and kind != "MSO"
        )
        if task.actual_finish is not None:
            bar.done = True
        elif task.actual_start is not None:
            assert task.remaining is not None
            bar.begun, bar.need, bar.ends = task.actual_start, task.remaining, True
        return bar

    def _order(self) -> list[str]:
        order: list[str] = []
        while len(order) < len(self.bars):
            order += [
                id
                for id in self.bars
                if id not in order and all(link.before in order for link in self.into[id])
            ]
        return order

    def _early(self) -> None:
        for id in self._order():
            bar, task = self.bars[id], self.bars[id].task
            if bar.done:
                self._done(bar)
                continue
            kind, day = task.constraint or ("", 0)
            first = self.base if bar.need else working_from(bar.calendar, self.base)
            bar.start = max(first, bar.begun or 0)
            links = [(link, self.bars[link.before]) for link in self.into[id]]
            while not (bar.legal and all(kept(link, before, bar) for link, before in links)):
                bar.start += 1
            logic = bar.start
            if bar.begun is None and kind in ("MSO", "MFO"):
                self.logic[id] = logic
                bar.held = True
                bar.start = self._held(bar, kind, day)
                continue
            while not (bar.legal and self._kept_early(bar, kind, day)):
                bar.start += 1
            if kind == "SNET" and bar.begun is None and not bar.need and bar.date() < day:
                bar.ends = False

    def _done(self, bar: Bar) -> None:
        first, last = bar.task.actual_start, bar.task.actual_finish
        assert first is not None
        assert last is not None
        if bar.task.duration or first < last:
            bar.start, bar.need = first, 1  # its finish is not asked of the calendar
            bar.calendar = Workdays(range(7))
            bar.need = last - first + 1
        else:
            bar.start = last + 1 if bar.ends else last

    def _held(self, bar: Bar, kind: str, day: int) -> int:
        if kind == "MSO":
            return working_from(bar.calendar, day)
        end = working_until(bar.calendar, day)
        if not bar.need:
            return end + 1
        return next(
            start
            for start in range(end, end - 10_000, -1)
            if bar.calendar.works(start) and steps(bar.calendar, start, end + 1) == bar.need
        )

    def _kept_early(self, bar: Bar, kind: str, day: int) -> bool:
        if kind == "SNET" and bar.begun is None:
            return bar.start >= day
        if kind == "FNET":
            return bar.finish >= working_from(bar.calendar, day) + 1
        if kind == "MFO":  # only what is in progress comes here
            return bar.finish >= working_until(bar.calendar, day) + 1
        return True

    def _late(self, finish: int) -> dict[str, int]:
        late: dict[str, Bar] = {}
        for id in reversed(self._order()):
            bar = self.bars[id]
            if bar.done:
                continue
            copy = late[id] = Bar(bar.task, bar.calendar, bar.need, bar.ends, begun=bar.begun)
            copy.start = bar.start if bar.held else finish + 40
            while not (copy.legal and self._in_time(bar, copy, late, finish)):
                copy.start -= 1
        return {id: bar.start for id, bar in late.items()}

    def _in_time(self, bar: Bar, copy: Bar, late: dict[str, Bar], finish: int) -> bool:
        task = bar.task
        kind, day = task.constraint or ("", 0)
        days = [] if task.deadline is None else [task.deadline]
        if not bar.held:
            days.append(finish)
            if kind in ("FNLT", "MFO"):
                days.append(day)
            if kind == "SNLT" and bar.begun is None:
                if bar.need and copy.start > day:
                    return False
                if not bar.need:
                    days.append(day)
        for limit in days:
            if bar.need:
                if copy.finish > limit + 1:
                    return False
            elif copy.date() > limit:
                return False
        return bar.held or self._nobody_moved(copy, self.out[task.id], late)

    def _nobody_moved(
        self, bar: Bar, out: list[Link], others: dict[str, Bar], dates: bool = False
    ) -> bool:
        return all(
            kept(link, bar, others[link.after], dates)
            for link in out
            if not self.bars[link.after].done and (bar.begun is None or link.type[0] == "F")
        )

    def _room(self, id: str, finish: int, limit: int | None = None) -> int:
        """The latest start that moves no successor, nor the finish; with a limit the start
        that it really gets, where also the instant of a milestone stays."""
        bar = self.bars[id]
        copy, best = replace(bar), bar.start
        for copy.start in range(bar.start + 1, bar.start + 600):
            in_time = copy.finish <= finish + 1 if bar.need else copy.date() <= finish
            if limit is not None and copy.start > limit:
                break
            if copy.legal and in_time:
                if not self._nobody_moved(copy, self.out[id], self.bars, limit is None):
                    break
                best = copy.start
        return best

    def _slack(self, bar: Bar, start: int) -> int:
        if bar.need:
            return steps(bar.calendar, bar.start, start)
        then = Bar(bar.task, bar.calendar, 0, bar.ends, start)
        return steps(self.network.calendar, bar.date(), then.date())

    def times(self) -> tuple[int, dict[str, Times]]:
        """The finish and all dates."""
        finish = max((bar.last_date() for bar in self.bars.values()), default=self.base)
        late = self._late(finish)
        for id in reversed(self._order()):
            bar = self.bars[id]
            if (bar.task.constraint or ("",))[0] == "ALAP" and not bar.done and bar.begun is None:
                bar.start = self._room(id, finish, late[id])
        found = {}
        for id, bar in self.bars.items():
            task = bar.task
            if bar.done:
                assert task.actual_start is not None
                assert task.actual_finish is not None
                found[id] = Times(
                    task.actual_start, task.actual_finish, None, None, None, None, False, True
                )
                continue
            first = bar.start if bar.need else bar.date()
            then = Bar(task, bar.calendar, bar.need, bar.ends, late[id])
            last = then.finish - 1 if bar.need else then.date()
            begin = late[id] if bar.need else last
            total = self._slack(bar, late[id])
            found[id] = Times(
                first if bar.begun is None else bar.begun,
                bar.last_date(),
                begin if bar.begun is None else None,
                last,
                total,
                self._slack(bar, self._room(id, finish)),
                total <= 0,
                False,
            )
        return finish, found

    def conflicts(self, found: dict[str, Times]) -> list[tuple[str, str, int]]:
        told = []
        for id, bar in self.bars.items():
            kind, day = bar.task.constraint or ("", 0)
            if bar.done or kind not in ("SNLT", "FNLT", "MSO", "MFO"):
                continue
            if bar.held:
                logic = Bar(bar.task, bar.calendar, bar.need, bar.ends, self.logic[id])
                there = logic.start if bar.need else logic.date()
                missing = steps(bar.calendar, found[id].early_start, there)
            else:
                there = found[id].early_start if kind in ("SNLT", "MSO") else found[id].early_finish
                missing = (
                    steps(bar.calendar, working_until(bar.calendar, day), there)
                    if there > day
                    else 0
                )
            if missing > 0:
                told.append((id, kind, missing))
        return told


def slowly(network: Network) -> tuple[int, dict[str, Times], list[tuple[str, str, int]]]:
    """Finish, dates and conflicts of a network."""
    slow = Slow(network)
    finish, times = slow.times()
    return finish, times, slow.conflicts(times)


def quickly(found: Computed) -> tuple[int, dict[str, Times], list[tuple[str, str, int]]]:
    """The program's answer in the same shape."""
    return (
        found.finish,
        dict(found.times),
        [(one.task, one.type, one.working_days) for one in found.conflicts],
    )
