"""STUN, TURN and ICE with coturn: asserted at both ends, and at the server. Run by `test_apart.py`."""

from __future__ import annotations

import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

import pytest

from telephony.calls import CallState
from telephony.messages import AccountState, AddAccount, Answer, CallStats, HangUp, Registration, Transport
from telephony.networking import NatConfig
from telephony.reasons import Reason, ReasonCode
from telephony.secret import Secret
from tests.peers.apart import WORLD, WORLD_IPV6, Cable
from tests.peers.coturn import Coturn
from tests.peers.engine import EngineProcess, account
from tests.peers.process import eventually

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HERE = "10.77.0.10"
HERE_IPV6 = "2001:db8:77::10"
TURN_PASSWORD = Coturn.password


@pytest.fixture(scope="module")
def cable() -> Cable:
    laid = Cable()
    laid.lay()
    laid.plug(HERE)
    laid.plug_ipv6(HERE_IPV6)
    return laid


@pytest.fixture(scope="module")
def coturn(tmp_path_factory: pytest.TempPathFactory, cable: Cable) -> Iterator[Coturn]:
    assert cable
    peer = Coturn(tmp_path_factory.mktemp("coturn"), WORLD)
    peer.start()
    yield peer
    peer.stop()


class Counter:
    """Passes what comes to coturn, and its answers back."""

    def __init__(self, port: int) -> None:
        self.answered = 0
        self._server = (WORLD, port)
        self._front = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._front.bind((WORLD, 0))
        self._front.settimeout(0.1)
        self.port: int = self._front.getsockname()[1]
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> Counter:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()
        self._front.close()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                question, asker = self._front.recvfrom(2048)
                with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as back:
                    back.settimeout(1)
                    back.sendto(question, self._server)
                    self._front.sendto(back.recv(2048), asker)
                    self.answered += 1
            except TimeoutError:
                continue


def talk(cable: Cable, mine: NatConfig, theirs: NatConfig, timeout_s: float = 30) -> str:
    """A call from HERE to the world with sound both ways, ended on both sides; the caller's log."""
    with EngineProcess(local_address="", prefix=cable.prefix) as one, EngineProcess(local_address=WORLD) as other:
        account_id = one.add_local_account(nat=mine)
        other.add_local_account(nat=theirs)
        call_id = one.dial(account_id, f"sip:peer@{WORLD}:{other.port(Transport.UDP)}")
        there = other.wait_for_incoming(timeout_s=timeout_s)
        other.send(Answer(there))
        one.wait_for_state(call_id, CallState.ESTABLISHED, timeout_s)
        for engine, name in ((one, call_id), (other, there)):
            engine.wait_for(CallStats, lambda event, name=name: event.call_id == name and event.received_packets > 50)
        one.send(HangUp(call_id))
        other.wait_for_state(there, CallState.ENDED)
        return one.log_text()


def test_two_with_ice_find_each_other(cable: Cable) -> None:
    talk(cable, NatConfig(ice=True), NatConfig(ice=True))


def test_ice_gives_way_to_who_has_none(cable: Cable) -> None:
    talk(cable, NatConfig(ice=True), NatConfig())


def test_the_stun_server_is_asked_where_calls_come_from(cable: Cable, coturn: Coturn) -> None:
    """coturn keeps no record of such questions: they go by way of one who counts them."""
    with Counter(coturn.port) as counter:
        talk(cable, NatConfig(stun=f"{WORLD}:{counter.port}"), NatConfig())
    assert counter.answered >= 2  # RTP and RTCP


def test_the_turn_server_lends_an_address_to_its_user_alone(cable: Cable, coturn: Coturn) -> None:
    nat = NatConfig(turn=coturn.address, turn_user=coturn.user, turn_password=Secret(TURN_PASSWORD))
    log = talk(cable, nat, NatConfig(ice=True))
    eventually(lambda: "ALLOCATE processed, success" in coturn.log(), 30, "coturn has lent an address")
    assert TURN_PASSWORD not in log


def test_ice_and_turn_go_by_ipv6_where_the_build_has_it(tmp_path: Path, cable: Cable) -> None:
    server = Coturn(tmp_path, WORLD_IPV6)
    server.start()
    nat = NatConfig(turn=server.address, turn_user=server.user, turn_password=Secret(TURN_PASSWORD))
    try:
        with EngineProcess(local_address="", prefix=cable.prefix) as one, EngineProcess(local_address="") as other:
            assert one.started is not None
            if "ipv6" not in one.started.features:
                one.send(AddAccount(account("peer", "127.0.0.1", register=False, nat=nat)))
                failed = one.wait_for(AccountState, lambda event: event.state is Registration.FAILED)
                assert failed.reason == Reason(ReasonCode.NO_IPV6, value=server.address)
                return
            account_id = one.add_local_account(nat=nat)
            other.add_local_account(nat=NatConfig(ice=True))
            call_id = one.dial(account_id, f"sip:peer@[{WORLD_IPV6}]:{other.port()}")
            there = other.wait_for_incoming()
            other.send(Answer(there))
            for engine, name in ((one, call_id), (other, there)):
                engine.wait_for(CallStats, lambda event, name=name: event.call_id == name and event.received_packets > 50)
        eventually(lambda: "ALLOCATE processed, success" in server.log(), 30, "coturn has lent an address")
    finally:
        server.stop()


def test_servers_that_are_not_there_do_not_hinder_a_call(cable: Cable) -> None:
    """Side by side: each waits until pjsip has given its server up."""
    ways = (NatConfig(stun=f"{WORLD}:9"), NatConfig(turn=f"{WORLD}:9", turn_user="nobody"))
    with ThreadPoolExecutor() as pool:
        logs = list(pool.map(partial(talk, cable), ways, (NatConfig(), NatConfig())))
    assert len(logs) == len(ways)
