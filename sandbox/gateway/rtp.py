"""RTP and RTCP packets (RFC 3550) and telephone events (RFC 4733) as bytes; the statistics a receiver keeps. No sockets."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import Final

CLOCK: Final = 8000  # Hz: G.711's RTP clock
FRAME_SAMPLES: Final = 160  # 20 ms, one byte a sample
FRAME_SECONDS: Final = 0.02
EVENTS: Final = "0123456789*#ABCD"
_HEAD: Final = struct.Struct("!BBHII")
_EVENT: Final = struct.Struct("!BBH")
_SENDER: Final = struct.Struct("!BBHIQIII")
_BLOCK: Final = struct.Struct("!IIIIII")
_NTP_EPOCH: Final = 2_208_988_800  # seconds from 1900 to 1970


@dataclass(frozen=True, slots=True)
class Packet:
    """One RTP packet."""

    payload_type: int
    sequence: int
    timestamp: int
    ssrc: int
    payload: bytes
    marker: bool = False

    def to_bytes(self) -> bytes:
        """The wire form, without CSRCs or extensions."""
        second = self.payload_type | (0x80 if self.marker else 0)
        return _HEAD.pack(0x80, second, self.sequence, self.timestamp, self.ssrc) + self.payload


def parse(data: bytes) -> Packet | None:
    """An RTP packet; None for whatever is none (RFC 3550 appendix A.1)."""
    if len(data) < 12 or data[0] >> 6 != 2:
        return None
    first, second, sequence, timestamp, ssrc = _HEAD.unpack_from(data)
    start, end = 12 + 4 * (first & 0x0F), len(data)
    if first & 0x10:
        if end < start + 4:
            return None
        start += 4 + 4 * int.from_bytes(data[start + 2 : start + 4], "big")
    if first & 0x20:
        end -= data[-1]
    if not 12 <= start <= end:
        return None
    return Packet(second & 0x7F, sequence, timestamp, ssrc, data[start:end], bool(second & 0x80))


def event_payload(digit: str, duration: int, *, end: bool) -> bytes:
    """A telephone event: duration in samples, volume -10 dBm0 (RFC 4733 section 2.3)."""
    return _EVENT.pack(EVENTS.index(digit), (0x80 if end else 0) | 10, min(duration, 0xFFFF))


def parse_event(payload: bytes) -> str | None:
    """The digit of a telephone event; None for other events and for nonsense."""
    if len(payload) < 4:
        return None
    number = _EVENT.unpack_from(payload)[0]
    return EVENTS[number] if number < len(EVENTS) else None


@dataclass(slots=True)
class Reception:
    """What a receiver counts of one source: packets, loss, and jitter in samples (RFC 3550 appendix A.3 and A.8)."""

    ssrc: int = 0
    received: int = 0
    jitter: float = 0.0
    _base: int = 0
    _highest: int = 0
    _transit: float = 0.0
    _last_expected: int = 0
    _last_received: int = 0
    last_report: int = 0  # the middle 32 bits of the last sender report's NTP time
    last_report_at: float = 0.0
    _started: bool = field(default=False)

    def count(self, packet: Packet, arrival: float) -> None:
        """Takes one packet in; `arrival` in seconds of any steady clock."""
        if not self._started or packet.ssrc != self.ssrc:
            self.ssrc, self._started = packet.ssrc, True
            self._base = self._highest = packet.sequence
            self.received, self._last_expected, self._last_received = 0, 0, 0
            self._transit = arrival * CLOCK - packet.timestamp
        self.received += 1
        step = (packet.sequence - self._highest) & 0xFFFF
        if step < 0x8000:
            self._highest += step
        transit = arrival * CLOCK - packet.timestamp
        self.jitter += (abs(transit - self._transit) - self.jitter) / 16
        self._transit = transit

    def block(self, now: float) -> bytes:
        """The report block of RFC 3550 section 6.4.1; empty while nothing has come."""
        if not self._started:
            return b""
        expected = self._highest - self._base + 1
        lost = max(-0x800000, min(expected - self.received, 0x7FFFFF))
        new, got = expected - self._last_expected, self.received - self._last_received
        fraction = max(0, min(255, (new - got) * 256 // new)) if new > 0 else 0
        self._last_expected, self._last_received = expected, self.received
        delay = int((now - self.last_report_at) * 65536) & 0xFFFFFFFF if self.last_report else 0
        return _BLOCK.pack(
            self.ssrc, fraction << 24 | lost & 0xFFFFFF, self._highest & 0xFFFFFFFF, int(min(self.jitter, 2**31)), self.last_report, delay
        )


def sender_report(ssrc: int, unix_time: float, timestamp: int, *, packets: int, octets: int, block: bytes) -> bytes:
    """A compound packet: sender report and the source description it owes (RFC 3550 sections 6.4.1 and 6.5)."""
    ntp = int((unix_time + _NTP_EPOCH) * 2**32)
    words = (_SENDER.size + len(block)) // 4 - 1
    report = _SENDER.pack(0x80 | (1 if block else 0), 200, words, ssrc, ntp, timestamp & 0xFFFFFFFF, packets, octets)
    name = b"sandbox"
    item = ssrc.to_bytes(4, "big") + bytes([1, len(name)]) + name
    item += bytes(4 - len(item) % 4)
    return report + block + struct.pack("!BBH", 0x81, 202, len(item) // 4) + item


def is_rtcp(data: bytes) -> bool:
    """Whether this begins like an RTCP packet (RFC 3550 section 6)."""
    return len(data) >= 8 and data[0] >> 6 == 2 and 200 <= data[1] <= 207


def report_time(data: bytes) -> int | None:
    """The middle 32 bits of a sender report's NTP time, which our next report block sends back; None for other packets."""
    if len(data) < 28 or data[0] >> 6 != 2 or data[1] != 200:
        return None
    return int.from_bytes(data[10:14], "big")
