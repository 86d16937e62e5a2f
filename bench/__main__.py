"""`python -m bench`, or `make bench`: every measurement, one after the other; about 45 minutes on a machine that does nothing else.

What it prints is what bench/RESULTS.md holds; all numbers go to build/bench.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

MEASUREMENTS: Final = (
    *("rating", "keystroke", "contacts", "history", "arrivals", "startup", "invite"),
    *("footprint", "conference", "quality", "losses", "echo", "drift", "mouth_to_ear"),
)


def main() -> int:
    folder = Path("build/bench")
    folder.mkdir(parents=True, exist_ok=True)
    failed = 0
    for name in MEASUREMENTS:
        print(f"\n## {name}\n", flush=True)
        failed |= subprocess.run([sys.executable, "-m", f"bench.{name}", "--json", str(folder / f"{name}.json")], check=False).returncode
    return failed


if __name__ == "__main__":
    sys.exit(main())
