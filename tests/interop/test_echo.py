"""Tones of ours into another program's call: an echo is known, and who speaks without sending back what he hears is not taken for one."""

from __future__ import annotations

import time
import wave
from array import array
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from sandbox.gateway.g711 import decode_a_law
from sandbox.gateway.sounds import sound
from telephony.messages import CallStats, EchoHeard, ProbeEcho
from telephony.netcheck.echo import FREQUENCIES
from tests.interop.calling import Phone
from tests.peers.baresip import Baresip, BaresipAccount

if TYPE_CHECKING:
    from pathlib import Path

Running = Callable[[Baresip], Baresip]


def probed(anna: Phone, phone: Baresip) -> str:
    """A call into which the tones go."""
    call_id = anna.dial(phone.address)
    anna.stands(call_id)
    anna.sounds(call_id)
    anna.send(ProbeEcho(call_id))
    return call_id


@pytest.fixture
def voice(tmp_path: Path) -> Path:
    """An announcement, as baresip plays it: 48 kHz."""
    path = tmp_path / "voice.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 48_000, 0, "NONE", ""))
        file.writeframes(array("h", (decode_a_law(byte) for byte in sound("announcement-en") for _ in range(6))).tobytes())
    return path


@pytest.mark.parametrize("codec", ["PCMA/8000/1", "G722/16000/1"])
def test_an_echo_of_another_program_is_known(tmp_path: Path, running: Running, codec: str) -> None:
    echo = running(Baresip(tmp_path / "echo", BaresipAccount("echo", "127.0.0.1", codecs=codec), echoes=True))
    with Phone("anna") as anna:
        call_id = probed(anna, echo)
        anna.hears_of(EchoHeard, lambda event: event.call_id == call_id)
        anna.hangs_up(call_id)


def test_who_plays_a_file_and_never_sends_back_what_he_hears_is_no_echo(tmp_path: Path, running: Running, voice: Path) -> None:
    is_none(running(Baresip(tmp_path / "voice", BaresipAccount("voice", "127.0.0.1"), plays=voice)))


def test_a_tone_is_no_echo_though_it_is_one_of_ours(tmp_path: Path, running: Running) -> None:
    is_none(running(Baresip(tmp_path / "sine", BaresipAccount("sine", "127.0.0.1", sine_hz=FREQUENCIES[2]))))


def is_none(phone: Baresip) -> None:
    with Phone("anna") as anna:
        call_id = probed(anna, phone)
        anna.hears_of(CallStats, lambda event: event.speaker_level > 0)
        anna.hears_of(CallStats, lambda event: event.received_packets > 200)
        time.sleep(1)
        assert anna.engine.of(EchoHeard) == []
        anna.hangs_up(call_id)
