"""Whatever comes in by the network, the engine stays: pjsip's asserts would abort the process."""

from __future__ import annotations

import contextlib
import random
import socket
import threading
from collections.abc import Iterator

import pytest

from telephony.calls import CallState
from telephony.engine.siptext import SipMessage, parse_message
from telephony.messages import Answer, HangUp, IncomingCall, Transport
from telephony.reasons import ReasonCode
from tests.peers.engine import EngineProcess
from tests.peers.process import eventually

HEAD = "INVITE sip:anna@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bK{n}\r\nMax-Forwards: 70\r\n"
ENDS = "From: <sip:x@127.0.0.1>;tag={n}\r\nTo: <sip:anna@127.0.0.1>\r\nCall-ID: {n}\r\nCSeq: 1 INVITE\r\n"
CONTACT = "Contact: <sip:x@127.0.0.1:9>\r\n"
SDP = "Content-Type: application/sdp\r\nContent-Length: {length}\r\n\r\n{body}"

BODIES = [
    "",
    "v=0",
    "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n",
    "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 99999 RTP/AVP 8\r\n",
    "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP6 ::1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 8\r\n",
    "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio abc RTP/AVP\r\na=rtpmap:\r\na=fmtp:\r\n",
    "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=video 4000 RTP/AVP 96\r\n",
    "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n" + "m=audio 4000 RTP/AVP 8\r\n" * 40,
    "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 4000 RTP/SAVP 8\r\na=crypto:1 X inline:Y\r\n",
    "\x00" * 200,
]


def invites() -> Iterator[bytes]:
    for number, body in enumerate(BODIES):
        text = (HEAD + ENDS + CONTACT).format(n=f"b{number}") + SDP.format(length=len(body), body=body)
        yield text.encode()
    whole = (HEAD + ENDS + CONTACT).format(n="cut") + "Content-Length: 0\r\n\r\n"
    lines = whole.split("\r\n")
    for gone in range(1, len(lines) - 2):
        yield "\r\n".join(line for index, line in enumerate(lines) if index != gone).encode()
    for old, new in (
        ("Content-Length: 0", "Content-Length: -1"),
        ("Content-Length: 0", "Content-Length: 999999999999"),
        ("CSeq: 1", "CSeq: 99999999999999"),
        ("SIP/2.0/UDP", "SIP/9.9/XYZ"),
        ("<sip:x@127.0.0.1>", '"' + "x" * 900),
        ("<sip:x@127.0.0.1>", "<sip:\xff\xfe@[::1>"),
        ("sip:anna@127.0.0.1 SIP/2.0", "tel:112 SIP/2.0"),
        ("Contact: <sip:x@127.0.0.1:9>", "Contact: *"),
        ("Max-Forwards: 70", "Max-Forwards: 0"),
        ("INVITE sip", "BYE sip"),
    ):
        yield whole.replace(old, new, 1).encode("latin-1")


def noise(count: int) -> Iterator[bytes]:
    draw = random.Random(20)
    sample = next(iter(invites()))
    for _ in range(count):
        damaged = bytearray(sample)
        for _ in range(draw.randrange(1, 12)):
            damaged[draw.randrange(len(damaged))] = draw.randrange(256)
        yield bytes(damaged)
    for size in (0, 1, 3, 100, 3000, 8000):
        yield draw.randbytes(size)


@pytest.fixture(scope="module")
def engine() -> Iterator[EngineProcess]:
    with EngineProcess() as process:
        yield process


def still_calls(engine: EngineProcess, account_id: str) -> None:
    """It is there, and it can be called, once the garbage that rings is swept away with its account."""
    engine.remove_account(account_id)
    engine.add_local_account("anna")
    since = len(engine.events)
    with EngineProcess() as other:
        out = other.dial(other.add_local_account("boris"), engine.uri(user="anna"))
        ringing = engine.wait_for(IncomingCall, lambda event: event.remote_uri.startswith("sip:boris@"), since=since)
        engine.send(Answer(ringing.call_id))
        other.wait_for_state(out, CallState.ESTABLISHED)
        other.send(HangUp(out))
        other.wait_for_state(out, CallState.ENDED)


def test_garbage_by_udp_does_not_stop_the_engine(engine: EngineProcess) -> None:
    account_id = engine.add_local_account("anna")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        for data in (*invites(), *noise(150)):
            with contextlib.suppress(ConnectionRefusedError):
                sender.sendto(data, ("127.0.0.1", engine.port()))
    still_calls(engine, account_id)


def test_garbage_by_tcp_does_not_stop_the_engine(engine: EngineProcess) -> None:
    account_id = engine.add_local_account("anna")
    for data in (*invites(), *noise(20)):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", engine.port(Transport.TCP)), timeout=2) as sender:
            sender.sendall(data)
    still_calls(engine, account_id)


class Babbler:
    """Answers an INVITE with a malformed 180 and a 200 of the given body, and everything else as it should."""

    def __init__(self, body: str) -> None:
        self._body = body
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.settimeout(0.05)
        self.port: int = self._socket.getsockname()[1]
        self.methods: list[str] = []
        self._stop = False
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._stop = True
        self._thread.join()
        self._socket.close()

    def _run(self) -> None:
        while not self._stop:
            with contextlib.suppress(TimeoutError):
                data, peer = self._socket.recvfrom(65_535)
                message = parse_message(data.decode())
                self.methods.append(message.method)
                for answer in self._answers(message):
                    self._socket.sendto(answer, peer)

    def _answers(self, message: SipMessage) -> Iterator[bytes]:
        names = ("via", "from", "call-id", "cseq")
        kept = "".join(f"{name}: {value}\r\n" for name, value in message.headers if name in names)
        kept += f"To: <sip:x@127.0.0.1>;tag=t\r\nContact: <sip:x@127.0.0.1:{self.port}>\r\n"
        if message.method == "INVITE":
            yield f"SIP/2.0 180 \xff\r\n{kept}\r\n".encode("latin-1")
            yield f"SIP/2.0 200 OK\r\n{kept}{SDP.format(length=len(self._body), body=self._body)}".encode()
        elif message.method != "ACK":
            yield f"SIP/2.0 200 OK\r\n{kept}Content-Length: 0\r\n\r\n".encode()


@pytest.mark.parametrize("body", BODIES[:8])
def test_an_answer_that_makes_no_sense_ends_its_call_and_not_the_engine(engine: EngineProcess, body: str) -> None:
    far = Babbler(body)
    account_id = engine.add_local_account("vera")
    call_id = engine.dial(account_id, f"sip:x@127.0.0.1:{far.port}")
    eventually(lambda: "ACK" in far.methods, 30, "the answer is acknowledged")
    with contextlib.suppress(AssertionError):
        engine.wait_for_state(call_id, CallState.ENDED, 0.5)
    engine.remove_account(account_id)
    ended = engine.wait_for_state(call_id, CallState.ENDED)
    assert ended.reason is not None
    eventually(lambda: "BYE" in far.methods, 30, "the far side is hung up")
    far.close()


def test_an_engine_whose_lines_are_all_taken_says_so(engine: EngineProcess) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        account_id = engine.add_local_account("vera")
        calls = [engine.dial(account_id, f"sip:x@127.0.0.1:{silent.getsockname()[1]}") for _ in range(40)]
        reason = engine.wait_for_state(calls[-1], CallState.ENDED).reason
        assert reason is not None
        assert reason.code is ReasonCode.LINES_TAKEN
        for call_id in calls:
            engine.send(HangUp(call_id))
