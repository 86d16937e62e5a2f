"""Two clocks that drift apart: a microphone that is too fast or too slow beside the speaker, in a call over loopback.

`python -m bench.drift --seconds 60` feeds the microphone of card A at other rates than it says (a pipe into PulseAudio), and compares what
card B's speaker gives with it. 2,000 ppm is 20 times what a bad crystal does. `python -m bench.drift feed FIFO RAW PPM` is the feeder.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from bench.noise import telephone_noise
from bench.phones import EnginePhone
from bench.score import Score, score
from tests.peers.ports import LOOPBACK
from tests.peers.process import PeerProcess, eventually
from tests.peers.soundcards import RATE, Channel, SoundCards

if TYPE_CHECKING:
    from numpy.typing import NDArray

DRIFTS_PPM: Final = (0, 2_000, -2_000)
_MIC_RATE: Final = 16_000
_BLOCK_S: Final = 0.005
_SETTLE_S: Final = 1.5
_TAIL_S: Final = 2.0


@dataclass(frozen=True)
class Drifted:
    ppm: int
    score: Score


def measure(ppm: int, *, seconds: float, folder: Path) -> Drifted:
    """One call, one direction."""
    folder.mkdir(parents=True)
    noise = telephone_noise(seconds, _MIC_RATE, seed=7)
    raw = folder / "noise.raw"
    raw.write_bytes(noise.astype("<i2").tobytes())
    with ExitStack() as stack:
        cards = SoundCards(folder / "sound", realtime=True)
        cards.start()
        stack.callback(cards.stop)
        pipe = folder / "microphone"
        cards.control(
            "load-module", "module-pipe-source", "source_name=drifting", f"file={pipe}", "format=s16le", f"rate={_MIC_RATE}", "channels=1"
        )
        b = EnginePhone(folder / "b", cards.environment("B"))
        stack.callback(b.stop)
        a = EnginePhone(folder / "a", {**cards.environment("A"), "PULSE_SOURCE": "drifting"})
        stack.callback(a.stop)
        a.dial(f"sip:b@{LOOPBACK}:{b.sip_port}")
        b.answer()
        a.await_talking()
        feeder = PeerProcess([sys.executable, "-m", "bench.drift", "feed", str(pipe), str(raw), str(ppm)], folder / "feeder.log")
        stack.callback(feeder.stop)
        began = _record(cards, folder, seconds)
        heard = cards.stop_recording().channel(Channel.SPK_B).samples
        a.hang_up()
    started = float((folder / "microphone.started").read_text(encoding="ascii"))
    sent = np.concatenate([np.zeros(round((started - began) * RATE)), _stretched(noise, ppm)])
    return Drifted(ppm, score(sent, heard, RATE))


def _record(cards: SoundCards, folder: Path, seconds: float) -> float:
    """Until the noise has been heard; when the recording began."""
    cards.record(folder / "all.raw")
    began = time.monotonic()
    (folder / "microphone.go").touch()
    eventually((folder / "microphone.started").exists, 5, "the microphone is fed")
    time.sleep(_SETTLE_S + seconds + _TAIL_S)
    return began


def _stretched(samples: NDArray[np.float64], ppm: int) -> NDArray[np.float64]:
    """As it was fed: at RATE, and shorter by `ppm`. By its spectrum, then between the points of a finer grid."""
    fine = 6 * len(samples)
    spectrum = np.fft.rfft(samples)
    dense = np.fft.irfft(spectrum, fine) * 6
    count = int(len(samples) * RATE / _MIC_RATE / (1 + ppm * 1e-6))
    places = np.arange(count) * (6 * _MIC_RATE / RATE * (1 + ppm * 1e-6))
    return np.interp(places, np.arange(fine), dense)


def feed(pipe: Path, raw: Path, ppm: int) -> None:
    """Silence until the file PIPE.go is there, then RAW, by this machine's clock and `ppm` faster."""
    os.nice(-10)
    rate = _MIC_RATE * (1 + ppm * 1e-6)
    sound, silence = raw.read_bytes(), bytes(2 * _MIC_RATE)
    with pipe.open("wb", buffering=0) as target:
        began, sent, at = time.monotonic(), 0, -1
        go = pipe.with_suffix(".go")
        while True:
            due = int((time.monotonic() - began) * rate) - sent
            if at < 0 and due > 0 and go.exists():
                at = 0
                pipe.with_suffix(".started").write_text(str(time.monotonic()), encoding="ascii")
            source = silence[: 2 * due] if at < 0 else sound[at : at + 2 * due].ljust(2 * due, b"\0")
            at += 2 * due if at >= 0 else 0
            target.write(source)
            sent += due
            time.sleep(_BLOCK_S)


def table(results: list[Drifted]) -> str:
    lines = ["| microphone's clock | median | damaged 20 ms frames |", "|---|---|---|"]
    for one in results:
        share = f"{one.score.damaged} of {one.score.frames} ({100 * one.score.damaged_share:.3f} %)"
        lines.append(f"| {one.ppm:+d} ppm | {one.score.median_ms:.0f} ms | {share} |")
    return "\n".join(lines)


def main() -> None:
    if sys.argv[1:2] == ["feed"]:
        feed(Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]))
        return
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--ppm", type=int, action="append", help="may be repeated (0, 2000 and -2000 without it)")
    parser.add_argument("--json", type=Path, help="where all numbers go")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="drift-") as folder:
        drifts = arguments.ppm or DRIFTS_PPM
        results = [measure(ppm, seconds=arguments.seconds, folder=Path(folder) / str(ppm)) for ppm in drifts]
    if arguments.json:
        arguments.json.write_text(json.dumps([asdict(one) for one in results], indent=1), encoding="utf-8")
    print(table(results))


if __name__ == "__main__":
    main()
