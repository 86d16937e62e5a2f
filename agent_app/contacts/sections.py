"""The contact list as it is shown: favourites, the user's groups, the others, and those who have a telephone only."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import msgspec

from agent_app.contacts.index import is_phone_only

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent_app.snapshots import Contact, ContactGroup


class SectionKind(Enum):
    FAVOURITES = "favourites"
    GROUP = "group"
    OTHERS = "others"  # in no group
    PHONES = "phones"  # in no group, and with telephone numbers only: SMS and calls are all they have


class Section(msgspec.Struct, frozen=True):
    """`group_id` and `name` are a group's; the other kinds have none."""

    kind: SectionKind
    contacts: tuple[Contact, ...]
    group_id: str = ""
    name: str = ""

    @property
    def key(self) -> str:
        """What this section is called where it is remembered."""
        return self.group_id or self.kind.value


def sectioned(contacts: Sequence[Contact], groups: Sequence[ContactGroup]) -> tuple[Section, ...]:
    """Sections in their order, each contact once; groups are there when empty too, the other kinds are not."""
    members: dict[str, list[Contact]] = {group.group_id: [] for group in groups}
    favourites: list[Contact] = []
    others: list[Contact] = []
    phones: list[Contact] = []
    for contact in contacts:
        if contact.favourite:
            favourites.append(contact)
        elif contact.group_id in members:
            members[contact.group_id].append(contact)
        else:
            (phones if is_phone_only(contact) else others).append(contact)
    plain = ((SectionKind.OTHERS, others), (SectionKind.PHONES, phones))
    return (
        *((Section(SectionKind.FAVOURITES, tuple(favourites)),) if favourites else ()),
        *(Section(SectionKind.GROUP, tuple(members[group.group_id]), group.group_id, group.name) for group in groups),
        *(Section(kind, tuple(found)) for kind, found in plain if found),
    )
