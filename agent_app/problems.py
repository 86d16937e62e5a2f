"""Troubles of the program itself, told to whoever shows them."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, Signal


class ProblemCode(StrEnum):
    """What went wrong; the value that comes with it is a path or the system's own words."""

    DATABASE_BROKEN = "database_broken"  # set aside under the name in the value; a new one was begun
    DATABASE_NEWER = "database_newer"  # made by a newer version: history and contacts are not kept in this run
    DISK_FULL = "disk_full"
    DATABASE_LOCKED = "database_locked"
    STORAGE_FAILED = "storage_failed"
    SETTINGS_BROKEN = "settings_broken"  # set aside under the name in the value
    ACCOUNTS_BROKEN = "accounts_broken"  # set aside under the name in the value
    NOT_SAVED = "not_saved"  # settings or accounts could not be written
    SANDBOX_LOST = "sandbox_lost"  # the sandbox ended; it is started again
    SANDBOX_FAILED = "sandbox_failed"  # it does not start


class Problems(QObject):
    """One signal: code and value. What a problem concerned is kept in memory; nothing stops because of it."""

    reported = Signal(object, str)

    def report(self, code: ProblemCode, value: str = "") -> None:
        self.reported.emit(code, value)
