"""Where a provider's customers pay and recover a password: public pages, never with a secret in them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Pages:
    """https addresses, "" for none."""

    top_up: str = ""
    recovery: str = ""

    def or_else(self, usual: Pages) -> Pages:
        """These where they are given, the usual ones elsewhere."""
        return Pages(self.top_up or usual.top_up, self.recovery or usual.recovery)
