"""The keyring from the window's thread: asked in a worker, and not waited for without end."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QObject, QTimer

from agent_app.accounts.passwords import KeyringError, forget_password, keep_password, read_password
from agent_app.background import Lane
from agent_app.snapshots import KeyringProblem

if TYPE_CHECKING:
    from collections.abc import Callable

    from telephony.secret import Secret

log = logging.getLogger(__name__)

T = TypeVar("T")

_PATIENCE_MS: Final = 8000


class KeyringLane(QObject):
    """After 8 s without an answer `failed` hears NO_ANSWER; an answer that comes later still (the user unlocked it) is given to `then`."""

    def __init__(self, parent: QObject | None = None, patience_ms: int = _PATIENCE_MS) -> None:
        super().__init__(parent)
        self._lane = Lane("keyring", self)
        self._patience_ms = patience_ms

    def read(self, account_id: str, then: Callable[[Secret], None], failed: Callable[[KeyringProblem], None]) -> None:
        self._run(lambda: read_password(account_id), then, failed)

    def keep(self, account_id: str, password: Secret, failed: Callable[[KeyringProblem], None]) -> None:
        self._run(lambda: keep_password(account_id, password), _nothing, failed)

    def forget(self, account_id: str) -> None:
        self._lane.run(lambda: forget_password(account_id), failed=lambda error: log.info("not forgotten: %s", error))

    def close(self) -> None:
        self._lane.close(0.2)

    def _run(self, work: Callable[[], T], then: Callable[[T], None], failed: Callable[[KeyringProblem], None]) -> None:
        patience = QTimer(self)
        patience.setSingleShot(True)
        patience.timeout.connect(partial(failed, KeyringProblem.NO_ANSWER))

        def answered(result: T) -> None:
            patience.stop()
            patience.deleteLater()
            then(result)

        def refused(error: Exception) -> None:
            was_waiting = patience.isActive()
            patience.stop()
            patience.deleteLater()
            log.info("keyring: %s", error)
            if was_waiting:
                failed(error.problem if isinstance(error, KeyringError) else KeyringProblem.FAILED)

        patience.start(self._patience_ms)
        self._lane.run(work, answered, refused)


def _nothing(_: None) -> None:
    """What is kept needs no more."""
