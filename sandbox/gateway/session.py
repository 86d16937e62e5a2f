"""One RTP session: a packet every 20 ms out, the peer's packets in (RFC 3550, RFC 3551)."""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections import deque
from typing import TYPE_CHECKING, Final

from sandbox.gateway.frames import EventFrame, event_frames, frames
from sandbox.gateway.g711 import a_law_to_mu_law
from sandbox.gateway.jitter import JitterBuffer
from sandbox.gateway.rtp import (
    FRAME_SAMPLES,
    FRAME_SECONDS,
    Packet,
    Reception,
    is_rtcp,
    parse,
    parse_event,
    report_time,
    sender_report,
)
from sandbox.gateway.sounds import SILENT_FRAME
from sandbox.sip.addressing import LOOPBACK

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.gateway.sdp import Stream
    from sandbox.sip.flow import Address

log = logging.getLogger(__name__)

REPORT_SECONDS: Final = 5.0
STALL_SECONDS: Final = 0.2  # further behind than this, time is skipped and not caught up
ECHO_SECONDS: Final = 1.0  # after the last packet that could be echoed
MAX_DIGITS: Final = 256


class _Socket(asyncio.DatagramProtocol):
    def __init__(self, on_data: Callable[[bytes, Address], None]) -> None:
        self._on_data = on_data

    def datagram_received(self, data: bytes, addr: Address) -> None:
        self._on_data(data, addr)

    def error_received(self, exc: Exception) -> None:
        log.debug("RTP: %s", exc)  # the peer's port is closed: its BYE is on the way


class RtpSession:
    """Sound to and from one peer. Made by `open_session`; silent until `negotiated`."""

    def __init__(self) -> None:
        self.sent = 0
        self.digits = ""
        self.muted = False  # sends no packets at all
        self.echoing = False
        self.last_heard = 0.0  # loop time of the peer's last packet of any kind
        self._last_sound = 0.0  # of its last RTP packet
        self.reception = Reception()
        self.on_digit: Callable[[str], None] = _ignore
        self._rtp: asyncio.DatagramTransport | None = None
        self._rtcp: asyncio.DatagramTransport | None = None
        self._stream: Stream | None = None
        self._remote: Address | None = None
        self._latched = False
        self._ssrc = secrets.randbits(32)
        self._sequence = secrets.randbits(15)
        self._timestamp = secrets.randbits(31)
        self._octets = 0
        self._talking = False
        self._sound: deque[bytes] = deque()
        self._events: deque[EventFrame | None] = deque()
        self._drained = asyncio.Event()
        self._buffer = JitterBuffer()
        self._event_begun = 0
        self._last_event = -1
        self._timer: asyncio.Handle | None = None
        self._next_tick = 0.0
        self._next_report = 0.0

    @property
    def port(self) -> int:
        """Our RTP port."""
        assert self._rtp
        return self._rtp.get_extra_info("sockname")[1]

    @property
    def stream(self) -> Stream | None:
        """What was agreed last."""
        return self._stream

    async def open(self) -> None:
        """Binds an even port and the odd one above it (RFC 3550 section 11)."""
        loop = asyncio.get_running_loop()
        for _ in range(64):
            self._rtp, _protocol = await loop.create_datagram_endpoint(lambda: _Socket(self._heard), (LOOPBACK, 0))
            try:
                if self.port % 2 == 0:
                    self._rtcp, _protocol = await loop.create_datagram_endpoint(lambda: _Socket(self._reported), (LOOPBACK, self.port + 1))
                    return
            except OSError:
                pass
            self._rtp.close()
        raise OSError("no pair of free RTP ports")

    def negotiated(self, stream: Stream, peer_host: str) -> None:
        """Starts or changes the stream. Where the description names an address off this machine, sound goes to where SIP came from."""
        loop = asyncio.get_running_loop()
        self._stream = stream
        self._remote = (stream.address if stream.address.startswith("127.") else peer_host, stream.port)
        self._latched = False
        self._buffer.clear()
        self.last_heard = loop.time()
        if self._timer is None:
            self._next_tick = loop.time()
            self._next_report = loop.time() + REPORT_SECONDS / 2
            self._timer = loop.call_soon(self._tick)  # after the response that says so

    def close(self) -> None:
        """Ends the session and frees its ports."""
        if self._timer is not None:
            self._timer.cancel()
        for socket in (self._rtp, self._rtcp):
            if socket is not None:
                socket.close()
        self._drained.set()

    async def play(self, a_law: bytes) -> None:
        """Plays samples to their end."""
        self._sound.extend(frames(a_law))
        await self._drain()

    async def send_digits(self, digits: str) -> None:
        """Sends telephone events, 120 ms each; nothing where the peer takes none."""
        if self._stream is None or self._stream.event_type is None:
            return
        for digit in digits:
            self._events.extend(event_frames(digit))
        await self._drain()

    async def _drain(self) -> None:
        self._drained.clear()
        await self._drained.wait()

    def _tick(self) -> None:
        loop = asyncio.get_running_loop()
        if loop.time() - self._next_tick > STALL_SECONDS:
            lost = int((loop.time() - self._next_tick) / FRAME_SECONDS)
            self._next_tick += lost * FRAME_SECONDS
            self._timestamp += lost * FRAME_SAMPLES
        self._send_frame()
        if loop.time() >= self._next_report:
            self._next_report = loop.time() + REPORT_SECONDS
            self._send_report()
        self._timestamp = (self._timestamp + FRAME_SAMPLES) & 0xFFFFFFFF
        self._next_tick += FRAME_SECONDS
        self._timer = loop.call_at(self._next_tick, self._tick)

    def _send_frame(self) -> None:
        event = self._events.popleft() if self._events else None
        frame = None if event else self._next_sound()
        if not self._sound and not self._events:
            self._drained.set()
        stream, socket = self._stream, self._rtp
        if stream is None or socket is None or not stream.sends or self.muted or self._remote is None:
            self._talking = False
            return
        if event is not None and stream.event_type is not None:
            payload, first = event
            if first:
                self._event_begun = self._timestamp  # which all packets of the event carry (RFC 4733 section 2.5.1.2)
            self._emit(stream.event_type, payload, self._event_begun, marker=first)
        elif frame is not None:
            self._emit(stream.payload_type, frame, self._timestamp, marker=not self._talking)
        self._talking = event is not None or frame is not None

    def _next_sound(self) -> bytes | None:
        """The next payload in the stream's codec; the echo is in it already. Who sends nothing has no echo, not even a silent one."""
        assert self._stream
        if not self._sound and self.echoing:
            echo = self._buffer.get()
            if echo is not None:
                return echo
            if asyncio.get_running_loop().time() - self._last_sound > ECHO_SECONDS:
                return None
        frame = self._sound.popleft() if self._sound else SILENT_FRAME
        return frame if self._stream.codec == "PCMA" else a_law_to_mu_law(frame)

    def _emit(self, payload_type: int, payload: bytes, timestamp: int, *, marker: bool) -> None:
        assert self._rtp
        assert self._remote
        packet = Packet(payload_type, self._sequence, timestamp & 0xFFFFFFFF, self._ssrc, payload, marker)
        self._rtp.sendto(packet.to_bytes(), self._remote)
        self._sequence = (self._sequence + 1) & 0xFFFF
        self.sent += 1
        self._octets += len(payload)

    def _send_report(self) -> None:
        if self._rtcp is None or self._remote is None or not self.sent or self._remote[1] == 0xFFFF:
            return
        block = self.reception.block(asyncio.get_running_loop().time())
        report = sender_report(self._ssrc, time.time(), self._timestamp, packets=self.sent, octets=self._octets, block=block)
        self._rtcp.sendto(report, (self._remote[0], self._remote[1] + 1))

    def _heard(self, data: bytes, source: Address) -> None:
        packet, stream = parse(data), self._stream
        if packet is None or stream is None or packet.payload_type not in {stream.payload_type, stream.event_type}:
            return
        if not self._latched:
            # Symmetric RTP (RFC 4961): the peer hears where it sends from, whatever its description says.
            self._remote, self._latched = source[:2], True
        self.last_heard = self._last_sound = asyncio.get_running_loop().time()
        self.reception.count(packet, self.last_heard)
        if packet.payload_type == stream.event_type:
            self._event(packet)
        elif self.echoing:
            self._buffer.put(packet.sequence, packet.payload)

    def _event(self, packet: Packet) -> None:
        """One digit an event: its packets share the timestamp (RFC 4733 section 2.5.1.2)."""
        digit = parse_event(packet.payload)
        if packet.timestamp == self._last_event or digit is None:
            return
        self._last_event = packet.timestamp
        self.take_digit(digit)

    def take_digit(self, digit: str) -> None:
        """A digit that was dialled in the call, by RTP or by INFO."""
        self.digits = (self.digits + digit)[-MAX_DIGITS:]
        self.on_digit(digit)

    def _reported(self, data: bytes, _source: Address) -> None:
        if not is_rtcp(data):
            return
        self.last_heard = asyncio.get_running_loop().time()  # a peer that is silent on purpose still reports
        middle = report_time(data)
        if middle is not None:
            self.reception.last_report, self.reception.last_report_at = middle, self.last_heard


def _ignore(_digit: str) -> None:
    pass
