"""What a TLS server shows is read without trusting it."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from typing import TYPE_CHECKING

import pytest

from agent_app.accounts.certificate import (
    CertificateError,
    ShownCertificate,
    certificate_among,
    fingerprint_of,
    fingerprints_of,
    grouped,
    shown_fingerprint,
)
from agent_app.accounts.der import CertificateFacts
from tests.peers.certificates import CertificateAuthority

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from tests.peers.certificates import Certificate


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Certificate:
    """Expired, and another server's: what is looked at need not be good."""
    folder: Path = tmp_path_factory.mktemp("ca")
    return CertificateAuthority(folder).issue("server", "DNS:other.example", expired=True)


@contextlib.contextmanager
def listening(context: ssl.SSLContext | None) -> Generator[int]:
    """A server that greets once by TLS, or closes at once; its port."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            one, _ = server.accept()
            with one, contextlib.suppress(OSError):
                if context is not None:
                    context.wrap_socket(one, server_side=True).close()

        thread = threading.Thread(target=serve)
        thread.start()
        yield server.getsockname()[1]
        thread.join(5)


def test_the_certificate_is_told_by_its_fingerprint(certificate: Certificate) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate.certificate, certificate.key)
    with listening(context) as port:
        assert shown_fingerprint(f"127.0.0.1:{port}") == certificate.fingerprint


def test_a_server_without_tls_is_an_error_with_its_address() -> None:
    with listening(None) as port, pytest.raises(CertificateError, match=f"127.0.0.1:{port}: "):
        shown_fingerprint(f"127.0.0.1:{port}")


def test_nobody_there_is_an_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(CertificateError):
        shown_fingerprint(f"127.0.0.1:{port}")


def test_an_ipv6_address_may_stand_in_brackets() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(CertificateError, match=f"::1:{port}"):
        shown_fingerprint(f"[::1]:{port}")


@pytest.mark.parametrize("text", ["ab" * 32, "AB:" * 31 + "AB", " ab-" * 31 + "ab\n"])
def test_a_fingerprint_is_read_however_it_is_grouped(text: str) -> None:
    assert fingerprint_of(text) == "ab" * 32
    assert fingerprint_of(grouped(fingerprint_of(text))) == "ab" * 32


@pytest.mark.parametrize("text", ["", "ab" * 20, "zz" * 32, "ab" * 33])
def test_what_is_no_sha256_is_nothing(text: str) -> None:
    assert fingerprint_of(text) == ""


def test_several_fingerprints_are_typed_with_commas_between() -> None:
    first, second = "ab" * 32, "cd" * 32
    assert fingerprints_of(f"{grouped(first)}, {second.upper()},{first}") == f"{first} {second}"
    assert fingerprints_of(f"{first}, {second[:-1]}") == ""
    assert fingerprints_of("") == fingerprints_of(" , ") == ""


def test_of_several_servers_the_one_with_the_refused_certificate_is_found(
    certificate: Certificate, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the first that shows any, where none has that one; one that is gone is passed over."""
    spare = CertificateAuthority(tmp_path).issue("spare", "DNS:spare.example")
    shown = {"first": certificate.fingerprint, "spare": spare.fingerprint}

    def look(server: str) -> ShownCertificate:
        if server not in shown:
            raise CertificateError(f"{server}: nobody")
        return ShownCertificate(shown[server], CertificateFacts())

    monkeypatch.setattr("agent_app.accounts.certificate.shown_certificate", look)
    assert certificate_among(("gone", "first", "spare"), spare.fingerprint)[0] == "spare"
    assert certificate_among(("gone", "first", "spare"), "00" * 32)[0] == "first"
    with pytest.raises(CertificateError, match="gone: nobody"):
        certificate_among(("gone", "too"), spare.fingerprint)
