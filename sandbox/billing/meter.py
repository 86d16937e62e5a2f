"""Runs beside each call: opens and closes its record, extends its credit, and ends it at the second the credit ends."""

from __future__ import annotations

import asyncio
import logging
import secrets
from typing import TYPE_CHECKING, Final

from sandbox.billing.tariff import CallRefusedError
from sandbox.state import CallRecord, State, now_us

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.billing.ledger import Hold, Ledger

log = logging.getLogger(__name__)

_SECOND_US: Final = 1_000_000


class MeteredCall:
    """One call of one account, free (without a hold) or paid."""

    def __init__(self, meter: Meter, record: CallRecord, hold: Hold | None) -> None:
        self.record = record
        self._meter = meter
        self._hold = hold
        self._answered_at: float | None = None
        self._scale = 1
        self._timer: asyncio.TimerHandle | None = None

    @property
    def credit_seconds(self) -> int | None:
        """How long the call can last; None for free calls."""
        return self._meter.ledger.longest(self._hold) if self._hold else None

    def answered(self, cut: Callable[[], None]) -> None:
        """The call costs from now on, by the rate of this moment; `cut` is called when its credit ends."""
        if self._answered_at is not None:
            return
        self._answered_at, self._scale = asyncio.get_running_loop().time(), self._meter.scale
        self.record.answer_us = now_us()
        if self._hold is not None:
            self._meter.ledger.answered(self._hold, self.record.answer_us)
            self.record.free = self._hold.rate.free.name_en if self._hold.rate.free else ""
        self._meter.changed()
        self._watch(cut)

    def _watch(self, cut: Callable[[], None]) -> None:
        if self._hold is not None and self._answered_at is not None:
            end = self._answered_at + self._hold.seconds / self._scale
            self._timer = asyncio.get_running_loop().call_at(end, self._slice_ended, cut)

    def _slice_ended(self, cut: Callable[[], None]) -> None:
        assert self._hold
        if self._meter.ledger.extend(self._hold):
            self._watch(cut)
        else:
            log.info("call %s: the credit of %s is exhausted", self.record.id, self.record.user)
            cut()

    def ended(self, cause: str, sip_status: int = 0) -> None:
        """Charges the account and closes the record; later calls do nothing."""
        if self.record.end_cause:
            return
        if self._timer is not None:
            self._timer.cancel()
        lasted_us = self._lasted_us()
        self.record.end_us = self.record.answer_us + lasted_us if self.record.answer_us else now_us()
        self.record.end_cause, self.record.sip_status = cause, sip_status
        self._settle(-(-lasted_us // _SECOND_US))
        self._meter.closed(self)

    def _lasted_us(self) -> int:
        """The time that counts: of the steady clock, no more than what the credit paid, and at least something once it was answered."""
        if self._answered_at is None:
            return 0
        elapsed = asyncio.get_running_loop().time() - self._answered_at
        lasted = max(1, round(elapsed * self._scale * _SECOND_US))
        return lasted if self._hold is None else min(lasted, self._hold.seconds * _SECOND_US)

    def _settle(self, seconds: int) -> None:
        if self._hold is None:
            return
        charge = self._meter.ledger.settle(self._hold, seconds)
        self.record.billed_seconds, self.record.cost_micros = charge.billed_seconds, charge.cost_micros
        self.record.trial_seconds = charge.bucket_seconds


class Meter:
    """Begins the metering of calls; knows the live ones. `scale`: how many times faster than the clock the next calls are charged."""

    def __init__(self, state: State, ledger: Ledger) -> None:
        self.ledger = ledger
        self.scale = 1
        self._state = state
        self._live: dict[str, MeteredCall] = {}

    def paid(self, user: str, e164: str) -> MeteredCall:
        """A call to a full number. CallRefusedError (recorded) where the deck or the credit says no."""
        record = self._record(user, "out", f"+{e164.removeprefix('+')}", "")
        row = self.ledger.tariff.deck.match(e164, record.start_us)
        record.destination = row.destination_en if row else ""
        try:
            hold = self.ledger.hold(self._state.accounts[user], e164, record.start_us)
        except CallRefusedError as refusal:
            record.end_us, record.end_cause, record.sip_status = now_us(), refusal.cause, refusal.status
            self.changed()
            raise
        return self._begin(record, hold)

    def free(self, user: str, direction: str, number: str) -> MeteredCall:
        """A call that costs nothing: between users, to the services, or one that comes in. `direction`: "out" or "in"."""
        return self._begin(self._record(user, direction, number, ""), None)

    def live(self, user: str | None = None) -> list[MeteredCall]:
        """The calls that have not ended, of one user or all."""
        return [call for call in self._live.values() if user in {None, call.record.user}]

    def _record(self, user: str, direction: str, number: str, destination: str) -> CallRecord:
        record = CallRecord(secrets.token_hex(8), user, direction, number, destination, now_us())
        self._state.records.append(record)
        return record

    def _begin(self, record: CallRecord, hold: Hold | None) -> MeteredCall:
        call = MeteredCall(self, record, hold)
        self._live[record.id] = call
        self.changed()
        return call

    def closed(self, call: MeteredCall) -> None:
        """A call has ended."""
        self._live.pop(call.record.id, None)
        self.changed()

    def changed(self) -> None:
        """Saves; a full disk is the log's business, not the callers'."""
        try:
            self._state.save()
        except OSError:
            log.exception("the state could not be saved")
