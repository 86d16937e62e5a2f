"""What is told: calls that ring, messages, SMS, missed calls; not what is on the screen, muted, or comes when nobody is to be disturbed."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from agent_app.chats.snapshots import MessageItem, MessageKind, MessageStatus
from agent_app.notifications.desktop import desktop_notifications
from agent_app.notifications.quiet import in_quiet_hours, is_disturbing
from agent_app.notifications.snapshots import Notice, NoticeKind
from telephony.calls import CallState

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.calls.service import CallService
    from agent_app.chats.service import ChatService
    from agent_app.chats.snapshots import ConversationKey
    from agent_app.contacts.service import ContactService
    from agent_app.money.snapshots import SmsItem
    from agent_app.presence.service import PresenceService
    from agent_app.settings.service import SettingsService
    from agent_app.sms.service import SmsService
    from agent_app.snapshots import CallSnapshot

SUMMARY_KEY: Final = "summary"
_MOST: Final = 2000  # items that are remembered as told
_LOOK_MS: Final = 30_000  # how often the end of the quiet hours is looked for


def _minute_of_day() -> int:
    now = datetime.now().astimezone()
    return now.hour * 60 + now.minute


class NotificationService(QObject):
    """Window's thread. `told` is to be shown, `withdrawn` to be taken away: its conversation was read."""

    told = Signal(object)  # Notice
    sounded = Signal(object)  # Notice: it is to be heard, whether it is told or not
    withdrawn = Signal(str)  # key

    def __init__(
        self,
        *,
        calls: CallService,
        chats: ChatService,
        sms: SmsService,
        contacts: ContactService,
        presence: PresenceService,
        settings: SettingsService,
        parent: QObject | None = None,
        minute_of_day: Callable[[], int] = _minute_of_day,
    ) -> None:
        super().__init__(parent)
        self.desktop = desktop_notifications(self)
        self._chats = chats
        self._contacts = contacts
        self._presence = presence
        self._settings = settings
        self._minute_of_day = minute_of_day
        self._on_screen: Callable[[str], bool] = lambda _: False
        self._known: OrderedDict[str, None] = OrderedDict()
        self._counts: dict[str, int] = {}  # by key, since it was read
        self._ringing: set[str] = set()  # keys of the calls that are told
        self._held_messages = self._held_calls = 0
        self._away: dict[str, Notice] = {}  # by key, what was told while nobody was there; its count is of that time
        self._ending = QTimer(self)
        self._ending.setInterval(_LOOK_MS)
        self._ending.timeout.connect(self.release)
        chats.changed.connect(self._take_message)
        sms.changed.connect(self._take_sms)
        calls.changed.connect(self._take_call)
        chats.conversations_changed.connect(self._withdraw_read)
        presence.own_changed.connect(self.release)
        settings.changed.connect(self.release)

    def watch_screen(self, on_screen: Callable[[str], bool]) -> None:
        """`on_screen` says whether the conversation with an address or number is open, in a window that is looked at."""
        self._on_screen = on_screen

    def begin(self) -> None:
        """Look for the desktop's notifications."""
        self.desktop.begin()

    def close(self) -> None:
        self.desktop.close()

    def is_quiet(self) -> bool:
        """Whether nobody wants to be disturbed now."""
        values = self._settings.values()
        if values.do_not_disturb or not is_disturbing(self._presence.chosen()):
            return True
        return in_quiet_hours(self._minute_of_day(), values.quiet_from, values.quiet_until)

    def release(self, _changed: object = None) -> None:
        """Tell in one notice of all that was held back, or told to nobody, once somebody is there who may be disturbed."""
        if self.is_quiet() or self._presence.is_idle():
            return
        was_held = self._held_messages + self._held_calls > 0
        missed, self._away = tuple(self._away.values()), {}
        self._ending.stop()
        if was_held or len(missed) > 1:
            self._sum_up(missed, was_away=not was_held)
        elif missed:
            self.told.emit(missed[0])  # the one notice says it all, but may be gone from the screen

    def _sum_up(self, missed: tuple[Notice, ...], *, was_away: bool) -> None:
        calls = self._held_calls + sum(notice.count for notice in missed if notice.kind is NoticeKind.MISSED_CALL)
        messages = self._held_messages + sum(notice.count for notice in missed if notice.kind is not NoticeKind.MISSED_CALL)
        self._held_messages = self._held_calls = 0
        for notice in missed:
            self.forget(notice.key)
            self.withdrawn.emit(notice.key)
        self.told.emit(Notice(SUMMARY_KEY, NoticeKind.SUMMARY, count=messages, calls=calls, was_away=was_away))

    # --- what happens -----------------------------------------------------------------------------------------------------------

    def _take_message(self, item: MessageItem) -> None:
        if not item.is_incoming or item.status is not MessageStatus.RECEIVED or item.seen or item.kind is MessageKind.SYSTEM:
            return
        if not self._is_new(item.item_id) or self._is_muted(item.account_id, item.remote):
            return
        notice = self._of_message(item)
        if not self._on_screen(item.remote):
            self._tell(notice)
        elif notice.is_wake_up:
            self._sound(notice)  # it is for somebody who looks elsewhere

    def _of_message(self, item: MessageItem) -> Notice:
        shown = self._settings.values().notice_texts
        return Notice(
            *(self._key(NoticeKind.MESSAGE, item.remote), NoticeKind.MESSAGE, item.account_id, item.remote),
            text=item.text if shown and item.kind is MessageKind.TEXT else "",
            file_name=item.file.name if shown and item.file is not None else "",
            is_wake_up=item.kind is MessageKind.WAKE_UP,
        )

    def _take_sms(self, item: SmsItem) -> None:
        if item.is_incoming and not item.seen and self._is_new(item.item_id) and not self._on_screen(item.remote):
            text = item.text if self._settings.values().notice_texts else ""
            self._tell(Notice(self._key(NoticeKind.SMS, item.remote), NoticeKind.SMS, item.account_id, item.remote, text))

    def _take_call(self, call: CallSnapshot) -> None:
        self._take_ringing(call)
        if call.missed and call.ended_us and self._is_new(call.call_id):
            key = self._key(NoticeKind.MISSED_CALL, call.remote)
            self._tell(Notice(key, NoticeKind.MISSED_CALL, call.account_id, call.remote, call.remote_name))

    def _take_ringing(self, call: CallSnapshot) -> None:
        """It stands while it rings; where nobody is to be disturbed the window alone shows it."""
        key = f"{NoticeKind.CALL}:{call.call_id}"
        if call.state is not CallState.INCOMING:
            if key in self._ringing:
                self._ringing.discard(key)
                self.withdrawn.emit(key)
        elif key not in self._ringing and self._settings.values().notices and not self.is_quiet():
            self._ringing.add(key)
            self.told.emit(Notice(key, NoticeKind.CALL, call.account_id, call.remote, call.remote_name, call_id=call.call_id))

    def _sound(self, notice: Notice) -> None:
        if not self.is_quiet():
            self.sounded.emit(notice)

    def _tell(self, notice: Notice) -> None:
        self._sound(notice)
        if not self._settings.values().notices:
            return
        if self.is_quiet():
            self._held_calls += notice.kind is NoticeKind.MISSED_CALL
            self._held_messages += notice.kind is not NoticeKind.MISSED_CALL
            self._ending.start()
            return
        count = self._counts[notice.key] = self._counts.get(notice.key, 0) + 1
        if self._presence.is_idle():
            before = self._away.get(notice.key)
            self._away[notice.key] = msgspec.structs.replace(notice, count=1 + (before.count if before else 0))
            self._ending.start()
        self.told.emit(msgspec.structs.replace(notice, count=count))

    # --- inside -----------------------------------------------------------------------------------------------------------------

    def forget(self, key: str, *, answered: bool = False) -> None:
        """The notice was answered, or closed: the next one counts anew. One that closed itself while nobody was there is told again."""
        self._counts.pop(key, None)
        if answered:
            self._away.pop(key, None)

    def _is_new(self, item_id: str) -> bool:
        if item_id in self._known:
            return False
        self._known[item_id] = None
        if len(self._known) > _MOST:
            self._known.popitem(last=False)
        return True

    def _is_muted(self, account_id: str, remote: str) -> bool:
        key = self._chats.key_of(account_id, remote)
        return any(chat.key == key and chat.muted for chat in self._chats.conversations())

    def _key(self, kind: NoticeKind, remote: str) -> str:
        """A person's messages are one notice, whatever address they come from."""
        contact = self._contacts.find_by_remote(remote)
        return f"{kind}:{remote.casefold() if contact is None else contact.contact_id}"

    def _withdraw_read(self) -> None:
        """What was read here needs no notice any more."""
        prefix = f"{NoticeKind.MESSAGE}:"
        waiting = [key for key in {**self._counts, **self._away} if key.startswith(prefix)]
        if not waiting:
            return
        unread = {prefix + _name(chat.key) for chat in self._chats.conversations() if chat.unread}
        for key in waiting:
            if key not in unread:
                self.forget(key, answered=True)
                self.withdrawn.emit(key)


def _name(key: ConversationKey) -> str:
    return key if isinstance(key, str) else key[1].casefold()
