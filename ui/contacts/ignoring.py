"""Who is ignored, how they are told, and how one gets off the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from agent_app.contacts.index import point_kind
from ui.contacts.reading import read_point
from ui.language import tr
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.check import Check
from ui.widgets.label import Label
from ui.wording.people import remote_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.services import Services


class IgnoredDialog(QDialog):
    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._ignored = services.contacts.ignored
        self.setWindowTitle(tr("Ignored", "Ignored people"))
        self.resize(440, 460)
        self.setMinimumSize(340, 340)
        self.removers: list[IconButton] = []
        self.politely = Check(tr("Ignored", "Tell them “declined” instead of “busy”"))
        self.politely.setChecked(services.settings.values().ignore_politely)
        self.field = QLineEdit()
        self.add = Button(tr("Ignored", "Ignore"))
        self.trouble = Label(role="danger_text", wrap=True)
        self.trouble.hide()
        self._scroll = QScrollArea()
        self._lay_out()
        self.politely.toggled.connect(lambda on: services.settings.change(ignore_politely=on))
        self.add.clicked.connect(self._add)
        self.field.returnPressed.connect(self._add)
        self.field.textEdited.connect(self.trouble.hide)
        self._ignored.changed.connect(self._fill)
        self._fill()

    def _lay_out(self) -> None:
        self.field.setPlaceholderText(tr("Ignored", "Number or SIP address"))
        self.field.setAccessibleName(tr("Ignored", "Number or SIP address to ignore"))
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        adding = QHBoxLayout()
        adding.setSpacing(metrics.SMALL)
        adding.addWidget(self.field, 1)
        adding.addWidget(self.add)
        close = Button(tr("Ignored", "Close"), kind=Kind.PRIMARY)
        close.clicked.connect(self.reject)
        for button in (self.add, close):
            button.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(metrics.HUGE, metrics.HUGE, metrics.HUGE, metrics.LARGE)
        layout.setSpacing(metrics.MEDIUM)
        layout.addWidget(Label(tr("Ignored", "Ignored people"), size=Type.HEAD, semibold=True))
        lead = tr("Ignored", "Their calls are refused at once and don't ring; their messages are not shown.")
        layout.addWidget(Label(lead, role="muted", wrap=True))
        layout.addWidget(self._scroll, 1)
        layout.addLayout(adding)
        layout.addWidget(self.trouble)
        layout.addWidget(self.politely)
        layout.addLayout(foot)

    def _fill(self) -> None:
        page = QWidget()
        lines = QVBoxLayout(page)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(metrics.TIGHT)
        self.removers = []
        for contact in filter(None, map(self._services.contacts.contact, self._ignored.contact_ids())):
            lines.addLayout(self._line(contact.name, lambda contact=contact: self._ignored.forgive_contact(contact)))
        for remote in self._ignored.remotes():
            lines.addLayout(self._line(remote_text(remote), lambda remote=remote: self._ignored.forgive(remote)))
        if not self.removers:
            lines.addWidget(Label(tr("Ignored", "Nobody is ignored"), role="muted"))
        lines.addStretch(1)
        self._scroll.setWidget(page)

    def _line(self, name: str, forgive: Callable[[], object]) -> QHBoxLayout:
        remove = IconButton("x")
        remove.set_words(tr("Ignored", "Stop ignoring {name}", name=name))
        remove.setAutoDefault(False)
        remove.clicked.connect(lambda _: forgive(), Qt.ConnectionType.QueuedConnection)  # the button itself goes
        self.removers.append(remove)
        line = QHBoxLayout()
        line.addWidget(Label(name), 1)
        line.addWidget(remove)
        return line

    def _add(self) -> None:
        text = self.field.text().strip()
        if not text:
            return
        reading = read_point(point_kind(text), text, self._services.accounts.current())
        if reading.proposal:
            self.field.setText(reading.proposal)
        if reading.trouble:
            self.trouble.set_role("warning_text" if reading.proposal else "danger_text")
            words = tr("Ignored", "Is this the number? Then press Ignore again.") if reading.proposal else reading.trouble
            self.trouble.setText(words)
            self.trouble.show()
            return
        self._ignored.ignore(reading.value)
        self.field.clear()


def open_ignored(services: Services, parent: QWidget) -> IgnoredDialog:
    dialog = IgnoredDialog(services, parent.window())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
