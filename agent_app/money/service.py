"""Balances and prices, as the accounts' providers tell them."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from agent_app.background import Lane
from agent_app.clock import now_us
from agent_app.money.snapshots import MoneySnapshot, PriceSnapshot

if TYPE_CHECKING:
    from agent_app.snapshots import CallSnapshot
    from tariffs.providers.provider import AccountStatus, Price, Provider
    from tariffs.rating.money import Money

log = logging.getLogger(__name__)

_REFRESH_MS: Final = 60_000
# A provider charges a call a moment after its end; later where it hears of that from the next engine, or not at all and finds out itself.
_SETTLE_MS: Final = (400, 4000)
_RECORDS: Final = 20
_SAME_CALL_US: Final = 3_000_000  # how far the provider's idea of the answer's time may be from ours


@dataclass(frozen=True, slots=True)
class _Price:
    """What the provider told of a number; whether the trial may pay for it."""

    price: Price
    trial_covers: bool


@dataclass(slots=True)
class _Purse:
    """What is known of one account's money. `prices`: by number; a provider's deck does not change while the program runs."""

    provider: Provider
    money: MoneySnapshot | None = None
    prices: dict[str, _Price] = field(default_factory=dict[str, "_Price"])
    asking: bool = False


class MoneyService(QObject):
    """Providers are asked in a worker, and nothing is asked before `begin`: their HTTP library is not on the way to the first frame."""

    balance_changed = Signal(object)  # MoneySnapshot
    price_ready = Signal(str, object)  # account_id, PriceSnapshot
    charged = Signal(str, object)  # call_id, Money: what the provider says that the call did cost
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

    def set_provider(self, account_id: str, provider: Provider) -> None:
        """The account's money is told by `provider` from now on."""
        known = self._purses.get(account_id)
        if known is not None:
            self._lane.run(known.provider.close)
        self._purses[account_id] = _Purse(provider, known and known.money)
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
        provider = purse.provider
        self._lane.run(
            lambda: _money(account_id, provider.account_status()),
            lambda money: self._take_money(purse, money),
            lambda error: self._take_money(purse, _unknown(account_id, purse.money, error)),
        )

    def settle(self, call: CallSnapshot) -> None:
        """An answered call has ended: ask what it did cost (`charged`) and what is left, once the provider has charged it."""
        if call.account_id in self._purses:
            for delay in _SETTLE_MS:
                QTimer.singleShot(delay, self, lambda: self._settle(call))

    def request_price(self, account_id: str, number: str) -> None:
        """The price of a full number (E.164), by `price_ready`; at once where it is known already."""
        purse = self._purses.get(account_id)
        if purse is None:
            return
        if purse.money is None:  # what the trial pays, and how long a call lasts, is part of the answer: it comes first
            self._begun = True
            self.refresh(account_id)
        known = purse.prices.get(number)
        if known is not None:
            self._tell_price(account_id, purse, known)
            return
        provider = purse.provider
        self._lane.run(
            lambda: _price(provider, number),
            lambda price: self._take_price(account_id, purse, price),
            lambda error: self.price_ready.emit(account_id, PriceSnapshot(number, error=_code(error))),
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
        from tariffs.providers.provider import Capability

        purse = self._purses.get(account_id)
        return purse is not None and Capability.TOP_UP in purse.provider.capabilities

    def top_up(self, account_id: str, amount: Money) -> None:
        """Add `amount`, in the account's currency; the new balance comes by `balance_changed`, a failure by `top_up_failed`."""
        purse = self._purses[account_id]
        provider = purse.provider
        self._lane.run(
            lambda: _money(account_id, provider.top_up(amount)),
            lambda money: self._take_money(purse, money),
            lambda error: self.top_up_failed.emit(account_id, _code(error)),
        )

    def close(self) -> None:
        self._timer.stop()
        for purse in self._purses.values():
            self._lane.run(purse.provider.close)
        self._lane.close(0.2)

    def _refresh_all(self) -> None:
        for account_id in list(self._purses):
            self.refresh(account_id)

    def _settle(self, call: CallSnapshot) -> None:
        purse = self._purses.get(call.account_id)
        if purse is None:
            return
        provider = purse.provider
        self._lane.run(lambda: _charge(provider, call), lambda cost: self._take_charge(call.call_id, cost))
        self.refresh(call.account_id)

    def _take_charge(self, call_id: str, cost: Money | None) -> None:
        if cost is not None:
            self.charged.emit(call_id, cost)

    def _take_money(self, purse: _Purse, money: MoneySnapshot) -> None:
        purse.asking = False
        if self._purses.get(money.account_id) is not purse:
            return  # the sandbox was started anew meanwhile
        purse.money = money
        self.balance_changed.emit(money)

    def _take_price(self, account_id: str, purse: _Purse, price: _Price) -> None:
        purse.prices[price.price.number] = price
        self._tell_price(account_id, purse, price)

    def _tell_price(self, account_id: str, purse: _Purse, price: _Price) -> None:
        from agent_app.money.prices import price_snapshot  # with the first price: not on the way to the first frame

        snapshot = price_snapshot(price.price, purse.money, trial_covers=price.trial_covers)
        self.price_ready.emit(account_id, snapshot)


# --- in the worker --------------------------------------------------------------------------------------------------------------


def _money(account_id: str, status: AccountStatus) -> MoneySnapshot:
    return MoneySnapshot(account_id, status.balance, status.tariff, status.trial_seconds_left, status.trial_seconds_total, now_us())


def _price(provider: Provider, number: str) -> _Price:
    from tariffs.rating.trial import covers

    return _Price(provider.price(number), covers(number))


def _charge(provider: Provider, call: CallSnapshot) -> Money | None:
    """The cost in the provider's record of the call; None where it has none that could be meant."""
    for record in provider.calls(_RECORDS):
        same = record.direction == "out" and record.number == call.remote
        if same and abs(record.answer_us - call.answered_us) < _SAME_CALL_US:
            return record.cost
    return None


# --- on the window's thread -----------------------------------------------------------------------------------------------------


def _code(error: Exception) -> str:
    log.info("the provider did not answer well: %s", error)
    return str(getattr(error, "code", "")) or "failed"


def _unknown(account_id: str, before: MoneySnapshot | None, error: Exception) -> MoneySnapshot:
    return msgspec.structs.replace(before or MoneySnapshot(account_id), error=_code(error))
