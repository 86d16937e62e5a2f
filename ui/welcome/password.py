"""Asking for an account's password when the keyring had none, and saying why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.language import tr
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.welcome.recovery import RecoveryHelp, provider_site
from ui.welcome.sign_in import PasswordField
from ui.widgets.button import Button, Kind
from ui.widgets.label import Label
from ui.wording.states import keyring_sentence

if TYPE_CHECKING:
    from agent_app.snapshots import AccountSnapshot, KeyringProblem
    from telephony.secret import Secret


class PasswordDialog(QDialog):
    """`recovery_page`: where a lost one is replaced, as the account's provider tells; else it is the provider's site."""

    def __init__(
        self, account: AccountSnapshot, problem: KeyringProblem | None, parent: QWidget | None = None, *, recovery_page: str = ""
    ) -> None:
        super().__init__(parent)
        self.account_id = account.account_id
        self.setWindowTitle(tr("SignIn", "Password"))
        self.setMinimumWidth(340)
        self.field = PasswordField()
        self.why = Label(keyring_sentence(problem), role="muted", wrap=True)
        self.why.setVisible(bool(self.why.text()))
        self.recovery = RecoveryHelp()
        self.recovery.show_page(recovery_page or provider_site(account.address))
        self.recovery.setVisible(not account.is_sandbox)
        self.connect_button = Button(tr("SignIn", "Connect"), kind=Kind.PRIMARY)
        later = Button(tr("SignIn", "Later"))
        later.setAutoDefault(False)
        later.clicked.connect(self.reject)
        self.connect_button.setDefault(True)
        self.connect_button.setEnabled(False)
        self.connect_button.clicked.connect(self.accept)
        self.field.textChanged.connect(lambda text: self.connect_button.setEnabled(bool(text)))
        buttons = QHBoxLayout()
        buttons.setSpacing(metrics.SMALL)
        buttons.addStretch(1)
        buttons.addWidget(later)
        buttons.addWidget(self.connect_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(metrics.HUGE, metrics.HUGE, metrics.HUGE, metrics.LARGE)
        layout.setSpacing(metrics.MEDIUM)
        title = tr("SignIn", "Password for {address}", address=account.address)
        for part in (Label(title, size=Type.TITLE, semibold=True, wrap=True), self.field, self.why, self.recovery):
            layout.addWidget(part)
        layout.addLayout(buttons)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def secret(self) -> Secret:
        return self.field.secret()
