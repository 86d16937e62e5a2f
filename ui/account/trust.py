"""A certificate that was not believed, as a person judges it: whom it is for, who signed it, until when; and the way to trust this one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from agent_app.accounts.certificate import CertificateError, certificate_among, grouped, is_wildcard_for
from agent_app.background import Lane
from telephony.networking import TlsTrust
from telephony.reasons import ReasonCode
from ui.language import tr
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.widgets.button import Button, Kind
from ui.widgets.form import line, scrolled
from ui.widgets.label import Label
from ui.widgets.progress import Progress
from ui.wording.dates import date
from ui.wording.foreign import one_line

if TYPE_CHECKING:
    from agent_app.accounts.certificate import ShownCertificate
    from agent_app.services import Services
    from agent_app.snapshots import AccountSnapshot

_NAMES_SHOWN: Final = 8
_LONGEST: Final = 100


class TrustDialog(QDialog):
    """What the account's server was refused for, and the certificate itself: its fingerprint is known, the rest is asked for."""

    def __init__(self, services: Services, account: AccountSnapshot, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._accounts = services.accounts
        self._account = account
        self._lane = Lane("certificate", self)
        form = services.accounts.form(account.account_id)
        self._server = form.proxy or form.registrar or account.address.rpartition("@")[2]
        rules = services.accounts.connection(account.account_id)
        self._spare_servers = rules.spare_servers
        # A server of several may have a certificate of its own, beside those that are trusted.
        self._kept = rules.security.pins if rules.spare_servers and rules.security.trust is TlsTrust.PINNED else ()
        refused = account.reason
        self._code = refused.code if refused else ReasonCode.CERTIFICATE_REFUSED
        self._fingerprint = refused.value if refused else ""
        self.setWindowTitle(tr("Trust", "The server's certificate"))
        self.setMinimumSize(340, 380)
        self.resize(480, 520)
        self.why = Label(_why(self._code), wrap=True)
        self.values = {part: Label(wrap=True) for part in ("server", "names", "issuer", "until", "fingerprint")}
        self.note = Label(role="warning_text", wrap=True)
        self.note.hide()
        self.asking = Progress(tr("Security", "Asking the server"))
        self.cancel = Button(tr("Trust", "Cancel"))
        self.trust = Button(tr("Trust", "Trust this certificate"), kind=Kind.PRIMARY)
        self._lay_out()
        self.cancel.clicked.connect(self.reject)
        self.trust.clicked.connect(self._trust_it)
        self.finished.connect(lambda _: self._lane.close(0))
        self._show()
        self._ask()

    def _lay_out(self) -> None:
        self._names = names = {
            "server": tr("Trust", "Server"),
            "names": tr("Trust", "Issued for"),
            "issuer": tr("Trust", "Issued by"),
            "until": tr("Trust", "Valid until"),
            "fingerprint": "SHA-256",
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(metrics.MEDIUM)
        grid.setVerticalSpacing(metrics.SMALL)
        grid.setColumnStretch(1, 1)
        for row, (part, name) in enumerate(names.items()):
            value = self.values[part]
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
            grid.addWidget(Label(name, role="muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
        hint = tr(
            "Trust",
            "Compare the SHA-256 with what your provider tells you. From then on this account believes this certificate and no other: "
            "when the provider renews it, you will be asked again.",
        )
        if self._kept:
            hint = tr(
                "Trust",
                "Compare the SHA-256 with what your provider tells you. From then on this account's servers may show this certificate too, "
                "beside those that you trusted before: they are listed in the account's settings.",
            )
        body = QWidget()
        inside = QVBoxLayout(body)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(metrics.LARGE)
        inside.addWidget(self.why)
        inside.addLayout(grid)
        inside.addWidget(self.note)
        inside.addWidget(Label(hint, role="muted", wrap=True))
        inside.addStretch(1)
        head = Label(tr("Trust", "The server's certificate"), size=Type.HEAD, semibold=True, wrap=True)
        head.setContentsMargins(metrics.HUGE, metrics.HUGE, metrics.HUGE, 0)
        foot = line(1, self.cancel, self.trust)
        foot.setContentsMargins(metrics.HUGE, metrics.SMALL, metrics.HUGE, metrics.LARGE)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(scrolled(body), 1)
        layout.addWidget(self.asking)
        layout.addLayout(foot)
        self.trust.setAutoDefault(False)
        self.cancel.setDefault(True)
        self.cancel.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, shown: ShownCertificate | None = None) -> None:
        unknown = tr("Trust", "not known yet") if shown is None else tr("Trust", "not told")
        facts = shown.facts if shown else None
        names = [one_line(name)[:_LONGEST] for name in facts.names] if facts else []
        said = {
            "server": self._server,
            "names": "\n".join(names[:_NAMES_SHOWN]) + ("\n…" if len(names) > _NAMES_SHOWN else ""),
            "issuer": one_line(facts.issuer)[:_LONGEST] if facts else "",
            "until": date(facts.until_us) if facts and facts.until_us else "",
            "fingerprint": _in_lines(grouped(self._fingerprint)),
        }
        for part, text in said.items():
            self.values[part].setText(text or unknown)
            self.values[part].setAccessibleName(f"{self._names[part]}: {self.values[part].text()}")
        self.trust.setEnabled(bool(self._fingerprint))

    # --- the server's answer -------------------------------------------------------------------------------------------------------

    def _ask(self) -> None:
        servers = (self._server, *self._spare_servers)
        self._lane.run(partial(certificate_among, servers, self._fingerprint), self._answered, self._fail)

    def _answered(self, found: tuple[str, ShownCertificate]) -> None:
        self._server, shown = found
        self.show_certificate(shown)

    def show_certificate(self, shown: ShownCertificate) -> None:
        """The one that the server shows now."""
        self.asking.hide()
        if self._fingerprint not in ("", shown.fingerprint):
            self._say(tr("Trust", "This is not the certificate that was refused: the server shows several, or somebody is in between."))
        self._fingerprint = shown.fingerprint
        if self._code is ReasonCode.CERTIFICATE_WRONG_NAME and is_wildcard_for(shown.facts.names, self._host()):
            self.why.setText(
                tr(
                    "Trust",
                    "It is for all servers of a domain: a wildcard, the * in its name. SIP asks for the server's own name (RFC 5922), "
                    "so that it is believed only once you trust it.",
                )
            )
        self._show(shown)

    def _fail(self, error: Exception) -> None:
        self.asking.hide()
        why = str(error) if isinstance(error, CertificateError) else type(error).__name__
        self._say(tr("Trust", "What is in it could not be asked for: {why}", why=one_line(why)[:_LONGEST]))

    def _say(self, sentence: str) -> None:
        self.note.setText(sentence)
        self.note.show()

    def _host(self) -> str:
        return self._server.partition(":")[0]

    def _trust_it(self) -> None:
        account_id = self._account.account_id
        rules = self._accounts.connection(account_id)
        pinned = " ".join(dict.fromkeys((*self._kept, self._fingerprint)))
        security = msgspec.structs.replace(rules.security, trust=TlsTrust.PINNED, pinned=pinned)
        self._accounts.set_connection(account_id, msgspec.structs.replace(rules, security=security))
        self.accept()


def _why(code: ReasonCode) -> str:
    """What is wrong with it."""
    match code:
        case ReasonCode.CERTIFICATE_EXPIRED:
            return tr("Trust", "Its time is over: the provider should have renewed it. Or this computer's date is wrong.")
        case ReasonCode.CERTIFICATE_UNKNOWN_ISSUER:
            return tr("Trust", "Nobody that this computer trusts has signed it.")
        case ReasonCode.CERTIFICATE_WRONG_NAME:
            return tr("Trust", "It does not name this server.")
        case ReasonCode.CERTIFICATE_NOT_PINNED:
            return tr("Trust", "It is another one than the one that you trusted: the provider has renewed it, or somebody listens in.")
        case _:
            return tr("Trust", "It could not be found good.")


def _in_lines(fingerprint: str) -> str:
    """Eight pairs in each: compared more easily, and narrow."""
    pairs = fingerprint.split(":") if fingerprint else []
    return "\n".join(":".join(pairs[place : place + 8]) for place in range(0, len(pairs), 8))
