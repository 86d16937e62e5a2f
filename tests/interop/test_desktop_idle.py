"""How long nobody was there, asked of a real X server: keys count wherever they are pressed."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from agent_app.desktop_idle import idle_seconds
from tests.peers.process import program

if TYPE_CHECKING:
    from tests.peers.display import Display

_ASK = """
import sys
from agent_app.desktop_idle import idle_seconds
for _ in sys.stdin:
    print(idle_seconds("xcb"), flush=True)
"""


def test_a_key_pressed_anywhere_is_noticed(xvfb: Display) -> None:
    environment = {name: value for name, value in xvfb.environment.items() if name != "WAYLAND_DISPLAY"}
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", _ASK]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root, env=environment) as child:
        assert child.stdin is not None
        assert child.stdout is not None

        def ask() -> int:
            assert child.stdin is not None
            assert child.stdout is not None
            print(file=child.stdin, flush=True)
            return int(child.stdout.readline())

        ask()  # it connects with the first question
        time.sleep(2.1)
        still = ask()
        subprocess.run([program("xdotool", "xdotool"), "key", "Shift_L"], check=True, env=environment, timeout=20)
        after = ask()
        child.stdin.close()
    assert still >= 2
    assert after < still


@pytest.mark.parametrize("platform", ["offscreen", "wayland", "windows", "cocoa", ""])
def test_where_the_system_does_not_say_nothing_is_made_up(platform: str) -> None:
    assert idle_seconds(platform) is None


def test_a_wayland_desktop_is_not_asked_by_x11(xvfb: Display) -> None:
    environment = {**xvfb.environment, "WAYLAND_DISPLAY": "wayland-0"}
    command = [sys.executable, "-c", "from agent_app.desktop_idle import idle_seconds; print(idle_seconds('xcb'))"]
    told = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2], env=environment, timeout=30)
    assert told.stdout.strip() == "None"
