"""Balances and prices, as the accounts' providers tell them."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from agent_app.background import Lane
from agent_app.money.prices import price_snapshot
from agent_app.snapshots import MoneySnapshot, PriceSnapshot

if TYPE_CHECKING:
    from agent_app.money.source import MoneySource, NumberPrice

log = logging.getLogger(__name__)

_REFRESH_MS: Final = 60_000
_SETTLE_MS: Final = 400  # a provider charges a call a moment after its end


@dataclass(slots=True)
class _Purse:
    """What is known of one account's money. `prices`: by number; a provider's deck does not change while the program runs."""

    source: MoneySource
    money: MoneySnapshot | None = None
    prices: dict[str, NumberPrice] = field(default_factory=dict[str, "NumberPrice"])
    asking: bool = False


class MoneyService(QObject):
    """Providers are asked in a worker, and nothing is asked before `begin`: their HTTP library is not on the way to the first frame."""

    balance_changed = Signal(object)  # MoneySnapshot
    price_ready = Signal(str, object)  # account_id, PriceSnapshot
    top_up_failed = Signal(str, str)  # account_id, code

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._purses: dict[str, _Purse] = {}
        self._lane = Lane("money", self)
        self._begun = False
        self._timer = QTimer(self)
        self._timer.setInterval(_REFRESH_MS)
        self._timer.timeout.connect(self._refresh_all)

    def begin(self) -> None:
        """The first frame is out: ask what there is to ask."""
        self._begun = True
        self._refresh_all()

    def set_source(self, account_id: str, source: MoneySource) -> None:
        """The account's money is told by `source` from now on."""
        known = self._purses.get(account_id)
        self._purses[account_id] = _Purse(source, known and known.money)
        self.refresh(account_id)

    def has_provider(self, account_id: str) -> bool:
        """Whether the account's provider tells balance and prices at all."""
        return account_id in self._purses

    def balance(self, account_id: str) -> MoneySnapshot | None:
        """The last known; None before the first answer, and for accounts whose provider tells none."""
        purse = self._purses.get(account_id)
        return None if purse is None else purse.money

    def refresh(self, account_id: str) -> None:
        """Ask for the balance; `balance_changed` brings it, or the code of an error with what was known before."""
        purse = self._purses.get(account_id)
        if purse is None or purse.asking or not self._begun:
            return
        purse.asking = True
        source = purse.source
        self._lane.run(
            lambda: source.money(account_id),
            lambda money: self._take_money(purse, money),
            lambda error: self._take_money(purse, _unknown(account_id, purse.money, error)),
        )

    def refresh_after_call(self, account_id: str) -> None:
        """The same once the provider has had the time to charge the call."""
        QTimer.singleShot(_SETTLE_MS, self, lambda: self.refresh(account_id))

    def request_price(self, account_id: str, number: str) -> None:
        """The price of a full number (E.164), by `price_ready`; at once where it is known already."""
        purse = self._purses.get(account_id)
        if purse is None:
            return
        known = purse.prices.get(number)
        if known is not None:
            self._tell_price(account_id, purse, known)
            return
        source = purse.source
        self._lane.run(
            lambda: source.price(number),
            lambda price: self._take_price(account_id, purse, price),
            lambda error: self.price_ready.emit(account_id, PriceSnapshot(number, known=False, error=_code(error))),
        )

    def watch(self, on: bool) -> None:
        """Balances are asked for every 60 s while a window is visible."""
        if on == self._timer.isActive():
            return
        if on:
            self._timer.start()
            self._refresh_all()
        else:
            self._timer.stop()

    def can_top_up(self, account_id: str) -> bool:
        return account_id in self._purses

    def top_up(self, account_id: str, micros: int) -> None:
        """Add this many micro-units of the account's currency; the new balance comes by `balance_changed`, a failure by `top_up_failed`."""
        purse = self._purses[account_id]
        source = purse.source
        self._lane.run(
            lambda: source.top_up(account_id, micros),
            lambda money: self._take_money(purse, money),
            lambda error: self.top_up_failed.emit(account_id, _code(error)),
        )

    def close(self) -> None:
        self._timer.stop()
        self._lane.close(0)

    def _refresh_all(self) -> None:
        for account_id in list(self._purses):
            self.refresh(account_id)

    def _take_money(self, purse: _Purse, money: MoneySnapshot) -> None:
        purse.asking = False
        if self._purses.get(money.account_id) is not purse:
            return  # the sandbox was started anew meanwhile
        purse.money = money
        self.balance_changed.emit(money)

    def _take_price(self, account_id: str, purse: _Purse, price: NumberPrice) -> None:
        purse.prices[price.number] = price
        self._tell_price(account_id, purse, price)

    def _tell_price(self, account_id: str, purse: _Purse, price: NumberPrice) -> None:
        if price.row is None:
            snapshot = PriceSnapshot(price.number, known=False, error="no_rate")
        else:
            snapshot = price_snapshot(price.number, price.row, price.currency, purse.money, trial_covers=price.trial_covers)
        self.price_ready.emit(account_id, snapshot)


def _code(error: Exception) -> str:
    log.info("the provider did not answer well: %s", error)
    return str(getattr(error, "code", "")) or "failed"


def _unknown(account_id: str, before: MoneySnapshot | None, error: Exception) -> MoneySnapshot:
    return msgspec.structs.replace(before or MoneySnapshot(account_id), error=_code(error))
