"""Files on their way out: chosen, dropped or pasted, asked about, and told of where there is no server to put them on."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QMimeData, QObject, QRunnable, QThreadPool, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.dialogs.chat_questions import ask_send_files
from ui.language import tr
from ui.wording.foreign import file_title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent_app.services import Services


def has_files(data: QMimeData) -> bool:
    """Whether it brings files of this computer, or a picture and no text."""
    return bool(local_files(data)) or (data.hasImage() and not data.hasText())


def local_files(data: QMimeData) -> tuple[Path, ...]:
    """Of what was dropped or pasted."""
    if not data.hasUrls():
        return ()
    paths = (Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return tuple(path for path in paths if path.is_file())


class FileSender(QObject):
    """`trouble` is a sentence for the status line."""

    trouble = Signal(str)
    _pasted = Signal(str, str)  # the picture's file, and whom it is for

    def __init__(self, services: Services, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._window = parent
        self._pasted.connect(self._send_pasted)

    def choose(self, remote: str) -> None:
        """In the system's dialog."""
        if not self.can(remote):
            return
        paths, _ = QFileDialog.getOpenFileNames(self._window.window(), tr("Chat", "Send files"), str(Path.home()))
        self._send(tuple(Path(path) for path in paths), remote)

    def offer(self, data: QMimeData, remote: str, name: str) -> None:
        """What was dropped or pasted, after a question: it is quickly done by mistake."""
        if not self.can(remote):
            return
        paths = local_files(data)
        if paths:
            if ask_send_files(tuple(file_title(path.name) for path in paths), name, self._window.window()):
                self._send(paths, remote)
        elif data.hasImage():
            image = QImage(data.imageData())
            if not image.isNull() and ask_send_files((tr("Chat", "A picture"),), name, self._window.window()):
                folder = self._services.chats.pasted_folder()
                QThreadPool.globalInstance().start(QRunnable.create(lambda: self._keep(image, folder, remote)))

    def can(self, remote: str) -> bool:
        """Whether there is a server to put them on; `trouble` says where there is none."""
        account = self._services.chats.account_for(remote)
        if account and self._services.chats.has_file_server(account):
            return True
        self.trouble.emit(tr("Chat", "Files can't be sent: this account's provider has no file server"))
        return False

    def _send(self, paths: Sequence[Path], remote: str) -> None:
        account = self._services.chats.account_for(remote)
        for path in paths:
            self._services.chats.send_file(account, remote, path)

    def _keep(self, image: QImage, folder: Path, remote: str) -> None:
        """On a worker's thread: a large picture takes a while."""
        path = folder / f"picture-{QDateTime.currentDateTime().toString('yyyyMMdd-HHmmss-zzz')}.png"
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        kept = image.save(str(path), "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType]
        with suppress(RuntimeError):  # the window is gone meanwhile
            self._pasted.emit(str(path) if kept else "", remote)

    def _send_pasted(self, path: str, remote: str) -> None:
        if path:
            self._send((Path(path),), remote)
        else:
            self.trouble.emit(tr("Chat", "The picture could not be kept: is the disk full?"))
