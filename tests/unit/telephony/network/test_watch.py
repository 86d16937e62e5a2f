"""What is noticed of the network, without changing it."""

from __future__ import annotations

from typing import Self

import pytest

from telephony.network import watch
from telephony.network.watch import SleepClock, source_towards


def test_the_way_to_this_computer_is_loopback() -> None:
    assert source_towards("127.0.0.1").startswith("127.")


def test_the_way_to_this_computer_is_loopback_by_ipv6_too() -> None:
    assert source_towards("::1") == "::1"


@pytest.mark.parametrize(("source", "way"), [("2001:db8::7", "2001:db8::7"), ("fe80::7", "")])
def test_an_address_of_the_link_is_no_way_to_the_world(monkeypatch: pytest.MonkeyPatch, source: str, way: str) -> None:
    class Socket:
        def __init__(self, *_: object) -> None:
            pass

        def __enter__(self) -> Self:
            return self

        def __exit__(self, *_: object) -> None:
            pass

        def connect(self, _address: object) -> None:
            pass

        def getsockname(self) -> tuple[str, int, int, int]:
            return source, 1, 0, 0

    monkeypatch.setattr(watch.socket, "socket", Socket)
    assert source_towards("2001:db8::1") == way


def test_there_is_no_way_to_what_no_packet_may_go_to() -> None:
    assert source_towards("255.255.255.255") == ""


def test_a_gap_between_two_looks_is_a_sleep() -> None:
    times = iter([0.0, 1.0, 2.1, 62.0, 63.0])
    clock = SleepClock(lambda: next(times))
    assert [clock.slept() for _ in range(4)] == [False, False, True, False]
