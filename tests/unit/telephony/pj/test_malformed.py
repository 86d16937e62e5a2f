"""What of a request is refused before pjsip makes anything of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telephony.pj.malformed import fault
from tests.peers.torture import MESSAGES

REFUSED = {
    "clerr": "a body shorter than its Content-Length",
    "mcl01": "Content-Lengths that differ",
    "escruri": "headers in the Request-URI",
    "multi01": "a header that stands twice",
    "mismatch01": "a CSeq of another method",
    "mismatch02": "a CSeq of another method",
}


def test_of_rfc_4475s_messages_those_are_refused_that_pjsip_takes_for_sound_and_must_not() -> None:
    found = {name: fault(message) for name, message in MESSAGES.items()}
    # It refuses these itself, by what it finds wrong with them first.
    found = {name: reason for name, reason in found.items() if name not in {"ncl", "scalar02", "test"}}
    assert {name: reason for name, reason in found.items() if reason} == REFUSED


def request(line: str = "INVITE sip:a@b SIP/2.0", headers: str = "Content-Length: 4", body: str = "v=0\n") -> bytes:
    return f"{line}\r\nVia: SIP/2.0/UDP c\r\n{headers}\r\n\r\n{body}".encode()


@pytest.mark.parametrize(
    "message",
    [
        request(),
        request(headers="Content-Length: 3"),  # bytes too many are dropped (RFC 3261 section 18.3)
        request(headers="l:4\r\nContent-Length : 4"),  # twice the same
        request(headers="X-Length: 400\r\nContent-Length: 4"),
        request(headers="Subject: content-length: 9"),
        request(headers="CSeq: 1 INVITE"),
        request(headers="cseq :0009\r\n  INVITE"),
        request("INVITE sip:a?b@c SIP/2.0"),
        request("INVITE tel:+7495;ext=1 SIP/2.0"),
        request("SIP/2.0 200 OK", "Content-Length: 400"),  # no request
        request("ACK sip:a@b?x=y SIP/2.0"),  # nobody answers it
        request().replace(b"\r\n", b"\n"),
        request(headers="Content-Length: 8", body="v=0\n\r\n\r\n").replace(b"\r\n", b"\n", 4),
        b"\r\n\r\n",
        b"",
    ],
)
def test_what_may_stand_is_left_alone(message: bytes) -> None:
    assert fault(message) == ""


@pytest.mark.parametrize(
    "message",
    [
        request(headers="Content-Length: 5"),
        request(headers="Content-Length: 5").replace(b"\r\n", b"\n"),
        b"\r\n\r\n" + request(headers="l:5"),
        request(headers="content-length: 99999999999999999999"),
        request(headers="l: 4\r\nContent-Length: 3"),
        request(headers="To: <sip:a@b>\r\nt: <sip:a@b>"),
        request(headers="CSeq: 1 OPTIONS"),
        request(headers="CSeq: 1 invite"),  # methods are told apart by case, too (RFC 3261 section 7.1)
        request("OPTIONS sip:b?Route=%3Csip:c%3E SIP/2.0"),
        request("INVITE  sips:a@[::1]:5061;x?y=z  SIP/2.0"),
    ],
)
def test_what_may_not_is_named(message: bytes) -> None:
    assert fault(message) in REFUSED.values()


@given(st.binary(max_size=300), st.sampled_from(sorted(MESSAGES)), st.integers(0, 2000))
def test_any_bytes_are_judged(noise: bytes, name: str, at: int) -> None:
    message = MESSAGES[name]
    assert fault(noise + message[at:]) in {"", *REFUSED.values()}
    assert fault(message[:at] + noise) in {"", *REFUSED.values()}
