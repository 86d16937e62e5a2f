"""Presence by the real provider: Agents see each other, Linphone sees them and is seen."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from telephony.bodies.presence import Presence, Status, build_presence
from telephony.messages import PresenceChanged, Publish, PublishState, RegisterNow, RemoveAccount, Subscribe, Transport, Unpublish
from tests.interop.conftest import Agent, StartAgent
from tests.peers.kamailio import DOMAIN, Kamailio
from tests.peers.process import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.peers.linphone import Linphone

TRANSPORTS = pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])


def appear(agent: Agent, user: str, status: Status, title: str = "", text: str = "") -> None:
    """Publish, until the provider has it."""
    since = len(agent.engine.events)
    document = build_presence(Presence(f"sip:{user}@{DOMAIN}", status, title, text))
    agent.engine.send(Publish(agent.account_id, document))
    if since == 0 or not agent.engine.of(PublishState):
        assert agent.engine.wait_for(PublishState) == PublishState(agent.account_id, published=True)


def watch(agent: Agent, *users: str) -> None:
    agent.engine.send(Subscribe(agent.account_id, tuple(f"sip:{user}@{DOMAIN}" for user in users)))


def sees(agent: Agent, user: str, status: Status | None, timeout_s: float = PATIENCE_S, since: int = 0) -> PresenceChanged:
    uri = f"sip:{user}@{DOMAIN}"
    return agent.engine.wait_for(PresenceChanged, lambda event: event.uri == uri and event.status is status, timeout_s, since)


@TRANSPORTS
def test_an_agent_sees_another_come_change_and_go(agent: StartAgent, transport: Transport) -> None:
    anna, boris = agent("anna", transport=transport), agent("boris", transport=transport)
    watch(anna, "boris")
    sees(anna, "boris", Status.OFFLINE)
    appear(boris, "boris", Status.ONLINE)
    sees(anna, "boris", Status.ONLINE)
    appear(boris, "boris", Status.AWAY, "Обед <суп>", "Вернусь в 14:00 & позже")
    away = sees(anna, "boris", Status.AWAY)
    assert (away.title, away.text) == ("Обед <суп>", "Вернусь в 14:00 & позже")
    appear(boris, "boris", Status.BUSY)
    sees(anna, "boris", Status.BUSY)
    appear(boris, "boris", Status.FREE_FOR_CHAT)
    since = len(anna.engine.events)
    boris.engine.send(Unpublish(boris.account_id))
    boris.engine.wait_for(PublishState, lambda event: not event.published)
    sees(anna, "boris", Status.OFFLINE, since=since)


@pytest.mark.parametrize("way", ["quits", "removes the account"])
def test_who_leaves_is_not_seen_any_more(agent: StartAgent, way: str) -> None:
    anna, boris = agent("anna"), agent("boris")
    watch(anna, "boris")
    appear(boris, "boris", Status.ONLINE)
    sees(anna, "boris", Status.ONLINE)
    since = len(anna.engine.events)
    if way == "quits":
        assert boris.engine.stop() == 0
    else:
        boris.engine.send(RemoveAccount(boris.account_id))
    sees(anna, "boris", Status.OFFLINE, since=since)


def test_who_is_watched_no_more_is_not_told_of(agent: StartAgent) -> None:
    anna, boris = agent("anna"), agent("boris")
    watch(anna, "boris", "vera")
    sees(anna, "boris", Status.OFFLINE)
    watch(anna, "vera")
    anna.engine.settled()
    appear(boris, "boris", Status.ONLINE)
    watch(anna, "vera", "boris")
    sees(anna, "boris", Status.ONLINE)
    states = [event.status for event in anna.engine.of(PresenceChanged) if "boris" in event.uri]
    assert states.count(Status.ONLINE) == 1


def test_presence_comes_back_after_the_providers_restart(own_kamailio: Kamailio, agent: StartAgent) -> None:
    anna, boris = agent("anna", provider=own_kamailio), agent("boris", provider=own_kamailio)
    watch(anna, "boris")
    appear(boris, "boris", Status.AWAY, "Обед")
    sees(anna, "boris", Status.AWAY)
    own_kamailio.kill()
    own_kamailio.start()
    since = len(anna.engine.events)
    for one in (anna, boris):
        one.engine.send(RegisterNow(one.account_id))
    own_kamailio.await_registered("anna")
    sees(anna, "boris", Status.OFFLINE, since=since)
    sees(anna, "boris", Status.AWAY, since=since)


def test_more_contacts_than_can_be_watched_at_once_do_no_harm(agent: StartAgent) -> None:
    anna, boris = agent("anna"), agent("boris")
    appear(boris, "boris", Status.ONLINE)
    watch(anna, "boris", *(f"nobody{number}" for number in range(400)))
    sees(anna, "boris", Status.ONLINE)
    sees(anna, "nobody200", Status.OFFLINE)
    watch(anna, "boris")
    appear(boris, "boris", Status.AWAY)
    sees(anna, "boris", Status.AWAY)


# --- Linphone ----------------------------------------------------------------------------------------------------------------------------


def test_linphone_sees_an_agent_come_change_and_go(agent: StartAgent, linphone: Callable[..., Linphone]) -> None:
    phone, anna = linphone(), agent("anna")
    uri = f"sip:anna@{DOMAIN}"
    phone.watch(uri)
    appear(anna, "anna", Status.ONLINE)
    phone.wait_event("presence", uri=uri, presence="online")
    phone.forget_events()
    appear(anna, "anna", Status.AWAY)
    phone.wait_event("presence", uri=uri, presence="busy")  # its one colour for "away" and "busy"
    anna.engine.send(Unpublish(anna.account_id))
    phone.wait_event("presence", uri=uri, presence="offline")


def test_an_agent_sees_linphone_come_change_and_go(agent: StartAgent, linphone: Callable[..., Linphone]) -> None:
    phone, anna = linphone(publish=True), agent("anna")
    watch(anna, "lin")
    sees(anna, "lin", Status.ONLINE)
    phone.appear("busy")
    sees(anna, "lin", Status.AWAY)
    time.sleep(1.5)  # Linphone publishes a second document where the answer to the first is still on its way
    phone.appear("do_not_disturb")
    sees(anna, "lin", Status.BUSY)
    phone.stop()
    sees(anna, "lin", Status.OFFLINE)
