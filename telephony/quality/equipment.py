"""The codecs as the E-model knows them."""

from __future__ import annotations

from typing import Final

from telephony.quality.emodel import Equipment

# ITU-T G.113 appendix I (narrow) and IV (wide) where it has the codec. What it has not, and how well pjmedia conceals losses, is our own
# measurement by PESQ (bench/quality.py).
_KNOWN: Final = {
    "PCMA/8000": Equipment(0, 25.1),
    "PCMU/8000": Equipment(0, 25.1),
    "GSM/8000": Equipment(20, 43),
    "iLBC/8000": Equipment(11, 32),
    "speex/8000": Equipment(15, 20),
    "G722/16000": Equipment(13, 10, wide=True),
    "speex/16000": Equipment(20, 12, wide=True),
    "L16/16000": Equipment(0, 10, wide=True),
    "opus/48000": Equipment(3, 15, wide=True),
}
_UNKNOWN: Final = {False: Equipment(15, 10), True: Equipment(20, 10, wide=True)}
_WIDE_HZ: Final = 16_000


def equipment_of(codec: str, clock_rate: int) -> Equipment:
    """`codec` as SDP names it, with or without its rate, in any case."""
    name = codec.partition("/")[0].casefold()
    for known, equipment in _KNOWN.items():
        spelled, _, rate = known.partition("/")
        if spelled.casefold() == name and int(rate) == clock_rate:
            return equipment
    return _UNKNOWN[clock_rate >= _WIDE_HZ]
