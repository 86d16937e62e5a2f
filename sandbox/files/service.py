"""The file server (GSMA RCC.07, 3.5.4.8): uploads, those that were cut too, and downloads over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from sandbox.api.http import HttpError, body_length, head_of
from sandbox.files.access import UploadAccess, secret_of
from sandbox.files.ranges import RangeError, read_range
from sandbox.files.store import FileStore, Kept
from sandbox.files.uploading import QUESTIONS, Uploading
from sandbox.sip.addressing import LOOPBACK
from telephony.bodies.files import TYPE, File, Place, build_file

if TYPE_CHECKING:
    import asyncio
    from pathlib import Path

    from sandbox.api.http import HttpRequest
    from sandbox.state import Account, State, StoredFile

UPLOADS: Final = "/ft"
DOWNLOADS: Final = "/files"
_PIECE: Final = 64 * 1024


class FileService:
    """`port` is set when the server listens: the addresses that are told hold it."""

    def __init__(self, state: State, store: FileStore, realm: str) -> None:
        self._store = store
        self._access = UploadAccess(state, realm)
        self._uploading = Uploading(store, self._describe)
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
        asks = request.method == "GET" and bool(QUESTIONS & request.query.keys())
        if not asks and request.method not in {"POST", "PUT"}:
            raise HttpError(405, "method_not_allowed", "files are uploaded by POST, and gone on with by PUT", ("Allow", "POST, PUT"))
        account = self._access.check(request, request.path.removeprefix(UPLOADS).removeprefix("/"))
        if asks:
            body_length(request, 0)
            kind, answer = self._uploading.tell(request, account.user, self._rest_url(request))
        else:
            kind, answer = TYPE, await self._uploading.take(request, reader, writer, account.user)
        headers = (("Content-Type", kind),) if answer else ()
        status, length = (200, len(answer)) if answer else (204, None)
        writer.write(head_of(status, length, headers, keep_alive=request.keep_alive) + answer)
        await writer.drain()
        return request.keep_alive

    def _rest_url(self, request: HttpRequest) -> str:
        """Where the rest of a cut upload is put: the address that it went to, and its name."""
        return f"http://{LOOPBACK}:{self.port}{quote(request.path)}?tid={quote(request.query.get('tid', ''))}"

    def _describe(self, kept: Kept, thumbnail: Kept | None) -> bytes:
        return build_file(self.describe(kept, thumbnail)).encode()

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
