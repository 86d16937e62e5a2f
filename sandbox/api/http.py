"""Just enough HTTP/1.1 (RFC 9112) for a JSON API and files on the loopback address, with strict limits."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

from sandbox.errors import SandboxError
from sandbox.sip.addressing import LOOPBACK
from sandbox.sip.uri import unescape

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

log = logging.getLogger(__name__)

MAX_HEAD_BYTES: Final = 16 * 1024
MAX_BODY_BYTES: Final = 64 * 1024
IDLE_SECONDS: Final = 30.0
MAX_CONNECTIONS: Final = 64
LINGER_SECONDS: Final = 2.0

_PHRASES: Final = {
    200: "OK",
    204: "No Content",
    206: "Partial Content",
    400: "Bad Request",
    401: "Unauthorized",
    402: "Payment Required",
    403: "Forbidden",
    404: "Not Found",
    405: "Method Not Allowed",
    408: "Request Timeout",
    409: "Conflict",
    413: "Content Too Large",
    415: "Unsupported Media Type",
    416: "Range Not Satisfiable",
    429: "Too Many Requests",
    431: "Request Header Fields Too Large",
    500: "Internal Server Error",
    501: "Not Implemented",
    505: "HTTP Version Not Supported",
    507: "Insufficient Storage",
}
_REQUEST_LINE: Final = re.compile(r"([A-Z]{1,16}) (/[!-~]*) HTTP/(\d)\.(\d)")
_HEADER: Final = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.*?)[ \t]*")


class HttpError(SandboxError):
    """An answer that is no success: its status, a code for programs, a sentence for people."""

    def __init__(self, status: int, code: str, message: str, *headers: tuple[str, str]) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.headers = headers


@dataclass(slots=True)
class HttpRequest:
    """A request; header names in lower case, `query` unescaped."""

    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    keep_alive: bool
    body: bytes = field(default=b"", repr=False)


def parse_head(head: bytes) -> HttpRequest:
    """Request line and headers; HttpError 400, 501 or 505."""
    text = head.decode("latin-1")
    request_line, *lines = text.split("\r\n")
    match = _REQUEST_LINE.fullmatch(request_line)
    if match is None:
        raise HttpError(400, "bad_request", "the request line is malformed")
    if match[3] != "1":
        raise HttpError(505, "bad_version", "HTTP/1.1 is spoken here")
    headers: dict[str, str] = {}
    for line in lines:
        header = _HEADER.fullmatch(line)
        if header is None or header[1].lower() in headers.keys() & {"content-length", "host", "authorization"}:
            raise HttpError(400, "bad_request", "a header is malformed")
        headers[header[1].lower()] = header[2]
    if {"transfer-encoding", "content-length"} <= headers.keys():
        raise HttpError(400, "bad_request", "two lengths")
    path, _, query = match[2].partition("?")
    keep_alive = headers.get("connection", "").lower() != "close" and match[4] != "0"
    return HttpRequest(match[1], unescape(path), _parse_query(query), headers, keep_alive)


def _parse_query(text: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in text.split("&") if part)
    # A plus stays a plus: it begins every phone number, and no value here has blanks.
    return {unescape(name): unescape(value) for name, _, value in pairs}


def body_length(request: HttpRequest, most: int = MAX_BODY_BYTES) -> int:
    """Content-Length, 0 where there is none; HttpError 400, 413 or 501."""
    if "transfer-encoding" in request.headers:
        raise HttpError(501, "not_implemented", "send a Content-Length")
    text = request.headers.get("content-length", "0")
    if not (text.isascii() and text.isdigit() and len(text) <= 12):
        raise HttpError(400, "bad_request", "Content-Length is no number")
    if int(text) > most:
        raise HttpError(413, "too_large", f"a body has at most {most} bytes")
    return int(text)


class Streams(Protocol):
    """Whoever serves bytes instead of JSON."""

    def owns(self, path: str) -> bool:
        """Whether requests for this path are theirs."""
        ...

    async def serve(self, request: HttpRequest, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Reads the body and answers; False when the connection ends then. HttpError only before anything was written."""
        ...


class HttpServer:
    """`handle` makes of a request what becomes its JSON answer; it may raise HttpError. `streams` has paths of its own."""

    def __init__(self, handle: Callable[[HttpRequest], Mapping[str, object]], streams: Streams) -> None:
        self._handle = handle
        self._streams = streams
        self._server: asyncio.Server | None = None
        self._connections: set[asyncio.StreamWriter] = set()
        self.port = 0

    async def start(self, port: int) -> None:
        """Binds; OSError when the port is taken. 0 is any free one."""
        self._server = await asyncio.start_server(self._serve, LOOPBACK, port, limit=MAX_HEAD_BYTES)
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Closes everything."""
        if self._server is not None:
            self._server.close()
        for writer in list(self._connections):
            writer.transport.abort()
        await asyncio.sleep(0)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._connections.add(writer)
        try:
            if len(self._connections) <= MAX_CONNECTIONS:
                while await self._one(reader, writer):
                    pass
                await _linger(reader, writer)
        except (OSError, asyncio.IncompleteReadError, TimeoutError):
            pass  # the client left, or said nothing for long
        finally:
            self._connections.discard(writer)
            writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answers one request; False when the connection ends after it."""
        keep_alive = False
        try:
            async with asyncio.timeout(IDLE_SECONDS):
                request = await _read_head(reader)
            if self._streams.owns(request.path):
                return await self._streams.serve(request, reader, writer)
            async with asyncio.timeout(IDLE_SECONDS):
                request.body = await reader.readexactly(body_length(request))
            status, headers, content = self._answer(request)
            keep_alive = request.keep_alive
        except HttpError as error:
            status, headers, content = error.status, error.headers, _error_body(error)
        body = json.dumps(content, ensure_ascii=False).encode("utf-8", "replace")
        kind = ("Content-Type", "application/json")
        writer.write(head_of(status, len(body), (kind, *headers), keep_alive=keep_alive) + body)
        await writer.drain()
        return keep_alive

    def _answer(self, request: HttpRequest) -> tuple[int, tuple[tuple[str, str], ...], Mapping[str, object]]:
        try:
            return 200, (), self._handle(request)
        except HttpError as error:
            return error.status, error.headers, _error_body(error)
        except Exception:
            log.exception("a request could not be answered")
            return 500, (), _error_body(HttpError(500, "internal", "a mistake of the sandbox"))


async def _linger(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Takes what still comes: whoever is refused in the middle of sending would see a broken connection instead of the answer."""
    if writer.can_write_eof() and not writer.is_closing():
        writer.write_eof()
    async with asyncio.timeout(LINGER_SECONDS):
        while await reader.read(MAX_BODY_BYTES):
            pass


async def _read_head(reader: asyncio.StreamReader) -> HttpRequest:
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.LimitOverrunError:
        raise HttpError(431, "too_large", f"the headers have at most {MAX_HEAD_BYTES} bytes") from None
    return parse_head(head[:-4])


def _error_body(error: HttpError) -> dict[str, object]:
    return {"error": {"code": error.code, "message": error.message}}


def head_of(status: int, length: int | None, headers: tuple[tuple[str, str], ...], *, keep_alive: bool) -> bytes:
    """Status line and headers of an answer; `length` None: one that has no body by its nature (204)."""
    lines = [f"HTTP/1.1 {status} {_PHRASES[status]}", "Cache-Control: no-store"]
    if length is not None:
        lines.append(f"Content-Length: {length}")
    lines += [f"{name}: {value}" for name, value in headers]
    lines.append("Connection: keep-alive" if keep_alive else "Connection: close")
    return ("\r\n".join(lines) + "\r\n\r\n").encode()
