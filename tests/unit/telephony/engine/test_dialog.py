"""A dialog's identifiers, read from its messages (RFC 3261 section 12)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from telephony.engine.dialog import DialogTracker
from telephony.engine.siptext import parse_message
from telephony.messages import DialogIdentity, Transport


def request(method: str, cseq: int, sender: str, receiver: str, contact: str = "", extra: str = "") -> str:
    contact_line = f"Contact: <{contact}>\r\n" if contact else ""
    return (
        f"{method} sip:x SIP/2.0\r\nCall-ID: c1\r\nFrom: {sender}\r\nTo: {receiver}\r\nCSeq: {cseq} {method}\r\n{contact_line}{extra}\r\n"
    )


def response(status: int, method: str, cseq: int, sender: str, receiver: str, contact: str = "", extra: str = "") -> str:
    contact_line = f"Contact: <{contact}>\r\n" if contact else ""
    return f"SIP/2.0 {status} X\r\nCall-ID: c1\r\nFrom: {sender}\r\nTo: {receiver}\r\nCSeq: {cseq} {method}\r\n{contact_line}{extra}\r\n"


ANNA, BORIS = "<sip:anna@a.test>", "<sip:boris@b.test>"
ROUTES = "Record-Route: <sip:192.0.2.2;lr>\r\nRecord-Route: <sip:192.0.2.1:5080;lr;transport=tcp>\r\n"


def feed(tracker: DialogTracker, text: str, received: bool) -> DialogIdentity | None:
    return tracker.feed(parse_message(text), received)


def test_the_caller_learns_the_dialog_from_the_first_response_with_a_tag() -> None:
    tracker = DialogTracker()
    assert feed(tracker, request("INVITE", 7, f"{ANNA};tag=a", BORIS, "sip:anna@192.0.2.9"), received=False) is None
    assert feed(tracker, response(100, "INVITE", 7, f"{ANNA};tag=a", BORIS), received=True) is None
    identity = feed(tracker, response(180, "INVITE", 7, f"{ANNA};tag=a", f"{BORIS};tag=b", "sip:boris@192.0.2.5", ROUTES), received=True)
    assert identity == DialogIdentity(
        call_id_header="c1",
        local_uri="sip:anna@a.test",
        local_tag="a",
        remote_uri="sip:boris@b.test",
        remote_tag="b",
        remote_target="sip:boris@192.0.2.5",
        route_set=("sip:192.0.2.1:5080;lr;transport=tcp", "sip:192.0.2.2;lr"),
        next_cseq=8,
        transport=Transport.TCP,
        next_hop="192.0.2.1:5080",
    )


def test_the_called_learns_it_from_the_invite_and_its_own_answer() -> None:
    tracker = DialogTracker()
    assert feed(tracker, request("INVITE", 7, f"{ANNA};tag=a", BORIS, "sip:anna@192.0.2.9", ROUTES), received=True) is None
    identity = feed(tracker, response(180, "INVITE", 7, f"{ANNA};tag=a", f"{BORIS};tag=b", "sip:boris@192.0.2.5"), received=False)
    assert identity is not None
    assert (identity.local_tag, identity.remote_tag, identity.remote_target) == ("b", "a", "sip:anna@192.0.2.9")
    assert identity.route_set == ("sip:192.0.2.2;lr", "sip:192.0.2.1:5080;lr;transport=tcp")
    assert identity.next_cseq > 32_767
    assert (identity.transport, identity.next_hop) == (Transport.UDP, "192.0.2.2:5060")


def established() -> DialogTracker:
    tracker = DialogTracker()
    feed(tracker, request("INVITE", 7, f"{ANNA};tag=a", BORIS, "sip:anna@192.0.2.9"), received=False)
    feed(tracker, response(200, "INVITE", 7, f"{ANNA};tag=a", f"{BORIS};tag=b", "sip:boris@192.0.2.5"), received=True)
    return tracker


def test_the_same_again_is_not_told_again() -> None:
    again = response(200, "INVITE", 7, f"{ANNA};tag=a", f"{BORIS};tag=b", "sip:boris@192.0.2.5")
    assert feed(established(), again, received=True) is None


def test_our_next_request_moves_the_sequence_number_and_theirs_does_not() -> None:
    tracker = established()
    moved = feed(tracker, request("INFO", 8, f"{ANNA};tag=a", f"{BORIS};tag=b"), received=False)
    assert moved is not None
    assert moved.next_cseq == 9
    assert feed(tracker, request("INFO", 900, f"{BORIS};tag=b", f"{ANNA};tag=a"), received=True) is None


def test_a_re_invite_moves_the_target_but_never_the_routes() -> None:
    moved = feed(established(), request("INVITE", 3, f"{BORIS};tag=b", f"{ANNA};tag=a", "sip:boris@192.0.2.77:5090", ROUTES), received=True)
    assert moved is not None
    assert moved.remote_target == "sip:boris@192.0.2.77:5090"
    assert moved.route_set == ()
    assert moved.next_hop == "192.0.2.77:5090"


def test_the_fork_that_answers_wins_over_the_one_that_rang() -> None:
    tracker = DialogTracker()
    feed(tracker, request("INVITE", 7, f"{ANNA};tag=a", BORIS, "sip:anna@192.0.2.9"), received=False)
    feed(tracker, response(180, "INVITE", 7, f"{ANNA};tag=a", f"{BORIS};tag=first", "sip:boris@192.0.2.5"), received=True)
    won = feed(tracker, response(200, "INVITE", 7, f"{ANNA};tag=a", f"{BORIS};tag=second", "sip:boris@192.0.2.6"), received=True)
    assert won is not None
    assert (won.remote_tag, won.remote_target) == ("second", "sip:boris@192.0.2.6")


def test_another_calls_message_changes_nothing() -> None:
    text = response(200, "INVITE", 7, f"{ANNA};tag=z", f"{BORIS};tag=y", "sip:evil@192.0.2.66").replace("c1", "c2")
    assert feed(established(), text, received=True) is None


@given(st.text(), st.booleans())
def test_no_message_makes_the_tracker_raise(text: str, received: bool) -> None:
    tracker = established()
    feed(tracker, text, received)
    feed(tracker, f"INVITE x SIP/2.0\r\nCall-ID: c1\r\nCSeq: 1 INVITE\r\nContact: {text}\r\nRecord-Route: {text}\r\n\r\n", received)
