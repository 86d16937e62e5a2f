"""Language, appearance, and what closing the window does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QSystemTrayIcon

from agent_app.settings.values import Theme
from ui.language import LANGUAGES, tr, tr_count
from ui.widgets.combo import Combo
from ui.widgets.form import Field, Sheet, Switch

if TYPE_CHECKING:
    from agent_app.services import Services

_AWAY: Final = (0, 5, 10, 15, 30, 60)  # minutes


class GeneralPage(Sheet):
    def __init__(self, services: Services) -> None:
        super().__init__()
        self._settings = services.settings
        values = self._settings.values()
        self.language, self.theme, self.away = Combo(), Combo(), Combo()
        for code, name in (("", tr("Settings", "As the system")), *LANGUAGES.items()):
            self.language.addItem(name, code)
        for theme, name in zip(Theme, (tr("Settings", "As the system"), tr("Settings", "Light"), tr("Settings", "Dark")), strict=True):
            self.theme.addItem(name, theme)
        for minutes in sorted({*_AWAY, values.away_minutes}):
            self.away.addItem(tr_count("Settings", "after %n minute(s)", minutes) if minutes else tr("Settings", "never"), minutes)
        for combo, value in ((self.language, values.language), (self.theme, values.theme), (self.away, values.away_minutes)):
            combo.setCurrentIndex(max(0, combo.findData(value)))
        self.to_tray = Switch(
            tr("Settings", "Closing the window keeps Agent in the tray, ready for calls"),
            tr("Settings", "Quit from the menu of the tray's icon, or of the window."),
        )
        self.to_tray.set_on(values.close_to_tray)
        self.to_tray.setVisible(QSystemTrayIcon.isSystemTrayAvailable())
        self._add_parts()
        self.language.activated.connect(lambda _: self._settings.change(language=str(self.language.currentData())))
        self.theme.activated.connect(lambda _: self._settings.change(theme=Theme(self.theme.currentData())))
        self.away.activated.connect(lambda _: self._settings.change(away_minutes=int(self.away.currentData())))
        self.to_tray.toggled.connect(lambda on: self._settings.change(close_to_tray=on))

    def _add_parts(self) -> None:
        self.add(Field(tr("Settings", "Language"), self.language, tr("Settings", "The whole window changes at once.")))
        self.add(Field(tr("Settings", "Appearance"), self.theme, tr("Settings", "Dark is easier on the eyes at night.")))
        away = tr("Settings", "Others see you as away while neither mouse nor keyboard is touched here.")
        self.add(Field(tr("Settings", "Away"), self.away, away))
        self.add(self.to_tray)
