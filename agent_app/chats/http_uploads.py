"""RCS HTTP file transfer (GSMA RCC.07, 3.5.4.8.3.1) up to a file server; what was cut goes on where the server can. Blocks: for workers."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode, urlsplit, urlunsplit

from agent_app.chats.http_files import PIECE, TRIES, Progress, TransferError, client_for, code_of
from telephony.bodies.errors import BodyError
from telephony.bodies.files import parse_file
from telephony.bodies.names import safe_file_name
from telephony.bodies.resuming import Resume, parse_resume

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import httpx

    from agent_app.accounts.live import Credentials
    from telephony.bodies.files import File

_MOST_ANSWER: Final = 64 * 1024  # bytes of the server's XML
_ODD_FORM: Final = frozenset({400, 415, 422, 501})  # what a server may say that knows no thumbnails


class _Counted(io.FileIO):
    """A file that tells how far it was read."""

    def __init__(self, path: Path, progress: Progress) -> None:
        super().__init__(path, "rb")
        self._progress = progress

    def read(self, size: int | None = -1, /) -> bytes:
        piece = super().read(-1 if size is None else size)
        self._progress.at(self.tell())
        return piece or b""


def upload(
    address: str,
    path: Path,
    content_type: str,
    progress: Progress,
    tid: str,
    *,
    small: bytes = b"",
    begun: bool = False,
    credentials: Credentials | None = None,
) -> File:
    """The file as the server offers it. `tid` names this upload; `small` is a JPEG that goes with it as its thumbnail, where the server
    takes one; `begun`: an earlier run has sent some of the same bytes; `credentials` are the account's (3.5.4.8.2).

    Where the way breaks while bytes go, it is tried again, from where the server says. Raises `TransferError`, `CancelledError`, OSError
    where the file can't be read.
    """
    import httpx

    for left in range(TRIES - 1, -1, -1):
        progress.count = 0
        try:
            with client_for(address, credentials) as client:
                way = _Way(client, address, path, progress, tid)
                offered = way.go_on() if begun else None
                return offered or way.send_whole(content_type, small)
        except BodyError as error:
            raise TransferError("bad_answer") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            if not left or not progress.count:
                raise TransferError("unreachable") from error
            begun = True
    raise AssertionError


class _Way:
    """One connection's try."""

    def __init__(self, client: httpx.Client, address: str, path: Path, progress: Progress, tid: str) -> None:
        self._client = client
        self._address = address
        self._path = path
        self._progress = progress
        self._tid = tid

    def send_whole(self, content_type: str, small: bytes) -> File:
        hello = self._client.post(self._address, content=b"")
        if hello.status_code not in {200, 204}:
            raise TransferError(code_of(hello.status_code))
        answer = self._post(content_type, small)
        if small and not self._understood(answer):
            answer = self._post(content_type, b"")
        if answer.status_code != 200 or len(answer.content) > _MOST_ANSWER:
            raise TransferError(code_of(answer.status_code))
        return parse_file(answer.content)

    def _post(self, content_type: str, small: bytes) -> httpx.Response:
        """The form in the order that 3.5.4.8.3.1 has it."""
        with _Counted(self._path, self._progress) as file:
            parts: Any = [("Thumbnail", ("thumbnail.jpg", small, "image/jpeg"))] if small else []
            parts.append(("File", (safe_file_name(self._path.name), file, content_type)))
            return self._client.post(self._address, data={"tid": self._tid}, files=parts)

    def _understood(self, answer: httpx.Response) -> bool:
        """Whether it took the thumbnail for one: there are servers that refuse such a form, or take its first part for the file."""
        if answer.status_code != 200:
            return answer.status_code not in _ODD_FORM
        return len(answer.content) > _MOST_ANSWER or parse_file(answer.content).place.size == self._path.stat().st_size

    def go_on(self) -> File | None:
        """What the server has not yet; None where it can't, or has nothing: then the whole file goes."""
        whole = self._offered()
        if whole is not None:
            return whole
        resume = self._ask()
        size = self._path.stat().st_size
        if resume is None or resume.have >= size:
            return None
        span = f"bytes {resume.have}-{size - 1}/{size}"
        headers = {"Content-Range": span, "Content-Length": str(size - resume.have)}
        answer = self._client.put(_at_home(resume.url, self._address), content=self._rest(resume.have), headers=headers)
        return self._offered() if answer.status_code in {200, 204} else None

    def _rest(self, start: int) -> Iterator[bytes]:
        with _Counted(self._path, self._progress) as file:
            file.seek(start)
            while piece := file.read(PIECE):
                yield piece

    def _ask(self) -> Resume | None:
        answer = self._client.get(self._question("get_upload_info"))
        try:
            return parse_resume(answer.content) if answer.status_code == 200 and len(answer.content) <= _MOST_ANSWER else None
        except BodyError:
            return None

    def _offered(self) -> File | None:
        """What the server says of an upload that it has whole."""
        answer = self._client.get(self._question("get_download_info"))
        try:
            return parse_file(answer.content) if answer.status_code == 200 and len(answer.content) <= _MOST_ANSWER else None
        except BodyError:
            return None

    def _question(self, what: str) -> str:
        return f"{self._address}{'&' if '?' in self._address else '?'}{urlencode({'tid': self._tid})}&{what}"


def _at_home(url: str, address: str) -> str:
    """The same place on the account's own server: a file goes nowhere else, whatever is said; and a name behind a gateway is not ours."""
    theirs, ours = urlsplit(url), urlsplit(address)
    return urlunsplit((ours.scheme, ours.netloc, theirs.path, theirs.query, ""))
