"""Questions with two answers, in our own look. The safe answer has the focus."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.language import tr
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.widgets.button import Button, Kind
from ui.widgets.label import Label


class Question(QDialog):
    """`exec` is 1 for `yes`."""

    def __init__(self, title: str, lead: str, yes: str, no: str, *, kind: Kind = Kind.PRIMARY, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Agent")
        self.setMinimumWidth(320)
        self.setMaximumWidth(440)
        self.yes = Button(yes, kind=kind)
        self.no = Button(no)
        self.yes.setAutoDefault(False)
        self.no.setDefault(True)
        self.yes.clicked.connect(self.accept)
        self.no.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.setSpacing(metrics.SMALL)
        buttons.addStretch(1)
        buttons.addWidget(self.no)
        buttons.addWidget(self.yes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(metrics.HUGE, metrics.HUGE, metrics.HUGE, metrics.LARGE)
        layout.setSpacing(metrics.MEDIUM)
        layout.addWidget(Label(title, size=Type.TITLE, semibold=True, wrap=True))
        layout.addWidget(Label(lead, role="muted", wrap=True))
        layout.addSpacing(metrics.SMALL)
        layout.addLayout(buttons)
        self.setAccessibleName(title)
        self.no.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask(self) -> bool:
        return self.exec() == QDialog.DialogCode.Accepted


def ask_emergency(number: str, parent: QWidget) -> bool:
    """Before an emergency call from a company's exchange: what internet telephony can't promise."""
    return Question(
        tr("Questions", "Call the emergency number {number}?", number=number),
        tr(
            "Questions",
            "Over the internet the rescuers may not see where you are, and the call may not get through. "
            "If a mobile or landline phone is at hand, use it.",
        ),
        tr("Questions", "Call {number}", number=number),
        tr("Questions", "Cancel"),
        kind=Kind.DANGER,
        parent=parent,
    ).ask()


def ask_premium(number: str, price: str, parent: QWidget) -> bool:
    """Before a premium number is called; `price` is its price line, "" where it is not known."""
    return Question(
        tr("Questions", "Call the premium number {number}?", number=number),
        tr("Questions", "The provider's price: {price}.", price=price)
        if price
        else tr("Questions", "Its price is not known. Calls to such numbers can cost many times more than others."),
        tr("Questions", "Call {number}", number=number),
        tr("Questions", "Cancel"),
        kind=Kind.DANGER,
        parent=parent,
    ).ask()


def ask_quit(parent: QWidget | None) -> bool:
    """Before the program ends in the middle of a call."""
    return Question(
        tr("Questions", "A call is going on"),
        tr("Questions", "If you quit now, the call ends."),
        tr("Questions", "End the call and quit"),
        tr("Questions", "Keep talking"),
        kind=Kind.DANGER,
        parent=parent,
    ).ask()


def ask_remove(name: str, parent: QWidget) -> bool:
    """Before a contact is deleted."""
    return Question(
        tr("Questions", "Delete {name}?", name=name),
        tr("Questions", "The contact's numbers and addresses are deleted. Its calls stay in the list of calls."),
        tr("Questions", "Delete"),
        tr("Questions", "Keep"),
        kind=Kind.DANGER,
        parent=parent,
    ).ask()


def ask_sign_out(address: str, parent: QWidget) -> bool:
    """Before an account is removed."""
    return Question(
        tr("Questions", "Sign out of {address}?", address=address),
        tr("Questions", "The account and its password are forgotten on this computer. Its calls stay in the list of calls."),
        tr("Questions", "Sign out"),
        tr("Questions", "Stay"),
        kind=Kind.DANGER,
        parent=parent,
    ).ask()


def ask_send_again(number: str, parent: QWidget) -> bool:
    """Before an SMS of which nobody knows whether it arrived is sent once more."""
    return Question(
        tr("Questions", "Send the SMS to {number} again?", number=number),
        tr("Questions", "Nobody knows whether the first one arrived. If it did, it will be there, and be paid for, twice."),
        tr("Questions", "Send again"),
        tr("Questions", "Leave it"),
        parent=parent,
    ).ask()
