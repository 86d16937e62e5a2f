"""The results of a search: people, messages, SMS and calls in one list, with filters above it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListView, QVBoxLayout, QWidget

from agent_app.search.service import LIMIT, MOST
from agent_app.search.snapshots import ALL_KINDS, HitKind, SearchFilters, SearchResults
from agent_app.snapshots import Contact
from ui.language import tr
from ui.search.delegate import ENTRY_ROLE, ResultsDelegate
from ui.search.entries import Entry, Found, Headline, More, entries_of, spoken
from ui.theme import metrics
from ui.widgets.combo import Combo
from ui.widgets.label import Label
from ui.widgets.retranslated import Retranslated
from ui.widgets.rows import RowList

if TYPE_CHECKING:
    from agent_app.services import Services

SHORTEST: Final = 2  # letters
_KINDS: Final = (ALL_KINDS, *(frozenset({kind}) for kind in (HitKind.PERSON, HitKind.MESSAGE, HitKind.SMS, HitKind.CALL)))
_DAYS: Final = (0, 1, 7, 31, 366)
_DAY_US: Final = 86_400_000_000
_NOWHERE: Final = QModelIndex()
Index = QModelIndex | QPersistentModelIndex


class ResultsModel(QAbstractListModel):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    def show_entries(self, entries: list[Entry]) -> None:
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def entries(self) -> list[Entry]:
        return self._entries

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if isinstance(self._entries[index.row()], Headline):
            return Qt.ItemFlag.NoItemFlags  # the keyboard passes it over
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return spoken(entry)
        return None


class SearchPage(Retranslated):
    """Ask it with each key; `changed` tells that it has something else to show."""

    changed = Signal()
    contact_chosen = Signal(str)  # contact_id
    hit_chosen = Signal(object)  # SearchHit

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._text = ""
        self._limit = LIMIT
        self._results = SearchResults()
        self._person: tuple[str, ...] = ()
        self.kinds, self.dates, self.people = Combo(), Combo(), Combo()
        self.model = ResultsModel(self)
        self.view = RowList()
        self.note = Label(role="muted")
        self._lay_out()
        services.search.results_ready.connect(self._take)
        for combo in (self.kinds, self.dates, self.people):
            combo.activated.connect(lambda _: self._ask_anew())
        self.view.clicked.connect(self._open)
        self.view.activated.connect(self._open)
        self.retranslate()

    def _lay_out(self) -> None:
        self.view.setModel(self.model)
        self.view.setItemDelegate(ResultsDelegate(self.view))
        self.view.setFrameShape(QListView.Shape.NoFrame)
        self.view.setMouseTracking(True)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.verticalScrollBar().setSingleStep(metrics.ROW)
        filters = QHBoxLayout()
        filters.setContentsMargins(metrics.LARGE, metrics.SMALL, metrics.LARGE, metrics.TIGHT)
        filters.setSpacing(metrics.TIGHT)
        for combo in (self.kinds, self.dates, self.people):
            combo.setMinimumContentsLength(3)
            filters.addWidget(combo, 1)
        self.note.setContentsMargins(metrics.LARGE, metrics.SMALL, metrics.LARGE, metrics.SMALL)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(filters)
        layout.addWidget(self.note)
        layout.addWidget(self.view, 1)

    def retranslate(self) -> None:
        groups = (tr("Search", "People"), tr("Search", "Messages"), tr("Search", "SMS"), tr("Search", "Calls"))
        spans = (tr("Search", "One day"), tr("Search", "A week"), tr("Search", "A month"), tr("Search", "A year"))
        kinds, dates = (tr("Search", "All"), *groups), (tr("Search", "When"), *spans)
        for combo, words in ((self.kinds, kinds), (self.dates, dates)):
            chosen = max(0, combo.currentIndex())
            combo.clear()
            combo.addItems(words)
            combo.setCurrentIndex(chosen)
        self.offer_person("", ())
        self.kinds.setAccessibleName(tr("Search", "What is looked for"))
        self.dates.setAccessibleName(tr("Search", "How far back"))
        self.people.setAccessibleName(tr("Search", "With whom"))
        self.view.setAccessibleName(tr("Search", "Found"))
        self._show()

    def offer_person(self, name: str, remotes: tuple[str, ...]) -> None:
        """Whose conversation is open can be searched alone. A choice that was made stays while words are in the field."""
        if name and self.people.currentIndex() > 0:
            return
        self._person = remotes
        self.people.clear()
        self.people.addItems([tr("Search", "Who"), *([name] if name else [])])

    def ask(self, text: str) -> None:
        """Look for it; under two letters there is nothing to show, and the filters are as they were at first."""
        if text == self._text:
            return
        self._text = text
        self._limit = LIMIT
        if len(text) >= SHORTEST:
            self._services.search.search(text, self.filters(), self._limit)
            return
        self._services.search.forget()
        for combo in (self.kinds, self.dates, self.people):
            combo.setCurrentIndex(0)
        self._results = SearchResults()
        self._show()

    def filters(self) -> SearchFilters:
        days = _DAYS[max(0, self.dates.currentIndex())]
        since = time.time_ns() // 1000 - days * _DAY_US if days else 0
        person = self._person if self.people.currentIndex() > 0 else ()
        return SearchFilters(_KINDS[max(0, self.kinds.currentIndex())], person, since)

    def has_something(self) -> bool:
        """Whether there is more to show than the list of contacts has, or a filter to take back."""
        found = self._results
        return len(self._text) >= SHORTEST and bool(found.messages or found.sms or found.calls or self._is_filtered())

    def enter(self) -> None:
        """The keyboard goes to the first that was found."""
        row = self._first_row()
        if row >= 0 and not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.model.index(row))
        self.view.setFocus(Qt.FocusReason.TabFocusReason)

    def open_first(self) -> None:
        row = self._first_row()
        if row >= 0:
            self._open(self.model.index(row))

    def _first_row(self) -> int:
        return next((row for row, entry in enumerate(self.model.entries()) if isinstance(entry, Found)), -1)

    def _is_filtered(self) -> bool:
        return any(combo.currentIndex() > 0 for combo in (self.kinds, self.dates, self.people))

    def _ask_anew(self) -> None:
        self._services.search.search(self._text, self.filters(), self._limit)

    def _take(self, text: str, results: SearchResults) -> None:
        if text == self._text:
            self._results = results
            self._show()

    def _show(self) -> None:
        self.model.show_entries(entries_of(self._results, self._services.contacts.find_by_remote))
        if not self.model.entries():
            self.note.setText(tr("Search", "Nothing found"))
        else:
            self.note.setText("" if self._results.complete else tr("Search", "Older ones are still being read"))
        self.note.setVisible(bool(self.note.text()))
        self.changed.emit()

    def _open(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY_ROLE)
        if isinstance(entry, More):
            self._limit = MOST
            self._ask_anew()
        elif isinstance(entry, Found) and isinstance(entry.what, Contact):
            self.contact_chosen.emit(entry.what.contact_id)
        elif isinstance(entry, Found):
            self.hit_chosen.emit(entry.what)
