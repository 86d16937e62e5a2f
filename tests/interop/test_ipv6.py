"""IPv6: a build of the SIP library that has it goes by it; one that has not says so, sends nothing, and goes on.

Each test asserts what the build at hand must do: the way over ::1 where it has IPv6, the refusal and the silence where it has not.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from typing import TYPE_CHECKING, Final

import pytest

from telephony.calls import CallState
from telephony.engine.siptext import SipMessage, parse_message
from telephony.messages import (
    AccountConfig,
    AccountState,
    AddAccount,
    Answer,
    CallStats,
    CommandRefused,
    Dial,
    HangUp,
    IncomingCall,
    MessageState,
    Registration,
    SendMessage,
    Transport,
)
from telephony.networking import NatConfig, SecurityConfig, TlsTrust
from telephony.reasons import Reason, ReasonCode
from tests.interop.calling import new_id
from tests.peers.certificates import CertificateAuthority
from tests.peers.engine import EngineProcess, account
from tests.peers.kamailio import DOMAIN, Kamailio, password_of
from tests.peers.raw_caller import RawCaller

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.peers.certificates import Certificate

LOOPBACK_IPV6: Final = "::1"


class Server(threading.Thread):
    """A SIP server on UDP of a few lines: a registrar, to whom nobody else is known. Every request is kept."""

    def __init__(self, address: str) -> None:
        super().__init__(daemon=True)
        self._socket = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((address, 0))
        self._socket.settimeout(0.05)
        port = self._socket.getsockname()[1]
        self.at = f"[{address}]:{port}" if ":" in address else f"{address}:{port}"
        self.requests: list[SipMessage] = []
        self._closing = False
        self.start()

    def methods(self) -> list[str]:
        return [request.method for request in self.requests]

    def close(self) -> None:
        self._closing = True
        self.join(5)
        self._socket.close()

    def run(self) -> None:
        while not self._closing:
            try:
                data, peer = self._socket.recvfrom(65_535)
            except TimeoutError:
                continue
            message = parse_message(data.decode())
            if not message.method or message.method == "ACK":
                continue
            self.requests.append(message)
            self._socket.sendto(_answer(message), peer)


def _answer(message: SipMessage) -> bytes:
    kept = "".join(f"{name}: {value}\r\n" for name, value in message.headers if name in ("via", "from", "call-id", "cseq"))
    contact = f"Contact: {message.first('contact')};expires=300\r\n" if message.method == "REGISTER" else ""
    line = "200 OK" if message.method == "REGISTER" else "404 Not Found"
    return f"SIP/2.0 {line}\r\n{kept}To: {message.first('to')};tag=s\r\n{contact}Content-Length: 0\r\n\r\n".encode()


@pytest.fixture
def server() -> Iterator[Callable[[str], Server]]:
    """`server("::1")` listens there until the test ends."""
    servers: list[Server] = []

    def start(address: str) -> Server:
        servers.append(Server(address))
        return servers[-1]

    yield start
    for one in servers:
        one.close()


@pytest.fixture(scope="module")
def engine() -> Iterator[EngineProcess]:
    with EngineProcess() as process:
        yield process


def has_ipv6(engine: EngineProcess) -> bool:
    assert engine.started is not None
    return "ipv6" in engine.started.features


def added(engine: EngineProcess, config: AccountConfig) -> AccountState:
    """The account's first lasting state."""
    engine.send(AddAccount(config))
    lasting = (Registration.REGISTERED, Registration.FAILED, Registration.OFF)
    return engine.wait_for(AccountState, lambda event: event.account_id == config.account_id and event.state in lasting)


def refused(state: AccountState) -> tuple[ReasonCode, str, int]:
    assert state.state is Registration.FAILED
    assert state.reason is not None
    return state.reason.code, state.reason.value, state.retry_s


@pytest.mark.parametrize("field", ["registrar", "proxy"])
def test_a_server_at_an_ipv6_address_is_registered_with_or_refused(
    engine: EngineProcess, server: Callable[[str], Server], field: str
) -> None:
    provider = server(LOOPBACK_IPV6)
    config = account("anna", "provider.invalid", "pw", **{field: provider.at})
    state = added(engine, config)
    if has_ipv6(engine):
        assert state.state is Registration.REGISTERED
        assert provider.requests[0].first("via").startswith("SIP/2.0/UDP [::1]:")
        assert "@[::1]:" in provider.requests[0].address("contact").uri
    else:
        assert refused(state) == (ReasonCode.NO_IPV6, provider.at, 0)
        assert provider.requests == []
    engine.remove_account(config.account_id)


def test_a_domain_that_is_an_ipv6_address(engine: EngineProcess, server: Callable[[str], Server]) -> None:
    provider = server(LOOPBACK_IPV6)
    config = account("anna", provider.at, "pw")
    state = added(engine, config)
    if has_ipv6(engine):
        assert state.state is Registration.REGISTERED
        assert provider.requests[0].address("to").uri.startswith("sip:anna@[::1]")
    else:
        assert refused(state) == (ReasonCode.NO_IPV6, provider.at, 0)
        assert provider.requests == []
    engine.remove_account(config.account_id)


def test_a_spare_server_of_the_other_kind_is_used(engine: EngineProcess, server: Callable[[str], Server]) -> None:
    first, spare = server(LOOPBACK_IPV6), server("127.0.0.1")
    config = account("anna", "provider.invalid", "pw", proxy=first.at, spare_servers=(spare.at,))
    assert added(engine, config).server == (first.at if has_ipv6(engine) else spare.at)
    assert bool(first.requests) is has_ipv6(engine)
    engine.remove_account(config.account_id)


def test_ipv4_takes_over_where_nobody_answers_by_ipv6(engine: EngineProcess, server: Callable[[str], Server]) -> None:
    silent, spare = server(LOOPBACK_IPV6), server("127.0.0.1")
    silent.close()
    config = account("anna", "provider.invalid", "pw", proxy=silent.at, spare_servers=(spare.at,))
    assert added(engine, config).server == spare.at
    engine.remove_account(config.account_id)


@pytest.mark.parametrize("nat", [NatConfig(stun="[::1]:3478"), NatConfig(turn="[::1]:3478")])
def test_a_helper_at_an_ipv6_address_is_refused_by_a_build_without_it(
    engine: EngineProcess, server: Callable[[str], Server], nat: NatConfig
) -> None:
    provider = server("127.0.0.1")
    config = account("anna", "provider.invalid", "pw", proxy=provider.at, nat=nat)
    state = added(engine, config)
    if has_ipv6(engine):
        assert state.state is Registration.REGISTERED
    else:
        assert refused(state) == (ReasonCode.NO_IPV6, "[::1]:3478", 0)
        assert provider.requests == []
    engine.remove_account(config.account_id)


def test_an_address_is_called_directly_or_refused(engine: EngineProcess, server: Callable[[str], Server]) -> None:
    far = server(LOOPBACK_IPV6)
    config = account("anna", "[::1]", register=False)
    state = added(engine, config)
    if has_ipv6(engine):
        call_id = engine.dial(config.account_id, f"sip:bob@{far.at}")
        reason = engine.wait_for_state(call_id, CallState.ENDED).reason
        assert reason is not None
        assert reason.code is ReasonCode.NOT_FOUND
        assert far.methods() == ["INVITE"]
        assert "\nc=IN IP6 ::1\n" in far.requests[0].body
    else:
        assert refused(state) == (ReasonCode.NO_IPV6, "[::1]", 0)
        local = engine.add_local_account()
        engine.send(Dial(new_id(), local, f"sip:bob@{far.at}"))
        assert engine.wait_for(CommandRefused).reason == Reason(ReasonCode.NO_IPV6, value="::1")
        engine.send(SendMessage(new_id(), local, f"sip:bob@{far.at}", "hello"))
        assert engine.wait_for(MessageState).reason == Reason(ReasonCode.NO_IPV6, value="::1")
        assert far.requests == []
        engine.remove_account(local)
    engine.remove_account(config.account_id)


@pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])
def test_two_direct_accounts_of_ipv4_talk_over_ipv6_or_are_told_why_not(transport: Transport) -> None:
    """What comes in by IPv6 is answered by it, and what goes to an IPv6 address goes by it, whatever the accounts' own addresses are."""
    with EngineProcess(local_address="") as one, EngineProcess(local_address="") as other:
        mine, _ = one.add_local_account("vera"), other.add_local_account("boris")
        target = f"sip:boris@[::1]:{other.port(transport)}" + (";transport=tcp" if transport is Transport.TCP else "")
        if has_ipv6(one):
            _talk(one, mine, other, target)
        else:
            one.send(Dial(new_id(), mine, target))
            assert one.wait_for(CommandRefused).reason == Reason(ReasonCode.NO_IPV6, value="::1")
            other.settled()
            assert not other.of(IncomingCall)


def test_calls_by_both_kinds_stand_side_by_side(engine: EngineProcess, server: Callable[[str], Server]) -> None:
    """One account calls an address of each; the answers to both come, and each says where its sound goes in its own kind."""
    local = engine.add_local_account("vera")
    far = {"IP4 127.0.0.1": server("127.0.0.1"), "IP6 ::1": server(LOOPBACK_IPV6)}
    for address, one in far.items():
        if "IP6" in address and not has_ipv6(engine):
            continue
        call_id = engine.dial(local, f"sip:bob@{one.at}")
        reason = engine.wait_for_state(call_id, CallState.ENDED).reason
        assert reason is not None
        assert reason.code is ReasonCode.NOT_FOUND
        assert f"\nc=IN {address}\n" in one.requests[0].body
        assert one.requests[0].address("to").uri.startswith("sip:bob@")
    engine.remove_account(local)


@pytest.mark.parametrize("is_pinned", [True, False])
def test_a_direct_call_by_tls_goes_to_the_pinned_certificate_alone(tmp_path: Path, engine: EngineProcess, is_pinned: bool) -> None:
    certificate = CertificateAuthority(tmp_path).issue("server", "IP:2001:db8::1")
    server = TlsServer(certificate)
    security = SecurityConfig(trust=TlsTrust.PINNED, pinned=certificate.fingerprint if is_pinned else "ab" * 32)
    local = engine.add_local_account("vera", transport=Transport.TLS, security=security)
    if has_ipv6(engine):
        reason = engine.wait_for_state(engine.dial(local, f"sip:bob@{server.at}"), CallState.ENDED).reason
        assert reason is not None
        assert (reason.code is ReasonCode.NOT_FOUND) is is_pinned
    else:
        engine.send(Dial(new_id(), local, f"sip:bob@{server.at}"))
        assert engine.wait_for(CommandRefused).reason == Reason(ReasonCode.NO_IPV6, value="::1")
    assert bool(server.heard) is (has_ipv6(engine) and is_pinned)
    engine.remove_account(local)
    server.close()


def test_sound_by_ipv6_is_refused_in_a_call_by_ipv4_that_has_none(engine: EngineProcess) -> None:
    """It is bound to 127.0.0.1: its sound can't go elsewhere, whatever the build has."""
    local = engine.add_local_account("user")
    with RawCaller(engine.uri(user="user")) as caller:
        caller.invite(body=caller.sdp().replace("IN IP4 127.0.0.1", "IN IP6 ::1"))
        caller.wait(488)
        caller.acknowledge()
        assert not [text for text in caller.messages if text.startswith("SIP/2.0 18")], "nobody is rung for it"
    call = engine.wait_for(IncomingCall)
    assert call.refused, "it is one that was missed"
    assert engine.wait_for_state(call.call_id, CallState.ENDED).reason == Reason(ReasonCode.NO_IPV6)
    with RawCaller(engine.uri(user="user")) as caller:
        caller.invite()
        caller.wait(180)
    engine.remove_account(local)


class TlsServer(threading.Thread):
    """A registrar on TLS at ::1, for one connection at a time; `heard` counts requests."""

    def __init__(self, certificate: Certificate) -> None:
        super().__init__(daemon=True)
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(certificate.certificate, certificate.key)
        self._listener = socket.create_server((LOOPBACK_IPV6, 0), family=socket.AF_INET6)
        self.at = f"[{LOOPBACK_IPV6}]:{self._listener.getsockname()[1]}"
        self.connections = self.heard = 0
        self.start()

    def close(self) -> None:
        self._listener.close()

    def run(self) -> None:
        with contextlib.suppress(OSError):  # the listener is closed at the end
            while True:
                plain, _ = self._listener.accept()
                self.connections += 1
                with contextlib.suppress(OSError), plain, self._context.wrap_socket(plain, server_side=True) as line:
                    while data := line.recv(65_535):
                        if data.strip():
                            self.heard += 1
                            line.sendall(_answer(parse_message(data.decode())))


@pytest.mark.parametrize(("name", "believed"), [("IP:::1", True), ("IP:2001:db8::1", False)])
def test_a_certificate_is_believed_for_the_ipv6_address_that_it_bears(
    tmp_path: Path, engine: EngineProcess, name: str, believed: bool
) -> None:
    authority = CertificateAuthority(tmp_path)
    server = TlsServer(authority.issue("server", name))
    security = SecurityConfig(trust=TlsTrust.FILE, ca_file=str(authority.file))
    config = account("anna", "provider.invalid", "pw", proxy=server.at, transport=Transport.TLS, security=security)
    state = added(engine, config)
    if not has_ipv6(engine):
        assert refused(state) == (ReasonCode.NO_IPV6, server.at, 0)
        assert server.connections == 0
    elif believed:
        assert state.state is Registration.REGISTERED
    else:
        assert refused(state)[0] is ReasonCode.CERTIFICATE_WRONG_NAME
        assert server.heard == 0
    engine.remove_account(config.account_id)
    server.close()


@pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])
def test_two_users_of_a_provider_talk_over_ipv6_or_are_told_why_not(tmp_path: Path, transport: Transport) -> None:
    provider = Kamailio(tmp_path / "kamailio", address="[::1]")
    provider.start()
    try:
        with EngineProcess() as one, EngineProcess() as other:
            vera = account("vera", DOMAIN, password_of("vera"), proxy=provider.proxy, transport=transport)
            boris = account("boris", DOMAIN, password_of("boris"), proxy=provider.proxy, transport=transport)
            states = [added(one, vera), added(other, boris)]
            if has_ipv6(one):
                assert {state.state for state in states} == {Registration.REGISTERED}
                _talk(one, vera.account_id, other, f"sip:boris@{DOMAIN}")
            else:
                assert [refused(state) for state in states] == [(ReasonCode.NO_IPV6, provider.proxy, 0)] * 2
                assert provider.contacts("vera") == provider.contacts("boris") == []
    finally:
        provider.stop()


def _talk(one: EngineProcess, account_id: str, other: EngineProcess, target: str) -> None:
    call_id = one.dial(account_id, target)
    other_id = other.wait_for_incoming()
    other.send(Answer(other_id))
    for engine, call in ((one, call_id), (other, other_id)):
        engine.wait_for_state(call, CallState.ESTABLISHED)
    for engine, call in ((one, call_id), (other, other_id)):
        engine.wait_for(CallStats, lambda event, call=call: event.call_id == call and min(event.sent_packets, event.received_packets) >= 50)
    one.send(HangUp(call_id))
    for engine, call in ((one, call_id), (other, other_id)):
        engine.wait_for_state(call, CallState.ENDED)
