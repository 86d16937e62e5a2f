"""What is played when: packets of two 10 ms frames, of which some are lost or late, a sound card that takes two frames a tick."""

from __future__ import annotations

import ctypes
import json
import subprocess
import sys
from collections import deque
from dataclasses import dataclass, field
from itertools import pairwise

import pjsua2 as pj
import pytest
from hypothesis import given
from hypothesis import strategies as st

from telephony.pj.jitter import MOST_OWED_MS, Timeline, shrink_seldom
from tests.peers.engine import ROOT

FRAME_MS = 10
TICK_MS = 20
PACKET = 2  # frames
CONCEALED = -1


@dataclass
class Shallow:
    """pjmedia's buffer as far as it matters: in order, and begun anew with what comes when it holds nothing."""

    line: Timeline = field(default_factory=lambda: Timeline(FRAME_MS))
    played: list[int] = field(default_factory=list[int])
    _held: deque[tuple[int, bool]] = field(default_factory=deque[tuple[int, bool]])  # frame, whether it is missing

    def packet(self, number: int) -> None:
        for index in range(number * PACKET, number * PACKET + PACKET):
            self.line.arrived(index)
            if self._held:
                self._held.extend((lost, True) for lost in range(self._held[-1][0] + 1, index))
            self._held.append((index, False))

    def tick(self) -> None:
        taken = 0
        while taken < PACKET:
            taken += 1
            if self.line.takes_missing():
                self.played.append(CONCEALED)
            elif self._held:
                index, missing = self._held.popleft()
                self.line.gave(index, missing=missing)
                self.played.append(CONCEALED if missing else index)
            else:
                self.line.ran_dry()
                self.played += [CONCEALED] * (PACKET - taken + 1)
                return


def play(arrivals_ms: dict[int, float], *, ticks: int, first_ms: float) -> Shallow:
    """What a sound card that takes a tick each 20 ms from `first_ms` on plays of packets (number -> when it comes)."""
    buffer = Shallow()
    waiting = deque(sorted(arrivals_ms.items(), key=lambda packet: (packet[1], packet[0])))
    for tick in range(ticks):
        while waiting and waiting[0][1] <= first_ms + tick * TICK_MS:
            buffer.packet(waiting.popleft()[0])
        buffer.tick()
    return buffer


def delays(played: list[int]) -> list[int]:
    """By how many frames each one that was not concealed came after its time."""
    return [at - index for at, index in enumerate(played) if index != CONCEALED]


def test_nothing_lost_is_nothing_missing() -> None:
    buffer = play({n: n * 20.0 for n in range(10)}, ticks=10, first_ms=1)
    assert buffer.played == list(range(20))
    assert buffer.line.missing_ms == 0


def test_the_packet_after_a_lost_one_waits_for_its_time_though_it_is_all_there_is() -> None:
    arrivals = {n: n * 20.0 for n in range(10) if n != 4}
    arrivals[5] = 79.0  # before the lost one was due
    buffer = play(arrivals, ticks=10, first_ms=1)
    assert buffer.played[8:12] == [CONCEALED, CONCEALED, 10, 11]
    assert set(delays(buffer.played)) == {0}
    assert buffer.line.missing_ms == 20


def test_what_was_concealed_already_is_not_concealed_again() -> None:
    buffer = play({n: n * 20.0 for n in range(10) if n != 4}, ticks=10, first_ms=1)
    assert buffer.played[8:12] == [CONCEALED, CONCEALED, 10, 11]
    assert buffer.line.missing_ms == 20


def test_a_late_packet_is_played_and_leaves_the_buffer_deeper() -> None:
    buffer = play({n: n * 20.0 + (10 if n >= 4 else 0) for n in range(10)}, ticks=11, first_ms=1)
    assert buffer.played == [*range(8), CONCEALED, CONCEALED, *range(8, 20)]


@pytest.mark.parametrize("gap", [MOST_OWED_MS // FRAME_MS + 1, 5000, -5000])
def test_who_paused_or_began_anew_is_heard_at_once(gap: int) -> None:
    line = Timeline(FRAME_MS)
    line.arrived(10_000)
    line.gave(10_000, missing=False)
    line.arrived(10_001 + gap)
    assert not line.takes_missing()


def test_silence_before_the_first_packet_is_nothing_missing() -> None:
    line = Timeline(FRAME_MS)
    line.ran_dry()
    assert line.missing == 0
    line.arrived(7)
    assert not line.takes_missing()


@given(lost=st.sets(st.integers(1, 58)), early=st.lists(st.floats(0, 50), min_size=60, max_size=60))
def test_with_jitter_that_fits_the_buffer_the_delay_never_sways(lost: set[int], early: list[float]) -> None:
    lost = {n for n in lost if not {n - 1, n - 2, n - 3} <= lost}  # a longer hole is a pause
    arrivals = {n: n * 20.0 - early[n] for n in range(60) if n not in lost}
    arrivals = {n: max(at, *(arrivals[m] for m in arrivals if m <= n)) for n, at in arrivals.items() if n} | {0: arrivals[0]}
    buffer = play(arrivals, ticks=60, first_ms=1)
    assert set(delays(buffer.played)) == {0}
    assert buffer.line.missing == PACKET * len(lost)
    assert all(one < other for one, other in pairwise(index for index in buffer.played if index != CONCEALED))


def test_the_discarding_is_pjmedias_static_one() -> None:
    media = pj.EpConfig().medConfig
    shrink_seldom(media)
    algorithm = media.jbDiscardAlgo
    if isinstance(algorithm, int):
        assert algorithm == 1
    else:
        algorithm.disown()
        assert ctypes.c_int.from_address(int(algorithm)).value == 1


@pytest.mark.parametrize(
    ("way", "played"),
    [("watched", [0, 1, 2, 3, CONCEALED, CONCEALED, 6, 7, 8, 9]), ("plain", [0, 1, 2, 3, 6, 7, 8, 9, -2, -2])],
)
def test_pjmedias_own_buffer_forgets_a_lost_packet_and_ours_does_not(way: str, played: list[int]) -> None:
    child = [sys.executable, "-m", "tests.unit.telephony.pj.jitter_child", way]
    done = subprocess.run(child, cwd=ROOT, capture_output=True, text=True, timeout=90, check=False)
    assert done.returncode == 0, done.stderr
    result = json.loads(next(line for line in done.stdout.splitlines() if line.startswith("{")))
    assert result == {"installed": way == "watched", "played": played}
