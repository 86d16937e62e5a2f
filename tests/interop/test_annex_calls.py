"""Calls of the annex are calls like any: hold, digits, transfers in all roles, encryption, a provider, recordings."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from telephony.calls import CallState
from telephony.messages import (
    AddAccount,
    AnswerTransfer,
    CallChanged,
    CallMedia,
    CallQuality,
    CallReplaced,
    CallStats,
    Conference,
    DialogSaved,
    DtmfReceived,
    IncomingCall,
    RecordingState,
    SendDtmf,
    StartRecording,
    StopRecording,
    Transfer,
    TransferProgress,
    TransferTo,
)
from telephony.networking import DtmfMethod, MediaConfig, NetworkChanged, SecurityConfig, SrtpUse
from telephony.reasons import ReasonCode
from tests.interop.calling import Phone, new_id
from tests.interop.crowded import annexes, crowd
from tests.peers.baresip import Baresip, BaresipAccount
from tests.peers.engine import account
from tests.peers.raw_caller import RawCaller
from tests.peers.tones import from_raw, heard

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SECOND = 4 * 16_000  # bytes of a recording in two channels
Three = tuple[Phone, Phone, Phone]


@pytest.fixture(scope="module")
def others() -> Iterator[Phone]:
    """With whom Anna's own lines are busy."""
    with Phone("crowd") as phone:
        yield phone


@pytest.fixture(scope="module")
def phones(others: Phone) -> Iterator[Three]:
    """Anna, whose next calls are the annex's; two others."""
    with Phone("anna") as anna, Phone("boris") as boris, Phone("carol") as carol:
        crowd(anna, others)
        yield anna, boris, carol


def progress(phone: Phone, call_id: str) -> TransferProgress:
    return phone.hears_of(TransferProgress, lambda event: event.call_id == call_id and event.is_final)


def test_the_engine_says_how_many_calls_there_can_be(phones: Three) -> None:
    started = phones[0].engine.started
    assert started is not None
    assert started.most_calls == 8
    assert len(annexes(phones[0].engine)) == 1


def test_it_is_held_by_either_side_and_taken_up_again(phones: Three) -> None:
    anna, boris, _ = phones
    out, into = anna.talks_with(boris)
    anna.holds(out)
    boris.is_held(into)
    since = boris.now()
    anna.holds(out, held=False)
    boris.is_held(into, held=False, since=since)
    boris.holds(into)
    anna.is_held(out)
    since = anna.now()
    boris.holds(into, held=False)
    anna.is_held(out, held=False, since=since)
    anna.hangs_up(out)
    assert boris.ends(into) is ReasonCode.HUNG_UP_THERE


def test_who_is_called_hangs_up_or_declines_and_a_caller_changes_his_mind(phones: Three) -> None:
    anna, boris, _ = phones
    out, into = anna.talks_with(boris)
    boris.hangs_up(into)
    assert anna.ends(out) is ReasonCode.HUNG_UP_THERE
    out = anna.dial(boris.uri)
    boris.passes_over_a_call()
    anna.engine.wait_for_state(out, CallState.RINGING)
    anna.hangs_up(out)
    assert anna.ends(out) is ReasonCode.CANCELLED_HERE
    nobody = anna.dial("sip:nobody@127.0.0.1:9;transport=tcp")
    assert anna.ends(nobody) in (ReasonCode.CONNECTION_REFUSED, ReasonCode.SERVICE_UNAVAILABLE, ReasonCode.INTERNAL)


def test_digits_go_both_ways(phones: Three) -> None:
    anna, boris, _ = phones
    out, into = anna.talks_with(boris)
    anna.send(SendDtmf(out, "15#"))
    boris.send(SendDtmf(into, "A9"))
    for phone, call_id, digits in ((boris, into, "15#"), (anna, out, "A9")):
        phone.hears_of(DtmfReceived, lambda event, call_id=call_id, last=digits[-1]: (event.call_id, event.digit) == (call_id, last))
        assert "".join(event.digit for event in phone.engine.of(DtmfReceived) if event.call_id == call_id) == digits
    anna.hangs_up(out)
    boris.ends(into)


def test_its_sound_is_counted_and_judged(phones: Three) -> None:
    anna, boris, _ = phones
    out, into = anna.talks_with(boris)
    first = anna.hears_of(CallStats, lambda event: event.call_id == out and event.received_packets > 20)
    later = anna.hears_of(CallStats, lambda event: event.call_id == out and event.received_packets > 150)
    assert later.sent_packets > first.sent_packets
    assert later.lost_packets < 5
    quality = anna.hears_of(CallQuality, lambda event: event.call_id == out)
    assert quality.mos_centi > 350
    anna.hangs_up(out)
    boris.ends(into)


def test_it_is_renewed_when_the_network_is_another(phones: Three) -> None:
    anna, boris, _ = phones
    out, into = anna.talks_with(boris)
    before = saved(anna, out).dialog.next_cseq
    anna.send(NetworkChanged(reachable=True))
    anna.hears_of(DialogSaved, lambda event: event.call_id == out and event.dialog.next_cseq > before)
    since = anna.now()
    sent = anna.hears_of(CallStats, lambda event: event.call_id == out, since=since).received_packets
    anna.hears_of(CallStats, lambda event: event.call_id == out and event.received_packets > sent + 40, since=since)
    anna.hangs_up(out)
    boris.ends(into)


def test_who_talks_in_the_annex_is_sent_away(phones: Three) -> None:
    anna, boris, carol = phones
    out, into = anna.talks_with(boris)
    anna.send(Transfer(out, carol.uri))
    assert not boris.is_asked(into).attended
    new = new_id()
    boris.send(AnswerTransfer(into, accepted=True, new_call_id=new))
    with_boris = carol.answer()
    assert progress(anna, out).status == 200
    anna.ends(out)
    boris.ends(into)
    boris.hangs_up(new)
    carol.ends(with_boris)


def test_two_calls_of_the_annex_are_joined_to_one_of_the_others(phones: Three) -> None:
    anna, boris, carol = phones
    first, with_boris = anna.talks_with(boris)
    second, with_carol = anna.talks_with(carol)
    attended(phones, (first, second), (with_boris, with_carol))


@pytest.mark.parametrize("native_first", [True, False])
def test_a_call_of_the_annex_and_one_of_the_engines_own_are_joined(phones: Three, others: Phone, native_first: bool) -> None:
    anna, boris, carol = phones
    over = {event.call_id for event in anna.engine.of(CallChanged) if event.state is CallState.ENDED}
    anna.hangs_up(next(event.call_id for event in anna.engine.of(CallChanged) if event.call_id not in over))
    one, two = (boris, carol) if native_first else (carol, boris)
    native, annexed = anna.talks_with(one), anna.talks_with(two)
    first, second = (native, annexed) if native_first else (annexed, native)
    attended(phones, (first[0], second[0]), (first[1], second[1]))
    anna.talks_with(others)  # as it was


def attended(phones: Three, ours: tuple[str, str], theirs: tuple[str, str]) -> None:
    """Boris is sent to Carol in our place."""
    anna, boris, carol = phones
    anna.send(TransferTo(*ours))
    assert boris.is_asked(theirs[0]).attended
    new = new_id()
    boris.send(AnswerTransfer(theirs[0], accepted=True, new_call_id=new))
    replaced = carol.hears_of(CallReplaced, lambda event: event.call_id == theirs[1])
    carol.stands(replaced.new_call_id)
    boris.stands(new)
    assert progress(anna, ours[0]).status == 200
    for call_id in ours:
        anna.ends(call_id)
    for phone, call_id in zip((boris, carol), theirs, strict=True):
        phone.ends(call_id)
    carol.passes_over_a_call()
    boris.hangs_up(new)
    carol.ends(replaced.new_call_id)


def test_a_refer_in_the_annex_is_asked_first(phones: Three) -> None:
    anna, boris, carol = phones
    out, into = anna.talks_with(boris)
    boris.send(Transfer(into, carol.uri))
    assert anna.is_asked(out).target == carol.uri
    new = new_id()
    anna.send(AnswerTransfer(out, accepted=True, new_call_id=new))
    with_anna = carol.answer()
    anna.stands(new)
    assert progress(boris, into).status == 200
    boris.ends(into)
    anna.ends(out)
    anna.hangs_up(new)
    carol.ends(with_anna)


def saved(phone: Phone, call_id: str) -> DialogSaved:
    return [event for event in phone.engine.of(DialogSaved) if event.call_id == call_id][-1]


def test_somebody_takes_the_place_of_a_party_in_the_annex_by_our_usual_address(phones: Three) -> None:
    """The INVITE comes to the engine, where a registrar would have sent it; the dialog is the annex's."""
    anna, boris, _ = phones
    out, into = anna.talks_with(boris)
    dialog = saved(anna, out).dialog
    with RawCaller(anna.uri) as raw:
        raw.invite(f"Replaces: {dialog.call_id_header};to-tag={dialog.local_tag};from-tag={dialog.remote_tag}\r\n")
        raw.talk()
        replaced = anna.hears_of(CallReplaced, lambda event: event.call_id == out)
        anna.stands(replaced.new_call_id)
        boris.ends(into)
        anna.ends(out)
        raw.hang_up()
        anna.ends(replaced.new_call_id)


def test_a_replaces_that_names_nothing_is_refused_and_so_is_the_next_one_at_once(phones: Three) -> None:
    """The last free line is taken again and again: who comes in does not meet the end of who was there before."""
    anna = phones[0]
    calls = len(anna.engine.of(CallReplaced))
    for _ in range(8):
        with RawCaller(anna.uri) as raw:
            raw.invite("Replaces: nothing@nowhere;to-tag=1;from-tag=2\r\n")
            raw.wait(481)
            raw.acknowledge()
    assert len(anna.engine.of(CallReplaced)) == calls


def test_somebody_takes_the_place_of_a_party_at_the_annexs_own_address(phones: Three) -> None:
    anna, boris, _ = phones
    out, into = anna.talks_with(boris)
    contact = saved(boris, into).dialog.remote_target
    assert f":{anna.engine.port()}" not in contact
    dialog = saved(anna, out).dialog
    with RawCaller(contact) as raw:
        raw.invite(f"Replaces: {dialog.call_id_header};to-tag={dialog.local_tag};from-tag={dialog.remote_tag}\r\n")
        raw.talk()
        replaced = anna.hears_of(CallReplaced, lambda event: event.call_id == out)
        anna.stands(replaced.new_call_id)
        boris.ends(into)
        raw.hang_up()
        anna.ends(replaced.new_call_id)


def test_an_account_in_the_annex_has_its_codecs_its_encryption_and_its_digits(phones: Three) -> None:
    anna, boris, carol = phones
    media = MediaConfig(codecs=("PCMU/8000",), dtmf=DtmfMethod.INFO)
    secure = account("safe", "127.0.0.1", register=False, security=SecurityConfig(srtp=SrtpUse.MANDATORY), media=media)
    anna.send(AddAccount(secure))
    boris.engine.add_local_account("guarded", security=SecurityConfig(srtp=SrtpUse.MANDATORY))
    out = anna.engine.dial(secure.account_id, boris.engine.uri(user="guarded"))
    into = boris.answer()
    anna.stands(out)
    agreed = anna.hears_of(CallMedia, lambda event: event.call_id == out and bool(event.encryption))
    assert (agreed.codec, agreed.clock_rate) == ("PCMU", 8000)
    anna.hears_of(CallStats, lambda event: event.call_id == out and event.received_packets > 20)
    anna.send(SendDtmf(out, "7"))
    assert boris.hears_of(DtmfReceived, lambda event: event.call_id == into).digit == "7"
    anna.hangs_up(out)
    boris.ends(into)
    # And who has no encryption is not talked to.
    plain = anna.engine.dial(secure.account_id, carol.uri)
    assert anna.ends(plain) is ReasonCode.ENCRYPTION_REQUIRED


def test_a_recording_has_both_sides_of_a_call_of_the_annex(phones: Three, tmp_path: Path, running: Callable[[Baresip], Baresip]) -> None:
    anna = phones[0]
    calls: list[str] = []
    for hz in (440, 1000):
        sine = running(Baresip(tmp_path / f"sine{hz}", BaresipAccount(f"sine{hz}", "127.0.0.1", sine_hz=hz, codecs="PCMA/8000/1")))
        calls.append(anna.dial(sine.address))
        anna.stands(calls[-1])
        anna.sounds(calls[-1])
    anna.send(Conference("pair", tuple(calls)))
    anna.send(StartRecording(calls[1], str(tmp_path / "call.wav")))
    time.sleep(2.0)
    anna.send(StopRecording(calls[1]))
    anna.hears_of(RecordingState, lambda event: event.call_id == calls[1] and not event.running)
    for call_id in calls:
        anna.hangs_up(call_id)
    data = (tmp_path / "call.wav").read_bytes()[44:]
    assert heard(from_raw(data, 16_000, 2, 0), 440, 0.25) >= 1.0
    assert heard(from_raw(data, 16_000, 2, 1), 1000, 0.25) >= 1.0


def test_who_calls_finds_the_engines_own_lines_and_we_can_still_call(phones: Three) -> None:
    anna, boris, _ = phones
    with RawCaller(anna.uri) as first, RawCaller(anna.uri) as second, RawCaller(anna.uri) as third:
        for number, caller in enumerate((first, second)):
            caller.invite(sender=f"<sip:caller{number}@127.0.0.1>")
            caller.wait(180)
        third.invite(sender="<sip:third@127.0.0.1>")
        third.wait(486)
        out, into = anna.talks_with(boris)
        assert len(annexes(anna.engine)) == 1
        anna.hangs_up(out)
        boris.ends(into)
        for call in anna.engine.of(IncomingCall)[-2:]:
            anna.hangs_up(call.call_id)


def test_six_calls_of_ours_leave_the_next_caller_a_line(phones: Three) -> None:
    anna, boris, carol = phones
    pairs = [(phone, *anna.talks_with(phone)) for phone in (boris, carol) for _ in range(2)]
    with RawCaller(anna.uri) as caller:
        caller.invite(sender="<sip:last@127.0.0.1>")
        caller.wait(180)
        anna.hangs_up(anna.incoming().call_id)
    for phone, out, into in pairs:
        anna.hangs_up(out)
        phone.ends(into)
