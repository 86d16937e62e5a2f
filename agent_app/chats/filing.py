"""Files in messages: which server an account's go to, which come by themselves, and where they are put."""

from __future__ import annotations

import mimetypes
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import msgspec
from PySide6.QtCore import QObject

from agent_app.chats.part_files import PartFiles
from agent_app.chats.snapshots import FileInfo, FileState, MessageKind, MessageStatus
from agent_app.chats.thumbnails import Thumbnails
from agent_app.chats.transfers import Transfers

if TYPE_CHECKING:
    from agent_app.accounts.service import AccountService
    from agent_app.chats.desk import MessageDesk
    from agent_app.chats.places import FilePlaces
    from agent_app.chats.posting import Post
    from agent_app.contacts.service import ContactService
    from agent_app.settings.service import SettingsService
    from agent_app.storage.database import Database
    from agent_app.storage.messages import MessageRecord

_UNKNOWN_TYPE: Final = "application/octet-stream"
_VOICE: Final = ";voice-recording=yes"  # as Linphone marks them
_PACKED: Final = "audio/x-matroska"  # by its name alone it would be a film


class Filing(QObject):
    """Of strangers nothing is fetched before somebody asks: an address in a message may be anybody's."""

    def __init__(
        self,
        desk: MessageDesk,
        post: Post,
        settings: SettingsService,
        accounts: AccountService,
        contacts: ContactService,
        *,
        database: Database,
        places: FilePlaces,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._accounts = accounts
        self._contacts = contacts
        self._desk = desk
        self._post = post
        self._settings = settings
        self._servers: dict[str, str] = {}  # told in this run; they may hold secrets and are kept nowhere
        self._places = places
        self._thumbnails = Thumbnails(desk, database, places.thumbnails, places.drawing, self)
        self._transfers = Transfers(desk, self._folder, PartFiles(places.parts), self._thumbnails, self)
        self._transfers.uploaded.connect(self._send)
        self._transfers.upload_failed.connect(self._fail)
        post.upload_left.connect(self.upload)

    def load(self) -> None:
        """What former runs left behind goes."""
        if self._places.parts.is_dir():
            self._transfers.sweep()
        if self._places.thumbnails.is_dir():
            self._thumbnails.sweep()

    def set_server(self, account_id: str, address: str) -> None:
        self._servers[account_id] = address

    def server(self, account_id: str) -> str:
        return self._servers.get(account_id) or self._settings.values().file_servers.get(account_id, "")

    def send(self, account_id: str, remote: str, path: Path, duration_ms: int, waveform: bytes) -> str:
        kind = MessageKind.VOICE if duration_ms else MessageKind.FILE
        content_type = (_voice_type(path) if duration_ms else mimetypes.guess_type(path.name, strict=False)[0]) or _UNKNOWN_TYPE
        try:
            size, problem = path.stat().st_size, "" if path.is_file() else "file_unreadable"
        except OSError:
            size, problem = 0, "file_unreadable"
        file = FileInfo(
            path.name,
            size,
            content_type,
            str(path.absolute()),
            state=FileState.UPLOADING,
            duration_ms=duration_ms,
            waveform=waveform,
        )
        record = self._post.create(account_id, remote, kind, "", file=file)
        if problem:
            self._fail(record.item.item_id, problem)
        else:
            self._thumbnails.measure(record.item.item_id, path, content_type)
            self._upload(record, begun=False)
        return record.item.item_id

    def upload(self, record: MessageRecord) -> None:
        """Once more, or in another run: its file first, from where the server has it, then the message."""
        self._upload(record, begun=True)

    def _upload(self, record: MessageRecord, *, begun: bool) -> None:
        address = self.server(record.item.account_id)
        if address:
            self._transfers.upload(record, address, self._accounts.credentials(record.item.account_id), begun=begun)
        else:
            self._fail(record.item.item_id, "no_file_server")

    def download(self, record: MessageRecord) -> None:
        """Somebody asks for it."""
        self._thumbnails.fetch(record)
        self._transfers.download(record)

    def offered(self, record: MessageRecord) -> None:
        """A file has come in: it and its thumbnail come by themselves where they are small, from contacts or from our own server."""
        item_id = record.item.item_id
        self._contacts.when_loaded(lambda: self._take_unasked(item_id))

    def _take_unasked(self, item_id: str) -> None:
        record = self._desk.memory.get(item_id)
        if record is None:  # deleted meanwhile
            return
        file, small = record.item.file, record.small
        if small is not None and self._comes_unasked(record, small.url, small.size):
            self._thumbnails.fetch(record)
        if file is not None and self._comes_unasked(record, record.url, file.size):
            self._transfers.download(record)

    def _comes_unasked(self, record: MessageRecord, url: str, size: int) -> bool:
        if size > self._settings.values().download_below_kb * 1024:
            return False
        mine, host = urlsplit(self.server(record.item.account_id)), urlsplit(url)
        is_contact = self._contacts.find_by_remote(record.item.remote) is not None
        return is_contact or bool(mine.hostname and (host.hostname, host.port) == (mine.hostname, mine.port))

    def cancel(self, item_id: str) -> bool:
        return self._transfers.cancel(item_id)

    def forget(self, item_ids: tuple[str, ...]) -> None:
        """Their messages were deleted; what was put into the user's folder is the user's."""
        self._transfers.forget(item_ids)
        self._thumbnails.forget(item_ids)

    def close(self) -> None:
        self._transfers.close()
        self._thumbnails.close()

    def _folder(self) -> Path:
        chosen = self._settings.values().download_folder
        if chosen:
            return Path(chosen)
        import platformdirs

        return platformdirs.user_downloads_path()

    def _send(self, item_id: str) -> None:
        record = self._desk.memory.get(item_id)
        if record is not None:
            self._post.send(record)

    def _fail(self, item_id: str, code: str) -> None:
        record = self._desk.memory.get(item_id)
        if record is not None and record.item.file is not None and record.item.file.state is FileState.UPLOADING:
            self._desk.put_file(item_id, msgspec.structs.replace(record.item.file, state=FileState.FAILED))
        self._desk.advance(item_id, MessageStatus.FAILED, code)


def _voice_type(path: Path) -> str:
    return (_PACKED if path.suffix == ".mkv" else mimetypes.guess_type(path.name)[0] or _UNKNOWN_TYPE) + _VOICE
