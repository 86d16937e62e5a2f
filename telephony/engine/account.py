"""What is kept of each account while the engine runs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from telephony.engine.backoff import BackOff
from telephony.engine.schedule import Timer
from telephony.engine.servers import ServerWalk
from telephony.messages import AccountConfig, Registration
from telephony.pj.account import AccountSetup, Server
from telephony.reasons import Reason


class Registrar(Protocol):
    """What of the SIP stack this room needs."""

    def add_account(self, setup: AccountSetup) -> None: ...
    def change_account(self, setup: AccountSetup) -> None: ...
    def replace_account(self, setup: AccountSetup) -> None: ...
    def has_account(self, account_id: str) -> bool: ...
    def remove_account(self, account_id: str) -> None: ...
    def register(self, account_id: str, on: bool) -> None: ...


@dataclass(slots=True)
class Account:
    """One account and where it stands. SIP thread only."""

    config: AccountConfig
    walk: ServerWalk
    state: Registration = Registration.OFF
    backoff: BackOff = field(default_factory=BackOff)
    timer: Timer | None = None
    refresh: Timer | None = None
    server: Server | None = None  # the one asked last
    helpers: dict[str, str] = field(default_factory=dict[str, str])  # STUN and TURN servers, numeric
    trouble: Reason | None = None  # what was wrong with the last server
    certificate: Reason | None = None  # what was wrong with the certificate it showed
    pending: AccountConfig | None = None  # a change that waits for the old registration's end
