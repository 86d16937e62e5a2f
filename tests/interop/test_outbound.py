"""Outbound (RFC 5626), with a registrar of plain sockets: registrations name the device and the flow; one that breaks is replaced."""

from __future__ import annotations

import re
import socket
from typing import TYPE_CHECKING, Final, Self

import pytest

from telephony.messages import AccountState, AddAccount, Registration, Transport
from telephony.networking import NatConfig
from tests.peers.engine import EngineProcess, account
from tests.peers.ports import LOOPBACK
from tests.peers.process import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import TracebackType

    from telephony.messages import AccountConfig

DEVICE: Final = "5d1f0a4e-9d0c-4f6e-8a53-0d8d2a3b7c11"


class Flows:
    """A registrar over TCP that takes one connection after the other: says yes to each REGISTER, with what outbound asks for."""

    def __init__(self) -> None:
        self._listener = socket.create_server((LOOPBACK, 0))
        self._listener.settimeout(PATIENCE_S)
        self.port: int = self._listener.getsockname()[1]
        self._flow: socket.socket | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        self.end()
        self._listener.close()

    def registered(self) -> str:
        """The next REGISTER, on a new connection; it is answered."""
        self.end()
        self._flow, _ = self._listener.accept()
        self._flow.settimeout(PATIENCE_S)
        request = self.request()
        lines = [line for line in request.split("\r\n") if re.match(r"(Via|From|To|Call-ID|CSeq|Contact):", line)]
        head = ["SIP/2.0 200 OK", *lines, "Require: outbound", "Flow-Timer: 25", "Expires: 600", "Content-Length: 0"]
        self._flow.sendall("\r\n".join((*head, "", "")).encode())
        return request

    def request(self) -> str:
        assert self._flow is not None
        heard = b""
        while b"\r\n\r\n" not in heard.lstrip():
            data = self._flow.recv(65_535)
            assert data, "the flow ended"
            heard += data
        return heard.lstrip().decode()

    def end(self) -> None:
        """Break the connection, if there is one."""
        if self._flow is not None:
            self._flow.close()
            self._flow = None


@pytest.fixture
def engine() -> Iterator[EngineProcess]:
    with EngineProcess(instance_id=DEVICE) as process:
        yield process


def add(engine: EngineProcess, port: int, transport: Transport, nat: NatConfig | None = None) -> AccountConfig:
    config = account("anna", f"{LOOPBACK}:{port}", transport=transport, nat=nat or NatConfig())
    engine.send(AddAccount(config))
    return config


def contact_of(request: str) -> str:
    found = re.search(r"^Contact: (.*)\r$", request, re.MULTILINE)
    assert found, request
    return found[1]


def test_a_registration_names_the_device_and_the_flow_and_the_next_flow_has_the_same_names(engine: EngineProcess) -> None:
    with Flows() as registrar:
        add(engine, registrar.port, Transport.TCP)
        first = registrar.registered()
        contact = contact_of(first)
        assert f'+sip.instance="<urn:uuid:{DEVICE}>"' in contact
        assert "reg-id=1" in contact
        assert ";ob" in contact
        assert re.search(r"^Supported: .*\boutbound\b", first, re.MULTILINE)
        engine.wait_for(AccountState, lambda event: event.state is Registration.REGISTERED)
        again = contact_of(registrar.registered())
        assert f'+sip.instance="<urn:uuid:{DEVICE}>"' in again
        assert "reg-id=1" in again


def test_a_call_asks_to_be_reached_by_its_flow(engine: EngineProcess) -> None:
    with Flows() as registrar:
        config = add(engine, registrar.port, Transport.TCP)
        registrar.registered()
        engine.wait_for(AccountState, lambda event: event.state is Registration.REGISTERED)
        engine.dial(config.account_id, f"sip:boris@{LOOPBACK}:{registrar.port}")
        invite = registrar.request()
        assert invite.startswith("INVITE ")
        assert ";ob" in contact_of(invite)


def test_without_outbound_a_registration_names_no_flow(engine: EngineProcess) -> None:
    with Flows() as registrar:
        add(engine, registrar.port, Transport.TCP, NatConfig(outbound=False))
        assert "reg-id" not in contact_of(registrar.registered())


def test_a_flow_of_datagrams_is_kept_alive() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as registrar, EngineProcess() as engine:
        registrar.bind((LOOPBACK, 0))
        registrar.settimeout(PATIENCE_S)
        add(engine, registrar.getsockname()[1], Transport.UDP, NatConfig(keep_alive_s=1))
        request, source = registrar.recvfrom(65_535)
        lines = [line for line in request.decode().split("\r\n") if re.match(r"(Via|From|To|Call-ID|CSeq|Contact):", line)]
        registrar.sendto("\r\n".join(("SIP/2.0 200 OK", *lines, "Expires: 600", "Content-Length: 0", "", "")).encode(), source)
        while True:
            heard, sender = registrar.recvfrom(65_535)
            if not heard.strip():
                break
        assert sender == source
