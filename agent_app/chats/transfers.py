"""Files on their way, one up and one down at a time, in workers."""

from __future__ import annotations

import errno
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, Signal

from agent_app.background import Lane
from agent_app.chats.http_files import CancelledError, Progress, TransferError, download, place_in
from agent_app.chats.http_uploads import upload
from agent_app.chats.snapshots import FileState

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.accounts.live import Credentials
    from agent_app.chats.desk import MessageDesk
    from agent_app.chats.part_files import PartFiles
    from agent_app.chats.snapshots import FileInfo
    from agent_app.chats.thumbnails import Thumbnails
    from agent_app.storage.messages import MessageRecord
    from telephony.bodies.files import File

log = logging.getLogger(__name__)

_OVER: Final = frozenset({"wrong_size", "gone", "forbidden", "too_large"})  # codes of servers that will not give the rest


class Transfers(QObject):
    """`folder` gives where files that come in are put; it is asked in a worker."""

    uploaded = Signal(str)  # item_id: the message can go
    upload_failed = Signal(str, str)  # item_id, code
    _moved = Signal(str, int)  # item_id, per cent

    def __init__(
        self,
        desk: MessageDesk,
        folder: Callable[[], Path],
        parts: PartFiles,
        thumbnails: Thumbnails,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._folder = folder
        self._parts = parts  # the downloading lane's own
        self._thumbnails = thumbnails
        self._closing = False
        self._unwanted: set[str] = set()
        self._running: set[str] = set()
        self._up = Lane("chat-uploads", self)
        self._down = Lane("chat-downloads", self)
        self._moved.connect(self._take_progress)

    def upload(self, record: MessageRecord, address: str, credentials: Credentials | None, *, begun: bool = False) -> None:
        """Put the message's file on the server, or go on where an earlier try was cut; then `uploaded`, or `upload_failed`."""
        item, file = record.item, record.item.file
        if file is None or not self._begin(item.item_id):
            return
        self._desk.put_file(item.item_id, msgspec.structs.replace(file, state=FileState.UPLOADING, progress_percent=0))
        path, progress = Path(file.path), self._progress(item.item_id, file.size)

        def send() -> File:
            same = begun and _is_unchanged(path, file.size, item.at_us)
            small = self._thumbnails.of_file(path, file.content_type)
            return upload(address, path, file.content_type, progress, item.item_id, small=small, begun=same, credentials=credentials)

        self._up.run(
            send,
            lambda offered: self._take_uploaded(item.item_id, offered),
            lambda error: self._fail_upload(item.item_id, error),
        )

    def download(self, record: MessageRecord) -> None:
        """Fetch it, or go on where that broke off."""
        item, file = record.item, record.item.file
        if file is None or not record.url or file.state is FileState.READY or not self._begin(item.item_id):
            return
        self._desk.explain(item.item_id, "")
        self._change(item.item_id, state=FileState.DOWNLOADING, progress_percent=0)
        progress = self._progress(item.item_id, file.size)

        self._down.run(
            lambda: self._fetch(record.url, item.item_id, file, progress),
            lambda path: self._take_downloaded(item.item_id, path),
            lambda error: self._fail_download(item.item_id, error),
        )

    def cancel(self, item_id: str) -> bool:
        """Stop it; False where it is not on its way."""
        if item_id not in self._running:
            return False
        self._unwanted.add(item_id)
        return True

    def close(self) -> None:
        """What is on its way stops: it goes on another time."""
        self._closing = True
        self._unwanted |= self._running
        self._up.close(0)
        self._down.close(0)

    def forget(self, item_ids: tuple[str, ...]) -> None:
        """Their messages were deleted: nothing of their files is on its way, or left of it."""
        for item_id in item_ids:
            self.cancel(item_id)
        self._down.run(lambda: [self._parts.drop(item_id) for item_id in item_ids])

    def sweep(self) -> None:
        """What broke off long ago is gone."""
        self._down.run(self._parts.sweep)

    # --- inside -----------------------------------------------------------------------------------------------------------------

    def _fetch(self, url: str, item_id: str, file: FileInfo, progress: Progress) -> Path:
        """Where it is now. In a worker."""
        folder = self._folder()
        folder.mkdir(parents=True, exist_ok=True)
        part = self._parts.begin(item_id, folder)
        try:
            download(url, file.size, part, progress)
            path = place_in(folder, file.name, part)
        except Exception as error:
            if _is_hopeless(error) and not self._closing:
                self._parts.drop(item_id)
            raise
        self._parts.drop(item_id)
        return path

    def _begin(self, item_id: str) -> bool:
        if item_id in self._running:
            return False
        self._running.add(item_id)
        self._unwanted.discard(item_id)
        return True

    def _progress(self, item_id: str, size: int) -> Progress:
        return Progress(size, lambda percent: self._moved.emit(item_id, percent), lambda: item_id in self._unwanted)

    def _take_progress(self, item_id: str, percent: int) -> None:
        if item_id in self._running:
            self._change(item_id, progress_percent=percent)

    def _take_uploaded(self, item_id: str, offered: File) -> None:
        self._running.discard(item_id)
        file = self._file(item_id)
        if file is not None:
            ready = msgspec.structs.replace(file, state=FileState.READY, progress_percent=None, url_known=True)
            self._desk.put_file(item_id, ready, place=offered.place, small=offered.thumbnail)
            self.uploaded.emit(item_id)

    def _fail_upload(self, item_id: str, error: Exception) -> None:
        self._running.discard(item_id)
        self._change(item_id, state=_state_after(error), progress_percent=None)
        self.upload_failed.emit(item_id, _code_of(error))

    def _take_downloaded(self, item_id: str, path: Path) -> None:
        self._running.discard(item_id)
        self._change(item_id, state=FileState.READY, progress_percent=None, path=str(path))
        file = self._file(item_id)
        if file is not None:
            self._thumbnails.measure(item_id, path, file.content_type)

    def _fail_download(self, item_id: str, error: Exception) -> None:
        self._running.discard(item_id)
        code = _code_of(error)
        code = "folder_unwritable" if code == "file_unreadable" else code
        log.info("a file did not come: %s", code)
        self._desk.explain(item_id, code)
        self._change(item_id, state=_state_after(error), progress_percent=None)

    def _change(self, item_id: str, **fields: object) -> None:
        file = self._file(item_id)
        if file is not None:
            self._desk.put_file(item_id, msgspec.structs.replace(file, **fields))

    def _file(self, item_id: str) -> FileInfo | None:
        record = self._desk.memory.get(item_id)
        return None if record is None else record.item.file


def _is_unchanged(path: Path, size: int, since_us: int) -> bool:
    """Whether it is the file that was begun with: the beginning of one and the end of another make no file."""
    status = path.stat()
    return status.st_size == size and status.st_mtime_ns // 1000 <= since_us


def _state_after(error: Exception) -> FileState:
    return FileState.CANCELLED if isinstance(error, CancelledError) else FileState.FAILED


def _is_hopeless(error: Exception) -> bool:
    """What has come is of no more use: nobody wants the rest, it never comes, or there is no room for it."""
    over = isinstance(error, TransferError) and error.code in _OVER
    return over or isinstance(error, CancelledError) or (isinstance(error, OSError) and error.errno == errno.ENOSPC)


def _code_of(error: Exception) -> str:
    match error:
        case CancelledError():
            return "cancelled"
        case TransferError():
            return error.code
        case OSError() if error.errno == errno.ENOSPC:
            return "disk_full"
        case OSError():
            return "file_unreadable"
        case _:
            log.error("a file's way ended in an error", exc_info=error)
            return "internal"
