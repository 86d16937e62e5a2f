"""The annex's process by itself, spoken to as the engine speaks to it: its calls sound while it has ticks, and nothing wrong stops it."""

from __future__ import annotations

import contextlib
import math
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import pytest

from telephony.annex.audio import EngineAudio
from telephony.annex.protocol import (
    AnyOrder,
    AnyReport,
    Count,
    Counted,
    EndCall,
    Happened,
    Join,
    Leave,
    MediaTold,
    Open,
    Place,
    Ready,
    Report,
    SetAccount,
    decode_report,
    encode,
    fact_of,
)
from telephony.message_base import Transport
from telephony.networking import MediaConfig, NatConfig, SecurityConfig
from telephony.pj.account import AccountSetup
from telephony.pj.bridge import FRAME_BYTES
from telephony.pj.facts import ConfirmedFact, DisconnectedFact, NotPlacedFact
from telephony.secret import Secret
from tests.peers.baresip import Baresip, BaresipAccount
from tests.peers.engine import ROOT
from tests.peers.process import eventually
from tests.peers.tones import Recording, dominant

if TYPE_CHECKING:
    from pathlib import Path

R = TypeVar("R", bound=Report)

OURS_HZ, THEIRS_HZ, RATE = 700, 1000, 16_000
SETUP = AccountSetup(
    account_id="account",
    address="sip:anna@127.0.0.1",
    display_name="",
    registrar="",
    routes=(),
    user="anna",
    password=Secret(""),
    expires_s=600,
    media_address="127.0.0.1",
    server=None,
    transport=Transport.UDP,
    loopback=False,
    security=SecurityConfig(),
    nat=NatConfig(outbound=False),
    media=MediaConfig(),
)


class Annex:
    """Its process, and an engine's bridge that ticks each 20 ms and says a tone at the first link."""

    def __init__(self, *, queued: bool) -> None:
        self.audio = EngineAudio()
        self.reports: list[AnyReport] = []
        self.heard = bytearray()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "telephony.annex"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
        )
        self._ended = threading.Event()
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._read, self._tick)]
        self.tell(Open("agent", "127.0.0.1", "", self.audio.port, Secret(self.audio.new_token().hex()), queued_audio=queued))
        for thread in self._threads:
            thread.start()
        self.audio.connect(self.await_report(Ready).audio_port)

    def tell(self, *orders: AnyOrder) -> None:
        self.write(b"".join(encode(order) for order in orders))

    def write(self, data: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def await_report(self, kind: type[R], accept: Callable[[R], bool] = lambda _: True) -> R:
        found: list[R] = []

        def there() -> bool:
            found[:] = [one for one in list(self.reports) if isinstance(one, kind) and accept(one)]
            return bool(found)

        eventually(there, 10, kind.__name__)
        return found[0]

    def await_fact(self, kind: type[object]) -> object:
        report = self.await_report(Happened, lambda one: one.kind == kind.__name__)
        return fact_of(report)

    def call(self, target: str) -> None:
        self.tell(SetAccount(SETUP), Join("call", 0), Place("call", "account", target))
        self.audio.active = frozenset({0})
        self.await_report(MediaTold, lambda told: told.media is not None)
        self.await_fact(ConfirmedFact)

    def close(self) -> None:
        """The end of its input."""
        assert self.process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        try:
            assert self.process.wait(4) == 0
        finally:
            self.process.kill()
            self._ended.set()
        for thread in self._threads:
            thread.join(5)
        self.audio.close()
        for pipe in (self.process.stdout, self.process.stderr):
            assert pipe is not None
            pipe.close()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.reports.append(decode_report(line))

    def _tick(self) -> None:
        samples = [int(8000 * math.sin(2 * math.pi * OURS_HZ * index / RATE)) for index in range(RATE)]
        tone = struct.pack(f"<{RATE}h", *samples)
        due, at = time.monotonic(), 0
        while not self._ended.is_set():
            self.heard += self.audio.give(0) or bytes(FRAME_BYTES)
            self.audio.take(0, tone[at : at + FRAME_BYTES])
            self.audio.tick(b"")
            at = (at + FRAME_BYTES) % len(tone)
            due += 0.02
            time.sleep(max(0.0, due - time.monotonic()))


@pytest.fixture
def sine(tmp_path: Path, running: Callable[[Baresip], Baresip]) -> Baresip:
    return running(Baresip(tmp_path / "sine", BaresipAccount("sine", "127.0.0.1", sine_hz=THEIRS_HZ)))


@pytest.fixture
def annex() -> Iterator[Annex]:
    started = Annex(queued=False)
    yield started
    started.close()


def last_second(data: bytearray) -> Recording:
    return Recording(np.frombuffer(bytes(data[-2 * RATE :]), dtype="<i2").astype(np.float64), RATE)


@pytest.mark.parametrize("queued", [False, True], ids=["by its ticks", "by a clock of its own"])
def test_a_call_is_heard_over_the_link_and_hears(sine: Baresip, queued: bool) -> None:
    annex = Annex(queued=queued)
    try:
        annex.call(sine.address)
        time.sleep(2.5)
        heard = last_second(annex.heard)
        annex.tell(Count(), EndCall("call"))
        counted = annex.await_report(Counted).calls["call"]
        annex.await_fact(DisconnectedFact)
    finally:
        annex.close()
    assert dominant(heard).is_near(THEIRS_HZ)
    sine.wait_event("CALL_CLOSED")
    there = sine.heard()
    assert dominant(there.window(there.seconds - 1.3, 1.0)).is_near(OURS_HZ)
    assert min(counted.sent_packets, counted.received_packets) > 80


def test_the_end_of_its_input_hangs_up(sine: Baresip, annex: Annex) -> None:
    annex.call(sine.address)
    annex.close()
    sine.wait_event("CALL_CLOSED")


def test_so_does_the_order_to_leave(sine: Baresip, annex: Annex) -> None:
    annex.call(sine.address)
    annex.tell(Leave())
    sine.wait_event("CALL_CLOSED")
    assert annex.process.wait(5) == 0
    told = [one.kind for one in annex.reports if isinstance(one, Happened)]
    assert DisconnectedFact.__name__ not in told, "whose calls those are sees that it has gone"


def test_what_is_no_order_and_who_is_not_the_engine_changes_nothing(sine: Baresip, annex: Annex) -> None:
    annex.call(sine.address)
    annex.write(b"nonsense\n\n{}\n" + b"x" * 300_000 + b'\n\xff\xfe\n{"type":"Join","call_id":"call","link":"0"}\n')
    annex.tell(Join("nobody", 3), EndCall("nobody"), Place("other", "nobody's account", sine.address))
    refused = annex.await_fact(NotPlacedFact)
    assert isinstance(refused, NotPlacedFact)
    assert refused.call_id == "other"
    stranger = EngineAudio()
    for port in (annex.audio.port, annex.await_report(Ready).audio_port):
        stranger.connect(port)
        stranger.active = frozenset({0})
        for _ in range(20):
            stranger.take(0, b"\x7f" * FRAME_BYTES)
            stranger.tick(b"")
    stranger.close()
    time.sleep(1.5)
    assert dominant(last_second(annex.heard)).is_near(THEIRS_HZ)
    annex.tell(Count())
    assert "call" in annex.await_report(Counted).calls
    annex.tell(EndCall("call"))
    sine.wait_event("CALL_CLOSED")
    there = sine.heard()
    assert dominant(there.window(there.seconds - 1.3, 1.0)).is_near(OURS_HZ)


def test_without_ticks_the_call_stays_and_sounds_again_with_them(sine: Baresip, annex: Annex) -> None:
    """As while a sound card is being opened."""
    annex.call(sine.address)
    annex.audio.active = frozenset()
    time.sleep(1.0)
    annex.audio.active = frozenset({0})
    time.sleep(1.5)
    assert dominant(last_second(annex.heard)).is_near(THEIRS_HZ)
    annex.tell(EndCall("call"))
    annex.await_fact(DisconnectedFact)
