"""Changing an account: what it was signed in with, its calls, its connection, and its money (limits, provider)."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from agent_app.snapshots import SignInForm
from ui.account.access import AccessPart
from ui.account.calls import CallsPart
from ui.account.connection import ConnectionPart
from ui.dialogs.provider import ProviderPart
from ui.dialogs.rules import RulesPart
from ui.language import tr
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.widgets.button import Button, Kind
from ui.widgets.form import column, fill_area, scrolled, tab_last
from ui.widgets.label import Label
from ui.widgets.tabs import Tabs
from ui.wording.reasons import general_reason

if TYPE_CHECKING:
    from agent_app.accounts.calling import CallRules, ConnectionRules
    from agent_app.accounts.model import MoneyRules
    from agent_app.services import Services
    from telephony.reasons import Reason


class AccountTab(IntEnum):
    """In the order of the tabs."""

    ACCESS = 0
    CALLS = 1
    CONNECTION = 2
    MONEY = 3


class AccountPage(QWidget):
    """`done` comes after Save or Cancel. The sandbox's own access and connection can't be changed.

    What is set for calls and connection are long forms: they are made when they are first looked at, and left as they are until then.
    """

    done = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.account_id = ""
        self.title = Label(size=Type.HEAD, semibold=True)
        self.tabs = Tabs()
        for name in (tr("Account", "Sign-in"), tr("Account", "Calls"), tr("Account", "Connection"), tr("Account", "Money")):
            self.tabs.addTab(name)
        self.tabs.setAccessibleName(tr("Account", "What is set"))
        self.access = AccessPart()
        self._calls: CallsPart | None = None
        self._connection: ConnectionPart | None = None
        self.rules = RulesPart()
        self.provider = ProviderPart()
        self.save_button = Button(tr("Account", "Save"), kind=Kind.PRIMARY)
        self.cancel = Button(tr("Account", "Cancel"))
        self._lay_out()
        self.tabs.currentChanged.connect(self._turn)
        self.save_button.clicked.connect(self.save)
        self.cancel.clicked.connect(self.done)
        services.accounts.sign_in_refused.connect(self._show_refusal)

    def _lay_out(self) -> None:
        money = QWidget()
        both = column(self.provider, self.rules, spacing=metrics.LARGE)
        both.addStretch(1)
        money.setLayout(both)
        self._pages = QStackedWidget()
        for page in (self.access, None, None, money):
            self._pages.addWidget(scrolled(page))
        top = column(self.title, self.tabs)
        top.setContentsMargins(metrics.HUGE, metrics.HUGE, metrics.HUGE, 0)
        foot = QHBoxLayout()
        foot.setContentsMargins(metrics.HUGE, metrics.SMALL, metrics.HUGE, metrics.LARGE)
        foot.setSpacing(metrics.SMALL)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.save_button)
        self.cancel.setAutoDefault(False)
        self.save_button.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self._pages, 1)
        layout.addLayout(foot)

    @property
    def calls(self) -> CallsPart:
        """Made with its first use."""
        if self._calls is None:
            self._calls = CallsPart(self._services)
            self._fill(AccountTab.CALLS, self._calls)
            self._show_calls()
        return self._calls

    @property
    def connection(self) -> ConnectionPart:
        if self._connection is None:
            self._connection = ConnectionPart(self._services, self._server)
            self._fill(AccountTab.CONNECTION, self._connection)
            self._show_connection()
        return self._connection

    def _fill(self, tab: AccountTab, part: QWidget) -> None:
        area = self._pages.widget(tab)
        assert isinstance(area, QScrollArea)
        fill_area(area, part)
        tab_last(self.cancel, self.save_button)

    def _turn(self, index: int) -> None:
        tab = AccountTab(index)
        if tab is AccountTab.CALLS:
            _ = self.calls
        elif tab is AccountTab.CONNECTION:
            _ = self.connection
        self._pages.setCurrentIndex(tab)

    def show_account(self, account_id: str, tab: AccountTab = AccountTab.ACCESS) -> None:
        accounts = self._services.accounts
        account = accounts.account(account_id)
        if account is None:
            return
        self.account_id = account_id
        self.title.setText(account.address)
        self.tabs.setTabVisible(AccountTab.ACCESS, not account.is_sandbox)
        self.tabs.setTabVisible(AccountTab.CONNECTION, not account.is_sandbox)
        self.provider.setVisible(not account.is_sandbox)
        if not account.is_sandbox:
            self.access.show_form(accounts.form(account_id))
            self._show_connection()
            self.provider.show_settings(accounts.provider_settings(account_id))
        self._show_calls()
        state = self._services.money.balance(account_id)
        currency = state.balance.currency if state and state.balance else ""
        self.rules.show_rules(account, currency, accounts.rules(account_id))
        self._turn_to(tab if self.tabs.isTabVisible(tab) else AccountTab.MONEY if tab is AccountTab.MONEY else AccountTab.CALLS)

    def _show_calls(self) -> None:
        account = self._services.accounts.account(self.account_id)
        if self._calls is not None and account is not None:
            self._calls.show_rules(account, self._services.accounts.call_rules(self.account_id))

    def _show_connection(self) -> None:
        account = self._services.accounts.account(self.account_id)
        if self._connection is not None and account is not None and not account.is_sandbox:
            transport = self._services.accounts.form(self.account_id).transport
            self._connection.show_rules(transport, self._services.accounts.connection(self.account_id))
            self._connection.files.show_server(self._file_server())

    def _turn_to(self, tab: AccountTab) -> None:
        self.tabs.setCurrentIndex(tab)
        self._turn(tab)
        self._first(tab).setFocus(Qt.FocusReason.OtherFocusReason)

    def _first(self, tab: AccountTab) -> QWidget:
        """Where one begins."""
        match tab:
            case AccountTab.ACCESS:
                return self.access.address
            case AccountTab.CALLS:
                return self.calls.forwarding.when
            case AccountTab.CONNECTION:
                return self.connection.security.transport
            case AccountTab.MONEY:
                return self.provider.kind if self.provider.isVisibleTo(self) else self.rules.per_call

    def _server(self) -> str:
        """As it stands in the fields: host[:port]."""
        more = self.access.more
        domain = self.access.address.text().strip().rpartition("@")[2]
        return more.proxy.text().strip() or more.registrar.text().strip() or domain

    def end(self) -> None:
        """Nobody waits for what was asked any more."""
        self.provider.end()
        if self._connection is not None:
            self._connection.end()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._calls is not None:
            self._calls.machine.greeting.end()

    # --- saving ----------------------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Everything, or nothing: what is wrong is shown, and the page stays."""
        account = self._services.accounts.account(self.account_id)
        if account is None:
            self.done.emit()
            return
        calls = self._calls.read() if self._calls else self._services.accounts.call_rules(self.account_id)
        if calls is None:
            self._stay_at(AccountTab.CALLS)
        elif account.is_sandbox:
            self._save_sandbox(calls)
        else:
            self._save_own(calls)

    def _save_sandbox(self, calls: CallRules) -> None:
        rules = self.rules.read()
        if rules is None:
            self._stay_at(AccountTab.MONEY)
            return
        self._keep(calls, rules)
        self.done.emit()

    def _save_own(self, calls: CallRules) -> None:
        connection = self._connection.read() if self._connection else self._services.accounts.connection(self.account_id)
        server = self._connection.files.read() if self._connection and connection else self._file_server()
        if connection is None or server is None:
            self._stay_at(AccountTab.CONNECTION)
            return
        if self._connection is not None:
            transport = self.access.more.transport
            transport.setCurrentIndex(transport.findData(self._connection.security.chosen_transport()))
        form = self.access.read()
        if form is None:
            self._stay_at(AccountTab.ACCESS)
            return
        rules = self.rules.read()
        chosen = self.provider.read() if rules else None
        if rules is None or chosen is None:
            self._stay_at(AccountTab.MONEY)
            return
        if not self._keep_access(form):
            return
        accounts = self._services.accounts
        if chosen.secret or chosen.settings != accounts.provider_settings(self.account_id):
            accounts.set_provider(self.account_id, chosen.settings, chosen.secret)
        self._keep_connection(connection)
        self._keep_file_server(server)
        self._keep(calls, rules)
        self.done.emit()

    def _keep_connection(self, connection: ConnectionRules) -> None:
        accounts = self._services.accounts
        if connection.nat.turn_password or connection != accounts.connection(self.account_id):
            accounts.set_connection(self.account_id, connection)

    def _file_server(self) -> str:
        return self._services.settings.values().file_servers.get(self.account_id, "")

    def _keep_file_server(self, server: str) -> None:
        if server != self._file_server():
            others = {name: kept for name, kept in self._services.settings.values().file_servers.items() if name != self.account_id}
            self._services.settings.change(file_servers=others | ({self.account_id: server} if server else {}))

    def _keep(self, calls: CallRules, rules: MoneyRules) -> None:
        accounts = self._services.accounts
        if calls != accounts.call_rules(self.account_id):
            accounts.set_call_rules(self.account_id, calls)
        if rules != accounts.rules(self.account_id):
            accounts.set_rules(self.account_id, rules)

    def _stay_at(self, tab: AccountTab) -> None:
        self.tabs.setCurrentIndex(tab)
        self._bring_into_view()

    def current_area(self) -> QScrollArea:
        """What scrolls the page that is seen."""
        area = self._pages.currentWidget()
        assert isinstance(area, QScrollArea)
        return area

    def _bring_into_view(self) -> None:
        """The field that is wrong has the focus, and may be scrolled away."""
        scroll, field = self.current_area(), self.focusWidget()
        QTimer.singleShot(0, field, lambda: scroll.ensureWidgetVisible(field, 0, 80))

    def _keep_access(self, form: SignInForm) -> bool:
        accounts = self._services.accounts
        same = form == accounts.form(self.account_id)
        return same or accounts.change(self.account_id, form)

    def _show_refusal(self, reason: Reason) -> None:
        if self.isVisible():
            self.tabs.setCurrentIndex(AccountTab.ACCESS)
            self.access.say(general_reason(reason))
