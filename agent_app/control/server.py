"""The local socket that a second start and the command line speak to. Only the user may open it."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from agent_app.control.protocol import MAX_REQUEST, AnyRequest, ControlError, Reply, decode_request, encode
from agent_app.profile import is_private

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)

_SILENT_MS: Final = 30_000  # who opens the socket and says nothing for so long is let go
_MOST_GUESTS: Final = 16


class ControlServer(QObject):
    """Hands each request to `obey`, and its reply back. The caller holds the profile's lock, so an old socket file is nobody's."""

    show_requested = Signal(str)  # "": come to the front; else show this number or address, and wait for the user's Call

    def __init__(self, name: str, obey: Callable[[AnyRequest], Reply], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._obey = obey
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.setMaxPendingConnections(_MOST_GUESTS)
        self._server.newConnection.connect(self._welcome)
        self._guests: set[_Guest] = set()

    def listen(self) -> bool:
        """Open the socket; False (logged) where that fails: the program runs on without it."""
        if sys.platform != "win32" and not self._make_folder():
            return False
        QLocalServer.removeServer(self._name)
        if not self._server.listen(self._name):
            log.error("no control socket at %s: %s", self._name, self._server.errorString())
            return False
        return True

    def stop_listening(self) -> None:
        """No new guests; those who are here (one asked to quit) stay until the process ends, and so learn when it has."""
        self._server.close()

    def close(self) -> None:
        self._server.close()
        for guest in list(self._guests):
            guest.dismiss()

    def _make_folder(self) -> bool:
        folder = Path(self._name).parent
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if is_private(folder):
                return True
        except OSError as error:
            log.error("no folder for the control socket: %s", error)  # noqa: TRY400 - the traceback says no more
            return False
        log.error("the folder %s is open to others: no control socket", folder)
        return False

    def _welcome(self) -> None:
        while self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            if len(self._guests) >= _MOST_GUESTS:
                socket.abort()
                socket.deleteLater()
                continue
            guest = _Guest(socket, self._obey, self)
            self._guests.add(guest)
            guest.gone.connect(self._guests.discard)


class _Guest(QObject):
    """One connection: lines in, replies out, in order."""

    gone = Signal(object)

    def __init__(self, socket: QLocalSocket, obey: Callable[[AnyRequest], Reply], parent: QObject) -> None:
        super().__init__(parent)
        self._socket = socket
        socket.setParent(self)
        socket.setReadBufferSize(MAX_REQUEST + 1)
        self._obey = obey
        self._rest = b""
        self._silence = QTimer(self)
        self._silence.setSingleShot(True)
        self._silence.setInterval(_SILENT_MS)
        self._silence.timeout.connect(self.dismiss)
        self._silence.start()
        socket.readyRead.connect(self._read)
        socket.disconnected.connect(self._leave)
        if socket.bytesAvailable():
            self._read()

    def dismiss(self) -> None:
        self._socket.disconnectFromServer()

    def _read(self) -> None:
        self._silence.start()
        self._rest += bytes(self._socket.readAll().data())
        while b"\n" in self._rest:
            line, _, self._rest = self._rest.partition(b"\n")
            self._answer(line)
        if len(self._rest) > MAX_REQUEST:
            self._rest = b""
            self._reply(Reply("too_long", {"most": MAX_REQUEST}))
            self.dismiss()

    def _answer(self, line: bytes) -> None:
        try:
            request = decode_request(line)
        except ControlError as error:
            self._reply(Reply("bad_request", {"detail": str(error)}))
            return
        try:
            self._reply(self._obey(request))
        except Exception:
            log.exception("a %s request failed", type(request).__name__)
            self._reply(Reply("internal"))

    def _reply(self, reply: Reply) -> None:
        self._socket.write(encode(reply))
        self._socket.flush()

    def _leave(self) -> None:
        self._silence.stop()
        self.gone.emit(self)
        self.deleteLater()
