"""The card of a conference: everybody in it with a level, a way to mute him for the others, and a way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget, QWidgetAction

from ui.calls.who import show_caller
from ui.language import tr
from ui.theme import metrics
from ui.theme.roles import roles_of
from ui.widgets.avatar import Avatar
from ui.widgets.button import IconButton
from ui.widgets.label import Label, plain_tip
from ui.widgets.level import Meter, VolumeRow
from ui.widgets.painting import fill
from ui.widgets.retranslated import Retranslated
from ui.wording.people import remote_text

if TYPE_CHECKING:
    from agent_app.services import Services
    from agent_app.snapshots import CallSnapshot


class PartyRow(QWidget):
    """One of them."""

    alone_wanted = Signal(str)  # call_id

    def __init__(self, call_id: str, services: Services) -> None:
        super().__init__()
        self.call_id = call_id
        self._services = services
        self._call: CallSnapshot | None = None
        self.avatar = Avatar(28)
        self.name = Label()
        self.meter = Meter()
        self.mute = IconButton("microphone", size=28)
        self.mute.setCheckable(True)
        self.more = IconButton("dots-three", size=28)
        self.remove = IconButton("x", size=28)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(metrics.TIGHT)
        layout.addWidget(self.avatar)
        layout.addSpacing(metrics.TIGHT)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addWidget(self.meter, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(words, 1)
        for part in (self.mute, self.more, self.remove):
            layout.addWidget(part)
        self.mute.clicked.connect(self._set_muted)
        self.more.clicked.connect(self.open_menu)
        self.remove.clicked.connect(lambda: services.calls.hang_up(call_id))

    def show_call(self, call: CallSnapshot) -> None:
        self._call = call
        name = show_caller(self.avatar, call, self._services)
        self.name.setText(name)
        self.name.setToolTip(plain_tip(f"{name}, {remote_text(call.remote)}"))
        self.mute.setChecked(call.party_muted)
        self.mute.set_icon("microphone-slash" if call.party_muted else "microphone")
        words = tr("Calls", "Let {name} be heard", name=name) if call.party_muted else tr("Calls", "Mute {name} for everybody", name=name)
        self.mute.set_words(words)
        self.more.set_words(tr("Calls", "More about {name}", name=name))
        self.remove.set_words(tr("Calls", "Remove {name} from the conference", name=name))

    def _set_muted(self, on: bool) -> None:
        volume = self._call.party_volume if self._call else 100
        self._services.calls.set_party(self.call_id, muted=on, volume=volume)

    def open_menu(self) -> QMenu:
        """How loud he is for everybody; to talk with him alone."""
        menu = QMenu(self)
        row = VolumeRow("speaker-high")
        row.meter.hide()
        row.set_words(tr("Calls", "How loud"))
        row.show_percent(self._call.party_volume if self._call else 100)
        row.setContentsMargins(12, 4, 12, 4)
        row.setMinimumWidth(220)
        row.changed.connect(self._set_volume)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(row)
        menu.addAction(holder)
        menu.addAction(tr("Calls", "Talk alone")).triggered.connect(self._talk_alone)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))
        return menu

    def _set_volume(self, percent: int) -> None:
        muted = self._call is not None and self._call.party_muted
        self._services.calls.set_party(self.call_id, muted=muted, volume=percent)

    def _talk_alone(self) -> None:
        self._services.calls.split(self.call_id)
        self.alone_wanted.emit(self.call_id)


class ConferenceCard(Retranslated):
    """All parties. Levels come while `AudioService.watch` is on, as long as the sliders below are seen in a call."""

    alone_wanted = Signal(str)  # call_id of who is to be talked with alone

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._rows: dict[str, PartyRow] = {}
        self._calls: tuple[CallSnapshot, ...] = ()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(metrics.MEDIUM, metrics.SMALL, metrics.SMALL, metrics.SMALL)
        self._layout.setSpacing(metrics.TIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        services.audio.party_levels.connect(self._show_level)
        self.hide()

    def rows(self) -> tuple[PartyRow, ...]:
        return tuple(self._rows.values())

    def show_calls(self, calls: tuple[CallSnapshot, ...]) -> None:
        """() where there is no conference."""
        self._calls = calls
        wanted = {call.call_id for call in calls}
        for call_id in [call_id for call_id in self._rows if call_id not in wanted]:
            row = self._rows.pop(call_id)
            row.hide()
            row.deleteLater()
        for call in calls:
            row = self._rows.get(call.call_id)
            if row is None:
                row = self._rows[call.call_id] = PartyRow(call.call_id, self._services)
                row.alone_wanted.connect(self.alone_wanted)
                self._layout.addWidget(row)
            row.show_call(call)
        self.setVisible(bool(calls))

    def retranslate(self) -> None:
        self.show_calls(self._calls)

    def _show_level(self, call_id: str, level: int) -> None:
        row = self._rows.get(call_id)
        if row is not None:
            row.meter.show_level(level)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        fill(painter, QRectF(self.rect()), metrics.RADIUS, roles_of(self.palette()).sunken)
        painter.end()
