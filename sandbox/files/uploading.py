"""Files come in: a whole one by POST, the rest of one that was cut by PUT, and questions how much of it is here by GET."""

from __future__ import annotations

import contextlib
import logging
import re
from typing import TYPE_CHECKING, Final

from sandbox.api.http import HttpError
from sandbox.files.body import Body
from sandbox.files.receiving import FILE, THUMBNAIL, Receiving
from sandbox.files.store import MAX_FILE_BYTES, FileStore, FileTooLargeError, Kept
from sandbox.files.unfinished import Cut, Transaction, Unfinished
from telephony.bodies.files import TYPE
from telephony.bodies.resuming import TYPE as RESUME_TYPE
from telephony.bodies.resuming import Resume, build_resume

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Generator

    from sandbox.api.http import HttpRequest

log = logging.getLogger(__name__)

_MARGIN: Final = 64 * 1024  # of a multipart body, beside its file
_WHERE, _WHAT = "get_upload_info", "get_download_info"
QUESTIONS: Final = frozenset({_WHERE, _WHAT})
_SPAN: Final = re.compile(r"bytes (\d{1,12})-(\d{1,12})/(\d{1,12})")


class Uploading:
    """`describe` makes the XML of what was kept: the file, and its thumbnail or None."""

    def __init__(self, store: FileStore, describe: Callable[[Kept, Kept | None], bytes]) -> None:
        self._store = store
        self._describe = describe
        self._unfinished = Unfinished()

    def tell(self, request: HttpRequest, account: str, url: str) -> tuple[str, bytes]:
        """(type, body): how much of a cut upload is here, or what became of a whole one. `url` takes the rest. HttpError 404."""
        transaction = (account, request.query.get("tid", ""))
        have = self._unfinished.size(transaction)
        answer = self._unfinished.answer(transaction)
        if _WHERE in request.query and have:
            return RESUME_TYPE, build_resume(Resume(have, url)).encode()
        if _WHAT in request.query and answer:
            return TYPE, answer
        raise HttpError(404, "not_found", "nothing is known of such an upload")

    async def take(self, request: HttpRequest, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, account: str) -> bytes:
        """The XML of a whole upload by POST or PUT; nothing where nothing came. HttpError, and what a client that left raises."""
        body = Body(request, reader, MAX_FILE_BYTES + _MARGIN)
        if request.headers.get("expect", "").lower() == "100-continue" and not body.finished:
            writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        with _disk_errors():
            if request.method == "PUT":
                return await self._go_on(request, body, (account, request.query.get("tid", "")))
            return await self._receive(request, body, account)

    async def _receive(self, request: HttpRequest, body: Body, account: str) -> bytes:
        receiving = Receiving(self._store)
        try:
            if not await receiving.read(body, request.headers.get("content-type", "")):
                return b""
            kept = {field: self._store.keep(receiving.uploads.pop(field)) for field in list(receiving.uploads)}
        except (TimeoutError, EOFError, ConnectionError):
            cut = receiving.cut() if receiving.tid else None
            if cut is not None:
                self._unfinished.put((account, receiving.tid), cut)
            raise
        finally:
            receiving.drop()
        answer = self._describe(kept[FILE], kept.get(THUMBNAIL))
        self._unfinished.finish((account, receiving.tid), answer)
        return answer

    async def _go_on(self, request: HttpRequest, body: Body, transaction: Transaction) -> bytes:
        found = _SPAN.fullmatch(request.headers.get("content-range", ""))
        if found is None:
            raise HttpError(400, "bad_request", "Content-Range: bytes FIRST-LAST/ALL is needed")
        first, last, whole = (int(number) for number in found.groups())
        if whole > MAX_FILE_BYTES:
            raise HttpError(413, "too_large", f"a file has at most {MAX_FILE_BYTES} bytes")
        if first != self._unfinished.size(transaction) or not first <= last < whole:
            raise HttpError(409, "conflict", "ask what is here: the rest begins elsewhere")
        cut = self._unfinished.take(transaction)
        assert cut is not None
        return await self._append(cut, body, last + 1, whole, transaction)

    async def _append(self, cut: Cut, body: Body, end: int, whole: int, transaction: Transaction) -> bytes:
        try:
            async for piece in body.pieces():
                cut.file.write(piece)
        except (TimeoutError, EOFError, ConnectionError):
            self._unfinished.put(transaction, cut)
            raise
        except (OSError, FileTooLargeError):
            cut.drop()
            raise
        if cut.file.size != end:
            cut.drop()
            raise HttpError(400, "bad_request", "these are not as many bytes as Content-Range says")
        if end < whole:
            self._unfinished.put(transaction, cut)
            return b""
        answer = self._describe(self._store.keep(cut.file), None if cut.thumbnail is None else self._store.keep(cut.thumbnail))
        self._unfinished.finish(transaction, answer)
        return answer


@contextlib.contextmanager
def _disk_errors() -> Generator[None]:
    try:
        yield
    except FileTooLargeError as error:
        raise HttpError(413, "too_large", str(error)) from None
    except (TimeoutError, ConnectionError):
        raise  # the client's, not the disk's
    except OSError as error:
        log.warning("a file could not be kept: %s", error.strerror)
        raise HttpError(507, "no_room", "the file could not be kept") from None
