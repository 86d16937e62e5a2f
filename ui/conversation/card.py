"""The contact's card: every number and address with a button that calls it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_app.snapshots import ContactPoint, PointKind
from ui.language import tr
from ui.theme import metrics
from ui.theme.roles import roles_of
from ui.widgets.button import IconButton
from ui.widgets.empty import Figure
from ui.widgets.label import Label
from ui.widgets.painting import fill
from ui.wording.people import numbers_are_ready, point_label, remote_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class PointLine(QWidget):
    """One number or address: what it is, and its buttons to write and to call."""

    def __init__(self, point: ContactPoint, *, writes: bool) -> None:
        super().__init__()
        phone = point.kind is PointKind.PHONE
        figure = Figure("phone" if phone else "desktop", 20)
        figure.setFixedWidth(24)
        value = Label(remote_text(point.value), semibold=True, tabular=True)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(value)
        words.addWidget(Label(point_label(point), role="muted", wrap=True))
        self.call = IconButton("phone-call", filled=True)
        name = tr("Conversation", "Call {number}", number=remote_text(point.value))
        tip = tr("Conversation", "Show on the phone, with its price") if phone else tr("Conversation", "Call computer to computer, free")
        self.call.set_words(name, tip)
        self.sms = IconButton("chat-text", filled=True)
        self.sms.set_words(tr("Conversation", "Write an SMS to {number}", number=remote_text(point.value)))
        self.sms.setVisible(phone and _takes_sms(point.value))
        self.write = IconButton("chat-text", filled=True)
        self.write.set_words(tr("Conversation", "Write to {address}", address=remote_text(point.value)))
        self.write.setVisible(not phone and writes)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(metrics.LARGE, metrics.TIGHT, metrics.SMALL, metrics.TIGHT)
        layout.setSpacing(metrics.SMALL)
        layout.addWidget(figure)
        layout.addSpacing(metrics.TIGHT)
        layout.addLayout(words, 1)
        layout.addWidget(self.sms)
        layout.addWidget(self.write)
        layout.addWidget(self.call)


def _takes_sms(number: str) -> bool:
    """Known once the number library is there: it is not on the way to the first frame."""
    if not numbers_are_ready():
        return False
    from ui.conversation.sms import takes_sms

    return takes_sms(number)


class PointsCard(QWidget):
    point_wanted = Signal(object)  # ContactPoint: call it
    sms_wanted = Signal(str)  # the number to write to
    write_wanted = Signal(str)  # the address to write to, where the card is no conversation's already and it reads (`reads`)
    type_wanted = Signal()

    def __init__(self, parent: QWidget | None = None, *, reads: Callable[[str], bool] = lambda _address: False) -> None:
        super().__init__(parent)
        self._reads = reads
        self.lines: list[PointLine] = []
        self._shown: tuple[tuple[ContactPoint, ...], str] | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, metrics.SMALL, 0, metrics.SMALL)
        self._layout.setSpacing(0)
        self.setMaximumWidth(480)

    def forget(self) -> None:
        """The words have changed: the next `show_points` makes every line anew."""
        self._shown = None

    def show_points(self, points: Sequence[ContactPoint], note: str) -> None:
        """A button that was made stays while nothing has changed: it may have the focus."""
        if self._shown == (tuple(points), note):
            return
        self._shown = (tuple(points), note)
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.lines = [PointLine(point, writes=self._reads(point.value)) for point in points]
        for line, point in zip(self.lines, points, strict=True):
            line.call.clicked.connect(lambda _=False, chosen=point: self.point_wanted.emit(chosen))
            line.sms.clicked.connect(lambda _=False, chosen=point: self.sms_wanted.emit(chosen.value))
            line.write.clicked.connect(lambda _=False, chosen=point: self.write_wanted.emit(chosen.value))
            self._layout.addWidget(line)
        if note:
            said = Label(note, role="muted", wrap=True)
            said.setContentsMargins(metrics.LARGE, metrics.TIGHT, metrics.LARGE, metrics.TIGHT)
            self._layout.addWidget(said)
        self.setVisible(bool(points or note))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        roles = roles_of(self.palette())
        box = QRectF(self.rect())
        fill(painter, box, metrics.RADIUS, roles.outline)
        fill(painter, box.adjusted(1, 1, -1, -1), metrics.RADIUS - 1, roles.surface)
        painter.end()
