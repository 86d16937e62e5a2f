"""XML answers, within limits."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tariffs.providers.errors import GarbageError
from tariffs.providers.markup import MAX_BYTES, MAX_DEPTH, MAX_ELEMENTS, parsed


def test_elements_attributes_and_texts_are_read() -> None:
    root = parsed(b'<?xml version="1.0"?><a:r><inner x="1">t &amp; u</inner><outer><deep> v </deep></outer></a:r>')
    assert root.name == "r"
    assert root.children[0].attributes == {"x": "1"}
    assert root.value("inner") == "t & u"
    assert root.value("deep") == "v"
    assert root.value("none") == ""


def test_an_encoding_of_one_byte_a_letter_is_read() -> None:
    assert parsed('<?xml version="1.0" encoding="windows-1251"?><r>рубль</r>'.encode("cp1251")).text == "рубль"


ENTITIES = b'<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><r>&b;</r>'
OUTSIDE = b'<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]><r>&f;</r>'


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"text",
        b"<r>",
        b"<r></s>",
        b"<!DOCTYPE html><html></html>",
        ENTITIES,
        OUTSIDE,
        b"<r>&undefined;</r>",
        b"<r>\xff</r>",
        b'<?xml version="1.0" encoding="no-such"?><r/>',
        b"<a>" * (MAX_DEPTH + 1) + b"</a>" * (MAX_DEPTH + 1),
        b"<r>" + b"<a/>" * MAX_ELEMENTS + b"</r>",
        b"<r>" + b" " * MAX_BYTES + b"</r>",
    ],
)
def test_what_is_no_xml_within_the_limits_is_garbage(body: bytes) -> None:
    with pytest.raises(GarbageError):
        parsed(body)


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_garbage(body: bytes) -> None:
    try:
        parsed(b"<" + body)
    except GarbageError:
        return
