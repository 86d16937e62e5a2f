"""Where an account's calls go on to: when, to whom, how, and what that costs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from agent_app.accounts.calling import Forwarding, ForwardWay, ForwardWhen
from agent_app.contacts.index import point_kind
from agent_app.snapshots import PointKind
from ui.account.choices import choice, seconds_choice, show_seconds
from ui.contacts.reading import read_point
from ui.language import tr
from ui.phone.quote import Quote
from ui.theme import metrics
from ui.widgets.form import Field, column, heading
from ui.wording.amounts import price_line

if TYPE_CHECKING:
    from agent_app.services import Services
    from agent_app.snapshots import AccountSnapshot

_AFTER_S: Final = (5, 10, 15, 20, 25, 30, 45, 60)


class ForwardingPart(QWidget):
    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._account: AccountSnapshot | None = None
        self._quote = Quote(services, self)
        self.when = choice(
            (
                (tr("Forwarding", "Never"), ForwardWhen.NEVER),
                (tr("Forwarding", "Always"), ForwardWhen.ALWAYS),
                (tr("Forwarding", "When I am busy"), ForwardWhen.BUSY),
                (tr("Forwarding", "When I don't answer"), ForwardWhen.NO_ANSWER),
            )
        )
        self.way = choice(
            (
                (tr("Forwarding", "The caller is sent there"), ForwardWay.REDIRECT),
                (tr("Forwarding", "Agent calls it and connects both"), ForwardWay.BRIDGE),
            )
        )
        self.target = QLineEdit()
        self.target.setPlaceholderText(tr("Forwarding", "number or SIP address"))
        self.after = seconds_choice(*_AFTER_S)
        self.fields = {
            "when": Field(tr("Forwarding", "Forward calls"), self.when),
            "target": Field(tr("Forwarding", "To"), self.target),
            "after": Field(tr("Forwarding", "After"), self.after, tr("Forwarding", "It rings here so long first.")),
            "way": Field(tr("Forwarding", "How"), self.way),
        }
        layout: QVBoxLayout = column(heading(tr("Forwarding", "Forwarding")), *self.fields.values(), spacing=metrics.MEDIUM)
        self.setLayout(layout)
        self.when.activated.connect(lambda _: self._follow())
        self.way.activated.connect(lambda _: self._follow())
        self.target.textEdited.connect(lambda _: self._follow())
        self._quote.changed.connect(self._say_price)

    def show_rules(self, account: AccountSnapshot, rules: Forwarding) -> None:
        self._account = account
        self.when.setCurrentIndex(self.when.findData(rules.when))
        self.way.setCurrentIndex(self.way.findData(rules.way))
        self.target.setText(rules.target)
        show_seconds(self.after, rules.after_s)
        self.fields["target"].complain("")
        self._follow()

    def _follow(self) -> None:
        """Only what matters is seen."""
        when = self._when()
        for name in ("target", "way"):
            self.fields[name].setVisible(when is not ForwardWhen.NEVER)
        self.fields["after"].setVisible(when is ForwardWhen.NO_ANSWER)
        busy = tr("Forwarding", "While you talk, or when you are not to be disturbed.")
        self.fields["when"].say(busy if when is ForwardWhen.BUSY else "")
        self._ask_price()
        self._say_price()

    def _when(self) -> ForwardWhen:
        return ForwardWhen(self.when.currentData())

    def _way(self) -> ForwardWay:
        return ForwardWay(self.way.currentData())

    def _number(self) -> str:
        """The full number that stands there; "" where there is none."""
        text = self.target.text().strip()
        if not text or point_kind(text) is PointKind.SIP:
            return ""
        value = read_point(PointKind.PHONE, text, self._account).value
        return value if value.startswith("+") else ""

    def _ask_price(self) -> None:
        number = self._number()
        if self._account is None or not number or self._way() is not ForwardWay.BRIDGE:
            self._quote.forget()
        elif self._quote.price_of(self._account.account_id, number) is None:
            self._quote.ask(self._account.account_id, number)

    def _say_price(self) -> None:
        way = self.fields["way"]
        if self._way() is ForwardWay.REDIRECT:
            way.say(tr("Forwarding", "Your provider may ask the caller, or you, to pay for that, or refuse it."))
            return
        price = self._quote.price_of(self._account.account_id, self._number()) if self._account else None
        if price is None:
            way.say(tr("Forwarding", "You pay for the call to that number. It counts towards your limits, and ends with your balance."))
        else:
            way.say(
                tr(
                    "Forwarding",
                    "You pay for the call to that number: {price}. It counts towards your limits, and ends with your balance.",
                    price=price_line(price),
                )
            )

    def read(self) -> Forwarding | None:
        """What was set; None after the reason has been shown."""
        when, after_s = self._when(), int(self.after.currentData())
        text = self.target.text().strip()
        way = self._way()
        if when is ForwardWhen.NEVER and not text:
            return Forwarding(when, "", way, after_s)
        if not text:
            return self._refuse(tr("Forwarding", "Write the number or address to forward to"))
        reading = read_point(point_kind(text), text, self._account)
        if reading.proposal:
            self.target.setText(reading.proposal)
        if reading.trouble and when is not ForwardWhen.NEVER:
            return self._refuse(reading.trouble)
        if self._account is not None and reading.value == self._account.address and when is not ForwardWhen.NEVER:
            return self._refuse(tr("Forwarding", "That is this account itself: the call would come back"))
        return Forwarding(when, reading.value or text, way, after_s)

    def _refuse(self, trouble: str) -> None:
        self.fields["target"].complain(trouble)
