"""Transfers of ours: the far side is sent to somebody else (REFER, RFC 3515; with Replaces, RFC 3891)."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Final, Protocol

from telephony.calling import Transfer, TransferProgress, TransferTo
from telephony.calls import CallState
from telephony.engine.call import Call
from telephony.engine.desk import Desk
from telephony.engine.holding import Holding
from telephony.engine.refusal import Refused
from telephony.engine.schedule import Timer
from telephony.pj.facts import TransferFact
from telephony.reasons import Reason, ReasonCode, reason_of_status

log = logging.getLogger(__name__)

_PATIENCE_S: Final = 120.0  # a far side that never says how it went
_OTHER_LEAVES_S: Final = 4.0  # the replaced call is ended by whom it is with
_SETTLES_S: Final = 2.0  # once it is, a word of failure would have come by then
_ACCEPTED: Final = 202


class TransferStack(Protocol):
    """What of the SIP stack this room needs."""

    def transfer(self, call_id: str, target: str) -> None: ...
    def transfer_to(self, call_id: str, other_call_id: str) -> None: ...


@dataclass(slots=True)
class _Going:
    """`other`: the call whose place is taken, "" for a blind transfer."""

    other: str
    patience: Timer = field(repr=False)
    status: int = 0


class Transfers:
    """SIP thread only."""

    def __init__(self, desk: Desk, holding: Holding, stack: TransferStack) -> None:
        self._calls = desk.calls
        self._holding = holding
        self._stack = stack
        self._schedule = desk.schedule
        self._emit = desk.emit
        self._going: dict[str, _Going] = {}

    def transfer(self, command: Transfer, target: str) -> None:
        self._check(command.call_id)
        self._stack.transfer(command.call_id, target)
        self._begin(command.call_id, "")

    def transfer_to(self, command: TransferTo) -> None:
        self._check(command.call_id)
        self._check(command.other_call_id)
        if command.call_id == command.other_call_id:
            raise Refused(ReasonCode.BAD_VALUE, command.call_id)
        self._stack.transfer_to(command.call_id, command.other_call_id)
        self._begin(command.call_id, command.other_call_id)

    def on_progress(self, fact: TransferFact) -> None:
        """The far side's word; what comes after its last one means nothing."""
        going = self._going.get(fact.call_id)
        if going is None:
            return
        if fact.status >= 300 or (fact.is_final and fact.status < 200):
            self._fail(fact.call_id, reason_of_status(fact.status if fact.status >= 300 else 500, fact.phrase))
        elif fact.status >= 200 and (fact.is_final or fact.status != _ACCEPTED):
            self._succeed(fact.call_id, fact.status)
        elif fact.status != going.status:
            going.status = fact.status
            self._emit(TransferProgress(fact.call_id, fact.status))

    def over(self, call: Call) -> None:
        """The call ended by itself. A far side that hangs up right away has obeyed, and will not say more.

        Where whom we asked first leaves, our call with him was replaced, though not every telephone says so (Linphone 5.1 does not).
        """
        if call.reason is not None and call.reason.code is ReasonCode.HUNG_UP_THERE:
            for call_id, other in [(call_id, other) for call_id, other in self._going.items() if other.other == call.call_id]:
                self._schedule.after(_SETTLES_S, partial(self._settle, call_id, other))
        going = self._finish(call.call_id)
        if going is not None:
            self._emit(TransferProgress(call.call_id, max(going.status, _ACCEPTED), is_final=True))
            self._release(going.other)

    def _check(self, call_id: str) -> None:
        call = self._calls.find(call_id)
        if call.state is not CallState.ESTABLISHED or call_id in self._going:
            raise Refused(ReasonCode.WRONG_STATE, call_id)

    def _begin(self, call_id: str, other: str) -> None:
        patience = self._schedule.after(_PATIENCE_S, lambda: self._fail(call_id, Reason(ReasonCode.NO_RESPONSE)))
        self._going[call_id] = _Going(other, patience)
        self._emit(TransferProgress(call_id, 0))

    def _succeed(self, call_id: str, status: int) -> None:
        going = self._finish(call_id)
        self._emit(TransferProgress(call_id, status, is_final=True))
        self._hang_up(call_id)
        if going is not None:
            self._release(going.other)

    def _settle(self, call_id: str, going: _Going) -> None:
        if self._going.get(call_id) is going:
            self._succeed(call_id, max(going.status, _ACCEPTED))

    def _release(self, other: str) -> None:
        if other:
            self._schedule.after(_OTHER_LEAVES_S, lambda: self._hang_up(other))

    def _fail(self, call_id: str, reason: Reason) -> None:
        """The call stands as before. After a blind transfer one talks on: there is nobody else to talk to."""
        going = self._finish(call_id)
        self._emit(TransferProgress(call_id, reason.sip_status, is_final=True, reason=reason))
        if going is not None and not going.other:
            self._try(lambda: self._holding.set_held(call_id, held=False))

    def _finish(self, call_id: str) -> _Going | None:
        going = self._going.pop(call_id, None)
        if going is not None:
            going.patience.cancel()
        return going

    def _hang_up(self, call_id: str) -> None:
        self._try(lambda: self._calls.hang_up(call_id))

    def _try(self, action: Callable[[], None]) -> None:
        try:
            action()
        except Refused as refusal:  # it has ended meanwhile
            log.info("%s", refusal)
