"""The other end of the control socket: for the command line, without Qt."""

from __future__ import annotations

import io
import socket
import sys
from typing import TYPE_CHECKING, Final

from agent_app.control.protocol import AnyRequest, ControlError, Reply, decode_reply, encode

if TYPE_CHECKING:
    from typing import BinaryIO

_TIMEOUT_S: Final = 10.0
_MAX_REPLY: Final = 4 * 1024 * 1024


class NotRunningError(Exception):
    """Nobody listens at this profile's socket."""


def ask(name: str, request: AnyRequest, *, until_closed: bool = False) -> Reply:
    """Send the request, return the reply; NotRunningError, or ControlError for a broken reply.

    `until_closed`: come back only when the program has closed the connection, that is, when it has ended.
    """
    with _open(name) as stream:
        try:
            stream.write(encode(request))
            stream.flush()
            line = stream.readline(_MAX_REPLY)
            if until_closed:
                stream.read()
        except OSError as error:
            msg = f"the program did not answer: {error}"
            raise ControlError(msg) from error
    if not line.endswith(b"\n"):
        raise ControlError("the program closed the connection without an answer")
    return decode_reply(line)


def _open(name: str) -> BinaryIO | io.BufferedRWPair:
    if sys.platform == "win32":
        return _open_pipe(name)
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(_TIMEOUT_S)
    try:
        connection.connect(name)
    except OSError as error:
        connection.close()
        raise NotRunningError(name) from error
    with connection:
        return connection.makefile("rwb")


def _open_pipe(name: str) -> BinaryIO:
    try:
        return open(rf"\\.\pipe\{name}", "r+b", buffering=0)  # noqa: PTH123 - a pipe is no path; the caller closes it
    except OSError as error:
        raise NotRunningError(name) from error
