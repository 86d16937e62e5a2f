"""How the annex finds out by which address its accounts are reached."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telephony.annex.reach import Reach
from telephony.message_base import Transport
from telephony.networking import NatConfig
from telephony.pj.account import AccountSetup, Server
from telephony.pj.facts import Outcome, RequestFact
from telephony.pj.guard import SipError
from telephony.pj.requests import OutgoingRequest
from tests.unit.telephony.annex.test_annex import SETUP

AWAY = replace(SETUP, server=Server("example.org", "example.org", "192.0.2.9", 5060), nat=NatConfig(keep_alive_s=15))


class World:
    def __init__(self) -> None:
        self.now = 0.0
        self.asked: list[tuple[str, str, OutgoingRequest]] = []
        self.changed: list[AccountSetup] = []
        self.broken = False
        self.reach = Reach(self._send, self.changed.append, lambda: self.now)

    def _send(self, account_id: str, request_id: str, request: OutgoingRequest) -> None:
        self.asked.append((account_id, request_id, request))
        if self.broken:
            raise SipError("OPTIONS", 1, "no way")

    def pass_seconds(self, seconds: int) -> None:
        for _ in range(seconds):
            self.now += 1
            self.reach.look()

    def answer(self, via: str, request_id: str = "reach:account") -> None:
        text = f"SIP/2.0 404 Not Found\r\nVia: {via}\r\nCSeq: 1 OPTIONS\r\n\r\n" if via else ""
        self.reach.take(RequestFact(request_id, Outcome.ANSWERED, 404, "Not Found", text, ""))


def test_a_server_is_asked_at_once_and_again_by_the_keep_alive() -> None:
    world = World()
    assert world.reach.know(AWAY) == AWAY
    world.reach.look()
    assert world.asked == [("account", "reach:account", OutgoingRequest("OPTIONS", "sip:example.org"))]
    world.pass_seconds(29)
    assert len(world.asked) == 2
    world.pass_seconds(16)
    assert len(world.asked) == 4


@pytest.mark.parametrize("keep_alive_s", [0, 600])
def test_a_connection_is_kept_even_where_the_keep_alive_is_long_or_off(keep_alive_s: int) -> None:
    world = World()
    world.reach.know(replace(AWAY, nat=NatConfig(keep_alive_s=keep_alive_s), transport=Transport.TLS))
    world.pass_seconds(76)
    assert len(world.asked) == 4
    assert world.asked[0][2].target == "sip:example.org;transport=tls"


def test_who_calls_directly_asks_nobody() -> None:
    world = World()
    assert world.reach.know(SETUP) is SETUP
    world.pass_seconds(100)
    assert not world.asked


@pytest.mark.parametrize(
    "via",
    [
        "SIP/2.0/UDP [2001:db8::5]:40123;rport=51234;branch=z9hG4bK1;received=[2001:DB8::7]",
        "SIP/2.0/UDP [2001:db8::5]:40123;rport=51234;branch=z9hG4bK1;received=2001:db8::7",  # RFC 5118 section 4.5
        "SIP/2.0/UDP [2001:db8::7]:40123;rport=51234;branch=z9hG4bK1",
    ],
)
def test_an_address_of_ipv6_stands_in_brackets(via: str) -> None:
    world = World()
    world.reach.know(AWAY)
    world.answer(via)
    assert [one.contact.lower() for one in world.changed] == ["<sip:anna@[2001:db8::7]:51234>"]


@pytest.mark.parametrize("host", ["[2001:db8::5", "[]", "[x]", "2001:db8::x"])
def test_what_is_no_address_says_nothing(host: str) -> None:
    world = World()
    world.reach.know(AWAY)
    world.answer(f"SIP/2.0/UDP {host};rport=51234")
    assert not world.changed


def test_the_answer_says_by_which_address_it_is_reached() -> None:
    world = World()
    world.reach.know(AWAY)
    world.answer("SIP/2.0/UDP 10.0.0.5:40123;rport=51234;branch=z9hG4bK1;received=203.0.113.7")
    assert [one.contact for one in world.changed] == ["<sip:anna@203.0.113.7:51234>"]
    world.answer("SIP/2.0/UDP 10.0.0.5:40123;rport=51234;received=203.0.113.7")
    assert len(world.changed) == 1
    world.answer("SIP/2.0/UDP 203.0.113.8:40123;rport=40123;branch=z9hG4bK1")
    assert world.changed[-1].contact == "<sip:anna@203.0.113.8:40123>"
    # What the engine says next of the account leaves that as it is, unless it goes elsewhere.
    assert world.reach.know(replace(AWAY, display_name="Anna")).contact == "<sip:anna@203.0.113.8:40123>"
    assert world.reach.know(replace(AWAY, transport=Transport.TCP)).contact == ""


@pytest.mark.parametrize("via", ["", "SIP/2.0/UDP 10.0.0.5:40123;rport", "SIP/2.0/UDP 10.0.0.5;rport=x", "junk", ";;;=;rport=5"])
def test_an_answer_that_does_not_say_changes_nothing(via: str) -> None:
    world = World()
    world.reach.know(AWAY)
    world.answer(via)
    assert not world.changed


@given(st.text(max_size=80))
def test_no_answer_breaks_it(via: str) -> None:
    world = World()
    world.reach.know(AWAY)
    world.answer(via)
    world.answer(via, "somebody else's")


def test_in_another_network_all_is_asked_anew() -> None:
    world = World()
    world.reach.know(AWAY)
    world.reach.look()
    world.answer("SIP/2.0/TCP 10.0.0.5:40123;rport=51234;received=203.0.113.7")
    world.reach.forget()
    assert world.changed[-1].contact == ""
    world.reach.look()
    assert len(world.asked) == 2


def test_one_that_is_gone_or_has_no_way_is_no_harm() -> None:
    world = World()
    world.broken = True
    world.reach.know(AWAY)
    world.reach.look()
    world.reach.drop("account")
    world.reach.drop("account")
    world.answer("SIP/2.0/UDP 10.0.0.5:40123;rport=51234")
    world.pass_seconds(50)
    assert len(world.asked) == 1
    assert not world.changed
