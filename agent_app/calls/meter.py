"""The money of the calls that run: what each has cost, how long it may last, and its end at the user's own limit."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from agent_app.clock import now_us
from agent_app.snapshots import CallDirection
from tariffs.rating.money import Money
from telephony.calls import CallState
from telephony.reasons import Reason, ReasonCode

if TYPE_CHECKING:
    from agent_app.accounts.service import AccountService
    from agent_app.calls.live import LiveCall
    from agent_app.calls.table import CallTable
    from agent_app.money.service import MoneyService
    from agent_app.money.snapshots import MoneySnapshot, PriceSnapshot
    from agent_app.snapshots import CallSnapshot
    from tariffs.rating.tariff import Rate

log = logging.getLogger(__name__)

_TICK_MS: Final = 1000
_SECOND_US: Final = 1_000_000
WARNINGS_S: Final = (10, 60)
_MARGIN_US: Final = 1_000_000  # we hang up so much before the limit: a BYE takes its time, and a started second is charged whole
_SLACK_US: Final = 50_000  # timers may fire a little early


class CallMeter(QObject):
    """The rate that holds at the answer holds for the whole call; only what there is to spend may change meanwhile.

    Several calls of one account share its credit: each shows how long it would last if it went on alone from now.
    """

    time_warning = Signal(str, int)  # call_id, seconds left
    limit_reached = Signal(str, object)  # call_id, Reason: it is to be ended now

    def __init__(self, table: CallTable, accounts: AccountService, money: MoneyService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._accounts = accounts
        self._money = money
        self._warned: dict[str, set[int]] = {}  # of each answered call: the warnings that were given
        self._ending: set[str] = set()
        self._asked_anew: set[str] = set()  # answered calls by a price that was told a while ago
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._count_all)
        table.settling.connect(self._follow)
        money.price_ready.connect(self._take_price)
        money.balance_changed.connect(self._take_balance)

    def _follow(self, live: LiveCall) -> None:
        call = live.snapshot
        if call.state is CallState.ENDED:
            self._warned.pop(call.call_id, None)
            self._ending.discard(call.call_id)
            self._asked_anew.discard(call.call_id)
            self._note_cost(call)
        elif call.state is CallState.ESTABLISHED and call.call_id not in self._warned:
            self._answered(live)
        self._keep_time()

    def _keep_time(self) -> None:
        counting = any(live.snapshot.answered_us and live.snapshot.price is not None for live in self._table.live())
        if counting != self._tick.isActive():
            (self._tick.start if counting else self._tick.stop)()

    def _answered(self, live: LiveCall) -> None:
        """From now on it costs: by the rate of this moment."""
        answered = live.snapshot.answered_us
        self._warned[live.snapshot.call_id] = set()
        if not live.is_priced:
            return
        price = self._money.price(live.snapshot.account_id, live.snapshot.remote)
        if price is not None and price.rate is not None:
            live.take_price(price, self._tariff(live.snapshot.account_id), answered)
        if self._money.renew_price(live.snapshot.account_id, live.snapshot.remote):
            self._asked_anew.add(live.snapshot.call_id)
        self._count(live, answered)

    def _tariff(self, account_id: str) -> str:
        money = self._money.balance(account_id)
        return "" if money is None else money.tariff

    def _note_cost(self, call: CallSnapshot) -> None:
        if call.cost is not None and call.direction is CallDirection.OUTGOING:
            self._money.note_cost(call.call_id, call.account_id, call.started_us, call.cost)

    def _take_price(self, account_id: str, price: PriceSnapshot) -> None:
        for live in self._table.live():
            call = live.snapshot
            meant = live.is_priced and call.account_id == account_id and call.remote == price.number
            renewed = call.call_id in self._asked_anew and price.at_us >= call.answered_us
            if meant and (call.price is None or renewed) and price.rate is not None:
                self._asked_anew.discard(call.call_id)
                live.take_price(price, self._tariff(account_id), now_us())
                self._count(live, now_us())
                self._table.tell(live)
        self._keep_time()

    def _take_balance(self, money: MoneySnapshot) -> None:
        """More than before makes a call longer. Less is taken at its word only where something else was charged meanwhile: some providers
        charge a call while it runs, and that is counted here already."""
        if money.balance is None or money.error or money.is_postpaid:
            return
        mine = [live for live in self._table.live() if live.snapshot.account_id == money.account_id and live.snapshot.answered_us]
        for live in mine:
            self._lengthen(live, money.balance, alone=len(mine) == 1)

    def _lengthen(self, live: LiveCall, balance: Money, *, alone: bool) -> None:
        from tariffs.rating.tariff import lasts

        price = live.snapshot.price
        if price is None or price.rate is None or price.rate.currency != balance.currency:
            return
        longest = lasts(price.rate, balance.micros)
        if longest == price.lasts_s or (alone and longest is not None and (price.lasts_s is None or longest < price.lasts_s)):
            return
        if longest is None or (price.lasts_s is not None and longest > price.lasts_s):
            self._warned[live.snapshot.call_id] = set()  # its new end is worth a warning of its own
        live.take_price(msgspec.structs.replace(price, lasts_s=longest), live.snapshot.tariff, now_us())
        self._count(live, now_us())
        self._table.tell(live)

    def _count_all(self) -> None:
        for live in self._table.live():
            if live.snapshot.answered_us:
                before = live.snapshot
                self._count(live, now_us())
                if live.snapshot is not before:
                    self._table.tell(live)

    def _count(self, live: LiveCall, now: int) -> None:
        """Cost and time left at `now`; the warnings that are due, and the end where that is ours to make."""
        live.count_cost(now)
        call = live.snapshot
        self._note_cost(call)
        if not call.answered_us or call.ended_us or call.price is None or call.price.rate is None:
            return
        credit_end, (own_end, _) = call.price.lasts_s, self._own_end(call, call.price.rate)
        end = min((end for end in (credit_end, own_end) if end is not None), default=None)
        left = None if end is None else max(0, (end * _SECOND_US - (now - call.answered_us)) // _SECOND_US)
        live.set_time_left(left)
        if left is not None:
            self._warn(call.call_id, left)
        if own_end is not None:
            self._end_in_time(call, own_end, now)

    def _own_end(self, call: CallSnapshot, rate: Rate) -> tuple[int | None, Reason | None]:
        """After how many seconds the call is ended on our side, and why; None where it is not."""
        from tariffs.rating.tariff import lasts

        rules = self._accounts.rules(call.account_id)
        ends: list[tuple[int, Reason]] = []

        def limit(micros: int, code: ReasonCode, left: int) -> None:
            longest = lasts(rate, left) if micros else None
            if longest is not None:
                ends.append((longest, Reason(code, value=str(Money(micros, rate.currency)))))

        limit(rules.call_limit_micros, ReasonCode.OVER_CALL_LIMIT, rules.call_limit_micros)
        if rules.day_limit_micros:
            spent = self._money.spent_today(call.account_id, rate.currency, but=call.call_id)
            limit(rules.day_limit_micros, ReasonCode.OVER_DAY_LIMIT, rules.day_limit_micros - spent)
        if rules.ends_at_zero and call.price is not None and call.price.lasts_s is not None:
            ends.append((call.price.lasts_s, Reason(ReasonCode.CREDIT_EXHAUSTED)))
        return min(ends, key=lambda end: end[0], default=(None, None))

    def _warn(self, call_id: str, left: int) -> None:
        """Once each; a call that has less than a minute from the start is told of that once."""
        given = self._warned.setdefault(call_id, set())
        due = {mark for mark in WARNINGS_S if left <= mark} - given
        if due and left > 0:
            given |= due
            self.time_warning.emit(call_id, left)

    def _end_in_time(self, call: CallSnapshot, end_s: int, now: int) -> None:
        wait_us = end_s * _SECOND_US - _MARGIN_US - (now - call.answered_us)
        if wait_us > _TICK_MS * 1000 or call.call_id in self._ending or call.state is not CallState.ESTABLISHED:
            return
        self._ending.add(call.call_id)
        QTimer.singleShot(max(0, wait_us // 1000), self, lambda: self._end_now(call.call_id))

    def _end_now(self, call_id: str) -> None:
        """Unless a top-up or a changed limit has come meanwhile."""
        self._ending.discard(call_id)
        live = self._live(call_id)
        if live is None or live.snapshot.price is None or live.snapshot.price.rate is None:
            return
        end, reason = self._own_end(live.snapshot, live.snapshot.price.rate)
        if end is not None and now_us() - live.snapshot.answered_us >= end * _SECOND_US - _MARGIN_US - _SLACK_US:
            log.info("call %s is ended here: %s", call_id, reason)
            self.limit_reached.emit(call_id, reason)

    def _live(self, call_id: str) -> LiveCall | None:
        return next((live for live in self._table.live() if live.snapshot.call_id == call_id), None)
