"""How calls are signalled beside the sound: tones, session timers, reliable answers, the mailbox, and servers in reserve."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from telephony.networking import Demand, DtmfMethod, MediaConfig
from ui.account.choices import choice, show_value
from ui.account.routers import server_fault
from ui.language import tr
from ui.theme import metrics
from ui.widgets.form import Field, Switch, column, heading


class SignallingPart(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        demands = (
            (tr("Signalling", "Off"), Demand.OFF),
            (tr("Signalling", "Where the server can"), Demand.OPTIONAL),
            (tr("Signalling", "Required"), Demand.REQUIRED),
        )
        self.dtmf = choice(
            (
                (tr("Signalling", "In the sound's stream (RFC 4733)"), DtmfMethod.RTP),
                (tr("Signalling", "As messages (SIP INFO)"), DtmfMethod.INFO),
            )
        )
        self.timer, self.reliable = choice(demands), choice(demands)
        self.mailbox = Switch(
            tr("Signalling", "Watch the voice mailbox"), tr("Signalling", "A sign shows new voice mail that your provider keeps for you.")
        )
        self.spare = QLineEdit()
        self.spare.setPlaceholderText("sip2.provider.com, sip3.provider.com:5070")
        self.spare_field = Field(
            tr("Signalling", "Servers in reserve"),
            self.spare,
            tr("Signalling", "Tried in this order when the server does not answer. Commas between them."),
        )
        tones = tr("Signalling", "Change this only where a voice menu does not hear your keys.")
        timer = tr("Signalling", "A call whose other side has vanished ends by itself, and is not paid for on.")
        reliable = tr("Signalling", "Ringing and announcements before the answer get through surely.")
        parts = (
            Field(tr("Signalling", "Key tones"), self.dtmf, tones),
            Field(tr("Signalling", "Session timer"), self.timer, timer),
            Field(tr("Signalling", "Reliable provisional answers (100rel)"), self.reliable, reliable),
        )
        self.setLayout(column(heading(tr("Signalling", "Signalling")), self.spare_field, *parts, self.mailbox, spacing=metrics.MEDIUM))

    def show_rules(self, media: MediaConfig, spare_servers: tuple[str, ...]) -> None:
        show_value(self.dtmf, media.dtmf)
        show_value(self.timer, media.session_timer)
        show_value(self.reliable, media.reliable_provisional)
        self.mailbox.set_on(media.mailbox)
        self.spare.setText(", ".join(spare_servers))
        self.spare_field.complain("")

    def read_servers(self) -> tuple[str, ...] | None:
        """None after the reason has been shown."""
        servers = tuple(dict.fromkeys(filter(None, self.spare.text().replace(",", " ").replace(";", " ").split())))
        for server in servers:
            fault = server_fault(server)
            if fault:
                self.spare_field.complain(fault)
                return None
        return servers

    def media(self, codecs: tuple[str, ...]) -> MediaConfig:
        return MediaConfig(
            codecs,
            DtmfMethod(self.dtmf.currentData()),
            Demand(self.timer.currentData()),
            Demand(self.reliable.currentData()),
            self.mailbox.on(),
        )
