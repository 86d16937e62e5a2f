"""Which account the user prefers for a contact or a number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

CONTACT: Final = "contact:"
PREFIX: Final = "prefix:"


def preferred_account(preferred: Mapping[str, str], number: str, contact_id: str | None) -> str:
    """The account_id for the contact, else for the longest prefix of the number (E.164; "prefix:7495"); "" where nothing is preferred."""
    if contact_id is not None and CONTACT + contact_id in preferred:
        return preferred[CONTACT + contact_id]
    digits = number.removeprefix("+")
    for length in range(len(digits), 0, -1):
        if PREFIX + digits[:length] in preferred:
            return preferred[PREFIX + digits[:length]]
    return preferred.get(PREFIX, "")
