"""What a call's session descriptions say of hold and encryption (RFC 3264 section 8.4, RFC 4568): pure, fed with the dialog's messages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from telephony.engine.siptext import SipMessage

_DIRECTIONS: Final = ("sendrecv", "sendonly", "recvonly", "inactive")
_HOLDING: Final = ("sendonly", "inactive")
_PROFILE: Final = re.compile(r"^m=audio \S+ (\S+)", re.MULTILINE)
_OFFERS: Final = ("INVITE", "UPDATE")


@dataclass(frozen=True, slots=True)
class AudioLine:
    """The first audio stream of a session description. `direction` is sendrecv where nothing is said; `suite` of its first a=crypto."""

    direction: str
    suite: str


def audio_line(text: str) -> AudioLine | None:
    """None where it has no audio. An address of 0.0.0.0 is how RFC 2543 held a call (RFC 3264 section 8.4): as good as inactive."""
    session, *media = text.replace("\r\n", "\n").split("\nm=")
    audio = next((part for part in media if part.startswith("audio ")), None)
    if audio is None:
        return None
    lines = audio.split("\n")
    address = _connection(session, audio)
    direction = _direction(lines) or _direction(session.split("\n")) or "sendrecv"
    if address.endswith(" 0.0.0.0"):
        direction = "inactive"
    crypto = _value(lines, "a=crypto:").split()
    return AudioLine(direction, crypto[1] if len(crypto) > 1 else "")


def goes_by_ipv6(text: str) -> bool:
    """Its sound is to be sent to an IPv6 address."""
    session, *media = text.replace("\r\n", "\n").split("\nm=")
    return any(_connection(session, part).startswith("IN IP6") for part in media if part.startswith("audio "))


def has_keys(text: str) -> bool:
    """Its sound is offered encrypted, as one may demand it (RFC 4568 section 7.1.1: the profile says so); True where it has no sound."""
    profiles = _PROFILE.findall(text)
    return not profiles or any(profile.startswith("RTP/SAVP") for profile in profiles)


def _connection(session: str, media: str) -> str:
    """A medium's own, or that of all of them (RFC 4566 section 5.7)."""
    return _value(media.split("\n"), "c=") or _value(session.split("\n"), "c=")


def _value(lines: list[str], start: str) -> str:
    return next((line[len(start) :].strip() for line in lines if line.startswith(start)), "")


def _direction(lines: list[str]) -> str:
    return next((line[2:].strip() for line in lines if line[:2] == "a=" and line[2:].strip() in _DIRECTIONS), "")


class SdpWatch:
    """Follows offers and answers. `held_here`, `held_there` and `suite` are what the last completed exchange says."""

    def __init__(self) -> None:
        self.held_here = False
        self.held_there = False
        self.suite = ""
        self._offer: AudioLine | None = None
        self._offer_was_theirs = False

    def feed(self, message: SipMessage, received: bool) -> None:
        """Every message of the dialog, in its order."""
        if message.cseq[1] not in _OFFERS:
            return
        audio = audio_line(message.body) if message.has_sdp else None
        if message.method in _OFFERS:
            self._offer, self._offer_was_theirs = audio, received
        elif message.status >= 300:
            self._offer = None
        elif message.status >= 180 and audio is not None:
            self._complete(audio, received)

    def _complete(self, answer: AudioLine, received: bool) -> None:
        """A response brought a description. Without an offer before it, it is the offer itself, and the answer is in the ACK."""
        offer = self._offer
        self.suite = answer.suite if offer is None or offer.suite else ""
        if offer is not None:
            self._take(offer.direction in _HOLDING, self._offer_was_theirs)
            # Who is held with "inactive" can answer nothing else: it does not say whether they hold us too.
            if offer.direction == answer.direction == "inactive":
                return
        self._take(answer.direction in _HOLDING, received)

    def _take(self, holds: bool, theirs: bool) -> None:
        if theirs:
            self.held_there = holds
        else:
            self.held_here = holds
