"""The Secret Service of a desktop: a D-Bus session of its own with gnome-keyring in it, unlocked; or a session that has none."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING, Final

from tests.peers.process import PeerProcess, program

if TYPE_CHECKING:
    from pathlib import Path

_BUS_CONFIG: Final = """\
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path={socket}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


class DesktopSession:
    """A D-Bus session bus that starts nothing by itself; with `keyring` a gnome-keyring, unlocked, answers on it."""

    def __init__(self, folder: Path, *, keyring: bool) -> None:
        self.folder = folder
        self._keyring = keyring
        self._processes: list[PeerProcess] = []

    @property
    def environment(self) -> dict[str, str]:
        """For a program of that session. HOME and the XDG folders are the session's own."""
        home = {name: str(self.folder / path) for name, path in _FOLDERS.items()}
        return dict(os.environ) | home | {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={self._socket}"}

    def start(self) -> None:
        for path in _FOLDERS.values():
            (self.folder / path).mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o700)
        config = self.folder / "bus.conf"
        config.write_text(_BUS_CONFIG.format(socket=self._socket), encoding="ascii")
        command = [program("dbus-daemon", "dbus"), f"--config-file={config}", "--nofork", "--nopidfile"]
        bus = PeerProcess(command, self.folder / "dbus.log", env=self.environment)
        self._processes.append(bus)
        bus.await_ready(self._listens)
        if self._keyring:
            self._start_keyring()

    def stop(self) -> None:
        for process in reversed(self._processes):
            process.stop()
        self._processes.clear()

    def _start_keyring(self) -> None:
        command = [program("gnome-keyring-daemon", "gnome-keyring"), "--unlock", "--components=secrets", "--foreground"]
        daemon = PeerProcess(command, self.folder / "keyring.log", env=self.environment, pipe=True)
        self._processes.append(daemon)
        # The login keyring is made, and unlocked, with the password read here.
        daemon.pipes[0].write(b"test\n")
        daemon.pipes[0].close()
        daemon.await_ready(self._is_unlocked)

    def _listens(self) -> bool:
        """The socket's file is there a moment before anybody listens at it."""
        with socket.socket(socket.AF_UNIX) as line:
            return line.connect_ex(str(self._socket)) == 0

    def _is_unlocked(self) -> bool:
        return any(self.folder.rglob("login.keyring"))

    @property
    def runtime(self) -> Path:
        """Its XDG_RUNTIME_DIR."""
        return self.folder / _FOLDERS["XDG_RUNTIME_DIR"]

    @property
    def _socket(self) -> Path:
        return self.folder / "bus"


_FOLDERS: Final = {
    "HOME": "home",
    "XDG_RUNTIME_DIR": "runtime",
    "XDG_DATA_HOME": "home/.local/share",
    "XDG_CONFIG_HOME": "home/.config",
    "XDG_CACHE_HOME": "home/.cache",
}
