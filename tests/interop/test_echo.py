"""Tones of ours into another program's call: baresip speaks and never sends back what it hears, and is not taken for an echo."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from telephony.messages import CallStats, EchoHeard, ProbeEcho
from telephony.netcheck.echo import FREQUENCIES
from tests.interop.calling import Phone
from tests.peers.baresip import Baresip, BaresipAccount

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def test_who_speaks_and_never_sends_back_what_he_hears_is_no_echo(tmp_path: Path, running: Callable[[Baresip], Baresip]) -> None:
    bare = running(Baresip(tmp_path / "baresip", BaresipAccount("bare", "127.0.0.1", sine_hz=FREQUENCIES[2])))
    with Phone("anna") as anna:
        call_id = anna.dial(bare.address)
        anna.stands(call_id)
        anna.sounds(call_id)
        anna.send(ProbeEcho(call_id))
        anna.hears_of(CallStats, lambda event: event.received_packets > 200)
        time.sleep(1)
        assert anna.engine.of(EchoHeard) == []
        anna.hangs_up(call_id)
