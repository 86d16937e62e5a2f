"""The messages that this run has to do with: newer here than a full or locked disk may have let us write."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Final

from agent_app.chats.snapshots import MessageItem, MessageStatus, place_of
from agent_app.contacts.index import remote_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from agent_app.chats.snapshots import Place, TimelineItem
    from agent_app.storage.messages import MessageRecord

_MOST: Final = 5000
_MOST_SHOWN: Final = 5000


class Memory:
    """The latest messages; what is still to be sent is never forgotten."""

    def __init__(self) -> None:
        self._records: OrderedDict[str, MessageRecord] = OrderedDict()
        self._shown: OrderedDict[str, MessageItem] = OrderedDict()

    def keep(self, record: MessageRecord) -> None:
        self._records[record.item.item_id] = record
        if len(self._records) > _MOST:
            self._forget_one()

    def get(self, item_id: str) -> MessageRecord | None:
        return self._records.get(item_id)

    def item(self, item_id: str) -> MessageItem | None:
        """One of this run's, or one that was read lately."""
        record = self._records.get(item_id)
        return self._shown.get(item_id) if record is None else record.item

    def drop(self, item_id: str) -> None:
        self._records.pop(item_id, None)
        self._shown.pop(item_id, None)

    def all(self) -> list[MessageRecord]:
        return list(self._records.values())

    def freshest(self, items: Iterable[TimelineItem], with_contact: Callable[[MessageItem], MessageItem]) -> tuple[TimelineItem, ...]:
        """The items in their order, messages as they stand now."""
        fresh = [self._fresh(item, with_contact) if isinstance(item, MessageItem) else item for item in items]
        return tuple(sorted(fresh, key=place_of))

    def between(
        self, remotes: tuple[str, ...], items: tuple[TimelineItem, ...], before: Place | None, *, more: bool
    ) -> tuple[MessageItem, ...]:
        """What belongs to a page that was read, and is not in the database."""
        keys = {remote_key(remote) for remote in remotes}
        there = {item.item_id for item in items}
        oldest = place_of(items[0]) if items and more else (0, "")
        return tuple(
            record.item
            for record in self._records.values()
            if record.item.item_id not in there
            and remote_key(record.item.remote) in keys
            and place_of(record.item) >= oldest
            and (before is None or place_of(record.item) < before)
        )

    def _fresh(self, item: MessageItem, with_contact: Callable[[MessageItem], MessageItem]) -> MessageItem:
        record = self._records.get(item.item_id)
        if record is not None:
            return record.item
        shown = self._shown[item.item_id] = with_contact(item)
        if len(self._shown) > _MOST_SHOWN:
            self._shown.popitem(last=False)
        return shown

    def _forget_one(self) -> None:
        for item_id, record in self._records.items():
            if record.item.status is not MessageStatus.WAITING:
                del self._records[item_id]
                return
