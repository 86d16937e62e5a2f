"""`python -m bench.quality [--json OUT.json]`: the E-model's estimate beside PESQ, over impairments of the network.

Two engines on two virtual sound cards talk through a relay that treats the RTP as each row says; speech goes into one microphone, and what
the other's speaker gives is judged by PESQ (ITU-T P.862.2), while the listening engine tells its estimate each second. Two of the rows are
baresip's too. About ten minutes.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from bench.echo_rig import RATE, resampled, speech
from bench.phones import BaresipPhone
from telephony.calls import CallState
from telephony.messages import Answer, CallQuality, HangUp, SetProcessing
from tests.peers.engine import EngineProcess
from tests.peers.ports import LOOPBACK
from tests.peers.relay import Weather, relay
from tests.peers.soundcards import Channel, SoundCards
from tests.peers.tones import write_wav

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tests.peers.tones import Recording

    Signal = NDArray[np.float64]

IMPAIRMENTS: Final = {
    "none": Weather(),
    "1 % lost": Weather(loss=0.01),
    "2 % lost": Weather(loss=0.02),
    "5 % lost": Weather(loss=0.05),
    "5 % lost, in bursts of 3": Weather(loss=0.05, burst=3),
    "10 % lost": Weather(loss=0.10),
    "15 % lost": Weather(loss=0.15),
    "20 % lost": Weather(loss=0.20),
    "20 ms of jitter": Weather(jitter_ms=20),
    "60 ms of jitter": Weather(jitter_ms=60),
    "5 % lost, 20 ms of jitter": Weather(loss=0.05, jitter_ms=20),
}
BESIDE: Final = ("none", "5 % lost, 20 ms of jitter")
_SPOKEN_S: Final = 24.0
_PART_S: Final = 8.0  # PESQ is made for so much
_SETTLE_S: Final = 2.0
_TAIL_S: Final = 1.0
_MOST_LAG_S: Final = 1.0


@dataclass(frozen=True)
class Result:
    """`estimated` is None for a program that tells no estimate."""

    program: str
    impairment: str
    pesq: float
    estimated: float | None


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.quality", description="the estimate of a call's quality beside PESQ")
    parser.add_argument("--json", type=Path, help="write every figure here")
    parser.add_argument("--only", action="append", choices=IMPAIRMENTS, help="this impairment alone; may be given again")
    arguments = parser.parse_args()
    results: list[Result] = []
    for name in arguments.only or IMPAIRMENTS:
        results.append(measure_agent(name))
        print(results[-1], file=sys.stderr, flush=True)
        if name in BESIDE:
            results.append(measure_baresip(name))
            print(results[-1], file=sys.stderr, flush=True)
    print(table(results))
    if arguments.json:
        arguments.json.write_text(json.dumps([asdict(one) for one in results], indent=1), encoding="utf-8")
    return 0


def measure_agent(impairment: str) -> Result:
    """Both sides are our engine; the estimate is the mean of what the listener said while speech came in."""
    with ExitStack() as stack:
        folder, cards = _cards(stack)
        far = stack.enter_context(EngineProcess(use_devices=True, environment=cards.environment("B")))
        near = stack.enter_context(EngineProcess(use_devices=True, environment=cards.environment("A")))
        for engine in (near, far):
            engine.send(SetProcessing(echo=False, noise=False, gain=False))
        account_id, _ = near.add_local_account("a"), far.add_local_account("b")
        port = stack.enter_context(relay(far.port(), IMPAIRMENTS[impairment], folder))
        call_id = near.dial(account_id, f"sip:b@{LOOPBACK}:{port}")
        far_call = far.wait_for_incoming(timeout_s=10)
        far.send(Answer(far_call))
        near.wait_for_state(call_id, CallState.ESTABLISHED, 10)
        time.sleep(_SETTLE_S)
        before = len(far.of(CallQuality))
        score = _speak(cards, folder)
        told = [event.mos_centi / 100 for event in far.of(CallQuality)[before + 4 :]]
        near.send(HangUp(call_id))
        near.wait_for_state(call_id, CallState.ENDED)
    return Result("agent", impairment, score, round(statistics.fmean(told), 2))


def measure_baresip(impairment: str) -> Result:
    with ExitStack() as stack:
        folder, cards = _cards(stack)
        far = BaresipPhone(folder / "b", cards.environment("B"))
        stack.callback(far.stop)
        near = BaresipPhone(folder / "a", cards.environment("A"))
        stack.callback(near.stop)
        port = stack.enter_context(relay(far.sip_port, IMPAIRMENTS[impairment], folder))
        near.dial(f"sip:b@{LOOPBACK}:{port}")
        near.await_talking()
        time.sleep(_SETTLE_S)
        score = _speak(cards, folder)
        near.hang_up()
    return Result("baresip", impairment, score, None)


def _cards(stack: ExitStack) -> tuple[Path, SoundCards]:
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    cards = SoundCards(folder / "sound", realtime=True)
    cards.start()
    stack.callback(cards.stop)
    return folder, cards


def _speak(cards: SoundCards, folder: Path) -> float:
    """PESQ of what arrives at B, the mean over the parts."""
    cards.record(folder / "all.raw")
    cards.play(write_wav(folder / "speech.wav", speech("en-us", _SPOKEN_S), RATE), "A")
    time.sleep(_SPOKEN_S + _TAIL_S)
    recording = cards.stop_recording()
    said, heard = (_at_rate(recording.channel(channel)) for channel in (Channel.MIC_A, Channel.SPK_B))
    return round(pesq_of(said, heard), 2)


def _at_rate(recording: Recording) -> Signal:
    return resampled(recording.samples, recording.rate)


def pesq_of(said: Signal, heard: Signal) -> float:
    """The mean over parts of 8 s, each aligned by itself: a jitter buffer moves."""
    from pesq import pesq

    size = int(_PART_S * RATE)
    first = int(np.argmax(np.abs(said) > 100))
    scores: list[float] = []
    for at in range(first, len(said) - size - int(_MOST_LAG_S * RATE), size):
        part = said[at : at + size]
        lag = _lag(part, heard[at : at + size + int(_MOST_LAG_S * RATE)])
        scores.append(float(pesq(RATE, part / 32_768, heard[at + lag : at + lag + size] / 32_768, "wb")))
    return statistics.fmean(scores)


def _lag(part: Signal, later: Signal) -> int:
    """Where `part` begins in `later`, in samples."""
    size = 1 << (len(part) + len(later)).bit_length()
    fit = np.fft.irfft(np.fft.rfft(later, size) * np.conj(np.fft.rfft(part, size)), size)
    return int(np.argmax(fit[: len(later) - len(part) + 1]))


def table(results: list[Result]) -> str:
    """The rows, and how far both judges agree."""
    lines = ["| program | network | PESQ | estimate |", "|---|---|---|---|"]
    lines += [
        f"| {one.program} | {one.impairment} | {one.pesq:.2f} | {'-' if one.estimated is None else f'{one.estimated:.2f}'} |"
        for one in results
    ]
    pairs = [(one.pesq, one.estimated) for one in results if one.estimated is not None]
    if len(pairs) > 2:
        r = float(np.corrcoef([pair[0] for pair in pairs], [pair[1] for pair in pairs])[0, 1])
        lines.append(f"\nPearson's r of the two over {len(pairs)} impairments: {r:.3f}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
