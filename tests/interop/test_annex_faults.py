"""The annex dies, hangs or is told to go: its calls end at both sides, the others go on, and the next call finds a new one."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator

import pytest

from telephony.calls import CallState
from telephony.messages import CallChanged, CallStats
from telephony.reasons import ReasonCode
from tests.interop.calling import Phone
from tests.interop.crowded import annex_of, annexes, crowd, is_gone
from tests.peers.process import eventually


@pytest.fixture(scope="module")
def far() -> Iterator[tuple[Phone, Phone]]:
    with Phone("crowd") as others, Phone("boris") as boris:
        yield others, boris


@pytest.fixture
def phones(far: tuple[Phone, Phone]) -> Iterator[tuple[Phone, Phone, Phone]]:
    with Phone("anna") as anna:
        yield anna, *far


def flows(phone: Phone, call_id: str) -> None:
    """Its sound goes on from now."""
    since = phone.now()
    before = phone.hears_of(CallStats, lambda event: event.call_id == call_id, since=since).received_packets
    phone.hears_of(CallStats, lambda event: event.call_id == call_id and event.received_packets > before + 40, since=since)


def test_killed_its_calls_end_on_both_sides_and_the_others_go_on(phones: tuple[Phone, Phone, Phone]) -> None:
    anna, others, boris = phones
    native = crowd(anna, others)
    out, into = anna.talks_with(boris)
    flows(anna, out)
    pid = annex_of(anna.engine)
    os.kill(pid, signal.SIGKILL)
    assert anna.ends(out) is ReasonCode.ENGINE_LOST
    assert boris.ends(into) is ReasonCode.HUNG_UP_THERE
    for call_id in native:
        flows(anna, call_id)
    eventually(lambda: annexes(anna.engine) not in ([], [pid]), 10, "there is another annex")
    out, into = anna.talks_with(boris)
    flows(anna, out)
    anna.hangs_up(out)
    boris.ends(into)
    assert not [event for event in anna.engine.of(CallChanged) if event.call_id in native and event.state is CallState.ENDED]


def test_hung_it_is_ended_and_its_calls_are_released(phones: tuple[Phone, Phone, Phone]) -> None:
    anna, others, boris = phones
    native = crowd(anna, others)
    out, into = anna.talks_with(boris)
    flows(anna, out)
    pid = annex_of(anna.engine)
    os.kill(pid, signal.SIGSTOP)
    assert anna.ends(out, 12.0) is ReasonCode.ENGINE_LOST
    assert boris.ends(into, 8.0) is ReasonCode.HUNG_UP_THERE
    assert is_gone(pid)
    flows(anna, native[0])


def test_a_call_that_the_lost_annex_was_still_dialling_ends(phones: tuple[Phone, Phone, Phone]) -> None:
    anna, others, boris = phones
    crowd(anna, others)
    out = anna.dial(boris.uri)
    anna.engine.wait_for_state(out, CallState.RINGING)
    boris.passes_over_a_call()
    into = boris.incoming().call_id
    os.kill(annex_of(anna.engine), signal.SIGKILL)
    assert anna.ends(out) is ReasonCode.ENGINE_LOST
    boris.ends(into, 8.0)


def test_the_engine_that_leaves_in_order_takes_it_along(phones: tuple[Phone, Phone, Phone]) -> None:
    anna, others, boris = phones
    crowd(anna, others)
    out, into = anna.talks_with(boris)
    flows(anna, out)
    pid = annex_of(anna.engine)
    began = time.monotonic()
    assert anna.engine.stop() == 0
    assert time.monotonic() - began < 3
    assert boris.ends(into) is ReasonCode.HUNG_UP_THERE
    eventually(lambda: is_gone(pid), 3, "the annex has gone")


def test_it_begins_before_it_is_needed_and_not_for_one_call(phones: tuple[Phone, Phone, Phone]) -> None:
    anna, others, _ = phones
    anna.talks_with(others)
    time.sleep(1.5)
    assert not annexes(anna.engine)
    anna.talks_with(others)
    annex_of(anna.engine)


def test_the_engine_that_is_killed_takes_it_along_and_its_calls_are_hung_up(phones: tuple[Phone, Phone, Phone]) -> None:
    """The last one: the engine's own calls stay at those whom it called."""
    anna, others, boris = phones
    crowd(anna, others)
    out, into = anna.talks_with(boris)
    flows(anna, out)
    pid = annex_of(anna.engine)
    anna.engine.kill()
    assert boris.ends(into) is ReasonCode.HUNG_UP_THERE
    eventually(lambda: is_gone(pid), 5, "the annex has gone")
