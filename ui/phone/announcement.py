"""The bar at the top of the window that announces a campaign of free calls, until it is dismissed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.icons import paint_icon
from ui.language import in_language, tr
from ui.theme import metrics
from ui.theme.roles import roles_of
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.label import Label
from ui.widgets.retranslated import Retranslated
from ui.wording.amounts import free_line

if TYPE_CHECKING:
    from agent_app.services import Services
    from tariffs.rating.free import FreeDirection


class Sign(QWidget):
    """A megaphone in the accent's colour."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(metrics.ICON, metrics.ICON)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        paint_icon(painter, "megaphone", QRectF(self.rect()), roles_of(self.palette()).accent_text)
        painter.end()


class AnnouncementBar(Retranslated):
    """One campaign at a time, in the order they came; the service announces each only once."""

    tariffs_wanted = Signal()  # the list of free directions

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._waiting: list[FreeDirection] = []
        self.words = Label(wrap=True)
        self.more = Button(kind=Kind.LINK)
        self.dismiss = IconButton("x", size=28)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(metrics.LARGE, metrics.SMALL, metrics.SMALL, metrics.SMALL)
        layout.setSpacing(metrics.MEDIUM)
        layout.addWidget(Sign())
        layout.addWidget(self.words, 1)
        layout.addWidget(self.more)
        layout.addWidget(self.dismiss)
        self.more.clicked.connect(self.tariffs_wanted)
        self.dismiss.clicked.connect(self._show_next)
        services.money.announced.connect(self._take)
        self.retranslate()

    def retranslate(self) -> None:
        self.more.setText(tr("Announcement", "Show"))
        self.more.setToolTip(tr("Announcement", "Show the free directions"))
        self.dismiss.set_words(tr("Announcement", "Dismiss"))
        self._say()

    def _take(self, direction: FreeDirection) -> None:
        self._waiting.append(direction)
        self._say()

    def _show_next(self) -> None:
        del self._waiting[:1]
        self._say()

    def _say(self) -> None:
        direction = self._waiting[0] if self._waiting else None
        self.setVisible(direction is not None)
        if direction is not None:  # a text of the provider's, shown as it is
            said = in_language(direction.announcement_ru, direction.announcement_en) or free_line(direction.span)
            self.words.setText(said)
            self.setAccessibleName(said)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        roles = roles_of(self.palette())
        painter.fillRect(self.rect(), roles.selected)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), roles.outline)
        painter.end()
