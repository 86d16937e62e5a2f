"""Calls of the annex by a provider: it asks for the password there too, sees where they come from, and reaches them."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from telephony.calls import CallState
from telephony.engine.siptext import SipMessage, parse_message
from telephony.messages import AccountState, AddAccount, Answer, CallStats, DialogSaved, HangUp, Registration, Transport
from telephony.networking import Demand, MediaConfig
from telephony.reasons import ReasonCode
from tests.interop.calling import Phone
from tests.interop.crowded import NATIVE, annex_of, annexes, crowd, is_gone
from tests.peers.certificates import CertificateAuthority
from tests.peers.engine import EngineProcess, account
from tests.peers.floods import alive, flood
from tests.peers.kamailio import DOMAIN, Kamailio, password_of
from tests.peers.process import eventually
from tests.unit.telephony.engine.test_floods import invites_taken_back

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from telephony.dialogs import DialogIdentity
    from tests.interop.conftest import StartAgent
    from tests.peers.baresip import Baresip

SERVER = "localhost"


@pytest.fixture
def others() -> Iterator[Phone]:
    with Phone("crowd") as phone:
        yield phone


def fill(engine: EngineProcess, others: Phone) -> None:
    """The engine's own lines, by an account that needs no provider."""
    filler = engine.add_local_account("filler")
    for _ in range(NATIVE):
        call = engine.dial(filler, others.uri)
        others.answer()
        engine.wait_for_state(call, CallState.ESTABLISHED)


@pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])
def test_a_provider_takes_calls_from_the_annex(
    agent: StartAgent, baresip: Callable[..., Baresip], others: Phone, transport: Transport
) -> None:
    """By its proxy both ways; either side hangs up."""
    phone, user = baresip(), agent(transport=transport)
    fill(user.engine, others)
    call = user.dial_and_talk("bare")
    assert len(annexes(user.engine)) == 1
    user.await_media(call)
    assert user.transport(call) is transport
    phone.hang_up()
    assert user.await_end(call).code is ReasonCode.HUNG_UP_THERE
    call = user.dial_and_talk("bare")
    user.hang_up(call)
    phone.wait_event("CALL_CLOSED")


@pytest.fixture(scope="module")
def secure(tmp_path_factory: pytest.TempPathFactory, authority: CertificateAuthority) -> Iterator[Kamailio]:
    """A provider with TLS."""
    peer = Kamailio(tmp_path_factory.mktemp("tls"), certificate=authority.issue("provider", f"DNS:{SERVER}"))
    peer.start()
    yield peer
    peer.stop()


def register(engine: EngineProcess, user: str, port: int) -> str:
    config = account(user, DOMAIN, password_of(user), proxy=f"{SERVER}:{port}", transport=Transport.TLS)
    engine.send(AddAccount(config))
    engine.wait_for(AccountState, lambda event: event.account_id == config.account_id and event.state is Registration.REGISTERED)
    return config.account_id


class FarServer:
    """Answers OPTIONS from behind a NAT: by its answers we are seen at SEEN. Keeps the INVITEs that come."""

    SEEN = ("203.0.113.7", 4321)

    def __init__(self) -> None:
        self.invites: list[SipMessage] = []
        self.asked = 0
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.settimeout(0.1)
        self.port: int = self._socket.getsockname()[1]
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._ended.set()
        self._thread.join(5)
        self._socket.close()

    def _serve(self) -> None:
        while not self._ended.is_set():
            try:
                data, peer = self._socket.recvfrom(65_535)
            except TimeoutError:
                continue
            message = parse_message(data.decode())
            if message.method == "OPTIONS":
                self._answer(message, peer)
                self.asked += 1
            elif message.method == "INVITE":
                self.invites.append(message)

    def _answer(self, request: SipMessage, peer: tuple[str, int]) -> None:
        via = request.first("via").replace(";rport", f";received={self.SEEN[0]};rport={self.SEEN[1]}", 1)
        kept = [f"{name}: {request.first(name)}" for name in ("from", "to", "call-id", "cseq")]
        text = "\r\n".join(("SIP/2.0 404 Not Found", f"Via: {via}", *kept, "Content-Length: 0", "", ""))
        self._socket.sendto(text.encode(), peer)


def test_an_invite_of_the_annex_has_the_address_by_which_its_server_sees_it_and_asks_for_the_accounts_extensions(others: Phone) -> None:
    with ExitStack() as stack:
        server = FarServer()
        stack.callback(server.close)
        engine = stack.enter_context(EngineProcess())
        media = MediaConfig(session_timer=Demand.REQUIRED, reliable_provisional=Demand.REQUIRED)
        account_id = engine.add_local_account("anna", proxy=f"127.0.0.1:{server.port}", media=media)
        fill(engine, others)
        eventually(lambda: server.asked > 0, 10, "the annex asks how it is seen")
        time.sleep(0.2)
        call = engine.dial(account_id, "sip:boris@example.org")
        eventually(lambda: bool(server.invites), 5, "the INVITE comes by the proxy")
        engine.send(HangUp(call))
    host, port = FarServer.SEEN
    invite = server.invites[0]
    assert invite.address("contact").uri == f"sip:anna@{host}:{port}"
    assert {"timer", "100rel"} <= {value.strip() for value in invite.values("require")}
    assert invite.first("session-expires").startswith("600")


def test_over_tls_the_provider_reaches_the_annex_by_the_connection_that_it_opened(
    authority: CertificateAuthority, secure: Kamailio, others: Phone
) -> None:
    """Nobody could connect to it: it shows no certificate."""
    roots = {"SSL_CERT_FILE": str(authority.file)}
    with EngineProcess(environment=roots) as anna, EngineProcess(environment=roots) as boris:
        vera = register(anna, "vera", secure.tls_port)
        register(boris, "boris", secure.tls_port)
        fill(anna, others)
        annex_of(anna)
        time.sleep(1.0)  # it has asked how it is seen
        call = anna.dial(vera, f"sip:boris@{DOMAIN}")
        into = boris.wait_for_incoming()
        boris.send(Answer(into))
        anna.wait_for_state(call, CallState.ESTABLISHED)
        anna.wait_for(CallStats, lambda event: event.call_id == call and event.received_packets > 20)
        boris.send(HangUp(into))
        ended = anna.wait_for_state(call, CallState.ENDED)
        assert ended.reason is not None
        assert ended.reason.code is ReasonCode.HUNG_UP_THERE


def test_a_flood_at_the_annexs_own_port_ends_neither_it_nor_its_calls(others: Phone) -> None:
    with Phone("anna") as anna, Phone("boris") as boris:
        crowd(anna, others)
        out, into = anna.talks_with(boris)
        pid = annex_of(anna.engine)
        anna.hears_of(CallStats, lambda event: event.call_id == out and event.received_packets > 20)
        port = int(saved(boris, into).next_hop.rpartition(":")[2])
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
            sender.bind(("127.0.0.1", 0))
            for data in invites_taken_back(sender.getsockname()[1]):
                sender.sendto(data, ("127.0.0.1", port))
        flood(port, 1.0)
        since = anna.now()
        before = anna.hears_of(CallStats, lambda event: event.call_id == out, since=since).received_packets
        anna.hears_of(CallStats, lambda event: event.call_id == out and event.received_packets > before + 80, since=since)
        assert alive(port)
        assert not is_gone(pid)
        anna.hangs_up(out)
        assert boris.ends(into) is ReasonCode.HUNG_UP_THERE


def saved(phone: Phone, call_id: str) -> DialogIdentity:
    return [event.dialog for event in phone.engine.of(DialogSaved) if event.call_id == call_id][-1]
