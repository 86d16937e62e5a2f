"""Who may listen: how SIP goes, whom TLS believes, and whether the sound is encrypted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from agent_app.accounts.certificate import CertificateError, fingerprints_of, grouped, shown_fingerprint
from agent_app.background import Lane
from telephony.messages import Transport
from telephony.networking import SecurityConfig, SrtpUse, TlsTrust
from ui.account.choices import allow, choice, show_value
from ui.language import tr
from ui.theme import metrics
from ui.widgets.button import Button, Kind
from ui.widgets.form import Field, column, heading
from ui.widgets.path_field import FileField
from ui.widgets.progress import Progress
from ui.wording.features import lacks, missing_sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.services import Services

_TRANSPORTS: Final = (("UDP", Transport.UDP), ("TCP", Transport.TCP), ("TLS", Transport.TLS))


class SecurityPart(QWidget):
    """`server` tells where the account's server is, for the certificate that it shows."""

    def __init__(self, services: Services, server: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._engine = services.engine
        self._server = server
        self._lane: Lane | None = None
        self.transport = choice(_TRANSPORTS)
        self.trust = choice(
            (
                (tr("Security", "Whom this computer trusts"), TlsTrust.SYSTEM),
                (tr("Security", "Authorities from a file"), TlsTrust.FILE),
                (tr("Security", "This one certificate"), TlsTrust.PINNED),
            )
        )
        name = tr("Security", "File of authorities")
        self.ca_file = FileField(
            name, usual=tr("Security", "none chosen"), kinds=tr("Security", "Certificates (*.pem *.crt);;All files (*)")
        )
        self.pinned = QLineEdit()
        self.pinned.setPlaceholderText("AB:CD:EF:…")
        self.fetch = Button(tr("Security", "Take the one that the server shows"), kind=Kind.LINK)
        self.fetch.setAutoDefault(False)
        self.fetching = Progress(tr("Security", "Asking the server"))
        self.fetching.hide()
        self.srtp = choice(
            (
                (tr("Security", "Off"), SrtpUse.OFF),
                (tr("Security", "Where the other side can"), SrtpUse.OPTIONAL),
                (tr("Security", "Always"), SrtpUse.MANDATORY),
            )
        )
        self._make_fields()
        self.fetch.clicked.connect(self._ask_server)
        for combo in (self.transport, self.trust, self.srtp):
            combo.activated.connect(lambda _: self._follow())
        self._engine.status_changed.connect(self._follow)

    def _make_fields(self) -> None:
        self.fields = {
            "transport": Field(tr("Security", "SIP goes by"), self.transport),
            "trust": Field(tr("Security", "The server is trusted if its certificate is signed by"), self.trust),
            "ca_file": Field(tr("Security", "File of authorities"), self.ca_file, tr("Security", "Your company gives it to you, as PEM.")),
            "pinned": Field(
                tr("Security", "SHA-256 of the certificate"),
                self.pinned,
                tr(
                    "Security",
                    "Compare it with what your provider tells you: whoever shows another one is refused. "
                    "Where several servers have their own, write them all, with commas between.",
                ),
            ),
            "srtp": Field(tr("Security", "Encrypt the sound (SRTP)"), self.srtp),
        }
        self.ca_file.trouble.connect(self.fields["ca_file"].complain)
        first, *others = self.fields.values()
        layout = column(heading(tr("Security", "Encryption")), first, *others[:3], spacing=metrics.MEDIUM)
        layout.addWidget(self.fetch, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.fetching)
        layout.addWidget(others[3])
        self.setLayout(layout)

    def show_rules(self, transport: Transport, rules: SecurityConfig) -> None:
        show_value(self.transport, transport)
        show_value(self.trust, rules.trust)
        show_value(self.srtp, rules.srtp)
        self.ca_file.show_path(rules.ca_file)
        self.pinned.setText(", ".join(map(grouped, rules.pins)))
        self.pinned.setCursorPosition(0)
        for field in self.fields.values():
            field.complain("")
        self._follow()

    def chosen_transport(self) -> Transport:
        return Transport(self.transport.currentData())

    def _follow(self, *_: object) -> None:
        """Only what matters is seen; what the engine's build lacks is grey, and says so."""
        started = self._engine.started()
        no_tls, no_srtp = lacks(started, "tls"), lacks(started, "srtp")
        allow(self.transport, Transport.TLS, on=not no_tls)
        for use in (SrtpUse.OPTIONAL, SrtpUse.MANDATORY):
            allow(self.srtp, use, on=not no_srtp)
        tls = self.chosen_transport() is Transport.TLS
        trust = TlsTrust(self.trust.currentData())
        self.fields["trust"].setVisible(tls)
        self.fields["ca_file"].setVisible(tls and trust is TlsTrust.FILE)
        for widget in (self.fields["pinned"], self.fetch):
            widget.setVisible(tls and trust is TlsTrust.PINNED)
        self.fields["transport"].say(missing_sentence("tls") if no_tls else self._transport_words())
        self.fields["srtp"].say(missing_sentence("srtp") if no_srtp else self._srtp_words(tls=tls))

    def _transport_words(self) -> str:
        return {
            Transport.UDP: tr("Security", "What every provider has. Long messages may get lost in some networks."),
            Transport.TCP: tr("Security", "For networks that drop UDP, and for long messages."),
            Transport.TLS: tr("Security", "Encrypted up to the server: nobody on the way sees whom you call."),
        }[self.chosen_transport()]

    def _srtp_words(self, *, tls: bool) -> str:
        use = SrtpUse(self.srtp.currentData())
        if use is SrtpUse.OFF:
            return tr("Security", "Whoever is on the way can listen.")
        keys = "" if tls else " " + tr("Security", "The keys go with the call: they are safe only where SIP goes by TLS.")
        if use is SrtpUse.OPTIONAL:
            return tr("Security", "A lock shows the calls that are encrypted.") + keys
        return tr("Security", "A call that can't be encrypted does not come about.") + keys

    # --- the server's certificate ----------------------------------------------------------------------------------------------

    def _ask_server(self) -> None:
        server = self._server()
        if not server:
            self.fields["pinned"].complain(tr("Security", "Type the account's address first"))
            return
        self.fields["pinned"].complain("")
        self.fetching.show()
        self.fetch.setEnabled(False)
        if self._lane is None:
            self._lane = Lane("certificate", self)
        self._lane.run(lambda: shown_fingerprint(server), self._take_shown, self._no_certificate)

    def _take_shown(self, fingerprint: str) -> None:
        self._rest()
        self.pinned.setText(grouped(fingerprint))
        self.pinned.setCursorPosition(0)

    def _no_certificate(self, error: Exception) -> None:
        self._rest()
        why = str(error) if isinstance(error, CertificateError) else type(error).__name__
        self.fields["pinned"].complain(tr("Security", "The server showed no certificate: {why}", why=why))

    def _rest(self) -> None:
        self.fetching.hide()
        self.fetch.setEnabled(True)

    def end(self) -> None:
        """Nobody waits for an answer any more."""
        if self._lane is not None:
            self._lane.close(0)
            self._lane = None

    # --- reading ---------------------------------------------------------------------------------------------------------------

    def read(self) -> SecurityConfig | None:
        """What was set; None after the reason has been shown."""
        tls = self.chosen_transport() is Transport.TLS
        trust = TlsTrust(self.trust.currentData())
        pinned = fingerprints_of(self.pinned.text())
        if tls and trust is TlsTrust.FILE and not self.ca_file.text():
            self.fields["ca_file"].complain(tr("Security", "Choose the file that your company gave you"))
            return None
        if tls and trust is TlsTrust.PINNED and not pinned:
            self.fields["pinned"].complain(tr("Security", "This is no SHA-256: it has 64 digits and letters from A to F"))
            return None
        return SecurityConfig(SrtpUse(self.srtp.currentData()), trust, self.ca_file.text(), pinned)
