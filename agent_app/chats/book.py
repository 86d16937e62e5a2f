"""The conversations in memory: one row for each account and address, merged for the list by the contacts they belong to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent_app.chats.snapshots import ConversationSnapshot, MessageItem, MessageStatus, place_of
from agent_app.contacts.index import remote_key
from agent_app.storage.chats import PREVIEW, ChatRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from agent_app.chats.snapshots import ConversationKey
    from agent_app.snapshots import Contact


class ConversationBook:
    """`find` gives the contact of an address; `lives` says whether an account is there. What was written with one that was signed out
    of goes on in the line of the account that has the same address for a partner now: it is the same person."""

    def __init__(self, find: Callable[[str], Contact | None], lives: Callable[[str], bool] = lambda _: True) -> None:
        self._find = find
        self._lives = lives
        self._rows: dict[tuple[str, str], ChatRow] = {}
        self._by_remote: dict[str, list[ChatRow]] = {}
        # By key: the rows that are merged, and what they make; what was touched is made anew when somebody asks.
        self._merged: dict[ConversationKey, list[ChatRow]] | None = None
        self._made: dict[ConversationKey, ConversationSnapshot] = {}
        self._people: dict[str, Contact] = {}  # whom `_merged` was made with: nobody is looked for twice among 10,000
        self._touched: set[ConversationKey] = set()
        self._snapshots: tuple[ConversationSnapshot, ...] | None = None

    def row(self, account_id: str, remote: str) -> ChatRow:
        """It is made where there is none."""
        key = (account_id, remote_key(remote))
        if key not in self._rows:
            row = self._keep(ChatRow(account_id, remote))
            if len(self._by_remote[key[1]]) > 1:
                self.touch_all()  # it may be the heir of others
            elif self._merged is not None:
                self._merged.setdefault(self.key_of(account_id, remote), []).append(row)
            self.touch(row)
        return self._rows[key]

    def rows(self, key: ConversationKey) -> list[ChatRow]:
        """Those that are merged under `key`; [] for one that is not known."""
        rows = self._merge().get(key, [])
        if isinstance(key, str) or rows:
            return rows
        row = self._rows.get((key[0], remote_key(key[1])))
        return [] if row is None else [row]

    def rows_with(self, remote: str) -> list[ChatRow]:
        """Those of all accounts with this address."""
        return self._by_remote.get(remote_key(remote), [])

    def key_of(self, account_id: str, remote: str) -> ConversationKey:
        contact = self._find(remote)
        return self._key_of_stranger(account_id, remote) if contact is None else contact.contact_id

    def _key_of_stranger(self, account_id: str, remote: str) -> tuple[str, str]:
        row = self._rows.get((account_id, remote_key(remote)))
        if not self._lives(account_id):
            rows = self._by_remote.get(remote_key(remote), [])
            row = next((one for one in rows if self._lives(one.account_id)), rows[0] if rows else None)
        return (account_id, remote) if row is None else (row.account_id, row.remote)

    def _keep(self, row: ChatRow) -> ChatRow:
        key = remote_key(row.remote)
        self._rows[row.account_id, key] = row
        self._by_remote.setdefault(key, []).append(row)
        return row

    def take_loaded(self, rows: Iterable[ChatRow]) -> list[ChatRow]:
        """What the database has; what came meanwhile is newer: those rows are told, as they are now."""
        met: list[ChatRow] = []
        for loaded in rows:
            mine = self._rows.get((loaded.account_id, remote_key(loaded.remote)))
            if mine is None:
                self._keep(loaded)
                continue
            met.append(mine)
            mine.unread += loaded.unread
            mine.pinned, mine.muted, mine.draft = mine.pinned or loaded.pinned, mine.muted or loaded.muted, mine.draft or loaded.draft
            mine.form, mine.is_agent, mine.quiet = mine.form or loaded.form, mine.is_agent or loaded.is_agent, mine.quiet and loaded.quiet
            if (loaded.at_us, loaded.last_id) > (mine.at_us, mine.last_id):
                mine.last_id, mine.last_text, mine.at_us = loaded.last_id, loaded.last_text, loaded.at_us
                mine.last_kind, mine.last_status, mine.last_incoming = loaded.last_kind, loaded.last_status, loaded.last_incoming
        self.touch_all()
        return met

    def note(self, item: MessageItem, *, is_new: bool) -> None:
        """A message came, went or changed."""
        row = self.row(item.account_id, item.remote)
        if is_new and item.is_incoming and not item.seen:
            row.unread += 1
        if place_of(item) >= (row.at_us, row.last_id):
            text = item.file.name if item.file is not None else item.text
            row.last_id, row.last_text, row.at_us, row.last_kind = item.item_id, text[:PREVIEW], item.at_us, item.kind
            row.last_status, row.last_incoming = item.status, item.is_incoming
        self.touch(row)

    def touch(self, row: ChatRow) -> None:
        """Something of it changed."""
        self._snapshots = None
        key = self.key_of(row.account_id, row.remote)
        if self._merged is not None and key in self._merged:
            self._touched.add(key)
        else:
            self._merged = None

    def touch_all(self) -> None:
        """Other contacts may have other addresses now."""
        self._snapshots = self._merged = None

    def total_unread(self) -> int:
        return sum(row.unread for row in self._rows.values() if not row.muted)

    def all_rows(self) -> list[ChatRow]:
        return list(self._rows.values())

    def snapshots(self) -> tuple[ConversationSnapshot, ...]:
        """Pinned ones first, then the latest first."""
        if self._snapshots is None:
            merged = self._merge()
            for key in self._touched:
                self._made[key] = self._snapshot(key, merged[key])
            self._touched.clear()
            listed = [one for one in self._made.values() if one.at_us or one.pinned or one.draft]
            self._snapshots = tuple(sorted(listed, key=_order, reverse=True))
        return self._snapshots

    def _merge(self) -> dict[ConversationKey, list[ChatRow]]:
        if self._merged is None:
            self._merged = {}
            self._people.clear()
            for row in self._rows.values():
                contact = self._find(row.remote)
                key = self._key_of_stranger(row.account_id, row.remote) if contact is None else contact.contact_id
                self._merged.setdefault(key, []).append(row)
                if contact is not None:
                    self._people[contact.contact_id] = contact
            self._made.clear()
            self._touched = set(self._merged)
        return self._merged

    def _snapshot(self, key: ConversationKey, rows: list[ChatRow]) -> ConversationSnapshot:
        return _snapshot(key, rows, None if isinstance(key, tuple) else self._people.get(key) or self._find(rows[0].remote))


def _order(one: ConversationSnapshot) -> tuple[bool, int]:
    return one.pinned, one.at_us


def _snapshot(key: ConversationKey, rows: list[ChatRow], contact: Contact | None) -> ConversationSnapshot:
    last = rows[0]
    if len(rows) > 1:
        rows.sort(key=lambda row: (row.at_us, row.last_id), reverse=True)
        last = _joined(rows)
    return ConversationSnapshot(
        key=key,
        title=last.remote if contact is None else contact.name or last.remote,
        account_id=last.account_id,
        remotes=(last.remote,) if len(rows) == 1 else tuple(dict.fromkeys(row.remote for row in rows)),
        last_text=last.last_text,
        last_kind=last.last_kind,
        last_status=last.last_status if last.last_id else MessageStatus.RECEIVED,
        last_incoming=last.last_incoming,
        at_us=last.at_us,
        unread=last.unread,
        pinned=last.pinned,
        muted=last.muted,
        draft=last.draft,
        typing=last.typing,
    )


def _joined(rows: list[ChatRow]) -> ChatRow:
    """The latest, with what is true of all of them."""
    return replace(
        rows[0],
        unread=sum(row.unread for row in rows),
        pinned=any(row.pinned for row in rows),
        muted=any(row.muted for row in rows),
        draft=next((row.draft for row in rows if row.draft), ""),
        typing=any(row.typing for row in rows),
    )
