"""What our own status can be: the menu in the head of the left column, and the dialog for the title and text beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt
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
from ui.wording.presence import CHOICES, presence_word

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.presence.service import PresenceService

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


def status_menu(presence: PresenceService, parent: QWidget, edit: Callable[[], object]) -> QMenu:
    """To be shown once; `edit` asks for words of one's own."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    roles, own = roles_of(parent.palette()), presence.own()
    group = QActionGroup(menu)
    for status in CHOICES:
        action = menu.addAction(status_icon(status, roles), presence_word(status))
        action.setCheckable(True)
        action.setChecked(status is presence.chosen())
        action.setActionGroup(group)
        action.triggered.connect(lambda _=False, chosen=status: presence.set_own(chosen, own.title, own.text))
    menu.addSeparator()
    for status, title in playful():
        action = menu.addAction(title)
        action.triggered.connect(lambda _=False, chosen=status, said=title: presence.set_own(chosen, said, ""))
    menu.addSeparator()
    menu.addAction(tr("Presence", "In your own words…")).triggered.connect(edit)
    if own.title or own.text:
        clear = menu.addAction(tr("Presence", "Without words"))
        clear.triggered.connect(lambda: presence.set_own(presence.chosen()))
    return menu
