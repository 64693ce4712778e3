"""Commands on whole files of work: import, export, backup."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from worktui.app.draft import Draft
from worktui.domain.change import Change
from worktui.domain.errors import BadInput, Refused
from worktui.domain.text import clean_or
from worktui.faces.cli.frame import json_text
from worktui.faces.cli.room import Room, receipt_json, receipt_text

BIGGEST = 512 << 20


def read_input(path: str) -> bytes:
    """The bytes of a file, or of standard input for `-`. Raises BadInput."""
    try:
        if path == "-":
            return sys.stdin.buffer.read(BIGGEST)
        file = Path(path).expanduser()
        if file.is_dir():
            raise BadInput(f"{path} is a folder.", hint="Name a file in it.")
        if file.stat().st_size > BIGGEST:
            raise BadInput(f"{path} is larger than this reads ({BIGGEST >> 20} MB).")
        return file.read_bytes()
    except FileNotFoundError as error:
        raise BadInput(f"There is no file {path}.", hint="Look at its name.") from error
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.") from error
    except ValueError as error:  # NUL, or half a character
        raise BadInput(f"“{clean_or(path, '?')[:60]}” cannot be the name of a file.") from error


def parse_json(data: bytes, path: str) -> Any:
    """JSON in bytes; raises BadInput naming file, line and column."""
    name = "standard input" if path == "-" else path
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BadInput(f"{name} is not UTF-8 text (at byte {error.start}).") from error
    except json.JSONDecodeError as error:
        raise BadInput(
            f"{name} is not JSON: line {error.lineno}, column {error.colno}.",
            hint="Nothing was taken in.",
        ) from error
    except RecursionError as error:
        raise BadInput(f"{name} is nested too deeply to be work.") from error
    except ValueError as error:  # the reader's guard against endless digits
        raise BadInput(f"{name} has a number that is too long to be one.") from error


class FormatCommand(click.Command):
    """A command whose help ends with the formats there are."""

    writes = False

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Formats"):
            for line in ctx.obj.house.formats(writes=self.writes).splitlines():
                formatter.write(f"{line}\n")


class ExportCommand(FormatCommand):
    """The same for the formats that can be written."""

    writes = True


@click.command("import", cls=FormatCommand)
@click.argument("format")
@click.argument("path")
@click.option("--dry-run", is_flag=True, help="Only say what would come.")
@click.option("--replace", is_flag=True, help="Take away what the file does not name.")
@click.pass_obj
def import_command(room: Room, format: str, path: str, dry_run: bool, replace: bool) -> None:
    """Take in work from a file in one of the formats below. One entry, undone as one."""
    read = room.house.reader(format)
    if replace and read is not None:
        raise BadInput(
            "--replace takes away all that a file does not name; only worktui names everything.",
            hint="Leave --replace out.",
        )
    lay_in, take = room.house.lay_in(format), room.house.importer(format)
    data = read_input(path)
    name = "standard input" if path == "-" else Path(path).name
    given = parse_json(data, path) if read is None else read(data, name)
    if dry_run and not room.house.exists():
        raise Refused(
            "There is no workspace yet to try this on.", hint="Without --dry-run it is made."
        )
    named = given.get("me") if isinstance(given, dict) else None
    me = clean_or(named) if isinstance(named, str) else ""
    desk = room.house.desk(create=True, begin=read is not None, me=me)
    room.tell_notices()
    if dry_run:
        draft = desk.draft()
        lay_in(draft, given, replace=replace)
        _tell_dry(room, draft)
        return
    receipt = take(desk.through("import"), given, replace=replace)
    told = receipt_json(receipt, desk.snapshot(), changes=counted(receipt.entry))
    room.answer(told, receipt_text(room, receipt))


def _tell_dry(room: Room, draft: Draft) -> None:
    """What a draft would change, and what to know about it."""
    counts = counted(draft.change())
    data = {
        "entry": None,
        "text": "; ".join(draft.lines),
        "changes": counts,
        "warnings": list(draft.warnings),
    }
    lines = [room.paper.lines(f"! {warning}") for warning in draft.warnings]
    said = [f"If it came: {'; '.join(draft.lines)}", _said(counts), *lines]
    room.answer(data, "\n".join(said))


def counted(change: Change | Any | None) -> dict[str, dict[str, int]]:
    """How many documents of each table are new, changed, gone."""
    counts: dict[str, dict[str, int]] = {}
    for edit in change.edits if change else ():
        if edit.table == "counters":
            continue
        word = "new" if edit.creates else "gone" if edit.deletes else "changed"
        table = counts.setdefault(edit.table, {"new": 0, "changed": 0, "gone": 0})
        table[word] += 1
    return counts


def _said(counts: dict[str, dict[str, int]]) -> str:
    lines = [
        f"{table.replace('_', ' ')}: " + ", ".join(f"{n} {word}" for word, n in words.items() if n)
        for table, words in counts.items()
    ]
    return "\n".join(lines) or "Nothing would change."


@click.command("export", cls=ExportCommand)
@click.argument("format")
@click.argument("path", required=False)
@click.option("--project", default="", metavar="KEY", help="Only this project.")
@click.option("--chart", default="", metavar="KIND", help="What to draw: gantt or links.")
@click.option("--full", is_flag=True, help="With log, inbox and outbox.")
@click.pass_obj
def export_command(
    room: Room, format: str, path: str | None, project: str, chart: str, full: bool
) -> None:
    """Write the work to a file, or to the screen, in one of the formats below."""
    desk = room.desk()
    entries = desk.store.entries() if full else None
    work = room.house.export(format, desk.snapshot(), entries, project=project, chart=chart)
    text = work if isinstance(work, str) else json_text(work, indent=1) + "\n"
    if path is None or path == "-":
        _put(text)
        return
    target = Path(path).expanduser()
    write_new(target, text.encode(), private=full)
    if isinstance(work, str):
        data: dict[str, Any] = {"path": str(target), "bytes": len(text.encode())}
        said = f"{project or 'All tasks'} as {format}: {target}."
    else:
        counts = {name: len(docs) for name, docs in work.items() if isinstance(docs, list)}
        data = {"path": str(target), "counts": counts}
        said = f"{counts.get('tasks', 0)} tasks and all around them are in {target}."
    room.answer(data, room.paper.lines(said))


def _put(text: str) -> None:
    """Text as it is, its line ends too, where the standard output can take bytes."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None or "\r" not in text:
        sys.stdout.write(text)
        return
    sys.stdout.flush()
    buffer.write(text.encode())
    buffer.flush()


def write_new(target: Path, data: bytes, *, private: bool = False) -> None:
    """Write a file whole or not at all. Raises Refused with the reason."""
    fresh = target.with_name(f".{target.name}.new")
    try:
        if target.is_dir():
            raise Refused(f"{target} is a folder.", hint="Name a file in it.")
        fresh.write_bytes(data)
        if private:
            fresh.chmod(0o600)
        fresh.replace(target)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise Refused(f"{target} cannot be written: {error.strerror}.") from error
    except ValueError as error:  # NUL, or half a character
        raise BadInput(
            f"“{clean_or(str(target), '?')[:60]}” cannot be the name of a file."
        ) from error


@click.command("backup")
@click.argument("path")
@click.pass_obj
def backup_command(room: Room, path: str) -> None:
    """Keep a copy of everything in one .tar.gz file; only its owner can read it."""
    import io
    import tarfile

    desk = room.desk()
    desk.store.fold()
    target = _backup_target(room, path)
    base = room.house.path.resolve().parent
    held = io.BytesIO()
    files = list(room.house.files())
    with tarfile.open(fileobj=held, mode="w:gz") as tar:
        for file in files:
            tar.add(file, arcname=str(file.relative_to(base)), recursive=False)
    write_new(target, held.getvalue(), private=True)
    data = {"path": str(target), "files": len(files), "bytes": target.stat().st_size}
    said = f"{len(files)} files are kept in {target}; unpack it to have them again."
    room.answer(data, room.paper.lines(said))


def _backup_target(room: Room, path: str) -> Path:
    """A file that is not there yet; in a folder it is named by workspace and moment."""
    target = Path(path).expanduser()
    try:
        if target.is_dir():
            now = room.desk().now()
            target = target / f"{room.house.path.stem}-{now:%Y%m%d-%H%M%S}.tar.gz"
        if target.exists():
            raise Refused(f"{target} is there already.", hint="Name another file.")
    except OSError as error:
        raise Refused(f"{target} cannot be written: {error.strerror}.") from error
    return target
