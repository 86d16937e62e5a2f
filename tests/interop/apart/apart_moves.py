"""The computer's address goes, comes back and becomes another, with a call going on. Run by `test_apart.py`."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from telephony.calls import CallState
from telephony.messages import AccountState, AddAccount, CallStats, Registration, Transport
from telephony.networking import NetworkChanged, NetworkState
from telephony.reasons import ReasonCode
from tests.peers.apart import WORLD, Cable
from tests.peers.baresip import Baresip, BaresipAccount
from tests.peers.engine import EngineProcess, account
from tests.peers.kamailio import DOMAIN, Kamailio, password_of
from tests.peers.process import eventually

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HERE, THERE = "10.77.0.10", "10.77.0.20"
TRANSPORTS = pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])


@pytest.fixture(scope="module")
def cable() -> Cable:
    laid = Cable()
    laid.lay()
    return laid


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory, cable: Cable) -> Iterator[Kamailio]:
    assert cable
    peer = Kamailio(tmp_path_factory.mktemp("provider"), address=WORLD)
    peer.start()
    yield peer
    peer.stop()


@pytest.fixture
def engine(cable: Cable) -> Iterator[EngineProcess]:
    """At HERE."""
    cable.plug(HERE)
    with EngineProcess(local_address="", prefix=cable.prefix) as process:
        yield process
    for address in (HERE, THERE):
        cable.try_unplug(address)


def register(engine: EngineProcess, provider: Kamailio, transport: Transport) -> str:
    provider.forget("vera")
    config = account("vera", DOMAIN, password_of("vera"), proxy=provider.proxy, transport=transport)
    engine.send(AddAccount(config))
    await_state(engine, Registration.REGISTERED)
    assert [contact.address.split("@")[1].split(":")[0] for contact in provider.contacts("vera")] == [HERE]
    return config.account_id


def await_state(engine: EngineProcess, state: Registration, since: int = 0) -> AccountState:
    return engine.wait_for(AccountState, lambda event: event.state is state, since=since)


def hosts(provider: Kamailio) -> set[str]:
    return {contact.address.split("@")[1].split(":")[0] for contact in provider.contacts("vera")}


@TRANSPORTS
def test_an_account_is_back_within_three_seconds_of_the_network(
    engine: EngineProcess, cable: Cable, provider: Kamailio, transport: Transport
) -> None:
    register(engine, provider, transport)
    took: list[float] = []
    while not took or (min(took) >= 3 and len(took) < 3):  # a machine that is busy with something else gets another try
        since = len(engine.events)
        cable.unplug(HERE)
        assert not engine.wait_for(NetworkState, since=since).reachable
        lost = await_state(engine, Registration.FAILED, since)
        assert lost.reason is not None
        assert lost.reason.code is ReasonCode.NETWORK_UNREACHABLE
        time.sleep(1)
        since = len(engine.events)
        cable.plug(HERE)
        began = time.monotonic()
        await_state(engine, Registration.REGISTERED, since)
        took.append(time.monotonic() - began)
        assert engine.wait_for(NetworkState, since=since).address == HERE
    assert min(took) < 3


@TRANSPORTS
def test_a_live_call_continues_from_another_address(
    engine: EngineProcess, cable: Cable, provider: Kamailio, transport: Transport, tmp_path: Path
) -> None:
    peer = BaresipAccount("bare", DOMAIN, password_of("bare"), provider.proxy)
    phone = Baresip(tmp_path / "baresip", peer, address=WORLD)
    phone.start()
    try:
        account_id = register(engine, provider, transport)
        call_id = engine.dial(account_id, f"sip:bare@{DOMAIN}")
        engine.wait_for_state(call_id, CallState.ESTABLISHED)
        engine.wait_for(CallStats, lambda event: event.received_packets > 50)
        took = [seconds_to_move(engine, cable, HERE, THERE)]
        while min(took) >= 3 and len(took) < 5:  # a machine that is busy with something else gets another try
            took += [seconds_to_move(engine, cable, THERE, HERE), seconds_to_move(engine, cable, HERE, THERE)]
        assert min(took) < 3
        eventually(lambda: THERE in hosts(provider), 30, "the registrar knows the new address")
        assert engine.of(NetworkState)[-1].address == THERE
        await_sound(engine)
        before = bytes_heard(phone)
        eventually(lambda: bytes_heard(phone) > before, 30, "the far side hears us too")
        phone.hang_up()
        engine.wait_for_state(call_id, CallState.ENDED)  # and a request of the far side finds us
    finally:
        phone.stop()


def seconds_to_move(engine: EngineProcess, cable: Cable, address: str, to: str) -> float:
    """Until the account is registered from the other address."""
    since, began = len(engine.events), time.monotonic()
    cable.move(address, to)
    await_state(engine, Registration.REGISTERED, since)
    return time.monotonic() - began


def test_after_a_sleep_it_registers_anew(engine: EngineProcess, provider: Kamailio) -> None:
    """The window's word: nothing that is seen from here has changed, but the registrar may have forgotten us."""
    register(engine, provider, Transport.UDP)
    provider.forget("vera")
    since = len(engine.events)
    engine.send(NetworkChanged(reachable=True))
    await_state(engine, Registration.REGISTERED, since)
    assert hosts(provider) == {HERE}


def await_sound(engine: EngineProcess) -> None:
    """Packets keep coming after the change; they are counted anew, with the stream."""
    first = engine.wait_for(CallStats, lambda event: event.received_packets > 0, since=len(engine.events))
    engine.wait_for(CallStats, lambda event: event.received_packets > first.received_packets + 50, since=len(engine.events))


def bytes_heard(phone: Baresip) -> int:
    """What baresip has recorded of what it hears."""
    return sum(path.stat().st_size for path in phone.folder.glob("dump-*-dec.wav"))
