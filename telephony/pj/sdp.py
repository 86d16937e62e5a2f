"""Which codecs a description of ours offers, and in which order (RFC 4566 section 5.14, RFC 3264 section 5.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_AUDIO: Final = re.compile(r"^m=audio (\S+ \S+) ([\d ]*\d)", re.MULTILINE)
_RTPMAP: Final = re.compile(r"^a=rtpmap:(\d+) ([^\s/]+)/(\d+)", re.MULTILINE)
_FORMAT: Final = re.compile(r"^a=(?:rtpmap|fmtp|rtcp-fb):(\d+)\b.*\r?\n?", re.MULTILINE)
# RFC 3551 table 4: what needs no rtpmap. G.722's clock is 8,000 Hz on paper and 16,000 in truth (section 4.5.2).
_STATIC: Final = {"0": "pcmu/8000", "3": "gsm/8000", "8": "pcma/8000", "9": "g722/16000"}
_ALWAYS: Final = "telephone-event"


def with_codecs(sdp: str, wanted: Sequence[str]) -> str:
    """`sdp` with the audio codecs of `wanted` alone (as SDP names them), in that order, and the telephone events.

    As it was where none of them is in it, or where nothing is wanted.
    """
    found = _AUDIO.search(sdp)
    if found is None or not wanted:
        return sdp
    payloads = found[2].split()
    names = {payload: _STATIC.get(payload, "") for payload in payloads}
    names |= {payload: _name(codec, rate) for payload, codec, rate in _RTPMAP.findall(sdp)}
    order = [codec.casefold() for codec in wanted]
    chosen = [payload for codec in order for payload in payloads if names[payload] == codec]
    if not chosen:
        return sdp
    chosen += [payload for payload in payloads if names[payload].startswith(_ALWAYS)]
    kept = _FORMAT.sub(lambda line: line[0] if line[1] in chosen or line[1] not in payloads else "", sdp)
    return _AUDIO.sub(f"m=audio {found[1]} {' '.join(chosen)}", kept, count=1)


def _name(codec: str, rate: str) -> str:
    name = codec.casefold()
    return f"{name}/16000" if name == "g722" else f"{name}/{rate}"
