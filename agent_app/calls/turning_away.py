"""Callers who are ignored: refused at once, before a window or a record hears of them."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from telephony.messages import Decline

if TYPE_CHECKING:
    from agent_app.contacts.ignored import IgnoreList
    from agent_app.engine_client import EngineClient
    from agent_app.settings.service import SettingsService

log = logging.getLogger(__name__)


class Doorman:
    """Tells an ignored caller "busy" (486), or "declined" (603) where the user would rather be polite (RFC 3261, 21.4.24 and 21.6.2)."""

    def __init__(self, engine: EngineClient, ignored: IgnoreList, settings: SettingsService) -> None:
        self._engine = engine
        self._ignored = ignored
        self._settings = settings

    def turns_away(self, call_id: str, remote: str) -> bool:
        """Whether the caller was refused."""
        if not self._ignored.is_ignored(remote):
            return False
        log.info("call %s: its caller is ignored", call_id)
        self._engine.send(Decline(call_id, busy=not self._settings.values().ignore_politely))
        return True
