"""Signing in to a provider or a company's exchange: address and password, and what few people need under "more"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from agent_app.snapshots import AccountKind, SignInForm
from telephony.messages import Transport
from telephony.secret import Secret
from ui.account.choices import allow
from ui.icons import icon
from ui.language import tr
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.theme.roles import roles_of
from ui.welcome.recovery import RecoveryHelp, provider_site
from ui.widgets.button import Button, Kind
from ui.widgets.combo import Combo
from ui.widgets.label import Label
from ui.wording.countries import country, sign_in_regions
from ui.wording.features import lacks
from ui.wording.reasons import general_reason

if TYPE_CHECKING:
    from telephony.messages import Started
    from telephony.reasons import Reason


class PasswordField(QLineEdit):
    """Hidden, until the eye is pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setPlaceholderText(tr("SignIn", "Password"))
        self.setAccessibleName(tr("SignIn", "Password"))
        self._eye: QAction = self.addAction(icon("eye", roles_of(self.palette()).muted), QLineEdit.ActionPosition.TrailingPosition)
        self._eye.setToolTip(tr("SignIn", "Show the password"))
        self._eye.triggered.connect(self._toggle)

    def _toggle(self) -> None:
        hidden = self.echoMode() is QLineEdit.EchoMode.Password
        self.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._eye.setIcon(icon("eye-slash" if hidden else "eye", roles_of(self.palette()).muted))

    def secret(self) -> Secret:
        return Secret(self.text())


class MoreFields(QWidget):
    """Server, proxy, transport, name for the digest, and what may be dialled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.display_name = QLineEdit()
        self.registrar = QLineEdit()
        self.proxy = QLineEdit()
        self.auth_user = QLineEdit()
        self.area_code = QLineEdit()
        self.transport = Combo()
        self.kind = Combo()
        self.region = Combo()
        for name, value in (("UDP", Transport.UDP), ("TCP", Transport.TCP), ("TLS", Transport.TLS)):
            self.transport.addItem(name, value)
        self.kind.addItem(tr("SignIn", "A telephone provider"), AccountKind.PROVIDER)
        self.kind.addItem(tr("SignIn", "A company's exchange"), AccountKind.PBX)
        for code in sorted(sign_in_regions(), key=country):
            self.region.addItem(country(code), code)
        self.region.setCurrentIndex(self.region.findData("RU"))
        self.registrar.setPlaceholderText(tr("SignIn", "as in the address"))
        self.proxy.setPlaceholderText(tr("SignIn", "none"))
        self.auth_user.setPlaceholderText(tr("SignIn", "as in the address"))
        self.area_code.setPlaceholderText("495")
        self._labels: dict[QWidget, Label] = {}
        self._lay_out()

    def leave_out(self, *fields: QWidget) -> None:
        """These stand elsewhere."""
        for field in fields:
            field.hide()
            self._labels[field].hide()

    def _lay_out(self) -> None:
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(metrics.SMALL)
        layout.setVerticalSpacing(metrics.TIGHT)
        layout.setColumnStretch(0, 1)
        layout.setColumnStretch(1, 1)
        pairs = (
            (tr("SignIn", "Your name, as others see it"), self.display_name),
            (tr("SignIn", "Name for signing in"), self.auth_user),
            (tr("SignIn", "Server"), self.registrar),
            (tr("SignIn", "Outbound proxy"), self.proxy),
            (tr("SignIn", "Home country"), self.region),
            (tr("SignIn", "Home city code"), self.area_code),
            (tr("SignIn", "What kind of account"), self.kind),
            (tr("SignIn", "Transport"), self.transport),
        )
        for place, (name, field) in enumerate(pairs):
            label = self._labels[field] = Label(name, role="muted", size=Type.SMALL)
            label.setBuddy(field)
            field.setAccessibleName(name)
            field.setMinimumWidth(60)
            layout.addWidget(label, place // 2 * 2, place % 2)
            layout.addWidget(field, place // 2 * 2 + 1, place % 2)

    def show_build(self, started: Started | None) -> None:
        """What the sound engine can't do can't be chosen."""
        allow(self.transport, Transport.TLS, on=not lacks(started, "tls"))

    def form(self, address: str, password: Secret) -> SignInForm:
        """All that was filled in."""
        return SignInForm(
            address=address.strip().removeprefix("sip:"),
            password=password,
            display_name=self.display_name.text().strip(),
            auth_user=self.auth_user.text().strip(),
            registrar=self.registrar.text().strip(),
            proxy=self.proxy.text().strip(),
            transport=Transport(self.transport.currentData()),
            kind=AccountKind(self.kind.currentData()),
            region=str(self.region.currentData()),
            area_code="".join(sign for sign in self.area_code.text() if sign.isdigit()),
        )


class SignIn(QWidget):
    """`submitted` carries the form; what is refused comes back by `show_refusal`."""

    submitted = Signal(object)  # SignInForm
    back_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.address = QLineEdit()
        self.address.setPlaceholderText("name@provider.com")
        self.address.setAccessibleName(tr("SignIn", "Address"))
        self.address.setInputMethodHints(Qt.InputMethodHint.ImhEmailCharactersOnly)
        self.password = PasswordField()
        self.trouble = Label(role="danger_text", wrap=True)
        self.trouble.hide()
        self.recovery = RecoveryHelp()
        self.more_button = Button(tr("SignIn", "More"), kind=Kind.LINK)
        self.more_button.set_caret(True)
        self.more = MoreFields()
        self.more.hide()
        self.submit = Button(tr("SignIn", "Sign in"), kind=Kind.PRIMARY, big=True)
        self.back = Button(tr("SignIn", "Back"), kind=Kind.QUIET, big=True)
        self._lay_out()
        self.more_button.clicked.connect(lambda: self.more.setVisible(self.more.isHidden()))
        self.submit.clicked.connect(self.send)
        self.back.clicked.connect(self.back_wanted)
        self.address.textChanged.connect(lambda text: self.recovery.show_page(provider_site(text)))
        for field in self.findChildren(QLineEdit):
            field.returnPressed.connect(self.send)
            field.textEdited.connect(self.trouble.hide)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(metrics.SMALL)
        buttons.addWidget(self.back, 1)
        buttons.addWidget(self.submit, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(metrics.MEDIUM)
        layout.addWidget(Label(tr("SignIn", "Sign in"), size=Type.HEAD, semibold=True))
        layout.addWidget(Label(tr("SignIn", "With the address and password that your SIP provider gave you."), role="muted", wrap=True))
        for part in (self.address, self.password, self.trouble, self.recovery):
            layout.addWidget(part)
        layout.addWidget(self.more_button, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.more)
        layout.addSpacing(metrics.TIGHT)
        layout.addLayout(buttons)

    def form(self) -> SignInForm:
        return self.more.form(self.address.text(), self.password.secret())

    def send(self) -> None:
        user, at, domain = self.address.text().strip().partition("@")
        if not (user and at and domain):
            self._say(tr("SignIn", "An address looks like name@provider.com"), self.address)
        elif not self.password.text():
            self._say(tr("SignIn", "Type the password too"), self.password)
        else:
            self.trouble.hide()
            self.submitted.emit(self.form())

    def show_refusal(self, reason: Reason) -> None:
        self._say(general_reason(reason), self.address)

    def _say(self, sentence: str, field: QLineEdit) -> None:
        self.trouble.setText(sentence)
        self.trouble.show()
        field.setFocus(Qt.FocusReason.OtherFocusReason)
