"""What the presence asks of the window: who wants to see us, and whether anybody is at the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QCursor, QGuiApplication

from ui.dialogs.questions import Question
from ui.language import tr
from ui.wording.foreign import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog, QWidget

    from agent_app.services import Services

_LOOK_MS: Final = 10_000


class WatcherQuestions(QObject):
    """One question for each who is no contact and asks; not answering leaves it open until they ask again."""

    def __init__(self, services: Services, window: QWidget, show_dialog: Callable[[QDialog], object]) -> None:
        super().__init__(window)
        self._presence = services.presence
        self._window = window
        self._show_dialog = show_dialog
        self._open: set[tuple[str, str]] = set()
        services.presence.watcher_asks.connect(self._ask)

    def _ask(self, account_id: str, remote: str) -> None:
        if (account_id, remote) in self._open:
            return
        self._open.add((account_id, remote))
        question = Question(
            tr("Presence", "May {who} see whether you are there?", who=one_line(remote)),
            tr("Presence", "They are not in your contacts. They ask to see your status and its words."),
            tr("Presence", "Allow"),
            tr("Presence", "Refuse"),
            parent=self._window,
        )
        question.yes.clicked.connect(lambda: self._presence.allow(account_id, remote))
        question.no.clicked.connect(lambda: self._presence.block(account_id, remote))
        question.finished.connect(lambda _: self._open.discard((account_id, remote)))
        self._show_dialog(question)


class IdleWatch(QObject):
    """Tells how long nobody was at keyboard and mouse: as the system says, or, where it does not, how long the pointer has not moved and
    nothing was typed here. A look in ten seconds costs nothing."""

    def __init__(self, services: Services, parent: QObject) -> None:
        super().__init__(parent)
        self._presence = services.presence
        self._where = QCursor.pos()
        self._still_ms = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Called by the timer."""
        from agent_app.desktop_idle import idle_seconds  # with the first look

        told = idle_seconds(QGuiApplication.platformName())
        where = QCursor.pos()
        seen = self._still_ms + _LOOK_MS if where == self._where else 0
        self._still_ms = seen if told is None else told * 1000
        self._where = where
        self._presence.set_idle(self._still_ms // 1000)

    def touch(self) -> None:
        """Somebody typed."""
        if self._still_ms:
            self._still_ms = 0
            self._presence.set_idle(0)
