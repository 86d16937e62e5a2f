"""The file server (GSMA RCC.07, 3.5.4.8): uploads and downloads over HTTP."""

from __future__ import annotations

import contextlib
import logging
from typing import TYPE_CHECKING, Final

from sandbox.api.http import HttpError, body_length, head_of
from sandbox.files.access import UploadAccess, secret_of
from sandbox.files.body import Body
from sandbox.files.ranges import RangeError, read_range
from sandbox.files.receiving import Receiving
from sandbox.files.store import MAX_FILE_BYTES, FileStore, FileTooLargeError, Kept
from sandbox.sip.addressing import LOOPBACK
from telephony.bodies.files import TYPE, File, Place, build_file

if TYPE_CHECKING:
    import asyncio
    from pathlib import Path

    from sandbox.api.http import HttpRequest
    from sandbox.state import Account, State, StoredFile

log = logging.getLogger(__name__)

UPLOADS: Final = "/ft"
DOWNLOADS: Final = "/files"
_MARGIN: Final = 64 * 1024  # of a multipart body, beside its file
_PIECE: Final = 64 * 1024


class FileService:
    """`port` is set when the server listens: the addresses that are told hold it."""

    def __init__(self, state: State, store: FileStore, realm: str) -> None:
        self._store = store
        self._access = UploadAccess(state, realm)
        self.port = 0

    def address_of(self, account: Account) -> str:
        """Where an account uploads to."""
        return f"http://{LOOPBACK}:{self.port}{UPLOADS}/{secret_of(account)}"

    def url_of(self, key: str) -> str:
        """Where a file is to be had."""
        return f"http://{LOOPBACK}:{self.port}{DOWNLOADS}/{key}"

    def key_of(self, url: str) -> str:
        """The key in one of our URLs; "" in any other."""
        prefix = self.url_of("")
        return url[len(prefix) :] if url.startswith(prefix) else ""

    def describe(self, kept: Kept, thumbnail: Kept | None = None, *, duration_ms: int = 0) -> File:
        """What a message says about a file."""
        small = self._place(thumbnail) if thumbnail else None
        return File(kept.file.name, self._place(kept), small, duration_ms)

    def _place(self, kept: Kept) -> Place:
        return Place(self.url_of(kept.key), kept.file.size, kept.file.content_type, kept.file.until_us)

    def owns(self, path: str) -> bool:
        """See `sandbox.api.http.Streams`."""
        return path == UPLOADS or path.startswith((f"{UPLOADS}/", f"{DOWNLOADS}/"))

    async def serve(self, request: HttpRequest, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """See `sandbox.api.http.Streams`."""
        if request.path.startswith(f"{DOWNLOADS}/"):
            return await self._download(request, writer)
        self._check_upload(request)
        body = Body(request, reader, MAX_FILE_BYTES + _MARGIN)
        if request.headers.get("expect", "").lower() == "100-continue" and not body.finished:
            writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        answer = await self._upload(request, body)
        kind = (("Content-Type", TYPE),) if answer else ()
        status, length = (200, len(answer)) if answer else (204, None)
        writer.write(head_of(status, length, kind, keep_alive=request.keep_alive) + answer)
        await writer.drain()
        return request.keep_alive

    def _check_upload(self, request: HttpRequest) -> None:
        if request.method != "POST":
            raise HttpError(405, "method_not_allowed", "files are uploaded by POST", ("Allow", "POST"))
        self._access.check(request, request.path.removeprefix(UPLOADS).removeprefix("/"))

    async def _upload(self, request: HttpRequest, body: Body) -> bytes:
        """The XML of what was kept; nothing where nothing came."""
        receiving = Receiving(self._store)
        try:
            if not await receiving.read(body, request.headers.get("content-type", "")):
                return b""
            kept = {field: self._store.keep(receiving.uploads.pop(field)) for field in list(receiving.uploads)}
        except FileTooLargeError as error:
            raise HttpError(413, "too_large", str(error)) from None
        except (TimeoutError, ConnectionError):
            raise  # the client's, not the disk's
        except OSError as error:
            log.warning("a file could not be kept: %s", error.strerror)
            raise HttpError(507, "no_room", "the file could not be kept") from None
        finally:
            with contextlib.suppress(OSError):
                receiving.drop()
        return build_file(self.describe(kept["File"], kept.get("Thumbnail"))).encode()

    async def _download(self, request: HttpRequest, writer: asyncio.StreamWriter) -> bool:
        if request.method not in ("GET", "HEAD"):
            raise HttpError(405, "method_not_allowed", "files are fetched by GET", ("Allow", "GET, HEAD"))
        body_length(request, 0)  # a body has no place here
        found = self._store.find(request.path.removeprefix(f"{DOWNLOADS}/"))
        if found is None:
            raise HttpError(404, "not_found", "there is no such file, or not any more")
        file, path = found
        status, part, headers = _part(request, file)
        writer.write(head_of(status, len(part), headers, keep_alive=request.keep_alive))
        if request.method == "GET":
            await _send(path, part, writer)
        await writer.drain()
        return request.keep_alive


def _part(request: HttpRequest, file: StoredFile) -> tuple[int, range, tuple[tuple[str, str], ...]]:
    """Status, bytes and headers of a download."""
    tag = f'"{file.id[:32]}"'
    headers = [("Content-Type", file.content_type), ("Content-Disposition", "attachment"), ("X-Content-Type-Options", "nosniff")]
    headers += [("Accept-Ranges", "bytes"), ("ETag", tag)]
    wanted = request.headers.get("range", "") if request.headers.get("if-range", tag) == tag else ""
    try:
        part = read_range(wanted, file.size)
    except RangeError:
        raise HttpError(416, "bad_range", "the file has no such bytes", ("Content-Range", f"bytes */{file.size}")) from None
    if part is None:
        return 200, range(file.size), tuple(headers)
    headers.append(("Content-Range", f"bytes {part.start}-{part.stop - 1}/{file.size}"))
    return 206, part, tuple(headers)


async def _send(path: Path, part: range, writer: asyncio.StreamWriter) -> None:
    with path.open("rb") as file:
        file.seek(part.start)
        left = len(part)
        while left and (data := file.read(min(left, _PIECE))):
            left -= len(data)
            writer.write(data)
            await writer.drain()
    if left:
        writer.close()  # the file shrank under us: a short answer must not pass for a whole one
