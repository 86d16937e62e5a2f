"""The spending view: a month's sum, its days as a chart, its destinations as a table; earlier months; saving to a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tariffs.rating.money import Money
from ui.language import in_language, tr, tr_count
from ui.spending.chart import DayChart
from ui.spending.summary import DestinationTotal, Total, by_day, by_destination, currencies, total
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.empty import EmptyState
from ui.widgets.label import Label
from ui.widgets.progress import Progress
from ui.widgets.table import Cells, Column, Table
from ui.widgets.tabs import Tabs
from ui.wording.amounts import currency_sign, money
from ui.wording.dates import day_of, days_of, month_name, neighbour_month, this_month
from ui.wording.files import file_trouble
from ui.wording.times import duration

if TYPE_CHECKING:
    from agent_app.money.snapshots import DaySpending
    from agent_app.services import Services

COLUMNS = (
    Column(share=1, heads=True),
    Column(width=96, at_right=True, heads=True),
    Column(width=80, at_right=True),
    Column(width=96, at_right=True),
    Column(width=52, at_right=True),
)


def destination_cells(found: DestinationTotal) -> Cells:
    """Destination, cost, calls, time talked, SMS; what there is none of is left out."""
    spent = found.total
    other = tr("Spending", "Other destinations") if spent.calls else tr("Spending", "SMS")
    name = in_language(found.name_ru, found.name_en) or found.name_en or other
    cost = money(Money(spent.micros, found.currency)) if spent.micros else tr("Spending", "free")
    calls = tr_count("Spending", "%n call(s)", spent.calls) if spent.calls else ""
    sms = tr_count("Spending", "%n SMS", spent.sms) if spent.sms else ""
    return Cells((name, cost, calls, duration(spent.seconds) if spent.seconds else "", sms))


def total_words(spent: Total) -> str:
    """ "32 calls, 1 h 20 min, 5 SMS" """
    parts = [tr_count("Spending", "%n call(s)", spent.calls) if spent.calls else "", duration(spent.seconds) if spent.seconds else ""]
    parts.append(tr_count("Spending", "%n SMS", spent.sms) if spent.sms else "")
    return ", ".join(part for part in parts if part)


class SpendingDialog(QDialog):
    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._money = services.money
        self._month = this_month()
        self._spent: tuple[DaySpending, ...] = ()
        self._currencies: tuple[str, ...] = ()
        self.setWindowTitle(tr("Spending", "Spending"))
        self.resize(720, 640)
        self.setMinimumSize(340, 460)
        self.before, self.after = IconButton("caret-left"), IconButton("caret-right")
        self.month = Label(size=Type.TITLE, semibold=True, align=Qt.AlignmentFlag.AlignHCenter)
        self.money = Tabs()
        self.sum = Label(size=Type.HERO, semibold=True, tabular=True)
        self.lead = Label(role="muted")
        self.chart = DayChart()
        self.whole = Button(tr("Spending", "Whole month"), kind=Kind.LINK)
        self.table = Table(COLUMNS, destination_cells)
        self.nothing = EmptyState("chart-bar")
        self.export = Button(tr("Spending", "Save as CSV…"), icon="download-simple")
        self.said = Label(role="muted", wrap=True)
        self._say_names()
        self._lay_out()
        self._connect(services)
        self.turn_to(self._month)

    def _say_names(self) -> None:
        self.before.set_words(tr("Spending", "Month before"), tr("Spending", "Month before (Page Up)"))
        self.after.set_words(tr("Spending", "Month after"), tr("Spending", "Month after (Page Down)"))
        self.before.setShortcut("PgUp")
        self.after.setShortcut("PgDown")
        self.money.setAccessibleName(tr("Spending", "Currency"))
        self.chart.setAccessibleName(tr("Spending", "Spending by day"))
        titles = (tr("Spending", "Destination"), tr("Spending", "Cost"), tr("Spending", "Calls"), tr("Spending", "Talked"), "SMS")
        self.table.set_words(tr("Spending", "Spending by destination"), titles)
        self.nothing.say(tr("Spending", "Nothing this month"), tr("Spending", "Calls and SMS appear here with what they cost."))

    # --- layout ------------------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.pages = QStackedWidget()
        for page in (self._waiting(), self._month_page(), self.nothing):
            self.pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, metrics.LARGE, 0, metrics.LARGE)
        layout.setSpacing(metrics.MEDIUM)
        layout.addLayout(_inset(self.before, (self.month, 1), self.after))
        layout.addWidget(self.pages, 1)
        close = Button(tr("Spending", "Close"))
        close.clicked.connect(self.reject)
        for button in (self.export, close, self.before, self.after, self.whole):
            button.setAutoDefault(False)
        layout.addLayout(_inset(self.export, (self.said, 1), close))

    def _waiting(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(metrics.HUGE, metrics.HUGE, metrics.HUGE, metrics.HUGE)
        layout.addWidget(Progress(tr("Spending", "Counting…")))
        layout.addStretch(1)
        return page

    def _month_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(metrics.SMALL)
        layout.addLayout(_inset((self.money, 1)))
        layout.addLayout(_inset((self.sum, 1)))
        layout.addLayout(_inset((self.lead, 1), self.whole))
        layout.addLayout(_inset((self.chart, 1)))
        layout.addWidget(self.table, 1)
        return page

    def _connect(self, services: Services) -> None:
        self.before.clicked.connect(lambda: self.turn_to(neighbour_month(self._month, -1)))
        self.after.clicked.connect(lambda: self.turn_to(neighbour_month(self._month, 1)))
        self.money.currentChanged.connect(lambda _: self._show_currency())
        self.chart.day_chosen.connect(self._show_day)
        self.whole.clicked.connect(lambda: self.chart.choose(self.chart.day()))
        self.export.clicked.connect(self._choose_file)
        self._money.spending_ready.connect(self._take)
        self._money.export_done.connect(self._saved)
        self._money.export_failed.connect(self._not_saved)
        # A call that ended, or an SMS that was sent, while the view is open.
        services.history.recent_changed.connect(self._ask)

    # --- the month ---------------------------------------------------------------------------------------------------------------

    def turn_to(self, month: str) -> None:
        """ "2026-11" """
        self._month = month
        self.month.setText(month_name(month))
        self.after.setEnabled(month < this_month())
        self.export.setEnabled(False)
        self.said.setText("")
        self.pages.setCurrentIndex(0)
        self._ask()

    def _ask(self) -> None:
        self._money.request_spending(self._month)

    def _take(self, month: str, spent: tuple[DaySpending, ...]) -> None:
        if month != self._month:
            return
        self._spent = spent
        chosen = self.currency()
        self._currencies = currencies(spent)
        self.money.blockSignals(True)
        while self.money.count():
            self.money.removeTab(0)
        for currency in self._currencies:
            self.money.addTab(f"{currency_sign(currency)} {currency}" if currency_sign(currency) != currency else currency)
        if chosen in self._currencies:
            self.money.setCurrentIndex(self._currencies.index(chosen))
        self.money.blockSignals(False)
        self.money.setVisible(len(self._currencies) > 1)
        self.export.setEnabled(bool(spent))
        self.pages.setCurrentIndex(1 if spent else 2)
        self._show_currency()

    def currency(self) -> str:
        """The one that is shown."""
        place = self.money.currentIndex()
        return self._currencies[place] if 0 <= place < len(self._currencies) else ""

    def _show_currency(self) -> None:
        currency = self.currency()
        amounts = by_day(self._spent, currency, self._month, days_of(self._month))
        most = max(amounts, default=0)
        self.chart.show_amounts(amounts, money(Money(most, currency)) if most else "", self._day_words)
        self._show_day(-1)

    def _day_words(self, day: int, amount: int) -> str:
        return tr("Spending", "{day}: {amount}", day=day_of(self._iso(day)), amount=money(Money(amount, self.currency())))

    def _iso(self, day: int) -> str:
        return f"{self._month}-{day + 1:02}" if day >= 0 else ""

    def _show_day(self, day: int) -> None:
        """One day's destinations, or the whole month's."""
        iso, currency = self._iso(day), self.currency()
        spent = [entry for entry in self._spent if iso in ("", entry.day)]
        found = total(spent, currency)
        self.sum.setText(money(Money(found.micros, currency)))
        words = total_words(found)
        self.lead.setText(f"{day_of(iso)} · {words}" if iso else words)
        self.whole.setVisible(bool(iso))
        self.table.show_items(by_destination(spent, currency))

    # --- saving ------------------------------------------------------------------------------------------------------------------

    def _choose_file(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name = tr("Spending", "spending {month}.csv", month=self._month)
        chosen, _ = QFileDialog.getSaveFileName(self, tr("Spending", "Save the spending"), str(Path(folder) / name), "CSV (*.csv)")
        if chosen:
            self.save(Path(chosen))

    def save(self, path: Path) -> None:
        self.export.setEnabled(False)
        self._money.export_spending(self._month, path)

    def _saved(self, path: str) -> None:
        self.export.setEnabled(True)
        self.said.set_role("muted")
        self.said.setText(tr("Spending", "Saved as {name}", name=Path(path).name))

    def _not_saved(self, path: str, code: str) -> None:
        self.export.setEnabled(True)
        self.said.set_role("danger_text")
        why = file_trouble(code)
        self.said.setText(tr("Spending", "{name} was not saved: {why}. Choose another folder.", name=Path(path).name, why=why))


def _inset(*parts: QWidget | tuple[QWidget, int]) -> QHBoxLayout:
    """A line with the window's margins; a part with its stretch."""
    line = QHBoxLayout()
    line.setContentsMargins(metrics.LARGE, 0, metrics.LARGE, 0)
    line.setSpacing(metrics.SMALL)
    for part in parts:
        widget, stretch = part if isinstance(part, tuple) else (part, 0)
        line.addWidget(widget, stretch)
    return line
