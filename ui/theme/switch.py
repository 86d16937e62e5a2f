"""Light or dark: as the settings say, or as the system does, at run time."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from ui.theme.roles import DARK, LIGHT, Roles, palette_of
from ui.theme.style import style_sheet


def roles_for(theme: str, system: Qt.ColorScheme) -> Roles:
    """The roles for "light", "dark" or "system"; a system that does not say is light."""
    dark = theme == "dark" or (theme == "system" and system is Qt.ColorScheme.Dark)
    return DARK if dark else LIGHT


class ThemeSwitch(QObject):
    """Keeps the application's palette and style sheet at the chosen theme."""

    def __init__(self, app: QApplication, theme: str, parent: QObject | None = None) -> None:
        super().__init__(parent or app)
        self._app = app
        self._theme = theme
        self._applied: Roles | None = None
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._apply)
        self._apply()

    def choose(self, theme: str) -> None:
        self._theme = theme
        self._apply()

    def _apply(self) -> None:
        roles = roles_for(self._theme, QGuiApplication.styleHints().colorScheme())
        if roles is self._applied:
            return
        self._applied = roles
        self._app.setPalette(palette_of(roles))
        self._app.setStyleSheet(style_sheet(roles))
