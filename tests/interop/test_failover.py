"""Several servers of one account: the next takes over where one does not answer, is gone or refuses the connection."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from telephony.calls import CallState
from telephony.messages import AccountState, AddAccount, Answer, Registration, Transport
from telephony.networking import NatConfig
from telephony.reasons import ReasonCode
from tests.peers.engine import EngineProcess, account
from tests.peers.kamailio import DOMAIN, Kamailio, password_of
from tests.peers.ports import LOOPBACK, free_port
from tests.peers.process import PATIENCE_S, eventually

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TRANSPORTS = pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])


@pytest.fixture
def second(tmp_path: Path) -> Iterator[Kamailio]:
    peer = Kamailio(tmp_path / "second")
    peer.start()
    yield peer
    peer.stop()


@pytest.fixture
def engine() -> Iterator[EngineProcess]:
    with EngineProcess() as process:
        yield process


def at(engine: EngineProcess, server: str, since: int = 0, timeout_s: float = PATIENCE_S) -> AccountState:
    """Until the account is registered at that server."""
    return engine.wait_for(AccountState, lambda event: event.state is Registration.REGISTERED and event.server == server, timeout_s, since)


@TRANSPORTS
def test_a_registered_account_goes_over_to_the_second_server_and_back_to_the_first(
    engine: EngineProcess, own_kamailio: Kamailio, second: Kamailio, transport: Transport
) -> None:
    config = account(
        "vera",
        DOMAIN,
        password_of("vera"),
        proxy=own_kamailio.proxy,
        spare_servers=(second.proxy,),
        transport=transport,
        nat=NatConfig(keep_alive_s=1),
    )
    engine.send(AddAccount(config))
    at(engine, own_kamailio.proxy)
    own_kamailio.kill()
    at(engine, second.proxy)
    assert second.contacts("vera")
    since = len(engine.events)
    own_kamailio.start()
    second.kill()
    at(engine, own_kamailio.proxy, since)
    assert own_kamailio.contacts("vera")


def test_a_silent_server_is_passed_over_and_calls_go_by_the_next(engine: EngineProcess, second: Kamailio) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind((LOOPBACK, 0))
        proxy = f"{LOOPBACK}:{silent.getsockname()[1]}"
        config = account("vera", DOMAIN, password_of("vera"), proxy=proxy, spare_servers=(second.proxy,))
        engine.send(AddAccount(config))
        at(engine, second.proxy)
        call_id = engine.dial(config.account_id, f"sip:vera@{DOMAIN}")
        engine.send(Answer(engine.wait_for_incoming()))
        engine.wait_for_state(call_id, CallState.ESTABLISHED)
        assert second.dialogs() == 1


def test_a_wrong_password_is_not_tried_at_the_next_server(engine: EngineProcess, kamailio: Kamailio, second: Kamailio) -> None:
    engine.send(AddAccount(account("boris", DOMAIN, "not-his", proxy=kamailio.proxy, spare_servers=(second.proxy,))))
    failed = engine.wait_for(AccountState, lambda event: event.state is Registration.FAILED)
    assert failed.reason is not None
    assert (failed.reason.code, failed.retry_s) == (ReasonCode.WRONG_PASSWORD, 0)
    assert not second.contacts("boris")


def test_where_all_are_away_the_account_says_so_and_finds_the_first_that_is_back(engine: EngineProcess, own_kamailio: Kamailio) -> None:
    own_kamailio.stop()
    config = account(
        "vera",
        DOMAIN,
        password_of("vera"),
        proxy=f"{LOOPBACK}:{free_port()}",
        spare_servers=(own_kamailio.proxy,),
        transport=Transport.TCP,
    )
    engine.send(AddAccount(config))
    failed = engine.wait_for(AccountState, lambda event: event.state is Registration.FAILED)
    assert failed.reason is not None
    assert failed.reason.code is ReasonCode.CONNECTION_REFUSED
    assert failed.retry_s > 0
    own_kamailio.start()
    at(engine, own_kamailio.proxy)


def test_a_registrar_that_was_restarted_is_noticed_by_the_keep_alive(engine: EngineProcess, own_kamailio: Kamailio) -> None:
    """Over UDP nothing else tells: the registration itself lasts ten minutes."""
    config = account("vera", DOMAIN, password_of("vera"), proxy=own_kamailio.proxy, nat=NatConfig(keep_alive_s=2))
    engine.send(AddAccount(config))
    at(engine, own_kamailio.proxy)
    own_kamailio.restart()  # it keeps no contacts
    eventually(lambda: bool(own_kamailio.contacts("vera")), 30, "the registrar knows it again")
