"""Whom TLS believes: the system's roots, a file, or one certificate; and what was wrong with the one that a server showed."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Final

import pjsua2 as pj

from telephony.networking import SecurityConfig, TlsTrust
from telephony.pj.facts import CertificateProblem

# Where systems keep their roots: Debian and Ubuntu, Fedora, openSUSE, Alpine and macOS.
_BUNDLES: Final = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)
_HANDSHAKE_MS: Final = 5000  # before the user is told that nobody answers


def system_roots() -> str:
    """The file of the system's roots: what SSL_CERT_FILE names, as everywhere with OpenSSL; or the usual places; or certifi's, where it is.

    "" where there is none. The wheel has an OpenSSL of its own, which knows none of the places.
    """
    named = os.environ.get("SSL_CERT_FILE", "")
    for path in (named, *_BUNDLES) if named else _BUNDLES:
        if Path(path).is_file():
            return path
    try:
        import certifi
    except ImportError:
        return ""
    return certifi.where()


def tls_config(security: SecurityConfig) -> pj.TlsConfig:
    """pjsua2's settings of a TLS listener. A pinned certificate is compared by ourselves (`Pins`), before anything is sent."""
    config = pj.TlsConfig()
    config.proto = pj.PJ_SSL_SOCK_PROTO_TLS1_2 | pj.PJ_SSL_SOCK_PROTO_TLS1_3
    config.msecTimeout = _HANDSHAKE_MS
    config.verifyServer = security.trust is not TlsTrust.PINNED
    if security.trust is TlsTrust.FILE:
        config.CaListFile = security.ca_file
    elif security.trust is TlsTrust.SYSTEM:
        config.CaListFile = system_roots()
    return config


def fingerprint(pem: str) -> str:
    """SHA-256 of a PEM certificate, 64 hex digits; "" of none."""
    from ssl import PEM_cert_to_DER_cert  # not on the way to the first registration

    try:
        return hashlib.sha256(PEM_cert_to_DER_cert(pem.strip())).hexdigest()
    except ValueError:
        return ""


class Pins:
    """Which certificates may be shown at which address (ip:port): what the accounts that go there believe, each as it is set now."""

    def __init__(self) -> None:
        self._accounts: dict[str, tuple[SecurityConfig, set[str]]] = {}  # and where each of them goes

    def expect(self, account_id: str, peer: str, security: SecurityConfig) -> None:
        known = self._accounts.get(account_id)
        if known is None or known[0] != security:
            known = self._accounts[account_id] = (security, set())
        known[1].add(peer)

    def forget(self, account_id: str) -> None:
        self._accounts.pop(account_id, None)

    def allow(self, peer: str, verified: bool, shown: str) -> bool:
        """A connection stands: may it be used? `verified`: its issuer and name were found good, which only a verifying listener can say."""
        beliefs = [security for security, peers in self._accounts.values() if peer in peers]
        pinning = [security for security in beliefs if security.trust is TlsTrust.PINNED]
        if not pinning:
            return verified
        return any(shown in security.pins for security in pinning) or (verified and len(pinning) < len(beliefs))


def problem_of(verify_status: int) -> CertificateProblem:
    """The worst of what pjlib found wrong (pj/ssl_sock.h, pj_ssl_cert_verify_flag_t)."""
    for flags, problem in (
        (pj.PJ_SSL_CERT_EVALIDITY_PERIOD, CertificateProblem.EXPIRED),
        (pj.PJ_SSL_CERT_EUNTRUSTED | pj.PJ_SSL_CERT_EISSUER_NOT_FOUND, CertificateProblem.UNKNOWN_ISSUER),
        (pj.PJ_SSL_CERT_EIDENTITY_NOT_MATCH, CertificateProblem.WRONG_NAME),
    ):
        if verify_status & flags:
            return problem
    return CertificateProblem.OTHER
