"""The few settings: language, theme, and what closing the window does. They hold at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSystemTrayIcon, QVBoxLayout, QWidget

from agent_app.settings.values import Theme
from ui.language import LANGUAGES, tr
from ui.notifications.settings import NoticeSettings
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.widgets.button import Button, Kind
from ui.widgets.check import Check
from ui.widgets.combo import Combo
from ui.widgets.label import Label

if TYPE_CHECKING:
    from agent_app.services import Services


class SettingsDialog(QDialog):
    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = services.settings
        values = self._settings.values()
        self.setMinimumWidth(340)
        self.title = Label(size=Type.HEAD, semibold=True)
        self.language_name, self.theme_name = Label(role="muted"), Label(role="muted")
        self.language, self.theme = Combo(), Combo()
        for code, name in (("", ""), *LANGUAGES.items()):
            self.language.addItem(name, code)
        for theme in Theme:
            self.theme.addItem("", theme)
        self.to_tray = Check()
        self.to_tray.setChecked(values.close_to_tray)
        self.to_tray.setVisible(QSystemTrayIcon.isSystemTrayAvailable())
        self.enter_sends, self.smileys, self.receipts, self.typing = Check(), Check(), Check(), Check()
        self.enter_sends.setChecked(values.enter_sends)
        self.smileys.setChecked(values.smileys_as_emoji)
        self.receipts.setChecked(values.send_receipts)
        self.typing.setChecked(values.send_typing)
        self.notices = NoticeSettings(services)
        self.done_button = Button(kind=Kind.PRIMARY)
        self.language.setCurrentIndex(max(0, self.language.findData(values.language)))
        self.theme.setCurrentIndex(self.theme.findData(values.theme))
        self._lay_out()
        self.language.activated.connect(lambda _: self._settings.change(language=str(self.language.currentData())))
        self.theme.activated.connect(lambda _: self._settings.change(theme=Theme(self.theme.currentData())))
        self.to_tray.toggled.connect(lambda on: self._settings.change(close_to_tray=on))
        self.enter_sends.toggled.connect(lambda on: self._settings.change(enter_sends=on))
        self.smileys.toggled.connect(lambda on: self._settings.change(smileys_as_emoji=on))
        self.receipts.toggled.connect(lambda on: self._settings.change(send_receipts=on))
        self.typing.toggled.connect(lambda on: self._settings.change(send_typing=on))
        self.done_button.clicked.connect(self.accept)
        self.retranslate()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(metrics.HUGE, metrics.HUGE, metrics.HUGE, metrics.LARGE)
        layout.setSpacing(metrics.SMALL)
        layout.addWidget(self.title)
        for name, box in ((self.language_name, self.language), (self.theme_name, self.theme)):
            layout.addSpacing(metrics.TIGHT)
            layout.addWidget(name)
            layout.addWidget(box)
            name.setBuddy(box)
        layout.addSpacing(metrics.SMALL)
        for box in (self.to_tray, self.enter_sends, self.smileys, self.receipts, self.typing):
            layout.addWidget(box)
        layout.addWidget(self.notices)
        layout.addStretch(1)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self.done_button)
        layout.addSpacing(metrics.SMALL)
        layout.addLayout(line)

    def retranslate(self) -> None:
        self.setWindowTitle(tr("Settings", "Settings"))
        self.title.setText(tr("Settings", "Settings"))
        self.language_name.setText(tr("Settings", "Language"))
        self.theme_name.setText(tr("Settings", "Appearance"))
        self.language.setAccessibleName(self.language_name.text())
        self.theme.setAccessibleName(self.theme_name.text())
        self.language.setItemText(0, tr("Settings", "As the system"))
        for place, name in enumerate((tr("Settings", "As the system"), tr("Settings", "Light"), tr("Settings", "Dark"))):
            self.theme.setItemText(place, name)
        self.to_tray.setText(tr("Settings", "Closing the window keeps Agent in the tray, ready for calls"))
        self.enter_sends.setText(tr("Settings", "Enter sends a message; off: Ctrl+Enter does"))
        self.smileys.setText(tr("Settings", "Show :-) and its like as emoji"))
        self.receipts.setText(tr("Settings", "Let people see that I read their messages"))
        self.notices.retranslate()
        self.typing.setText(tr("Settings", "Let people see that I am typing"))
        self.done_button.setText(tr("Settings", "Done"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange and hasattr(self, "done_button"):
            self.retranslate()
