"""The line format between the two processes: one JSON object a line, UTF-8, decoding checks every type."""

from __future__ import annotations

from typing import Final

import msgspec

from telephony.messages import AnyCommand, AnyEvent
from telephony.secret import mask_hook, reveal_hook, secret_hook

MAX_LINE: Final = 256 * 1024  # bytes; a longer line is not a message of ours


class ChannelError(ValueError):
    """A line that is no message: says what the decoder found, never the line's secrets."""


_wire = msgspec.json.Encoder(enc_hook=reveal_hook)
_masked = msgspec.json.Encoder(enc_hook=mask_hook)
_commands = msgspec.json.Decoder(AnyCommand, dec_hook=secret_hook)
_events = msgspec.json.Decoder(AnyEvent, dec_hook=secret_hook)


def encode(message: AnyCommand | AnyEvent) -> bytes:
    """The message as it goes through the pipe, newline included."""
    return _wire.encode(message) + b"\n"


def encode_masked(message: AnyCommand | AnyEvent) -> bytes:
    """The same with every secret as `***`: for recordings, traces and logs."""
    return _masked.encode(message) + b"\n"


def decode_command(line: bytes) -> AnyCommand:
    """Raises `ChannelError` where the line is no command."""
    try:
        return _commands.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ChannelError(str(error)) from error


def decode_event(line: bytes) -> AnyEvent:
    """Raises `ChannelError` where the line is no event."""
    try:
        return _events.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ChannelError(str(error)) from error
