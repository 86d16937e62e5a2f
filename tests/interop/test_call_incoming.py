"""What callers say of themselves, and what old and odd devices do in a call: each message written by hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from telephony.messages import Answer, CallMedia, CommandRefused, DtmfReceived, HangUp, IncomingCall, SendDtmf, SetHeld
from telephony.networking import DtmfMethod, MediaConfig
from tests.interop.calling import Phone
from tests.peers.raw_caller import RawCaller


@pytest.fixture(scope="module")
def anna() -> Iterator[Phone]:
    with Phone("anna") as phone:
        yield phone


def met(anna: Phone, caller: RawCaller, headers: str = "", sender: str = '"Boris" <sip:boris@example.org>') -> IncomingCall:
    """The event of a call with those headers, which is given up again."""
    number = len(anna.engine.of(IncomingCall)) + 1
    caller.invite(headers, sender=sender)
    call_id = anna.engine.wait_for_incoming(number)
    anna.send(HangUp(call_id))
    caller.wait(603)
    caller.acknowledge()
    anna.ends(call_id)
    return anna.engine.of(IncomingCall)[number - 1]


@pytest.mark.parametrize(
    "header",
    [
        "Call-Info: <sip:example.org>;answer-after=0",
        "Alert-Info: <http://www.notused.com>;info=alert-autoanswer;delay=0",
        "Alert-Info: Ring Answer",
        "Answer-Mode: Auto",
        "Priv-Answer-Mode: auto;require",
    ],
)
def test_who_asks_to_be_answered_at_once_is_told_of(anna: Phone, header: str) -> None:
    with RawCaller(anna.uri) as caller:
        assert met(anna, caller, f"{header}\r\n").asks_answer


def test_who_asks_nothing_asks_nothing(anna: Phone) -> None:
    with RawCaller(anna.uri) as caller:
        plain = met(anna, caller, "Alert-Info: <http://example.org/ring.wav>\r\nAnswer-Mode: Manual\r\n")
    assert (plain.asks_answer, plain.anonymous, plain.diverted_from) == (False, False, "")
    assert (plain.remote_uri, plain.remote_name) == ("sip:boris@example.org", "Boris")
    assert plain.alert == "<http://example.org/ring.wav>"


@pytest.mark.parametrize(
    ("header", "sender", "anonymous"),
    [
        ("", '"Anonymous" <sip:anonymous@anonymous.invalid>', True),
        ("Privacy: id\r\n", "<sip:boris@example.org>", True),
        ("Privacy: user;id\r\n", "<sip:boris@example.org>", True),
        ("Privacy: none\r\n", "<sip:boris@example.org>", False),
    ],
)
def test_who_hides_is_anonymous(anna: Phone, header: str, sender: str, anonymous: bool) -> None:
    with RawCaller(anna.uri) as caller:
        assert met(anna, caller, header, sender).anonymous is anonymous


@pytest.mark.parametrize(
    "header",
    [
        "Diversion: <sip:carol@example.org>;reason=unconditional",
        "History-Info: <sip:carol@example.org>;index=1, <sip:anna@127.0.0.1>;index=1.1",
    ],
)
def test_who_was_called_first_is_told(anna: Phone, header: str) -> None:
    with RawCaller(anna.uri) as caller:
        assert met(anna, caller, f"{header}\r\n").diverted_from == "sip:carol@example.org"


def talk(anna: Phone, caller: RawCaller) -> str:
    number = len(anna.engine.of(IncomingCall)) + 1
    caller.invite()
    call_id = anna.engine.wait_for_incoming(number)
    anna.send(Answer(call_id))
    caller.talk()
    anna.stands(call_id)
    anna.sounds(call_id)
    return call_id


@pytest.mark.parametrize(("direction", "address"), [("sendonly", "127.0.0.1"), ("inactive", "127.0.0.1"), ("sendrecv", "0.0.0.0")])
def test_every_way_to_be_held_is_seen_and_so_is_its_end(anna: Phone, direction: str, address: str) -> None:
    with RawCaller(anna.uri) as caller:
        call_id = talk(anna, caller)
        caller.invite(body=caller.sdp(direction, address))
        caller.talk()
        held = anna.hears_of(CallMedia, lambda event: event.call_id == call_id and event.held_there)
        assert not held.held_here
        since = anna.now()
        caller.invite()
        caller.talk()
        back = anna.hears_of(CallMedia, lambda event: event.call_id == call_id and not event.held_there, since=since)
        assert (back.held_here, back.codec) == (False, "PCMA")
        caller.hang_up()
        anna.ends(call_id)


def test_we_hold_who_has_just_asked_too(anna: Phone) -> None:
    """491 from the far side: asked again (RFC 3261 section 14.1)."""
    with RawCaller(anna.uri) as caller:
        call_id = talk(anna, caller)
        anna.send(SetHeld(call_id, held=True))
        offer = caller.wait_request("INVITE")
        assert "a=sendonly" in offer
        caller.answer_with(offer, "491 Request Pending")
        caller.wait_request("ACK")
        caller.messages.clear()
        again = caller.wait_request("INVITE")
        caller.agree(again, caller.sdp("recvonly"))
        anna.hears_of(CallMedia, lambda event: event.call_id == call_id and event.held_here)
        caller.hang_up()
        anna.ends(call_id)


def test_a_hold_that_is_refused_is_told_and_the_call_goes_on(anna: Phone) -> None:
    with RawCaller(anna.uri) as caller:
        call_id = talk(anna, caller)
        anna.send(SetHeld(call_id, held=True))
        caller.answer_with(caller.wait_request("INVITE"), "488 Not Acceptable Here")
        refused = anna.hears_of(CommandRefused, lambda event: event.subject == call_id)
        assert (refused.command, refused.reason.sip_status) == ("SetHeld", 488)
        assert not [event for event in anna.engine.of(CallMedia) if event.call_id == call_id][-1].held_here
        caller.hang_up()
        anna.ends(call_id)


def test_digits_by_info_are_heard(anna: Phone) -> None:
    with RawCaller(anna.uri) as caller:
        call_id = talk(anna, caller)
        for digit in "1#":
            caller.request("INFO", body=f"Signal={digit}\r\nDuration=160\r\n", kind="application/dtmf-relay")
            caller.wait(200)
        anna.hears_of(DtmfReceived, lambda event: event.call_id == call_id and event.digit == "#")
        assert "".join(event.digit for event in anna.engine.of(DtmfReceived) if event.call_id == call_id) == "1#"
        caller.hang_up()
        anna.ends(call_id)


def test_digits_go_by_info_where_the_account_says_so() -> None:
    with Phone("anna") as anna, Phone("boris") as boris:
        account_id = anna.engine.add_local_account("info", media=MediaConfig(dtmf=DtmfMethod.INFO))
        out = anna.engine.dial(account_id, boris.uri)
        into = boris.answer()
        anna.stands(out)
        anna.sounds(out)
        anna.send(SendDtmf(out, "12#"))
        boris.hears_of(DtmfReceived, lambda event: event.digit == "#")
        assert "".join(event.digit for event in boris.engine.of(DtmfReceived)) == "12#"
        anna.hangs_up(out)
        boris.ends(into)
