"""Odd, wrong, cut and oversized messages: the engine and the sandbox stay up, and nothing is called."""

from __future__ import annotations

import socket
import time
from typing import TYPE_CHECKING

import pytest

from telephony.messages import Transport
from tests.peers.engine import EngineProcess
from tests.peers.floods import alive
from tests.peers.ports import LOOPBACK
from tests.peers.process import eventually
from tests.peers.sandbox import SandboxProcess
from tests.peers.torture import MESSAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

OVERSIZED = b"MESSAGE sip:a@b SIP/2.0\r\n" + b"X: " + b"y" * 64_000 + b"\r\n\r\n"


@pytest.fixture(scope="module")
def engine() -> Iterator[EngineProcess]:
    with EngineProcess() as process:
        yield process


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxProcess]:
    with SandboxProcess(tmp_path_factory.mktemp("sandbox") / "state") as process:
        yield process


def torture(port: int) -> None:
    """Each message whole, over UDP and TCP, and cut at many places."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as line:
        for message in (*MESSAGES.values(), OVERSIZED):
            line.sendto(message, (LOOPBACK, port))
            for end in range(1, len(message), max(1, len(message) // 12)):
                line.sendto(message[:end], (LOOPBACK, port))
            time.sleep(0.01)


def torture_stream(port: int) -> None:
    for message in (*MESSAGES.values(), OVERSIZED):
        try:
            with socket.create_connection((LOOPBACK, port), timeout=2) as line:
                line.sendall(message)
        except OSError:  # it hangs up on what it can't read
            continue


def test_the_engine_stands_every_message_of_the_torture_test(engine: EngineProcess) -> None:
    engine.add_local_account("user")
    torture(engine.port())
    eventually(lambda: alive(engine.port()), 10, "the engine answers")
    torture_stream(engine.port(Transport.TCP))
    eventually(lambda: alive(engine.port()), 10, "the engine answers")
    assert engine.process.poll() is None


def test_the_sandbox_stands_every_message_of_the_torture_test(sandbox: SandboxProcess) -> None:
    torture(sandbox.sip_port)
    torture_stream(sandbox.sip_port)
    eventually(lambda: alive(sandbox.sip_port), 10, "the sandbox answers")


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
        assert alive(engine.port())  # it has been read by now
        victim.settimeout(1)
        with pytest.raises(TimeoutError):
            victim.recv(4096)
