"""The whole program without its window: real engine, real sandbox, and what happens to a call when one of them is lost."""

from __future__ import annotations

import os
import signal
import socket
import time
from contextlib import ExitStack
from itertools import product
from typing import TYPE_CHECKING, Final

import pytest

from agent_app.snapshots import CallDirection, ProblemCode
from tariffs.rating.money import Money
from telephony.calls import CallState
from telephony.messages import CallChanged, IncomingCall, Registration
from telephony.reasons import ReasonCode
from tests.peers.engine import patience_s

if TYPE_CHECKING:
    from tests.unit.agent_app.running import Running

MOSCOW: Final = "+74951112233"
MOBILE: Final = "+79161234567"


def test_a_mobile_call_is_paid_shown_and_kept(running: Running) -> None:
    money, account_id = running.services.money, running.account.account_id
    running.wait(lambda: money.balance(account_id) is not None)
    before = money.balance(account_id)
    assert before is not None
    assert before.balance is not None
    call_id = running.talk(MOBILE)
    price = running.last(call_id).price
    assert price is not None
    assert price.rate is not None
    assert not price.rate.prepaid_seconds
    running.services.calls.hang_up(call_id)
    running.wait(lambda: running.last(call_id).state is CallState.ENDED)
    cost = running.last(call_id).cost
    assert cost is not None
    assert cost > Money(0, "RUB")

    def balance() -> Money | None:
        now = money.balance(account_id)
        return None if now is None else now.balance

    running.wait(lambda: balance() == before.balance - cost if before.balance else False)
    [item] = running.services.history.recent()
    assert (item.remote, item.cost, item.direction) == (MOBILE, cost, CallDirection.OUTGOING)


def test_a_moscow_landline_is_paid_by_the_trial(running: Running) -> None:
    money, account_id = running.services.money, running.account.account_id
    call_id = running.talk(MOSCOW)
    price = running.last(call_id).price
    assert price is not None
    assert price.rate is not None
    assert (price.rate.prepaid_seconds, price.rate.row.destination_en != "") == (300, True)
    running.services.calls.hang_up(call_id)
    running.wait(lambda: running.last(call_id).state is CallState.ENDED)
    assert running.last(call_id).cost == Money(0, "RUB")

    def trial_left() -> int:
        now = money.balance(account_id)
        return 300 if now is None else now.trial_left_s

    running.wait(lambda: trial_left() < 300)


def test_an_engine_killed_in_mid_call_is_back_registered_within_two_seconds_and_the_far_side_is_released(running: Running) -> None:
    took: list[float] = []
    while not took or (took[-1] >= 2 and len(took) < 3):
        call_id = running.talk(MOBILE)
        began = time.monotonic()
        os.kill(running.services.engine.pid(), signal.SIGKILL)
        running.wait(lambda call_id=call_id: running.last(call_id).state is CallState.ENDED)
        reason = running.last(call_id).reason
        assert reason is not None
        assert reason.code is ReasonCode.ENGINE_LOST
        running.wait(running.is_registered)
        took.append(time.monotonic() - began)
        running.wait(lambda: running.provider_record()["end_cause"] == "hung_up_by_caller")
    assert min(took) < 2 or min(took) < patience_s(2)
    running.wait(lambda: running.services.history.recent()[0].cost == Money(running.provider_record()["cost_micros"], "RUB"))


def test_a_lost_sandbox_is_told_and_comes_back_where_it_was(running: Running) -> None:
    before = running.sandbox_pid()
    os.kill(before, signal.SIGKILL)
    running.wait(lambda: running.account.registration is Registration.FAILED)
    assert running.account.reason is not None
    assert running.account.reason.code is ReasonCode.NO_RESPONSE
    running.wait(running.is_registered)
    assert running.problems == [ProblemCode.SANDBOX_LOST]
    assert running.sandbox_pid() not in {0, before}
    call_id = running.talk(MOSCOW)
    running.services.calls.hang_up(call_id)


def test_a_call_that_comes_in_rings_is_answered_and_is_kept(running: Running) -> None:
    calls = running.services.calls
    calls.dial_address(running.account.account_id, "callback@sandbox.test")
    running.wait(lambda: any(call.state is CallState.INCOMING for call in calls.calls()), 30_000)
    [ringing] = [call for call in calls.calls() if call.state is CallState.INCOMING]
    calls.answer(ringing.call_id)
    running.wait(lambda: running.last(ringing.call_id).received_packets > 0)
    calls.hang_up(ringing.call_id)
    running.wait(lambda: not calls.calls())
    newest = running.services.history.recent()[0]
    assert (newest.direction, newest.missed, newest.running) == (CallDirection.INCOMING, False, False)


def test_an_ignored_caller_is_refused_by_the_engine_and_nothing_shows(running: Running) -> None:
    services, events = running.services, list[object]()
    services.engine.received.connect(events.append)
    services.contacts.ignored.ignore("callback@sandbox.test")
    services.calls.dial_address(running.account.account_id, "callback@sandbox.test")
    running.wait(lambda: any(isinstance(event, IncomingCall) for event in events), 30_000)
    [call_id] = [event.call_id for event in events if isinstance(event, IncomingCall)]
    running.wait(
        lambda: any(isinstance(event, CallChanged) and (event.call_id, event.state) == (call_id, CallState.ENDED) for event in events)
    )
    assert all(call.direction is CallDirection.OUTGOING for call in running.shown)
    assert all(item.direction is CallDirection.OUTGOING for item in services.history.recent())


def test_leaving_in_a_call_ends_everything_within_two_seconds(running: Running) -> None:
    call_id = running.talk(MOSCOW)
    processes = running.assembly.process_ids()
    began = time.monotonic()
    running.assembly.leave()
    running.wait(lambda: running.has_left)
    assert time.monotonic() - began < 5
    assert running.last(call_id).state is CallState.ENDED
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_leaving_with_a_hung_engine_takes_no_longer(running: Running) -> None:
    engine = running.services.engine.pid()
    os.kill(engine, signal.SIGSTOP)
    began = time.monotonic()
    running.assembly.leave()
    running.wait(lambda: running.has_left)
    assert time.monotonic() - began < 5
    with pytest.raises(ProcessLookupError):
        os.kill(engine, 0)


def test_a_sandbox_whose_ports_are_taken_meanwhile_comes_back_on_others(running: Running) -> None:
    before = running.account.address, running.services.accounts.accounts()[0].account_id
    ports = running.assembly.sandbox_ports()
    with ExitStack() as held:
        os.kill(running.sandbox_pid(), signal.SIGKILL)
        time.sleep(0.2)  # no event is seen meanwhile: the ports are free, and the program does not know yet
        for port, kind in product(ports, (socket.SOCK_DGRAM, socket.SOCK_STREAM)):
            taker = held.enter_context(socket.socket(socket.AF_INET, kind))
            taker.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            taker.bind(("127.0.0.1", port))
        running.wait(lambda: running.assembly.sandbox_ports() not in {ports, (0, 0)})
        running.wait(running.is_registered)
    assert (running.account.address, running.account.account_id) == before
