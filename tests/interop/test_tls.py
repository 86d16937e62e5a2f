"""SIP over TLS: whom the account believes, and that nothing is told to anybody else."""

from __future__ import annotations

import socket
import ssl
import threading
from typing import TYPE_CHECKING, Any

import pytest

from telephony.calls import CallState
from telephony.messages import AccountState, AddAccount, Answer, CommandRefused, Registration, Transport
from telephony.networking import SecurityConfig, TlsTrust
from telephony.reasons import ReasonCode
from tests.peers.certificates import CertificateAuthority
from tests.peers.engine import EngineProcess, account
from tests.peers.kamailio import DOMAIN, Kamailio, password_of
from tests.peers.process import eventually

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.peers.certificates import Certificate

SERVER = "localhost"


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory, authority: CertificateAuthority) -> Iterator[Kamailio]:
    """The provider of deploy/kamailio, with TLS."""
    peer = Kamailio(tmp_path_factory.mktemp("tls"), certificate=authority.issue("provider", f"DNS:{SERVER}"))
    peer.start()
    yield peer
    peer.stop()


@pytest.fixture
def engine(authority: CertificateAuthority) -> Iterator[EngineProcess]:
    """One whose system believes the tests' authority."""
    with EngineProcess(environment={"SSL_CERT_FILE": str(authority.file)}) as process:
        yield process


class TlsServer:
    """Listens with a certificate, and keeps what it is told."""

    def __init__(self, certificate: Certificate) -> None:
        self.heard = b""
        self.handshakes = 0
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(certificate.certificate, certificate.key)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._listener.close()
        self._thread.join(15)

    def _serve(self) -> None:
        self._listener.settimeout(0.1)
        while self._listener.fileno() >= 0:
            try:
                line, _ = self._listener.accept()
            except TimeoutError:
                continue
            except OSError:
                return
            with line:
                self._hear(line)

    def _hear(self, line: socket.socket) -> None:
        try:
            line.settimeout(10)  # a busy machine shakes hands slowly
            with self._context.wrap_socket(line, server_side=True) as talk:
                self.handshakes += 1
                talk.settimeout(1)
                while data := talk.recv(4096):
                    self.heard += data
        except OSError:  # the far side does not like what it sees
            return


@pytest.fixture
def impostor() -> Iterator[Callable[[Certificate], TlsServer]]:
    """`impostor(certificate)`: a server that shows it."""
    servers: list[TlsServer] = []

    def start(certificate: Certificate) -> TlsServer:
        servers.append(TlsServer(certificate))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


def add(engine: EngineProcess, port: int, user: str = "vera", host: str = SERVER, **fields: Any) -> str:
    config = account(user, DOMAIN, password_of(user), proxy=f"{host}:{port}", transport=Transport.TLS, **fields)
    engine.send(AddAccount(config))
    return config.account_id


def registered(engine: EngineProcess, account_id: str) -> AccountState:
    return engine.wait_for(AccountState, lambda event: event.account_id == account_id and event.state is Registration.REGISTERED)


def refused(engine: EngineProcess, account_id: str) -> tuple[ReasonCode, str]:
    event = engine.wait_for(AccountState, lambda event: event.account_id == account_id and event.state is Registration.FAILED)
    assert event.reason is not None
    return event.reason.code, event.reason.value


def test_a_certificate_of_the_systems_roots_is_believed_and_the_call_goes_over_tls(engine: EngineProcess, provider: Kamailio) -> None:
    vera, boris = add(engine, provider.tls_port), add(engine, provider.tls_port, "boris")
    state = registered(engine, vera)
    registered(engine, boris)
    assert (state.encrypted, state.server) == (True, f"{SERVER}:{provider.tls_port}")
    (contact,) = provider.contacts("vera")
    assert "transport=tls" in contact.address.lower()
    call_id = engine.dial(vera, f"sip:boris@{DOMAIN}")
    incoming = engine.wait_for_incoming()
    engine.send(Answer(incoming))
    engine.wait_for_state(call_id, CallState.ESTABLISHED)
    assert provider.dialogs() == 1


@pytest.mark.parametrize("trust", [TlsTrust.FILE, TlsTrust.PINNED])
def test_a_certificate_of_the_users_file_or_pinned_by_him_is_believed(
    provider: Kamailio, authority: CertificateAuthority, trust: TlsTrust
) -> None:
    assert provider.certificate is not None
    security = SecurityConfig(trust=trust, ca_file=str(authority.file), pinned=provider.certificate.fingerprint.upper())
    with EngineProcess() as engine:  # its system knows nothing of that authority
        registered(engine, add(engine, provider.tls_port, security=security))
    assert not provider.contacts("vera")


def test_a_pinned_certificate_may_be_expired_misnamed_and_of_nobody(
    engine: EngineProcess, tmp_path: Path, impostor: Callable[[Certificate], TlsServer]
) -> None:
    """Whoever pins a certificate has looked at that one himself."""
    odd = CertificateAuthority(tmp_path, "Nobody").issue("odd", "DNS:elsewhere.test", expired=True)
    server = impostor(odd)
    add(engine, server.port, security=SecurityConfig(trust=TlsTrust.PINNED, pinned=odd.fingerprint))
    eventually(lambda: b"REGISTER" in server.heard, 30, "it is spoken to")


@pytest.mark.parametrize(
    ("names", "expired", "known", "code"),
    [
        (f"DNS:{SERVER}", True, True, ReasonCode.CERTIFICATE_EXPIRED),
        (f"DNS:{SERVER}", False, False, ReasonCode.CERTIFICATE_UNKNOWN_ISSUER),
        ("DNS:elsewhere.test", False, True, ReasonCode.CERTIFICATE_WRONG_NAME),
        ("DNS:*.localhost", False, True, ReasonCode.CERTIFICATE_WRONG_NAME),
        ("DNS:*", False, True, ReasonCode.CERTIFICATE_WRONG_NAME),
    ],
)
def test_a_wrong_certificate_is_named_for_what_it_is_and_its_server_hears_nothing(
    engine: EngineProcess,
    authority: CertificateAuthority,
    tmp_path_factory: pytest.TempPathFactory,
    impostor: Callable[[Certificate], TlsServer],
    names: str,
    expired: bool,
    known: bool,
    code: ReasonCode,
) -> None:
    signer = authority if known else CertificateAuthority(tmp_path_factory.mktemp("stranger"), "Stranger")
    shown = signer.issue("wrong", names, expired=expired)
    server = impostor(shown)
    assert refused(engine, add(engine, server.port)) == (code, shown.fingerprint)
    assert not server.heard


def test_a_server_with_another_certificate_than_the_pinned_one_hears_nothing(
    engine: EngineProcess, authority: CertificateAuthority, impostor: Callable[[Certificate], TlsServer]
) -> None:
    """Even one that the system believes; and it does not hear the digest either, from which a password could be guessed."""
    pinned, shown = authority.issue("pinned", f"DNS:{SERVER}"), authority.issue("shown", f"DNS:{SERVER}")
    server = impostor(shown)
    account_id = add(engine, server.port, security=SecurityConfig(trust=TlsTrust.PINNED, pinned=pinned.fingerprint))
    assert refused(engine, account_id) == (ReasonCode.CERTIFICATE_NOT_PINNED, shown.fingerprint)
    eventually(lambda: server.handshakes > 1, 30, "the engine has tried again")
    assert not server.heard


def test_a_certificate_may_name_an_address(
    engine: EngineProcess, authority: CertificateAuthority, impostor: Callable[[Certificate], TlsServer]
) -> None:
    server = impostor(authority.issue("address", "IP:127.0.0.1"))
    add(engine, server.port, host="127.0.0.1")
    eventually(lambda: b"REGISTER" in server.heard, 30, "it is spoken to")


def test_two_accounts_at_one_server_believe_each_by_its_own_trust(engine: EngineProcess, provider: Kamailio) -> None:
    """The connection that one of them made is no way for the other."""
    registered(engine, add(engine, provider.tls_port))
    security = SecurityConfig(trust=TlsTrust.PINNED, pinned="0" * 64)
    # The account by the system's roots goes there too: the address alone does not say whom to believe.
    other = add(engine, provider.tls_port, "boris", security=security)
    assert refused(engine, other)[0] is ReasonCode.CERTIFICATE_NOT_PINNED
    assert not provider.contacts("boris")


@pytest.mark.parametrize(
    "security",
    [
        SecurityConfig(trust=TlsTrust.PINNED, pinned="12:34"),
        SecurityConfig(trust=TlsTrust.FILE, ca_file="/no/such/file"),
        SecurityConfig(trust=TlsTrust.FILE, ca_file="/etc/hostname"),
    ],
)
def test_what_can_be_no_trust_is_refused_at_once(engine: EngineProcess, security: SecurityConfig) -> None:
    add(engine, 5061, security=security)
    assert engine.wait_for(CommandRefused).reason.code is ReasonCode.BAD_VALUE


def test_a_server_that_speaks_no_tls_does_not_answer(engine: EngineProcess, kamailio: Kamailio) -> None:
    assert refused(engine, add(engine, kamailio.sip_port))[0] in (ReasonCode.NO_RESPONSE, ReasonCode.TLS_FAILED)


def test_a_lost_connection_is_made_again(engine: EngineProcess, provider: Kamailio) -> None:
    registered(engine, add(engine, provider.tls_port))
    provider.kill()  # it keeps no contacts
    provider.start()
    provider.await_registered("vera")
