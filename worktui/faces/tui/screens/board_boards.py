"""Which board is seen and how: the one across, a project's, a kept filter's; lanes and cards."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from worktui.app.views.board_lanes import KINDS
from worktui.faces.tui.screens.board_sight import BoardSight


class BoardBoards(BoardSight):
    """Verbs that change what is seen and nothing of the work; all of it is remembered."""

    def facts(self) -> frozenset[str]:
        """Whether there are lanes, a filter that could be kept, and one that is."""
        found = {
            "lanes": self.grid is not None,
            "filter": bool(self.filter.text.strip()) and not self.filter.why,
            "kept": bool(self.tab.kept),
            "settings": self.shell.settings_file is not None,
            "boards": len(self.boards) > 1 or self.pane is not None,
        }
        return frozenset(name for name, so in found.items() if so)

    def choose(self, id: str) -> None:
        """Another board; the cursor stays on its task where that is there too."""
        if self.move is not None:
            self.move.leave()
        self.tab = self._board_of(id)
        self.selected = frozenset()
        self.load()
        self.remember()
        self._show_tabs()

    def _turn(self, step: int) -> None:
        ids = [tab.id for tab in self.boards]
        at = ids.index(self.tab.id) if self.tab.id in ids else 0
        self.choose(ids[(at + step) % len(ids)])

    def verb_board_tab(self) -> None:
        """The next board; with the inbox beside, over to it."""
        if self.pane is not None:
            self.focus_next()
        else:
            self._turn(1)

    def verb_board_tab_back(self) -> None:
        """The board before; with the inbox beside, over to it."""
        if self.pane is not None:
            self.focus_previous()
        else:
            self._turn(-1)

    def verb_board_view(self) -> None:
        """Compact cards, or with room."""
        self.compact = not self.compact
        if self.view is not None:
            self.grid = None
            self.show(self.view)
        self.remember()

    def verb_board_lanes(self) -> None:
        """Lanes by person, by project, by priority, none."""
        self.lanes_by(KINDS[(KINDS.index(self.by) + 1) % len(KINDS)])

    def lanes_by(self, by: str) -> None:
        """Lanes by something, "" for none."""
        if self.move is not None:
            self.move.leave()
        self.by = by
        self.load()
        self.remember()
        if not self.tabs.display:  # else it stands there
            self.shell.say(f"Lanes by {by}" if by else "No lanes")

    def verb_board_lane_next(self) -> None:
        """To the first card of the next lane."""
        self._to_lane(1)

    def verb_board_lane_back(self) -> None:
        """To the first card of this lane, else of the one before."""
        self._to_lane(-1)

    def _to_lane(self, step: int) -> None:
        if self.view is None:
            return
        if self.move is not None:
            self.move.hop(step)
            return
        column, row = self.view.columns[self.at], self.rows[self.at]
        lane = column.lane_at(row)
        if step < 0 and column.ids and row > column.lane(lane).start:
            self.rows[self.at] = column.lane(lane).start
            self._point()
            return
        lane += step
        while 0 <= lane < len(self.view.lanes):
            for number in (self.at, *range(len(self.view.columns))):
                rows = self.view.columns[number].lane(lane)
                if rows:
                    self.at, self.rows[number] = number, rows.start
                    if not self.columns[number].display:
                        self._share_width()
                    self._point()
                    return
            lane += step

    def remember(self) -> None:
        """For the next time."""
        now = {"tab": self.tab.id, "lanes": self.by, "compact": self.compact}
        if self.shell.remembered.put("board", now):
            self.shell.queue(self.shell.remembered.keep)

    def verb_board_tidy(self) -> None:
        """Done work of some age off the board, as one change."""
        from worktui.faces.tui.dialogs.keeping import how_old

        shell, project = self.shell, self.tab.project
        dialog = how_old(shell.ink, shell.work, shell.time(), project)
        shell.ask(dialog, lambda days: self._tidied(int(days), project))

    def _tidied(self, days: int, project: str) -> None:
        from worktui.app.tidying import tidy

        shell = self.shell
        shell.queue(
            partial(tidy, shell.desk, days, project),
            lambda words: shell.say(words, undo=True, sign=shell.ink.signs.done),
        )

    # filters that are kept

    def verb_filter_keep(self) -> None:
        """Under a name; it is a board of its own from then on."""
        from worktui.faces.tui.dialogs.keeping import filter_name

        query = self._whole_query()
        dialog = filter_name(self.shell.ink, query, self.shell.filters)
        self.shell.ask(dialog, lambda name: self._keep(str(name), query))

    def _whole_query(self) -> str:
        """What is typed, with what the board itself asks for."""
        own = f"+{self.tab.project}" if self.tab.project else self.tab.query
        typed = self.filter.text.strip()
        if own and " or " in f" {typed} ".lower():
            return typed  # a group cannot be put beside a group in one line
        return f"{own} {typed}".strip()

    def _keep(self, name: str, query: str) -> None:
        file = self.shell.settings_file
        assert file is not None
        self.shell.queue(partial(_written, file, {name: query}), lambda _: self._kept(name, query))

    def _kept(self, name: str, query: str) -> None:
        self.shell.filters[name] = query
        self.filter.clear()
        self.choose_new(f"/{name}")
        self.shell.say(f"The filter {name} is kept")

    def choose_new(self, id: str) -> None:
        """A board that was just made."""
        self.load()
        self.choose(id)

    def verb_filter_drop(self) -> None:
        """The kept filter that is seen; what it showed stays."""
        name, file = self.tab.kept, self.shell.settings_file
        assert file is not None
        self.shell.queue(partial(_written, file, {name: None}), lambda _: self._dropped(name))

    def _dropped(self, name: str) -> None:
        self.shell.filters.pop(name, None)
        self.choose("")
        self.shell.say(f"The filter {name} is gone")


def _written(file: Path, values: dict[str, str | None]) -> None:
    from worktui.app.config import write_setting

    write_setting(file, "filters", values)
