"""The account's connection: encryption, routers, codecs, signalling, and its server for files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_app.accounts.calling import ConnectionRules
from ui.account.codecs import CodecsPart
from ui.account.files import FilesPart
from ui.account.media import SignallingPart
from ui.account.routers import RoutersPart
from ui.account.security import SecurityPart
from ui.widgets.form import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.services import Services
    from telephony.messages import Transport


class ConnectionPart(Sheet):
    def __init__(self, services: Services, server: Callable[[], str]) -> None:
        self.security = SecurityPart(services, server)
        self.routers = RoutersPart(services)
        self.codecs = CodecsPart()
        self.signalling = SignallingPart()
        self.files = FilesPart()
        super().__init__(self.security, self.routers, self.codecs, self.signalling, self.files)
        self._engine = services.engine

    def show_rules(self, transport: Transport, rules: ConnectionRules) -> None:
        started = self._engine.started()
        self.security.show_rules(transport, rules.security)
        self.routers.show_rules(rules.nat)
        self.codecs.show_rules(rules.media.codecs, started.codecs if started else ())
        self.signalling.show_rules(rules.media, rules.spare_servers)

    def read(self) -> ConnectionRules | None:
        """What was set; None after the reason has been shown."""
        security = self.security.read()
        nat = self.routers.read() if security else None
        spare = self.signalling.read_servers() if nat else None
        if security is None or nat is None or spare is None:
            return None
        return ConnectionRules(security, nat, self.signalling.media(self.codecs.read()), spare)

    def end(self) -> None:
        self.security.end()
