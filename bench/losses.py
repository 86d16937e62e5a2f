"""`python -m bench.losses [--rounds N] [--json OUT.json]`: 5 % of the packets lost by the kernel (nftables), 20 ms of jitter: our PESQ
beside baresip's.

In a network of its own, which needs a user's namespaces or root, and touches nothing of the computer's. The programs turn about; a round of
both takes a minute and a half. nftables can lose but not delay, so that the jitter is a relay's: a packet comes by the filter before it and
behind it, and meets half of the loss each time.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Final

from bench.quality import measure_agent, measure_baresip

JITTER: Final = "20 ms of jitter"
_LOST_OF_1000: Final = 25  # each time; of RTP alone, by its size
_INSIDE: Final = "AGENT_LOSSES"
_SCRIPT: Final = f"""ip link set lo up && nft add table ip bench \
&& nft 'add chain ip bench in {{ type filter hook input priority 0 ; }}' \
&& nft 'add rule ip bench in udp length 60-1000 numgen random mod 1000 < {_LOST_OF_1000} counter drop' && exec "$@" """


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.losses", description="PESQ under loss by nftables, beside baresip")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path, help="write every figure here")
    arguments = parser.parse_args()
    if _INSIDE not in os.environ:
        os.environ[_INSIDE] = "1"
        again = [sys.executable, "-m", "bench.losses", *sys.argv[1:]]
        apart = ["--net"] if os.geteuid() == 0 else ["--user", "--map-root-user", "--net"]
        os.execvp("unshare", ["unshare", *apart, "sh", "-c", _SCRIPT, "sh", *again])
    results = [measure(JITTER) for _ in range(arguments.rounds) for measure in (measure_agent, measure_baresip)]
    print("| program | PESQ, mean | each |\n|---|---|---|")
    for program in dict.fromkeys(one.program for one in results):
        scores = [one.pesq for one in results if one.program == program]
        print(f"| {program} | {statistics.fmean(scores):.2f} | {', '.join(f'{score:.2f}' for score in scores)} |")
    if arguments.json:
        arguments.json.write_text(json.dumps([asdict(one) for one in results], indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
