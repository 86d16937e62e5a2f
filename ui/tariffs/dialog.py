"""The tariff view's window: an account's prices, free directions and trial, and saving the prices to a file."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from agent_app.background import Lane
from ui.language import tr
from ui.tariffs.exporting import export_deck
from ui.tariffs.prices import PricesPage
from ui.tariffs.words import direction_cells, tariff_line
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.widgets.button import Button
from ui.widgets.combo import Combo
from ui.widgets.empty import EmptyState
from ui.widgets.label import Label
from ui.widgets.table import Column, Table
from ui.widgets.tabs import Tabs
from ui.wording.files import error_trouble

if TYPE_CHECKING:
    from agent_app.services import Services
    from tariffs.providers.provider import FreeDirection
    from tariffs.rating.deck import Deck

DIRECTIONS = (Column(share=3, heads=True), Column(width=90, heads=True), Column(share=3), Column(width=90), Column(width=120))


class TariffsDialog(QDialog):
    """Stays open beside the window; shows the account it is opened for, or another one of its list.

    `edit_wanted` carries the account whose price list is to be chosen anew.
    """

    edit_wanted = Signal(str)

    def __init__(self, services: Services, account_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._lane = Lane("tariff export", self)
        self.setWindowTitle(tr("Tariffs", "Tariffs"))
        self.resize(920, 620)
        self.setMinimumSize(340, 420)
        self.account = Combo()
        self.account.setAccessibleName(tr("Tariffs", "Account"))
        self.tariff = Label(role="muted", wrap=True)
        self.tabs = Tabs()
        self.prices = PricesPage()
        self.directions = Table(DIRECTIONS, lambda found: direction_cells(found, time.time_ns() // 1000))
        self.no_directions = EmptyState("phone-call")
        self.export = Button(tr("Tariffs", "Save as CSV…"), icon="download-simple")
        self.said = Label(role="muted", wrap=True)
        self._lay_out()
        self._connect()
        self._fill_accounts(account_id)

    # --- layout ----------------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(metrics.LARGE, metrics.LARGE, metrics.LARGE, 0)
        top.setSpacing(metrics.TIGHT)
        line = QHBoxLayout()
        line.addWidget(Label(tr("Tariffs", "Tariffs"), size=Type.HEAD, semibold=True), 1)
        line.addWidget(self.account, 1)
        self.tabs.addTab(tr("Tariffs", "Prices"))
        self.tabs.addTab(tr("Tariffs", "Free directions"))
        self.tabs.setAccessibleName(tr("Tariffs", "Prices or free directions"))
        for part in (self.tariff, self.tabs):
            top.addWidget(part)
        top.insertLayout(0, line)
        self.pages = QStackedWidget()
        for page in (self.prices, self.directions, self.no_directions):
            self.pages.addWidget(page)
        self.directions.set_words(
            tr("Tariffs", "Free directions"),
            (
                tr("Tariffs", "Destination"),
                tr("Tariffs", "Now"),
                tr("Tariffs", "Valid"),
                tr("Tariffs", "Numbers"),
                tr("Tariffs", "Who makes it free"),
            ),
        )
        self.no_directions.say(tr("Tariffs", "No free directions"), tr("Tariffs", "This account's provider tells of none."))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.pages, 1)
        layout.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        close = Button(tr("Tariffs", "Close"))
        close.clicked.connect(self.reject)
        for button in (self.export, close):
            button.setAutoDefault(False)
        foot = QHBoxLayout()
        foot.setContentsMargins(metrics.LARGE, metrics.SMALL, metrics.LARGE, metrics.LARGE)
        foot.setSpacing(metrics.SMALL)
        foot.addWidget(self.export)
        foot.addWidget(self.said, 1)
        foot.addWidget(close)
        return foot

    def _connect(self) -> None:
        money = self._services.money
        self.tabs.currentChanged.connect(self._show_tab)
        self.account.activated.connect(lambda _: self._ask())
        self.prices.again_wanted.connect(self._ask)
        self.prices.other_file_wanted.connect(lambda: self.edit_wanted.emit(self.account_id()))
        self.export.clicked.connect(self._choose_file)
        money.deck_ready.connect(self._take_deck)
        money.deck_failed.connect(self._take_failure)
        money.free_directions_ready.connect(self._take_directions)
        money.balance_changed.connect(lambda _: self._show_tariff())
        self.finished.connect(lambda _: self._end())

    # --- the account -----------------------------------------------------------------------------------------------------------

    def _fill_accounts(self, wanted: str) -> None:
        """Those whose provider tells anything."""
        current = self._services.accounts.current()
        accounts = [known for known in self._services.accounts.accounts() if self._services.money.has_provider(known.account_id)]
        for known in accounts:
            self.account.addItem(known.address, known.account_id)
        self.account.setVisible(len(accounts) > 1)
        if accounts:
            self.turn_to(wanted or (current.account_id if current else ""))
        else:
            self.export.setEnabled(False)
            self.prices.show_nobody()

    def turn_to(self, account_id: str) -> None:
        """Show this account's prices."""
        self.account.setCurrentIndex(max(0, self.account.findData(account_id)))
        self._ask()

    def show_directions(self) -> None:
        """The free directions instead of the prices."""
        self.tabs.setCurrentIndex(1)

    def account_id(self) -> str:
        return str(self.account.currentData() or "")

    def _ask(self) -> None:
        self.prices.wait()
        self.export.setEnabled(False)
        self.directions.show_items(())
        self.said.setText("")
        self._show_tariff()
        self._services.money.request_deck(self.account_id())
        self._services.money.request_free_directions(self.account_id())
        self._show_tab()

    def _show_tariff(self) -> None:
        line = tariff_line(self._services.money.balance(self.account_id()))
        self.tariff.setText(line)
        self.tariff.setVisible(bool(line))

    def _show_tab(self) -> None:
        if self.tabs.currentIndex() == 0:
            self.pages.setCurrentWidget(self.prices)
            self.prices.search.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.pages.setCurrentWidget(self.directions if self.directions.model.items() else self.no_directions)
        self.export.setVisible(self.tabs.currentIndex() == 0)

    # --- answers ---------------------------------------------------------------------------------------------------------------

    def _take_deck(self, account_id: str, deck: Deck) -> None:
        if account_id == self.account_id():
            self.prices.show_deck(deck)
            self.export.setEnabled(bool(deck.rows))
            if self.isVisible() and self.tabs.currentIndex() == 0:
                self.prices.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_failure(self, account_id: str, code: str, detail: str) -> None:
        if account_id == self.account_id():
            self.prices.show_trouble(code, detail)

    def _take_directions(self, account_id: str, directions: tuple[FreeDirection, ...]) -> None:
        if account_id == self.account_id():
            self.directions.show_items(directions)
            self._show_tab()

    # --- saving ----------------------------------------------------------------------------------------------------------------

    def _choose_file(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = tr("Tariffs", "prices {address}.csv", address=self.account.currentText().replace("/", "-"))
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Tariffs", "Save the prices"), str(Path(folder) / name), "CSV (*.csv)")
        if chosen:
            self.save(Path(chosen))

    def save(self, path: Path) -> None:
        """In a worker: a million rows take a second."""
        deck = self.prices.deck()
        if deck is None:
            return
        self.export.setEnabled(False)
        self._lane.run(lambda: export_deck(deck, path), lambda _: self._saved(path), self._not_saved)

    def _saved(self, path: Path) -> None:
        self.export.setEnabled(True)
        self.said.set_role("muted")
        self.said.setText(tr("Tariffs", "Saved as {name}", name=path.name))

    def _not_saved(self, error: Exception) -> None:
        self.export.setEnabled(True)
        self.said.set_role("danger_text")
        self.said.setText(tr("Tariffs", "Not saved: {why}. Choose another folder.", why=error_trouble(error)))

    def _end(self) -> None:
        self.prices.finder.close()
        self._lane.close(0)  # a file that is being written is written to its end all the same
