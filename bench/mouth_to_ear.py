"""How late, and how whole, a voice arrives: two phones on two virtual sound cards, over loopback, with network jitter and without.

`python -m bench.mouth_to_ear --runs 5 --seconds 60 --json OUT.json` measures Agent's engine, the whole program with its window idle and
busy, and baresip, turn about in the same run, and prints one row of a Markdown table for each of them and each jitter. Noise goes into
both microphones; what each speaker gives is compared with it.
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

from bench.noise import telephone_noise
from bench.phones import PROGRAMS, Pair, pair
from bench.score import Score, score
from tests.peers.ports import LOOPBACK
from tests.peers.relay import Weather, relay
from tests.peers.soundcards import RATE, Channel, FourChannels, SoundCards
from tests.peers.tones import write_wav

if TYPE_CHECKING:
    from collections.abc import Sequence

_SETTLE_S: Final = 1.0  # buffers fill, codecs are agreed
_TAIL_S: Final = 1.5  # the last of the noise arrives
JITTERS_MS: Final = (0, 20)


@dataclass(frozen=True)
class Measured:
    """One call, both directions: `to_a` is heard at card A, where the caller is, `to_b` at card B, where the whole program may be."""

    program: str
    jitter_ms: int
    run: int
    to_a: Score
    to_b: Score

    @property
    def directions(self) -> tuple[Score, Score]:
        return self.to_a, self.to_b


def measure(program: str, phones: Pair, *, seconds: float, jitter_ms: int, run: int, folder: Path) -> Measured:
    """One call of `seconds` from A to B through the relay; what the phones need is in `folder`."""
    folder.mkdir(parents=True)
    with ExitStack() as stack:
        cards = SoundCards(folder / "sound", realtime=True)
        cards.start()
        stack.callback(cards.stop)
        b = phones.start_b(folder / "b", cards.environment("B"))
        stack.callback(b.stop)
        a = phones.start_a(folder / "a", cards.environment("A"))
        stack.callback(a.stop)
        relay_port = stack.enter_context(relay(b.sip_port, Weather(jitter_ms=jitter_ms, realtime=True), folder))
        a.dial(f"sip:b@{LOOPBACK}:{relay_port}")
        b.answer()
        a.await_talking()
        time.sleep(_SETTLE_S)
        recording = _play_and_record(cards, seconds, run, folder)
        a.hang_up()
    to_a = score(recording.channel(Channel.MIC_B).samples, recording.channel(Channel.SPK_A).samples, RATE)
    to_b = score(recording.channel(Channel.MIC_A).samples, recording.channel(Channel.SPK_B).samples, RATE)
    recording.path.unlink()  # 23 MB a minute
    return Measured(program, jitter_ms, run, to_a, to_b)


def _play_and_record(cards: SoundCards, seconds: float, run: int, folder: Path) -> FourChannels:
    cards.record(folder / "all.raw")
    for offset, card in enumerate("AB"):
        noise = telephone_noise(seconds, RATE, seed=2 * run + offset)
        cards.play(write_wav(folder / f"noise{card}.wav", noise, RATE), card)
    time.sleep(seconds + _TAIL_S)
    return cards.stop_recording()


def measure_all(
    programs: Sequence[str], *, runs: int, seconds: float, jitters_ms: Sequence[int], folder: Path, processed: bool
) -> list[Measured]:
    """Turn about: each run has every program with every jitter, so that what the machine does besides meets them alike."""
    results: list[Measured] = []
    for run in range(runs):
        for jitter_ms in jitters_ms:
            for program in programs:
                place = folder / f"{program.replace(', ', '-').replace(' ', '-')}-{jitter_ms}-{run}"
                result = measure(program, pair(program, processed=processed), seconds=seconds, jitter_ms=jitter_ms, run=run, folder=place)
                print(f"run {run + 1} {program} {jitter_ms} ms: {_sentence(result)}", file=sys.stderr, flush=True)
                results.append(result)
    return results


def _sentence(result: Measured) -> str:
    return "; ".join(f"{one.median_ms:.0f} ms (p95 {one.p95_ms:.0f}), {one.damaged} of {one.frames} damaged" for one in result.directions)


def row(results: Sequence[Measured], label: str) -> str:
    """A line of the table: medians over all calls and both directions, the damaged frames summed."""
    scores = [one for result in results for one in result.directions]
    damaged, frames = sum(one.damaged for one in scores), sum(one.frames for one in scores)
    median = statistics.median(one.median_ms for one in scores)
    p95 = statistics.median(one.p95_ms for one in scores)
    worst = max(one.p95_ms for one in scores)
    harm = f"{damaged} of {frames} ({100 * damaged / frames:.3f} %)"
    return f"| {label} | {results[0].jitter_ms} ms | {median:.0f} ms | {p95:.0f} ms | {worst:.0f} ms | {harm} | {len(results)} |"


HEADER: Final = "| program | jitter | median | p95 | worst call's p95 | damaged 20 ms frames | calls |\n|---|---|---|---|---|---|---|"


def table(results: Sequence[Measured]) -> str:
    """All rows, program by program."""
    kinds = sorted({(result.jitter_ms, result.program) for result in results})
    rows = [row([one for one in results if (one.jitter_ms, one.program) == kind], kind[1]) for kind in kinds]
    return "\n".join([HEADER, *rows])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--jitter", type=int, action="append", help="milliseconds; may be repeated (0 and 20 without it)")
    parser.add_argument("--program", choices=PROGRAMS, action="append", help="may be repeated (all without it)")
    parser.add_argument("--plain", action="store_true", help="echo, noise and gain are not seen to")
    parser.add_argument("--json", type=Path, help="where all numbers go")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mouth-to-ear-") as folder:
        results = measure_all(
            arguments.program or PROGRAMS,
            runs=arguments.runs,
            seconds=arguments.seconds,
            jitters_ms=arguments.jitter or JITTERS_MS,
            folder=Path(folder),
            processed=not arguments.plain,
        )
    if arguments.json:
        arguments.json.write_text(json.dumps([asdict(result) for result in results], indent=1), encoding="utf-8")
    print(table(results))


if __name__ == "__main__":
    main()
