"""What a build of the sound engine has, and what it lacks, in words."""

from __future__ import annotations

from typing import Final

from telephony.messages import Started
from ui.language import tr

# As `Started.features` names them.
FEATURES: Final = ("tls", "srtp", "dtls-srtp", "ice", "ipv6", "opus", "video", "echo")
_CODECS: Final = {
    "pcma": "PCMA (G.711)",
    "pcmu": "PCMU (G.711)",
    "g722": "G.722",
    "gsm": "GSM",
    "ilbc": "iLBC",
    "opus": "Opus",
    "speex": "Speex",
    "l16": "L16",
    "g729": "G.729",
}


def feature_name(name: str) -> str:
    return {
        "tls": tr("Features", "TLS"),
        "srtp": tr("Features", "SRTP"),
        "dtls-srtp": tr("Features", "DTLS-SRTP"),
        "ice": tr("Features", "ICE"),
        "ipv6": tr("Features", "IPv6"),
        "opus": tr("Features", "Opus"),
        "video": tr("Features", "video"),
        "echo": tr("Features", "echo cancellation"),
    }.get(name, name)


def missing_sentence(name: str) -> str:
    """What follows from the lack of it."""
    return {
        "tls": tr("Features", "No TLS: the way to the server can't be encrypted."),
        "srtp": tr("Features", "No SRTP: calls can't be encrypted."),
        "dtls-srtp": tr("Features", "No DTLS-SRTP: calls are encrypted by SDES alone."),
        "ice": tr("Features", "No ICE: calls through two routers may need a relay."),
        "ipv6": tr("Features", "No IPv6: calls go by IPv4."),
        "opus": tr("Features", "No Opus: the widest sound is G.722."),
        "video": tr("Features", "No video."),
        "echo": tr("Features", "No echo cancellation: use a headset."),
    }.get(name, name)


def lacks(started: Started | None, name: str) -> bool:
    """Whether the running engine is known to lack it: one that has not started yet is not."""
    return started is not None and name not in started.features


def codec_name(codec: str) -> str:
    """ "speex/16000" as people read it; wide sound is said so."""
    name, _, rate = codec.partition("/")
    said = _CODECS.get(name.casefold(), name)
    wide = rate.partition("/")[0] in ("16000", "32000", "48000") or name.casefold() == "g722"
    if not wide:
        return said
    return tr(
        "Features", "{codec}, wide", codec=f"{said} {int(rate.partition('/')[0]) // 1000} kHz" if name.casefold() == "speex" else said
    )


def codec_names(codecs: tuple[str, ...]) -> list[str]:
    """Without their rates."""
    return [_CODECS.get(codec.partition("/")[0].casefold(), codec.partition("/")[0]) for codec in codecs]
