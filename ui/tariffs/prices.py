"""All prices of one provider, found by name, number or prefix."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.contacts.search_field import SearchField
from ui.language import tr, tr_count
from ui.tariffs.finder import MOST, Finder
from ui.tariffs.words import price_cells
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.widgets.button import Kind
from ui.widgets.empty import EmptyState
from ui.widgets.label import Label, plain_tip
from ui.widgets.progress import Progress
from ui.widgets.table import Cells, Column, Table
from ui.wording.providers import provider_trouble

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tariffs.rating.deck import Deck, DeckRow

COLUMNS = (
    Column(share=4, heads=True),
    Column(width=76),
    Column(width=160, at_right=True, heads=True),
    Column(share=4),
    Column(width=130),
)
WIDE_FROM: Final = 760  # narrower, how a call is counted would be cut


class PricesPage(QWidget):
    again_wanted = Signal()
    other_file_wanted = Signal()  # the account's price list can't be used

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._deck: Deck | None = None
        self.finder = Finder(self)
        self.finder.found.connect(self._show_found)
        self.search = SearchField()
        self.search.setPlaceholderText(tr("Tariffs", "Country, city, number or prefix"))
        self.search.setAccessibleName(tr("Tariffs", "Search the prices"))
        self.search.textChanged.connect(self.finder.look_for)
        self.count = Label(role="muted", size=Type.SMALL)
        self.table = Table(COLUMNS, self._cells, wide_from=WIDE_FROM)
        self.search.down_pressed.connect(self._enter_table)
        self.trouble = EmptyState("warning-circle", kind=Kind.QUIET)
        self._is_file = False
        self.trouble.wanted.connect(self._press_way_out)
        self.nothing = EmptyState("magnifying-glass")
        self._lay_out()
        self.table.set_words(
            tr("Tariffs", "Prices"),
            (
                tr("Tariffs", "Destination"),
                tr("Tariffs", "Prefix"),
                tr("Tariffs", "Price"),
                tr("Tariffs", "Counted"),
                tr("Tariffs", "Valid"),
            ),
        )

    def _lay_out(self) -> None:
        waiting = QWidget()
        middle = QVBoxLayout(waiting)
        middle.setContentsMargins(metrics.HUGE, metrics.HUGE, metrics.HUGE, metrics.HUGE)
        middle.addWidget(Label(tr("Tariffs", "Asking the provider for its prices…"), role="muted", align=Qt.AlignmentFlag.AlignHCenter))
        middle.addWidget(Progress(tr("Tariffs", "Asking the provider for its prices…")))
        middle.addStretch(1)
        self.pages = QStackedWidget()
        for page in (waiting, self.table, self.nothing, self.trouble):
            self.pages.addWidget(page)
        top = QVBoxLayout()
        top.setContentsMargins(metrics.LARGE, metrics.SMALL, metrics.LARGE, metrics.SMALL)
        top.setSpacing(metrics.TIGHT)
        top.addWidget(self.search)
        top.addWidget(self.count)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.pages, 1)

    def deck(self) -> Deck | None:
        return self._deck

    def wait(self) -> None:
        self._deck = None
        self.search.setEnabled(False)
        self.count.setText("")
        self.pages.setCurrentIndex(0)

    def show_deck(self, deck: Deck) -> None:
        self._deck = deck
        self.search.setEnabled(True)
        self.finder.use(deck, russian=QLocale().language() is QLocale.Language.Russian)
        self.finder.look_for(self.search.text())

    def show_trouble(self, code: str, detail: str) -> None:
        """The provider tells no prices: why, in a sentence. `detail` is for who knows the provider or the file: in the tool tip."""
        self._deck = None
        self._is_file = code == "deck"
        self.search.setEnabled(False)
        lasting = code in ("unsupported", "forbidden")
        title = tr("Tariffs", "No price list") if lasting else tr("Tariffs", "The prices are not known now")
        button = tr("Tariffs", "Choose another price list…") if self._is_file else tr("Tariffs", "Ask again")
        self.trouble.say(title, provider_trouble(code), "" if lasting else button)
        self.trouble.setToolTip(plain_tip(detail) if detail else "")
        self.pages.setCurrentWidget(self.trouble)

    def show_nobody(self) -> None:
        """No account's provider tells any."""
        self.show_trouble("unsupported", "")
        lead = tr("Tariffs", "Choose a provider, or load a price list, under Accounts → Edit → Money.")
        self.trouble.say(tr("Tariffs", "No price list"), lead)

    def _press_way_out(self) -> None:
        if self._is_file:
            self.other_file_wanted.emit()
        else:
            self.again_wanted.emit()

    def _cells(self, row: DeckRow) -> Cells:
        assert self._deck is not None
        return price_cells(row, self._deck.currency, self._deck.zone, time.time_ns() // 1000)

    def _show_found(self, text: str, rows: Sequence[DeckRow]) -> None:
        if self._deck is None:
            return
        self.table.show_items(rows)
        self.count.setText(self._count_words(text, len(rows)))
        if rows:
            self.pages.setCurrentWidget(self.table)
        elif text.strip():
            self.nothing.say(
                tr("Tariffs", "Nothing found"), tr("Tariffs", "Try the beginning of a number, or another spelling of the name.")
            )
            self.pages.setCurrentWidget(self.nothing)
        else:
            self.nothing.say(tr("Tariffs", "An empty price list"), tr("Tariffs", "The provider lists no destination."))
            self.pages.setCurrentWidget(self.nothing)

    def _count_words(self, text: str, count: int) -> str:
        said = QLocale().toString(count)
        if text.strip() and count >= MOST:
            return tr_count("Tariffs", "the first {count} destination(s): type more to see fewer", count, count=said)
        return tr_count("Tariffs", "{count} destination(s)", count, count=said)

    def _enter_table(self) -> None:
        self.table.view.setFocus(Qt.FocusReason.TabFocusReason)
        if not self.table.view.currentIndex().isValid():
            self.table.view.setCurrentIndex(self.table.model.index(0))
