"""G.711 (ITU-T G.711): one sample at a time, and whole payloads from A-law to µ-law by a table.

Sounds are kept in A-law, so that playing one is copying bytes, or translating them.
"""

from __future__ import annotations

from typing import Final

A_LAW_SILENCE: Final = 0xD5
_BIAS: Final = 132
_CLIP: Final = 32635


def encode_a_law(sample: int) -> int:
    """A 16-bit linear sample as an A-law byte (13 bits of it count)."""
    value = sample >> 3
    mask, magnitude = (0xD5, value) if value >= 0 else (0x55, -value - 1)
    segment = max(0, magnitude.bit_length() - 5)
    return (segment << 4 | (magnitude >> max(1, segment)) & 0x0F) ^ mask


def decode_a_law(byte: int) -> int:
    """The 16-bit linear sample of an A-law byte."""
    byte ^= 0x55
    segment = (byte & 0x70) >> 4
    magnitude = ((byte & 0x0F) << 4) + (8 if segment == 0 else 0x108)
    magnitude <<= max(0, segment - 1)
    return magnitude if byte & 0x80 else -magnitude


def encode_mu_law(sample: int) -> int:
    """A 16-bit linear sample as a µ-law byte."""
    sign = 0x80 if sample < 0 else 0
    magnitude = min(abs(sample), _CLIP) + _BIAS
    exponent = magnitude.bit_length() - 8
    return ~(sign | exponent << 4 | (magnitude >> (exponent + 3)) & 0x0F) & 0xFF


_TO_MU_LAW: Final = bytes(encode_mu_law(decode_a_law(byte)) for byte in range(256))


def a_law_to_mu_law(payload: bytes) -> bytes:
    """The same sound in the other law."""
    return payload.translate(_TO_MU_LAW)
