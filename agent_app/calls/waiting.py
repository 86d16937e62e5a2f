"""Calls that are shown already and wait for their price before they go out: not for long, and they may be cancelled meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.money.service import MoneyService
    from agent_app.money.snapshots import PriceSnapshot

PATIENCE_MS: Final = 1500


class _Wait(msgspec.Struct, frozen=True):
    account_id: str
    number: str
    then: Callable[[], None]
    patience: QTimer


class PriceWait(QObject):
    """`then` is called once: when the price is told (or that there is none), or when the patience ends."""

    def __init__(self, money: MoneyService, parent: QObject | None = None, patience_ms: int = PATIENCE_MS) -> None:
        super().__init__(parent)
        self._money = money
        self._patience_ms = patience_ms
        self._waiting: dict[str, _Wait] = {}  # by call_id
        money.price_ready.connect(self._take)

    def begin(self, call_id: str, account_id: str, number: str, then: Callable[[], None]) -> None:
        patience = QTimer(self)
        patience.setSingleShot(True)
        patience.timeout.connect(lambda: self._go(call_id))
        patience.start(self._patience_ms)
        self._waiting[call_id] = _Wait(account_id, number, then, patience)
        self._money.request_price(account_id, number)

    def cancel(self, call_id: str) -> bool:
        """Whether it was waiting: then it never goes out."""
        return self._take_out(call_id) is not None

    def _take(self, account_id: str, price: PriceSnapshot) -> None:
        for call_id, wait in list(self._waiting.items()):
            if (wait.account_id, wait.number) == (account_id, price.number):
                self._go(call_id)

    def _go(self, call_id: str) -> None:
        wait = self._take_out(call_id)
        if wait is not None:
            wait.then()

    def _take_out(self, call_id: str) -> _Wait | None:
        wait = self._waiting.pop(call_id, None)
        if wait is not None:
            wait.patience.stop()
            wait.patience.deleteLater()
        return wait
