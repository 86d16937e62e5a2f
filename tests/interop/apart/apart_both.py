"""A sandbox on loopback and a provider elsewhere, at once in one engine that is bound to no address. Run by `test_apart.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from telephony.calls import CallState
from telephony.messages import AccountConfig, AccountState, AddAccount, CallStats, Registration, SetHeld, Transport
from tests.peers.apart import WORLD, Cable
from tests.peers.baresip import Baresip, BaresipAccount
from tests.peers.engine import EngineProcess, account
from tests.peers.kamailio import DOMAIN, Kamailio, password_of
from tests.peers.ports import LOOPBACK
from tests.peers.sandbox import SandboxProcess

if TYPE_CHECKING:
    from pathlib import Path

HERE = "10.77.0.10"


def register(engine: EngineProcess, config: AccountConfig) -> str:
    engine.send(AddAccount(config))
    engine.wait_for(AccountState, lambda event: event.account_id == config.account_id and event.state is Registration.REGISTERED)
    return config.account_id


def sounds(engine: EngineProcess, call_id: str) -> None:
    """Both ways, from now on."""
    so_far = [event for event in engine.of(CallStats) if event.call_id == call_id]
    most = max((event.received_packets for event in so_far), default=0) + 40
    engine.wait_for(CallStats, lambda event: event.call_id == call_id and min(event.received_packets, event.sent_packets) > most)


@pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])
def test_a_sandbox_and_a_provider_elsewhere_are_used_at_once(tmp_path: Path, transport: Transport) -> None:
    cable = Cable()
    if transport is Transport.UDP:
        cable.lay()
        cable.plug(HERE)
    provider = Kamailio(tmp_path / "provider", address=WORLD)
    provider.start()
    phone = Baresip(tmp_path / "baresip", BaresipAccount("bare", DOMAIN, password_of("bare"), provider.proxy, answer="auto"), address=WORLD)
    phone.start()
    sandbox = SandboxProcess(tmp_path / "state", prefix=cable.prefix)
    try:
        with sandbox, EngineProcess(local_address="", prefix=cable.prefix) as engine:
            anna = account(
                "anna", sandbox.domain, sandbox.accounts["anna"].password, proxy=f"{LOOPBACK}:{sandbox.sip_port}", transport=transport
            )
            home = register(engine, anna)
            away = register(engine, account("vera", DOMAIN, password_of("vera"), proxy=provider.proxy, transport=transport))
            assert [contact.address.split("@")[1].split(":")[0] for contact in provider.contacts("vera")] == [HERE]
            one = engine.dial(home, f"sip:echo@{sandbox.domain}")
            engine.wait_for_state(one, CallState.ESTABLISHED)
            sounds(engine, one)
            engine.send(SetHeld(one, True))
            two = engine.dial(away, f"sip:bare@{DOMAIN}")
            engine.wait_for_state(two, CallState.ESTABLISHED)
            sounds(engine, two)
            engine.send(SetHeld(two, True))
            engine.send(SetHeld(one, False))
            sounds(engine, one)
            phone.hang_up()
            engine.wait_for_state(two, CallState.ENDED)
    finally:
        phone.stop()
        provider.stop()
