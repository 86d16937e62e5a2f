"""Transfers in all three roles: who sends away, who is sent, who is called in somebody's place."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from telephony.messages import (
    AnswerTransfer,
    CallReplaced,
    CommandRefused,
    Decline,
    IncomingCall,
    Transfer,
    TransferProgress,
    TransferTo,
)
from telephony.reasons import ReasonCode
from tests.interop.calling import Phone, new_id

Three = tuple[Phone, Phone, Phone]


@pytest.fixture(scope="module")
def phones() -> Iterator[Three]:
    with Phone("anna") as anna, Phone("boris") as boris, Phone("carol") as carol:
        yield anna, boris, carol


def progress(phone: Phone, call_id: str) -> list[int]:
    return [event.status for event in phone.engine.of(TransferProgress) if event.call_id == call_id]


def final(phone: Phone, call_id: str, timeout_s: float = 8.0) -> TransferProgress:
    return phone.hears_of(TransferProgress, lambda event: event.call_id == call_id and event.is_final, timeout_s)


def test_boris_is_sent_to_carol_who_answers(phones: Three) -> None:
    anna, boris, carol = phones
    out, into = anna.talks_with(boris)
    anna.holds(out)
    anna.send(Transfer(out, carol.uri))
    asked = boris.is_asked(into)
    assert (asked.target, asked.attended) == (carol.uri, False)
    calls = len(carol.engine.of(IncomingCall))
    assert not boris.engine.of(CommandRefused)
    new = new_id()
    boris.send(AnswerTransfer(into, accepted=True, new_call_id=new))
    with_boris = carol.answer()
    assert len(carol.engine.of(IncomingCall)) == calls + 1
    boris.stands(new)
    assert final(anna, out).status == 200
    assert {0, 100, 180} <= set(progress(anna, out))
    assert anna.ends(out) is ReasonCode.HUNG_UP_HERE
    assert boris.ends(into) is ReasonCode.HUNG_UP_THERE
    boris.hangs_up(new)
    carol.ends(with_boris)


def test_a_refer_dials_nothing_until_the_user_says_so(phones: Three) -> None:
    anna, boris, carol = phones
    out, into = anna.talks_with(boris)
    before = len(carol.engine.of(IncomingCall))
    anna.send(Transfer(out, carol.uri))
    boris.is_asked(into)
    anna.hears_of(TransferProgress, lambda event: event.call_id == out and event.status == 100)
    boris.send(AnswerTransfer(into, accepted=False))
    failed = final(anna, out)
    assert failed.reason is not None
    assert (failed.status, failed.reason.code) == (603, ReasonCode.DECLINED)
    assert len(carol.engine.of(IncomingCall)) == before
    # The call stands as before.
    anna.holds(out)
    boris.is_held(into)
    anna.hangs_up(out)
    boris.ends(into)
    assert boris.is_refused(AnswerTransfer(into, accepted=True, new_call_id=new_id())) is ReasonCode.WRONG_STATE


def test_a_transfer_that_fails_gives_the_call_back(phones: Three) -> None:
    anna, boris, carol = phones
    out, into = anna.talks_with(boris)
    anna.holds(out)
    boris.is_held(into)
    since = boris.now()
    anna.send(Transfer(out, carol.uri))
    boris.is_asked(into)
    rings = len(carol.engine.of(IncomingCall)) + 1
    boris.send(AnswerTransfer(into, accepted=True, new_call_id=new_id()))
    carol.send(Decline(carol.engine.wait_for_incoming(rings), busy=True))
    carol.passes_over_a_call()
    failed = final(anna, out)
    assert failed.reason is not None
    assert (failed.status, failed.reason.code) == (486, ReasonCode.BUSY)
    boris.is_held(into, held=False, since=since)
    anna.hangs_up(out)
    boris.ends(into)


def test_an_attended_transfer_joins_the_two_others(phones: Three) -> None:
    anna, boris, carol = phones
    first, with_boris = anna.talks_with(boris)
    anna.holds(first)
    second, with_carol = anna.talks_with(carol)
    anna.send(TransferTo(first, second))
    asked = boris.is_asked(with_boris)
    assert asked.attended
    new = new_id()
    boris.send(AnswerTransfer(with_boris, accepted=True, new_call_id=new))
    replaced = carol.hears_of(CallReplaced, lambda event: event.call_id == with_carol)
    carol.stands(replaced.new_call_id)
    boris.stands(new)
    assert final(anna, first).status == 200
    anna.ends(first)
    anna.ends(second)
    carol.ends(with_carol)
    boris.ends(with_boris)
    told = carol.incoming()
    assert (told.call_id, told.remote_uri.partition("@")[0]) == (replaced.new_call_id, "sip:boris")
    for phone, call_id in ((boris, new), (carol, replaced.new_call_id)):
        phone.sounds(call_id)
    carol.passes_over_a_call()
    boris.hangs_up(new)
    assert carol.ends(replaced.new_call_id) is ReasonCode.HUNG_UP_THERE


def test_who_cant_reach_the_target_says_so(phones: Three) -> None:
    anna, boris, _ = phones
    out, into = anna.talks_with(boris)
    anna.send(Transfer(out, "sip:nobody@127.0.0.1:9;transport=tcp"))
    boris.is_asked(into)
    boris.send(AnswerTransfer(into, accepted=True, new_call_id=new_id()))
    failed = final(anna, out)
    assert failed.reason is not None
    assert failed.status >= 400
    assert anna.engine.of(TransferProgress)[-1] is failed
    anna.hangs_up(out)
    boris.ends(into)


def test_the_far_side_that_leaves_before_it_answers_takes_the_question_along(phones: Three) -> None:
    anna, boris, carol = phones
    out, into = anna.talks_with(boris)
    anna.send(Transfer(out, carol.uri))
    boris.is_asked(into)
    anna.hangs_up(out)
    boris.ends(into)
    assert boris.is_refused(AnswerTransfer(into, accepted=True, new_call_id=new_id())) is ReasonCode.WRONG_STATE
    assert final(anna, out).is_final


def test_a_second_transfer_waits_for_the_first(phones: Three) -> None:
    anna, boris, carol = phones
    out, into = anna.talks_with(boris)
    anna.send(Transfer(out, carol.uri))
    boris.is_asked(into)
    assert anna.is_refused(Transfer(out, carol.uri)) is ReasonCode.WRONG_STATE
    assert anna.is_refused(Transfer(new_id(), carol.uri)) is ReasonCode.UNKNOWN_CALL
    boris.send(AnswerTransfer(into, accepted=False))
    final(anna, out)
    assert anna.is_refused(Transfer(out, "http://example.org/")) is ReasonCode.BAD_ADDRESS
    assert anna.is_refused(TransferTo(out, out)) is ReasonCode.BAD_VALUE
    anna.hangs_up(out)
    boris.ends(into)


def test_the_transferred_ones_engine_leaves_with_the_new_call_up() -> None:
    """pjsua2's own way segfaulted here."""
    with Phone("anna") as anna, Phone("carol") as carol:
        with Phone("boris") as boris:
            out, into = anna.talks_with(boris)
            anna.send(Transfer(out, carol.uri))
            boris.is_asked(into)
            new = new_id()
            boris.send(AnswerTransfer(into, accepted=True, new_call_id=new))
            with_boris = carol.answer()
            boris.stands(new)
            anna.ends(out)
            boris.ends(into)
            assert boris.engine.stop() == 0
        assert carol.ends(with_boris) is ReasonCode.HUNG_UP_THERE
        # And the one whose call was replaced, with the replacing one up.
        first, second = anna.talks_with(carol), anna.talks_with(carol)
        assert first[0] != second[0]
        assert carol.engine.stop() == 0
        for call_id in (first[0], second[0]):
            anna.ends(call_id)


def test_the_replaced_ones_engine_leaves_with_the_new_call_up(phones: Three) -> None:
    anna, boris, _ = phones
    with Phone("dave") as dave:
        first, with_boris = anna.talks_with(boris)
        second, with_dave = anna.talks_with(dave)
        anna.send(TransferTo(first, second))
        boris.is_asked(with_boris)
        new = new_id()
        boris.send(AnswerTransfer(with_boris, accepted=True, new_call_id=new))
        replaced = dave.hears_of(CallReplaced, lambda event: event.call_id == with_dave)
        dave.stands(replaced.new_call_id)
        dave.ends(with_dave)
        assert dave.engine.stop() == 0
        boris.ends(new)
        anna.ends(second)
    boris.ends(with_boris)
