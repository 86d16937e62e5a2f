"""Our own status: the menu in the head of the left column, and the title and text beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QActionGroup, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QMenu, QVBoxLayout, QWidget

from agent_app.presence.snapshots import PresenceStatus
from ui.emoji.names import draws_emoji
from ui.language import tr
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.theme.roles import Roles, roles_of
from ui.widgets.button import Button, Kind
from ui.widgets.label import Label
from ui.widgets.presence import paint_presence
from ui.wording.foreign import one_line
from ui.wording.presence import CHOICES, presence_word

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.services import Services
    from ui.contacts.header import Header

MOST_TITLE: Final = 32
MOST_TEXT: Final = 128


def playful() -> tuple[tuple[PresenceStatus, str], ...]:
    """The original's extras: a status with a title of its own; its emoji where the system has them."""
    titles = (
        (PresenceStatus.AWAY, tr("Presence", "☕ At lunch")),
        (PresenceStatus.ONLINE, tr("Presence", "🏠 Working from home")),
        (PresenceStatus.DO_NOT_DISTURB, tr("Presence", "📅 In a meeting")),
        (PresenceStatus.AWAY, tr("Presence", "🚗 On the road")),
        (PresenceStatus.FREE_FOR_CHAT, tr("Presence", "🎉 In a good mood")),
        (PresenceStatus.DO_NOT_DISTURB, tr("Presence", "🎬 Watching a film")),
    )
    return titles if draws_emoji() else tuple((status, title.partition(" ")[2]) for status, title in titles)


def status_icon(status: PresenceStatus, roles: Roles) -> QIcon:
    """The mark alone, for a menu."""
    pixmap = QPixmap(40, 40)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    shown = "offline" if status is PresenceStatus.INVISIBLE else status.value
    paint_presence(painter, QRectF(-26, -26, 40, 40), shown, roles)
    painter.end()
    return QIcon(pixmap)


class StatusDialog(QDialog):
    """Title and text in the user's own words."""

    def __init__(self, title: str, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Presence", "Your status"))
        self.setMinimumWidth(340)
        self.title, self.text = QLineEdit(title), QLineEdit(text)
        self.title.setMaxLength(MOST_TITLE)
        self.text.setMaxLength(MOST_TEXT)
        self.done_button = Button(tr("Presence", "Done"), kind=Kind.PRIMARY)
        cancel = Button(tr("Presence", "Cancel"))
        self.done_button.setDefault(True)
        self.done_button.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(metrics.HUGE, metrics.HUGE, metrics.HUGE, metrics.LARGE)
        layout.setSpacing(metrics.SMALL)
        layout.addWidget(Label(tr("Presence", "Your status"), size=Type.HEAD, semibold=True))
        for name, field in ((tr("Presence", "Title"), self.title), (tr("Presence", "Text"), self.text)):
            layout.addWidget(Label(name, role="muted"))
            layout.addWidget(field)
            field.setAccessibleName(name)
        layout.addWidget(Label(tr("Presence", "Everybody who may see whether you are there reads them."), role="muted", wrap=True))
        buttons = QHBoxLayout()
        buttons.setSpacing(metrics.SMALL)
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.done_button)
        layout.addSpacing(metrics.SMALL)
        layout.addLayout(buttons)


class OwnStatus(QObject):
    """Keeps the header's mark and words at our status, and opens its menu. `show_dialog` shows a dialog over the window."""

    def __init__(self, services: Services, header: Header, show_dialog: Callable[[QDialog], object]) -> None:
        super().__init__(header)
        self._presence = services.presence
        self._header = header
        self._show_dialog = show_dialog
        header.status_wanted.connect(self.open_menu)
        services.presence.own_changed.connect(header.show_presence)
        header.show_presence(services.presence.own())

    def open_menu(self) -> QMenu:
        menu = QMenu(self._header)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        roles, own = roles_of(self._header.palette()), self._presence.own()
        group = QActionGroup(menu)
        for status in CHOICES:
            action = menu.addAction(status_icon(status, roles), presence_word(status))
            action.setCheckable(True)
            action.setChecked(status is self._presence.chosen())
            action.setActionGroup(group)
            action.triggered.connect(lambda _=False, chosen=status: self._presence.set_own(chosen, own.title, own.text))
        menu.addSeparator()
        for status, title in playful():
            action = menu.addAction(title)
            action.triggered.connect(lambda _=False, chosen=status, said=title: self._presence.set_own(chosen, said, ""))
        menu.addSeparator()
        menu.addAction(tr("Presence", "In your own words…")).triggered.connect(self.edit)
        if own.title or own.text:
            clear = menu.addAction(tr("Presence", "Without words"))
            clear.triggered.connect(lambda: self._presence.set_own(self._presence.chosen()))
        button = self._header.status_button
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))
        return menu

    def edit(self) -> None:
        own = self._presence.own()
        dialog = StatusDialog(own.title, own.text, self._header.window())
        dialog.accepted.connect(lambda: self._presence.set_own(self._presence.chosen(), one_line(dialog.title.text()), dialog.text.text()))
        self._show_dialog(dialog)
