"""Calling what is kept: whom we called last, a key's number, the voice mailbox, the exchange's feature codes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_app.snapshots import CallDirection
from telephony.calls import CallState
from telephony.messages import SendDtmf
from telephony.reasons import Reason, ReasonCode

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.calls.dialler import Dialler
    from agent_app.calls.ground import Ground
    from agent_app.settings.service import SettingsService
    from agent_app.snapshots import CallItem


class KeptNumbers:
    """Each is dialled as if it had been typed: with its price, its question, its refusal."""

    def __init__(self, ground: Ground, settings: SettingsService, dialler: Dialler) -> None:
        self._ground = ground
        self._settings = settings
        self._dialler = dialler
        self.recent: Callable[[], tuple[CallItem, ...]] = tuple  # the calls that were, newest first

    def redial(self, *, confirmed: bool) -> str:
        """The newest that we called, by its account or, where that is gone, the current one."""
        last = next((item for item in self.recent() if item.direction is CallDirection.OUTGOING), None)
        if last is None:
            return self._refused(Reason(ReasonCode.NOT_FOUND))
        known = self._ground.accounts.account(last.account_id) is not None
        account_id = last.account_id if known else self._current()
        if "@" in last.remote:
            return self._dialler.address(account_id, last.remote)
        return self._dialler.number(account_id, last.remote, "", confirmed=confirmed)

    def key(self, key: str, account_of: Callable[[str], str], *, confirmed: bool) -> str:
        text = self._settings.values().speed_dial.get(key, "")
        if not text:
            return self._refused(Reason(ReasonCode.NOT_FOUND, value=key))
        return self._dialler.text(account_of(text), text, confirmed=confirmed)

    def mailbox(self, account_id: str, *, confirmed: bool) -> str:
        """What the user wrote down for it, else what the mailbox itself tells."""
        number = self._ground.accounts.call_rules(account_id).mailbox_number or self._ground.accounts.mailbox(account_id).address
        if not number:
            return self._refused(Reason(ReasonCode.NOT_FOUND))
        return self._dialler.text(account_id, number, confirmed=confirmed)

    def feature(self, account_id: str, name: str, *, confirmed: bool) -> str:
        """In a call by this account the code goes as tones, and the call_id is that call's; else it is called."""
        code = self._ground.accounts.call_rules(account_id).feature_codes.get(name, "")
        if not code:
            return self._refused(Reason(ReasonCode.NOT_FOUND, value=name))
        for call in self._ground.table.snapshots():
            if call.account_id == account_id and call.state is CallState.ESTABLISHED and not call.held_here and not call.bridged:
                self._ground.engine.send(SendDtmf(call.call_id, code))
                return call.call_id
        return self._dialler.text(account_id, code, confirmed=confirmed)

    def _current(self) -> str:
        current = self._ground.accounts.current()
        return "" if current is None else current.account_id

    def _refused(self, reason: Reason) -> str:
        self._ground.refuse("", reason)
        return ""
