"""MESSAGE by real engines: both ways, in order, each with exactly one end."""

from __future__ import annotations

import contextlib
import gzip
import socket
import time
import uuid
import zlib
from collections.abc import Iterator

import pytest

from telephony.calls import CallState
from telephony.engine.siptext import parse_message
from telephony.messages import (
    BODY_LIMITS,
    AddAccount,
    Answer,
    CommandRefused,
    DialogSaved,
    HangUp,
    MessageDropped,
    MessageProgress,
    MessageReceived,
    MessageState,
    SendMessage,
    Transport,
)
from telephony.reasons import ReasonCode
from tests.peers.engine import EngineProcess, account
from tests.peers.process import eventually

P = MessageProgress
ENDS = (P.ACCEPTED, P.FAILED, P.UNKNOWN)
TRANSPORTS = pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])


@pytest.fixture(scope="module")
def anna() -> Iterator[EngineProcess]:
    with EngineProcess() as process:
        yield process


@pytest.fixture(scope="module")
def boris() -> Iterator[EngineProcess]:
    with EngineProcess() as process:
        process.add_local_account("boris")
        yield process


@pytest.fixture(scope="module")
def sender(anna: EngineProcess) -> str:
    return anna.add_local_account("anna", display_name='Анна "A"')


def send(engine: EngineProcess, account_id: str, target: str, body: str, content_type: str = "text/plain", **headers: str) -> str:
    message_id = str(uuid.uuid4())
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    engine.send(SendMessage(message_id, account_id, target, body, content_type, named))
    return message_id


def end(engine: EngineProcess, message_id: str, timeout_s: float = 5) -> MessageState:
    return engine.wait_for(MessageState, lambda event: event.message_id == message_id and event.state in ENDS, timeout_s)


def failure(engine: EngineProcess, message_id: str) -> tuple[ReasonCode, str]:
    state = end(engine, message_id)
    assert state.state is P.FAILED
    assert state.reason is not None
    return state.reason.code, state.reason.value


@TRANSPORTS
@pytest.mark.parametrize("text", ["Hi!", "Привет, Борис 😀\n\nвторой абзац", "<b>&amp;</b>", "nul \x00 and \x1b", " \r\n spaces \t"])
def test_a_text_arrives_as_it_was_written(anna: EngineProcess, boris: EngineProcess, sender: str, transport: Transport, text: str) -> None:
    before, since = time.time_ns() // 1000, len(boris.events)
    message_id = send(anna, sender, boris.uri(transport, "boris"), text)
    accepted = end(anna, message_id)
    assert (accepted.state, accepted.sip_status, accepted.reason) == (P.ACCEPTED, 200, None)
    received = boris.wait_for(MessageReceived, since=since)
    assert (received.body, received.raw, received.content_type) == (text, b"", "text/plain")
    assert (received.from_uri, received.from_name) == ("sip:anna@127.0.0.1", 'Анна "A"')
    assert received.to_uri.startswith("sip:boris@127.0.0.1")
    assert received.sip_call_id == accepted.sip_call_id != ""
    assert before <= received.at_us <= time.time_ns() // 1000
    states = [event.state for event in anna.of(MessageState) if event.message_id == message_id]
    assert states == [P.SENDING, P.ACCEPTED]


def test_a_typing_notice_is_a_message_like_any_other(anna: EngineProcess, boris: EngineProcess, sender: str) -> None:
    body = '<isComposing xmlns="urn:ietf:params:xml:ns:im-iscomposing"><state>active</state><refresh>60</refresh></isComposing>'
    since = len(boris.events)
    send(anna, sender, boris.uri(user="boris"), body, "application/im-iscomposing+xml", Priority="non-urgent", Expires="0")
    received = boris.wait_for(MessageReceived, since=since)
    assert (received.content_type, received.body) == ("application/im-iscomposing+xml", body)
    assert {("expires", "0"), ("priority", "non-urgent")} <= set(received.headers)


@pytest.mark.parametrize("body", [b"no xml", b"<isComposing/>", zlib.compress(b"<isComposing><state>active</state></isComposing>")])
def test_a_typing_notice_is_passed_on_whatever_it_says(boris: EngineProcess, body: bytes) -> None:
    number = uuid.uuid4().hex
    encoding = "" if body.startswith((b"no", b"<")) else "Content-Encoding: deflate\r\n"
    deliver(boris, raw_message(body, f"Content-Type: application/im-iscomposing+xml\r\n{encoding}", number))
    assert boris.wait_for(MessageReceived, lambda event: event.sip_call_id == f"call-{number}").body.startswith(("no xml", "<isComposing"))


def test_messages_to_one_address_arrive_in_their_order(anna: EngineProcess, boris: EngineProcess, sender: str) -> None:
    texts = [f"number {number}" for number in range(40)]
    since = len(boris.events)
    sent = [send(anna, sender, boris.uri(user="boris"), text) for text in texts]
    for message_id in sent:
        assert end(anna, message_id).state is P.ACCEPTED
    eventually(lambda: sum(isinstance(event, MessageReceived) for event in boris.events[since:]) == len(texts), 30, "all arrive")
    assert [event.body for event in boris.events[since:] if isinstance(event, MessageReceived)] == texts


@pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])
def test_a_body_above_the_transports_limit_is_refused_and_says_the_limit(anna: EngineProcess, transport: Transport) -> None:
    account_id = anna.add_local_account("anna", transport=transport)
    most = BODY_LIMITS[transport]
    message_id = send(anna, account_id, "sip:x@127.0.0.1:9", "я" * (most // 2) + "ab")
    assert failure(anna, message_id) == (ReasonCode.TOO_LONG, str(most))
    anna.remove_account(account_id)


def test_the_longest_body_arrives(anna: EngineProcess, boris: EngineProcess) -> None:
    for transport in (Transport.UDP, Transport.TCP):
        account_id = anna.add_local_account("anna", transport=transport)
        text = "я" * (BODY_LIMITS[transport] // 2)
        since = len(boris.events)
        assert end(anna, send(anna, account_id, boris.uri(transport, "boris"), text)).state is P.ACCEPTED
        assert boris.wait_for(MessageReceived, since=since).body == text
        anna.remove_account(account_id)


@pytest.mark.parametrize(
    ("target", "content_type", "headers", "code"),
    [
        ("tel:+74951112233", "text/plain", {}, ReasonCode.BAD_ADDRESS),
        ("sip:a@b\r\nX: y", "text/plain", {}, ReasonCode.BAD_ADDRESS),
        ("sip:boris@127.0.0.1", "text/plain\r\nX: y", {}, ReasonCode.BAD_VALUE),
        ("sip:boris@127.0.0.1", "text", {}, ReasonCode.BAD_VALUE),
        ("sip:boris@127.0.0.1", "text/plain", {"Priority": "urgent\r\nX: y"}, ReasonCode.BAD_VALUE),
        ("sip:boris@127.0.0.1", "text/plain", {"From": "<sip:president@example>"}, ReasonCode.BAD_VALUE),
        ("sip:boris@127.0.0.1", "text/plain", {"Priority": "x" * 300}, ReasonCode.BAD_VALUE),
    ],
)
def test_what_would_break_a_header_does_not_go(
    anna: EngineProcess, sender: str, target: str, content_type: str, headers: dict[str, str], code: ReasonCode
) -> None:
    assert failure(anna, send(anna, sender, target, "x", content_type, **headers))[0] is code


def test_a_message_of_no_account_fails(anna: EngineProcess) -> None:
    assert failure(anna, send(anna, "nobody", "sip:boris@127.0.0.1", "x"))[0] is ReasonCode.UNKNOWN_ACCOUNT


def test_where_no_connection_can_be_made_the_message_has_failed(anna: EngineProcess, sender: str) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        target = f"sip:boris@127.0.0.1:{taken.getsockname()[1]};transport=tcp"
        assert failure(anna, send(anna, sender, target, "x"))[0] is ReasonCode.CONNECTION_REFUSED


class Answering:
    """A UDP port that answers each MESSAGE with the next of the statuses, and keeps what it got."""

    def __init__(self) -> None:
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.socket.settimeout(3)
        self.uri = f"sip:far@127.0.0.1:{self.socket.getsockname()[1]}"

    def answer(self, status: int, headers: str = "") -> None:
        data, peer = self.socket.recvfrom(65_535)
        message = parse_message(data.decode())
        kept = "".join(f"{name}: {value}\r\n" for name, value in message.headers if name in ("via", "from", "to", "call-id", "cseq"))
        self.socket.sendto(f"SIP/2.0 {status} So\r\n{kept}{headers}Content-Length: 0\r\n\r\n".encode(), peer)


@pytest.fixture
def far() -> Iterator[Answering]:
    peer = Answering()
    yield peer
    peer.socket.close()


@pytest.mark.parametrize(
    ("status", "state", "code"),
    [
        (200, P.ACCEPTED, None),
        (202, P.ACCEPTED, None),
        (404, P.FAILED, ReasonCode.NOT_FOUND),
        (403, P.FAILED, ReasonCode.FORBIDDEN),
        (413, P.FAILED, ReasonCode.TOO_LONG),
        (488, P.FAILED, ReasonCode.NOT_ACCEPTABLE),
        (503, P.FAILED, ReasonCode.SERVICE_UNAVAILABLE),
        (408, P.UNKNOWN, ReasonCode.NO_ANSWER),
    ],
)
def test_the_answer_decides_what_became_of_a_message(
    anna: EngineProcess, sender: str, far: Answering, status: int, state: MessageProgress, code: ReasonCode | None
) -> None:
    message_id = send(anna, sender, far.uri, "x")
    far.answer(status)
    ended = end(anna, message_id)
    assert (ended.state, ended.sip_status) == (state, status)
    assert (ended.reason.code if ended.reason else None) is code


def test_a_challenge_is_answered(anna: EngineProcess, far: Answering) -> None:
    config = account("vera", "127.0.0.1", "pw", register=False)
    anna.send(AddAccount(config))
    account_id = config.account_id
    message_id = send(anna, account_id, far.uri, "x")
    far.answer(407, 'Proxy-Authenticate: Digest realm="test", nonce="abc", qop="auth"\r\n')
    far.answer(202)
    ended = end(anna, message_id)
    assert (ended.state, ended.sip_status) == (P.ACCEPTED, 202)
    anna.remove_account(account_id)


def test_silence_leaves_the_outcome_unknown_and_the_next_message_goes(anna: EngineProcess, sender: str, far: Answering) -> None:
    first, second = send(anna, sender, far.uri, "one"), send(anna, sender, far.uri, "two")
    ended = end(anna, first, 16)
    assert ended.state is P.UNKNOWN
    assert ended.reason is not None
    assert ended.reason.code is ReasonCode.NO_RESPONSE
    assert ended.sip_call_id
    far.socket.settimeout(0.05)
    with contextlib.suppress(TimeoutError):
        while b"two" not in far.socket.recv(65_535):
            pass
    assert not [event for event in anna.of(MessageState) if event.message_id == second and event.state in ENDS]


def test_an_account_that_goes_ends_each_of_its_messages_once(anna: EngineProcess, far: Answering) -> None:
    account_id = anna.add_local_account("vera")
    first, second = send(anna, account_id, far.uri, "one"), send(anna, account_id, far.uri, "two")
    anna.wait_for(MessageState, lambda event: event.message_id == first)
    anna.remove_account(account_id)
    far.answer(200)
    assert end(anna, first).state is P.UNKNOWN
    assert failure(anna, second)[0] is ReasonCode.UNKNOWN_ACCOUNT
    again = anna.add_local_account("anna")
    ends = [event.message_id for event in anna.of(MessageState) if event.state in ENDS]
    assert len(ends) == len(set(ends))
    anna.remove_account(again)


def test_a_shutdown_tells_of_what_is_on_its_way(far: Answering) -> None:
    with EngineProcess() as engine:
        message_id = send(engine, engine.add_local_account("anna"), far.uri, "x")
        engine.wait_for(MessageState)
        engine.stop()
        assert end(engine, message_id).state is P.UNKNOWN


# --- what comes in ---------------------------------------------------------------------------------------------------------------------


def raw_message(body: bytes, headers: str, number: str = "1") -> bytes:
    head = (
        f"MESSAGE sip:boris@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bK{number}\r\nMax-Forwards: 70\r\n"
        f"From: <sip:x@127.0.0.1>;tag=1\r\nTo: <sip:boris@127.0.0.1>\r\nCall-ID: call-{number}\r\nCSeq: 1 MESSAGE\r\n"
    )
    return (head + headers + f"Content-Length: {len(body)}\r\n\r\n").encode() + body


def deliver(engine: EngineProcess, message: bytes) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as out:
        out.sendto(message, ("127.0.0.1", engine.port()))


TYPE = "Content-Type: text/plain\r\n"


LONG = ("Привет, " * 20).encode()


@pytest.mark.parametrize(
    ("body", "encoding"),
    [(zlib.compress(LONG), "deflate"), (zlib.compress(LONG)[2:-4], "deflate"), (gzip.compress(LONG), "gzip"), (LONG, "identity")],
    ids=["zlib", "bare", "gzip", "none"],
)
def test_compression_is_undone(boris: EngineProcess, body: bytes, encoding: str) -> None:
    number = uuid.uuid4().hex
    deliver(boris, raw_message(body, f"{TYPE}Content-Encoding: {encoding}\r\n", number))
    received = boris.wait_for(MessageReceived, lambda event: event.sip_call_id == f"call-{number}")
    assert received.body == LONG.decode()


@pytest.mark.parametrize(
    ("body", "encoding", "code"),
    [
        (zlib.compress(b"x" * 2_000_000), "deflate", ReasonCode.TOO_LONG),
        (zlib.compress(b"\x00" * 60_000), "deflate", ReasonCode.TOO_LONG),  # fits as bytes, but not as a line of JSON
        (b"not zlib", "deflate", ReasonCode.MALFORMED),
        (zlib.compress(b"x" * 100)[:-6], "deflate", ReasonCode.MALFORMED),
        (b"x", "br", ReasonCode.MALFORMED),
    ],
    ids=["bomb", "zeros", "garbage", "cut", "unknown"],
)
def test_what_cannot_be_inflated_in_bounds_is_dropped_with_a_word(
    boris: EngineProcess, body: bytes, encoding: str, code: ReasonCode
) -> None:
    number = uuid.uuid4().hex
    deliver(boris, raw_message(body, f"{TYPE}Content-Encoding: {encoding}\r\n", number))
    dropped = boris.wait_for(MessageDropped, lambda event: event.sip_call_id == f"call-{number}")
    assert (dropped.reason.code, dropped.from_uri, dropped.raw) == (code, "sip:x@127.0.0.1", body)


@pytest.mark.parametrize(
    ("headers", "body", "text", "raw"),
    [
        ("Content-Type: text/plain;charset=windows-1251\r\n", "Привет".encode("cp1251"), "Привет", b""),
        ('Content-Type: text/plain; charset="KOI8-R"\r\n', "Привет".encode("koi8-r"), "Привет", b""),
        (TYPE, b"a\xff\xfeb", "a\ufffd\ufffdb", b"a\xff\xfeb"),
        ("Content-Type: text/plain;charset=no-such\r\n", b"a", "a", b""),
        ("", b"no type", "no type", b""),
        (TYPE, b"", "", b""),
    ],
)
def test_a_body_is_read_in_its_charset_and_kept_raw_where_it_is_no_text(
    boris: EngineProcess, headers: str, body: bytes, text: str, raw: bytes
) -> None:
    number = uuid.uuid4().hex
    deliver(boris, raw_message(body, headers, number))
    received = boris.wait_for(MessageReceived, lambda event: event.sip_call_id == f"call-{number}")
    assert (received.body, received.raw) == (text, raw)


def test_the_call_id_before_an_offline_store_is_passed_on(boris: EngineProcess) -> None:
    number = uuid.uuid4().hex
    headers = f"{TYPE}X-Orig-Call-ID: first\r\nX-Offline: yes\r\nDate: Sun, 22 Nov 2026 10:00:00 GMT\r\nX-Other: no\r\n"
    deliver(boris, raw_message(b"x", headers, number))
    received = boris.wait_for(MessageReceived, lambda event: event.sip_call_id == f"call-{number}")
    assert dict(received.headers) == {"x-orig-call-id": "first", "x-offline": "yes", "date": "Sun, 22 Nov 2026 10:00:00 GMT"}


def test_a_message_that_is_repeated_by_the_network_is_told_once(boris: EngineProcess) -> None:
    number = uuid.uuid4().hex
    for _ in range(3):
        deliver(boris, raw_message(b"once", TYPE, number))
    deliver(boris, raw_message(b"after", TYPE, number + "b"))
    boris.wait_for(MessageReceived, lambda event: event.sip_call_id == f"call-{number}b")
    assert len([event for event in boris.of(MessageReceived) if event.sip_call_id == f"call-{number}"]) == 1


@pytest.mark.parametrize(
    "content_type", ["application/im-iscomposing+xml", "message/cpim", "message/imdn+xml", "multipart/mixed", "x", "/", ";"]
)
@pytest.mark.parametrize("body", [b"", b"\x00\xff", b"<a>" * 1200, b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', b"<isComposing><state>"])
def test_no_body_stops_the_engine(boris: EngineProcess, content_type: str, body: bytes) -> None:
    deliver(boris, raw_message(body, f"Content-Type: {content_type}\r\n", uuid.uuid4().hex))
    number = uuid.uuid4().hex
    deliver(boris, raw_message(b"still here", TYPE, number))
    boris.wait_for(MessageReceived, lambda event: event.sip_call_id == f"call-{number}")
    assert not boris.of(CommandRefused)


@pytest.mark.parametrize("content_type", ["application/im-iscomposing+xml", "message/cpim"])
def test_a_million_bytes_of_nested_xml_by_tcp_stop_nothing(boris: EngineProcess, content_type: str) -> None:
    number = uuid.uuid4().hex
    message = raw_message(b"<a>" * 350_000, f"Content-Type: {content_type}\r\n", number).replace(b"SIP/2.0/UDP", b"SIP/2.0/TCP")
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", boris.port(Transport.TCP)), timeout=5) as out:
        out.sendall(message)  # the engine hangs up on the way
    deliver(boris, raw_message(b"still here", TYPE, number + "b"))
    boris.wait_for(MessageReceived, lambda event: event.sip_call_id == f"call-{number}b")
    assert not [event for event in boris.of(MessageReceived) if event.sip_call_id == f"call-{number}"]


def test_a_message_within_a_call_is_a_message_to_the_account(boris: EngineProcess) -> None:
    """baresip and others send MESSAGE in the call's dialog (RFC 3428 section 4)."""
    with EngineProcess() as caller:
        call_id = caller.dial(caller.add_local_account("anna"), boris.uri(user="boris"))
        boris.send(Answer(boris.wait_for_incoming()))
        caller.wait_for_state(call_id, CallState.ESTABLISHED)
        dialog = caller.wait_for(DialogSaved).dialog
        body = "in the call"
        text = (
            f"MESSAGE {dialog.remote_target} SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bK{uuid.uuid4().hex}\r\n"
            f"Max-Forwards: 70\r\nFrom: <{dialog.local_uri}>;tag={dialog.local_tag}\r\n"
            f"To: <{dialog.remote_uri}>;tag={dialog.remote_tag}\r\n"
            f"Call-ID: {dialog.call_id_header}\r\nCSeq: {dialog.next_cseq + 10} MESSAGE\r\n{TYPE}Content-Length: {len(body)}\r\n\r\n{body}"
        )
        deliver(boris, text.encode())
        received = boris.wait_for(MessageReceived, lambda event: event.body == body)
        assert received.sip_call_id == dialog.call_id_header
        caller.send(HangUp(call_id))
        caller.wait_for_state(call_id, CallState.ENDED)
