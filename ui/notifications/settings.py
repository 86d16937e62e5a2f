"""The part of the settings about notices: whether, with what, whether they are heard, and when not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QTime
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.language import tr
from ui.theme import metrics
from ui.widgets.check import Check
from ui.widgets.combo import Combo
from ui.widgets.label import Label

if TYPE_CHECKING:
    from agent_app.services import Services

_BEGIN, _END = 22 * 60, 7 * 60  # what quiet hours are at first


class NoticeSettings(QWidget):
    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = services.settings
        self.notices, self.texts, self.sounds, self.quiet = Check(), Check(), Check(), Check()
        self.begin, self.end, self.between = Combo(), Combo(), Label("–")
        self._lay_out()
        self._show_values()
        self.notices.toggled.connect(lambda on: self._settings.change(notices=on))
        self.texts.toggled.connect(lambda on: self._settings.change(notice_texts=on))
        self.sounds.toggled.connect(lambda on: self._settings.change(notice_sounds=on))
        for check in (self.notices, self.sounds):
            check.toggled.connect(lambda _: self._enable())
        self.quiet.toggled.connect(self._choose_quiet)
        self.begin.activated.connect(lambda _: self._choose_quiet(on=True))
        self.end.activated.connect(lambda _: self._choose_quiet(on=True))

    def _lay_out(self) -> None:
        hours = QHBoxLayout()
        hours.setSpacing(metrics.SMALL)
        hours.addWidget(self.quiet)
        hours.addStretch(1)
        for combo in (self.begin, self.end):
            combo.setMinimumContentsLength(5)
            for hour in range(24):
                combo.addItem("", hour * 60)
        for widget in (self.begin, self.between, self.end):
            hours.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(metrics.SMALL)
        layout.addWidget(self.notices)
        layout.addWidget(self.texts)
        layout.addWidget(self.sounds)
        layout.addLayout(hours)

    def retranslate(self) -> None:
        self.notices.setText(tr("Settings", "Tell me of messages and missed calls"))
        self.texts.setText(tr("Settings", "…with what is written"))
        self.sounds.setText(tr("Settings", "Sounds of messages and missed calls"))
        self.quiet.setText(tr("Settings", "Quiet hours"))
        self.begin.setAccessibleName(tr("Settings", "Quiet hours begin"))
        self.end.setAccessibleName(tr("Settings", "Quiet hours end"))
        for combo in (self.begin, self.end):
            for hour in range(24):
                combo.setItemText(hour, QLocale().toString(QTime(hour, 0), QLocale.FormatType.ShortFormat))

    def _show_values(self) -> None:
        values = self._settings.values()
        is_quiet = values.quiet_from != values.quiet_until
        self.notices.setChecked(values.notices)
        self.sounds.setChecked(values.notice_sounds)
        self.texts.setChecked(values.notice_texts)
        self.quiet.setChecked(is_quiet)
        self.begin.setCurrentIndex((values.quiet_from if is_quiet else _BEGIN) // 60)
        self.end.setCurrentIndex((values.quiet_until if is_quiet else _END) // 60)
        self._enable()

    def _choose_quiet(self, on: bool) -> None:
        begin, end = int(self.begin.currentData()), int(self.end.currentData())
        self._settings.change(quiet_from=begin if on else 0, quiet_until=end if on else 0)
        self._enable()

    def _enable(self) -> None:
        self.texts.setEnabled(self.notices.isChecked())
        on = self.notices.isChecked() or self.sounds.isChecked()
        self.quiet.setEnabled(on)
        for widget in (self.begin, self.end):
            widget.setEnabled(on and self.quiet.isChecked())
