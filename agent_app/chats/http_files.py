"""RCS HTTP file transfer (GSMA RCC.07, 3.5.4.8): down from wherever a message says. Blocks: for workers."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from telephony.bodies.graphemes import cut
from telephony.bodies.names import safe_file_name

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import httpx

    from agent_app.accounts.live import Credentials

_TIMEOUT_S: Final = 20.0
PIECE: Final = 64 * 1024
TRIES: Final = 4  # of a transfer that breaks off, each goes on where the last one stopped
_LONGEST_S: Final = 30.0  # of a thumbnail: a server that gives a byte now and then is not waited for
_RANGE: Final = re.compile(r"bytes (\d{1,18})-\d{1,18}/(?:\d{1,18}|\*)\Z")
_MOST_STEM: Final = 200  # bytes: a number behind it, and the extension, still fit into a name
_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
_AS_IT_IS: Final = {"Accept-Encoding": "identity"}


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
        self.count = 0  # bytes so far

    def at(self, count: int) -> None:
        if self._cancelled():
            raise CancelledError
        self.count = count
        percent = min(100, count * 100 // self._total)
        if percent != self._percent:
            self._percent = percent
            self._tell(percent)


def download(url: str, size: int, part: Path, progress: Progress) -> None:
    """Fill `part` with the `size` bytes that were promised; what is in it already is not fetched again where the server can do that.

    Raises `TransferError` (what came stays in `part`), `CancelledError`, OSError.
    """
    import httpx

    for left in range(TRIES - 1, -1, -1):
        try:
            with client_for(url) as client:
                _fetch(client, url, size, part, progress)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            if not left:
                raise TransferError("unreachable") from error
            continue
        have = part.stat().st_size if part.exists() else 0
        if have == size and part.exists():
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
    headers = _AS_IT_IS | ({"Range": f"bytes={have}-"} if have else {})
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
            raise TransferError(code_of(answer.status_code))
        if not goes_on:
            have = 0
        with part.open("ab" if goes_on else "wb") as file:
            for piece in answer.iter_raw():
                have += len(piece)
                if have > size:
                    raise TransferError("wrong_size")
                progress.at(have)
                file.write(piece)


def fetch_small(url: str, size: int) -> bytes:
    """The `size` bytes that were promised, all in memory, in one try: for thumbnails, which nobody waits for. Raises `TransferError`."""
    import httpx

    end, data = time.monotonic() + _LONGEST_S, b""
    try:
        with client_for(url) as client, client.stream("GET", url, headers=_AS_IT_IS) as answer:
            if answer.status_code != 200:
                raise TransferError(code_of(answer.status_code))
            for piece in answer.iter_raw():
                data += piece
                if len(data) > size or time.monotonic() > end:
                    break
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise TransferError("unreachable") from error
    if len(data) != size:
        raise TransferError("wrong_size")
    return data


def place_in(folder: Path, name: str, part: Path) -> Path:
    """Move the finished file to the folder under a name that nothing there has."""
    safe = safe_file_name(name)
    stem, dot, extension = safe.rpartition(".")
    if not stem:
        stem, dot, extension = safe, "", ""
    number = 1
    while True:
        target = folder / (safe if number == 1 else safe_file_name(f"{cut(stem, _MOST_STEM)} ({number}){dot}{extension}"))
        try:
            target.open("xb").close()  # nobody else takes the name meanwhile
        except FileExistsError:
            number += 1
            continue
        part.replace(target)
        return target


def client_for(address: str, credentials: Credentials | None = None) -> httpx.Client:
    """For one server; a digest challenge of its (RFC 7616) is answered with `credentials`, no other: passwords go nowhere as they are."""
    import httpx

    # A proxy of the system's is not asked for what is on this computer. Redirects are not followed: who sent a message named one place.
    host = urlsplit(address).hostname or ""
    auth = None if credentials is None else httpx.DigestAuth(credentials.user, credentials.password.reveal())
    return httpx.Client(auth=auth, timeout=_TIMEOUT_S, follow_redirects=False, trust_env=host not in _LOOPBACK)


def code_of(status: int) -> str:
    """What a status that is no success says."""
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
