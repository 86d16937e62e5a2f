"""The calls of both stacks, pjsua2's own in the engine and those of the annex, as one: what the engine's rooms take for the SIP stack."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Final

from telephony.annex.annex import Annex
from telephony.annex.links import BridgeLinks
from telephony.annex.protocol import (
    AnswerCall,
    DropConnections,
    EndCall,
    HoldCall,
    Open,
    RedirectCall,
    ReferCall,
    RenewCall,
    ResumeCall,
    SendDigit,
    TellReferrer,
)
from telephony.annex.replaces import refer_target
from telephony.pj.guard import SipError
from telephony.secret import Secret

if TYPE_CHECKING:
    from telephony.annex.process import AnnexProcess
    from telephony.annex.protocol import AnyReport
    from telephony.dialogs import DialogIdentity
    from telephony.engine.inbox import Inbox
    from telephony.pj.account import AccountSetup
    from telephony.pj.call import MediaInfo, MediaStats, SipCalls
    from telephony.pj.facts import Fact
    from telephony.pj.patchbay import Patchbay
    from telephony.pj.stack import SipStack, StackSettings
    from telephony.pj.standing import StandingCalls
    from telephony.pj.tones import TonePlayer

log = logging.getLogger(__name__)

MOST_CALLS: Final = 8  # that are wanted at once
KEPT: Final = 2  # of the engine's own places, for who calls us: calls come in there alone
_GOODBYE_S: Final = 1.0


class CallLines:
    """`telephony.pj.call.SipCalls`, of both. Of a call of the annex's one hears what it told last."""

    def __init__(self, native: SipCalls, annex: Annex) -> None:
        self._native = native
        self._annex = annex

    def answer(self, call_id: str, status: int) -> None:
        if call_id in self._annex:
            self._annex.tell(AnswerCall(call_id, status))
        else:
            self._native.answer(call_id, status)

    def hang_up(self, call_id: str, status: int = 0) -> None:
        if call_id in self._annex:
            self._annex.tell(EndCall(call_id, status))
        else:
            self._native.hang_up(call_id, status)

    def media(self, call_id: str) -> MediaInfo | None:
        return self._annex.line(call_id).media if call_id in self._annex else self._native.media(call_id)

    def statistics(self, call_id: str, index: int) -> MediaStats:
        if call_id not in self._annex:
            return self._native.statistics(call_id, index)
        counted = self._annex.line(call_id).counted
        if counted is None:
            raise SipError("statistics", 0, "none were told yet")
        return counted

    def forget(self, call_id: str) -> None:
        if call_id in self._annex:
            self._annex.forget(call_id)
        else:
            self._native.forget(call_id)


class StandingLines:
    """`telephony.pj.standing.StandingCalls`, of both. What the annex can't do is told by a fact: orders never fail at once."""

    def __init__(self, native: StandingCalls, annex: Annex) -> None:
        self._native = native
        self._annex = annex
        self.dialog_of: Callable[[str], DialogIdentity | None] = lambda _call_id: None

    def hold(self, call_id: str) -> None:
        if call_id in self._annex:
            self._annex.tell(HoldCall(call_id))
        else:
            self._native.hold(call_id)

    def resume(self, call_id: str) -> None:
        if call_id in self._annex:
            self._annex.tell(ResumeCall(call_id))
        else:
            self._native.resume(call_id)

    def renew(self, call_id: str) -> None:
        if call_id in self._annex:
            self._annex.tell(RenewCall(call_id))
        else:
            self._native.renew(call_id)

    def transfer(self, call_id: str, target: str) -> None:
        if call_id in self._annex:
            self._annex.tell(ReferCall(call_id, target))
        else:
            self._native.transfer(call_id, target)

    def transfer_to(self, call_id: str, other_call_id: str) -> None:
        """pjsua joins two calls of its own; of others it is told what to write."""
        if call_id not in self._annex and other_call_id not in self._annex:
            self._native.transfer_to(call_id, other_call_id)
            return
        dialog = self.dialog_of(other_call_id)
        if dialog is None:
            raise SipError("transfer", 0, "the other call's dialog is not known")
        self.transfer(call_id, refer_target(dialog))

    def tell_transfer(self, call_id: str, status_line: str, is_final: bool) -> None:
        if call_id in self._annex:
            self._annex.tell(TellReferrer(call_id, status_line, is_final))
        else:
            self._native.tell_transfer(call_id, status_line, is_final)

    def redirect(self, call_id: str, target: str) -> None:
        if call_id in self._annex:
            self._annex.tell(RedirectCall(call_id, target))
        else:
            self._native.redirect(call_id, target)

    def send_digit(self, call_id: str, digit: str, by_info: bool) -> None:
        if call_id in self._annex:
            self._annex.tell(SendDigit(call_id, digit, by_info))
        else:
            self._native.send_digit(call_id, digit, by_info)


class AccountLines:
    """`telephony.engine.account.Registrar`: the engine's stack registers, and what calls from the annex is told there too."""

    def __init__(self, native: SipStack, annex: Annex) -> None:
        self._native = native
        self._annex = annex
        self.has_account = native.has_account
        self.register = native.register

    def add_account(self, setup: AccountSetup) -> None:
        self._native.add_account(setup)
        self._annex.set_account(setup)

    def change_account(self, setup: AccountSetup) -> None:
        self._native.change_account(setup)
        self._annex.set_account(setup)

    def replace_account(self, setup: AccountSetup) -> None:
        self._native.replace_account(setup)
        self._annex.set_account(setup, anew=True)

    def remove_account(self, account_id: str) -> None:
        self._native.remove_account(account_id)
        self._annex.drop_account(account_id)


class Lines:
    """SIP thread only; `close` once nothing drives the bridge, before the stack goes. `realtime`: sound cards are used."""

    def __init__(
        self, stack: SipStack, settings: StackSettings, inbox: Inbox, facts: Callable[[Fact], None], *, realtime: bool = False
    ) -> None:
        self._stack = stack
        self._links = BridgeLinks(stack.patchbay, partial(_opening, settings, realtime))
        native = stack.most_calls
        places = max(0, min(native, MOST_CALLS - native))
        self._annex = Annex(places, partial(_begin, inbox), self._links, facts)
        self.most_calls: Final = native + self._annex.places
        self.calls: Final = CallLines(stack.calls, self._annex)
        self.standing: Final = StandingLines(stack.standing, self._annex)
        self.accounts: Final = AccountLines(stack, self._annex)
        self.patchbay: Final[Patchbay] = stack.patchbay
        self.tones: Final[TonePlayer] = stack.tones

    def dial(
        self, call_id: str, account_id: str, target: str, headers: Mapping[str, str] | None = None, way: AccountSetup | None = None
    ) -> None:
        """Where there is a place; `way` as in `SipStack.dial`. Raises `SipError` where there is none, or pjsua2 refuses."""
        native = len(self._stack.calls)
        self._annex.mind(native)
        if native >= self._stack.most_calls - KEPT and self._annex.has_place:
            self._annex.place(call_id, account_id, target, dict(headers or {}), way)
        else:
            self._stack.dial(call_id, account_id, target, headers, way)
            self._annex.mind(native + 1)

    def renew_call(self, call_id: str) -> None:
        self.standing.renew(call_id)

    def drop_connections(self) -> None:
        self._stack.drop_connections()
        self._annex.tell(DropConnections())

    @property
    def annexed(self) -> bool:
        """There are calls in the annex."""
        return len(self._annex) > 0

    def look(self) -> None:
        """Each second. What the annex has counted is there a moment later."""
        self._annex.mind(len(self._stack.calls))
        self._annex.look()

    def close(self) -> None:
        gone = self._annex.close()
        self._links.close()
        if isinstance(gone, threading.Thread):
            gone.join(_GOODBYE_S)


def _begin(inbox: Inbox, report: Callable[[AnyReport], None], ended: Callable[[], None]) -> AnnexProcess:
    from telephony.annex.process import AnnexProcess  # late: most engines never begin one

    return AnnexProcess(inbox, report, ended)


def _opening(settings: StackSettings, realtime: bool, port: int, token: str) -> Open:
    return Open(
        settings.user_agent, settings.local_address, settings.instance_id, port, Secret(token), realtime, queued_audio=settings.queued_audio
    )
