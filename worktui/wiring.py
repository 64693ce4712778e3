"""Where everything is joined: the only place that names stores, senses, carriers, formats.

Each part is imported when it is asked for, so that a command loads what it needs and no more.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from worktui.app.clock import FixedClock, SystemClock
from worktui.app.ports import Clock, Notice, Solver, Store
from worktui.app.whoami import who_am_i
from worktui.domain.change import Through
from worktui.domain.errors import BadInput, StoreProblem

if TYPE_CHECKING:
    from worktui.app.config import CalDav, Config
    from worktui.app.desk import Desk, Receipt
    from worktui.app.inbox import Inbox
    from worktui.app.ports import CalendarServer, Courier, Model, Sense
    from worktui.domain.arrival import Arrival
    from worktui.domain.change import Entry
    from worktui.domain.snapshot import Snapshot

SECRET_HEADERS = frozenset({"x-gitlab-token", "authorization", "cookie"})


@dataclass(frozen=True, slots=True)
class Options:
    """What stands before the command. `now` is aware."""

    file: str = ""
    db: str = ""
    me: str = ""
    now: datetime | None = None
    tz: str = ""
    json: bool = False


def data_file(env: Mapping[str, str], config: Config) -> Path:
    """The workspace's file: `WORKTUI_FILE`, the settings, else the platform's data folder."""
    named = env.get("WORKTUI_FILE") or config.file
    if named:
        return Path(named).expanduser()
    home = Path(env.get("HOME") or Path.home())
    if sys.platform == "darwin":
        folder = home / "Library" / "Application Support"
    else:
        folder = Path(env["XDG_DATA_HOME"]) if env.get("XDG_DATA_HOME") else home / ".local/share"
    return folder / "worktui" / "work.json"


def open_store(path: str | Path, *, clock: Clock, create: bool = True) -> Store:
    """The store in a file, not opened yet."""
    from worktui.store.file import FileStore

    if create:
        Path(path).expanduser().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return FileStore(path, clock=clock, create=create)


def make_desk(store: Store, clock: Clock, me: str, through: Through = "key") -> Desk:
    """The one write door for a person over an open store."""
    from worktui.app.desk import Desk

    return Desk(store, clock, me, through)


def make_inbox(
    desk: Desk,
    secrets: Mapping[str, str] | None = None,
    *,
    own_commits: bool = False,
    model: Model | None = None,
) -> Inbox:
    """The inbox of a desk, with the real senses, and a language model if there is one."""
    from worktui.app.inbox import Inbox

    if model is None:
        return Inbox(desk, intake, secrets or {}, own_commits)
    from worktui.app.opinions import Opinions

    return Inbox(desk, intake, secrets or {}, own_commits, Opinions(desk, model))


def intake(
    raw: Any,
    kind: str | None,
    *,
    name: str = "",
    now: datetime,
    secrets: Mapping[str, str] | None = None,
) -> Iterable[tuple[Arrival, bytes]]:
    """The senses as the app's port: arrivals with the bytes to keep."""
    from worktui.senses.intake import read

    kept = _bytes(raw)
    return [
        (arrival, kept) for arrival in read(raw, kind, name=name, now=now, secrets=secrets or {})
    ]


def _bytes(raw: Any) -> bytes:
    """What is kept of an input: the bytes as they came, JSON as it would be written.

    A forge that proves itself by its secret itself (GitLab) sent that along: it is not kept.
    """
    if isinstance(raw, Mapping) and isinstance(headers := raw.get("headers"), Mapping):
        told = {name: text for name, text in headers.items()
                if str(name).lower() not in SECRET_HEADERS}  # fmt: skip
        raw = {**raw, "headers": told}
    if isinstance(raw, bytes):
        return raw
    if isinstance(raw, str):
        return raw.encode("utf-8", "surrogatepass")
    import json

    return json.dumps(raw, ensure_ascii=False).encode("utf-8", "surrogatepass")


def import_workspace(desk: Desk, given: Any) -> Receipt:
    """Take workspace JSON in."""
    from worktui.formats.worktui_json import import_into

    return import_into(desk, given)


def make_courier(store: Store, path: Path, config: Config, me: str = "") -> Courier:
    """The carrier of the outbox as the settings say; a Maildir beside the workspace by default.
    `me` is whose settings they are, and so whose calendar."""
    from worktui.effects.courier import from_config

    return from_config(config, beside=path, secret=store.secret, work=store.snapshot, me=me)


def calendar_server(given: CalDav) -> CalendarServer:
    """The calendar server of the settings as it is read; nothing is opened yet."""
    from worktui.app.secret_file import secret_of
    from worktui.effects.caldav_reader import CalendarReader

    password = partial(secret_of, given.password, given.password_command)
    return CalendarReader(given.url, user=given.user, password=password)


@dataclass
class House:
    """One run of the program over one workspace: opened once, closed at the end."""

    options: Options
    env: Mapping[str, str] = field(default_factory=lambda: os.environ)
    notices: list[Notice] = field(default_factory=list)
    _config: Config | None = None
    _store: Store | None = None
    _desk: Desk | None = None

    @property
    def config(self) -> Config:
        """The settings of this person on this machine."""
        if self._config is None:
            from worktui.app.config import config_path, read_config
            from worktui.app.secret_file import read_secrets, secrets_path, with_secrets

            config = read_config(config_path(self.env))
            secrets = read_secrets(secrets_path(self.env), self.env)
            self._config = with_secrets(config, secrets) if secrets else config
        return self._config

    @property
    def config_file(self) -> Path:
        """Where they are written."""
        from worktui.app.config import config_path

        return config_path(self.env)

    @property
    def secrets_file(self) -> Path:
        """Where passwords and keys are kept."""
        from worktui.app.secret_file import secrets_path

        return secrets_path(self.env)

    @property
    def path(self) -> Path:
        """The workspace's file."""
        if self.options.db or self.env.get("WORKTUI_DB"):
            raise BadInput("This worktui keeps work in files only.", hint="Use --file PATH.")
        if self.options.file:
            return _fit(Path(self.options.file).expanduser())
        return _fit(data_file(self.env, self.config))

    @property
    def clock(self) -> Clock:
        """The system's clock, or the one that `--now` has stopped."""
        return FixedClock(self.options.now) if self.options.now else SystemClock()

    @property
    def tz(self) -> str:
        """The reader's zone where it is told, else ""."""
        return self.options.tz or (self.config.tz if self._config else "")

    def exists(self) -> bool:
        """Whether there is a workspace."""
        from worktui.store.layout import Layout

        if self._store is not None:
            return True
        path = self.path
        layout = Layout.of(path)
        try:
            return Path(layout.path).exists() or Path(layout.log).exists()
        except OSError as error:
            raise _unusable(path, error) from error

    def store(self, *, create: bool = False) -> Store:
        """The open store. Raises StoreProblem when there is none and none shall be made."""
        if self._store is None:
            path = self.path
            if not create and not self.exists():
                raise StoreProblem(
                    f"There is no workspace at {path} yet.",
                    hint="`worktui add` with some words starts one; `worktui demo` shows a sample.",
                    cause="missing",
                )
            try:
                store = open_store(path, clock=self.clock, create=create)
            except OSError as error:
                raise _unusable(path, error) from error
            self.notices += store.open()
            self._store = store
        return self._store

    def desk(self, *, create: bool = False, begin: bool = True, me: str = "") -> Desk:
        """The desk of whoever acts; with `create` an empty workspace begins if need be.

        `me` is who acts where nobody is here yet (an import names its own).
        """
        if self._desk is None:
            store = self.store(create=create)
            if create and begin:
                self._begin(store)
            work = store.snapshot()
            told = self.options.me or ("" if work.count("people") else me)
            me = who_am_i(
                work,
                told=told,
                env=self.env,
                config=self.config.me,
                os_user=os_user,
            )
            self._desk = make_desk(store, self.clock, me, "cli")
            self._tell_ways(self._desk)
        return self._desk

    def _tell_ways(self, desk: Desk) -> None:
        """Where the settings carry more than mail, the workspace shall know."""
        calendar = bool(self.config.caldav.url and self.config.caldav.write)
        mail = self.config.mail.carrier != "maildir"
        if calendar or mail or self.config.post:
            from worktui.app.outbox import make_known, receiver_names

            posts = receiver_names(self.config.post)
            make_known(desk, calendar=calendar, posts=posts, mail=mail)

    def _begin(self, store: Store) -> None:
        from worktui.app.beginning import begin, handle_of, is_new

        if not is_new(store.snapshot()):
            return
        told = self.options.me or self.env.get("WORKTUI_USER") or self.config.me
        handle = handle_of((told or os_user()).lstrip("@"))
        begin(
            make_desk(store, self.clock, handle, "cli"),
            name=handle.capitalize(),
            handle=handle,
            zone=self.options.tz or self.config.tz or self.guess_zone(),
        )
        self.notices.append(Notice(f"A workspace begins in {self.path}.", "info"))

    def begin_as(self, name: str, zone: str) -> Desk:
        """Start an empty workspace for a person by name."""
        from worktui.app.beginning import begin, handle_of, join

        desk = make_desk(self.store(create=True), self.clock, handle_of(name), "cli")
        if begin(desk, name=name, zone=zone).entry is None:
            self.notices.append(Notice(join(desk, name=name, zone=zone), "warning"))
            self._desk = desk
            self._tell_ways(desk)
        return self.desk()

    def inbox(self, *, create: bool = False) -> Inbox:
        """The inbox of whoever acts."""
        config, desk = self.config, self.desk(create=create)
        return make_inbox(desk, config.hooks, own_commits=config.own_commits, model=self.model())

    def serve_agents(self, name: str) -> None:
        """Let an agent read and propose until it hangs up; all it is handed lies in a fence."""
        from worktui.app.fence import Fence
        from worktui.app.proposing import Proposer
        from worktui.faces import mcp

        desk = self.desk()
        fence = Fence(desk.store)
        mcp.serve(Proposer(fence, self.clock, desk.me, mail=self.config.model.mail), name)

    def model(self) -> Model | None:
        """The language model that the settings name; None where they name none."""
        given = self.config.model
        if not given.address:
            return None
        from worktui.app.secret_file import secret_of
        from worktui.model import ChatModel

        return ChatModel(
            given.address,
            given.name,
            key=lambda: secret_of(given.key, given.key_command),
            mail=given.mail,
            timeout=given.timeout,
        )

    def serve(
        self,
        *,
        host: str,
        port: int,
        ready: Callable[[str], None],
        quiet: bool = False,
        chores: bool = True,
        allow_root: bool = False,
    ) -> None:
        """Serve the pages until told to stop; an extra."""
        from worktui.app.chores import Chores
        from worktui.domain.errors import Refused

        try:
            from worktui.faces.web.journal import Journal
            from worktui.faces.web.serve import serve
            from worktui.faces.web.site import Site
        except ModuleNotFoundError as error:
            raise Refused(
                f"Pages need {error.name}, which is not installed.",
                hint="`pip install 'worktui[web]'` brings it.",
            ) from error
        journal = Journal(sys.stderr)
        site = Site(self.desk(), self.inbox(), proxies=self.config.serve.proxies,
                    journal=None if quiet else journal, alarms=journal,
                    mails=self.config.mail.carrier != "maildir")  # fmt: skip
        keep_days = self.config.watch.keep_days
        beside = Chores(self.desk(), self.courier, keep_days=keep_days) if chores else None
        try:
            serve(site, host=host, port=port, ready=ready, chores=beside, allow_root=allow_root)
        finally:
            journal.close()

    def courier(self) -> Courier:
        """Carries the outbox."""
        store = self.store()
        return make_courier(store, self.path, self.config, self.desk().me)

    def is_own(self) -> bool:
        """Whether this is the workspace that the settings mean: the one they name, else the usual
        one; where there is neither, any is."""
        from worktui.store.layout import Layout

        own, path = _fit(data_file(self.env, self.config)), self.path
        if os.path.realpath(path) == os.path.realpath(own):
            return True
        named = self.config.file or self.env.get("WORKTUI_FILE")
        layout = Layout.of(own)
        return not (named or Path(layout.path).exists() or Path(layout.log).exists())

    def left_out(self) -> str:
        """What is not looked at here since it belongs to another workspace, "" where nothing is."""
        if self.is_own() or not self.senses(every=True):
            return ""
        return ("What the settings look at belongs to another workspace; here only what is dropped "
                "is taken in.")  # fmt: skip

    def senses(self, drop: str = "", *, every: bool | None = None) -> Sequence[Sense]:
        """What the settings of this machine say is looked at; `drop` is one folder more. A
        workspace that is not theirs gets only that, unless `every` is asked for."""
        from worktui.app.config import Config
        from worktui.senses.shelf import senses_of

        every = self.is_own() if every is None else every
        return senses_of(self.config if every else Config(), calendar_server, drop=drop)

    def reader(self, name: str) -> Callable[[bytes, str], Any] | None:
        """How a format's bytes (and the file's name) are read; None where that is JSON."""
        from worktui.formats.shelf import reader

        return reader(name)

    def importer(self, name: str) -> Callable[..., Receipt]:
        """How what was read is taken in: (desk, it, replace=) -> Receipt."""
        if self.reader(name) is None:
            from worktui.formats.worktui_json import import_into

            return import_into
        from worktui.formats.taken import take_foreign

        return take_foreign

    def lay_in(self, name: str) -> Callable[..., None]:
        """How what was read is laid into a draft, to look at it first."""
        if self.reader(name) is None:
            from worktui.formats.worktui_json import lay_in

            return lay_in
        from worktui.formats.taken import lay_foreign

        return lay_foreign

    def export(
        self,
        name: str,
        work: Snapshot,
        entries: Iterable[Entry] | None = None,
        *,
        project: str = "",
        chart: str = "",
    ) -> dict[str, Any] | str:
        """The work in a format: an object for JSON, else the text of a file."""
        from worktui.formats.shelf import find_format, write

        if find_format(name, writes=True).name == "worktui":
            from worktui.formats.worktui_json import export

            if project or chart:
                raise BadInput("worktui holds the whole workspace.", hint="Leave --project out.")
            return export(work, entries)
        return write(name, work, project, chart, lambda: self._plan(work))

    def _plan(self, work: Snapshot) -> tuple[dict[str, tuple[date, date]], dict[str, int | None]]:
        """When each task lies, and how many working days it has to spare."""
        from worktui.domain.settings import Settings
        from worktui.engine.plan import plan_of

        plan = plan_of(work, Settings.of(work).today(self.clock.now()))
        return plan.dates(), {id: task.slack for id, task in plan.tasks.items()}

    def formats(self, *, writes: bool) -> str:
        """The formats there are, one a line, for help."""
        from worktui.formats.shelf import coming_in, going_out, told

        return told(going_out() if writes else coming_in())

    def solver(self) -> Solver:
        """The prover of plans, an extra, in a process of its own."""
        from worktui.solver import CpSat

        return CpSat()

    def holidays(self, code: str, years: Sequence[int]) -> Sequence[tuple[date, str]]:
        """The public holidays of a country in those years."""
        from worktui.formats.days_off import of_country

        return of_country(code, years)

    def days_off(self, data: bytes, years: Sequence[int]) -> Sequence[tuple[date, str]]:
        """The whole days of a calendar file in those years."""
        from worktui.formats.days_off import of_ics

        return of_ics(data, years)

    def guess_zone(self) -> str:
        """The machine's time zone as an IANA name, UTC when it is not told."""
        return local_zone(self.env)

    def os_user(self) -> str:
        """The name the machine knows the person by."""
        return os_user()

    def files(self) -> Sequence[Path]:
        """Everything that makes up the workspace on disk, the folder beside included."""
        from worktui.store.layout import Layout

        layout = Layout.of(self.path)
        found = [Path(layout.path), Path(layout.log), *sorted(Path(layout.beside).rglob("*"))]
        return [file for file in found if file.is_file() and not file.name.startswith("lease-")]

    def holder(self, name: str) -> str:
        """Who holds a role, as “process N on HOST”; "" when nobody does."""
        from worktui.store.io import DISK
        from worktui.store.layout import Layout
        from worktui.store.lease import holder

        return holder(DISK, Layout.of(self.path).beside, name)

    def network(self) -> str:
        """The kind of network disk the workspace lies on, "" for a disk of this machine."""
        from worktui.store.io import DISK
        from worktui.store.layout import Layout
        from worktui.store.network import network_disk

        return network_disk(DISK, Layout.of(self.path).folder)

    def write_demo(self, path: Path) -> None:
        """Leave the sample work in a new file."""
        from worktui import demo

        store = open_store(path, clock=self.clock)
        store.open()
        try:
            demo.write(store, self.clock.now(), intake=intake, lay_in=import_workspace)
            store.fold()
        finally:
            store.close()

    def at(self, path: Path) -> House:
        """The same options over another file, as whoever that workspace is of."""
        return House(
            replace(self.options, file=str(path), db="", me=""), {"HOME": str(path.parent)}
        )

    def close(self) -> None:
        """Let go of the workspace."""
        if self._store is not None:
            self._store.close()
            self.notices += self._store.notices()
            self._store = None


def _fit(path: Path) -> Path:
    """The path, if a machine could have a file of that name. Raises BadInput."""
    try:
        named = b"\0" not in os.fsencode(path)
    except UnicodeEncodeError:
        named = False
    if not named:
        raise BadInput("That cannot be the name of a file.", hint="Name another with --file.")
    return path


def _unusable(path: Path, error: OSError) -> StoreProblem:
    return StoreProblem(
        f"{path} cannot be used: {(error.strerror or str(error)).lower()}.",
        hint="Name another with --file.",
    )


def os_user() -> str:
    """The login name, "" when the machine has none for this user."""
    for name in ("LOGNAME", "USER"):
        if os.environ.get(name):
            return os.environ[name]
    import pwd

    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return ""


def local_zone(env: Mapping[str, str]) -> str:
    """The machine's time zone as an IANA name; UTC when nothing tells it."""
    from zoneinfo import ZoneInfo

    told = env.get("TZ", "").lstrip(":")
    target = os.path.realpath("/etc/localtime").partition("zoneinfo/")[2]
    for name in (told, target):
        try:
            if name and not name.startswith("/"):
                return ZoneInfo(name).key
        except (ValueError, OSError, KeyError):
            continue
    return "UTC"
