"""What is noticed of the network, without changing it."""

from __future__ import annotations

from telephony.network.watch import SleepClock, source_towards


def test_the_way_to_this_computer_is_loopback() -> None:
    assert source_towards("127.0.0.1").startswith("127.")


def test_there_is_no_way_to_what_no_packet_may_go_to() -> None:
    assert source_towards("255.255.255.255") == ""


def test_a_gap_between_two_looks_is_a_sleep() -> None:
    times = iter([0.0, 1.0, 2.1, 62.0, 63.0])
    clock = SleepClock(lambda: next(times))
    assert [clock.slept() for _ in range(4)] == [False, False, True, False]
