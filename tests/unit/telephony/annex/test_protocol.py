"""Lines between engine and annex."""

from __future__ import annotations

import contextlib
import dataclasses
import typing
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from telephony.annex.protocol import (
    AnyOrder,
    AnyReport,
    Counted,
    Happened,
    MediaTold,
    Open,
    Place,
    ProtocolError,
    SetAccount,
    decode_order,
    decode_report,
    encode,
    fact_of,
    happened,
)
from telephony.pj.account import AccountSetup
from telephony.pj.call import MediaInfo, MediaStats
from telephony.pj.facts import ConnectionLost, Fact, LostFact, MessageFact, PagerFact, RegistrationFact
from telephony.secret import Secret
from tests.unit.telephony.strategies import any_of, texts

_TOLD_WITHOUT = {
    "RegistrationFact",
    "ConnectionLost",
    "CertificateRefused",
    "MailboxFact",
    "RequestFact",
    "NotifyFact",
    "WatchEndedFact",
    "WatcherFact",
    "LostFact",
}


def values(kind: type[Any]) -> st.SearchStrategy[Any]:
    """Of a dataclass, or of whatever a field has."""
    if not dataclasses.is_dataclass(kind):
        return any_of(kind)
    hints = typing.get_type_hints(kind)
    return st.builds(kind, **{field.name: _of(hints[field.name]) for field in dataclasses.fields(kind)})


def _of(annotation: Any) -> st.SearchStrategy[Any]:
    arguments = typing.get_args(annotation)
    if any(dataclasses.is_dataclass(argument) for argument in arguments):
        return st.one_of([values(argument) for argument in arguments])
    return any_of(annotation)


facts: st.SearchStrategy[Fact] = st.one_of([values(kind) for kind in typing.get_args(Fact) if kind.__name__ not in _TOLD_WITHOUT])


def orders() -> st.SearchStrategy[AnyOrder]:
    special: dict[type[Any], st.SearchStrategy[Any]] = {
        SetAccount: st.builds(SetAccount, values(AccountSetup), st.booleans()),
        Place: st.builds(Place, texts, texts, texts, st.dictionaries(texts, texts, max_size=3)),
    }
    return st.one_of([special[kind] if kind in special else any_of(kind) for kind in typing.get_args(AnyOrder)])


def reports() -> st.SearchStrategy[AnyReport]:
    special: dict[type[Any], st.SearchStrategy[Any]] = {
        Happened: facts.map(happened),
        MediaTold: st.builds(MediaTold, texts, st.none() | values(MediaInfo)),
        Counted: st.builds(Counted, st.dictionaries(texts, values(MediaStats), max_size=3)),
    }
    return st.one_of([special[kind] if kind in special else any_of(kind) for kind in typing.get_args(AnyReport)])


@given(orders())
def test_every_order_comes_back_as_it_was(order: AnyOrder) -> None:
    line = encode(order)
    assert line.count(b"\n") == 1
    assert line.endswith(b"\n")
    assert decode_order(line) == order


@given(reports())
def test_every_report_comes_back_as_it_was(report: AnyReport) -> None:
    line = encode(report)
    assert line.count(b"\n") == 1
    again = decode_report(line)
    assert encode(again) == line


@given(facts)
def test_every_fact_of_a_call_comes_back_as_it_was(fact: Fact) -> None:
    report = happened(fact)
    assert report is not None
    told = decode_report(encode(report))
    assert isinstance(told, Happened)
    assert fact_of(told) == fact


def test_what_is_the_annexs_own_affair_is_not_told() -> None:
    assert happened(RegistrationFact("a", 200, "OK", answered=True, expires_s=60)) is None
    assert happened(LostFact("a")) is None
    assert {kind.__name__ for kind in typing.get_args(Fact)} >= _TOLD_WITHOUT
    assert ConnectionLost.__name__ in _TOLD_WITHOUT


@given(st.binary(max_size=200))
def test_any_bytes_are_a_message_or_a_protocol_error(line: bytes) -> None:
    for decode in (decode_order, decode_report):
        with contextlib.suppress(ProtocolError):
            assert encode(decode(line))


@pytest.mark.parametrize(
    "line",
    [b"", b"{}", b'{"type":"Nonsense"}', b'{"type":"EndCall"}', b'{"type":"EndCall","call_id":7}', b"\xff\xfe", b'{"type":"Count"'],
)
def test_an_order_of_the_wrong_shape_is_an_error(line: bytes) -> None:
    with pytest.raises(ProtocolError, match=r"\w"):
        decode_order(line)


@pytest.mark.parametrize("kind", ["Nonsense", "LostFact", "SipError", "__import__"])
def test_a_fact_of_no_known_kind_is_an_error(kind: str) -> None:
    with pytest.raises(ProtocolError, match="no fact"):
        fact_of(Happened(kind, msgspec.Raw(b"{}")))


def test_a_fact_of_the_wrong_shape_is_an_error() -> None:
    with pytest.raises(ProtocolError):
        fact_of(Happened(MessageFact.__name__, msgspec.Raw(b'{"call_id":1}')))


def test_bytes_that_are_no_text_pass() -> None:
    fact = PagerFact("account", b"MESSAGE\xff\x00\n", "192.0.2.1:5060")
    report = happened(fact)
    assert report is not None
    assert fact_of(report) == fact


def test_a_secret_goes_through_and_is_not_shown() -> None:
    order = Open("agent", "", "", 4000, Secret("0badc0de"))
    assert b"0badc0de" in encode(order)
    assert "0badc0de" not in repr(order)
