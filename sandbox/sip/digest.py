"""HTTP digest authentication as SIP uses it: MD5 with qop=auth (RFC 3261 section 22, RFC 2617, RFC 7616)."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from sandbox.sip.uri import split_outside_quotes

if TYPE_CHECKING:
    from collections.abc import Callable

NONCE_SECONDS: Final = 300


class Verdict(Enum):
    """What a digest proves."""

    GOOD = auto()
    STALE = auto()  # the password is right, the nonce is old or its count was used before
    BAD = auto()


@dataclass(frozen=True, slots=True)
class Credentials:
    """An Authorization or Proxy-Authorization header, unquoted."""

    username: str
    realm: str
    nonce: str
    uri: str
    response: str
    cnonce: str
    nc: str
    qop: str


def parse_credentials(value: str) -> Credentials | None:
    """None for other schemes and algorithms, and for a header with something missing."""
    scheme, _, rest = value.strip().partition(" ")
    if scheme.lower() != "digest":
        return None
    fields: dict[str, str] = {}
    for part in split_outside_quotes(rest, ","):
        name, _, text = part.partition("=")
        fields[name.strip().lower()] = text.strip().strip('"')
    names = ("username", "realm", "nonce", "uri", "response", "cnonce", "nc", "qop")
    if fields.get("algorithm", "MD5").upper() != "MD5" or any(not fields.get(name) for name in names):
        return None
    return Credentials(*(fields[name] for name in names))


def digest_response(credentials: Credentials, password: str, method: str) -> str:
    """The response that the right password gives (RFC 7616 section 3.4.1, algorithm MD5, qop auth)."""
    first = _md5(f"{credentials.username}:{credentials.realm}:{password}")
    second = _md5(f"{method}:{credentials.uri}")
    return _md5(f"{first}:{credentials.nonce}:{credentials.nc}:{credentials.cnonce}:{credentials.qop}:{second}")


def _md5(text: str) -> str:
    return hashlib.md5(text.encode("utf-8", "surrogateescape"), usedforsecurity=False).hexdigest()


class Challenger:
    """Makes nonces and judges answers. A nonce carries its own time, signed; counts are remembered while it lives."""

    def __init__(self, realm: str, clock: Callable[[], float] = time.monotonic) -> None:
        self.realm = realm
        self._clock = clock
        self._key = secrets.token_bytes(16)
        self._used: dict[str, set[str]] = {}

    def challenge(self, *, stale: bool = False) -> str:
        """The value of WWW-Authenticate or Proxy-Authenticate."""
        suffix = ", stale=true" if stale else ""
        return f'Digest realm="{self.realm}", nonce="{self._nonce()}", algorithm=MD5, qop="auth"{suffix}'

    def judge(self, credentials: Credentials, password: str, method: str) -> Verdict:
        """Compares in constant time; only who knows the password learns that a nonce is stale."""
        expected = digest_response(credentials, password, method)
        right = credentials.realm == self.realm and credentials.qop.lower() == "auth"
        if not hmac.compare_digest(expected.encode(), credentials.response.lower().encode("utf-8", "surrogateescape")) or not right:
            return Verdict.BAD
        return Verdict.GOOD if self._fresh(credentials) else Verdict.STALE

    def _nonce(self) -> str:
        stamp = f"{int(self._clock() * 1000):x}.{secrets.token_hex(4)}"
        return f"{stamp}.{self._sign(stamp)}"

    def _sign(self, stamp: str) -> str:
        return hmac.new(self._key, stamp.encode("utf-8", "surrogateescape"), "sha256").hexdigest()[:24]

    def _age(self, nonce: str) -> float | None:
        """Seconds since we made it; None when we did not."""
        stamp, _, signature = nonce.rpartition(".")
        if not hmac.compare_digest(self._sign(stamp).encode(), signature.encode("utf-8", "surrogateescape")):
            return None
        return self._clock() - int(stamp.partition(".")[0], 16) / 1000

    def _fresh(self, credentials: Credentials) -> bool:
        for nonce in [nonce for nonce in self._used if (self._age(nonce) or NONCE_SECONDS) >= NONCE_SECONDS]:
            del self._used[nonce]
        age = self._age(credentials.nonce)
        if age is None or age >= NONCE_SECONDS:
            return False
        counts = self._used.setdefault(credentials.nonce, set())
        if credentials.nc in counts:
            return False
        counts.add(credentials.nc)
        return True
