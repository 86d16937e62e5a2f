"""What a far side's BYE or CANCEL says of why (RFC 3326)."""

from __future__ import annotations

import pytest

from telephony.engine.call_reasons import reason_of_their_request
from telephony.engine.siptext import parse_message
from telephony.reasons import Reason, ReasonCode

ELSEWHERE, CANCELLED = ReasonCode.ANSWERED_ELSEWHERE, ReasonCode.CANCELLED_THERE
CREDIT, HUNG_UP = ReasonCode.CREDIT_EXHAUSTED, ReasonCode.HUNG_UP_THERE


@pytest.mark.parametrize(
    ("method", "reasons", "code"),
    [
        ("CANCEL", [], CANCELLED),
        ("CANCEL", ['SIP;cause=200;text="Call completed elsewhere"'], ELSEWHERE),
        ("CANCEL", ["SIP ; cause=200"], ELSEWHERE),
        ("CANCEL", ["Q.850;cause=26"], ELSEWHERE),
        ("CANCEL", ['Q.850;cause=26;text="Answered elsewhere"', "SIP;cause=200"], ELSEWHERE),
        ("CANCEL", ["Q.850;cause=16, SIP;cause=200"], ELSEWHERE),
        ("CANCEL", ["Q.850;cause=200"], CANCELLED),
        ("CANCEL", ["SIP;cause=26"], CANCELLED),
        ("CANCEL", ["SIP;cause=487", 'Q.850;cause=16;text="Normal Call Clearing"'], CANCELLED),
        ("CANCEL", ["SIP;cause=", "nonsense", ";;"], CANCELLED),
        ("BYE", [], HUNG_UP),
        ("BYE", ["SIP;cause=200"], HUNG_UP),
        ("BYE", ["Q.850;cause=16", 'Q.850;cause=31;text="Insufficient Funds"'], CREDIT),
        ("BYE", ["SIP;cause=402"], CREDIT),
    ],
)
def test_each_reason_that_is_given_counts(method: str, reasons: list[str], code: ReasonCode) -> None:
    lines = "".join(f"Reason: {reason}\r\n" for reason in reasons)
    reason = reason_of_their_request(parse_message(f"{method} sip:anna@127.0.0.1 SIP/2.0\r\n{lines}\r\n"))
    assert reason is not None
    assert reason.code is code


def test_what_was_said_is_kept_for_people() -> None:
    message = parse_message('BYE sip:anna@127.0.0.1 SIP/2.0\r\nReason: Q.850;cause=16;text="Good night"\r\n\r\n')
    assert reason_of_their_request(message) == Reason(HUNG_UP, phrase="Good night")


def test_other_messages_say_nothing_of_an_end() -> None:
    assert reason_of_their_request(parse_message("INVITE sip:anna@127.0.0.1 SIP/2.0\r\nReason: SIP;cause=200\r\n\r\n")) is None
    assert reason_of_their_request(parse_message("SIP/2.0 487 Request Terminated\r\nReason: SIP;cause=200\r\n\r\n")) is None
