"""The calls that were: every one in the timeline, missed ones until they were looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from agent_app.snapshots import CallItem


class HistoryService(QObject):
    recent_changed = Signal()
    missed_changed = Signal(int)  # how many were missed and not looked at
    contact_calls_ready = Signal(str, object)  # contact_id, tuple[CallItem, ...]
    remote_calls_ready = Signal(str, object)  # remote, tuple[CallItem, ...]

    def recent(self) -> tuple[CallItem, ...]:
        """The newest 500 calls, newest first."""
        return ()

    def request_contact_calls(self, contact_id: str) -> None:
        """All calls with any number or address of the contact, newest first, by `contact_calls_ready`."""

    def request_remote_calls(self, remote: str) -> None:
        """All calls with this number or address, newest first, by `remote_calls_ready`."""

    def missed_unseen(self) -> int:
        return 0

    def mark_seen(self) -> None:
        """The missed calls were looked at."""
