"""RCS HTTP file transfer (GSMA RCC.07, 3.5.4.8): up to a file server, and down from wherever a message says. Blocks: for workers."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from telephony.bodies.errors import BodyError
from telephony.bodies.files import parse_file
from telephony.bodies.names import safe_file_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import httpx

    from telephony.bodies.files import File

_TIMEOUT_S: Final = 20.0
_MOST_ANSWER: Final = 64 * 1024  # bytes of the server's XML
_PIECE: Final = 64 * 1024
_TRIES: Final = 4  # of a download that breaks off, each goes on where the last one stopped
_RANGE: Final = re.compile(r"bytes (\d{1,18})-\d{1,18}/(?:\d{1,18}|\*)\Z")
_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})


class TransferError(Exception):
    """Why a file did not get there: a code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class CancelledError(Exception):
    """Somebody does not want it any more."""


class Progress:
    """Told of each piece; raises `CancelledError` where nobody waits for it any more. `tell` gets whole per cents, each once."""

    def __init__(self, total: int, tell: Callable[[int], None], cancelled: Callable[[], bool]) -> None:
        self._total = max(1, total)
        self._tell = tell
        self._cancelled = cancelled
        self._percent = -1

    def at(self, count: int) -> None:
        if self._cancelled():
            raise CancelledError
        percent = min(100, count * 100 // self._total)
        if percent != self._percent:
            self._percent = percent
            self._tell(percent)


class _Counted(io.FileIO):
    """A file that tells how far it was read."""

    def __init__(self, path: Path, progress: Progress) -> None:
        super().__init__(path, "rb")
        self._progress = progress

    def read(self, size: int | None = -1, /) -> bytes:
        piece = super().read(-1 if size is None else size)
        self._progress.at(self.tell())
        return piece or b""


def upload(address: str, path: Path, content_type: str, progress: Progress) -> File:
    """The file as the server offers it. Raises `TransferError`, `CancelledError`, OSError where the file can't be read."""
    import httpx

    try:
        with _client(address) as client:
            hello = client.post(address, content=b"")
            if hello.status_code not in {200, 204}:
                raise TransferError(_code(hello.status_code))
            with _Counted(path, progress) as file:
                fields: Any = {"File": (safe_file_name(path.name), file, content_type)}
                answer = client.post(address, files=fields)
            if answer.status_code != 200 or len(answer.content) > _MOST_ANSWER:
                raise TransferError(_code(answer.status_code))
            return parse_file(answer.content)
    except BodyError as error:
        raise TransferError("bad_answer") from error
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise TransferError("unreachable") from error


def download(url: str, size: int, part: Path, progress: Progress) -> None:
    """Fill `part` with the `size` bytes that were promised; what is in it already is not fetched again where the server can do that.

    Raises `TransferError` (what came stays in `part`), `CancelledError`, OSError.
    """
    import httpx

    for left in range(_TRIES - 1, -1, -1):
        try:
            with _client(url) as client:
                _fetch(client, url, size, part, progress)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            if not left:
                raise TransferError("unreachable") from error
            continue
        have = part.stat().st_size
        if have == size:
            return
        if not left or have > size:
            raise TransferError("wrong_size")


def _fetch(client: httpx.Client, url: str, size: int, part: Path, progress: Progress) -> None:
    have = part.stat().st_size if part.exists() else 0
    if have > size:
        part.unlink()
        have = 0
    if have == size and part.exists():
        return
    headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={have}-"} if have else {})
    with client.stream("GET", url, headers=headers) as answer:
        if answer.status_code == 206:
            found = _RANGE.match(answer.headers.get("content-range", ""))
            goes_on = found is not None and int(found[1]) == have
        elif answer.status_code == 200:
            goes_on = False
        elif answer.status_code == 416:
            part.unlink(missing_ok=True)
            return
        else:
            raise TransferError(_code(answer.status_code))
        if not goes_on:
            have = 0
        with part.open("ab" if goes_on else "wb") as file:
            for piece in answer.iter_raw(_PIECE):
                have += len(piece)
                if have > size:
                    raise TransferError("wrong_size")
                progress.at(have)
                file.write(piece)


def place_in(folder: Path, name: str, part: Path) -> Path:
    """Move the finished file to the folder under a name that nothing there has."""
    safe = safe_file_name(name)
    stem, dot, extension = safe.rpartition(".")
    if not stem:
        stem, dot, extension = safe, "", ""
    number = 1
    while True:
        target = folder / (safe if number == 1 else safe_file_name(f"{stem[:200]} ({number}){dot}{extension}"))
        try:
            target.open("xb").close()  # nobody else takes the name meanwhile
        except FileExistsError:
            number += 1
            continue
        part.replace(target)
        return target


def _client(address: str) -> httpx.Client:
    import httpx

    # A proxy of the system's is not asked for what is on this computer. Redirects are not followed: who sent a message named one place.
    host = urlsplit(address).hostname or ""
    return httpx.Client(timeout=_TIMEOUT_S, follow_redirects=False, trust_env=host not in _LOOPBACK)


def _code(status: int) -> str:
    match status:
        case 401 | 403:
            return "forbidden"
        case 404 | 410:
            return "gone"
        case 413:
            return "too_large"
        case 507:
            return "server_full"
        case _:
            return "server_error"
