"""Whether a call is meant by a filter, and what of its text is looked for in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from agent_app.contacts.folding import digits_of, fold
from agent_app.contacts.index import remote_key
from agent_app.history.snapshots import CallKind
from agent_app.snapshots import CallDirection

if TYPE_CHECKING:
    from agent_app.contacts.service import ContactService
    from agent_app.history.snapshots import CallFilter
    from agent_app.snapshots import CallItem

_LEAST_DIGITS = 3


class Matcher(msgspec.Struct, frozen=True):
    """`parts` of numbers and addresses, in lower case; `remotes`, as `remote_key` has them, of the contacts whose name has the text."""

    which: CallFilter
    parts: tuple[str, ...]
    remotes: frozenset[str]

    @classmethod
    def of(cls, which: CallFilter, contacts: ContactService) -> Matcher:
        text = fold(which.text.strip())
        if not text:
            return cls(which, (), frozenset())
        named = (contact for contact in contacts.contacts() if text in fold(contact.name))
        remotes = frozenset(remote_key(point.value) for contact in named for point in contact.points)
        return cls(which, _parts(text), remotes)

    def fits(self, item: CallItem) -> bool:
        which = self.which
        if which.account_id not in {"", item.account_id} or item.started_us < which.since_us:
            return False
        if which.until_us and item.started_us >= which.until_us:
            return False
        return self._is_kind(item) and self._is_remote(item.remote)

    def _is_kind(self, item: CallItem) -> bool:
        match self.which.kind:
            case CallKind.ALL:
                return True
            case CallKind.MISSED:
                return item.missed
            case CallKind.INCOMING:
                return item.direction is CallDirection.INCOMING
            case CallKind.OUTGOING:
                return item.direction is CallDirection.OUTGOING
            case CallKind.VOICE_MAIL:
                return item.is_voice_mail

    def _is_remote(self, remote: str) -> bool:
        if not self.parts and not self.remotes:
            return True
        return remote_key(remote) in self.remotes or any(part in remote.lower() for part in self.parts)


def _parts(text: str) -> tuple[str, ...]:
    """The text itself, and the digits of what may be a number, however it is punctuated; the 8 of a Russian one is a 7 in what is kept."""
    digits = digits_of(text)
    number = len(digits) >= _LEAST_DIGITS and len(digits) * 2 > len("".join(text.split()))
    russian = (f"7{digits[1:]}",) if digits.startswith("8") and len(digits) > _LEAST_DIGITS else ()
    return (text, *((digits, *russian) if number else ()))
