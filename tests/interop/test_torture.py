"""RFC 4475's messages, whole and cut, and oversized ones: engine and sandbox stay up, a call keeps its sound, nothing is called."""

from __future__ import annotations

import socket
import time
from typing import TYPE_CHECKING

import pytest

from telephony.calls import CallState
from telephony.messages import AccountState, AddAccount, Answer, HangUp, Registration, Transport
from tests.peers.engine import EngineProcess, account
from tests.peers.floods import alive, heard_while
from tests.peers.ports import LOOPBACK
from tests.peers.process import PATIENCE_S, eventually
from tests.peers.sandbox import SandboxProcess
from tests.peers.torture import MESSAGES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OVERSIZED = b"MESSAGE sip:a@b SIP/2.0\r\n" + b"X: " + b"y" * 64_000 + b"\r\n\r\n"


@pytest.fixture(scope="module")
def engine() -> Iterator[EngineProcess]:
    with EngineProcess() as process:
        yield process


def torture(port: int, tcp_port: int) -> None:
    """Each message whole and cut at many places over UDP, whole over TCP."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        for message in (*MESSAGES.values(), OVERSIZED):
            line.sendto(message, (LOOPBACK, port))
            for end in range(1, len(message), max(1, len(message) // 12)):
                line.sendto(message[:end], (LOOPBACK, port))
            time.sleep(0.01)
    for message in (*MESSAGES.values(), OVERSIZED):
        try:
            with socket.create_connection((LOOPBACK, tcp_port), timeout=10) as line:
                line.sendall(message)
        except OSError:  # it hangs up on what it can't read
            continue


def test_the_engine_stands_every_message_and_its_call_keeps_its_sound() -> None:
    with EngineProcess() as one, EngineProcess() as other:
        mine = one.add_local_account("user")
        other.add_local_account()
        call_id = one.dial(mine, other.uri())
        other.send(Answer(other.wait_for_incoming()))
        one.wait_for_state(call_id, CallState.ESTABLISHED)
        heard = heard_while(one, call_id, one.port(), lambda: torture(one.port(), one.port(Transport.TCP)))
        assert heard.is_complete, heard
        assert one.process.poll() is None


def test_the_sandbox_stands_every_message_and_a_call_to_it_keeps_its_sound(tmp_path: Path) -> None:
    with SandboxProcess(tmp_path / "state") as sandbox, EngineProcess() as engine:
        config = account("anna", sandbox.domain, sandbox.accounts["anna"].password, proxy=f"{LOOPBACK}:{sandbox.sip_port}")
        engine.send(AddAccount(config))
        engine.wait_for(AccountState, lambda event: event.state is Registration.REGISTERED)
        call_id = engine.dial(config.account_id, f"sip:echo@{sandbox.domain}")
        engine.wait_for_state(call_id, CallState.ESTABLISHED)
        heard = heard_while(engine, call_id, sandbox.sip_port, lambda: torture(sandbox.sip_port, sandbox.sip_port))
        assert heard.is_complete, heard
        engine.send(HangUp(call_id))
        engine.wait_for_state(call_id, CallState.ENDED)


@pytest.mark.parametrize(
    "request_line",
    [
        "REFER sip:user@{here} SIP/2.0\r\nRefer-To: <sip:{victim}>",
        "MESSAGE sip:user@{here} SIP/2.0\r\nContent-Type: text/html\r\nX-Call: <sip:{victim}>",
        "INVITE sip:user@{here} SIP/2.0\r\nRefer-To: <sip:{victim}>\r\nCall-Info: <sip:{victim}>;answer-after=0",
        "NOTIFY sip:user@{here} SIP/2.0\r\nEvent: refer\r\nSubscription-State: active\r\nRefer-To: <sip:{victim}>",
        "SUBSCRIBE sip:user@{here} SIP/2.0\r\nEvent: presence\r\nRefer-To: <sip:{victim}>",
        "OPTIONS sip:user@{here} SIP/2.0\r\nRefer-To: <sip:{victim}>\r\nContact: <sip:{victim}>",
    ],
)
def test_nothing_that_arrives_makes_the_engine_call_anybody(engine: EngineProcess, request_line: str) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as victim, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        victim.bind((LOOPBACK, 0))
        line.bind((LOOPBACK, 0))
        number = time.monotonic_ns()
        first = request_line.format(here=f"{LOOPBACK}:{engine.port()}", victim=f"premium@{LOOPBACK}:{victim.getsockname()[1]}")
        method = first.split(" ", maxsplit=1)[0]
        here = f"{LOOPBACK}:{line.getsockname()[1]}"
        contact = "" if "Contact" in first else f"Contact: <sip:x@{here}>\r\n"
        rest = f"Via: SIP/2.0/UDP {here};branch=z9hG4bK{number}\r\nMax-Forwards: 70\r\n"
        rest += f"From: <sip:x@{LOOPBACK}>;tag=x\r\nTo: <sip:user@{LOOPBACK}>\r\n"
        ends = f"Call-ID: {number}\r\nCSeq: 1 {method}\r\n{contact}Content-Length: 0\r\n\r\n"
        line.sendto(f"{first}\r\n{rest}{ends}".encode(), (LOOPBACK, engine.port()))
        eventually(lambda: alive(engine.port()), PATIENCE_S, "it has been read by now")
        victim.settimeout(1)
        with pytest.raises(TimeoutError):
            victim.recv(4096)
