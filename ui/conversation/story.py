"""What was between the user and who is shown: calls and SMS of all the numbers and addresses, newest first, kept up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QObject, Signal

from agent_app.money.snapshots import SmsStatus
from agent_app.snapshots import PointKind
from ui.conversation.timeline import Timeline, moment_of
from ui.wording.people import remote_text

if TYPE_CHECKING:
    from agent_app.money.snapshots import SmsItem
    from agent_app.services import Services
    from agent_app.snapshots import CallItem, Contact


class Story(QObject):
    """Feeds the timeline. What comes for somebody else than who is shown is left alone."""

    emptiness = Signal(bool)  # whether nothing has been yet

    def __init__(self, services: Services, timeline: Timeline) -> None:
        super().__init__(timeline)
        self._services = services
        self._timeline = timeline
        self._contact_id, self._remote = "", ""
        self._numbers: tuple[str, ...] = ()
        self._calls: tuple[CallItem, ...] = ()
        self._texts: tuple[SmsItem, ...] = ()
        services.history.recent_changed.connect(self._request_calls)
        services.history.contact_calls_ready.connect(self._take_contact_calls)
        services.history.remote_calls_ready.connect(self._take_remote_calls)
        services.sms.items_ready.connect(self._take_texts)
        services.sms.changed.connect(self._take_text)
        timeline.again_wanted.connect(self.send_again)

    def tell_of(self, contact: Contact | None, remote: str) -> None:
        """Of a contact, or of somebody who is none."""
        numbers = tuple(point.value for point in contact.points if point.kind is PointKind.PHONE) if contact else _number(remote)
        before = (self._contact_id, self._remote, self._numbers)
        self._contact_id, self._remote, self._numbers = (contact.contact_id if contact else ""), remote, numbers
        if before != (self._contact_id, self._remote, numbers):
            self._calls, self._texts = (), ()
            self._timeline.show_items(())
        self._request_calls()
        self._request_texts()

    def _request_calls(self) -> None:
        if self._contact_id:
            self._services.history.request_contact_calls(self._contact_id)
        elif self._remote:
            self._services.history.request_remote_calls(self._remote)

    def _request_texts(self) -> None:
        if self._numbers:
            self._services.sms.request_items(self._numbers)

    def _take_contact_calls(self, contact_id: str, items: tuple[CallItem, ...]) -> None:
        if contact_id == self._contact_id:
            self._calls = items
            self._show()

    def _take_remote_calls(self, remote: str, items: tuple[CallItem, ...]) -> None:
        if not self._contact_id and remote == self._remote:
            self._calls = items
            self._show()

    def _take_texts(self, numbers: tuple[str, ...], items: tuple[SmsItem, ...]) -> None:
        if numbers == self._numbers:
            self._texts = items
            self._show()
            self.mark_seen()

    def _take_text(self, item: SmsItem) -> None:
        """A new one, or one of those that are shown has come further."""
        if item.remote not in self._numbers:
            return
        others = [known for known in self._texts if known.item_id != item.item_id]
        self._texts = tuple(sorted((item, *others), key=moment_of, reverse=True))
        if not self._timeline.entries.replace(item):
            self._show()
        self.mark_seen()

    def _show(self) -> None:
        both = sorted((*self._calls, *self._texts), key=moment_of, reverse=True)
        self._timeline.show_items(both)
        self.emptiness.emit(not both)

    def mark_seen(self) -> None:
        """What is before the user's eyes is not new any more."""
        unseen = any(not item.seen for item in self._texts)
        if unseen and self._timeline.isVisible() and self._timeline.isActiveWindow():
            self._texts = tuple(msgspec.structs.replace(item, seen=True) for item in self._texts)
            self._services.sms.mark_seen(self._numbers)

    def send_again(self, item: SmsItem) -> None:
        """What certainly did not arrive goes out again; what may have arrived only after a question."""
        from ui.dialogs.questions import ask_send_again

        if item.status is SmsStatus.FAILED or ask_send_again(remote_text(item.remote), self._timeline.window()):
            self._services.sms.send(item.account_id, item.remote, item.text)


def _number(remote: str) -> tuple[str, ...]:
    return (remote,) if remote and "@" not in remote else ()
