"""Digest authentication (RFC 2617, RFC 7616) for the one request that pjsip does not send for us."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from typing import Final

from telephony.engine.siptext import SipMessage
from telephony.secret import Secret

_FIELD: Final = re.compile(r'([A-Za-z0-9-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,]+))')
_HASHES: Final = {"MD5": "md5", "SHA-256": "sha256"}


@dataclass(frozen=True, slots=True)
class Challenge:
    """A WWW-Authenticate or Proxy-Authenticate value; `answer_header` is where its answer goes."""

    answer_header: str
    realm: str
    nonce: str
    opaque: str
    algorithm: str
    qop_auth: bool


def challenge_of(message: SipMessage) -> Challenge | None:
    """The first challenge of a 401 or 407 that we can answer."""
    names = {401: ("www-authenticate", "Authorization"), 407: ("proxy-authenticate", "Proxy-Authorization")}
    asked, answered = names.get(message.status, ("", ""))
    for key, value in message.headers:
        if key != asked or not value.lower().startswith("digest"):
            continue
        fields = {found[1].lower(): re.sub(r"\\(.)", r"\1", found[2] or found[3] or "") for found in _FIELD.finditer(value[6:])}
        algorithm = fields.get("algorithm", "MD5").upper()
        if algorithm in _HASHES and fields.get("nonce"):
            offered = [one.strip().lower() for one in fields.get("qop", "").split(",")]
            return Challenge(answered, fields.get("realm", ""), fields["nonce"], fields.get("opaque", ""), algorithm, "auth" in offered)
    return None


def answer(challenge: Challenge, user: str, password: Secret, method: str, uri: str, *, cnonce: str = "") -> str:
    """The header's value. `cnonce` is drawn where none is given."""
    name = _HASHES[challenge.algorithm]
    cnonce = cnonce or secrets.token_hex(8)
    first = _hex(name, f"{user}:{challenge.realm}:{password.reveal()}")
    second = _hex(name, f"{method}:{uri}")
    middle = f"{challenge.nonce}:00000001:{cnonce}:auth" if challenge.qop_auth else challenge.nonce
    parts = [
        f'username="{_escaped(user)}"',
        f'realm="{_escaped(challenge.realm)}"',
        f'nonce="{_escaped(challenge.nonce)}"',
        f'uri="{uri}"',
        f'response="{_hex(name, f"{first}:{middle}:{second}")}"',
        f"algorithm={challenge.algorithm}",
    ]
    if challenge.opaque:
        parts.append(f'opaque="{_escaped(challenge.opaque)}"')
    if challenge.qop_auth:
        parts.append(f'qop=auth, nc=00000001, cnonce="{cnonce}"')
    return "Digest " + ", ".join(parts)


def _hex(name: str, text: str) -> str:
    return hashlib.new(name, text.encode(), usedforsecurity=False).hexdigest()


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
