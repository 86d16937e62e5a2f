"""What was between the user and who is shown: messages, calls and SMS of all the numbers and addresses, a window of it, kept up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from agent_app.chats.snapshots import MessageItem, place_of
from agent_app.money.snapshots import SmsItem
from ui.conversation.timeline import Timeline

if TYPE_CHECKING:
    from agent_app.chats.snapshots import ConversationKey, Place, TimelineItem
    from agent_app.services import Services
    from agent_app.snapshots import Contact

PAGE: Final = 60
FIRST: Final = 30  # of somebody who is turned to: more than a window shows, and no more is measured before the first frame
MOST: Final = 300  # items that are held; what lies beyond is read again when it is scrolled to
_GATHER_MS: Final = 30  # what comes within one moment is shown at once


class Story(QObject):
    """Feeds the timeline. What comes for somebody else than who is shown is left alone."""

    emptiness = Signal(bool)  # whether nothing has been yet
    chatted = Signal(bool)  # whether there are messages among what is shown
    opened = Signal(bool, bool)  # of who was just turned to: whether there are messages, and SMS

    def __init__(self, services: Services, timeline: Timeline) -> None:
        super().__init__(timeline)
        self._services = services
        self._timeline = timeline
        self._who = ("", "")
        self._remotes: tuple[str, ...] = ()
        self._items: dict[str, TimelineItem] = {}
        self._fresh = True  # nothing of these was shown yet
        self._more = False  # there are older ones
        self._ends_there = True
        self._asked: set[str] = set()  # "older", "newer": one question at a time
        self._new_from = ""
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_GATHER_MS)
        self._later.timeout.connect(self._show_gathered)
        self._gathered = False
        services.chats.page_ready.connect(self._take_page)
        services.chats.around_ready.connect(self._take_around)
        services.chats.changed.connect(self._take_item)
        services.chats.removed.connect(self._take_removed)
        services.history.recent_changed.connect(self._request_newest)
        services.sms.changed.connect(self._take_item)
        timeline.older_wanted.connect(self._request_older)
        timeline.newer_wanted.connect(self._request_newer)
        timeline.newest_wanted.connect(self.go_to_newest)
        timeline.end_reached.connect(self.mark_seen)

    # --- whom --------------------------------------------------------------------------------------------------------------------

    def tell_of(self, contact: Contact | None, remote: str) -> None:
        """Of a contact, or of somebody who is none."""
        who = (contact.contact_id if contact else "", remote)
        remotes = tuple(point.value for point in contact.points) if contact else (remote,) if remote else ()
        if (who, remotes) != (self._who, self._remotes):
            self._who, self._remotes = who, remotes
            self._forget()
            self._timeline.open_items(())
        self._request_newest()

    def _forget(self) -> None:
        self._items, self._asked = {}, set()
        self._fresh, self._more, self._ends_there, self._new_from = True, False, True, ""
        self._later.stop()
        self._gathered = False

    def remotes(self) -> tuple[str, ...]:
        return self._remotes

    def numbers(self) -> tuple[str, ...]:
        return tuple(remote for remote in self._remotes if "@" not in remote)

    def keys(self) -> tuple[ConversationKey, ...]:
        """Of the conversations that are merged here."""
        if self._who[0]:
            return (self._who[0],)
        chats = self._services.chats.conversations()
        return tuple(chat.key for chat in chats if any(remote in self._remotes for remote in chat.remotes))

    # --- pages -------------------------------------------------------------------------------------------------------------------

    def _sorted(self) -> list[TimelineItem]:
        return sorted(self._items.values(), key=place_of)

    def _request_newest(self) -> None:
        if not self._remotes:
            self._timeline.open_items(())
            self.emptiness.emit(True)
        elif self._ends_there:
            self._services.chats.request_page(self._remotes, None, FIRST if self._fresh else PAGE)

    def _request_older(self) -> None:
        if self._more and self._items and "older" not in self._asked:
            self._asked.add("older")
            self._services.chats.request_page(self._remotes, place_of(self._sorted()[0]), PAGE)

    def _request_newer(self) -> None:
        if not self._ends_there and self._items and "newer" not in self._asked:
            self._asked.add("newer")
            self._services.chats.request_around(self._sorted()[-1].item_id, PAGE)

    def go_to_newest(self) -> None:
        """From wherever the user has scrolled to."""
        if self._ends_there:
            self._timeline.scrollToBottom()
        else:
            self._forget()
            self._request_newest()

    def _take_page(self, remotes: tuple[str, ...], before: Place | None, page: tuple[TimelineItem, ...], more: bool) -> None:
        if remotes != self._remotes:
            return
        if before is None:
            self._take_newest(page, more)
        elif "older" in self._asked and self._items and before == place_of(self._sorted()[0]):
            self._asked.discard("older")
            self._add(page)
            self._more = more
            if len(self._items) > MOST:
                self._keep(self._sorted()[:MOST])
                self._ends_there = False
            self._show()

    def _take_newest(self, page: tuple[TimelineItem, ...], more: bool) -> None:
        if not self._ends_there:
            return
        if self._fresh:
            self._fresh, self._more = False, more
            self._add(page)
            self._new_from = next(
                (item.item_id for item in page if isinstance(item, MessageItem) and item.is_incoming and not item.seen), ""
            )
            self._timeline.open_items(self._sorted(), self._new_from)
            self._told()
            self.opened.emit(any(isinstance(item, MessageItem) for item in page), any(isinstance(item, SmsItem) for item in page))
        elif self._add(page):
            self._show()

    def _take_around(self, item_id: str, remotes: tuple[str, ...], items: tuple[TimelineItem, ...]) -> None:
        if "newer" not in self._asked or not items or not set(remotes) & set(self._remotes):
            return
        self._asked.discard("newer")
        known = self._sorted()
        if known and known[-1].item_id == item_id:
            come = [item for item in items if place_of(item) > place_of(known[-1]) and item.remote in self._remotes]
            if come:
                self._add(come)
                self._keep(self._sorted()[-MOST:])
                self._more = True
            # Around tells of the conversation of one address alone: the last steps to the newest are the page's.
            self._ends_there = len(come) < PAGE
            if self._ends_there:
                self._services.chats.request_page(self._remotes, None, PAGE)
            self._show()

    def show_around(self, items: tuple[TimelineItem, ...]) -> None:
        """A place far from the newest, with what is before and after it."""
        self._forget()
        self._fresh, self._more, self._ends_there = False, True, False
        self._add(items)
        self._show()

    def _add(self, items: tuple[TimelineItem, ...] | list[TimelineItem]) -> bool:
        """Whether any of them is new, or another than it was."""
        fresh = {item.item_id: item for item in items if self._items.get(item.item_id) != item}
        self._items.update(fresh)
        return bool(fresh)

    def _keep(self, items: list[TimelineItem]) -> None:
        self._items = {item.item_id: item for item in items}

    # --- one by one --------------------------------------------------------------------------------------------------------------

    def _take_item(self, item: MessageItem | SmsItem) -> None:
        """A new one, or one of those that are shown has come further."""
        if item.remote not in self._remotes or self._fresh:
            return
        if item.item_id in self._items:
            self._items[item.item_id] = item
        elif not self._ends_there:
            return
        else:
            self._items[item.item_id] = item
            if not item.is_incoming:
                self._new_from = ""
                self._timeline.scrollToBottom()
            elif not self._new_from and not self._in_sight() and isinstance(item, MessageItem):
                self._new_from = item.item_id
        if len(self._items) > MOST + PAGE and self._timeline.is_at_end():
            self._keep(self._sorted()[-MOST:])
            self._more = True
        self._show_soon()

    def _take_removed(self, item_id: str) -> None:
        if self._items.pop(item_id, None) is not None:
            self._show_soon()

    def _show_soon(self) -> None:
        """The first at once, what follows it closely together: a flood costs no more than a trickle."""
        if self._later.isActive():
            self._gathered = True
        else:
            self._show()
            self._later.start()

    def _show_gathered(self) -> None:
        if self._gathered:
            self._show()
            self._later.start()

    def _show(self) -> None:
        self._gathered = False
        self._timeline.show_items(self._sorted(), self._new_from, ends_there=self._ends_there)
        self._told()

    def _told(self) -> None:
        self.emptiness.emit(not self._items)
        self.chatted.emit(any(isinstance(item, MessageItem) for item in self._items.values()))
        self.mark_seen()

    # --- what is new ---------------------------------------------------------------------------------------------------------------

    def _in_sight(self) -> bool:
        return self._timeline.isVisible() and self._timeline.isActiveWindow() and self._timeline.is_at_end()

    def mark_seen(self) -> None:
        """What is before the user's eyes is not new any more."""
        if self._fresh or not self._in_sight():
            return
        unseen = [item for item in self._items.values() if isinstance(item, (MessageItem, SmsItem)) and item.is_incoming and not item.seen]
        if not unseen:
            return
        self._add([msgspec.structs.replace(item, seen=True) for item in unseen])
        if any(isinstance(item, SmsItem) for item in unseen):
            self._services.sms.mark_seen(self.numbers())
        if any(isinstance(item, MessageItem) for item in unseen):
            for key in self.keys():
                self._services.chats.mark_read(key)
