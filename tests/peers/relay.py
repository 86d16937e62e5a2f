"""A stretch of network between two phones: it passes SIP and RTP on, and treats the RTP as badly as it is told to.

`python -m tests.peers.relay SIP_PORT TARGET_PORT WEATHER`, all on 127.0.0.1 and UDP; WEATHER is a `Weather` as JSON. The caller dials
sip:user@127.0.0.1:SIP_PORT, the callee listens on TARGET_PORT. The relay puts its own ports into Contact and SDP, so that the whole call
runs through it, in both directions. Packets keep their order, as they do on a path with one queue.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
import sys
from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import msgspec

from tests.peers.ports import LOOPBACK, free_port, free_range
from tests.peers.process import PeerProcess

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

    Address = tuple[str, int]
    Received = Callable[[bytes, Address], None]

_PRIORITY: Final = 10
_CONTACT: Final = re.compile(rb"^(Contact:.*?@127\.0\.0\.1)(?::\d+)?", re.IGNORECASE | re.MULTILINE)
_MEDIA: Final = re.compile(rb"^m=audio (\d+) ", re.MULTILINE)
_RTCP: Final = re.compile(rb"^a=rtcp:\d+ ", re.MULTILINE)
_LENGTH: Final = re.compile(rb"^(Content-Length|l)\s*:\s*\d+", re.IGNORECASE | re.MULTILINE)


class Weather(msgspec.Struct, frozen=True):
    """What happens to RTP: it is late by `delay_ms`, and by 0 to `jitter_ms` more at random; a share `loss` is lost, in bursts of `burst`
    packets in the mean. `to` says which side's hearing it meets: "near" (the caller's), "far", or "both".
    """

    jitter_ms: float = 0
    delay_ms: float = 0
    loss: float = 0
    burst: float = 1
    to: str = "both"
    realtime: bool = False  # whatever else this computer does, a network is not late for it (needs root, or RLIMIT_RTPRIO)


@contextmanager
def relay(target_port: int, weather: Weather, folder: Path) -> Generator[int]:
    """The port to dial at while the relay stands."""
    port = free_port()
    arguments = [sys.executable, "-m", "tests.peers.relay", str(port), str(target_port), msgspec.json.encode(weather).decode()]
    process = PeerProcess(arguments, folder / "relay.log", output=folder / "relay.out")
    try:
        process.await_ready(lambda: b"ready" in (folder / "relay.out").read_bytes())
        yield port
    finally:
        process.stop()


class _Socket(asyncio.DatagramProtocol):
    """A UDP socket that hands on what it gets."""

    def __init__(self, received: Received) -> None:
        self._received = received

    def datagram_received(self, data: bytes, addr: Address) -> None:
        self._received(data, addr)


async def _bind(port: int, received: Received) -> asyncio.DatagramTransport:
    loop = asyncio.get_running_loop()
    transport, _ = await loop.create_datagram_endpoint(lambda: _Socket(received), local_addr=(LOOPBACK, port))
    return transport


class MediaPath:
    """RTP (or RTCP) both ways between one port of each side. Each side knows the relay's port that stands for the other."""

    def __init__(self, weather: Weather) -> None:
        self._weather = weather
        self._chance = random.Random(20)  # the same delays and losses in every run
        self._losing = {"near": False, "far": False}
        self._waiting: dict[str, deque[bytes]] = {"near": deque(), "far": deque()}
        self._last_at = {"near": 0.0, "far": 0.0}
        self._targets: dict[str, Address] = {}
        self._sockets: dict[str, asyncio.DatagramTransport] = {}

    async def open(self, near_port: int, far_port: int) -> None:
        """`near_port` is where the near side sends to, `far_port` where the far side does."""
        self._sockets["far"] = await _bind(near_port, lambda data, _: self._pass(data, "far"))
        self._sockets["near"] = await _bind(far_port, lambda data, _: self._pass(data, "near"))

    def aim(self, side: str, port: int) -> None:
        """Where that side really listens."""
        self._targets[side] = (LOOPBACK, port)

    def _pass(self, data: bytes, to: str) -> None:
        """On to that side, from the socket it knows its peer by."""
        weather = self._weather if self._weather.to in (to, "both") else Weather()
        if self.is_lost(to, weather):
            return
        loop = asyncio.get_running_loop()
        late_ms = weather.delay_ms + self._chance.uniform(0, weather.jitter_ms)
        at = max(loop.time() + late_ms / 1000, self._last_at[to])
        self._last_at[to] = at
        # Timers of one moment run in no order: the queue keeps it.
        self._waiting[to].append(data)
        loop.call_at(at, self._send_next, to)

    def is_lost(self, to: str, weather: Weather) -> bool:
        """Two states, losing and not (Gilbert): a burst ends with probability 1/burst, and begins so often that the share is `loss`."""
        if weather.loss <= 0 or weather.loss >= 1:
            return weather.loss >= 1
        ends = 1 / weather.burst
        begins = ends * weather.loss / (1 - weather.loss)
        losing = self._losing[to]
        self._losing[to] = self._chance.random() >= ends if losing else self._chance.random() < min(1.0, begins)
        return self._losing[to]

    def _send_next(self, to: str) -> None:
        data = self._waiting[to].popleft()
        if to in self._targets:
            self._sockets["far" if to == "near" else "near"].sendto(data, self._targets[to])

    def close(self) -> None:
        for one in self._sockets.values():
            one.close()


class Relay:
    """One call's worth of network: the near side dials, the far side listens on `target_port`."""

    def __init__(self, sip_port: int, target_port: int, weather: Weather) -> None:
        self._sip_port = sip_port
        self._far: Address = (LOOPBACK, target_port)
        self._near: Address | None = None
        self._rtp = MediaPath(weather)
        self._rtcp = MediaPath(Weather(delay_ms=weather.delay_ms, to=weather.to))
        first = free_range(4)
        self._near_port, self._far_port = first, first + 2
        self._socket: asyncio.DatagramTransport | None = None

    async def open(self) -> None:
        self._socket = await _bind(self._sip_port, self._sip)
        await self._rtp.open(self._near_port, self._far_port)
        await self._rtcp.open(self._near_port + 1, self._far_port + 1)

    def close(self) -> None:
        self._rtp.close()
        self._rtcp.close()
        if self._socket is not None:
            self._socket.close()

    def _sip(self, data: bytes, source: Address) -> None:
        if self._socket is None or not data.strip():  # a keep-alive
            return
        if source == self._far:
            if self._near is not None:
                self._socket.sendto(self._rewritten(data, "far"), self._near)
        else:
            self._near = source
            self._socket.sendto(self._rewritten(data, "near"), self._far)

    def _rewritten(self, message: bytes, sender: str) -> bytes:
        """The message with the relay's ports for the sender's."""
        head, _, body = message.partition(b"\r\n\r\n")
        head = _CONTACT.sub(rb"\1:%d" % self._sip_port, head)
        media = _MEDIA.search(body)
        if media:
            # The other side sends there, to what stands for the sender.
            port = self._far_port if sender == "near" else self._near_port
            self._rtp.aim(sender, int(media[1]))
            self._rtcp.aim(sender, int(media[1]) + 1)
            body = _MEDIA.sub(b"m=audio %d " % port, body)
            body = _RTCP.sub(b"a=rtcp:%d " % (port + 1), body)
            head = _LENGTH.sub(b"Content-Length: %d" % len(body), head)
        return head + b"\r\n\r\n" + body


async def serve(sip_port: int, target_port: int, weather: Weather) -> None:
    """Until the process is ended."""
    if weather.realtime:
        os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(_PRIORITY))
    await Relay(sip_port, target_port, weather).open()
    print("ready", flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), int(sys.argv[2]), msgspec.json.decode(sys.argv[3], type=Weather)))
