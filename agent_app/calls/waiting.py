"""Calls that are shown already and wait for their price before they go out: not for long, and they may be cancelled meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.money.service import MoneyService
    from agent_app.money.snapshots import PriceSnapshot

PATIENCE_MS: Final = 1500


class PriceWait(QObject):
    """`then` is called once: when the price is told (or that there is none), or when the patience ends."""

    def __init__(self, money: MoneyService, parent: QObject | None = None, patience_ms: int = PATIENCE_MS) -> None:
        super().__init__(parent)
        self._money = money
        self._patience_ms = patience_ms
        self._waiting: dict[str, tuple[str, str, Callable[[], None]]] = {}  # by call_id: account, number, then
        money.price_ready.connect(self._take)

    def begin(self, call_id: str, account_id: str, number: str, then: Callable[[], None]) -> None:
        self._waiting[call_id] = (account_id, number, then)
        QTimer.singleShot(self._patience_ms, self, lambda: self._go(call_id))
        self._money.request_price(account_id, number)

    def cancel(self, call_id: str) -> bool:
        """Whether it was waiting: then it never goes out."""
        return self._waiting.pop(call_id, None) is not None

    def _take(self, account_id: str, price: PriceSnapshot) -> None:
        for call_id, (account, number, _) in list(self._waiting.items()):
            if (account, number) == (account_id, price.number):
                self._go(call_id)

    def _go(self, call_id: str) -> None:
        waiting = self._waiting.pop(call_id, None)
        if waiting is not None:
            waiting[2]()
