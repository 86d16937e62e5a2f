"""Which codecs a description names after an account's wishes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telephony.pj.sdp import with_codecs

OFFER = (
    "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
    "m=audio 4000 RTP/AVP 9 8 0 104 3 120\r\na=rtcp:4001 IN IP4 127.0.0.1\r\na=sendrecv\r\n"
    "a=rtpmap:9 G722/8000\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:104 iLBC/8000\r\na=fmtp:104 mode=30\r\n"
    "a=rtpmap:120 telephone-event/16000\r\na=fmtp:120 0-16\r\n"
)


def media(sdp: str) -> str:
    return next(line for line in sdp.splitlines() if line.startswith("m="))


@pytest.mark.parametrize(
    ("wanted", "payloads"),
    [
        (("PCMU/8000", "PCMA/8000"), "0 8 120"),
        (("iLBC/8000", "G722/16000"), "104 9 120"),
        (("GSM/8000",), "3 120"),
        (("opus/48000", "pcma/8000"), "8 120"),
        ((), "9 8 0 104 3 120"),
        (("opus/48000",), "9 8 0 104 3 120"),
    ],
)
def test_only_the_wanted_codecs_stay_in_the_wanted_order(wanted: tuple[str, ...], payloads: str) -> None:
    assert media(with_codecs(OFFER, wanted)) == f"m=audio 4000 RTP/AVP {payloads}"


def test_what_says_more_of_a_codec_goes_with_it_and_all_else_stays() -> None:
    sdp = with_codecs(OFFER, ("PCMA/8000",))
    assert "iLBC" not in sdp
    assert "fmtp:104" not in sdp
    assert "a=rtpmap:8 PCMA/8000\r\n" in sdp
    assert "a=fmtp:120 0-16\r\n" in sdp
    assert sdp.startswith(OFFER[: OFFER.index("m=")])
    assert "a=sendrecv\r\n" in sdp


@given(st.text(max_size=200), st.lists(st.sampled_from(["PCMA/8000", "G722/16000", "", "x"]), max_size=3))
def test_any_text_is_taken(sdp: str, wanted: list[str]) -> None:
    with_codecs(sdp, wanted)
    with_codecs(OFFER + sdp, wanted)
