"""However many calls, requests and connections come at once: the engine stays, its call goes on, and the next one gets through."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from telephony.calls import CallState
from telephony.engine.siptext import parse_message
from telephony.messages import Answer, CallChanged, CallStats, HangUp, IncomingCall, Transport
from telephony.reasons import ReasonCode
from tests.peers.engine import EngineProcess

LOOPBACK = "127.0.0.1"
COUNT = 200
BUSY_S = 30.0  # a computer that has other work to do as well
SDP = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
LINE = "m=audio 40000 RTP/AVP 8\r\na=rtpmap:8 PCMA/8000\r\n"
OFFER = "Content-Type: application/sdp\r\nContent-Length: {length}\r\n\r\n{body}"


def request(
    method: str,
    number: int,
    *,
    port: int,
    extra: str = "",
    body: str = "",
    dialog: str = "",
    contact: str = "",
    to: str = "",
    user: str = "x",
) -> bytes:
    """`number` makes CSeq and the branch different, `dialog` the Call-ID (a new one without it), `to` is the far side's tag."""
    dialog = dialog or uuid.uuid4().hex
    head = (
        f"{method} sip:anna@{LOOPBACK} SIP/2.0\r\nVia: SIP/2.0/UDP {LOOPBACK}:{port};branch=z9hG4bK{dialog}{number}\r\nMax-Forwards: 70\r\n"
    )
    ends = f"From: <sip:{user}@{LOOPBACK}>;tag=x\r\nTo: <sip:anna@{LOOPBACK}>{to}\r\nCall-ID: {dialog}\r\nCSeq: {number + 1} {method}\r\n"
    ends += f"Contact: <{contact or f'sip:x@{LOOPBACK}:{port}'}>\r\n{extra}"
    tail = OFFER.format(length=len(body), body=body) if body else "Content-Length: 0\r\n\r\n"
    return (head + ends + tail).encode()


def invites(port: int, lines: int = 1) -> Iterator[bytes]:
    for number in range(COUNT):
        yield request("INVITE", number, port=port, body=SDP + LINE * lines)


def invites_taken_back(port: int) -> Iterator[bytes]:
    for number in range(COUNT):
        dialog = uuid.uuid4().hex
        yield request("INVITE", number, port=port, body=SDP + LINE, dialog=dialog)
        yield request("CANCEL", number, port=port, dialog=dialog)


def subscriptions_that_lead_nowhere(port: int) -> Iterator[bytes]:
    for number in range(COUNT):
        contact = f"sip:x@{LOOPBACK}:{2000 + number};transport=tcp"
        yield request("SUBSCRIBE", number, port=port, extra="Event: message-summary\r\nExpires: 60\r\n", contact=contact)


def requests_outside_a_call(port: int) -> Iterator[bytes]:
    for number in range(COUNT):
        yield request("OPTIONS", number, port=port)
        yield request("MESSAGE", number, port=port)
        yield request("NOTIFY", number, port=port, extra="Event: presence\r\nSubscription-State: active\r\n")
        yield request("REFER", number, port=port, extra="Refer-To: <sip:y@127.0.0.1:9>\r\n")
        yield request("UPDATE", number, port=port, body=SDP + LINE)
        yield request("BYE", number, port=port)


FLOODS: list[Callable[[int], Iterator[bytes]]] = [
    invites,
    lambda port: invites(port, lines=14),
    invites_taken_back,
    subscriptions_that_lead_nowhere,
    requests_outside_a_call,
]


class Standing:
    """A call between two engines; the floods go to Anna's."""

    def __init__(self, anna: EngineProcess, boris: EngineProcess) -> None:
        self.anna = anna
        self.boris = boris
        self.account_id = anna.add_local_account("anna")
        out = boris.dial(boris.add_local_account("boris"), anna.uri(user="anna"))
        self.call_id = anna.wait_for_incoming()
        anna.send(Answer(self.call_id))
        boris.wait_for_state(out, CallState.ESTABLISHED)
        anna.wait_for(CallStats, lambda event: event.received_packets > 0)

    def goes_on(self) -> None:
        """It is established still, and its sound arrives."""
        assert self.anna.process.poll() is None, self.anna.log_text()[-2000:]
        assert [event.state for event in self.anna.of(CallChanged) if event.call_id == self.call_id][-1] is CallState.ESTABLISHED
        before = [event for event in self.anna.of(CallStats) if event.call_id == self.call_id][-1].received_packets
        self.anna.wait_for(CallStats, lambda event: event.call_id == self.call_id and event.received_packets >= before + 40, BUSY_S)

    def takes_another_call(self) -> None:
        """An honest third party gets through."""
        since = len(self.anna.events)
        with EngineProcess() as vera:
            call_id = vera.dial(vera.add_local_account("vera"), self.anna.uri(user="anna"))
            ringing = self.anna.wait_for(IncomingCall, lambda event: event.remote_uri.startswith("sip:vera@"), BUSY_S, since)
            self.anna.send(Answer(ringing.call_id))
            vera.wait_for_state(call_id, CallState.ESTABLISHED, BUSY_S)
            vera.send(HangUp(call_id))
            vera.wait_for_state(call_id, CallState.ENDED)

    def sockets(self) -> int:
        entries = Path(f"/proc/{self.anna.process.pid}/fd").iterdir()
        return sum(str(entry.readlink()).startswith("socket:") for entry in entries)

    def silence_the_rest(self) -> None:
        """Nobody answers our BYEs: the engine gives up after 4 s, and says so when it comes to it."""
        states = {event.call_id: event.state for event in self.anna.of(CallChanged)}
        for call_id, state in states.items():
            if call_id != self.call_id and state not in (CallState.ENDING, CallState.ENDED):
                self.anna.send(HangUp(call_id))
                self.anna.wait_for_state(call_id, CallState.ENDED, BUSY_S)


@pytest.fixture(scope="module")
def call() -> Iterator[Standing]:
    with EngineProcess() as anna, EngineProcess() as boris:
        yield Standing(anna, boris)


@pytest.mark.parametrize("flood", FLOODS)
def test_a_flood_of_requests_neither_stops_the_engine_nor_its_call(call: Standing, flood: Callable[[int], Iterator[bytes]]) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.bind((LOOPBACK, 0))
        for data in flood(sender.getsockname()[1]):
            sender.sendto(data, (LOOPBACK, call.anna.port()))
            time.sleep(0.001)
        call.goes_on()
        call.takes_another_call()
    call.silence_the_rest()


def test_a_flood_from_one_caller_rings_once(call: Standing) -> None:
    since = len(call.anna.of(IncomingCall))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.bind((LOOPBACK, 0))
        for data in invites(sender.getsockname()[1]):
            sender.sendto(data, (LOOPBACK, call.anna.port()))
        call.goes_on()
    assert len(call.anna.of(IncomingCall)) == since + 1
    call.silence_the_rest()


def test_a_flood_inside_a_call_does_not_stop_the_engine(call: Standing) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as far:
        far.bind((LOOPBACK, 0))
        far.settimeout(BUSY_S)
        port, since = far.getsockname()[1], len(call.anna.events)

        def send(method: str, number: int, lines: int, to: str) -> None:
            body = SDP + LINE * lines if lines else ""
            far.sendto(request(method, number, port=port, body=body, dialog="inside", to=to, user="inside"), (LOOPBACK, call.anna.port()))

        send("INVITE", 0, 1, "")
        ringing = call.anna.wait_for(IncomingCall, lambda event: event.remote_uri.startswith("sip:inside@"), since=since)
        call.anna.send(Answer(ringing.call_id))
        while (answer := parse_message(far.recv(65_535).decode())).status != 200:
            pass
        to = f";tag={answer.address('to').tag}"
        send("ACK", 0, 0, to)
        for number in range(1, COUNT):
            send("INVITE", number, 1 + 13 * (number % 2), to)
            send("ACK", number, 0, to)
            time.sleep(0.001)
        call.goes_on()
        call.takes_another_call()
    call.silence_the_rest()


def test_connections_that_come_and_go_do_not_stop_the_engine(call: Standing) -> None:
    address = (LOOPBACK, call.anna.port(Transport.TCP))

    def knock() -> None:
        for _ in range(60):
            with contextlib.suppress(OSError), socket.create_connection(address, timeout=0.05) as knocking:
                knocking.sendall(request("INVITE", 1, port=9, body=SDP + LINE))

    knockers = [threading.Thread(target=knock) for _ in range(4)]
    for knocker in knockers:
        knocker.start()
    for knocker in knockers:
        knocker.join()
    call.goes_on()
    call.takes_another_call()
    call.silence_the_rest()


def test_connections_that_stay_leave_room_for_calls(call: Standing) -> None:
    address = (LOOPBACK, call.anna.port(Transport.TCP))
    at_rest = call.sockets()
    with contextlib.ExitStack() as stack:
        for _ in range(40):
            with contextlib.suppress(OSError):
                stack.enter_context(socket.create_connection(address, timeout=0.1))
        call.goes_on()
        assert call.sockets() <= at_rest + 16
        call.takes_another_call()


def test_dialling_again_and_again_is_refused_with_a_reason(call: Standing) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind((LOOPBACK, 0))
        dialled: list[str] = []
        for _ in range(60):
            dialled.append(call.anna.dial(call.account_id, f"sip:x@{LOOPBACK}:{silent.getsockname()[1]}"))
            call.anna.send(HangUp(dialled[-1]))
        ends = [call.anna.wait_for_state(call_id, CallState.ENDED, BUSY_S).reason for call_id in dialled]
    codes = {end.code for end in ends if end}
    assert codes == {ReasonCode.CANCELLED_HERE, ReasonCode.LINES_TAKEN}
    call.goes_on()


def test_the_sockets_of_a_flood_are_let_go(call: Standing) -> None:
    at_rest = call.sockets()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.bind((LOOPBACK, 0))
        for data in invites_taken_back(sender.getsockname()[1]):
            sender.sendto(data, (LOOPBACK, call.anna.port()))
        call.goes_on()
        time.sleep(1)
        assert call.sockets() <= at_rest
