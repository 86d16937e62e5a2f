"""The tray: the window is one click away, and missed calls are told where there is a tray."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

from ui.icons import paint_icon
from ui.language import tr, tr_count
from ui.theme.roles import LIGHT
from ui.widgets.painting import fill
from ui.wording.people import caller_name
from ui.wording.states import account_state
from ui.wording.times import duration

if TYPE_CHECKING:
    from agent_app.services import Services


def program_icon(*, news: bool = False) -> QIcon:
    """The program's sign in the sizes that desktops ask for; a red dot where there is something new."""
    made = QIcon()
    for side in (16, 22, 32, 48, 64, 128, 256):
        pixmap = QPixmap(side, side)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        fill(painter, QRectF(0, 0, side, side), side * 0.28, LIGHT.call)
        inner = side * 0.6
        paint_icon(painter, "phone-fill", QRectF((side - inner) / 2, (side - inner) / 2, inner, inner), LIGHT.on_call)
        if news:
            fill(painter, QRectF(side * 0.58, 0, side * 0.42, side * 0.42), side * 0.21, LIGHT.danger)
        painter.end()
        made.addPixmap(pixmap)
    return made


class Tray(QObject):
    """Made after the first frame: asking a desktop for its tray takes time."""

    show_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._has_news = False
        self._icon = QSystemTrayIcon(program_icon(), self)
        self._menu = QMenu()
        self._show = QAction(self)
        self._quit = QAction(self)
        self._show.triggered.connect(self.show_wanted)
        self._quit.triggered.connect(self.quit_wanted)
        self._menu.addActions([self._show, self._quit])
        self._icon.setContextMenu(self._menu)
        self._icon.activated.connect(self._activated)
        self._icon.messageClicked.connect(self.show_wanted)
        services.history.missed_changed.connect(lambda _: self._show_news())
        services.chats.conversations_changed.connect(self._show_news)
        services.calls.time_warning.connect(self._warn)
        services.accounts.changed.connect(lambda _: self.retranslate())
        self._icon.setVisible(self.is_there())
        self.retranslate()

    @staticmethod
    def is_there() -> bool:
        return QSystemTrayIcon.isSystemTrayAvailable()

    def retranslate(self) -> None:
        self._show.setText(tr("Tray", "Show Agent"))
        self._quit.setText(tr("Tray", "Quit"))
        account = self._services.accounts.current()
        missed = self._services.history.missed_unseen()
        unread = self._services.chats.total_unread()
        news = [tr_count("Tray", "%n missed call(s)", missed)] if missed else []
        news += [tr_count("Tray", "%n unread message(s)", unread)] if unread else []
        said = ", ".join(news) or (account_state(account) if account else "")
        self._icon.setToolTip(f"Agent: {said}" if said else "Agent")

    def tool_tip(self) -> str:
        return self._icon.toolTip()

    def _show_news(self) -> None:
        """A red dot while a call was missed or a message was not read."""
        news = self._services.history.missed_unseen() > 0 or self._services.chats.total_unread() > 0
        if news != self._has_news:
            self._has_news = news
            self._icon.setIcon(program_icon(news=news))
        self.retranslate()

    def _warn(self, call_id: str, seconds_left: int) -> None:
        """Who talks and looks at another program is told before the call is cut."""
        call = self._services.calls.call(call_id)
        if call is None or QApplication.activeWindow() is not None or not self.is_there():
            return
        who = caller_name(call, self._services.contacts.find_by_remote(call.remote))
        self._icon.showMessage(
            tr("Tray", "{duration} left", duration=duration(seconds_left)),
            tr("Tray", "The call with {who} ends soon", who=who),
            self._icon.icon(),
        )

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in (QSystemTrayIcon.ActivationReason.Trigger, QSystemTrayIcon.ActivationReason.DoubleClick):
            self.show_wanted.emit()
