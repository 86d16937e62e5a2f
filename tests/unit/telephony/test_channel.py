"""Lines between window and engine."""

from __future__ import annotations

import contextlib
import typing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telephony.channel import ChannelError, decode_command, decode_event, encode, encode_masked
from telephony.messages import AccountConfig, AddAccount, AnyCommand, AnyEvent, Shutdown
from telephony.secret import MASK, Secret
from tests.unit.telephony.strategies import commands, events


@given(commands)
def test_every_command_comes_back_as_it_was(command: AnyCommand) -> None:
    line = encode(command)
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    assert decode_command(line) == command


@given(events)
def test_every_event_comes_back_as_it_was(event: AnyEvent) -> None:
    line = encode(event)
    assert line.count(b"\n") == 1
    assert decode_event(line) == event


@given(st.binary(max_size=200))
def test_any_bytes_are_a_message_or_a_channel_error(line: bytes) -> None:
    for decode in (decode_command, decode_event):
        with contextlib.suppress(ChannelError):
            assert encode(decode(line))


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{}",
        b'{"type":"Nonsense"}',
        b'{"type":"HangUp"}',
        b'{"type":"HangUp","call_id":7}',
        b'{"type":"SetLevels","speaker":1.5,"microphone":1}',
        b'{"type":"Start","version":"1","user_agent":"a"}',
        b'{"type":"AddAccount","config":{"account_id":"1","user":"u","domain":"d","password":5}}',
        b"\xff\xfe",
        b'{"type":"Shutdown"',
    ],
)
def test_a_line_of_the_wrong_shape_is_an_error_with_its_reason(line: bytes) -> None:
    with pytest.raises(ChannelError, match=r"\w"):
        decode_command(line)


def test_names_on_the_wire_are_the_messages_own() -> None:
    kinds = [*typing.get_args(AnyCommand), *typing.get_args(AnyEvent)]
    names = [kind.__name__ for kind in kinds]
    assert len(set(names)) == len(names)
    assert encode(Shutdown()) == b'{"type":"Shutdown"}\n'


PASSWORD = "correct horse battery staple"
CONFIG = AccountConfig(account_id="1", user="anna", domain="provider.test", password=Secret(PASSWORD))


def test_a_secret_crosses_the_pipe_and_nothing_else() -> None:
    command = AddAccount(CONFIG)
    assert PASSWORD.encode() in encode(command)
    decoded = decode_command(encode(command))
    assert isinstance(decoded, AddAccount)
    assert decoded.config.password.reveal() == PASSWORD
    for shown in (repr(command), str(command), repr(decoded), encode_masked(command).decode(), f"{command.config.password}"):
        assert PASSWORD not in shown
        assert MASK in shown


@given(st.text(min_size=4).filter(lambda text: text not in repr(Secret(""))))
def test_no_secret_shows_in_any_text_of_it(text: str) -> None:
    secret = Secret(text)
    assert text not in repr(secret)
    assert text not in str(secret)
    assert text not in f"{secret!r} {secret}"
    assert secret == Secret(text)
    assert hash(secret) == hash(Secret(text))
    assert bool(secret)
    assert not Secret("")
    with pytest.raises(TypeError):
        secret.__reduce__()
