"""All commands by name, each loaded when it is called; wrong usage leaves with status 2."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module

import click

from worktui.domain.errors import WrongUsage
from worktui.faces.cli.room import House, Room

COMMANDS: dict[str, tuple[str, str]] = {
    "add": ("tasks", "Add a task from words: “Send quote fri @ana !high #sales ~2h”."),
    "list": ("tasks", "List tasks that fit a filter."),
    "next": ("tasks", "Say what to do next."),
    "show": ("tasks", "Show a task."),
    "edit": ("tasks", "Set fields of a task: due=fri assignee=bo."),
    "move": ("tasks", "Move a task to a column."),
    "start": ("tasks", "Start a task."),
    "done": ("tasks", "Finish a task."),
    "block": ("tasks", "Say what a task waits for."),
    "comment": ("tasks", "Comment on a task."),
    "link": ("tasks", "Let a task come after another one."),
    "unlink": ("tasks", "Take such a link away."),
    "rm": ("tasks", "Take a task away."),
    "tidy": ("tidying", "Put old done work away, as one change."),
    "spent": ("spent", "Book time spent on a task, or say what a day was likely spent on."),
    "contact": ("outside", "List people outside, show all about one, add or change one."),
    "project": ("projects", "List projects, make one, or change one."),
    "milestone": ("projects", "List milestones, make one, or change one."),
    "workspace": ("workspace", "Show or set what counts for everybody: name, zone, address."),
    "person": ("projects", "List the team, add somebody, or change a person."),
    "calendar": ("calendars", "Show or set who works when: days, hours, holidays, absences."),
    "plan": ("planning", "Show the plan of a project: on track or not and why."),
    "forecast": ("planning", "Say when a project ends, and how sure that is."),
    "level": ("planning", "Look for a better order of a project's work."),
    "health": ("planning", "Give your word on a milestone beside what is derived."),
    "budget": ("money", "Say whether the money of a project is in order."),
    "cost": ("money", "Book money spent: cost WEB 120 stock photos."),
    "baseline": ("money", "Keep the plan of a project, to measure it by later."),
    "people": ("money", "Show who is planned for how much, by week."),
    "rescue": ("rescue", "Show ways out of a milestone that will be late, and take one."),
    "status": ("status", "Tell how a project stands, for those above the work."),
    "undo": ("history", "Take back an entry, my last one by default."),
    "redo": ("history", "Do again what I undid last."),
    "log": ("history", "Show what changed, who did it and through what."),
    "sense": ("inbox", "Take in a mail, form, calendar file, commits, or text."),
    "inbox": ("inbox", "Review what arrived, and apply it."),
    "rules": ("receipts", "List what is done by itself, switch it off, take it away."),
    "receipt": ("receipts", "Tell what the inbox did, how soon, and how much is proven."),
    "promises": ("promises", "Show who promised what, and what became of it."),
    "type": ("offering", "List booking types, make one, or change one."),
    "form": ("offering", "List form pages, make one, or change one."),
    "slots": ("bookings", "Show free slots of a booking type."),
    "book": ("bookings", "Book a slot for someone."),
    "reschedule": ("bookings", "Move a booking to another start."),
    "cancel": ("bookings", "Cancel a booking."),
    "import": ("files", "Take in work from a file."),
    "export": ("files", "Write the work to a file or to the screen."),
    "backup": ("files", "Keep a copy of everything."),
    "say": ("saying", "Write to somebody, or to a chat: say team The page is live."),
    "deliver": ("delivering", "Send what waits in the outbox."),
    "watch": ("watching", "Take in what arrives by itself: mail, files, calendars, commits."),
    "serve": ("serving", "Serve booking pages, forms and webhooks."),
    "links": ("serving", "List, make and revoke links to a status page or a calendar."),
    "mcp": ("agents", "Let an agent read and propose, over the Model Context Protocol."),
    "doctor": ("running", "Look whether everything is in order."),
    "setup": ("setup", "Set up mail, a mailbox, a calendar, folders, pages, a model."),
    "settings": ("settings", "List the settings of this machine, or set some."),
    "demo": ("setup", "Try it on sample work."),
}
"""Every command: the room it is in, and its one line of help."""
SECTIONS = {
    "Work": ("tasks", "tidying", "spent", "outside", "saying"),
    "Projects": ("planning", "rescue", "money", "status", "projects", "calendars", "workspace"),
    "History": ("history",),
    "What arrives": ("inbox", "receipts", "promises"),
    "Bookings and forms": ("bookings", "offering"),
    "Files": ("files",),
    "Running": ("delivering", "running", "watching", "serving", "agents", "setup", "settings"),
}


class Commands(click.Group):
    """A group that loads a command when it is named."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click asks so
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click asks so
        if cmd_name not in COMMANDS:
            return None
        room = import_module(f"worktui.faces.cli.commands.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(room, f"{cmd_name}_command")
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        widest = max(map(len, COMMANDS))
        for title, rooms in SECTIONS.items():
            rows = [
                (n.ljust(widest), line) for n, (room, line) in COMMANDS.items() if room in rooms
            ]
            with formatter.section(title):
                formatter.write_dl(rows)


HELP = """A work system in the terminal: tasks, bookings, and what a mail asks of you.

Without a command the terminal app starts. Before the command may stand --file PATH,
--as HANDLE, --now MOMENT and --tz ZONE; with every command --json prints one JSON document.
"""
worktui = Commands("worktui", help=HELP, context_settings={"help_option_names": ["-h", "--help"]})


def run_click(words: Sequence[str], house: House, *, as_json: bool) -> int:
    """Carry out one command; raises WorktuiError."""
    if words[0] not in COMMANDS and not words[0].startswith("-"):
        raise _no_command(words[0])
    room = Room(house, as_json)
    try:
        left = worktui.main(list(words), "worktui", standalone_mode=False, obj=room)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.exceptions.Abort as error:
        raise KeyboardInterrupt from error
    except click.UsageError as error:
        path = error.ctx.command_path if error.ctx else "worktui"
        raise WrongUsage(error.format_message(), hint=f"`{path} --help` says how.") from error
    finally:
        room.tell_notices()
    return left if isinstance(left, int) else 0  # a command's own exit status comes back so


def _no_command(word: str) -> WrongUsage:
    near = get_close_matches(word, COMMANDS, n=1)
    hint = f"Did you mean {near[0]}?" if near else "`worktui --help` lists the commands."
    return WrongUsage(f"There is no command “{word[:40]}”.", hint=hint)
