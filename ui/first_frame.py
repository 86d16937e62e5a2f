"""When the window first shows something: what that frame did not need begins then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_REST_MS: Final = 50  # a key that was pressed meanwhile comes first
_LATEST_MS: Final = 1000  # a window that starts hidden or covered paints nothing


class FirstFrame(QObject):
    """`shown` comes once, after the first painting of `window` is on the screen, or a second after it was shown in vain."""

    shown = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._told = False
        window.installEventFilter(self)

    def expect(self) -> None:
        """The window was shown just now."""
        QTimer.singleShot(_LATEST_MS, self, self._tell)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(_REST_MS, self, self._tell)
        return super().eventFilter(watched, event)

    def _tell(self) -> None:
        if not self._told:
            self._told = True
            self.shown.emit()
