"""Timers, back-off, digits, addresses, tones: each small part by itself."""

from __future__ import annotations

import threading
from socket import AF_INET, AF_INET6, EAI_AGAIN, EAI_NONAME, SOCK_DGRAM, gaierror

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telephony.calls import CallState
from telephony.engine import resolver
from telephony.engine.backoff import FIRST_S, MOST_S, BackOff
from telephony.engine.dtmf import DtmfQueue, acceptable
from telephony.engine.refusal import Refused
from telephony.engine.resolver import find_addresses, find_servers
from telephony.engine.schedule import Schedule
from telephony.engine.targets import check_target
from telephony.engine.tones import tone_after, tone_for
from telephony.messages import CallTone, Transport
from telephony.pj.account import Server
from telephony.pj.tones import CADENCES, MOST_TONES
from telephony.reasons import ReasonCode


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_back_off_doubles_from_two_seconds_to_two_minutes() -> None:
    backoff = BackOff(lambda low, high: (low + high) / 2)
    assert [backoff.next_delay() for _ in range(9)] == [2, 4, 8, 16, 32, 64, 120, 120, 120]
    backoff.reset()
    assert backoff.next_delay() == FIRST_S


@given(st.integers(1, 20))
def test_jitter_never_leads_past_the_bounds(times: int) -> None:
    backoff = BackOff()
    delays = [backoff.next_delay() for _ in range(times)]
    assert all(FIRST_S * 0.8 <= delay <= MOST_S for delay in delays)


@given(st.lists(st.tuples(st.floats(0, 100), st.booleans()), max_size=20))
def test_appointments_are_kept_in_order_and_cancelled_ones_never(appointments: list[tuple[float, bool]]) -> None:
    clock, done = Clock(), list[float]()
    schedule = Schedule(clock)
    for delay, cancelled in appointments:
        timer = schedule.after(delay, lambda delay=delay: done.append(delay))
        if cancelled:
            timer.cancel()
    clock.now = 100.0
    schedule.run_due()
    assert done == sorted(delay for delay, cancelled in appointments if not cancelled)
    assert schedule.delay(5.0) == 5.0


def test_what_comes_every_second_does_not_bunch_up_after_a_late_run() -> None:
    clock, runs = Clock(), list[float]()
    schedule = Schedule(clock)
    schedule.every(1.0, lambda: runs.append(clock.now))
    clock.now = 5.5
    schedule.run_due()
    schedule.run_due()
    assert runs == [5.5]
    assert schedule.delay(10.0) == 1.0


def test_digits_go_out_one_by_one_and_a_comma_waits_two_seconds() -> None:
    clock, sent = Clock(), list[tuple[float, str]]()
    schedule = Schedule(clock)
    queue = DtmfQueue(schedule, lambda digit: sent.append((clock.now, digit)))
    queue.add("1,2")
    queue.add("3")
    for tick in range(60):
        clock.now = tick * 0.1
        schedule.run_due()
    assert [digit for _, digit in sent] == ["1", "2", "3"]
    assert sent[1][0] - sent[0][0] >= 2.0
    assert sent[2][0] - sent[1][0] < 0.5


def test_the_end_of_the_call_stops_the_digits() -> None:
    clock, sent = Clock(), list[str]()
    schedule = Schedule(clock)
    queue = DtmfQueue(schedule, sent.append)
    queue.add("123")
    queue.stop()
    clock.now = 10
    schedule.run_due()
    assert sent == ["1"]


@pytest.mark.parametrize(
    ("digits", "pauses", "good"), [("0123456789*#ABCD", False, True), ("1,2", True, True), ("1,2", False, False), ("a", True, False)]
)
def test_only_the_sixteen_digits_pass(digits: str, pauses: bool, good: bool) -> None:
    assert acceptable(digits, pauses) is good


def test_numeric_hosts_need_no_name_server() -> None:
    found: list[Server] = []
    find_servers("127.0.0.1:5070", Transport.UDP, found.extend)
    find_servers("192.0.2.1", Transport.TLS, found.extend)
    find_servers("[2001:DB8::1]", Transport.TCP, found.extend)
    find_servers("[::1]:5070", Transport.UDP, found.extend, ipv6=True)
    expected = [("127.0.0.1", 5070), ("192.0.2.1", 5061), ("2001:db8::1", 5060), ("::1", 5070)]
    assert [(one.address, one.port) for one in found] == expected


def test_a_name_is_asked_for_both_kinds_where_both_can_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first of each kind; IPv6 alone is told where there is nothing else, though it can not be used."""
    names: dict[str, dict[int, list[str]]] = {
        "both.test": {AF_INET: ["127.0.0.1", "127.0.0.2"], AF_INET6: ["::1"]},
        "six.test": {AF_INET6: ["fe80::1%eth0", "::1"]},
        "four.test": {AF_INET: ["127.0.0.1"]},
    }
    asked: list[tuple[str, int]] = []

    def look(host: str, _port: None, family: int, _kind: int) -> list[tuple[int, int, int, str, tuple[str, int]]]:
        asked.append((host, family))
        if family not in names.get(host, {}):
            raise gaierror(EAI_AGAIN if host == "silent.test" else EAI_NONAME, "no")
        return [(family, SOCK_DGRAM, 0, "", (address, 0)) for address in names[host][family]]

    monkeypatch.setattr(resolver.socket, "getaddrinfo", look)

    def found(name: str, *, ipv6: bool) -> list[str]:
        servers: list[Server] = []
        done = threading.Event()

        def take(some: tuple[Server, ...]) -> None:
            servers.extend(some)
            done.set()

        find_servers(f"{name}:5060", Transport.UDP, take, ipv6=ipv6)
        assert done.wait(5)
        return [one.address for one in servers]

    assert found("both.test", ipv6=True) == ["127.0.0.1", "::1"]
    assert found("both.test", ipv6=False) == ["127.0.0.1"]
    assert found("six.test", ipv6=True) == found("six.test", ipv6=False) == ["::1"]
    assert found("four.test", ipv6=True) == ["127.0.0.1"]
    asked.clear()
    assert found("four.test", ipv6=False) == ["127.0.0.1"]
    assert found("silent.test", ipv6=True) == []
    assert asked == [("four.test", AF_INET), ("silent.test", AF_INET)]


def test_helpers_of_a_kind_that_can_not_be_used_are_left_out() -> None:
    found: dict[str, str] = {}
    find_addresses(("127.0.0.1", "[::1]:3479"), found.update)
    assert found == {"127.0.0.1": "127.0.0.1:3478"}
    find_addresses(("[::1]:3479",), found.update, ipv6=True)
    assert found["[::1]:3479"] == "[::1]:3479"


@pytest.mark.parametrize("target", ["sip:a@b", " sip:+74951112233@sip.test ", "SIP:100@192.0.2.1:5080;transport=tcp"])
def test_a_sip_uri_may_be_dialled(target: str) -> None:
    assert check_target(target, lambda _uri: True) == target.strip()


@pytest.mark.parametrize(
    "target", ["", "tel:+1", "a@b", "sip:", "sip:a@b\r\nX: y", "sip:<a@b>", "sip:é@b", "sip:" + "a" * 600 + "@b", "http://x"]
)
def test_anything_else_may_not(target: str) -> None:
    with pytest.raises(Refused) as refusal:
        check_target(target, lambda _uri: True)
    assert refusal.value.reason.code is ReasonCode.BAD_ADDRESS


def test_an_ipv6_address_is_dialled_where_this_build_can_and_else_refused_with_the_reason() -> None:
    for target, host in (("sip:bob@[::1]", "::1"), ("sip:[2001:db8::1]:5070;transport=tcp", "2001:db8::1")):
        assert check_target(target, lambda _uri: True, ipv6=True) == target
        with pytest.raises(Refused) as refusal:
            check_target(target, lambda _uri: True)
        assert (refusal.value.reason.code, refusal.value.reason.value) == (ReasonCode.NO_IPV6, host)


@pytest.mark.parametrize("target", ["sip:a@[::1", "sip:a@[:::]", "sip:a@[12]", "sip:a@[]"])
def test_what_is_no_ipv6_address_is_refused_as_such(target: str) -> None:
    with pytest.raises(Refused) as refusal:
        check_target(target, lambda _uri: True, ipv6=True)
    assert refusal.value.reason.code is ReasonCode.BAD_ADDRESS


def test_a_sips_uri_waits_for_tls() -> None:
    with pytest.raises(Refused) as refusal:
        check_target("sips:a@b", lambda _uri: True)
    assert refusal.value.reason.code is ReasonCode.UNSUPPORTED


S = CallState


@pytest.mark.parametrize(
    ("states", "tone"),
    [
        ([], None),
        ([S.DIALLING], None),
        ([S.RINGING], CallTone.RINGBACK),
        ([S.EARLY_MEDIA], None),
        ([S.INCOMING], CallTone.RING),
        ([S.ESTABLISHED], None),
        ([S.ESTABLISHED, S.INCOMING], CallTone.WAITING),
        ([S.ESTABLISHED, S.RINGING], None),
        ([S.RINGING, S.INCOMING], CallTone.RING),
        ([S.ENDING], None),
    ],
)
def test_the_tone_that_is_due(states: list[CallState], tone: CallTone | None) -> None:
    assert tone_for(states) is tone


@pytest.mark.parametrize(
    ("code", "tone"),
    [
        (ReasonCode.BUSY, CallTone.BUSY),
        (ReasonCode.HUNG_UP_THERE, CallTone.END),
        (ReasonCode.NOT_FOUND, CallTone.END),
        (ReasonCode.HUNG_UP_HERE, None),
        (ReasonCode.CANCELLED_THERE, None),
    ],
)
def test_the_tone_after_a_call(code: ReasonCode, tone: CallTone | None) -> None:
    assert tone_after(code) is tone


def test_every_tone_fits_into_pjmedias_generator_which_aborts_the_process_otherwise() -> None:
    assert set(CADENCES) == set(CallTone)
    assert all(len(cadence) <= MOST_TONES for cadence in CADENCES.values())
