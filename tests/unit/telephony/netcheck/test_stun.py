"""A STUN answer, read; and what two of them say of a NAT."""

from __future__ import annotations

import ipaddress
import socket
import struct
import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telephony.netcheck.findings import CheckOutcome
from telephony.netcheck.patience import Cancelled, Patience
from telephony.netcheck.stun import Address, find_nat, parse_binding

COOKIE = 0x2112A442
# RFC 5769 section 2.2: a sample response over IPv4; it maps to 192.0.2.1 port 32853.
SAMPLE = bytes.fromhex(
    "0101003c2112a442b7e7a701bc34d686fa87dfae802200 0b7465737420766563746f72 20"
    "002000080001a147e112a64300080014 2b91f599fd9e90c38c7489f92af9ba53f06be7d7 80280004c07d4c96".replace(" ", "")
)
# Section 2.3: the same over IPv6; it maps to 2001:db8:1234:5678:11:2233:4455:6677 port 32853.
SAMPLE_IPV6 = bytes.fromhex(
    "010100482112a442b7e7a701bc34d686fa87dfae8022000b7465737420766563746f7220"
    "002000140002a1470113a9faa5d3f179bc25f4b5bed2b9d9"
    "00080014a382954e4be67bf11784c97c8292c275bfe3ed4180280004c8fb0b4c"
)
TRANSACTION = bytes.fromhex("b7e7a701bc34d686fa87dfae")


def test_the_sample_answer_of_rfc_5769_says_who_we_are() -> None:
    assert parse_binding(SAMPLE, TRANSACTION) == (("192.0.2.1", 32853), None)


def test_the_sample_answer_over_ipv6_says_so_too() -> None:
    assert parse_binding(SAMPLE_IPV6, TRANSACTION) == (("2001:db8:1234:5678:11:2233:4455:6677", 32853), None)


def test_an_answer_to_somebody_else_says_nothing() -> None:
    assert parse_binding(SAMPLE, bytes(12)) is None


@given(st.binary(max_size=200))
def test_any_bytes_are_an_answer_or_none(data: bytes) -> None:
    parse_binding(data, TRANSACTION)
    parse_binding(SAMPLE[:20] + data, TRANSACTION)
    parse_binding(SAMPLE_IPV6[:20] + data, TRANSACTION)


@given(st.integers(0, len(SAMPLE) - 1))
def test_a_truncated_answer_says_nothing(length: int) -> None:
    assert parse_binding(SAMPLE[:length], TRANSACTION) is None
    assert parse_binding(SAMPLE_IPV6[:length], TRANSACTION) is None


def plain(address: Address, attribute: int) -> bytes:
    host, port = address
    return struct.pack("!HHxBHI", attribute, 8, 1, port, int(ipaddress.IPv4Address(host)))


class Server(threading.Thread):
    """A STUN server that says what it is told to: no NAT is to be had on one machine."""

    def __init__(self, mapped: Address | None, other: Address | None) -> None:
        super().__init__(daemon=True)
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind(("127.0.0.1", 0))
        self.mapped, self.other = mapped, other

    @property
    def address(self) -> Address:
        host, port = self.socket.getsockname()
        return str(host), int(port)

    def run(self) -> None:
        while True:
            try:
                request, source = self.socket.recvfrom(2048)
            except OSError:
                return
            if not request:
                return
            body = plain(self.mapped or source, 0x0001) + (plain(self.other, 0x802C) if self.other else b"")
            self.socket.sendto(struct.pack("!HHI", 0x0101, len(body), COOKIE) + request[8:20] + body, source)

    def stop(self) -> None:
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
            one.sendto(b"", self.address)
        self.join(2)
        self.socket.close()


@pytest.fixture
def patience() -> Patience:
    return Patience(lambda: False)


@pytest.fixture
def second() -> Iterator[Server]:
    server = Server(("198.51.100.7", 40_000), None)
    server.start()
    yield server
    server.stop()


@pytest.mark.parametrize(
    ("mapped", "outcome"),
    [(None, CheckOutcome.FINE), (("198.51.100.7", 40_000), CheckOutcome.TRANSLATED), (("198.51.100.7", 40_001), CheckOutcome.SYMMETRIC)],
)
def test_the_kind_of_nat_is_what_two_addresses_say(
    mapped: Address | None, outcome: CheckOutcome, second: Server, patience: Patience
) -> None:
    first = Server(mapped, second.address)
    first.start()
    finding = find_nat(first.address, patience)
    first.stop()
    assert finding.outcome is outcome
    assert finding.value.startswith("127.0.0.1:" if mapped is None else "198.51.100.7:")


def test_a_silent_server_is_waited_for_three_seconds_and_not_after_a_cancel(patience: Patience) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        assert find_nat(silent.getsockname(), patience).outcome is CheckOutcome.NO_ANSWER
        with pytest.raises(Cancelled):
            find_nat(silent.getsockname(), Patience(lambda: True))
