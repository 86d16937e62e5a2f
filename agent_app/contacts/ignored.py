"""Who is ignored: contacts with all that they have or will have, and numbers or addresses of strangers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from agent_app.contacts.index import remote_key
from agent_app.storage.contacts import load_ignored, save_ignored

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.snapshots import Contact
    from agent_app.storage.contacts import StoredIgnored
    from agent_app.storage.database import Database

_CONTACT: Final = "contact:"


class IgnoreList(QObject):
    """Calls and messages of those on it are refused; `is_ignored` is asked for each of them."""

    changed = Signal()

    def __init__(self, database: Database, contact_of: Callable[[str], Contact | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._database = database
        self._contact_of = contact_of
        self._keys: set[str] = set()
        self._theirs: frozenset[str] = frozenset()  # numbers and addresses of ignored contacts, while `contact_of` knows nobody yet
        self._asked = self._loaded = self._met = False
        database.renewed.connect(self._save)

    def load(self) -> None:
        """Read them, the first time it is called: it need not wait for the contacts, and those who call or write won't."""
        if not self._asked:
            self._asked = True
            self._database.read(load_ignored, self._take_stored)

    def is_ignored(self, remote: str) -> bool:
        """Whether this number (E.164) or address (user@domain, any case) is, by itself or with its contact."""
        if not self._keys:
            return False
        key, contact = remote_key(remote), self._contact_of(remote)
        if contact is None:
            return key in self._keys or (key in self._theirs and not self._met)
        return key in self._keys or self.ignores_contact(contact.contact_id)

    def ignores_contact(self, contact_id: str) -> bool:
        return _CONTACT + contact_id in self._keys

    def remotes(self) -> tuple[str, ...]:
        """The numbers and addresses that are ignored by themselves."""
        return tuple(sorted(key for key in self._keys if not key.startswith(_CONTACT)))

    def contact_ids(self) -> tuple[str, ...]:
        return tuple(sorted(key.removeprefix(_CONTACT) for key in self._keys if key.startswith(_CONTACT)))

    def ignore(self, remote: str) -> None:
        """Who has this number or address: the contact where there is one."""
        contact = self._contact_of(remote)
        self._change({remote_key(remote)} if contact is None else {_CONTACT + contact.contact_id}, set())

    def ignore_contact(self, contact_id: str) -> None:
        self._change({_CONTACT + contact_id}, set())

    def forgive(self, remote: str) -> None:
        """Neither the number or address nor its contact is ignored any more."""
        contact = self._contact_of(remote)
        self._change(set(), {remote_key(remote)} | ({_CONTACT + contact.contact_id} if contact else set()))

    def forgive_contact(self, contact: Contact) -> None:
        self._change(set(), {_CONTACT + contact.contact_id} | {remote_key(point.value) for point in contact.points})

    def forget_contact(self, contact: Contact) -> None:
        """The contact is deleted: who was ignored stays so, as a stranger."""
        if self.ignores_contact(contact.contact_id):
            self._change({remote_key(point.value) for point in contact.points}, {_CONTACT + contact.contact_id})

    def follow_merge(self, kept: str, gone: tuple[str, ...]) -> None:
        """Several contacts became one: it is ignored where one of them was."""
        keys = {_CONTACT + contact_id for contact_id in gone}
        if keys & self._keys:
            self._change({_CONTACT + kept}, keys)

    def meet_contacts(self) -> None:
        """`contact_of` knows them from now on."""
        self._met = True

    def _take_stored(self, stored: StoredIgnored) -> None:
        """What was read, beside what was added meanwhile."""
        mine, self._keys = self._keys, self._keys | stored.keys
        self._theirs = frozenset(map(remote_key, stored.values))
        self._loaded = True
        if mine:
            self._save()
        self.changed.emit()

    def _change(self, more: set[str], fewer: set[str]) -> None:
        keys = (self._keys | more) - (fewer - more)
        if keys != self._keys:
            self._keys = keys
            self._save()
            self.changed.emit()

    def _save(self) -> None:
        if not self._loaded:
            return  # what is kept is not known yet, and would be lost
        keys = frozenset(self._keys)
        self._database.write(lambda connection: save_ignored(connection, keys))
