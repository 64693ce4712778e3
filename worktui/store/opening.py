"""Reading a workspace: quickly where nothing is unusual, else under the lock and with recovery."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from worktui.app.ports import Clock
from worktui.domain.errors import StoreProblem
from worktui.store.aside import exists
from worktui.store.io import Io, make_folder
from worktui.store.layout import Layout
from worktui.store.loaded import Loaded, no_collection, quick
from worktui.store.lock import FileLock
from worktui.store.log import Stuck
from worktui.store.problems import disk_problem
from worktui.store.recover import recover
from worktui.store.site import Site
from worktui.store.upgrade import Step


class Opening:
    """Reads the files of one workspace, as often as needed. Raises StoreProblem."""

    def __init__(
        self,
        io: Io,
        layout: Layout,
        lock: FileLock,
        clock: Clock,
        *,
        create: bool,
        steps: Mapping[int, Step],
    ) -> None:
        self._io, self._layout, self._lock, self._clock = io, layout, lock, clock
        self._create, self._steps = create, steps

    def now(self) -> datetime:
        """The present instant, for the names of copies."""
        return self._clock.now()

    def load(self) -> Loaded:
        """Everything, taking the lock only if something needs to be put in order."""
        try:
            with no_collection():
                return quick(self._io, self._layout) or self._slowly()
        except OSError as error:
            raise disk_problem(error, self._layout.name, "opened") from error

    def load_locked(self) -> Loaded:
        """The same for one who has the lock. Raises OSError too."""
        with no_collection():
            found = quick(self._io, self._layout, locked=True)
            return found or self._recovered(writable=True)

    def load_unlocked(self) -> Loaded | None:
        """The quick way only: None when it is not enough. Raises OSError too."""
        with no_collection():
            return quick(self._io, self._layout)

    def _slowly(self) -> Loaded:
        if not self._create and not self._there():
            return self._recovered(writable=False)
        try:
            make_folder(self._io, self._layout.folder)
            self._lock.take()
        except OSError as error:
            return self._unwritable(error)
        try:
            return self.load_locked()  # another process may have put it in order meanwhile
        finally:
            self._lock.give_up()

    def _unwritable(self, error: OSError) -> Loaded:
        """Where nothing can be written, what is there is shown as well as it can be."""
        problem = disk_problem(error, self._layout.name, "written")
        if problem.cause != "readonly" or not self._there():
            raise problem from error
        loaded = self._recovered(writable=False)
        loaded.readonly = loaded.readonly or str(problem)
        return loaded

    def _recovered(self, *, writable: bool) -> Loaded:
        site = Site(self._io, self._layout, self.now(), writable, self._create, self._steps)
        try:
            return recover(site)
        except Stuck as stuck:
            raise StoreProblem(
                f"{self._layout.name} could not be put in order: {stuck}.",
                hint="Check the disk, then open it again.",
                cause="readonly",
            ) from stuck

    def _there(self) -> bool:
        return exists(self._io, self._layout.path) or exists(self._io, self._layout.log)
