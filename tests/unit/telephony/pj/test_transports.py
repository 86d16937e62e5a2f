"""Which sockets SIP has: one of each kind for IPv4, and beside them for IPv6 where build and computer have it."""

from __future__ import annotations

from typing import cast

import pjsua2 as pj
import pytest

from telephony.engine.account_rules import stack_reason
from telephony.messages import Transport
from telephony.networking import SecurityConfig, TlsTrust
from telephony.pj.guard import SipError
from telephony.pj.transports import SipEndpoint, Transports
from telephony.reasons import ReasonCode

IPV6_KINDS = {pj.PJSIP_TRANSPORT_UDP6, pj.PJSIP_TRANSPORT_TCP6, pj.PJSIP_TRANSPORT_TLS6}
NAMES = {
    pj.PJSIP_TRANSPORT_UDP: "udp",
    pj.PJSIP_TRANSPORT_TCP: "tcp",
    pj.PJSIP_TRANSPORT_TLS: "tls",
    pj.PJSIP_TRANSPORT_UDP6: "udp6",
    pj.PJSIP_TRANSPORT_TCP6: "tcp6",
    pj.PJSIP_TRANSPORT_TLS6: "tls6",
}


class Info:
    def __init__(self, local_name: str) -> None:
        self.localName = local_name


class Endpoint:
    """pjsua2's, as far as sockets go; without IPv6 on the computer it opens none of that kind."""

    def __init__(self, *, computer_has_ipv6: bool) -> None:
        self.opened: list[tuple[str, str, int]] = []  # kind, address, port
        self._has_ipv6 = computer_has_ipv6

    def transportCreate(self, kind: int, config: pj.TransportConfig) -> int:
        if kind in IPV6_KINDS and not self._has_ipv6:
            raise pj.Error
        self.opened.append((NAMES[kind], config.boundAddress, config.port or 5000 + len(self.opened)))
        return len(self.opened) - 1

    def transportGetInfo(self, number: int) -> Info:
        return Info(f"host:{self.opened[number][2]}")


def opened(local_address: str = "", *, ipv6: bool = True, computer: bool = True) -> tuple[Transports, Endpoint]:
    endpoint = Endpoint(computer_has_ipv6=computer)
    transports = Transports(cast("SipEndpoint", endpoint))
    transports.open(local_address, {Transport.UDP: 5060, Transport.TCP: 5062}, ipv6=ipv6)
    return transports, endpoint


def kinds(endpoint: Endpoint) -> list[tuple[str, str]]:
    return [(kind, address) for kind, address, _ in endpoint.opened]


@pytest.mark.parametrize(
    ("local_address", "expected"),
    [
        ("", [("udp6", ""), ("tcp6", "")]),
        ("127.0.0.1", [("udp6", "::1"), ("tcp6", "::1")]),
        ("192.0.2.7", [("udp", "127.0.0.1"), ("tcp", "127.0.0.1")]),  # bound to an address of IPv4: there is none for IPv6
    ],
)
def test_ipv6_stands_beside_ipv4_on_the_same_ports(local_address: str, expected: list[tuple[str, str]]) -> None:
    _, endpoint = opened(local_address)
    assert kinds(endpoint) == [("udp", local_address), ("tcp", local_address), *expected]
    if "6" in expected[0][0]:
        assert [port for _, _, port in endpoint.opened] == [5060, 5062, 5060, 5062]


@pytest.mark.parametrize(("ipv6", "computer"), [(False, True), (True, False)])
def test_without_ipv6_in_build_or_computer_ipv4_goes_on_and_ipv6_is_no_network(ipv6: bool, computer: bool) -> None:
    transports, endpoint = opened(ipv6=ipv6, computer=computer)
    assert kinds(endpoint) == [("udp", ""), ("tcp", "")]
    assert transports.number(Transport.UDP, loopback=False, security=SecurityConfig()) == -1
    for transport in Transport:
        with pytest.raises(SipError) as refused:
            transports.number(transport, loopback=False, security=SecurityConfig(), ipv6=True)
        assert stack_reason(refused.value).code is ReasonCode.NETWORK_UNREACHABLE


def test_a_listener_of_tls_is_of_one_kind_and_one_trust() -> None:
    transports, endpoint = opened("127.0.0.1")
    pinned = SecurityConfig(trust=TlsTrust.PINNED, pinned="ab" * 32)
    asked = [(security, ipv6) for security in (SecurityConfig(), pinned) for ipv6 in (False, True)]
    numbers = [transports.number(Transport.TLS, loopback=True, security=security, ipv6=ipv6) for security, ipv6 in asked * 2]
    assert numbers[:4] == numbers[4:]
    assert len(set(numbers)) == 4
    assert kinds(endpoint)[4:] == [("tls", "127.0.0.1"), ("tls6", "::1")] * 2


def test_pjsip_chooses_by_the_destination_where_nothing_is_bound() -> None:
    transports, _ = opened()
    assert [transports.number(Transport.UDP, False, SecurityConfig(), ipv6=ipv6) for ipv6 in (False, True)] == [-1, -1]
