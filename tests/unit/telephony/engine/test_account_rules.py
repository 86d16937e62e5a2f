"""Which way an account goes: by IPv4 or IPv6, on which sockets, and what of it a build without IPv6 can't use."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pjsua2 as pj
import pytest

from telephony.engine.account_rules import account_setup, check, missing_ipv6
from telephony.engine.refusal import Refused
from telephony.messages import AccountConfig, Transport
from telephony.networking import NatConfig
from telephony.pj.account import AccountSetup, Server, configuration, media_use
from telephony.reasons import ReasonCode
from telephony.secret import Secret

CONFIG = AccountConfig("account", "anna", "provider.test", Secret("x"))


def server(address: str, name: str = "provider.test") -> Server:
    return Server(name, name.strip("[]"), address, 5060)


def setup(address: str, local_address: str = "", **values: object) -> AccountSetup:
    """For a server at that address; "" calls directly."""
    config = msgspec.structs.replace(CONFIG, **values)
    return account_setup(config, server(address) if address else None, {}, local_address)


@pytest.mark.parametrize(
    ("address", "local_address", "ipv6", "media_address"),
    [
        ("192.0.2.1", "", False, ""),
        ("127.0.0.1", "", False, "127.0.0.1"),
        ("192.0.2.1", "192.0.2.7", False, "192.0.2.7"),
        ("2001:db8::1", "", True, ""),
        ("::1", "", True, "::1"),
        ("::1", "127.0.0.1", True, "::1"),
        ("2001:db8::1", "127.0.0.1", True, "::1"),  # this program stays within this computer
        ("2001:db8::1", "192.0.2.7", True, ""),  # no socket of ours: it fails before there is any sound
    ],
)
def test_sound_goes_the_way_of_the_server(address: str, local_address: str, ipv6: bool, media_address: str) -> None:
    made = setup(address, local_address)
    assert (made.ipv6, made.media_address) == (ipv6, media_address)


@pytest.mark.parametrize(("domain", "ipv6"), [("provider.test", False), ("192.0.2.1", False), ("[::1]", True), ("[::1]:5070", True)])
def test_who_calls_directly_goes_by_what_its_own_address_is(domain: str, ipv6: bool) -> None:
    assert setup("", domain=domain, register=False).ipv6 is ipv6


@pytest.mark.parametrize(
    ("address", "transport", "route"),
    [
        ("192.0.2.1", Transport.UDP, "<sip:192.0.2.1:5060;lr;hide>"),
        ("2001:db8::1", Transport.TCP, "<sip:[2001:db8::1]:5060;transport=tcp;lr;hide>"),
        ("2001:db8::1", Transport.TLS, "<sip:provider.test:5060;transport=tls;lr;hide>"),  # the name that its certificate bears
    ],
)
def test_the_first_hop_is_the_server(address: str, transport: Transport, route: str) -> None:
    assert setup(address, transport=transport).routes == (route,)


def test_a_certificate_of_an_address_is_compared_with_the_address() -> None:
    config = msgspec.structs.replace(CONFIG, domain="[::1]", transport=Transport.TLS)
    assert account_setup(config, server("::1", "[::1]"), {}, "").routes == ("<sip:[::1]:5060;transport=tls;lr;hide>",)


@pytest.mark.parametrize(
    ("address", "local_address", "use"),
    [
        ("192.0.2.1", "", (pj.PJSUA_IPV6_DISABLED, pj.PJSUA_IPV6_ENABLED_PREFER_IPV4)),
        ("127.0.0.1", "", (pj.PJSUA_IPV6_DISABLED, pj.PJSUA_IPV6_DISABLED)),  # bound to an address of IPv4
        ("192.0.2.1", "192.0.2.7", (pj.PJSUA_IPV6_DISABLED, pj.PJSUA_IPV6_DISABLED)),
        ("", "", (pj.PJSUA_IPV6_DISABLED, pj.PJSUA_IPV6_ENABLED_PREFER_IPV4)),
    ],
)
def test_a_build_without_ipv6_rules_it_out_and_one_with_it_takes_both(address: str, local_address: str, use: tuple[int, int]) -> None:
    made = setup(address, local_address)
    assert (media_use(made, ipv6=False), media_use(made, ipv6=True)) == use
    assert [configuration(made, "", -1, ipv6=ipv6).mediaConfig.ipv6Use for ipv6 in (False, True)] == list(use)


@pytest.mark.parametrize("nat", [NatConfig(ice=True), NatConfig(turn="192.0.2.9:3478")])
def test_who_goes_by_ipv4_with_ice_offers_it_alone(nat: NatConfig) -> None:
    """pjsua would put IPv6 first into the offer, which a provider of IPv4 refuses. Who has no server hears both."""
    assert media_use(replace(setup("", register=False), nat=nat), ipv6=True) == pj.PJSUA_IPV6_ENABLED_PREFER_IPV4
    assert media_use(replace(setup("192.0.2.1"), nat=nat), ipv6=True) == pj.PJSUA_IPV6_DISABLED
    assert media_use(replace(setup("2001:db8::1"), nat=nat), ipv6=True) == pj.PJSUA_IPV6_ENABLED_PREFER_IPV6


def test_an_account_that_goes_by_ipv6_offers_it_first_and_on_loopback_alone() -> None:
    assert media_use(setup("2001:db8::1"), ipv6=True) == pj.PJSUA_IPV6_ENABLED_PREFER_IPV6
    assert media_use(setup("::1"), ipv6=True) == pj.PJSUA_IPV6_ENABLED_USE_IPV6_ONLY


@pytest.mark.parametrize("media_address", ["127.0.0.1", "::1"])
def test_neither_relay_nor_ice_is_used_within_this_computer(media_address: str) -> None:
    nat = NatConfig(ice=True, turn="192.0.2.9:3478")
    for address, used in ((media_address, False), ("", True)):
        made = replace(setup("192.0.2.1"), media_address=address, nat=nat)
        config = configuration(made, "", -1).natConfig
        assert (bool(config.iceEnabled), bool(config.turnEnabled)) == (used, used)


@pytest.mark.parametrize(
    ("values", "literal"),
    [
        ({}, ""),
        ({"domain": "[2001:db8::1]:5070"}, "[2001:db8::1]:5070"),
        ({"nat": NatConfig(stun="[::1]:3478")}, "[::1]:3478"),
        ({"nat": NatConfig(turn="[::1]")}, "[::1]"),
        ({"proxy": "[::1]", "spare_servers": ("[::1]:5061",)}, ""),  # looked at when their turn comes: another may do
    ],
)
def test_what_a_build_without_ipv6_can_not_use_is_named(values: dict[str, object], literal: str) -> None:
    assert missing_ipv6(msgspec.structs.replace(CONFIG, **values)) == literal


@pytest.mark.parametrize("field", ["domain", "registrar", "proxy"])
@pytest.mark.parametrize("host", ["[2001:db8::1]", "[::1]:5070", "192.0.2.1:5070", "provider.test"])
def test_an_address_may_stand_for_a_name(field: str, host: str) -> None:
    check(msgspec.structs.replace(CONFIG, **{field: host}))


@pytest.mark.parametrize("field", ["domain", "registrar", "proxy"])
@pytest.mark.parametrize("host", ["2001:db8::1", "[::1", "[:::]", "[fe80::1%eth0]", "[::1]:0", "a:b", "a;b", "<a>"])
def test_what_is_no_host_is_refused(field: str, host: str) -> None:
    with pytest.raises(Refused) as refusal:
        check(msgspec.structs.replace(CONFIG, **{field: host}))
    assert refusal.value.reason.code is ReasonCode.BAD_ADDRESS
