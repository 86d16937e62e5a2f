"""Where a direct call goes: at once where an address was dialled, after its name was looked up else; and what may happen meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import cast

import msgspec
import pytest

from telephony.engine import placing
from telephony.engine.account_rules import call_way, direct_name
from telephony.engine.call import CallStack
from telephony.engine.inbox import Inbox
from telephony.engine.placing import Placing
from telephony.engine.refusal import Refused
from telephony.messages import AccountConfig, Transport
from telephony.networking import MediaConfig, NatConfig, SecurityConfig, TlsTrust
from telephony.pj.account import MEDIA_BY_IPV4, AccountSetup, Server, configuration, media_use
from telephony.pj.facts import DisconnectedFact, Fact
from telephony.pj.guard import SipError
from telephony.pj.sockets import ETOOMANY
from telephony.reasons import Reason, ReasonCode
from telephony.secret import Secret

DIRECT = AccountConfig("account", "anna", "192.0.2.7", Secret(""), register=False)
SERVED = AccountConfig("account", "anna", "provider.test", Secret(""))
BOTH = (Server("firm.test", "firm.test", "192.0.2.1", 5060), Server("firm.test", "firm.test", "2001:db8::1", 5060))
Found = Callable[[tuple[Server, ...]], None]


class Calls:
    def __init__(self) -> None:
        self.ended: list[str] = []

    def hang_up(self, call_id: str, status: int = 0) -> None:
        self.ended.append(call_id)


class World:
    """An engine's accounts and lines, and a resolver that answers when it is told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, config: AccountConfig, *, ipv6: bool) -> None:
        self.config: AccountConfig | None = config
        self.dialled: list[tuple[str, str, AccountSetup | None]] = []
        self.refuses: SipError | None = None
        self.facts: list[Fact] = []
        self.failed: list[tuple[str, Reason]] = []
        self.asked: list[tuple[str, Transport, Found]] = []
        self._calls = Calls()
        self.inbox = Inbox()
        self.placing = Placing(self, self, self.inbox, self.facts.append, ipv6=ipv6)
        self.placing.failed = lambda call_id, reason: self.failed.append((call_id, reason))

        def find(name: str, transport: Transport, done: Found, *, ipv6: bool) -> None:
            self.asked.append((name, transport, done))

        monkeypatch.setattr(placing, "find_servers", find)

    @property
    def calls(self) -> CallStack:
        return cast("CallStack", self._calls)

    @property
    def ended(self) -> list[str]:
        return self._calls.ended

    def usable(self, account_id: str) -> AccountConfig:
        if self.config is None:
            raise Refused(ReasonCode.UNKNOWN_ACCOUNT, account_id)
        return self.config

    def way_to(self, account_id: str, server: Server, transport: Transport) -> AccountSetup | None:
        return call_way(self.usable(account_id), server, transport, {}, "")

    def dial(self, call_id: str, account_id: str, target: str, headers: object = None, way: AccountSetup | None = None) -> None:
        if self.refuses is not None:
            raise self.refuses
        self.dialled.append((call_id, target, way))

    def resolve(self, servers: tuple[Server, ...]) -> None:
        """As the resolver's own thread does it."""
        thread = threading.Thread(target=lambda: self.asked[-1][2](servers))
        thread.start()
        thread.join()
        self.inbox.run()


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    return World(monkeypatch, DIRECT, ipv6=True)


def test_who_has_a_server_leaves_the_way_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World(monkeypatch, SERVED, ipv6=True)
    world.placing.place("call", "account", "sip:boris@firm.test")
    assert world.dialled == [("call", "sip:boris@firm.test", None)]
    assert world.asked == []


def test_a_name_is_looked_up_elsewhere_and_the_call_goes_by_its_first_address(world: World) -> None:
    world.placing.place("call", "account", "sip:boris@firm.test")
    assert (world.dialled, world.asked[0][:2]) == ([], ("firm.test", Transport.UDP))
    world.resolve(BOTH)
    [(call_id, target, way)] = world.dialled
    assert (call_id, target) == ("call", "sip:boris@firm.test")
    assert way is not None
    assert (way.routes, way.ipv6) == (("<sip:192.0.2.1:5060;lr;hide>",), False)


def test_a_name_of_ipv6_alone_is_called_by_it(world: World) -> None:
    world.placing.place("call", "account", "sip:boris@firm.test;transport=tcp")
    world.resolve(BOTH[1:])
    way = world.dialled[0][2]
    assert way is not None
    assert (way.routes, way.ipv6, way.transport) == (("<sip:[2001:db8::1]:5060;transport=tcp;lr;hide>",), True, Transport.TCP)


def test_a_build_without_ipv6_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    world = World(monkeypatch, DIRECT, ipv6=False)
    world.placing.place("call", "account", "sip:boris@firm.test:5080")
    world.resolve(BOTH[1:])
    assert world.dialled == []
    assert world.failed == [("call", Reason(ReasonCode.NO_IPV6, value="firm.test"))]


def test_a_name_of_nobody_fails_and_so_does_what_pjsip_refuses(world: World) -> None:
    world.placing.place("call", "account", "sip:boris@nobody.test")
    world.resolve(())
    world.refuses = SipError("dial", ETOOMANY, "too many")
    world.placing.place("other", "account", "sip:boris@firm.test")
    world.resolve(BOTH)
    assert [(call_id, reason.code, reason.value) for call_id, reason in world.failed] == [
        ("call", ReasonCode.UNKNOWN_HOST, "nobody.test"),
        ("other", ReasonCode.LINES_TAKEN, ""),
    ]


def test_a_call_that_is_hung_up_meanwhile_is_never_made(world: World) -> None:
    world.placing.place("call", "account", "sip:boris@firm.test")
    world.placing.hang_up("call")
    assert world.facts == [DisconnectedFact("call", 487, "", answered=False)]
    world.resolve(BOTH)
    assert (world.dialled, world.failed, world.ended) == ([], [], [])


def test_a_call_that_stands_is_hung_up_where_it_is(world: World) -> None:
    world.placing.place("call", "account", "sip:boris@firm.test")
    world.resolve(BOTH)
    world.placing.hang_up("call")
    assert (world.ended, world.facts) == (["call"], [])


def test_an_account_that_goes_meanwhile_takes_the_call_along(world: World) -> None:
    world.placing.place("call", "account", "sip:boris@firm.test")
    world.config = None
    world.resolve(BOTH)
    assert world.dialled == []
    assert world.failed == [("call", Reason(ReasonCode.UNKNOWN_ACCOUNT, value="account"))]


def test_an_account_that_got_a_server_meanwhile_calls_by_it(world: World) -> None:
    world.placing.place("call", "account", "sip:boris@firm.test")
    world.config = SERVED
    world.resolve(BOTH)
    assert world.dialled == [("call", "sip:boris@firm.test", None)]


# --- the rules -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("target", "transport", "expected"),
    [
        ("sip:b@firm.test", Transport.UDP, ("firm.test", Transport.UDP)),
        ("sip:b@firm.test:5080;transport=TCP", Transport.UDP, ("firm.test:5080", Transport.TCP)),
        ("sip:b@firm.test", Transport.TLS, ("firm.test", Transport.TLS)),
        ("sip:b@firm.test;transport=udp", Transport.TLS, ("firm.test", Transport.UDP)),
        ("sip:b@[2001:db8::1]:5080", Transport.UDP, ("[2001:db8::1]:5080", Transport.UDP)),
        ("sip:b@[::1]", Transport.UDP, ("[::1]", Transport.UDP)),
        ("sip:b@firm.test;maddr=192.0.2.1", Transport.UDP, None),  # it goes where maddr says
        ("sip:b@firm.test;transport=sctp", Transport.UDP, None),
        ("sip:b@firm.test:99999", Transport.UDP, None),
    ],
)
def test_a_direct_call_goes_to_whom_its_target_names(target: str, transport: Transport, expected: tuple[str, Transport] | None) -> None:
    assert direct_name(msgspec.structs.replace(DIRECT, transport=transport), target) == expected
    assert direct_name(SERVED, target) is None


@pytest.mark.parametrize(
    ("domain", "host", "address", "aside"),
    [
        ("192.0.2.7", "192.0.2.1", "192.0.2.1", False),  # the account's own way leads there
        ("[::1]", "::1", "::1", False),
        ("192.0.2.7", "::1", "::1", True),
        ("[::1]", "192.0.2.1", "192.0.2.1", True),
        ("192.0.2.7", "firm.test", "192.0.2.1", True),
        ("192.0.2.7", "::ffff:192.0.2.1", "192.0.2.1", True),
    ],
)
def test_a_call_has_a_way_of_its_own_where_the_accounts_leads_elsewhere(domain: str, host: str, address: str, aside: bool) -> None:
    config = msgspec.structs.replace(DIRECT, domain=domain)
    way = call_way(config, Server(host, host, address, 5060), Transport.UDP, {}, "")
    assert (way is not None) is aside
    assert way is None or (way.aside, way.ipv6, way.registrar) == (True, ":" in address, "")


def test_a_call_with_ice_has_a_way_that_offers_one_kind_of_addresses() -> None:
    config = msgspec.structs.replace(DIRECT, nat=NatConfig(ice=True))
    way = call_way(config, Server("192.0.2.1", "192.0.2.1", "192.0.2.1", 5060), Transport.UDP, {}, "")
    assert way is not None
    assert media_use(way, ipv6=True) == MEDIA_BY_IPV4


def test_a_way_by_tls_believes_whom_the_account_does_and_names_the_host() -> None:
    pinned = SecurityConfig(trust=TlsTrust.PINNED, pinned="ab" * 32)
    config = msgspec.structs.replace(DIRECT, transport=Transport.TLS, security=pinned)
    way = call_way(config, BOTH[1], Transport.TLS, {}, "")
    assert way is not None
    assert (way.routes, way.security, way.server) == (("<sip:firm.test:5060;transport=tls;lr;hide>",), pinned, BOTH[1])


def test_what_comes_in_is_for_the_account_itself_which_alone_watches_the_mailbox() -> None:
    config = msgspec.structs.replace(DIRECT, media=MediaConfig(mailbox=True))
    way = call_way(config, BOTH[0], Transport.UDP, {}, "")
    assert way is not None
    made = configuration(way, "<urn:uuid:x>", -1)
    usual = configuration(replace(way, aside=False), "<urn:uuid:x>", -1)
    assert made.priority < usual.priority
    assert not made.mwiConfig.enabled
