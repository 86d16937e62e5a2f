"""The middle column while nobody is chosen: what to do; in the sandbox, whom to try."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_app.snapshots import ContactPoint, PointKind
from ui.conversation.card import PointsCard
from ui.language import tr
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.widgets.empty import Figure
from ui.widgets.label import Label
from ui.widgets.retranslated import Retranslated

if TYPE_CHECKING:
    from agent_app.services import Services


def worth_trying(domain: str) -> tuple[ContactPoint, ...]:
    """Whom the sandbox has, as docs/sandbox.md lists them."""
    return (
        ContactPoint(PointKind.SIP, f"bot@{domain}", tr("Conversation", "a bot: writes back, and calls when told “call me”")),
        ContactPoint(PointKind.PHONE, "+74951112200", tr("Conversation", "a landline: greets you, and repeats what you say")),
        ContactPoint(PointKind.PHONE, "+74951112208", tr("Conversation", "reads back the keys that you press")),
        ContactPoint(PointKind.PHONE, "+74951112201", tr("Conversation", "is busy")),
        ContactPoint(PointKind.SIP, f"echo@{domain}", tr("Conversation", "a computer: repeats what you say")),
        ContactPoint(PointKind.SIP, f"callback@{domain}", tr("Conversation", "hangs up, and calls you back")),
        ContactPoint(PointKind.PHONE, "+79161112233", tr("Conversation", "a mobile: answers an SMS")),
    )


class Nobody(Retranslated):
    point_wanted = Signal(object)  # ContactPoint
    sms_wanted = Signal(str)  # number
    write_wanted = Signal(str)  # address

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._accounts = services.accounts
        middle = Qt.AlignmentFlag.AlignHCenter
        self.title = Label(size=Type.TITLE, semibold=True, align=middle)
        self.lead = Label(role="muted", wrap=True, align=middle)
        self.card = PointsCard(reads=lambda address: address.startswith("bot@"))  # the others talk only
        self.card.point_wanted.connect(self.point_wanted)
        self.card.sms_wanted.connect(self.sms_wanted)
        self.card.write_wanted.connect(self.write_wanted)
        column = QHBoxLayout()
        column.addStretch(1)
        column.addWidget(self.card, 100)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(metrics.LARGE, metrics.HUGE, metrics.LARGE, metrics.HUGE)
        layout.setSpacing(metrics.SMALL)
        layout.addStretch(2)
        for part in (Figure("phone-call"), self.title, self.lead):
            layout.addWidget(part)
        layout.addSpacing(metrics.SMALL)
        layout.addLayout(column)
        layout.addStretch(3)
        services.accounts.changed.connect(lambda _: self._show_card())
        self.retranslate()

    def retranslate(self) -> None:
        self.title.setText(tr("Conversation", "Whom would you like to call or write to?"))
        if self._accounts.is_sandbox():
            self.lead.setText(
                tr("Conversation", "This is the sandbox: a provider with play money. Try one of these, or type any full number.")
            )
        else:
            number = "+7\u00a0495\u00a0111\u201122\u201133"
            said = tr("Conversation", "Choose somebody at the left, or type a full number on the phone: {number}.", number=number)
            self.lead.setText(said)
        self.card.forget()
        self._show_card()

    def _show_card(self) -> None:
        account = self._accounts.current()
        if account is not None and self._accounts.is_sandbox():
            self.card.show_points(worth_trying(account.address.partition("@")[2]), "")
        else:
            self.card.show_points((), "")
