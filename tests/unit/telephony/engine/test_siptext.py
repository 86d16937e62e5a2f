"""Reading SIP texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telephony.engine.siptext import (
    NameAddress,
    parse_address,
    parse_message,
    reason_causes,
    split_list,
    uri_host_port,
    uri_parameter,
)

INVITE = (
    "INVITE sip:bob@biloxi.example.com SIP/2.0\r\n"
    "Via: SIP/2.0/UDP pc33.atlanta.example.com;branch=z9hG4bKnashds8\r\n"
    'f: "Alice, \\"A\\"" <sip:alice@atlanta.example.com>;tag=1928301774\r\n'
    "To: Bob <sip:bob@biloxi.example.com>\r\n"
    "i: a84b4c76e66710\r\n"
    "CSeq: 314159 INVITE\r\n"
    "Record-Route: <sip:p2.example.com;lr>,\r\n  <sip:p1.example.com;lr>\r\n"
    "m: <sip:alice@pc33.atlanta.example.com>\r\n"
    "c: application/sdp\r\n"
    "\r\n"
    "v=0\r\n"
)


def test_a_request_reads_with_compact_names_quotes_and_folded_lines() -> None:
    message = parse_message(INVITE)
    assert (message.method, message.status, message.cseq) == ("INVITE", 0, (314159, "INVITE"))
    assert message.address("from") == NameAddress('Alice, "A"', "sip:alice@atlanta.example.com", "1928301774")
    assert message.address("to") == NameAddress("Bob", "sip:bob@biloxi.example.com", "")
    assert message.first("call-id") == "a84b4c76e66710"
    assert message.values("record-route") == ["<sip:p2.example.com;lr>", "<sip:p1.example.com;lr>"]
    assert message.has_sdp


def test_a_response_reads_with_its_status() -> None:
    message = parse_message("SIP/2.0 486 Busy Here\r\nCSeq: 2 INVITE\r\n\r\n")
    assert (message.method, message.status) == ("", 486)
    assert not message.has_sdp


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("<sip:a@b;transport=tcp>;tag=x", NameAddress("", "sip:a@b;transport=tcp", "x")),
        ("sip:a@b;tag=x", NameAddress("", "sip:a@b", "x")),
        ("Анна <sip:a@b>", NameAddress("Анна", "sip:a@b", "")),
        ('"a<b>" <sip:a@b> ; TAG = y', NameAddress("a<b>", "sip:a@b", "y")),
        ("", NameAddress()),
        ('"unclosed <sip:a@b>', NameAddress('"unclosed', "sip:a@b", "")),
    ],
)
def test_an_address_reads_in_each_of_its_forms(value: str, expected: NameAddress) -> None:
    assert parse_address(value) == expected


@pytest.mark.parametrize(
    ("uri", "expected"),
    [
        ("sip:a@192.0.2.1:5080;lr", ("192.0.2.1", 5080)),
        ("sip:192.0.2.1", ("192.0.2.1", 0)),
        ("SIPS:a:secret@host.example", ("host.example", 0)),
        ("sip:a@[2001:db8::1]:5070", ("2001:db8::1", 5070)),
        ("tel:+123", ("", 0)),
        ("", ("", 0)),
    ],
)
def test_host_and_port_of_a_uri(uri: str, expected: tuple[str, int]) -> None:
    assert uri_host_port(uri) == expected


def test_uri_parameters_have_a_value_none_or_are_absent() -> None:
    uri = "sip:a@b;lr;transport=TCP?x=;y"
    assert uri_parameter(uri, "lr") == ""
    assert uri_parameter(uri, "transport") == "TCP"
    assert uri_parameter(uri, "y") is None


def test_the_reason_headers_give_protocol_cause_and_text() -> None:
    message = parse_message('BYE sip:a@b SIP/2.0\r\nReason: SIP ;text="no cause", Q.850;cause=31;text="credit exhausted"\r\n\r\n')
    assert reason_causes(message) == (("Q.850", 31, "credit exhausted"),)


@given(st.text())
def test_no_text_at_all_makes_the_reader_raise(text: str) -> None:
    message = parse_message(text)
    assert isinstance(message.cseq[0], int)
    for name in ("from", "to", "contact"):
        assert isinstance(message.address(name), NameAddress)
    reason_causes(message)
    parse_address(text)
    uri_host_port(text)
    uri_parameter(text, "lr")


@given(st.lists(st.from_regex(r"<sip:[a-z]{1,8}@[a-z]{1,8}(;[a-z]{1,4}){0,2}>", fullmatch=True), max_size=6))
def test_a_list_of_addresses_comes_apart_as_it_was_put_together(values: list[str]) -> None:
    assert split_list(", ".join(values)) == values
