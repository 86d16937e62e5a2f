"""The call's state machine, pair by pair."""

from __future__ import annotations

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telephony.calls import CallMachine, CallState, CallTrigger, next_state

S, T = CallState, CallTrigger

# What each state makes of ring, early media, answer, hang up, end: None means that it is dropped.
_ORDER = (T.RING, T.EARLY_MEDIA, T.ANSWER, T.HANG_UP, T.END)
_EXPECTED: dict[CallState, tuple[CallState | None, ...]] = {
    S.DIALLING: (S.RINGING, S.EARLY_MEDIA, S.ESTABLISHED, S.ENDING, S.ENDED),
    S.RINGING: (S.RINGING, S.EARLY_MEDIA, S.ESTABLISHED, S.ENDING, S.ENDED),
    S.EARLY_MEDIA: (S.EARLY_MEDIA, S.EARLY_MEDIA, S.ESTABLISHED, S.ENDING, S.ENDED),
    S.INCOMING: (None, None, S.ESTABLISHED, S.ENDING, S.ENDED),
    S.ESTABLISHED: (None, None, None, S.ENDING, S.ENDED),
    S.ENDING: (None, None, None, S.ENDING, S.ENDED),
    S.ENDED: (None, None, None, None, None),
}
PAIRS = [(state, trigger, new) for state, row in _EXPECTED.items() for trigger, new in zip(_ORDER, row, strict=True)]


def test_every_pair_of_state_and_trigger_is_listed() -> None:
    assert {(state, trigger) for state, trigger, _ in PAIRS} == {(state, trigger) for state in CallState for trigger in CallTrigger}


@pytest.mark.parametrize(("state", "trigger", "new"), PAIRS)
def test_a_trigger_leads_where_the_table_says(state: CallState, trigger: CallTrigger, new: CallState | None) -> None:
    assert next_state(state, trigger) is new
    machine = CallMachine("one", state)
    assert machine.apply(trigger) is (new is not None and new is not state)
    assert machine.state is (new or state)


@given(st.sampled_from([S.DIALLING, S.INCOMING]), st.lists(st.sampled_from(CallTrigger)))
def test_nothing_comes_after_the_end_and_nothing_but_the_end_after_ending(start: CallState, triggers: list[CallTrigger]) -> None:
    machine = CallMachine("one", start)
    seen = [start, *(machine.state for trigger in triggers if machine.apply(trigger))]
    if S.ENDED in seen:
        assert seen.index(S.ENDED) == len(seen) - 1
    if S.ENDING in seen:
        assert seen[seen.index(S.ENDING) + 1 :] in ([], [S.ENDED])


def test_a_change_is_logged_from_old_to_new_and_a_late_event_as_dropped(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    machine = CallMachine("one", S.DIALLING)
    machine.apply(T.END)
    machine.apply(T.ANSWER)
    assert "dialling -> ended" in caplog.text
    assert "answer dropped in state ended" in caplog.text
