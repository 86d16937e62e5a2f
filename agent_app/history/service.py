"""The calls that were: every one in the timeline, missed ones until they were looked at."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, Signal

from agent_app.background import Lane
from agent_app.clock import now_us
from agent_app.contacts.index import remote_key
from agent_app.files import write_atomically
from agent_app.history.matching import Matcher
from agent_app.history.recordings import remove_recordings
from agent_app.history.table import calls_table
from agent_app.snapshots import CallItem
from agent_app.storage.call_search import find_calls, forget_calls, recordings
from agent_app.storage.calls import (
    calls_by_id,
    calls_with,
    close_interrupted,
    count_missed,
    is_voice_mail,
    mark_calls_seen,
    recent_calls,
    save_call,
    talked_seconds,
)
from agent_app.storage.uuid7 import new_id

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from agent_app.contacts.service import ContactService
    from agent_app.history.snapshots import CallFilter
    from agent_app.snapshots import CallSnapshot
    from agent_app.storage.database import Database
    from tariffs.rating.money import Money

RECENT: Final = 500
MOST: Final = 5000  # calls with one contact that are read


class HistoryService(QObject):
    """The newest calls are in memory, the others are read when asked for. A call is written when it begins, and again when it ends."""

    recent_changed = Signal()
    missed_changed = Signal(int)  # how many were missed and not looked at
    contact_calls_ready = Signal(str, object)  # contact_id, tuple[CallItem, ...]
    remote_calls_ready = Signal(str, object)  # remote, tuple[CallItem, ...]
    found = Signal(int, object)  # the request's id, tuple[CallItem, ...], newest first
    exported = Signal(object, object)  # Path, the error that was in the way (OSError) or None

    def __init__(
        self,
        database: Database,
        contacts: ContactService,
        parent: QObject | None = None,
        *,
        account_name: Callable[[str], str] = str,
    ) -> None:
        """`account_name` is what an account_id is called in an exported table."""
        super().__init__(parent)
        self._account_name = account_name
        self._files = Lane("history-files", self)
        self._database = database
        self._contacts = contacts
        self._items: dict[str, CallItem] = {}  # by item_id; those of this run and the newest of before
        self._ids: dict[str, str] = {}  # call_id -> item_id, this run's
        self._missed_before = 0
        self._asked = 0
        self._reads = 0
        self._calls: dict[str, CallSnapshot] = {}  # by item_id, this run's: what a new database gets
        self._charged: dict[str, Money] = {}  # by item_id, this run's: the provider's own word
        database.renewed.connect(self._save_all)
        contacts.changed.connect(self._find_contacts)

    def load(self) -> None:
        """Read the newest calls; `recent_changed` says when they are there."""
        begun = now_us()
        self._database.write(lambda connection: close_interrupted(connection, begun))
        self._read_recent()

    def recent(self) -> tuple[CallItem, ...]:
        """The newest 500 calls, newest first."""
        return tuple(sorted(self._items.values(), key=_newest_last, reverse=True))[:RECENT]

    def request_contact_calls(self, contact_id: str) -> None:
        """All calls with any number or address of the contact, newest first, by `contact_calls_ready`."""
        contact = self._contacts.contact(contact_id)
        remotes = () if contact is None else tuple(point.value for point in contact.points)
        self._request(remotes, lambda items: self.contact_calls_ready.emit(contact_id, items))

    def request_remote_calls(self, remote: str) -> None:
        """All calls with this number or address, newest first, by `remote_calls_ready`."""
        self._request((remote,), lambda items: self.remote_calls_ready.emit(remote, items))

    def find(self, which: CallFilter, before_us: int = 0, limit: int = 200) -> int:
        """The newest calls that are meant, and begun before `before_us` (0: now); `found` tells them with the id returned here."""
        self._asked += 1
        request = self._asked
        self._read(_before(which, before_us), limit, lambda items: self.found.emit(request, items))
        return request

    def delete(self, item_ids: Iterable[str], *, with_recordings: bool) -> None:
        """Forget these calls, but one that is under way; their recordings are removed from the disk too, or stay there."""
        wanted = frozenset(item_ids)

        def forget(connection: sqlite3.Connection) -> None:
            items = [item for item in calls_by_id(connection, tuple(wanted)) if not item.running]
            self._forget_stored(connection, items, with_recordings=with_recordings)

        gone = [item for key, item in self._items.items() if key in wanted]
        self._forget(gone, forget)

    def clear(self, which: CallFilter, *, with_recordings: bool = False) -> None:
        """Forget all calls that are meant; those that are under way stay."""
        matcher = Matcher.of(which, self._contacts)

        def forget(connection: sqlite3.Connection) -> None:
            items = [item for item in find_calls(connection, which, matcher.parts, tuple(matcher.remotes)) if not item.running]
            self._forget_stored(connection, items, with_recordings=with_recordings)

        self._forget([item for item in self._items.values() if matcher.fits(item)], forget)

    def export(self, which: CallFilter, path: Path) -> None:
        """Write the calls that are meant as a table (CSV) to `path`; `exported` says when, or what was in the way."""

        def write(items: tuple[CallItem, ...]) -> None:
            names = {contact.contact_id: contact.name for contact in self._contacts.contacts()}
            content = calls_table(items, lambda item: names.get(item.contact_id or "", ""), self._account_name)
            self._files.run(
                lambda: write_atomically(path, content),
                lambda _: self.exported.emit(path, None),
                lambda error: self.exported.emit(path, error),
            )

        self._read(which, -1, write)

    def missed_unseen(self) -> int:
        return self._missed_before + sum(1 for item_id in self._calls if not self._items[item_id].seen)

    def mark_seen(self) -> None:
        """The missed calls were looked at."""
        if not self.missed_unseen():
            return
        until = now_us()
        self._missed_before = 0
        self._items = {key: msgspec.structs.replace(item, seen=True) for key, item in self._items.items()}
        self._database.write(lambda connection: mark_calls_seen(connection, until))
        self.missed_changed.emit(0)
        self.recent_changed.emit()

    def note(self, call: CallSnapshot) -> None:
        """Keep the call as it stands, where that differs from what is kept."""
        item_id = self._ids.setdefault(call.call_id, new_id())
        before = self._calls.get(item_id)
        self._calls[item_id] = call
        running = not call.ended_us
        if running and before is not None and _kept_meanwhile(before) == _kept_meanwhile(call):
            return  # statistics and the running cost: written when the call ends
        seen = not call.missed or (before is not None and before.ended_us > 0 and self._items[item_id].seen)
        self._keep(item_id, call, seen=seen)
        if call.missed:
            self.missed_changed.emit(self.missed_unseen())

    def take_charge(self, call_id: str, cost: Money) -> None:
        """What the provider charged for a call of this run; it knows better than we could count."""
        item_id = self._ids.get(call_id, "")
        call = self._calls.get(item_id)
        if call is not None and self._items[item_id].cost != cost:
            self._charged[item_id] = cost
            self._keep(item_id, call, seen=self._items[item_id].seen)

    def _keep(self, item_id: str, call: CallSnapshot, *, seen: bool) -> None:
        charged = self._charged.get(item_id)
        item = _item_of(item_id, call)
        self._items[item_id] = msgspec.structs.replace(item, seen=seen, cost=charged or item.cost)
        self._database.write(lambda connection: save_call(connection, item_id, call, seen=seen, charged=charged))
        self.recent_changed.emit()

    def _read_recent(self) -> None:
        """What an earlier read still brings is out of date: some of it may have been forgotten since."""
        self._reads += 1
        number = self._reads

        def take(stored: tuple[tuple[CallItem, ...], int]) -> None:
            if number == self._reads:
                self._take(stored)

        self._database.read(lambda connection: (recent_calls(connection, RECENT), count_missed(connection)), take)

    def _take(self, stored: tuple[tuple[CallItem, ...], int]) -> None:
        items, missed = stored
        self._items = {item.item_id: self._with_contact(item) for item in items} | self._items
        self._missed_before = missed - sum(1 for item in items if item.item_id in self._calls and not item.seen)
        self.recent_changed.emit()
        self.missed_changed.emit(self.missed_unseen())

    def _request(self, remotes: tuple[str, ...], then: Callable[[tuple[CallItem, ...]], None]) -> None:
        keys = tuple(remote_key(remote) for remote in remotes)

        def deliver(items: tuple[CallItem, ...]) -> None:
            # This run's are newer in memory than a full or locked disk may have let us write.
            mine = {key: self._items[key] for key, call in self._calls.items() if remote_key(call.remote) in keys}
            merged = {item.item_id: self._with_contact(item) for item in items} | mine
            then(tuple(sorted(merged.values(), key=_newest_last, reverse=True)))

        self._database.read(lambda connection: calls_with(connection, keys, MOST), deliver)

    def _read(self, which: CallFilter, limit: int, then: Callable[[tuple[CallItem, ...]], None]) -> None:
        """The newest that are meant, newest first; all of them with a `limit` of -1."""
        matcher = Matcher.of(which, self._contacts)

        def deliver(items: tuple[CallItem, ...]) -> None:
            # This run's are newer in memory, as in `_request`.
            mine = {key: self._items[key] for key in self._calls}
            stored = {item.item_id: self._with_contact(item) for item in items if item.item_id not in mine}
            merged = stored | {key: item for key, item in mine.items() if matcher.fits(item)}
            newest = sorted(merged.values(), key=_newest_last, reverse=True)
            then(tuple(newest if limit < 0 else newest[:limit]))

        self._database.read(lambda connection: find_calls(connection, which, matcher.parts, tuple(matcher.remotes), limit), deliver)

    def _forget(self, gone: Iterable[CallItem], forget: Callable[[sqlite3.Connection], None]) -> None:
        """`gone` are those in memory; `forget` removes all of them from the database."""
        for item in gone:
            if not item.running:
                for known in (self._items, self._calls, self._charged):
                    known.pop(item.item_id, None)
        self._database.write(forget)
        self._read_recent()
        self.recent_changed.emit()

    def _forget_stored(self, connection: sqlite3.Connection, items: list[CallItem], *, with_recordings: bool) -> None:
        """In the writer's thread. A recording stays while another call leads to it."""
        forget_calls(connection, [item.item_id for item in items])
        if with_recordings:
            remove_recordings({item.recording for item in items if item.recording} - recordings(connection))

    def _with_contact(self, item: CallItem) -> CallItem:
        contact = self._contacts.find_by_remote(item.remote)
        contact_id = None if contact is None else contact.contact_id
        return item if item.contact_id == contact_id else msgspec.structs.replace(item, contact_id=contact_id)

    def _find_contacts(self) -> None:
        found = {key: self._with_contact(item) for key, item in self._items.items()}
        if found != self._items:
            self._items = found
            self.recent_changed.emit()

    def _save_all(self) -> None:
        """A new database was begun: it gets at least this run's calls."""
        for item_id, call in self._calls.items():
            seen = self._items[item_id].seen
            self._database.write(partial(save_call, item_id=item_id, call=call, seen=seen, charged=self._charged.get(item_id)))


def _kept_meanwhile(call: CallSnapshot) -> tuple[object, ...]:
    """What is written while the call runs: a program that is killed leaves a record that leads to the recording."""
    return call.answered_us, call.contact_id, call.recording_path, call.by_machine, call.forwarded_to


def _newest_last(item: CallItem) -> tuple[int, str]:
    return item.started_us, item.item_id


def _item_of(item_id: str, call: CallSnapshot) -> CallItem:
    rate = call.price.rate if call.price is not None else None
    return CallItem(
        item_id=item_id,
        account_id=call.account_id,
        remote=call.remote,
        direction=call.direction,
        started_us=call.started_us,
        contact_id=call.contact_id,
        duration_s=talked_seconds(call.answered_us, call.ended_us),
        reason=call.reason,
        cost=call.cost if call.ended_us else None,
        missed=call.missed,
        seen=not call.missed,
        running=not call.ended_us,
        counted=call.cost if call.ended_us else None,
        tariff=call.tariff,
        rate_nanos=None if rate is None else rate.row.rate_nanos,
        destination_en="" if rate is None else rate.row.destination_en,
        destination_ru="" if rate is None else rate.row.destination_ru,
        recording=call.recording_path,
        is_voice_mail=is_voice_mail(call),
        mos_centi=call.mean_mos_centi,
        forwarded_to=call.forwarded_to,
    )


def _before(which: CallFilter, before_us: int) -> CallFilter:
    ends = [end for end in (which.until_us, before_us) if end]
    return msgspec.structs.replace(which, until_us=min(ends, default=0))
