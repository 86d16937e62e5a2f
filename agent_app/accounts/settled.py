"""What can wait until an account is connected, so that nothing stands in its way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, SignalInstance

from telephony.messages import Registration

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.snapshots import AccountSnapshot

_SETTLED: Final = (Registration.REGISTERED, Registration.FAILED)
_BREATH_MS: Final = 50  # the news is shown and told first


class OnceSettled(QObject):
    """Calls `then` once: when an account is registered or refused for the first time, and after `latest_ms` in any case.

    `changed` tells each account that is news (an `AccountSnapshot`).
    """

    def __init__(self, changed: SignalInstance, latest_ms: int, then: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(then)
        self._timer.start(latest_ms)
        self._heard = False
        changed.connect(self._look)

    def _look(self, account: AccountSnapshot) -> None:
        if account.registration in _SETTLED and self._timer.isActive() and not self._heard:
            self._heard = True
            self._timer.start(min(_BREATH_MS, self._timer.remainingTime()))
