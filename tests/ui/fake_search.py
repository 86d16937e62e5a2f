"""A search that answers what a test wants found."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from agent_app.search.service import LIMIT
from agent_app.search.snapshots import SearchFilters, SearchResults


class FakeSearch(QObject):
    results_ready = Signal(str, object)
    indexed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.answers: dict[str, SearchResults] = {}
        self.asked: list[tuple[str, SearchFilters, int]] = []
        self.forgotten = 0

    def search(self, text: str, filters: SearchFilters | None = None, limit: int = LIMIT) -> None:
        self.asked.append((text, filters or SearchFilters(), limit))
        self.results_ready.emit(text, self.answers.get(text, SearchResults()))

    def forget(self) -> None:
        self.forgotten += 1
