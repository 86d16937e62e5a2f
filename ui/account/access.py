"""What an account was signed in with."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from agent_app.snapshots import SignInForm
from telephony.secret import Secret
from ui.language import tr
from ui.theme import metrics
from ui.welcome.sign_in import MoreFields, PasswordField
from ui.widgets.label import Label


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
        self.more.leave_out(self.more.transport)  # it is the connection's
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
