"""What is asked of calls that stand: hold, transfer, conference, recording."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_app.control.protocol import (
    AnswerCall,
    Dtmf,
    HangUpCall,
    HoldCall,
    JoinCalls,
    MuteCall,
    RecordCall,
    Reply,
    SwapCalls,
    TransferCall,
)
from agent_app.control.status import call_status
from telephony.calls import CallState

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.calls.service import CallService
    from agent_app.snapshots import CallSnapshot

OneCall = AnswerCall | HangUpCall | Dtmf | HoldCall | MuteCall | TransferCall | RecordCall
CallRequest = OneCall | SwapCalls | JoinCalls


class CallCommands:
    """`refused` gives the reply of what the service has just refused, None where it has not."""

    def __init__(self, calls: CallService, refused: Callable[[], Reply | None]) -> None:
        self._calls = calls
        self._refused = refused

    def obey(self, request: CallRequest) -> Reply:
        match request:
            case SwapCalls():
                self._calls.swap()
                return self._refused() or self._all()
            case JoinCalls():
                self._join(request)
                return self._refused() or self._all()
            case _:
                return self._in_call(request)

    def _in_call(self, request: OneCall) -> Reply:
        call = self._call(request)
        if call is None:
            return Reply("unknown_call" if request.call_id else "no_call", {"value": request.call_id})
        if not _is_possible(request, call):
            return Reply("wrong_state", {"value": call.state})
        self._do(request, call)
        return self._refused() or Reply(result=call_status(self._calls.call(call.call_id) or call))

    def _do(self, request: OneCall, call: CallSnapshot) -> None:
        calls, call_id = self._calls, call.call_id
        match request:
            case AnswerCall():
                (calls.take_over if call.by_machine else calls.answer)(call_id)
            case HangUpCall():
                calls.hang_up(call_id)
            case Dtmf():
                calls.send_dtmf(call_id, request.digits)
            case HoldCall():
                calls.hold(call_id, held=request.held)
            case MuteCall():
                calls.set_muted(call_id, request.muted)
            case TransferCall():
                if request.other_call_id:
                    calls.transfer_to(call_id, request.other_call_id)
                else:
                    calls.transfer(call_id, request.text)
            case RecordCall():
                calls.record(call_id, on=request.on)

    def _join(self, request: JoinCalls) -> None:
        up = tuple(call.call_id for call in self._calls.calls() if call.state is CallState.ESTABLISHED and not _is_apart(call))
        if not request.out:
            self._calls.join(*(request.call_ids or up))
        elif request.call_ids:
            for call_id in request.call_ids:
                self._calls.split(call_id)
        else:
            self._calls.end_conference()

    def _call(self, request: OneCall) -> CallSnapshot | None:
        if request.call_id:
            return self._calls.call(request.call_id)
        wanted = [call for call in self._calls.calls() if _is_meant(request, call)]
        return wanted[0] if wanted else self._calls.current()

    def _all(self) -> Reply:
        return Reply(result={"calls": [call_status(call) for call in self._calls.calls()]})


def _is_meant(request: OneCall, call: CallSnapshot) -> bool:
    """Which call a request without an identifier is about, where that is not the one that the window shows."""
    match request:
        case AnswerCall():
            return call.state is CallState.INCOMING or call.by_machine
        case HoldCall():
            return call.held_here is not request.held and call.state is CallState.ESTABLISHED and not _is_apart(call)
        case _:
            return False


def _is_possible(request: OneCall, call: CallSnapshot) -> bool:
    match request:
        case AnswerCall():
            return call.state is CallState.INCOMING or call.by_machine
        case HangUpCall() | MuteCall():
            return True
        case _:
            return call.state is CallState.ESTABLISHED


def _is_apart(call: CallSnapshot) -> bool:
    """Nobody here talks by it."""
    return call.bridged or call.by_machine
