"""The certificate that a TLS server shows: looked at before the user decides to trust it alone."""

from __future__ import annotations

import hashlib
import socket
import ssl
from collections.abc import Iterable
from typing import Final

import msgspec

from agent_app.accounts.der import CertificateFacts, read_certificate

TLS_PORT: Final = 5061  # RFC 3261 section 19.1.2
_PATIENCE_S: Final = 6.0


class ShownCertificate(msgspec.Struct, frozen=True):
    """`fingerprint`: SHA-256, 64 hex digits. `facts` are foreign text."""

    fingerprint: str
    facts: CertificateFacts


class CertificateError(Exception):
    """No certificate was shown: says where and why."""


def shown_fingerprint(server: str) -> str:
    """SHA-256 of the certificate at `server` (host[:port]), as `shown_certificate` sees it."""
    return shown_certificate(server).fingerprint


def shown_certificate(server: str) -> ShownCertificate:
    """The certificate at `server` (host[:port]). Nothing is verified and nothing said; CertificateError.

    Blocks for some seconds at most: never on the window's thread.
    """
    host, port = _host_port(server)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    try:
        with socket.create_connection((host, port), _PATIENCE_S) as plain, context.wrap_socket(plain, server_hostname=host) as secured:
            shown = secured.getpeercert(binary_form=True)
    except (OSError, ValueError) as error:
        raise CertificateError(f"{host}:{port}: {error}") from error
    if not shown:
        raise CertificateError(f"{host}:{port}: no certificate")
    try:
        facts = read_certificate(shown)
    except ValueError:  # OpenSSL could read it: its fingerprint is what counts
        facts = CertificateFacts()
    return ShownCertificate(hashlib.sha256(shown).hexdigest(), facts)


def certificate_among(servers: Iterable[str], wanted: str) -> tuple[str, ShownCertificate]:
    """Which of them shows the certificate of that fingerprint, else the first that shows any. CertificateError where none does.

    Blocks for some seconds a server at most: never on the window's thread.
    """
    seen: list[tuple[str, ShownCertificate]] = []
    errors: list[CertificateError] = []
    for server in servers:
        try:
            seen.append((server, shown_certificate(server)))
        except CertificateError as error:
            errors.append(error)
        if seen and seen[-1][1].fingerprint == wanted:
            return seen[-1]
    if not seen:
        raise errors[0]
    return seen[0]


def is_wildcard_for(names: tuple[str, ...], host: str) -> bool:
    """Whether one of them stands for all hosts of a domain, and `host` is one of those: not enough for SIP (RFC 5922 section 7.2)."""
    domain = host.partition(".")[2].lower()
    return bool(domain) and any(name.lower() == f"*.{domain}" for name in names)


def _host_port(server: str) -> tuple[str, int]:
    """Of host, host:port, [IPv6] or [IPv6]:port."""
    host, colon, port = server.strip().rpartition(":")
    if not colon or not port.isdecimal() or (":" in host and not host.startswith("[")):
        host, port = server.strip(), ""
    return host.strip("[]"), int(port or TLS_PORT)


def fingerprint_of(text: str) -> str:
    """64 hex digits in lower case, however they were grouped; "" where `text` is no SHA-256."""
    bare = "".join(sign for sign in text.lower() if sign not in " :-\n\t")
    return bare if len(bare) == 64 and set(bare) <= set("0123456789abcdef") else ""


def fingerprints_of(text: str) -> str:
    """Several of them, typed with commas between, as `SecurityConfig.pinned` has them; "" where one is none."""
    found = [fingerprint_of(part) for part in text.split(",") if part.strip()]
    return " ".join(dict.fromkeys(found)) if all(found) else ""


def grouped(fingerprint: str) -> str:
    """As it is printed elsewhere: pairs with colons, in capital letters."""
    return ":".join(fingerprint[place : place + 2] for place in range(0, len(fingerprint), 2)).upper()
