"""Changing an account: what it was signed in with, and its money (limits, provider)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from agent_app.snapshots import SignInForm
from telephony.secret import Secret
from ui.dialogs.provider import ProviderPart
from ui.dialogs.rules import RulesPart
from ui.language import tr
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.welcome.sign_in import MoreFields, PasswordField
from ui.widgets.button import Button, Kind
from ui.widgets.label import Label
from ui.widgets.tabs import Tabs
from ui.wording.reasons import general_reason

if TYPE_CHECKING:
    from agent_app.services import Services
    from telephony.reasons import Reason

_ACCESS, _MONEY = 0, 1


class AccessPart(QWidget):
    """Address, password, and all that signing in may need. An empty password leaves the one there is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.address = QLineEdit()
        self.address.setAccessibleName(tr("SignIn", "Address"))
        self.address.setInputMethodHints(Qt.InputMethodHint.ImhEmailCharactersOnly)
        self.password = PasswordField()
        self.password.setPlaceholderText(tr("Account", "Password: leave empty to keep it"))
        self.trouble = Label(role="danger_text", wrap=True)
        self.trouble.hide()
        self.more = MoreFields()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(metrics.MEDIUM)
        for part in (self.address, self.password, self.trouble, self.more):
            layout.addWidget(part)
        layout.addStretch(1)

    def show_form(self, form: SignInForm) -> None:
        more = self.more
        self.address.setText(form.address)
        self.password.clear()
        self.trouble.hide()
        for field, text in (
            (more.display_name, form.display_name),
            (more.auth_user, form.auth_user),
            (more.registrar, form.registrar),
            (more.proxy, form.proxy),
            (more.area_code, form.area_code),
        ):
            field.setText(text)
        for combo, value in ((more.transport, form.transport), (more.kind, form.kind), (more.region, form.region)):
            combo.setCurrentIndex(max(0, combo.findData(value)))

    def read(self) -> SignInForm | None:
        """What it says now; None after the reason has been shown."""
        user, at, domain = self.address.text().strip().partition("@")
        if not (user and at and domain):
            self.say(tr("SignIn", "An address looks like name@provider.com"))
            return None
        return self.more.form(self.address.text(), self.password.secret() if self.password.text() else Secret(""))

    def say(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.show()
        self.address.setFocus(Qt.FocusReason.OtherFocusReason)


class AccountPage(QWidget):
    """`done` comes after Save or Cancel. The sandbox's own access can't be changed: it shows its limits alone."""

    done = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.account_id = ""
        self.title = Label(size=Type.HEAD, semibold=True)
        self.tabs = Tabs()
        self.tabs.addTab(tr("Account", "Signing in"))
        self.tabs.addTab(tr("Account", "Money"))
        self.tabs.setAccessibleName(tr("Account", "Signing in or money"))
        self.access = AccessPart()
        self.rules = RulesPart()
        self.provider = ProviderPart()
        self.save_button = Button(tr("Account", "Save"), kind=Kind.PRIMARY)
        self.cancel = Button(tr("Account", "Cancel"))
        self._lay_out()
        self.tabs.currentChanged.connect(self._pages.setCurrentIndex)
        self.save_button.clicked.connect(self.save)
        self.cancel.clicked.connect(self.done)
        services.accounts.sign_in_refused.connect(self._show_refusal)

    def _lay_out(self) -> None:
        money = QWidget()
        both = QVBoxLayout(money)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(metrics.LARGE)
        both.addWidget(self.provider)
        both.addWidget(self.rules)
        both.addStretch(1)
        self._pages = QStackedWidget()
        for page in (self.access, money):
            self._pages.addWidget(_scrolled(page))
        top = QVBoxLayout()
        top.setContentsMargins(metrics.HUGE, metrics.HUGE, metrics.HUGE, 0)
        top.setSpacing(metrics.SMALL)
        top.addWidget(self.title)
        top.addWidget(self.tabs)
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

    def show_account(self, account_id: str, *, money: bool = False) -> None:
        accounts = self._services.accounts
        account = accounts.account(account_id)
        if account is None:
            return
        self.account_id = account_id
        self.title.setText(account.address)
        self.tabs.setTabVisible(_ACCESS, not account.is_sandbox)
        self.provider.setVisible(not account.is_sandbox)
        if not account.is_sandbox:
            self.access.show_form(accounts.form(account_id))
            self.provider.show_settings(accounts.provider_settings(account_id))
        state = self._services.money.balance(account_id)
        currency = state.balance.currency if state and state.balance else ""
        self.rules.show_rules(account, currency, accounts.rules(account_id))
        self.tabs.setCurrentIndex(_MONEY if money or account.is_sandbox else _ACCESS)
        self._pages.setCurrentIndex(self.tabs.currentIndex())
        self.tabs.setVisible(not account.is_sandbox)
        first = self.access.address if self.tabs.currentIndex() == _ACCESS else self.provider.kind
        (self.rules.per_call if account.is_sandbox else first).setFocus(Qt.FocusReason.OtherFocusReason)

    # --- saving ----------------------------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Everything, or nothing: what is wrong is shown, and the page stays."""
        account = self._services.accounts.account(self.account_id)
        if account is None:
            self.done.emit()
            return
        form = None if account.is_sandbox else self.access.read()
        if form is None and not account.is_sandbox:
            self.tabs.setCurrentIndex(_ACCESS)
            return
        rules = self.rules.read()
        chosen = None if account.is_sandbox else self.provider.read()
        if rules is None or (chosen is None and not account.is_sandbox):
            self.tabs.setCurrentIndex(_MONEY)
            self._bring_into_view()
            return
        if form is not None and not self._keep_access(form):
            return
        accounts = self._services.accounts
        if chosen is not None and (chosen.secret or chosen.settings != accounts.provider_settings(self.account_id)):
            accounts.set_provider(self.account_id, chosen.settings, chosen.secret)
        if rules != accounts.rules(self.account_id):
            accounts.set_rules(self.account_id, rules)
        self.done.emit()

    def _bring_into_view(self) -> None:
        """The field that is wrong has the focus, and may be scrolled away."""
        scroll, field = self._pages.currentWidget(), self.focusWidget()
        if isinstance(scroll, QScrollArea):
            QTimer.singleShot(0, field, lambda: scroll.ensureWidgetVisible(field, 0, 80))

    def _keep_access(self, form: SignInForm) -> bool:
        accounts = self._services.accounts
        same = form == accounts.form(self.account_id)
        return same or accounts.change(self.account_id, form)

    def _show_refusal(self, reason: Reason) -> None:
        if self.isVisible():
            self.tabs.setCurrentIndex(_ACCESS)
            self.access.say(general_reason(reason))


def _scrolled(inside: QWidget) -> QScrollArea:
    inside.setContentsMargins(metrics.HUGE, metrics.MEDIUM, metrics.HUGE, metrics.SMALL)
    scroll = QScrollArea()
    scroll.setWidget(inside)
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return scroll
