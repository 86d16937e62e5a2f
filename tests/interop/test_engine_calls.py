"""Two real engines call each other over loopback, without a registrar between; both sides are looked at."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from telephony.calls import CallState
from telephony.messages import (
    Answer,
    CallChanged,
    CallMedia,
    CallMuted,
    CallStats,
    CommandRefused,
    Decline,
    DialogIdentity,
    DialogSaved,
    DtmfReceived,
    HangUp,
    IncomingCall,
    ReleaseDialog,
    SendDtmf,
    SetBusy,
    SetMuted,
    Transport,
)
from telephony.reasons import ReasonCode
from tests.peers.engine import EngineProcess
from tests.peers.process import PATIENCE_S

CALLER, CALLED = "anna", "boris"


@pytest.fixture(scope="module")
def pair() -> Iterator[tuple[EngineProcess, EngineProcess]]:
    """Anna's engine and Boris's, each with an account that calls directly."""
    with EngineProcess() as anna, EngineProcess() as boris:
        yield anna, boris


@pytest.fixture
def anna(pair: tuple[EngineProcess, EngineProcess]) -> Iterator[Party]:
    with Party(pair[0], CALLER) as party:
        yield party


@pytest.fixture
def boris(pair: tuple[EngineProcess, EngineProcess]) -> Iterator[Party]:
    with Party(pair[1], CALLED) as party:
        yield party


class Party:
    """One side for the length of one test: its account, and the calls that came in since the test began."""

    def __init__(self, engine: EngineProcess, user: str) -> None:
        self.engine = engine
        self.user = user

    def __enter__(self) -> Party:
        self.account_id = self.engine.add_local_account(self.user)
        self._calls_before = len(self.engine.of(IncomingCall))
        return self

    def __exit__(self, *_: object) -> None:
        self.engine.remove_account(self.account_id)

    def calls(self, other: Party, transport: Transport = Transport.UDP, dtmf: str = "") -> str:
        return self.engine.dial(self.account_id, other.engine.uri(transport, other.user), dtmf)

    def hears_ringing(self, number: int = 1) -> str:
        return self.engine.wait_for_incoming(self._calls_before + number)

    def reaches(self, call_id: str, state: CallState, timeout_s: float = PATIENCE_S) -> CallChanged:
        return self.engine.wait_for_state(call_id, state, timeout_s)

    def last_dialog(self) -> DialogIdentity:
        return self.engine.of(DialogSaved)[-1].dialog

    def ends_with(self, call_id: str, code: ReasonCode, timeout_s: float = PATIENCE_S) -> None:
        ended = self.reaches(call_id, CallState.ENDED, timeout_s)
        assert ended.reason is not None
        assert ended.reason.code is code


def talk(anna: Party, boris: Party, transport: Transport = Transport.UDP) -> tuple[str, str]:
    """An established call: (Anna's identifier, Boris's)."""
    out = anna.calls(boris, transport)
    into = boris.hears_ringing()
    boris.engine.send(Answer(into))
    anna.reaches(out, CallState.ESTABLISHED)
    boris.reaches(into, CallState.ESTABLISHED)
    return out, into


@pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])
def test_an_answered_call_carries_sound_both_ways_and_ends_on_both_sides(anna: Party, boris: Party, transport: Transport) -> None:
    out = anna.calls(boris, transport)
    into = boris.hears_ringing()
    ringing = anna.reaches(out, CallState.RINGING)
    incoming = boris.engine.wait_for(IncomingCall, lambda event: event.call_id == into)
    assert incoming.remote_uri.startswith("sip:anna@")
    assert incoming.account_id == boris.account_id
    boris.engine.send(Answer(into))
    established = anna.reaches(out, CallState.ESTABLISHED)
    assert ringing.at_us < established.at_us
    for side, call_id in ((anna, out), (boris, into)):
        media = side.engine.wait_for(CallMedia, lambda event, call_id=call_id: event.call_id == call_id)
        assert (media.codec, media.clock_rate, media.encryption) == ("G722", 16_000, "")
        stats = side.engine.wait_for(CallStats, lambda event, call_id=call_id: event.call_id == call_id and event.received_packets > 30)
        assert stats.sent_packets > 30
        assert stats.lost_packets == 0
    anna.engine.send(HangUp(out))
    anna.ends_with(out, ReasonCode.HUNG_UP_HERE)
    boris.ends_with(into, ReasonCode.HUNG_UP_THERE)


def test_an_invite_longer_than_a_thousand_three_hundred_bytes_stays_on_udp(anna: Party, boris: Party) -> None:
    account_id = anna.engine.add_local_account("a" * 64, display_name="Анна " * 120)
    out = anna.engine.dial(account_id, boris.engine.uri(user="b" * 210))
    boris.engine.send(Answer(boris.hears_ringing()))
    anna.reaches(out, CallState.ESTABLISHED)
    dialog = [event for event in anna.engine.of(DialogSaved) if event.call_id == out][-1].dialog
    assert dialog.transport is Transport.UDP
    assert anna.engine.port(Transport.UDP) == int(boris.last_dialog().remote_target.partition("@")[2].partition(":")[2].partition(";")[0])
    anna.engine.remove_account(account_id)
    anna.ends_with(out, ReasonCode.HUNG_UP_HERE)


def test_the_called_may_hang_up_too(anna: Party, boris: Party) -> None:
    out, into = talk(anna, boris)
    boris.engine.send(HangUp(into))
    boris.ends_with(into, ReasonCode.HUNG_UP_HERE)
    anna.ends_with(out, ReasonCode.HUNG_UP_THERE)


@pytest.mark.parametrize(
    ("busy", "here", "there"), [(False, ReasonCode.DECLINED_HERE, ReasonCode.DECLINED), (True, ReasonCode.BUSY_HERE, ReasonCode.BUSY)]
)
def test_a_declined_call_says_so_on_both_sides(anna: Party, boris: Party, busy: bool, here: ReasonCode, there: ReasonCode) -> None:
    out = anna.calls(boris)
    into = boris.hears_ringing()
    boris.engine.send(Decline(into, busy))
    boris.ends_with(into, here)
    anna.ends_with(out, there)


def test_hanging_up_an_incoming_call_declines_it(anna: Party, boris: Party) -> None:
    out = anna.calls(boris)
    into = boris.hears_ringing()
    boris.engine.send(HangUp(into))
    boris.ends_with(into, ReasonCode.DECLINED_HERE)
    anna.ends_with(out, ReasonCode.DECLINED)


def test_a_call_that_its_caller_gives_up_is_cancelled_on_both_sides(anna: Party, boris: Party) -> None:
    out = anna.calls(boris)
    into = boris.hears_ringing()
    anna.reaches(out, CallState.RINGING)
    anna.engine.send(HangUp(out))
    assert anna.reaches(out, CallState.ENDING).reason is not None
    anna.ends_with(out, ReasonCode.CANCELLED_HERE)
    boris.ends_with(into, ReasonCode.CANCELLED_THERE)


def test_a_call_given_up_before_any_answer_never_comes_up(anna: Party, boris: Party) -> None:
    out = anna.calls(boris)
    anna.engine.send(HangUp(out))
    anna.ends_with(out, ReasonCode.CANCELLED_HERE)
    into = boris.hears_ringing()  # the INVITE was on its way already
    boris.ends_with(into, ReasonCode.CANCELLED_THERE)


def test_who_is_busy_is_told_of_the_missed_call_and_the_caller_hears_busy(anna: Party, boris: Party) -> None:
    boris.engine.send(SetBusy(True))
    boris.engine.settled()
    out = anna.calls(boris)
    anna.ends_with(out, ReasonCode.BUSY)
    boris.ends_with(boris.hears_ringing(), ReasonCode.BUSY_HERE)
    assert boris.engine.of(IncomingCall)[-1].refused
    boris.engine.send(SetBusy(False))


def test_dtmf_goes_both_ways(anna: Party, boris: Party) -> None:
    out, into = talk(anna, boris)
    for side, call_id in ((anna, out), (boris, into)):
        side.engine.wait_for(CallMedia, lambda event, call_id=call_id: event.call_id == call_id)
    anna.engine.send(SendDtmf(out, "0123456789"))
    boris.engine.send(SendDtmf(into, "*#ABCD"))
    boris.engine.wait_for(DtmfReceived, lambda event: event.call_id == into and event.digit == "9")
    anna.engine.wait_for(DtmfReceived, lambda event: event.call_id == out and event.digit == "D")
    assert "".join(event.digit for event in boris.engine.of(DtmfReceived) if event.call_id == into) == "0123456789"
    assert "".join(event.digit for event in anna.engine.of(DtmfReceived) if event.call_id == out) == "*#ABCD"


def test_an_extension_is_sent_after_the_answer_and_a_comma_waits(anna: Party, boris: Party) -> None:
    out = anna.calls(boris, dtmf="1,2")
    into = boris.hears_ringing()
    boris.engine.send(Answer(into))
    anna.reaches(out, CallState.ESTABLISHED)
    boris.engine.wait_for(DtmfReceived, lambda event: event.call_id == into and event.digit == "1")
    before = time.monotonic()
    boris.engine.wait_for(DtmfReceived, lambda event: event.call_id == into and event.digit == "2")
    assert time.monotonic() - before > 1.5


def test_a_muted_call_keeps_its_stream(anna: Party, boris: Party) -> None:
    out, into = talk(anna, boris)
    anna.engine.send(SetMuted(out, True))
    anna.engine.wait_for(CallMuted, lambda event: event.call_id == out and event.muted)
    received = boris.engine.wait_for(CallStats, lambda event: event.call_id == into).received_packets
    boris.engine.wait_for(CallStats, lambda event: event.call_id == into and event.received_packets > received + 30)
    anna.engine.send(SetMuted(out, False))
    anna.engine.wait_for(CallMuted, lambda event: event.call_id == out and not event.muted)


def test_a_second_call_rings_while_the_first_goes_on(anna: Party, boris: Party) -> None:
    out, into = talk(anna, boris)
    second = anna.calls(boris)
    ringing = boris.hears_ringing(2)
    boris.engine.send(Decline(ringing, busy=True))
    anna.ends_with(second, ReasonCode.BUSY)
    boris.ends_with(ringing, ReasonCode.BUSY_HERE)
    since = len(boris.engine.events)
    received = boris.engine.wait_for(CallStats, lambda event: event.call_id == into, since=since).received_packets
    boris.engine.wait_for(CallStats, lambda event: event.call_id == into and event.received_packets > received + 30, since=since)
    anna.engine.send(HangUp(out))
    boris.ends_with(into, ReasonCode.HUNG_UP_THERE)


def test_two_answered_calls_both_live_and_end_apart(anna: Party, boris: Party) -> None:
    out, into = talk(anna, boris)
    second = anna.calls(boris)
    ringing = boris.hears_ringing(2)
    boris.engine.send(Answer(ringing))
    anna.reaches(second, CallState.ESTABLISHED)
    boris.reaches(ringing, CallState.ESTABLISHED)
    boris.engine.send(HangUp(ringing))
    anna.ends_with(second, ReasonCode.HUNG_UP_THERE)
    anna.engine.send(HangUp(out))
    boris.ends_with(into, ReasonCode.HUNG_UP_THERE)


def test_nobody_there_is_told_as_no_response_and_may_be_given_up(anna: Party) -> None:
    call_id = anna.engine.dial(anna.account_id, "sip:ghost@127.0.0.1:9")
    time.sleep(0.3)
    anna.engine.send(HangUp(call_id))
    anna.ends_with(call_id, ReasonCode.CANCELLED_HERE)


def test_nobody_there_over_tcp_is_a_refused_connection(anna: Party) -> None:
    call_id = anna.engine.dial(anna.account_id, "sip:ghost@127.0.0.1:9;transport=tcp")
    anna.ends_with(call_id, ReasonCode.CONNECTION_REFUSED)


@pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])
def test_the_far_side_of_a_killed_engine_is_released_by_the_next_one(boris: Party, transport: Transport) -> None:
    anna = EngineProcess()
    anna.start()
    out = anna.dial(anna.add_local_account(CALLER), boris.engine.uri(transport, boris.user))
    into = boris.hears_ringing()
    boris.engine.send(Answer(into))
    anna.wait_for_state(out, CallState.ESTABLISHED)
    dialog = [event for event in anna.of(DialogSaved) if event.call_id == out][-1].dialog
    assert dialog.transport is transport
    anna.kill()
    with EngineProcess() as second:
        second.send(ReleaseDialog(second.add_local_account(CALLER), dialog))
        boris.ends_with(into, ReasonCode.HUNG_UP_THERE)


def test_the_calling_side_of_a_killed_engine_is_released_too(anna: Party) -> None:
    boris = EngineProcess()
    boris.start()
    boris.add_local_account(CALLED)
    out = anna.engine.dial(anna.account_id, boris.uri(user=CALLED))
    into = boris.wait_for_incoming()
    boris.send(Answer(into))
    anna.reaches(out, CallState.ESTABLISHED)
    boris.wait_for_state(into, CallState.ESTABLISHED)
    dialog = [event for event in boris.of(DialogSaved) if event.call_id == into][-1].dialog
    boris.kill()
    with EngineProcess() as second:
        second.send(ReleaseDialog(second.add_local_account(CALLED), dialog))
        anna.ends_with(out, ReasonCode.HUNG_UP_THERE)


def test_an_engine_whose_parent_goes_away_hangs_up_and_leaves(boris: Party) -> None:
    anna = EngineProcess()
    anna.start()
    out = anna.dial(anna.add_local_account(CALLER), boris.engine.uri(user=boris.user))
    into = boris.hears_ringing()
    boris.engine.send(Answer(into))
    anna.wait_for_state(out, CallState.ESTABLISHED)
    assert anna.process.stdin is not None
    anna.process.stdin.close()
    assert anna.process.wait(PATIENCE_S) == 0
    boris.ends_with(into, ReasonCode.HUNG_UP_THERE)
    anna.stop()


def test_commands_that_do_not_fit_the_call_are_refused(anna: Party, boris: Party) -> None:
    out, into = talk(anna, boris)
    cases = [
        (anna, Answer(out), out, ReasonCode.WRONG_STATE),
        (boris, Decline(into), into, ReasonCode.WRONG_STATE),
        (anna, SendDtmf(out, "12x"), out, ReasonCode.BAD_DIGITS),
        (anna, HangUp("nothing"), "nothing", ReasonCode.UNKNOWN_CALL),
    ]
    for party, command, subject, code in cases:
        since = len(party.engine.events)
        party.engine.send(command)
        refused = party.engine.wait_for(CommandRefused, since=since)
        assert (refused.command, refused.subject, refused.reason.code) == (type(command).__name__, subject, code)
