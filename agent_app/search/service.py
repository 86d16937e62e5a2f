"""The search: people from memory at once, messages, SMS and calls from the database; the newest question wins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from agent_app.search.snapshots import HitKind, SearchFilters, SearchHit, SearchResults

if TYPE_CHECKING:
    import sqlite3

    from agent_app.contacts.service import ContactService
    from agent_app.search.query import Query
    from agent_app.snapshots import Contact
    from agent_app.storage.database import Database

LIMIT: Final = 20  # of each group; "more" asks for MOST
MOST: Final = 200
_SLICE: Final = 400  # items indexed in one write: some 50 ms of the writer's time
_PAUSE_MS: Final = 20
_WARM_MS: Final = 3000  # the start comes first: reading the stemmers takes 0.2 s of a worker
_REST_MS: Final = 400  # after something came in
_PEOPLE_FOR_CALLS: Final = 50
_CHECK_STEPS: Final = 20_000  # of SQLite's machine, between two looks whether the question is still wanted


class _Question(msgspec.Struct, frozen=True):
    number: int
    text: str
    query: Query
    contacts: tuple[Contact, ...]
    filters: SearchFilters
    limit: int

    def remotes(self) -> tuple[str, ...]:
        """Of the people whose calls are looked for."""
        return tuple(point.value for contact in self.contacts[:_PEOPLE_FOR_CALLS] for point in contact.points)


class SearchService(QObject):
    """Window's thread; the work is done in the database's lanes."""

    results_ready = Signal(str, object)  # text, SearchResults
    indexed = Signal()  # everything that was waiting is in the index

    def __init__(self, database: Database, contacts: ContactService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._database = database
        self._contacts = contacts
        self._asked = 0
        self._indexing = False
        self._again = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._index)
        database.renewed.connect(self.touch)

    def load(self) -> None:
        """Index what waits since the last run, in slices, and get ready for the first question."""
        self._index()
        QTimer.singleShot(_WARM_MS, self, lambda: self._database.read(_warm, lambda _: None))

    def touch(self, _item: object = None) -> None:
        """Something was written that is to be found: index it soon."""
        self._again = True
        if not self._indexing and not self._later.isActive():
            self._later.start(_REST_MS)

    def search(self, text: str, filters: SearchFilters | None = None, limit: int = LIMIT) -> None:
        """Look for `text`; `results_ready` tells, unless something else was asked meanwhile. What was written before is found."""
        from agent_app.search.query import Query
        from agent_app.storage.search import index_slice

        self._asked += 1
        chosen = filters or SearchFilters()
        question = _Question(self._asked, text, Query.of(text), self._people(text, chosen), chosen, limit)
        if not self._indexing:
            self._database.write(lambda connection: index_slice(connection, _SLICE))
        self._database.read(lambda connection: self._find(connection, question), lambda found: self._tell(question, found))

    def forget(self) -> None:
        """Nobody waits for the last question any more."""
        self._asked += 1

    def _people(self, text: str, filters: SearchFilters) -> tuple[Contact, ...]:
        wanted = bool(filters.kinds & {HitKind.PERSON, HitKind.CALL})
        return self._contacts.search(text) if wanted and text.strip() else ()

    def _find(self, connection: sqlite3.Connection, question: _Question) -> SearchResults | None:
        """In the reading lane. None where another question came: SQLite is stopped in the middle of its work."""
        from sqlite3 import OperationalError

        def unwanted() -> bool:
            return question.number != self._asked

        if unwanted():
            return None
        connection.set_progress_handler(unwanted, _CHECK_STEPS)
        try:
            return _found(connection, question)
        except OperationalError:
            if unwanted():
                return None
            raise
        finally:
            connection.set_progress_handler(None, 0)

    def _tell(self, question: _Question, found: SearchResults | None) -> None:
        if found is None or question.number != self._asked:
            return
        limit = question.limit
        contacts = question.contacts if HitKind.PERSON in question.filters.kinds else ()
        groups = {HitKind.PERSON: contacts, HitKind.MESSAGE: found.messages, HitKind.SMS: found.sms, HitKind.CALL: found.calls}
        more = frozenset(kind for kind, group in groups.items() if len(group) > limit)
        messages, sms, calls = (self._with_contacts(group[:limit]) for group in (found.messages, found.sms, found.calls))
        self.results_ready.emit(question.text, SearchResults(contacts[:limit], messages, sms, calls, more, found.complete))

    def _with_contacts(self, hits: tuple[SearchHit, ...]) -> tuple[SearchHit, ...]:
        return tuple(self._with_contact(hit) for hit in hits)

    def _with_contact(self, hit: SearchHit) -> SearchHit:
        contact = self._contacts.find_by_remote(hit.remote)
        return hit if contact is None else msgspec.structs.replace(hit, contact_id=contact.contact_id)

    def _index(self) -> None:
        from agent_app.storage.search import index_slice, waits

        self._indexing, self._again = True, False
        self._database.write(lambda connection: index_slice(connection, _SLICE))
        self._database.read(waits, self._after_slice)

    def _after_slice(self, more: bool) -> None:
        if more or self._again:
            self._later.start(_PAUSE_MS if more else _REST_MS)
        self._indexing = False
        if not more:
            self.indexed.emit()


def _warm(_: sqlite3.Connection) -> None:
    """So that the first question finds them loaded."""
    from agent_app.search.words import stem

    stem("звонки")
    stem("calls")


def _found(connection: sqlite3.Connection, question: _Question) -> SearchResults:
    """One more of each group than is shown tells that there is more."""
    from agent_app.storage.search import find_calls, find_texts, waits

    query, filters, most = question.query, question.filters, question.limit + 1
    searchable = query.is_searchable()

    def texts(kind: HitKind) -> tuple[SearchHit, ...]:
        return tuple(find_texts(connection, query, kind, filters, most)) if searchable and kind in filters.kinds else ()

    wants_calls = HitKind.CALL in filters.kinds and bool(question.contacts or searchable)
    calls = tuple(find_calls(connection, question.text, question.remotes(), filters, most)) if wants_calls else ()
    return SearchResults((), texts(HitKind.MESSAGE), texts(HitKind.SMS), calls, complete=not waits(connection))
