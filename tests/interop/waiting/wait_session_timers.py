"""Session timers (RFC 4028) on the wire, with the least interval there is: 90 s, refreshed after 45 s; given up after 60 s of nothing.

All calls wait at once, for a minute; `scripts/test.sh` runs this beside the other tests.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pytest

from telephony.calls import CallState
from telephony.messages import Answer, HangUp
from telephony.reasons import ReasonCode
from tests.peers.engine import EngineProcess
from tests.peers.process import eventually
from tests.peers.raw_caller import RawCaller
from tests.peers.sipp import Sipp

if TYPE_CHECKING:
    from collections.abc import Iterator

ALLOW: Final = "Allow: INVITE, ACK, BYE, CANCEL, UPDATE\r\n"
REFRESHED_S: Final = 75.0
ENDED_S: Final = 100.0


@dataclass(frozen=True)
class Waiting:
    """Calls that stand, by who refreshes them: the engine that was called (with UPDATE, with INVITE), nobody, the engine that calls."""

    engine: EngineProcess
    update: tuple[str, RawCaller]
    invite: tuple[str, RawCaller]
    nobody: tuple[str, RawCaller]
    calling: tuple[str, Sipp]


@pytest.fixture(scope="module")
def waiting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Waiting]:
    with ExitStack() as stack:
        engine = stack.enter_context(EngineProcess())
        mine = engine.add_local_account("user")
        called = Sipp(tmp_path_factory.mktemp("sipp"), "refreshed")
        called.start()
        stack.callback(called.stop)
        calling = engine.dial(mine, called.address)
        engine.wait_for_state(calling, CallState.ESTABLISHED)
        refreshers = (f"{ALLOW}Session-Expires: 90;refresher=uas\r\n", "Session-Expires: 90;refresher=uas\r\n")
        update, invite, nobody = (
            stands(stack, engine, f"Supported: timer\r\n{headers}", number)
            for number, headers in enumerate((*refreshers, "Session-Expires: 90;refresher=uac\r\n"), start=1)
        )
        yield Waiting(engine, update, invite, nobody, (calling, called))


def stands(stack: ExitStack, engine: EngineProcess, headers: str, number: int) -> tuple[str, RawCaller]:
    caller = stack.enter_context(RawCaller(engine.uri(user="user")))
    caller.invite(headers)
    call_id = engine.wait_for_incoming(number)
    engine.send(Answer(call_id))
    assert "Session-Expires: 90;refresher=ua" in caller.wait(200)
    caller.acknowledge()
    engine.wait_for_state(call_id, CallState.ESTABLISHED)
    return call_id, caller


def hang_up(engine: EngineProcess, call_id: str, caller: RawCaller) -> None:
    engine.send(HangUp(call_id))
    caller.agree(caller.wait_request("BYE"))
    reason = engine.wait_for_state(call_id, CallState.ENDED).reason
    assert reason is not None
    assert reason.code is ReasonCode.HUNG_UP_HERE


def test_who_was_called_refreshes_by_update_where_that_is_allowed(waiting: Waiting) -> None:
    call_id, caller = waiting.update
    request = caller.wait_request("UPDATE", REFRESHED_S)
    assert "Session-Expires: 90;refresher=uac" in request
    caller.agree(request)
    hang_up(waiting.engine, call_id, caller)


def test_who_was_called_refreshes_by_invite_where_update_is_not_known(waiting: Waiting) -> None:
    call_id, caller = waiting.invite
    request = caller.wait_request("INVITE", REFRESHED_S)
    assert "Session-Expires: 90;refresher=uac" in request
    caller.agree(request, caller.sdp())
    caller.wait_request("ACK")
    hang_up(waiting.engine, call_id, caller)


def test_who_calls_refreshes(waiting: Waiting) -> None:
    call_id, called = waiting.calling
    eventually(lambda: "UPDATE sip:" in called.messages(), REFRESHED_S, "the refresh")
    waiting.engine.send(HangUp(call_id))
    called.await_success()


def test_a_call_that_the_far_side_does_not_refresh_ends_with_bye(waiting: Waiting) -> None:
    call_id, caller = waiting.nobody
    request = caller.wait_request("BYE", ENDED_S)
    assert 'Reason: SIP ;cause=408 ;text="No session refresh received."' in request
    caller.agree(request)
    reason = waiting.engine.wait_for_state(call_id, CallState.ENDED).reason
    assert reason is not None
    assert (reason.code, reason.phrase) == (ReasonCode.LOST_THERE, "No session refresh received.")
