"""Hold and resume: both sides know, several calls go on beside each other, and asking at once is no harm."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from telephony.messages import CallMedia, CallStats, SetHeld
from telephony.reasons import ReasonCode
from tests.interop.calling import Phone
from tests.peers.process import eventually


@pytest.fixture(scope="module")
def phones() -> Iterator[tuple[Phone, Phone, Phone]]:
    with Phone("anna") as anna, Phone("boris") as boris, Phone("carol") as carol:
        yield anna, boris, carol


def test_who_holds_and_who_is_held_are_told_so_on_both_sides(phones: tuple[Phone, Phone, Phone]) -> None:
    anna, boris, _ = phones
    out, into = anna.talks_with(boris)
    anna.holds(out)
    boris.is_held(into)
    since = boris.now()
    anna.holds(out, held=False)
    boris.is_held(into, held=False, since=since)
    received = boris.hears_of(CallStats, lambda event: event.call_id == into, since=since).received_packets
    boris.hears_of(CallStats, lambda event: event.call_id == into and event.received_packets > received + 30, since=since)
    anna.hangs_up(out)
    boris.ends(into)


def test_both_sides_may_hold_and_each_takes_its_own_hold_back(phones: tuple[Phone, Phone, Phone]) -> None:
    anna, boris, _ = phones
    out, into = anna.talks_with(boris)
    anna.holds(out)
    boris.is_held(into)
    boris.holds(into)
    anna.is_held(out)
    assert last_media(anna, out).held_here
    since = boris.now()
    anna.holds(out, held=False)
    boris.is_held(into, held=False, since=since)
    assert last_media(boris, into).held_here
    assert last_media(anna, out).held_there
    since = anna.now()
    boris.holds(into, held=False)
    anna.is_held(out, held=False, since=since)
    anna.hangs_up(out)
    boris.ends(into)


def test_both_ask_at_once_and_both_get_it(phones: tuple[Phone, Phone, Phone]) -> None:
    """491 (RFC 3261 section 14.1) is asked again, by each after its own time."""
    anna, boris, _ = phones
    out, into = anna.talks_with(boris)
    anna.send(SetHeld(out, held=True))
    boris.send(SetHeld(into, held=True))
    for phone, call_id in ((anna, out), (boris, into)):
        phone.hears_of(CallMedia, lambda event, call_id=call_id: event.call_id == call_id and event.held_here and event.held_there)
    anna.hangs_up(out)
    boris.ends(into)


def test_of_three_calls_one_is_talked_on_and_each_ends_apart(phones: tuple[Phone, Phone, Phone]) -> None:
    anna, boris, carol = phones
    first, with_boris = anna.talks_with(boris)
    anna.holds(first)
    second, with_carol = anna.talks_with(carol)
    boris.is_held(with_boris)
    # Swap.
    anna.holds(second)
    since = boris.now()
    anna.holds(first, held=False)
    boris.is_held(with_boris, held=False, since=since)
    carol.is_held(with_carol)
    carol.hangs_up(with_carol)
    assert anna.ends(second) is ReasonCode.HUNG_UP_THERE
    anna.hangs_up(first)
    boris.ends(with_boris)


def test_changing_ones_mind_quickly_ends_where_it_ended(phones: tuple[Phone, Phone, Phone]) -> None:
    anna, boris, _ = phones
    out, into = anna.talks_with(boris)
    for held in (True, False, True, False, True):
        anna.send(SetHeld(out, held))
    anna.engine.settled()
    eventually(lambda: last_media(anna, out).held_here and last_media(boris, into).held_there, 30, "it is held")
    anna.send(SetHeld(out, held=False))
    anna.engine.settled()
    eventually(lambda: not (last_media(anna, out).held_here or last_media(boris, into).held_there), 30, "it goes on")
    anna.hangs_up(out)
    boris.ends(into)


def test_only_a_call_that_stands_is_held(phones: tuple[Phone, Phone, Phone]) -> None:
    anna, boris, _ = phones
    out = anna.dial(boris.uri)
    assert anna.is_refused(SetHeld(out, held=True)) is ReasonCode.WRONG_STATE
    into = boris.answer()
    anna.hangs_up(out)
    boris.ends(into)
    assert anna.is_refused(SetHeld(out, held=True)) is ReasonCode.UNKNOWN_CALL


def last_media(phone: Phone, call_id: str) -> CallMedia:
    return [event for event in phone.engine.of(CallMedia) if event.call_id == call_id][-1]
