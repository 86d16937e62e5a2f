"""The sound between the two bridges: one datagram a tick each way, over loopback.

The engine's bridge is the clock of both: with each of its ticks it sends what the annex's calls are to hear; the annex drives its own
bridge by one frame for each such datagram, and answers with what its calls said. So nothing drifts. What goes out is 1 ms late by that,
what comes in 20 to 40 ms.

Each end takes datagrams of the other's port alone, and of those only such as bear the token that the engine gave the annex by its pipe.
"""

from __future__ import annotations

import contextlib
import hmac
import logging
import secrets
import select
import socket
import struct
import threading
from collections.abc import Callable, Mapping
from typing import Final, Protocol

from telephony.audio.clock import FramePort
from telephony.audio.fifo import FrameFifo
from telephony.audio.priority import hurry_sound
from telephony.pj.bridge import FRAME_BYTES

log = logging.getLogger(__name__)

LINKS: Final = 4  # calls of the annex's at once, at most
TOKEN_BYTES: Final = 16
_HEADER: Final = struct.Struct(f"<{TOKEN_BYTES}sB")  # the token, and a bit for each link whose frame follows
_MOST_BYTES: Final = 65_535
_MOST_BEHIND: Final = 3  # ticks that are made up for; older ones are silence that nobody needs
_LOOPBACK: Final = "127.0.0.1"
_LOOK_S: Final = 0.5


def pack(token: bytes, frames: Mapping[int, bytes]) -> bytes:
    """A datagram with a frame of FRAME_BYTES for each of these links."""
    links = sorted(frames)
    return _HEADER.pack(token, sum(1 << link for link in links)) + b"".join(frames[link] for link in links)


def unpack(token: bytes, data: bytes) -> dict[int, bytes] | None:
    """The frames by link; None for what is not from whom we know."""
    if len(data) < _HEADER.size or not hmac.compare_digest(data[:TOKEN_BYTES], token):
        return None
    links = [link for link in range(LINKS) if data[TOKEN_BYTES] >> link & 1]
    if data[TOKEN_BYTES] >> LINKS or len(data) != _HEADER.size + len(links) * FRAME_BYTES:
        return None
    return {link: data[(at := _HEADER.size + place * FRAME_BYTES) : at + FRAME_BYTES] for place, link in enumerate(links)}


class FrameQueue(Protocol):
    """What waits between two ticks."""

    def push(self, block: bytes) -> None: ...
    def pull(self) -> bytes | None: ...


class OneFrame:
    """The last frame, once: for two sides that take turns."""

    def __init__(self) -> None:
        self._frame: bytes | None = None

    def push(self, block: bytes) -> None:
        self._frame = block

    def pull(self) -> bytes | None:
        frame, self._frame = self._frame, None
        return frame


def _open_socket() -> tuple[socket.socket, int]:
    opened = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    opened.bind((_LOOPBACK, 0))
    return opened, opened.getsockname()[1]


class EngineAudio:
    """The engine's end. `give`, `take` and `tick` on the thread of the bridge's clock, `tick` last of each turn; the rest on the SIP's."""

    def __init__(self) -> None:
        self._socket, self.port = _open_socket()
        self._socket.setblocking(False)
        self.active: frozenset[int] = frozenset()  # the links that have a call
        self._token = b""  # of the annex that runs; nobody has this one
        self._given = [_new_fifo() for _ in range(LINKS)]
        self._heard = [OneFrame() for _ in range(LINKS)]
        self._asked: set[int] = set()

    def new_token(self) -> bytes:
        """For the next annex: what an earlier one still says is not heard any more."""
        self._token = secrets.token_bytes(TOKEN_BYTES)
        return self._token

    def connect(self, port: int) -> None:
        """The annex is there."""
        self._socket.connect((_LOOPBACK, port))

    def give(self, link: int) -> bytes | None:
        self._receive()
        self._asked.add(link)
        return self._given[link].pull()

    def take(self, link: int, frame: bytes) -> None:
        self._heard[link].push(frame)

    def tick(self, _silence: bytes) -> None:
        """20 ms have passed."""
        self._receive()
        for link in range(LINKS):
            if link not in self._asked and len(self._given[link]):  # who listens again is to hear what is said then
                self._given[link] = _new_fifo()
        self._asked.clear()
        frames = {link: frame for link in range(LINKS) if (frame := self._heard[link].pull()) is not None}
        active = self.active
        if active:
            try:
                self._socket.send(pack(self._token, {link: frames[link] for link in active if link in frames}))
            except OSError as error:  # it has gone, which its pipe says too, or has not come yet
                log.debug("no tick to the annex: %s", error)

    def close(self) -> None:
        self._socket.close()

    def _receive(self) -> None:
        while True:
            try:
                frames = unpack(self._token, self._socket.recv(_MOST_BYTES))
            except OSError:  # nothing more, or nobody there
                return
            for link, frame in (frames or {}).items():
                self._given[link].push(frame)


def _new_fifo() -> FrameFifo:
    return FrameFifo(FRAME_BYTES)


class AnnexAudio:
    """The annex's end: a thread that drives the bridge when the engine's ticks. `give` and `take` are called meanwhile.

    `queued`: pjmedia's own timer drives the bridge (no C symbols), and the two clocks are kept together by queues.
    """

    def __init__(self, engine_port: int, token: bytes, *, queued: bool = False) -> None:
        self._socket, self.port = _open_socket()
        self._socket.connect((_LOOPBACK, engine_port))
        self._socket.settimeout(_LOOK_S)
        self._token = token
        make: Callable[[], FrameQueue] = _new_fifo if queued else OneFrame
        self._given = [make() for _ in range(LINKS)]
        self._heard = [make() for _ in range(LINKS)]
        self._stopping = False
        self._thread: threading.Thread | None = None

    def give(self, link: int) -> bytes | None:
        return self._given[link].pull()

    def take(self, link: int, frame: bytes) -> None:
        self._heard[link].push(frame)

    def start(self, frames: FramePort, *, realtime: bool) -> None:
        self._thread = threading.Thread(target=self._run, args=(frames, realtime), name="ticks", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """The bridge is not touched any more."""
        self._stopping = True
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)  # who waits for a tick is woken
        if self._thread is not None:
            self._thread.join()
        self._socket.close()

    def _run(self, frames: FramePort, realtime: bool) -> None:
        if realtime:
            hurry_sound()
        frames.enter_thread()
        while not self._stopping:
            for tick in self._ticks()[-_MOST_BEHIND:]:
                self._turn(frames, tick)

    def _turn(self, frames: FramePort, tick: Mapping[int, bytes]) -> None:
        for link, frame in tick.items():
            self._given[link].push(frame)
        frames.exchange()
        said = {link: frame for link in range(LINKS) if (frame := self._heard[link].pull()) is not None}
        try:
            self._socket.send(pack(self._token, said))
        except OSError as error:  # the engine has gone, which the pipe says too
            log.debug("no answer to the engine: %s", error)

    def _ticks(self) -> list[dict[int, bytes]]:
        """Those that have come, oldest first; waits for one a while."""
        found: list[dict[int, bytes]] = []
        try:
            found += self._tick()
            while not self._stopping and select.select([self._socket], [], [], 0)[0]:
                found += self._tick()
        except OSError:  # none came, or the engine has gone
            pass
        return found

    def _tick(self) -> list[dict[int, bytes]]:
        frames = unpack(self._token, self._socket.recv(_MOST_BYTES))
        return [] if frames is None else [frames]
