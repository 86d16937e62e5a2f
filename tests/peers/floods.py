"""Floods of odd messages from loopback, and a call that is to keep its sound meanwhile."""

from __future__ import annotations

import socket
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from telephony.calls import CallState
from telephony.messages import CallChanged, CallQuality, CallStats
from tests.peers.ports import LOOPBACK
from tests.peers.process import PATIENCE_S, eventually
from tests.peers.torture import MESSAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.peers.engine import EngineProcess

A_SECOND: Final = 1000
_GOOD_MOS: Final = 360  # of 450: "some users dissatisfied" begins below (ITU-T G.107 annex B); G.711 that loses nothing has 440


def flood(port: int, seconds: float) -> None:
    """Requests of all kinds by turns, a thousand a second."""
    messages = [message for message in MESSAGES.values() if len(message) < 4000]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        began = time.monotonic()
        for number in range(int(seconds * A_SECOND)):
            line.sendto(messages[number % len(messages)], (LOOPBACK, port))
            ahead = began + number / A_SECOND - time.monotonic()
            if ahead > 0.005:
                time.sleep(ahead)


def alive(port: int) -> bool:
    """It answers, whatever it says."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        line.bind((LOOPBACK, 0))
        line.settimeout(2)
        here = line.getsockname()[1]
        number = time.monotonic_ns()
        head = f"OPTIONS sip:{LOOPBACK}:{port} SIP/2.0\r\nVia: SIP/2.0/UDP {LOOPBACK}:{here};rport;branch=z9hG4bKalive{number}\r\n"
        ends = f"From: <sip:t@{LOOPBACK}>;tag=t\r\nTo: <sip:{LOOPBACK}>\r\nCall-ID: {number}\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\n"
        line.sendto((head + ends + "Content-Length: 0\r\n\r\n").encode(), (LOOPBACK, port))
        try:
            return line.recv(4096).startswith(b"SIP/2.0")
        except TimeoutError:
            return False


@dataclass(frozen=True, slots=True)
class Heard:
    """What arrived of a call's sound during a flood: packets of those that were due, those lost, and the worst estimate (100 to 450)."""

    due: float
    arrived: int
    lost: int
    worst_mos_centi: int

    @property
    def is_complete(self) -> bool:
        """By its packets."""
        return self.arrived > self.due * 0.95 and self.lost <= self.due * 0.02

    @property
    def is_whole(self) -> bool:
        """By its estimated quality too: that tells of a busy processor as well."""
        return self.is_complete and self.worst_mos_centi >= _GOOD_MOS


def heard_through(engine: EngineProcess, call_id: str, port: int, seconds: float) -> Heard:
    """Flood `port` while the engine talks by that call; afterwards who was flooded answers, and the call stands."""
    return heard_while(engine, call_id, port, lambda: flood(port, seconds))


def heard_while(engine: EngineProcess, call_id: str, port: int, work: Callable[[], None]) -> Heard:
    """As above, with anything else that is done to who listens at `port`."""
    before = engine.wait_for(CallStats, lambda event: event.call_id == call_id and event.received_packets > 50)
    since, began = len(engine.events), time.monotonic()
    work()
    until = before.duration_ms + (time.monotonic() - began) * 1000
    after = engine.wait_for(CallStats, lambda event: event.call_id == call_id and event.duration_ms > until)
    engine.wait_for(CallQuality, lambda event: event.call_id == call_id, since=since)
    eventually(lambda: alive(port), PATIENCE_S, "who was flooded answers")
    assert engine.wait_for_state(call_id, CallState.ESTABLISHED)
    assert not [event for event in engine.of(CallChanged) if event.call_id == call_id and event.state is CallState.ENDED]
    marks = [event.mos_centi for event in engine.events[since:] if isinstance(event, CallQuality) and event.call_id == call_id]
    due = (after.duration_ms - before.duration_ms) / 20
    return Heard(due, after.received_packets - before.received_packets, after.lost_packets - before.lost_packets, min(marks))
