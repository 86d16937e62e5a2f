"""The accounts: how each stands, signing in to another, changing one, which one calls where, signing out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from telephony.messages import Registration
from telephony.reasons import ReasonCode
from ui.dialogs.questions import ask_sign_out
from ui.language import tr
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.welcome.sign_in import SignIn
from ui.widgets.avatar import Avatar
from ui.widgets.button import Button, Kind
from ui.widgets.flow import Flow
from ui.widgets.form import tab_before
from ui.widgets.label import Label
from ui.wording.states import account_role, account_state, account_trouble

if TYPE_CHECKING:
    from agent_app.services import Services
    from agent_app.snapshots import AccountSnapshot
    from ui.account.trust import TrustDialog
    from ui.dialogs.account import AccountPage, AccountTab
    from ui.dialogs.preferred import PreferredPage


# What a network check can explain.
ON_THE_WAY: Final = frozenset(
    {
        ReasonCode.NO_RESPONSE,
        ReasonCode.NO_ANSWER,
        ReasonCode.UNKNOWN_HOST,
        ReasonCode.CONNECTION_REFUSED,
        ReasonCode.NETWORK_UNREACHABLE,
        ReasonCode.TLS_FAILED,
    }
)
# A certificate that was not believed, whose fingerprint is known.
SHOWN: Final = frozenset(
    {
        ReasonCode.CERTIFICATE_EXPIRED,
        ReasonCode.CERTIFICATE_UNKNOWN_ISSUER,
        ReasonCode.CERTIFICATE_WRONG_NAME,
        ReasonCode.CERTIFICATE_NOT_PINNED,
        ReasonCode.CERTIFICATE_REFUSED,
    }
)
# What trusting otherwise would mend.
UNTRUSTED: Final = SHOWN | {ReasonCode.TLS_FAILED}


class AccountLine(QWidget):
    """One account; the sandbox's can't be signed out of."""

    retry_wanted = Signal(str)
    password_wanted = Signal(str)
    edit_wanted = Signal(str)
    check_wanted = Signal(str)
    connection_wanted = Signal(str)
    trust_wanted = Signal(str)
    sign_out_wanted = Signal(str)

    def __init__(self, account: AccountSnapshot) -> None:
        super().__init__()
        avatar = Avatar(36)
        avatar.show_person(account.display_name or account.address, account.address)
        trouble = account_trouble(account)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(account.address, semibold=True))
        words.addWidget(Label(trouble or account_state(account), role=account_role(account), wrap=bool(trouble)))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, metrics.TIGHT, 0, metrics.TIGHT)
        layout.setSpacing(metrics.MEDIUM)
        layout.addWidget(avatar, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)
        self.actions: list[Button] = []
        self._links = Flow(spacing=metrics.MEDIUM)
        self._add_links(account)
        words.addWidget(self._links)

    def _add_links(self, account: AccountSnapshot) -> None:
        if account.needs_password:
            self._add(tr("Accounts", "Type the password"), self.password_wanted, account)
        elif account.registration is Registration.FAILED:
            self._add(tr("Accounts", "Try now"), self.retry_wanted, account)
            self._add_help(account)
        self._add(tr("Accounts", "Edit"), self.edit_wanted, account)
        if not account.is_sandbox:
            self._add(tr("Accounts", "Sign out"), self.sign_out_wanted, account, Kind.DANGER_LINK)

    def _add_help(self, account: AccountSnapshot) -> None:
        """Where what failed can be looked at, or set otherwise."""
        code = account.reason.code if account.reason and not account.is_sandbox else None
        if code in ON_THE_WAY:
            self._add(tr("Accounts", "Check the network"), self.check_wanted, account)
        if code in SHOWN:
            self._add(tr("Accounts", "Trust this certificate…"), self.trust_wanted, account)
        if code in UNTRUSTED:
            self._add(tr("Accounts", "Connection"), self.connection_wanted, account)

    def _add(self, text: str, signal: SignalInstance, account: AccountSnapshot, kind: Kind = Kind.LINK) -> None:
        button = Button(text, kind=kind)
        button.setAutoDefault(False)
        button.setAccessibleName(f"{text}: {account.address}")
        button.clicked.connect(lambda: signal.emit(account.account_id))
        self._links.add(button)
        self.actions.append(button)


class AccountsDialog(QDialog):
    password_wanted = Signal(object)  # AccountSnapshot
    check_wanted = Signal(str)  # account_id: the network check

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._accounts = services.accounts
        self.setWindowTitle(tr("Accounts", "Accounts"))
        self.resize(520, 620)
        self.setMinimumSize(340, 320)
        self.form = SignIn()
        self.lines: list[AccountLine] = []
        self._list = QVBoxLayout()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._scrolled(self._overview()))
        self._stack.addWidget(self._scrolled(self.form))
        self._alone = False
        self.account_page: AccountPage | None = None  # with the first account that is edited
        self.preferred_page: PreferredPage | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.form.back_wanted.connect(lambda: self._stack.setCurrentIndex(0))
        self.form.submitted.connect(self._sign_in)
        services.accounts.sign_in_refused.connect(self.form.show_refusal)
        services.accounts.changed.connect(self._fill)  # a bound method: it ends with the dialog
        services.accounts.removed.connect(self._fill)
        self._fill()

    def _scrolled(self, inside: QWidget) -> QScrollArea:
        inside.setContentsMargins(metrics.HUGE, metrics.HUGE, metrics.HUGE, metrics.LARGE)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return scroll

    def _overview(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(metrics.SMALL)
        layout.addWidget(Label(tr("Accounts", "Accounts"), size=Type.HEAD, semibold=True))
        layout.addLayout(self._list)
        self.preferred = Button(tr("Accounts", "Which account calls where…"), kind=Kind.LINK)
        self.preferred.setAutoDefault(False)
        self.preferred.clicked.connect(self.edit_preferred)
        layout.addWidget(self.preferred, 0, Qt.AlignmentFlag.AlignLeft)
        line = QHBoxLayout()
        line.setSpacing(metrics.SMALL)
        sandbox = self._accounts.is_sandbox()
        self.switch = Button(tr("Accounts", "Leave the sandbox") if sandbox else tr("Accounts", "Try the sandbox"), kind=Kind.LINK)
        self.switch.clicked.connect(self._switch)
        self.add = Button(tr("Accounts", "Sign in to another"), kind=Kind.PRIMARY, icon="plus")
        self.add.setVisible(not sandbox)
        self.add.clicked.connect(self._show_form)
        layout.addWidget(self.switch, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)
        self.close_button = Button(tr("Accounts", "Close"))
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.accept)
        line.addStretch(1)
        line.addWidget(self.close_button)
        line.addWidget(self.add)
        layout.addLayout(line)
        return page

    def _switch(self) -> None:
        self.accept()
        if self._accounts.is_sandbox():
            self._accounts.leave_sandbox()
        else:
            self._accounts.try_sandbox()

    def _show_form(self) -> None:
        self.form.more.show_build(self._services.engine.started())
        self._stack.setCurrentIndex(1)
        self.form.address.setFocus(Qt.FocusReason.OtherFocusReason)

    def edit(self, account_id: str, tab: AccountTab | None = None, *, alone: bool = False) -> None:
        """The account's page, at this tab; `alone`: with it the dialog is done."""
        from ui.dialogs.account import AccountPage, AccountTab

        if self.account_page is None:
            self.account_page = AccountPage(self._services)
            self.account_page.done.connect(self._leave_account)
            self.finished.connect(self.account_page.end)
            self._stack.addWidget(self.account_page)
        self._alone = alone
        self.account_page.show_account(account_id, AccountTab.ACCESS if tab is None else tab)
        self._stack.setCurrentWidget(self.account_page)

    def edit_connection(self, account_id: str) -> None:
        from ui.dialogs.account import AccountTab

        self.edit(account_id, AccountTab.CONNECTION)

    def judge_certificate(self, account_id: str) -> TrustDialog | None:
        """Show the certificate that was not believed, and the way to trust it."""
        from ui.account.trust import TrustDialog

        account = self._accounts.account(account_id)
        if account is None:
            return None
        dialog = TrustDialog(self._services, account, self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def edit_preferred(self) -> None:
        """Which account calls which numbers."""
        from ui.dialogs.preferred import PreferredPage

        if self.preferred_page is None:
            self.preferred_page = PreferredPage(self._services)
            self.preferred_page.done.connect(self._show_overview)
            self._stack.addWidget(self.preferred_page)
        self.preferred_page.show_preferences()
        self._stack.setCurrentWidget(self.preferred_page)

    def _leave_account(self) -> None:
        if self._alone:
            self.accept()
        else:
            self._show_overview()

    def _show_overview(self) -> None:
        self._stack.setCurrentIndex(0)

    def _sign_in(self, form: object) -> None:
        if self._accounts.sign_in(form):  # pyright: ignore[reportArgumentType]
            self._stack.setCurrentIndex(0)

    def _fill(self) -> None:
        for line in self.lines:
            self._list.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = [AccountLine(account) for account in self._accounts.accounts()]
        self.preferred.setVisible(len(self.lines) > 1)
        for line in self.lines:
            line.retry_wanted.connect(self._accounts.retry)
            line.sign_out_wanted.connect(self._sign_out)
            line.edit_wanted.connect(self.edit)
            line.check_wanted.connect(self.check_wanted)
            line.connection_wanted.connect(self.edit_connection)
            line.trust_wanted.connect(self.judge_certificate)
            line.password_wanted.connect(lambda account_id: self.password_wanted.emit(self._accounts.account(account_id)))
            self._list.addWidget(line)
            tab_before(self.preferred, *line.actions)

    def _sign_out(self, account_id: str) -> None:
        account = self._accounts.account(account_id)
        if account is not None and ask_sign_out(account.address, self):
            self._accounts.remove(account_id)
