"""Hosts as they are typed, and which of a host's addresses is tried first."""

from __future__ import annotations

import ipaddress
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telephony.network import watch
from telephony.network.hosts import (
    family,
    host_port,
    is_host_port,
    is_ipv6,
    is_link_local,
    is_loopback,
    numeric,
    preferred,
    split_host_port,
    written,
)

IPV4, IPV6 = "192.0.2.1", "2001:db8::1"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sip.test", ("sip.test", 5060)),
        ("192.0.2.1:5080", ("192.0.2.1", 5080)),
        ("[::1]", ("::1", 5060)),
        ("[::1]:5080", ("::1", 5080)),
        ("[2001:DB8:0::1]:65535", ("2001:db8::1", 65_535)),
        ("[::ffff:192.0.2.1]", ("::ffff:192.0.2.1", 5060)),
    ],
)
def test_a_host_may_name_a_port(text: str, expected: tuple[str, int]) -> None:
    host, port = split_host_port(text, 5060)
    assert (numeric(host) or host, port) == (numeric(expected[0]) or expected[0], expected[1])
    assert is_host_port(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", ":5060", "a b", "a:0", "a:65536", "a:x", "a:٣", "a;lr", "<a>", "a\nb", "::1", "2001:db8::1", "::1:5060"),
        *("[::1", "[]", "[a]", "[::1]5060", "[::1]:", "[::1]:0", "[::1]:x", "[:::]", "[fe80::1%eth0]", "[1.2.3.4]"),
    ],
)
def test_what_is_no_host_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        split_host_port(text, 5060)
    assert not is_host_port(text)


@given(st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)), st.integers(1, 65_535))
def test_every_address_is_read_as_it_is_written(address: ipaddress.IPv4Address | ipaddress.IPv6Address, port: int) -> None:
    text = str(address)
    assert split_host_port(host_port(text, port), 1) == (text, port)
    assert split_host_port(written(text), port) == (text, port)
    assert is_ipv6(text) is (address.version == 6)
    assert family(text) is (socket.AF_INET6 if address.version == 6 else socket.AF_INET)


@given(st.text(max_size=60))
def test_any_text_is_a_host_or_a_value_error(text: str) -> None:
    try:
        host, port = split_host_port(text, 5060)
    except ValueError:
        return
    assert host
    assert 0 < port < 65_536


def test_an_address_is_told_from_a_name_and_a_mapped_one_is_ipv4() -> None:
    assert numeric("localhost") == ""
    assert numeric("192.0.2.1") == "192.0.2.1"
    assert numeric("2001:DB8:0:0::1") == "2001:db8::1"
    assert numeric("::ffff:192.0.2.1") == "192.0.2.1"
    assert [is_loopback(one) for one in ("127.1.2.3", "::1", IPV4, IPV6)] == [True, True, False, False]


def test_an_address_of_the_link_is_told_from_others() -> None:
    told = [is_link_local(one) for one in ("fe80::1", "fe80::1%eth0", "::1", IPV6, IPV4, "169.254.1.1")]
    assert told == [True, True, False, False, False, False]


def everywhere(_address: str) -> bool:
    return True


@pytest.mark.parametrize(
    ("found", "ipv6", "reached", "expected"),
    [
        ((IPV6, IPV4), True, (IPV4, IPV6), (IPV4, IPV6)),  # both work: IPv4 first
        ((IPV4, IPV6), True, (IPV6,), (IPV6,)),  # an IPv6 network
        ((IPV4, IPV6), True, (IPV4,), (IPV4,)),  # an IPv4 network
        ((IPV4, IPV6), True, (), (IPV4, IPV6)),  # none: the refusal of each is told
        ((IPV6,), True, (IPV6,), (IPV6,)),
        ((IPV6, IPV4), False, (IPV4, IPV6), (IPV4,)),  # the build can't use it
        ((IPV6,), False, (IPV6,), (IPV6,)),  # nothing else: it is refused in words
        ((), True, (), ()),
    ],
)
def test_of_several_addresses_those_are_tried_that_can_work(
    found: tuple[str, ...], ipv6: bool, reached: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    assert preferred(found, ipv6=ipv6, reaches=lambda address: address in reached) == expected


def test_the_order_within_a_family_stays() -> None:
    assert preferred(("192.0.2.2", IPV6, "192.0.2.1"), ipv6=True, reaches=everywhere) == ("192.0.2.2", "192.0.2.1", IPV6)


@pytest.mark.parametrize(
    ("ours", "ipv6", "expected"),
    [
        ({IPV4: "192.0.2.7", IPV6: "2001:db8::7"}, True, "192.0.2.7"),
        ({IPV6: "2001:db8::7"}, True, "2001:db8::7"),
        ({IPV6: "2001:db8::7"}, False, ""),
        ({}, True, ""),
    ],
)
def test_the_way_out_is_ipv4s_where_there_is_one(monkeypatch: pytest.MonkeyPatch, ours: dict[str, str], ipv6: bool, expected: str) -> None:
    def towards(address: str) -> str:
        return ours.get(address, "")

    monkeypatch.setattr(watch, "source_towards", towards)
    assert watch.way_out(ipv6=ipv6) == expected
