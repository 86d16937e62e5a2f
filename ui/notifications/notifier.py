"""Shows notices, by the desktop or by ourselves, and does what is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from agent_app.contacts.index import remote_key
from agent_app.notifications.snapshots import Notice, NoticeAction, NoticeKind, ShownNotice
from ui.notifications.popup import PopUps
from ui.notifications.words import notice_in_words

if TYPE_CHECKING:
    from agent_app.services import Services
    from ui.window import MainWindow


class Notifier(QObject):
    """Between the services and the window."""

    raise_wanted = Signal()  # the window is to come to the front
    call_on_desktop = Signal(str, bool)  # call_id: the desktop shows it, or its notice was closed

    def __init__(self, services: Services, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._window = window
        self._notices: dict[str, Notice] = {}
        self.pop_ups = PopUps(window)
        notifications = services.notifications
        notifications.watch_screen(self._is_on_screen)
        notifications.told.connect(self._tell)
        notifications.withdrawn.connect(self._withdraw)
        notifications.desktop.unshown.connect(self._show_ourselves)
        notifications.desktop.acted.connect(self._act)
        notifications.desktop.closed.connect(self._forget)
        notifications.desktop.stands.connect(lambda key: self._tell_of_call(key, on=True))
        self.pop_ups.clicked.connect(lambda key: self._act(key, NoticeAction.OPEN, ""))

    def _tell(self, notice: Notice) -> None:
        desktop = self._services.notifications.desktop
        if notice.kind is NoticeKind.CALL and not desktop.has_buttons():
            return  # it could not be answered there: the window of the incoming call stands
        self._notices[notice.key] = notice
        contact = self._services.contacts.find_by_remote(notice.remote) if notice.remote else None
        desktop.show(notice_in_words(notice, contact))

    def _show_ourselves(self, shown: ShownNotice) -> None:
        """In a window that can be seen, the unread counts say it already; a call has a window of its own."""
        notice = self._notices.get(shown.key)
        if notice is None or notice.kind is NoticeKind.CALL:
            return
        if self._window.isMinimized() or not self._window.isVisible():
            self.pop_ups.show_notice(shown)

    def _withdraw(self, key: str) -> None:
        self._services.notifications.desktop.withdraw(key)
        self.pop_ups.withdraw(key)
        self._notices.pop(key, None)

    def _forget(self, key: str) -> None:
        """The user closed it, or its time was over: what was not read stays unread."""
        self._tell_of_call(key, on=False)
        self._notices.pop(key, None)
        self._services.notifications.forget(key)

    def _tell_of_call(self, key: str, *, on: bool) -> None:
        notice = self._notices.get(key)
        if notice is not None and notice.kind is NoticeKind.CALL:
            self.call_on_desktop.emit(notice.call_id, on)

    def _act(self, key: str, action: NoticeAction, text: str) -> None:
        notice = self._notices.get(key)
        if notice is None:
            return
        self._withdraw(key)
        self._services.notifications.forget(key, answered=True)
        if action is NoticeAction.REPLY and text.strip() and notice.kind is NoticeKind.MESSAGE:
            self._services.chats.send_text(notice.account_id, notice.remote, text)
            self._services.chats.mark_read(self._services.chats.key_of(notice.account_id, notice.remote))
            return
        if notice.kind is NoticeKind.CALL and action is NoticeAction.ANSWER:
            self._services.calls.answer(notice.call_id)
        elif notice.kind is NoticeKind.CALL and action is NoticeAction.DECLINE:
            self._services.calls.decline(notice.call_id)
        else:
            self._open(notice)

    def _open(self, notice: Notice) -> None:
        self.raise_wanted.emit()
        if notice.kind in {NoticeKind.SUMMARY, NoticeKind.CALL}:
            return
        contact = self._services.contacts.find_by_remote(notice.remote)
        if contact is not None:
            self._window.open_contact(contact.contact_id)
        else:
            self._window.open_remote(notice.remote)

    def _is_on_screen(self, remote: str) -> bool:
        page = self._window.conversation
        if not (self._window.isActiveWindow() and page.isVisible() and page.shows_somebody()):
            return False
        return remote_key(remote) in {remote_key(shown) for shown in page.story_remotes()}
