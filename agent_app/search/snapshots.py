"""What a search is asked and what it answers: frozen values. Texts are other people's: shown as plain text, never interpreted."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from agent_app.snapshots import Contact

if TYPE_CHECKING:
    from agent_app.chats.snapshots import ConversationKey

Mark: TypeAlias = tuple[int, int]
"""From and to (behind the last) in the characters of a text."""


class HitKind(StrEnum):
    PERSON = "person"
    MESSAGE = "message"
    SMS = "sms"
    CALL = "call"


ALL_KINDS = frozenset(HitKind)


class SearchFilters(msgspec.Struct, frozen=True):
    """What is looked for at all. `remotes`: only with these numbers and addresses (()
    is with anybody); times in UTC microseconds, 0: any.
    """

    kinds: frozenset[HitKind] = ALL_KINDS
    remotes: tuple[str, ...] = ()
    since_us: int = 0
    until_us: int = 0  # before this moment


class Snippet(msgspec.Struct, frozen=True):
    """A piece of a text, with what was found in it."""

    text: str
    marks: tuple[Mark, ...] = ()


class SearchHit(msgspec.Struct, frozen=True):
    """A place in the timeline. Of a call the snippet is its number or address."""

    kind: HitKind
    item_id: str
    account_id: str
    remote: str
    at_us: int
    is_incoming: bool
    snippet: Snippet
    missed: bool = False
    contact_id: str | None = None

    @property
    def key(self) -> ConversationKey:
        """Of the conversation that it is in."""
        return self.contact_id if self.contact_id is not None else (self.account_id, self.remote)


class SearchResults(msgspec.Struct, frozen=True):
    """The newest first, in groups; `more` are the groups of which there is more than is given. `complete`: all messages are indexed."""

    contacts: tuple[Contact, ...] = ()
    messages: tuple[SearchHit, ...] = ()
    sms: tuple[SearchHit, ...] = ()
    calls: tuple[SearchHit, ...] = ()
    more: frozenset[HitKind] = frozenset()
    complete: bool = True
