"""SRV records: asked for, read, and put in order (RFC 1035, RFC 2782)."""

from __future__ import annotations

import socket
import struct
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telephony.network.dns import DnsError, Service, name_servers, ordered, parse, question, services

NAME = "_sip._udp.provider.test"


def encoded(name: str) -> bytes:
    return b"".join(bytes([len(label)]) + label.encode() for label in name.split(".")) + b"\0"


def answer(query: bytes, records: list[tuple[int, int, int, str]], flags: int = 0x8180) -> bytes:
    """To a query, with each record's owner as a pointer at the question's name (RFC 1035 section 4.1.4)."""
    number = struct.unpack(">H", query[:2])[0]
    out = struct.pack(">HHHHHH", number, flags, 1, len(records), 0, 0) + query[12:]
    for priority, weight, port, host in records:
        data = struct.pack(">HHH", priority, weight, port) + encoded(host)
        out += b"\xc0\x0c" + struct.pack(">HHIH", 33, 1, 60, len(data)) + data
    return out


RECORDS = [(20, 0, 5062, "spare.provider.test"), (10, 5, 5060, "a.provider.test"), (10, 0, 5061, "b.provider.test")]


def test_records_are_read_with_their_names() -> None:
    found = parse(answer(question(7, NAME), RECORDS), 7)
    assert found[0] == Service(20, 0, 5062, "spare.provider.test")
    assert len(found) == 3


def test_the_lowest_priority_comes_first_and_chance_goes_by_weight_within_it() -> None:
    found = [Service(*record) for record in RECORDS]
    assert [one.port for one in ordered(found, lambda _most: 0)] == [5061, 5060, 5062]
    assert [one.port for one in ordered(found, lambda most: most - 1)] == [5060, 5061, 5062]


@given(st.lists(st.builds(Service, st.integers(0, 3), st.integers(0, 65535), st.integers(1, 65535), st.text(max_size=3))))
def test_every_record_is_tried_once_by_priority(found: list[Service]) -> None:
    order = ordered(found)
    assert sorted(order, key=repr) == sorted(found, key=repr)
    assert [one.priority for one in order] == sorted(one.priority for one in found)


@given(st.binary(max_size=300))
def test_garbage_is_an_error_and_nothing_worse(data: bytes) -> None:
    number = struct.unpack(">H", (data + b"\0\0")[:2])[0]
    try:
        parse(data, number)
    except DnsError:
        return


@given(st.binary(max_size=120))
def test_a_garbled_answer_is_an_error_and_nothing_worse(tail: bytes) -> None:
    whole = answer(question(9, NAME), RECORDS)
    try:
        parse(whole[:50] + tail, 9)
    except DnsError:
        return


def test_a_name_that_points_at_itself_ends() -> None:
    with pytest.raises(DnsError):
        parse(struct.pack(">HHHHHH", 1, 0x8180, 1, 0, 0, 0) + b"\xc0\x0c\0\0\0\0", 1)


def test_an_answer_to_another_question_and_a_failure_are_errors_and_no_such_name_is_none() -> None:
    query = question(5, NAME)
    for number, flags in ((6, 0x8180), (5, 0x0100), (5, 0x8182)):
        with pytest.raises(DnsError):
            parse(answer(query, RECORDS, flags), number)
    assert parse(answer(query, [], 0x8183), 5) == ()
    assert parse(answer(query, [(0, 0, 0, "x")]), 5) == ()


@pytest.mark.parametrize("name", ["", "a..b", "x" * 64 + ".test"])
def test_what_is_no_name_is_not_asked(name: str) -> None:
    with pytest.raises((DnsError, UnicodeError)):
        question(1, name)


def test_a_server_is_asked_and_one_that_is_silent_is_passed_over() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        silent.bind(("127.0.0.1", 0))
        server.bind(("127.0.0.1", 0))
        server.settimeout(5)

        def serve() -> None:
            query, peer = server.recvfrom(512)
            server.sendto(answer(query, RECORDS), peer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        found = services(NAME, 1.0, [silent.getsockname(), server.getsockname()])
        thread.join()
    assert found[-1].host == "spare.provider.test"


def test_name_servers_are_those_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "resolv.conf").write_text("# comment\nsearch test\nnameserver 192.0.2.53\nnameserver fe80::1%eth0\nnameserver\n")
    assert name_servers(tmp_path / "resolv.conf") == ("192.0.2.53", "fe80::1%eth0")
    assert name_servers(tmp_path / "none") == ()
