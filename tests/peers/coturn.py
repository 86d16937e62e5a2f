"""coturn: a STUN and TURN server as a peer."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Final

from telephony.network.hosts import family, host_port
from tests.peers.ports import LOOPBACK, free_port, free_range
from tests.peers.process import PeerProcess, program

if TYPE_CHECKING:
    from pathlib import Path

_BINDING: Final = b"\x00\x01\x00\x00\x21\x12\xa4\x42" + b"agent-test-0"  # RFC 8489 section 5
_PORTS: Final = 20  # relayed addresses


class Coturn:
    """`start`, then `address` is host:port of both servers; TURN takes `user` with `password`."""

    user: Final = "relay"
    password: Final = "relay-secret"

    def __init__(self, folder: Path, ip: str = LOOPBACK) -> None:
        self.folder = folder
        self._ip = ip
        self.port = free_port()
        self._process: PeerProcess | None = None

    @property
    def address(self) -> str:
        return host_port(self._ip, self.port)

    def start(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        first = free_range(_PORTS)
        options = {
            "listening-ip": self._ip,
            "relay-ip": self._ip,
            "listening-port": self.port,
            "min-port": first,
            "max-port": first + _PORTS - 1,
            "realm": "agent.test",
            "user": f"{self.user}:{self.password}",
            "pidfile": self.folder / "coturn.pid",
            "userdb": self.folder / "coturn.db",
            "log-file": "stdout",
        }
        flags = ("lt-cred-mech", "allow-loopback-peers", "no-tls", "no-dtls", "no-cli", "verbose", "simple-log")
        lines = [f"{name}={value}" for name, value in options.items()] + list(flags)
        (self.folder / "turnserver.conf").write_text("\n".join(lines) + "\n", encoding="utf-8")
        command = [program("turnserver", "coturn"), "-c", str(self.folder / "turnserver.conf")]
        self._process = PeerProcess(command, self.folder / "coturn.log")
        self._process.await_ready(self._answers)

    def stop(self) -> None:
        if self._process is not None:
            self._process.stop()
            self._process = None

    def log(self) -> str:
        return (self.folder / "coturn.log").read_text(encoding="utf-8", errors="replace")

    def _answers(self) -> bool:
        with socket.socket(family(self._ip), socket.SOCK_DGRAM) as line:
            line.settimeout(0.1)
            line.connect((self._ip, self.port))
            try:
                line.send(_BINDING)
                return line.recv(512)[:2] == b"\x01\x01"
            except OSError:
                return False
