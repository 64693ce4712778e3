"""The app's looks: the theme in use, its variables made once, another theme at once."""

from __future__ import annotations

from textual.app import App

from worktui.faces.tui.ink import Ink
from worktui.faces.tui.signs import ASCII
from worktui.faces.tui.themes import theme


class Themed(App[int]):
    """An app that draws with one Ink and has only our themes."""

    def __init__(self, ink: Ink) -> None:
        self.ink = ink
        self._theming: tuple[str, dict[str, str]] | None = None
        # without colours nothing may be made of the terminal's own: a black gutter is a colour
        super().__init__(ansi_color=None if ink.colour else True)
        self.animation_level = "none"
        self._disable_tooltips = self._disable_notifications = True  # the footer tells

    def get_css_variables(self) -> dict[str, str]:
        """The theme's, made once a theme; before ours is in use nothing needs any."""
        if self._theming is None:
            return {}
        if self._theming[0] != self.theme:
            self._theming = (self.theme, super().get_css_variables())
        return self._theming[1]

    def on_load(self) -> None:
        """Themes before anything is drawn."""
        self._theming = ("", {})
        self._register_theme(self.ink.theme)
        self.theme = self.ink.theme

    def _watch_theme(self, theme_name: str) -> None:
        """As Textual's; before anything is styled it is enough to have the variables."""
        if self._dom_ready:
            super()._watch_theme(theme_name)
            return
        dark = self.current_theme.dark
        names = [f"-theme-{theme_name}", "-dark-mode" if dark else "-light-mode"]
        names += ["-ascii"] if self.ink.signs is ASCII else []
        self.update_classes(dict.fromkeys(names, True), update=False)
        self._refresh_truecolor_filter(self.ansi_theme)
        self.stylesheet.set_variables(self.get_css_variables())

    def _register_theme(self, name: str) -> None:
        if name not in self._registered_themes:
            self.register_theme(theme(name))

    def use_theme(self, name: str) -> None:
        """Another theme, everywhere at once."""
        self._register_theme(name)
        self.ink.use(name)
        self.theme = self.ink.theme
        for screen in self.screen_stack:
            repaint = getattr(screen, "repaint", None)
            if repaint is not None:
                repaint()
