"""Balances and prices, as the accounts' providers tell them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from agent_app.snapshots import MoneySnapshot


class MoneyService(QObject):
    balance_changed = Signal(object)  # MoneySnapshot
    price_ready = Signal(str, object)  # account_id, PriceSnapshot

    def has_provider(self, account_id: str) -> bool:
        """Whether the account's provider tells balance and prices at all."""
        return False

    def balance(self, account_id: str) -> MoneySnapshot | None:
        """The last known; None before the first answer, and for accounts whose provider tells none."""
        return None

    def refresh(self, account_id: str) -> None: ...

    def request_price(self, account_id: str, number: str) -> None:
        """The price of a full number (E.164), by `price_ready`; at once where it is known already."""

    def watch(self, on: bool) -> None:
        """Balances are asked for every 60 s while a window is visible."""

    def can_top_up(self, account_id: str) -> bool:
        return False

    def top_up(self, account_id: str, micros: int) -> None:
        """Add this many micro-units of the account's currency; the new balance comes by `balance_changed`."""
