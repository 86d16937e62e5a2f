"""Session timers (RFC 4028) and reliable provisional responses (100rel, RFC 3262): off, where the other side can, or required."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from telephony.calls import CallState
from telephony.messages import Answer, HangUp
from telephony.networking import Demand, MediaConfig
from tests.peers.engine import EngineProcess
from tests.peers.raw_caller import RawCaller

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def engine() -> Iterator[EngineProcess]:
    with EngineProcess() as process:
        yield process


def asked(demand: Demand, extension: str) -> MediaConfig:
    return MediaConfig(session_timer=demand) if extension == "timer" else MediaConfig(reliable_provisional=demand)


@pytest.mark.parametrize("extension", ["timer", "100rel"])
def test_who_can_not_do_what_is_required_is_told_so(engine: EngineProcess, extension: str) -> None:
    account_id = engine.add_local_account("user", media=asked(Demand.REQUIRED, extension))
    with RawCaller(engine.uri(user="user")) as caller:
        caller.invite()
        assert f"Require: {extension}" in caller.wait(421)
        caller.acknowledge()
    engine.remove_account(account_id)


def test_an_interval_that_is_too_short_is_refused_with_the_least_one(engine: EngineProcess) -> None:
    account_id = engine.add_local_account("user")
    with RawCaller(engine.uri(user="user")) as caller:
        caller.invite("Supported: timer\r\nSession-Expires: 30\r\n")
        assert "Min-SE: 90" in caller.wait(422)
        caller.acknowledge()
    engine.remove_account(account_id)


@pytest.mark.parametrize("demand", Demand)
def test_a_timer_that_is_asked_for_is_agreed_on_where_it_is_not_off(engine: EngineProcess, demand: Demand) -> None:
    account_id = engine.add_local_account("user", media=asked(demand, "timer"))
    with RawCaller(engine.uri(user="user")) as caller:
        number = sum(type(event).__name__ == "IncomingCall" for event in engine.events) + 1
        caller.invite("Supported: timer\r\nSession-Expires: 600;refresher=uac\r\n")
        call_id = engine.wait_for_incoming(number)
        engine.send(Answer(call_id))
        assert ("Session-Expires: 600;refresher=uac" in caller.wait(200)) is (demand is not Demand.OFF)
        caller.acknowledge()
        engine.wait_for_state(call_id, CallState.ESTABLISHED)
        engine.send(HangUp(call_id))
        caller.agree(caller.wait_request("BYE"))
        engine.wait_for_state(call_id, CallState.ENDED)
    engine.remove_account(account_id)


@pytest.mark.parametrize("demand", Demand)
@pytest.mark.parametrize("extension", ["timer", "100rel"])
def test_two_of_us_who_want_the_same_talk(demand: Demand, extension: str) -> None:
    with EngineProcess() as one, EngineProcess() as other:
        mine = one.add_local_account(media=asked(demand, extension))
        other.add_local_account(media=asked(demand, extension))
        call_id = one.dial(mine, other.uri())
        there = other.wait_for_incoming()
        other.send(Answer(there))
        one.wait_for_state(call_id, CallState.ESTABLISHED)
        one.send(HangUp(call_id))
        other.wait_for_state(there, CallState.ENDED)


@pytest.mark.parametrize("demand", [Demand.OFF, Demand.OPTIONAL, Demand.REQUIRED])
def test_ringing_is_confirmed_by_who_can_unless_it_is_off(engine: EngineProcess, demand: Demand) -> None:
    account_id = engine.add_local_account("user", media=asked(demand, "100rel"))
    with RawCaller(engine.uri(user="user")) as caller:
        caller.invite("Supported: 100rel\r\n")
        assert ("RSeq:" in caller.wait(180)) is (demand is not Demand.OFF)
    engine.remove_account(account_id)
