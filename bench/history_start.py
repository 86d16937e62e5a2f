"""From the click to a window that takes a key, and to registered, with a long life behind one and with none.

The same program and two profiles, turn about: `python -m bench.history_start --database FILE --rounds 8`,
FILE as `bench.history --keep` leaves it. Owed: not slower by more than 10 %.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench.desk import Desk
from bench.startup import Stopwatch, Times, is_registered, table
from tests.peers.secret_service import DesktopSession

if TYPE_CHECKING:
    from collections.abc import Mapping

EMPTY, LONG = "an empty profile", "1,000,000 messages, 10,000 contacts"
MOST: Final = 1.1  # of the empty profile's time


class Life(Stopwatch):
    """A profile that was opened once, and then, maybe, given a history."""

    def fill(self, history: Path | None) -> None:
        self.run_once()
        if history is not None:
            shutil.copyfile(history, self.profile.database)
            for suffix in ("-wal", "-shm"):
                self.profile.database.with_name(self.profile.database.name + suffix).unlink(missing_ok=True)
            self.run_once()
        self.look()

    def run_once(self) -> None:
        process, _ = self._start(self._agent)
        self._desk.wait_for(lambda: is_registered(self.profile))
        self._stop(process)

    def look(self) -> None:
        """What the number field looks like while it is empty."""
        from time import sleep

        from bench.startup import _NUMBER_FIELD  # pyright: ignore[reportPrivateUsage] - the same place of the same window

        process, _ = self._start(self._agent)
        self._desk.wait_for(lambda: is_registered(self.profile))
        sleep(2.0)
        self._empty = self._desk.picture(_NUMBER_FIELD)
        self._stop(process)


def measure(database: Path, rounds: int) -> Mapping[str, Times]:
    results = {EMPTY: Times(), LONG: Times()}
    with tempfile.TemporaryDirectory(prefix="history-start-", ignore_cleanup_errors=True) as temporary, ExitStack() as stack:
        folder = Path(temporary)
        session = DesktopSession(folder / "session", keyring=False)
        desk = stack.enter_context(Desk(folder / "desk"))
        stack.callback(session.stop)
        session.start()
        lives: dict[str, Life] = {}
        for name, history in ((EMPTY, None), (LONG, database)):
            (folder / str(len(lives))).mkdir()
            lives[name] = Life(desk, session, folder / str(len(lives)))
            lives[name].fill(history)
        for _ in range(rounds):
            for name, life in lives.items():
                life.take(None, results[name])
    return results


def verdict(results: Mapping[str, Times]) -> str:
    long, empty = results[LONG], results[EMPTY]
    key = statistics.median(long.key) / statistics.median(empty.key)
    registered = statistics.median(long.registered) / statistics.median(empty.registered)
    return f"A key shows {key:.2f} times, registered is {registered:.2f} times as late as with an empty profile; {MOST} is owed."


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=8)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    results = measure(options.database, options.rounds)
    print(table(results))
    print(f"\n{verdict(results)}")
    if options.json is not None:
        options.json.write_text(json.dumps({name: vars(times) for name, times in results.items()}, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
