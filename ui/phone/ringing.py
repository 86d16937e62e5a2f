"""The bar of a ringing call at the top of the window: it pushes nothing away that one types in, and takes no focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from telephony.calls import CallState
from ui.calls.who import show_caller
from ui.incoming import via_words
from ui.language import tr
from ui.theme import metrics
from ui.theme.roles import roles_of
from ui.widgets.avatar import Avatar
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.label import Label
from ui.widgets.retranslated import Retranslated
from ui.wording.people import remote_text

if TYPE_CHECKING:
    from agent_app.services import Services
    from agent_app.snapshots import CallSnapshot


class RingingBar(Retranslated):
    """Shows the first call that rings; hidden while none does."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.avatar = Avatar(36)
        self.name = Label(semibold=True)
        self.under = Label(role="muted")
        self.more = IconButton("dots-three")
        self.decline = Button(kind=Kind.DANGER)
        self.answer = Button(kind=Kind.CALL)
        for button in (self.decline, self.answer, self.more):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._lay_out()
        self.answer.clicked.connect(self.press_answer)
        self.decline.clicked.connect(self.press_decline)
        self.more.clicked.connect(self.open_more)
        services.calls.changed.connect(lambda _: self.refresh())
        self.retranslate()

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.name)
        words.addWidget(self.under)
        person = QHBoxLayout()
        person.setSpacing(metrics.MEDIUM)
        person.addWidget(self.avatar)
        person.addLayout(words, 1)
        person.addWidget(self.more)
        buttons = QHBoxLayout()
        buttons.setSpacing(metrics.HUGE)
        buttons.addWidget(self.decline, 1)
        buttons.addWidget(self.answer, 1)
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(metrics.LARGE, metrics.SMALL, metrics.LARGE, metrics.SMALL)
        self._layout.setSpacing(metrics.SMALL)
        self._layout.addLayout(person, 1)
        self._layout.addLayout(buttons)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow: the buttons stand below the name."""
        super().resizeEvent(event)
        narrow = event.size().width() < metrics.ONE_PANE_BELOW
        self._layout.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def retranslate(self) -> None:
        self.more.set_words(tr("Phone", "More answers"))
        self.decline.setText(tr("Phone", "Decline"))
        self.decline.setToolTip(tr("Phone", "Decline (Ctrl+Shift+D)"))
        self.answer.setText(tr("Phone", "Answer"))
        self.answer.setToolTip(tr("Phone", "Answer (Ctrl+Return)"))
        self.refresh()

    def ringing(self) -> CallSnapshot | None:
        return next((call for call in self._services.calls.calls() if call.state is CallState.INCOMING), None)

    def refresh(self) -> None:
        call = self.ringing()
        self.setVisible(call is not None)
        if call is None:
            return
        name, number = show_caller(self.avatar, call, self._services), remote_text(call.remote)
        kind = tr("Phone", "Incoming call")
        self.name.setText(name)
        self.under.setText(" · ".join(part for part in (kind, "" if number == name else number, via_words(call, self._services)) if part))
        self.setAccessibleName(f"{kind}: {name}")

    def press_answer(self) -> None:
        call = self.ringing()
        if call is not None:
            self._services.calls.answer(call.call_id)

    def press_decline(self) -> None:
        call = self.ringing()
        if call is not None:
            self._services.calls.decline(call.call_id)

    def open_more(self) -> None:
        from ui.calls.answers import open_answers

        call = self.ringing()
        if call is not None:
            open_answers(self._services, call, self.more)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        roles = roles_of(self.palette())
        painter.fillRect(self.rect(), roles.selected)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), roles.outline)
        painter.end()
