"""The two ways to drive the conference bridge, each in a real pjsua2."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.peers.engine import ROOT


@pytest.mark.parametrize(("way", "kind"), [("symbols", "CFramePort"), ("queued", "QueuedFrames")])
def test_a_local_tone_and_the_microphone_pass_the_bridge(way: str, kind: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.unit.telephony.pj.bridge_child", way],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    result = json.loads(next(line for line in done.stdout.splitlines() if line.startswith("{")))  # pjsip's own lines come whenever C likes
    assert result["kind"] == kind
    assert result["tone"] > 0.2
    assert result["voice"] > 0.5
    assert min(result["levels"]) > 0
    # Each slider moves its own side.
    assert result["tone_without_microphone"] > 0.9
    assert result["voice_without_microphone"] < 0.1
    assert result["peak_without_speaker"] <= 1
