"""`python -m bench.echo [--json OUT.json]`: what each echo canceller takes away, and what it leaves of the near speech.

The room is `bench.echo_rig`'s. livekit is measured where it is installed (`uv pip install livekit`); nothing of ours on Linux needs it.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench.cancellers import candidates
from bench.echo_rig import FRAME, RATE, STRETCH_S, Room, Scene, erle_db, near_quality, run, scene

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.echo_rig import Canceller

# The echo's level beside what the speaker plays: a loud speaker beside the microphone, a headset that leaks.
ROOMS: Final = {
    "strong": Room(-6),
    "weak": Room(-26),
    "strong, cheap speaker": Room(-6, distortion=0.5),
    "strong, 120 ms": Room(-6, delay_ms=120),
    "strong, a hall's": Room(-6, reverberation_s=0.4),
    "weak, noisy": Room(-26, noise_rms=60),
}


@dataclass(frozen=True)
class Result:
    candidate: str
    room: str
    erle_db: float
    both_pesq: float
    near_pesq: float
    us_a_frame: float


def measure(name: str, make: Callable[[], Canceller], room: str, signals: Scene) -> Result:
    canceller = make()
    began = time.process_time()
    out = run(canceller, signals)
    spent = (time.process_time() - began) / (len(out) / FRAME)
    both, near = (near_quality(signals, out, both=both) for both in (True, False))
    return Result(name, room, round(erle_db(signals, out), 1), round(both, 2), round(near, 2), round(spent * 1e6, 1))


def table(results: list[Result]) -> str:
    lines = ["| canceller | echo | ERLE | PESQ, both speak | PESQ, near alone | a 20 ms frame |", "|---|---|---|---|---|---|"]
    lines += [
        f"| {one.candidate} | {one.room} | {one.erle_db:.1f} dB | {one.both_pesq:.2f} | {one.near_pesq:.2f} | {one.us_a_frame:.0f} µs |"
        for one in results
    ]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, help="where all numbers go")
    parser.add_argument("--only", default="", help="candidates whose name has this")
    arguments = parser.parse_args()
    signals = {name: scene(room) for name, room in ROOMS.items()}
    assert all(len(one.far) == 3 * STRETCH_S * RATE for one in signals.values())
    results: list[Result] = []
    for name, make in candidates().items():
        if arguments.only not in name or (name.startswith("livekit") and not importlib.util.find_spec("livekit")):
            continue
        results += [measure(name, make, room, one) for room, one in signals.items()]
        print(name, file=sys.stderr, flush=True)
    if arguments.json:
        arguments.json.write_text(json.dumps([asdict(one) for one in results], indent=1), encoding="utf-8")
    print(table(results), flush=True)
    os._exit(0)  # pjlib was started for its pools only, and would want them back in order


if __name__ == "__main__":
    main()
