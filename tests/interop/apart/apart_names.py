"""Names: a domain's SRV records say where its servers are, and wildcards in certificates name none. Run by `test_apart.py`."""

from __future__ import annotations

import socket
import struct
import subprocess
import threading
from typing import TYPE_CHECKING

import pytest

from telephony.calls import CallState
from telephony.engine.sdp import goes_by_ipv6
from telephony.engine.siptext import parse_message
from telephony.messages import AccountState, AddAccount, Answer, CallStats, HangUp, IncomingCall, Registration, Transport
from telephony.networking import SecurityConfig, TlsTrust
from telephony.reasons import Reason, ReasonCode
from tests.peers.certificates import CertificateAuthority
from tests.peers.engine import EngineProcess, account
from tests.peers.kamailio import DOMAIN, Kamailio, password_of
from tests.peers.ports import LOOPBACK, free_port
from tests.peers.process import PATIENCE_S, program

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOSTS = ("sip.agent.test", "here.provider.test", "both.provider.test", "four.provider.test")
IPV6 = "2001:db8::5"  # not ::1, which the system's library takes for 127.0.0.1 too where /etc/hosts has it
HOSTS_IPV6 = ("six.provider.test", "both.provider.test")


@pytest.fixture(scope="module", autouse=True)
def names(tmp_path_factory: pytest.TempPathFactory) -> None:
    """This file's own /etc/hosts and name server."""
    subprocess.run([program("ip", "iproute2"), "link", "set", "lo", "up"], check=True)
    subprocess.run([program("ip", "iproute2"), "addr", "add", f"{IPV6}/128", "dev", "lo", "nodad"], check=True)
    folder = tmp_path_factory.mktemp("etc")
    contents = {
        "hosts": f"{LOOPBACK} localhost {' '.join(HOSTS)}\n{IPV6} {' '.join(HOSTS_IPV6)}\n",
        "resolv.conf": f"nameserver {LOOPBACK}\noptions timeout:1 attempts:1\n",
    }
    for name, text in contents.items():
        (folder / name).write_text(text, encoding="ascii")
        subprocess.run([program("mount", "mount"), "--bind", str(folder / name), f"/etc/{name}"], check=True)


class NameServer:
    """Answers SRV questions from `records`: (priority, port, host) by name; everything else does not exist."""

    def __init__(self, records: dict[str, list[tuple[int, int, str]]]) -> None:
        self._records = records
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind((LOOPBACK, 53))
        self._socket.settimeout(0.1)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> NameServer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        self._socket.close()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                query, peer = self._socket.recvfrom(512)
            except TimeoutError:
                continue
            self._socket.sendto(self._answer(query), peer)

    def _answer(self, query: bytes) -> bytes:
        labels, place = list[str](), 12
        while length := query[place]:
            labels.append(query[place + 1 : place + 1 + length].decode())
            place += 1 + length
        end, kind = place + 5, struct.unpack_from(">H", query, place + 1)[0]
        found = self._records.get(".".join(labels), []) if kind == 33 else []
        out = query[:2] + struct.pack(">HHHHH", 0x8180 if found else 0x8183, 1, len(found), 0, 0) + query[12:end]
        for priority, port, host in found:
            name = b"".join(bytes([len(label)]) + label.encode() for label in host.split(".")) + b"\0"
            out += b"\xc0\x0c" + struct.pack(">HHIHHHH", 33, 1, 60, 6 + len(name), priority, 0, port) + name
        return out


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory, names: None) -> Iterator[Kamailio]:
    peer = Kamailio(tmp_path_factory.mktemp("provider"))
    peer.start()
    yield peer
    peer.stop()


@pytest.mark.parametrize(("transport", "service"), [(Transport.UDP, "_sip._udp"), (Transport.TCP, "_sip._tcp")])
def test_a_domain_without_a_host_is_found_by_its_records_by_priority(provider: Kamailio, transport: Transport, service: str) -> None:
    records = {f"{service}.{DOMAIN}": [(20, provider.sip_port, "here.provider.test"), (10, free_port(), "here.provider.test")]}
    with NameServer(records), EngineProcess() as engine:
        engine.send(AddAccount(account("vera", DOMAIN, password_of("vera"), transport=transport)))
        engine.wait_for(AccountState, lambda event: event.state is Registration.REGISTERED)
        assert provider.contacts("vera")


def test_a_domain_without_records_is_a_host_of_that_name() -> None:
    with NameServer({}), EngineProcess() as engine:
        engine.send(AddAccount(account("vera", "no-such.test", "x")))
        failed = engine.wait_for(AccountState, lambda event: event.state is Registration.FAILED)
        assert failed.reason is not None
        assert failed.reason.code is ReasonCode.UNKNOWN_HOST


def test_a_name_of_ipv6_alone_is_asked_by_it_or_refused_with_the_reason() -> None:
    """A build of the SIP library without IPv6 says so, and tells nobody anything."""
    with NameServer({}), EngineProcess(local_address="") as engine, socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as server:
        server.bind((IPV6, 0))
        server.settimeout(1)
        name = f"six.provider.test:{server.getsockname()[1]}"
        engine.send(AddAccount(account("vera", DOMAIN, "x", proxy=name)))
        assert engine.started is not None
        if "ipv6" in engine.started.features:
            server.settimeout(PATIENCE_S)
            assert server.recv(65_535).startswith(b"REGISTER ")
        else:
            failed = engine.wait_for(AccountState, lambda event: event.state is Registration.FAILED)
            assert (failed.reason, failed.retry_s) == (Reason(ReasonCode.NO_IPV6, value=name), 0)
            with pytest.raises(TimeoutError):
                server.recv(65_535)


def test_a_name_of_both_kinds_is_reached_by_ipv4_first(provider: Kamailio) -> None:
    with NameServer({}), EngineProcess() as engine:
        engine.send(AddAccount(account("vera", DOMAIN, password_of("vera"), proxy=f"both.provider.test:{provider.sip_port}")))
        engine.wait_for(AccountState, lambda event: event.state is Registration.REGISTERED)
        assert [LOOPBACK in contact.address for contact in provider.contacts("vera")] == [True]


def test_a_name_of_both_kinds_is_reached_by_ipv6_where_nobody_answers_by_ipv4() -> None:
    with NameServer({}), EngineProcess(local_address="") as engine, socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as server:
        server.bind((IPV6, 0))
        engine.send(AddAccount(account("vera", DOMAIN, "x", proxy=f"both.provider.test:{server.getsockname()[1]}")))
        assert engine.started is not None
        if "ipv6" in engine.started.features:
            server.settimeout(PATIENCE_S)
            assert server.recv(65_535).startswith(b"REGISTER ")
        else:
            engine.wait_for(AccountState, lambda event: event.state is Registration.FAILED)
            server.settimeout(1)
            with pytest.raises(TimeoutError):
                server.recv(65_535)


@pytest.fixture
def hosts_alone() -> Iterator[None]:
    """A name server that knows nobody: what is known is in /etc/hosts."""
    with NameServer({}):
        yield


def has_ipv6(engine: EngineProcess) -> bool:
    assert engine.started is not None
    return "ipv6" in engine.started.features


def direct(engine: EngineProcess, **values: object) -> str:
    """An account without a server, whose own address is of IPv4; its identifier."""
    return engine.add_local_account("vera", **values)


DIRECT = [("six.provider.test", IPV6), ("four.provider.test", LOOPBACK), ("both.provider.test", LOOPBACK)]


def talks(engine: EngineProcess, call_id: str) -> None:
    """Packets of sound go and come."""
    engine.wait_for(CallStats, lambda event: event.call_id == call_id and min(event.sent_packets, event.received_packets) >= 25)


@pytest.mark.usefixtures("hosts_alone")
@pytest.mark.parametrize(("name", "way"), DIRECT)
@pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])
def test_a_direct_call_to_a_name_goes_by_the_kind_of_address_that_it_has(name: str, way: str, transport: Transport) -> None:
    """With its sound; one of both kinds is called by IPv4."""
    parameter = "" if transport is Transport.UDP else f";transport={transport}"
    with EngineProcess(local_address="") as one, EngineProcess(local_address="") as other:
        mine = direct(one)
        other.add_local_account("boris")
        call_id = one.dial(mine, f"sip:boris@{name}:{other.port(transport)}{parameter}")
        if way == IPV6 and not has_ipv6(one):
            assert one.wait_for_state(call_id, CallState.ENDED).reason == Reason(ReasonCode.NO_IPV6, value=name)
            other.settled()
            assert not other.of(IncomingCall)
            return
        other_id = other.wait_for_incoming()
        other.send(Answer(other_id))
        for engine, call in ((one, call_id), (other, other_id)):
            talks(engine, call)
        one.send(HangUp(call_id))
        for engine, call in ((one, call_id), (other, other_id)):
            engine.wait_for_state(call, CallState.ENDED)


@pytest.mark.usefixtures("hosts_alone")
@pytest.mark.parametrize(("name", "address"), DIRECT)
def test_a_direct_call_says_where_its_sound_goes_in_the_kind_of_address_that_is_used(name: str, address: str) -> None:
    """The name is told as it was dialled."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with EngineProcess(local_address="") as engine, socket.socket(family, socket.SOCK_DGRAM) as far:
        far.bind((address, 0))
        far.settimeout(PATIENCE_S if address == LOOPBACK or has_ipv6(engine) else 1)
        engine.dial(direct(engine), f"sip:boris@{name}:{far.getsockname()[1]}")
        if address == IPV6 and not has_ipv6(engine):
            with pytest.raises(TimeoutError):
                far.recv(65_535)
            return
        sent = far.recv(65_535).decode()
        invite = parse_message(sent)
        written = f"[{address}]" if address == IPV6 else address
        assert sent.startswith(f"INVITE sip:boris@{name}:{far.getsockname()[1]} SIP/2.0\r\n")
        assert f"@{written}:" in invite.address("contact").uri
        assert f" {written}:" in invite.first("via")
        assert goes_by_ipv6(invite.body) is (address == IPV6)
        assert not invite.first("route")


@pytest.mark.usefixtures("hosts_alone")
def test_a_direct_call_by_ipv6_leaves_the_next_one_and_what_comes_in_to_ipv4() -> None:
    with EngineProcess(local_address="") as one, EngineProcess(local_address="") as other:
        mine, _ = direct(one), other.add_local_account("boris")
        for name in ("six.provider.test", "four.provider.test"):
            call_id = one.dial(mine, f"sip:boris@{name}:{other.port()}")
            if name.startswith("six") and not has_ipv6(one):
                one.wait_for_state(call_id, CallState.ENDED)
                continue
            other.send(Answer(other.wait_for_incoming(len(other.of(IncomingCall)) + 1)))
            one.wait_for_state(call_id, CallState.ESTABLISHED)
        back = other.dial(other.add_local_account("petra"), one.uri(user="vera"))
        one.send(Answer(one.wait_for_incoming()))
        talks(other, back)


def test_a_direct_call_to_a_name_of_nobody_ends_with_it_and_can_be_hung_up_before() -> None:
    with NameServer({}), EngineProcess(local_address="") as engine:
        mine = direct(engine)
        call_id = engine.dial(mine, "sip:boris@no-such.test")
        assert engine.wait_for_state(call_id, CallState.ENDED).reason == Reason(ReasonCode.UNKNOWN_HOST, value="no-such.test")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent, EngineProcess(local_address="") as engine:
        silent.bind((LOOPBACK, 53))
        mine = direct(engine)
        call_id = engine.dial(mine, "sip:boris@no-such.test")
        engine.send(HangUp(call_id))
        reason = engine.wait_for_state(call_id, CallState.ENDED, timeout_s=1).reason
        assert reason is not None
        assert reason.code is ReasonCode.CANCELLED_HERE
        engine.remove_account(mine)


def test_a_call_to_an_address_asks_no_name_server() -> None:
    """pjlib wants to know what this computer's own name stands for, each time, and everything would wait for the answer."""
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as name_server,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as far,
        EngineProcess(local_address="") as engine,
    ):
        name_server.bind((LOOPBACK, 53))
        name_server.setblocking(False)
        far.bind((LOOPBACK, 0))
        far.settimeout(PATIENCE_S)
        engine.dial(direct(engine), f"sip:boris@{LOOPBACK}:{far.getsockname()[1]}")
        assert far.recv(65_535).startswith(b"INVITE ")
        with pytest.raises(BlockingIOError):
            name_server.recv(512)


def test_a_direct_call_follows_the_records_of_a_domain() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as far:
        far.bind((LOOPBACK, 0))
        far.settimeout(PATIENCE_S)
        records = {"_sip._udp.firm.test": [(10, far.getsockname()[1], "here.provider.test")]}
        with NameServer(records), EngineProcess() as engine:
            engine.dial(direct(engine), "sip:boris@firm.test")
            assert far.recv(65_535).startswith(b"INVITE sip:boris@firm.test SIP/2.0\r\n")


def test_a_wildcard_names_no_server_of_sip_but_may_be_pinned(tmp_path: Path) -> None:
    """RFC 5922 section 7.2: names in certificates are compared whole."""
    authority = CertificateAuthority(tmp_path / "ca")
    wild = authority.issue("wild", "DNS:*.agent.test")
    peer = Kamailio(tmp_path / "kamailio", certificate=wild)
    peer.start()
    try:
        with NameServer({}), EngineProcess(environment={"SSL_CERT_FILE": str(authority.file)}) as engine:
            proxy = f"sip.agent.test:{peer.tls_port}"
            engine.send(AddAccount(account("vera", DOMAIN, password_of("vera"), proxy=proxy, transport=Transport.TLS)))
            failed = engine.wait_for(AccountState, lambda event: event.state is Registration.FAILED)
            assert failed.reason is not None
            assert (failed.reason.code, failed.reason.value) == (ReasonCode.CERTIFICATE_WRONG_NAME, wild.fingerprint)
            pinned = SecurityConfig(trust=TlsTrust.PINNED, pinned=failed.reason.value)
            engine.send(AddAccount(account("boris", DOMAIN, password_of("boris"), proxy=proxy, transport=Transport.TLS, security=pinned)))
            engine.wait_for(AccountState, lambda event: event.state is Registration.REGISTERED)
            assert peer.contacts("boris")
    finally:
        peer.stop()
