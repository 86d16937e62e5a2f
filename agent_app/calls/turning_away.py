"""Callers who are ignored, and those who hide: refused at once, before a window or a record hears of them."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from telephony.messages import Decline

if TYPE_CHECKING:
    from agent_app.accounts.service import AccountService
    from agent_app.contacts.ignored import IgnoreList
    from agent_app.engine_client import EngineClient
    from agent_app.settings.service import SettingsService
    from telephony.messages import IncomingCall

log = logging.getLogger(__name__)


class Doorman:
    """Tells an ignored caller "busy" (486), or "declined" (603) where the user would rather be polite (RFC 3261, 21.4.24 and 21.6.2).

    Who hides his number hears "declined" where the account takes no such calls: pjsua2 has no way to say 433 (RFC 5079).
    """

    def __init__(self, engine: EngineClient, ignored: IgnoreList, settings: SettingsService, accounts: AccountService) -> None:
        self._engine = engine
        self._ignored = ignored
        self._settings = settings
        self._accounts = accounts

    def turns_away(self, event: IncomingCall, remote: str) -> bool:
        """Whether the caller was refused."""
        if self._ignored.is_ignored(remote):
            log.info("call %s: its caller is ignored", event.call_id)
            self._engine.send(Decline(event.call_id, busy=not self._settings.values().ignore_politely))
            return True
        if event.anonymous and self._accounts.call_rules(event.account_id).reject_anonymous:
            log.info("call %s: its caller hides", event.call_id)
            self._engine.send(Decline(event.call_id))
            return True
        return False
