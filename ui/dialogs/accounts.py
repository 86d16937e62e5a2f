"""The accounts: which one calls, how each stands, signing in to another, signing out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from telephony.messages import Registration
from ui.dialogs.questions import ask_sign_out
from ui.language import tr
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.welcome.sign_in import SignIn
from ui.widgets.avatar import Avatar
from ui.widgets.button import Button, Kind
from ui.widgets.label import Label
from ui.wording.states import account_role, account_state, account_trouble

if TYPE_CHECKING:
    from agent_app.services import Services
    from agent_app.snapshots import AccountSnapshot


class AccountLine(QWidget):
    """One account; the sandbox's can't be signed out of."""

    retry_wanted = Signal(str)
    password_wanted = Signal(str)
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
        if account.needs_password:
            self._add(layout, tr("Accounts", "Type the password"), Kind.LINK).clicked.connect(
                lambda: self.password_wanted.emit(account.account_id)
            )
        elif account.registration is Registration.FAILED:
            self._add(layout, tr("Accounts", "Try now"), Kind.LINK).clicked.connect(lambda: self.retry_wanted.emit(account.account_id))
        if not account.is_sandbox:
            self._add(layout, tr("Accounts", "Sign out"), Kind.DANGER_LINK).clicked.connect(
                lambda: self.sign_out_wanted.emit(account.account_id)
            )

    def _add(self, layout: QHBoxLayout, text: str, kind: Kind) -> Button:
        button = Button(text, kind=kind)
        button.setAutoDefault(False)
        layout.addWidget(button)
        self.actions.append(button)
        return button


class AccountsDialog(QDialog):
    password_wanted = Signal(object)  # AccountSnapshot

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._accounts = services.accounts
        self.setWindowTitle(tr("Accounts", "Accounts"))
        self.resize(500, 520)
        self.setMinimumSize(340, 320)
        self.form = SignIn()
        self.lines: list[AccountLine] = []
        self._list = QVBoxLayout()
        self._stack = QStackedWidget()
        self._stack.addWidget(self._scrolled(self._overview()))
        self._stack.addWidget(self._scrolled(self.form))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.form.back_wanted.connect(lambda: self._stack.setCurrentIndex(0))
        self.form.submitted.connect(self._sign_in)
        services.accounts.sign_in_refused.connect(self.form.show_refusal)
        services.accounts.changed.connect(lambda _: self._fill())
        services.accounts.removed.connect(lambda _: self._fill())
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
        layout.addStretch(1)
        line = QHBoxLayout()
        line.setSpacing(metrics.SMALL)
        sandbox = self._accounts.is_sandbox()
        self.switch = Button(tr("Accounts", "Leave the sandbox") if sandbox else tr("Accounts", "Try the sandbox"), kind=Kind.LINK)
        self.switch.clicked.connect(self._switch)
        self.add = Button(tr("Accounts", "Sign in to another"), kind=Kind.PRIMARY, icon="plus")
        self.add.setVisible(not sandbox)
        self.add.clicked.connect(self._show_form)
        line.addWidget(self.switch)
        line.addStretch(1)
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
        self._stack.setCurrentIndex(1)
        self.form.address.setFocus(Qt.FocusReason.OtherFocusReason)

    def _sign_in(self, form: object) -> None:
        if self._accounts.sign_in(form):  # pyright: ignore[reportArgumentType]
            self._stack.setCurrentIndex(0)

    def _fill(self) -> None:
        for line in self.lines:
            self._list.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = [AccountLine(account) for account in self._accounts.accounts()]
        for line in self.lines:
            line.retry_wanted.connect(self._accounts.retry)
            line.sign_out_wanted.connect(self._sign_out)
            line.password_wanted.connect(lambda account_id: self.password_wanted.emit(self._accounts.account(account_id)))
            self._list.addWidget(line)

    def _sign_out(self, account_id: str) -> None:
        account = self._accounts.account(account_id)
        if account is not None and ask_sign_out(account.address, self):
            self._accounts.remove(account_id)
