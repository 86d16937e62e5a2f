"""Addresses with places for an account's values."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tariffs.providers.templates import Escape, Template, TemplateError
from tests.unit.providers.telling import SECRET

VALUES = {"account[username]": "an na", "account[host]": "example.com", "targetNumber": "+7495"}


def secret() -> str:
    return SECRET


def never() -> str:
    raise AssertionError("the password was asked for")


def test_places_are_filled_and_escaped() -> None:
    text = "https://x.test/%account[host]%/rate?u=%account[username]%&to=%targetNumber%&fixed=a%20b"
    filled = Template.parse(text).filled(VALUES, never, Escape.URL)
    assert filled == "https://x.test/example.com/rate?u=an%20na&to=%2B7495&fixed=a%20b"


def test_the_password_and_its_hash_are_marked() -> None:
    assert Template.parse("https://x.test/?p=%account[password]%").holds_password
    hashed = Template.parse("https://x.test/?p=%sha1(%account[password]%)%")
    assert hashed.holds_password
    assert hashed.filled({}, lambda: "abc", Escape.URL) == "https://x.test/?p=a9993e364706816aba3e25717850c26c9cd0d89d"
    assert not Template.parse("https://x.test/?p=%account[username]%").holds_password


@pytest.mark.parametrize(
    ("text", "place"),
    [("https://x.test/%foo%", "foo"), ("%account[other]%", "account[other]"), ("100% sure", " sure"), ("a%", ""), ("%%", "")],
)
def test_a_place_that_is_not_known_is_told_in_a_sentence(text: str, place: str) -> None:
    with pytest.raises(TemplateError, match="is not known; known are %account") as caught:
        Template.parse(text)
    assert caught.value.place == place


@settings(deadline=None)
@given(st.text(), st.text(st.characters(codec="utf-8")))
def test_a_value_does_not_break_out_of_its_place(username: str, password: str) -> None:
    try:
        username.encode()
    except UnicodeEncodeError:
        return
    values = {"account[username]": username}
    address = Template.parse("https://x.test/?u=%account[username]%&p=%account[password]%&end=1").filled(
        values, lambda: password, Escape.URL
    )
    expected = {"u": [username], "p": [password], "end": ["1"]}
    assert parse_qs(urlsplit(address).query, keep_blank_values=True) == expected
    body = Template.parse('{"u": "%account[username]%"}').filled(values, never, Escape.JSON)
    assert json.loads(body) == {"u": username}


@settings(deadline=None)
@given(st.text(alphabet="%account[]sh1(password)0Fx", max_size=60))
def test_any_text_is_a_template_or_an_error(text: str) -> None:
    try:
        template = Template.parse(text)
    except TemplateError:
        return
    assert "".join(piece if index % 2 == 0 else f"%{piece}%" for index, piece in enumerate(template.pieces)) == text
