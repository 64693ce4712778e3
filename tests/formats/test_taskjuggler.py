"""TaskJuggler: a file that tj3 schedules, to the same days where it has the same links."""

from __future__ import annotations

import csv
import random
import subprocess
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from tests.formats.plans import Json, laid, small
from worktui.domain.errors import BadInput
from worktui.engine.plan import plan_of
from worktui.formats.taskjuggler import export_tjp, quoted

TODAY = date(2026, 3, 2)
SEEDS = 12


def schedule(folder: Path, text: str) -> dict[str, tuple[datetime, datetime]]:
    """Start and end of every task as tj3 reckons them."""
    exact = text.replace('timeformat "%Y-%m-%d"', 'timeformat "%Y-%m-%d-%H:%M"').replace(
        "formats html, csv", "formats csv"
    )
    (folder / "plan.tjp").write_text(exact, "utf-8")
    words = ["tj3", "--silent", "--output-dir", str(folder), str(folder / "plan.tjp")]
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr + exact
    report = next(folder.glob("*.csv")).read_text("utf-8")
    return {
        row["Id"].rpartition(".")[2]: (_moment(row["Start"]), _moment(row["End"]))
        for row in csv.DictReader(report.splitlines(), delimiter=";")
    }


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(f"{text[:10]}T{text[11:]}")


def network(seed: int) -> Json:
    """A project of FS and SS links with lags, holidays and earliest starts, nobody's work."""
    draw = random.Random(seed)
    tasks = []
    for n in range(1, draw.randint(5, 25)):
        task: Json = {"id": f"WEB-{n}", "title": f"T{n}", "project": "WEB", "status": "todo",
                      "duration_days": draw.randint(1, 8)}  # fmt: skip
        if draw.random() < 0.2:
            task["constraint"] = {
                "type": "SNET",
                "date": (TODAY + timedelta(draw.randint(1, 30))).isoformat(),
            }
        if draw.random() < 0.4:
            task["milestone"] = f"WEB-M{draw.randint(1, 3)}"
        task["depends_on"] = [
            {
                "task": f"WEB-{before}",
                "type": draw.choice(("FS", "SS")),
                "lag_days": draw.choice((0, 0, 1, 3)),
            }
            for before in draw.sample(range(1, n), min(n - 1, draw.randint(0, 3)))
        ]
        tasks.append(task)
    return small(tasks=tasks, time=[], costs=[], baselines=[], people=[{"id": "ana", "name": "Ana"}],
                 projects=[{"key": "WEB", "name": "Web", "start": TODAY.isoformat()}])  # fmt: skip


@pytest.mark.needs("tj3")
@pytest.mark.parametrize("seed", range(SEEDS))
def test_tj3_puts_every_task_on_the_days_planned_here(seed: int, tmp_path: Path) -> None:
    work = laid(network(seed))
    plan = plan_of(work, TODAY)
    theirs = schedule(tmp_path, export_tjp(work, "WEB", plan.dates()))
    calendar = plan.model.calendar
    for id, (first, last) in plan.dates().items():
        begin, end = theirs[id.replace("-", "_")]
        # what begins when a day ends begins on the next one of work
        start = calendar.next(begin.toordinal() + (begin.hour >= 18))
        finish = end.date() - timedelta(days=end.hour <= 9)
        assert (
            date.fromordinal(start),
            date.fromordinal(calendar.previous(finish.toordinal())),
        ) == (first, last), id


@pytest.mark.needs("tj3")
def test_tj3_reads_people_work_in_progress_and_every_kind_of_link(tmp_path: Path) -> None:
    work = laid(small())
    theirs = schedule(tmp_path, export_tjp(work, "WEB", plan_of(work, date(2026, 3, 5)).dates()))
    assert theirs["WEB_1"] == (datetime(2026, 3, 2, 9), datetime(2026, 3, 3, 18))
    assert theirs["WEB_4"][0] >= theirs["WEB_3"][1]


@pytest.mark.needs("tj3")
@pytest.mark.parametrize(
    "title",
    [
        'a "b" \\ c',
        "$(HOME) ${x}",
        "-8<- ->8-",
        "# no comment",
        "== [[a]] ''b'' <-c->",
        "</nowiki>",
        "ünï 🎈 'q'",
    ],
)
def test_tj3_reads_any_title_as_text(title: str, tmp_path: Path) -> None:
    work = small()
    work["tasks"][4]["title"] = work["milestones"][0]["name"] = title
    work["tasks"][4]["notes"] = f"{title}\n{title}"
    assert "WEB_5" in schedule(tmp_path, export_tjp(laid(work), "WEB", {}))


def test_links_and_lags_are_in_the_file() -> None:
    work = small()
    work["tasks"][3]["depends_on"].append({"task": "WEB-2", "type": "SS", "lag_days": 2})
    text = export_tjp(laid(work), "WEB", {})
    assert "depends WEB_M1.WEB_3 { gapduration 3d }" in text
    assert "depends WEB_M1.WEB_2 { onstart gaplength 2d }" in text
    assert 'leaves holiday "Day off" 2026-04-03 - 2026-04-04' in text
    assert "workinghours sat off" in text


def test_what_taskjuggler_cannot_say_is_a_gate_with_its_reason() -> None:
    planned = {f"WEB-{n}": (date(2026, 3, 2 + n), date(2026, 3, 2 + n)) for n in range(1, 6)}
    work = small()
    work["tasks"][4]["depends_on"] = [{"task": "WEB-3", "type": "FF", "lag_days": 0}]
    text = export_tjp(laid(work), "WEB", planned)
    assert "FF+0d after WEB_3" in text
    assert "depends gate_WEB_5" in text


def test_a_project_without_a_day_says_so() -> None:
    work = small(tasks=[{"id": "WEB-9", "title": "A", "project": "WEB", "status": "todo"}], time=[], costs=[],
                 baselines=[], projects=[{"key": "WEB", "name": "W"}])  # fmt: skip
    with pytest.raises(BadInput, match="no day to start on"):
        export_tjp(laid(work), "WEB", {})


def test_quotes_end_nothing() -> None:
    assert quoted('a "b"\nc \\') == '"a \\"b\\" c \\\\"'
