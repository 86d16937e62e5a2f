"""Getting through routers and firewalls: ICE, STUN, TURN, and how the way is kept open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QLineEdit, QWidget

from telephony.network.hosts import is_host_port
from telephony.networking import NatConfig
from telephony.secret import Secret
from ui.account.choices import choice, seconds_words, show_value
from ui.language import tr
from ui.theme import metrics
from ui.welcome.sign_in import PasswordField
from ui.widgets.form import Field, Switch, column, heading
from ui.wording.features import lacks, missing_sentence

if TYPE_CHECKING:
    from agent_app.services import Services

# host[:port], as in `agent_app.accounts.model`.
_SERVER: Final = re.compile(r"([A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|\[[0-9A-Fa-f:.]{2,45}\])(:(?P<port>\d{1,5}))?", re.ASCII)
_KEEP_ALIVES: Final = (0, 10, 15, 30, 60, 120)


def server_fault(text: str) -> str:
    """Why this is no server; "" where it is one, or nothing."""
    bare = text.strip()
    found = _SERVER.fullmatch(bare)
    if not bare:
        return ""
    if found is None or ".." in bare or (bare.startswith("[") and not is_host_port(bare.partition("]")[0] + "]")):
        return tr("Routers", "“{server}” is no server: it looks like stun.provider.com or 192.0.2.1:3478", server=bare[:80])
    if found["port"] and not 0 < int(found["port"]) < 65536:
        return tr("Routers", "{port} is no port: they end at 65535", port=found["port"])
    return ""


class RoutersPart(QWidget):
    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._engine = services.engine
        self.ice = Switch(
            tr("Routers", "Find the shortest way between both sides (ICE)"),
            tr("Routers", "Sound goes straight to the other side where that works. It needs STUN or TURN."),
        )
        self.outbound = Switch(
            tr("Routers", "Calls come back by the connection that signed in (outbound)"),
            tr("Routers", "What lets calls in through a router. Providers that can't do it ignore it."),
        )
        self.stun, self.turn, self.turn_user = QLineEdit(), QLineEdit(), QLineEdit()
        self.turn_password = PasswordField()
        self.stun.setPlaceholderText("stun.provider.com")
        self.turn.setPlaceholderText("turn.provider.com:3478")
        self.turn_password.setPlaceholderText(tr("Routers", "leave empty to keep it"))
        words = {0: tr("Routers", "never")}
        self.keep_alive = choice((words.get(value) or seconds_words(value), value) for value in _KEEP_ALIVES)
        self.fields = {
            "stun": Field(tr("Routers", "STUN server"), self.stun, tr("Routers", "Tells by which address others see you.")),
            "turn": Field(tr("Routers", "TURN server"), self.turn, tr("Routers", "Passes the sound on where nothing else works.")),
            "turn_user": Field(tr("Routers", "Name for the TURN server"), self.turn_user),
            "turn_password": Field(tr("Routers", "Password for the TURN server"), self.turn_password),
            "keep_alive": Field(
                tr("Routers", "Keep the way open every"),
                self.keep_alive,
                tr(
                    "Routers",
                    "Routers forget a silent connection, and no call comes in then. Shorter also notices sooner that the server is gone.",
                ),
            ),
        }
        parts = (self.fields["stun"], self.ice, self.fields["turn"], self.fields["turn_user"], self.fields["turn_password"])
        rest = (self.fields["keep_alive"], self.outbound)
        self.setLayout(column(heading(tr("Routers", "Routers and firewalls")), *parts, *rest, spacing=metrics.MEDIUM))
        self.turn.textChanged.connect(lambda _: self._follow())
        self._engine.status_changed.connect(self._follow)

    def show_rules(self, rules: NatConfig) -> None:
        self.ice.set_on(rules.ice)
        self.outbound.set_on(rules.outbound)
        for field, text in ((self.stun, rules.stun), (self.turn, rules.turn), (self.turn_user, rules.turn_user)):
            field.setText(text)
        self.turn_password.clear()
        show_value(self.keep_alive, rules.keep_alive_s, seconds_words(rules.keep_alive_s))
        for field in self.fields.values():
            field.complain("")
        self._follow()

    def _follow(self, *_: object) -> None:
        no_ice = lacks(self._engine.started(), "ice")
        self.ice.forbid(missing_sentence("ice") if no_ice else "")
        has_turn = bool(self.turn.text().strip())
        for name in ("turn_user", "turn_password"):
            self.fields[name].setVisible(has_turn)

    def read(self) -> NatConfig | None:
        """What was set; None after the reason has been shown. An empty password leaves the one that is kept."""
        for name, edit in (("stun", self.stun), ("turn", self.turn)):
            fault = server_fault(edit.text())
            if fault:
                self.fields[name].complain(fault)
                return None
        ice = self.ice.on()
        if ice and not self.stun.text().strip() and not self.turn.text().strip():
            self.fields["stun"].complain(tr("Routers", "ICE needs a STUN or TURN server: write one here, or switch ICE off"))
            return None
        return NatConfig(
            ice=ice,
            stun=self.stun.text().strip(),
            turn=self.turn.text().strip(),
            turn_user=self.turn_user.text().strip(),
            turn_password=Secret(self.turn_password.text()),
            keep_alive_s=int(self.keep_alive.currentData()),
            outbound=self.outbound.on(),
        )
