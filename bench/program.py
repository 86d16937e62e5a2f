"""The real program as a phone that measurements call with: window, engine and sandbox, on a screen of its own; its window idle or busy."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from agent_app.profile import Profile
from agent_app.settings.store import encode
from agent_app.settings.values import SETTINGS_VERSION, Settings
from tests.peers.display import Display
from tests.peers.ports import LOOPBACK
from tests.peers.process import PeerError, PeerProcess, eventually, program

if TYPE_CHECKING:
    from collections.abc import Mapping

_AGENT: Final = str(Path(sys.executable).with_name("agent"))
# Somebody who drags the window's edge without a pause: the window lays itself out and paints all the time, as fast as it can.
_RESTLESS: Final = """
while true; do
  window=$(xdotool search --onlyvisible --class agent | head -1)
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    xdotool windowsize "$window" 1000 640 sleep 0.01 windowsize "$window" 1240 760 sleep 0.01
  done
done
"""
_OPTIONS: Final = """\
OPTIONS sip:b@{host}:{port} SIP/2.0\r
Via: SIP/2.0/UDP {host}:{own};branch=z9hG4bKprobe{port};rport\r
From: <sip:probe@{host}>;tag=probe\r
To: <sip:b@{host}>\r
Call-ID: probe-{port}-{own}\r
CSeq: 1 OPTIONS\r
Max-Forwards: 1\r
Content-Length: 0\r
\r
"""


class ProgramPhone:
    """`agent --sandbox` in a fresh profile. It is called directly, at its engine's port, and answers by its command line.

    `processed`: echo, noise and gain of the microphone are seen to.
    """

    def __init__(self, folder: Path, environment: Mapping[str, str], *, busy: bool, processed: bool = True) -> None:
        settings = Profile.at(folder / "profile").sandbox().settings
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_bytes(encode(Settings(echo=processed, noise=processed, gain=processed), SETTINGS_VERSION))
        self._folder = folder
        self._busy = busy
        self._stack = ExitStack()
        display = Display(folder / "display")
        display.start()
        self._stack.callback(display.stop)
        home = {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nonexistent"}
        self._environment = display.environment | dict(environment) | home | {"DISPLAY": display.name, "QT_QPA_PLATFORM": "xcb"}
        self._agent = PeerProcess([_AGENT, "--profile", str(folder / "profile"), "--sandbox"], folder / "agent.log", env=self._environment)
        self._stack.callback(self._agent.stop)
        eventually(self._is_registered, 20, "the program is registered", interval_s=0.3)
        self.sip_port = _sip_port(self.status()["engine"]["pid"])

    def dial(self, uri: str) -> None:
        self._run("dial", "--now", uri)

    def answer(self) -> None:
        """By the command line; and from now on the window is kept busy where that is wanted."""
        eventually(lambda: "incoming" in self._call_states(), 10, "the program rings", interval_s=0.2)
        self._run("answer")
        if self._busy:
            restless = PeerProcess([program("sh", "dash"), "-c", _RESTLESS], self._folder / "restless.log", env=self._environment)
            self._stack.callback(restless.stop)

    def await_talking(self) -> None:
        eventually(lambda: "established" in self._call_states(), 10, "the program talks", interval_s=0.2)

    def hang_up(self) -> None:
        self._run("hangup")

    def stop(self) -> None:
        self._stack.close()

    def status(self) -> dict[str, Any]:
        """`agent status --json`."""
        return json.loads(self._run("status", "--json"))

    def _run(self, *arguments: str) -> str:
        command = [_AGENT, *arguments, "--profile", str(self._folder / "profile"), "--sandbox"]
        done = subprocess.run(command, env=self._environment, capture_output=True, text=True, timeout=30, check=False)
        if done.returncode != 0:
            raise PeerError(f"agent {' '.join(arguments)}: {done.stdout}{done.stderr}\n{self._agent.log_end()}")
        return done.stdout

    def _is_registered(self) -> bool:
        try:
            return any(account["state"] == "registered" for account in self.status()["accounts"])
        except PeerError:
            return False

    def _call_states(self) -> list[str]:
        return [call["state"] for call in self.status()["calls"]]


def _sip_port(pid: int) -> int:
    """The UDP port of that process on which SIP is answered."""
    ports = _udp_ports(pid)
    for port in ports:
        if _answers_sip(port):
            return port
    raise PeerError(f"process {pid} answers SIP on none of its UDP ports {ports}")


def _udp_ports(pid: int) -> list[int]:
    links = (entry.readlink() for entry in Path(f"/proc/{pid}/fd").iterdir())
    inodes = {found[1] for link in links if (found := re.fullmatch(r"socket:\[(\d+)\]", str(link)))}
    rows = [line.split() for line in Path("/proc/net/udp").read_text(encoding="ascii").splitlines()[1:]]
    return [int(row[1].split(":")[1], 16) for row in rows if row[9] in inodes]


def _answers_sip(port: int) -> bool:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind((LOOPBACK, 0))
        probe.settimeout(0.5)
        probe.sendto(_OPTIONS.format(host=LOOPBACK, port=port, own=probe.getsockname()[1]).encode(), (LOOPBACK, port))
        try:
            return probe.recv(65536).startswith(b"SIP/2.0")
        except OSError:
            return False
