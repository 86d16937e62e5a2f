"""Adding money to an account whose provider takes it through the program (the sandbox): amount, progress, receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tariffs.rating.money import MICROS, Money
from ui.dialogs.amount import AmountField, plain_amount, read_amount
from ui.language import tr
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.widgets.button import Button, Kind
from ui.widgets.empty import Figure
from ui.widgets.label import Label
from ui.widgets.progress import Progress
from ui.wording.amounts import currency_sign, money
from ui.wording.dates import moment

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.money.snapshots import MoneySnapshot
    from agent_app.services import Services

QUICK: Final = (100, 300, 500, 1000)  # whole units of the account's currency
LEAST: Final = 1
MOST: Final = 100_000


_FAILURES: Final[dict[str, Callable[[], str]]] = {
    "outcome_unknown": lambda: tr(
        "TopUp", "No clear answer came: the money may have been added. Look at the balance before you try again."
    ),
    "transient": lambda: tr("TopUp", "The provider does not answer. Try again in a minute."),
    "refused": lambda: tr("TopUp", "The provider refuses this amount. Try another one."),
    "rate_limited": lambda: tr("TopUp", "Too often in a short time. Wait a minute, then try again."),
    "bad_credentials": lambda: tr("TopUp", "The provider does not know this account. Check its password under Accounts."),
    "forbidden": lambda: tr("TopUp", "This account can't be topped up from here."),
    "unsupported": lambda: tr("TopUp", "This account can't be topped up from here."),
}


def failure_sentence(code: str) -> str:
    """Why the money was not added, by the provider's code."""
    worded = _FAILURES.get(code)
    return worded() if worded else tr("TopUp", "The money was not added ({code}). Try again later.", code=code)


class TopUpDialog(QDialog):
    """Closing it while the provider is asked takes nothing back, and says so."""

    def __init__(self, services: Services, account_id: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._money = services.money
        self._account_id = account_id
        account = services.accounts.account(account_id)
        self._address = account.address if account else ""
        state = self._money.balance(account_id)
        known = state.balance.currency if state and state.balance else ""
        self._currency = known or (account.currency if account else "") or "RUB"
        self.setWindowTitle(tr("TopUp", "Top up"))
        self.setMinimumWidth(340)
        self.resize(400, 320)
        self._build(state)
        self._money.top_up_done.connect(self._take_receipt)
        self._money.top_up_failed.connect(self._take_failure)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- parts -----------------------------------------------------------------------------------------------------------------

    def _build(self, state: MoneySnapshot | None) -> None:
        self.pages = QStackedWidget()
        self.pages.addWidget(self._asking(state))
        self.pages.addWidget(self._waiting())
        self.pages.addWidget(self._receipt())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(metrics.HUGE, metrics.HUGE, metrics.HUGE, metrics.LARGE)
        layout.addWidget(self.pages)

    def _page(self, title: str) -> tuple[QWidget, QVBoxLayout]:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(metrics.MEDIUM)
        layout.addWidget(Label(title, size=Type.HEAD, semibold=True))
        return page, layout

    def _asking(self, state: MoneySnapshot | None) -> QWidget:
        page, layout = self._page(tr("TopUp", "Top up"))
        now = tr("TopUp", "{address}, now {amount}", address=self._address, amount=money(state.balance)) if state and state.balance else ""
        layout.addWidget(Label(now or self._address, role="muted", wrap=True))
        self.field = AmountField(tr("TopUp", "Amount"))
        self.field.setPlaceholderText(tr("TopUp", "Amount, {currency}", currency=self._currency))
        self.trouble = Label(role="danger_text", wrap=True)
        self.trouble.hide()
        layout.addWidget(self.field)
        layout.addWidget(self.trouble)
        layout.addLayout(self._quick_sums())
        layout.addStretch(1)
        self.add = Button(tr("TopUp", "Top up"), kind=Kind.PRIMARY)
        self.cancel = Button(tr("TopUp", "Cancel"))
        self.add.setDefault(True)
        self.cancel.setAutoDefault(False)
        self.add.clicked.connect(self.send)
        self.cancel.clicked.connect(self.reject)
        self.field.textEdited.connect(self._typed)
        layout.addLayout(_at_the_end(self.cancel, self.add))
        return page

    def _quick_sums(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(metrics.SMALL)
        self.quick: list[Button] = []
        for place, units in enumerate(QUICK):
            amount = Money(units * MICROS, self._currency)
            button = Button(f"{QLocale().toString(units)}\u00a0{currency_sign(self._currency)}")
            button.setAutoDefault(False)
            button.clicked.connect(lambda _=False, chosen=amount: self._choose(chosen))
            grid.addWidget(button, 0, place)
            self.quick.append(button)
        return grid

    def _waiting(self) -> QWidget:
        page, layout = self._page(tr("TopUp", "Adding the money…"))
        self.progress = Progress(tr("TopUp", "Adding the money…"))
        self.close_early = Button(tr("TopUp", "Close"))
        self.close_early.setAutoDefault(False)
        self.close_early.clicked.connect(self.reject)
        layout.addWidget(self.progress)
        words = tr("TopUp", "The provider was asked. If you close this now, the money may still be added: the balance will show it.")
        layout.addWidget(Label(words, role="muted", wrap=True))
        layout.addStretch(1)
        layout.addLayout(_at_the_end(self.close_early))
        return page

    def _receipt(self) -> QWidget:
        page = QWidget()
        middle = Qt.AlignmentFlag.AlignHCenter
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(metrics.SMALL)
        self.added = Label(size=Type.HEAD, semibold=True, align=middle)
        self.receipt = Label(role="muted", wrap=True, align=middle)
        self.done_button = Button(tr("TopUp", "Done"), kind=Kind.PRIMARY)
        self.done_button.clicked.connect(self.accept)
        layout.addStretch(1)
        layout.addWidget(Figure("check-circle", 48, "call_light"))
        layout.addWidget(self.added)
        layout.addWidget(self.receipt)
        layout.addStretch(1)
        layout.addWidget(self.done_button, 0, middle)
        return page

    # --- asking ----------------------------------------------------------------------------------------------------------------

    def _choose(self, amount: Money) -> None:
        self.field.setText(plain_amount(amount))
        self._typed()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self, text: str = "") -> None:
        del text
        self.trouble.hide()
        amount = self._reading().amount
        self.add.setText(tr("TopUp", "Top up {amount}", amount=money(amount)) if amount else tr("TopUp", "Top up"))

    def _reading(self):
        least, most = Money(LEAST * MICROS, self._currency), Money(MOST * MICROS, self._currency)
        return read_amount(self.field.text(), self._currency, least, most)

    def send(self) -> None:
        """Ask the provider, once; where the text is no amount, say why and stay."""
        reading = self._reading()
        if reading.amount is None:
            self._say(reading.trouble)
            return
        if not self._money.can_top_up(self._account_id):  # it was removed meanwhile, or its provider changed
            self._say(failure_sentence("unsupported"))
            return
        self.pages.setCurrentIndex(1)
        self.close_early.setFocus(Qt.FocusReason.OtherFocusReason)
        self._money.top_up(self._account_id, reading.amount)

    def _say(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    # --- answers ---------------------------------------------------------------------------------------------------------------

    def _take_receipt(self, account_id: str, state: MoneySnapshot, added: Money, number: str) -> None:
        if account_id != self._account_id or self.pages.currentIndex() != 1:
            return
        self.added.setText(tr("TopUp", "{amount} added", amount=money(added)))
        lines = [self._address]
        if state.balance is not None:
            lines.append(tr("TopUp", "New balance: {amount}", amount=money(state.balance)))
        lines.append(moment(state.at_us))
        if number:
            lines.append(tr("TopUp", "Receipt {number}", number=number))
        self.receipt.setText("\n".join(lines))
        self.pages.setCurrentIndex(2)
        self.done_button.setDefault(True)
        self.done_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_failure(self, account_id: str, code: str) -> None:
        if account_id != self._account_id or self.pages.currentIndex() != 1:
            return
        self.pages.setCurrentIndex(0)
        self._say(failure_sentence(code))


def _at_the_end(*buttons: Button) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(metrics.SMALL)
    line.addStretch(1)
    for button in buttons:
        line.addWidget(button)
    return line
