"""The account block: which account calls, its balance and tariff, what is left of the trial; the ways to more money and to the prices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from ui.contacts.points import plain_menu_text
from ui.language import tr
from ui.phone.remedies import can_pay
from ui.theme import metrics
from ui.theme.roles import roles_of
from ui.widgets.button import Button, Kind
from ui.widgets.dropdown import DropDown
from ui.widgets.label import Label
from ui.widgets.painting import fill
from ui.widgets.retranslated import Retranslated
from ui.wording.amounts import age_words, money, tariff_name
from ui.wording.times import duration

if TYPE_CHECKING:
    from agent_app.money.snapshots import MoneySnapshot
    from agent_app.services import Services
    from agent_app.snapshots import AccountSnapshot


class Bar(QWidget):
    """A part of a whole."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._part = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_part(self, part: int, whole: int) -> None:
        self._part = min(1.0, max(0.0, part / whole)) if whole else 0.0
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(60, 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        roles = roles_of(self.palette())
        box = QRectF(self.rect())
        fill(painter, box, 2, roles.outline)
        if self._part > 0:
            fill(painter, QRectF(0, 0, max(4.0, box.width() * self._part), box.height()), 2, roles.accent)
        painter.end()


class AccountBlock(Retranslated):
    """The current account's, or that of the account which is preferred for the number typed; during a call the one that calls."""

    top_up_wanted = Signal(str)  # account_id
    tariffs_wanted = Signal(str)  # account_id
    account_chosen = Signal()  # by hand; it is the current one now

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.chooser = DropDown(flat=True, semibold=True)
        self.balance = Label(semibold=True, tabular=True)
        self.tariff = Label(role="muted")
        self.left = Label(role="muted")
        self.bar = Bar()
        self.top_up = Button(kind=Kind.LINK)
        self.tariffs = Button(kind=Kind.LINK)
        self._wanted = ""
        self._in_call = False
        self._lay_out()
        self.chooser.clicked.connect(self._open_accounts)
        self.top_up.clicked.connect(lambda: self.top_up_wanted.emit(self.account_id()))
        self.tariffs.clicked.connect(lambda: self.tariffs_wanted.emit(self.account_id()))
        services.accounts.changed.connect(lambda _: self.refresh())
        services.accounts.removed.connect(lambda _: self.refresh())
        services.accounts.current_changed.connect(lambda _: self.refresh())
        services.money.balance_changed.connect(lambda _: self.refresh())
        self.retranslate()

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.chooser, 1)
        first.addWidget(self.balance)
        second.addWidget(self.tariff, 1)
        second.addWidget(self.left)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(metrics.MEDIUM, metrics.MEDIUM, metrics.MEDIUM, metrics.SMALL)
        layout.setSpacing(metrics.TIGHT)
        layout.addLayout(first)
        layout.addLayout(second)
        layout.addWidget(self.bar)
        links = QHBoxLayout()
        for link in (self.top_up, self.tariffs):
            link.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        links.addWidget(self.top_up)
        links.addStretch(1)
        links.addWidget(self.tariffs)
        layout.addLayout(links)

    def retranslate(self) -> None:
        self.chooser.setAccessibleName(tr("Phone", "Account that calls"))
        self.top_up.setText(tr("Phone", "Top up"))
        self.tariffs.setText(tr("Phone", "Tariffs"))
        self.refresh()

    def show_account(self, account_id: str, *, in_call: bool = False) -> None:
        """The account that calls or would call; "" for the current one. In a call no other can be chosen."""
        if (account_id, in_call) != (self._wanted, self._in_call):
            self._wanted, self._in_call = account_id, in_call
            self.refresh()

    def account_id(self) -> str:
        account = self._shown()
        return account.account_id if account else ""

    def _shown(self) -> AccountSnapshot | None:
        accounts = self._services.accounts
        return (accounts.account(self._wanted) if self._wanted else None) or accounts.current()

    def refresh(self) -> None:
        account = self._shown()
        self.setVisible(account is not None)
        if account is None:
            return
        self.chooser.setText(account.address)
        self.chooser.set_caret(len(self._services.accounts.accounts()) > 1 and not self._in_call)
        self._show_money(account, self._services.money.balance(account.account_id))

    def _show_money(self, account: AccountSnapshot, state: MoneySnapshot | None) -> None:
        balance = state.balance if state else None
        self.balance.setText(money(balance) if balance else "")
        self.balance.set_role("danger_text" if state and balance and balance.micros < 0 and not state.is_postpaid else "on_surface")
        self.tariff.setText(self._tariff_line(account, state))
        trial = state is not None and state.tariff == "trial" and state.trial_total_s > 0
        self.left.setText(tr("Phone", "{duration} left", duration=duration(state.trial_left_s)) if state and trial else "")
        self.bar.setVisible(trial)
        if state and trial:
            self.bar.show_part(state.trial_left_s, state.trial_total_s)
        self.top_up.setVisible(can_pay(self._services, account.account_id))
        self.tariffs.setVisible(self._services.money.has_provider(account.account_id))

    def _tariff_line(self, account: AccountSnapshot, state: MoneySnapshot | None) -> str:
        if not self._services.money.has_provider(account.account_id):
            return tr("Phone", "This provider does not tell prices")
        if state is None:
            asked = self._services.money.tells_balance(account.account_id)
            return tr("Phone", "Asking for the balance…") if asked else tr("Phone", "Prices from a list, no balance")
        if state.error and (state.balance is None or not state.at_us):
            return tr("Phone", "The balance is not known now")
        return " · ".join(part for part in (tariff_name(state.tariff), age_words(None, state)) if part)

    def _open_accounts(self) -> None:
        menu = QMenu(self)
        current = self._shown()
        for account in self._services.accounts.accounts():
            action = menu.addAction(plain_menu_text(account.address))
            action.setCheckable(True)
            action.setChecked(current is not None and account.account_id == current.account_id)
            action.triggered.connect(lambda _=False, chosen=account.account_id: self._choose(chosen))
        menu.popup(self.chooser.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    def _choose(self, account_id: str) -> None:
        self._services.accounts.set_current(account_id)
        self.account_chosen.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        fill(painter, QRectF(self.rect()), metrics.RADIUS, roles_of(self.palette()).sunken)
        painter.end()
