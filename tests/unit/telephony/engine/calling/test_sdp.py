"""What offers and answers say of hold and encryption."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telephony.engine.sdp import SdpWatch, audio_line, goes_by_ipv6
from tests.unit.telephony.engine.calling.fakes import request, response, sdp

DIRECTIONS = ("sendrecv", "sendonly", "recvonly", "inactive")


def exchange(watch: SdpWatch, offer: str, answer: str, theirs: bool) -> None:
    watch.feed(request("INVITE", body=offer), received=theirs)
    watch.feed(response(200, body=answer), received=not theirs)


@pytest.mark.parametrize(
    ("offer", "answer", "theirs", "here", "there"),
    [
        ("sendrecv", "sendrecv", False, False, False),
        ("sendonly", "recvonly", False, True, False),
        ("sendonly", "inactive", False, True, True),
        ("sendonly", "recvonly", True, False, True),
        ("sendrecv", "sendonly", True, True, False),
        ("inactive", "inactive", True, False, True),
        ("recvonly", "sendonly", True, True, False),
    ],
)
def test_an_exchange_says_who_holds(offer: str, answer: str, theirs: bool, here: bool, there: bool) -> None:
    watch = SdpWatch()
    exchange(watch, sdp(offer), sdp(answer), theirs)
    assert (watch.held_here, watch.held_there) == (here, there)


def test_who_is_held_with_inactive_keeps_his_own_hold() -> None:
    watch = SdpWatch()
    exchange(watch, sdp("sendonly"), sdp("recvonly"), theirs=False)
    exchange(watch, sdp("inactive"), sdp("inactive"), theirs=True)
    assert (watch.held_here, watch.held_there) == (True, True)
    exchange(watch, sdp("sendrecv"), sdp("sendonly"), theirs=True)
    assert (watch.held_here, watch.held_there) == (True, False)


def test_a_refused_offer_changes_nothing() -> None:
    watch = SdpWatch()
    exchange(watch, sdp(), sdp(), theirs=False)
    watch.feed(request("INVITE", body=sdp("sendonly")), received=False)
    watch.feed(response(491), received=True)
    assert not watch.held_here


def test_an_address_of_zeros_is_a_hold() -> None:
    old = sdp().replace("192.0.2.1", "0.0.0.0")
    watch = SdpWatch()
    exchange(watch, old, sdp("inactive"), theirs=True)
    assert (watch.held_here, watch.held_there) == (False, True)


def test_the_suite_is_the_answers_where_both_have_one() -> None:
    watch = SdpWatch()
    suites = "AES_256_CM_HMAC_SHA1_80", "AES_CM_128_HMAC_SHA1_80"
    exchange(watch, sdp(crypto=suites[0]), sdp(crypto=suites[1]), theirs=False)
    assert watch.suite == suites[1]
    exchange(watch, sdp(crypto=suites[0]), sdp(), theirs=False)
    assert not watch.suite
    exchange(watch, sdp(), sdp(crypto=suites[1]), theirs=False)
    assert not watch.suite


def test_the_sessions_own_lines_count_where_the_stream_has_none() -> None:
    text = "v=0\r\nc=IN IP4 192.0.2.1\r\na=inactive\r\nm=video 1 RTP/AVP 96\r\na=sendonly\r\nm=audio 2 RTP/AVP 8\r\n"
    line = audio_line(text)
    assert line is not None
    assert (line.direction, line.suite) == ("inactive", "")
    assert audio_line("v=0\r\nm=video 1 RTP/AVP 96\r\n") is None


@given(st.text())
def test_garbage_reads_as_something_and_never_raises(text: str) -> None:
    line = audio_line(text)
    assert line is None or line.direction in DIRECTIONS


@given(st.lists(st.tuples(st.sampled_from(DIRECTIONS), st.sampled_from(("sendrecv", "sendonly")), st.booleans()), min_size=1))
def test_after_an_open_offer_both_holds_are_as_the_last_exchange_says(steps: list[tuple[str, str, bool]]) -> None:
    watch = SdpWatch()
    for offer, answer, theirs in steps:
        exchange(watch, sdp(offer), sdp(answer), theirs)
    offer, answer, theirs = steps[-1]
    offerer, answerer = offer in ("sendonly", "inactive"), answer == "sendonly"
    assert (watch.held_there, watch.held_here) == ((offerer, answerer) if theirs else (answerer, offerer))


@pytest.mark.parametrize(
    ("lines", "ipv6"),
    [
        (("c=IN IP4 192.0.2.1", "m=audio 4000 RTP/AVP 8"), False),
        (("c=IN IP6 2001:db8::1", "m=audio 4000 RTP/AVP 8"), True),
        (("c=IN IP6 2001:db8::1", "m=audio 4000 RTP/AVP 8", "c=IN IP4 192.0.2.1"), False),  # a medium's own comes first
        (("c=IN IP4 192.0.2.1", "m=audio 4000 RTP/AVP 8", "c=IN IP6 2001:db8::1"), True),
        (("c=IN IP4 192.0.2.1", "m=video 4000 RTP/AVP 31", "c=IN IP6 2001:db8::1"), False),
        (("c=IN IP6 2001:db8::1",), False),
        ((), False),
    ],
)
def test_where_the_sound_is_to_go_is_told(lines: tuple[str, ...], ipv6: bool) -> None:
    assert goes_by_ipv6("\r\n".join(("v=0", *lines, ""))) is ipv6
    assert goes_by_ipv6("\n".join(("v=0", *lines))) is ipv6
