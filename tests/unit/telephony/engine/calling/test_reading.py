"""What comes in, read: mailbox summaries and callers' headers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telephony.engine.counting import Packets, RunningCount
from telephony.engine.incoming import incoming_call
from telephony.engine.mailbox import mailbox_state
from telephony.engine.siptext import parse_message
from telephony.messages import MailboxState

HEAD = "NOTIFY sip:anna@example.org SIP/2.0\r\nEvent: message-summary\r\nContent-Type: application/simple-message-summary\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "state"),
    [
        (
            "Messages-Waiting: yes\r\nMessage-Account: sip:box@example.org\r\nVoice-Message: 2/8 (0/2)\r\n",
            (True, 2, 8, "sip:box@example.org"),
        ),
        ("messages-waiting:YES\r\nvoice-message:1/0\r\n", (True, 1, 0, "")),
        ("Messages-Waiting: no\r\n", (False, 0, 0, "")),
        ("Messages-Waiting: no\nVoice-Message: 1/0\n", (True, 1, 0, "")),
        ("Messages-Waiting: yes\r\nVoice-Message: many\r\n", (True, 0, 0, "")),
    ],
)
def test_a_summary_says_what_is_in_the_box(body: str, state: tuple[bool, int, int, str]) -> None:
    assert mailbox_state("account", HEAD + body) == MailboxState("account", *state)


@given(st.text())
def test_garbage_is_no_summary_and_never_raises(body: str) -> None:
    told = mailbox_state("account", HEAD + body)
    assert told is None or "messages-waiting" in body.lower()


@pytest.mark.parametrize(
    ("headers", "asks"),
    [
        (("Call-Info: <http://example.org/face.jpg>;purpose=icon", "Call-Info: <sip:example.org>;answer-after=0"), True),
        (("Call-Info: <http://example.org/face.jpg>;purpose=icon, <sip:example.org>;answer-after=0",), True),
        (("Alert-Info: <http://example.org/ring.wav>", "Alert-Info: <http://example.org>;info=alert-autoanswer"), True),
        (("Call-Info: <http://example.org/face.jpg>;purpose=icon", "Alert-Info: <http://example.org/ring.wav>"), False),
    ],
)
def test_who_asks_to_be_answered_at_once_may_say_so_in_any_of_several_headers(headers: tuple[str, ...], asks: bool) -> None:
    invite = parse_message("INVITE sip:anna@example.org SIP/2.0\r\n" + "".join(f"{line}\r\n" for line in headers) + "\r\n")
    assert incoming_call("call", "account", invite).asks_answer is asks


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs",))))
def test_callers_headers_never_raise(text: str) -> None:
    line = text.replace("\r", " ").replace("\n", " ")
    names = ("From", "Privacy", "Alert-Info", "Call-Info", "Diversion", "History-Info", "Answer-Mode")
    invite = parse_message("INVITE sip:anna@example.org SIP/2.0\r\n" + "".join(f"{name}: {line}\r\n" for name in names) + "\r\n")
    told = incoming_call("call", "account", invite)
    assert len(told.alert) <= 256


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500), st.integers(0, 9))))
def test_a_calls_counts_never_go_back(steps: list[tuple[int, int, int]]) -> None:
    count = RunningCount()
    totals = [count.total(Packets(*now)) for now in steps]
    assert [total.sent for total in totals] == sorted(total.sent for total in totals)
    assert [total.received for total in totals] == sorted(total.received for total in totals)


def test_a_stream_that_begins_anew_is_added_to_what_was() -> None:
    count = RunningCount()
    totals = [count.total(Packets(*now)) for now in ((50, 48, 1), (100, 98, 2), (0, 0, 0), (50, 50, 0), (10, 60, 0))]
    assert totals == [(50, 48, 1), (100, 98, 2), (100, 98, 2), (150, 148, 2), (160, 208, 2)]
