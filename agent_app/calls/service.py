"""The calls: dialling, answering, ending, all that is done while they last, and a snapshot for each change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from agent_app.calls.choosing import preferred_account
from agent_app.calls.rooms import CallRooms, Told
from agent_app.snapshots import CallSnapshot
from telephony.calls import CallState
from telephony.messages import Answer, Decline, HangUp, SendDtmf, SetMuted
from telephony.reasons import Reason, ReasonCode

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from agent_app.accounts.service import AccountService
    from agent_app.contacts.service import ContactService
    from agent_app.engine_client import EngineClient
    from agent_app.money.service import MoneyService
    from agent_app.settings.service import SettingsService
    from agent_app.snapshots import CallItem

_WANTED: Final = {CallState.ENDING: 3, CallState.INCOMING: 4}
_DTMF: Final = frozenset("0123456789*#ABCDabcd")


class CallService(QObject):
    """What a person can do with calls: each room of `CallRooms` does its part. One that goes out is here before the engine has said a word.

    Where something is refused, `refused` says why: methods that return a call_id return "" then, those that return a bool False.
    """

    changed = Signal(object)  # CallSnapshot, its end included
    dtmf_received = Signal(str, str)  # call_id, digit
    dtmf_sent = Signal(str, str)  # call_id, digits
    refused = Signal(str, object)  # call_id ("" when no call was made), Reason
    time_warning = Signal(str, int)  # call_id, seconds left: at 60 and at 10, once each
    transfer_asked = Signal(str, str)  # call_id, whom its far side wants us to call instead (E.164 or user@domain): `answer_transfer`
    conference_changed = Signal()
    recording_changed = Signal(str)  # call_id; its snapshot says the rest

    def __init__(
        self,
        engine: EngineClient,
        accounts: AccountService,
        contacts: ContactService,
        money: MoneyService,
        settings: SettingsService,
        *,
        recordings: Path | None = None,
        usual_greeting: Callable[[], str] = str,
        parent: QObject | None = None,
    ) -> None:
        """`recordings`: the folder for them where the user has chosen none (None: nothing is recorded); `usual_greeting`: a WAV's path."""
        super().__init__(parent)
        self._engine = engine
        self._accounts = accounts
        self._settings = settings
        told = Told(self.refused.emit, self.transfer_asked.emit, self.conference_changed.emit, self.recording_changed.emit)
        self._rooms = CallRooms(
            *(engine, accounts, contacts, money, settings),
            told=told,
            recordings=recordings,
            usual_greeting=usual_greeting,
            parent=self,
        )
        self._table = self._rooms.table
        self._rooms.meter.time_warning.connect(self.time_warning)
        self._rooms.meter.limit_reached.connect(self._end)
        self._table.changed.connect(self.changed)
        self._table.dtmf_received.connect(self.dtmf_received)
        self._table.refused.connect(self.refused)

    def calls(self) -> tuple[CallSnapshot, ...]:
        """The live ones, oldest first."""
        return self._table.snapshots()

    def call(self, call_id: str) -> CallSnapshot | None:
        return self._table.get(call_id)

    def current(self) -> CallSnapshot | None:
        """The call a window shows: the one that talks, else the one that goes out, one that waits, the first that rings."""
        return min(self.calls(), key=_rank, default=None)

    # --- dialling ---------------------------------------------------------------------------------------------------------------

    def dial_number(self, account_id: str, number: str, extension: str = "", *, confirmed: bool = False) -> str:
        """Call a full number (E.164), or on a PBX account an internal one as typed; `extension` is sent as DTMF after the answer.

        An emergency number is refused on a provider's account (EMERGENCY_REFUSED), and on a PBX account until `confirmed` says that the
        person was told what VoIP can't promise (EMERGENCY_UNCONFIRMED). A premium number is refused until it is `confirmed` too
        (PREMIUM_UNCONFIRMED), and so is what the account's money or the user's limits do not allow. Where the price is not known yet the
        call is shown at once, waits for it (at most 1.5 s), and goes out or ends with such a reason. The call that talks is held.
        """
        return self._rooms.dialler.number(account_id, number, extension, confirmed=confirmed)

    def dial_address(self, account_id: str, address: str) -> str:
        """Call a SIP address (user@domain)."""
        return self._rooms.dialler.address(account_id, address)

    def dial(self, account_id: str, text: str, *, confirmed: bool = False) -> str:
        """Call a number or address as typed, by the account's dial rules."""
        return self._rooms.dialler.text(account_id, text, confirmed=confirmed)

    def account_for(self, number: str, contact_id: str | None = None) -> str:
        """The account that the user prefers for this contact or number, else the current one; "" while there is none."""
        current = self._accounts.current()
        known = {account.account_id for account in self._accounts.accounts()}
        chosen = preferred_account(self._settings.values().preferred, number, contact_id)
        return chosen if chosen in known else "" if current is None else current.account_id

    def redial(self, *, confirmed: bool = False) -> str:
        """Call whom we called last, by the same account."""
        return self._rooms.kept.redial(confirmed=confirmed)

    def redial_from(self, recent: Callable[[], tuple[CallItem, ...]]) -> None:
        """Where the calls that were are told, newest first."""
        self._rooms.kept.recent = recent

    def speed_dial(self, key: str, *, confirmed: bool = False) -> str:
        """Call what is kept for a key (2 to 9)."""
        return self._rooms.kept.key(key, self.account_for, confirmed=confirmed)

    def voicemail(self, account_id: str, *, confirmed: bool = False) -> str:
        """Call the account's voice mailbox."""
        return self._rooms.kept.mailbox(account_id, confirmed=confirmed)

    def feature(self, account_id: str, code_name: str, *, confirmed: bool = False) -> str:
        """One of the account's feature codes: sent as tones in a call by it, else called."""
        return self._rooms.kept.feature(account_id, code_name, confirmed=confirmed)

    # --- a call -----------------------------------------------------------------------------------------------------------------

    def answer(self, call_id: str) -> None:
        """The others are held."""
        if self._is_known(call_id):
            self._rooms.holding.answer(call_id)
            self._engine.send(Answer(call_id))

    def decline(self, call_id: str, *, busy: bool = False) -> None:
        """603, or 486 with `busy`."""
        if self._is_known(call_id):
            self._engine.send(Decline(call_id, busy=busy))

    def redirect(self, call_id: str, text: str, *, confirmed: bool = False) -> bool:
        """Send a call that rings to a number or address as typed (302): the caller's side calls that."""
        return self._rooms.forwarder.redirect(call_id, text, confirmed=confirmed)

    def hang_up(self, call_id: str) -> None:
        """End it, whatever its state."""
        if self._rooms.allowance.cancel(call_id):
            self._table.end(call_id, Reason(ReasonCode.CANCELLED_HERE))
        else:
            self._end(call_id, None)

    def hang_up_all(self) -> None:
        for live in self._table.live():
            self.hang_up(live.snapshot.call_id)

    def send_dtmf(self, call_id: str, digits: str) -> None:
        """Digits of 0-9 * # A-D; others are refused (BAD_DIGITS)."""
        if not digits or not set(digits) <= _DTMF:
            self.refused.emit(call_id, Reason(ReasonCode.BAD_DIGITS, value=digits[:40]))
        elif self._is_known(call_id) and self._engine.send(SendDtmf(call_id, digits.upper())):
            self.dtmf_sent.emit(call_id, digits.upper())

    def set_muted(self, call_id: str, muted: bool) -> None:
        if self._is_known(call_id):
            self._engine.send(SetMuted(call_id, muted))

    def record(self, call_id: str, *, on: bool) -> None:
        """Both sides into a file, whose path the snapshot tells; in the form and with the tone that the account's rules say."""
        self._rooms.recordings.record(call_id, on=on)

    def send_to_machine(self, call_id: str) -> None:
        """A call that rings is taken by the answering machine now."""
        self._rooms.machine.send(call_id)

    def take_over(self, call_id: str) -> None:
        """From the answering machine: we talk now, the others are held."""
        self._rooms.machine.take_over(call_id)

    # --- several calls ----------------------------------------------------------------------------------------------------------

    def hold(self, call_id: str, *, held: bool) -> None:
        """Hold it, or take it up again as `focus` does; what its snapshot says follows."""
        if not self._is_known(call_id):
            return
        if held:
            self._rooms.holding.hold(call_id, held=True)
        else:
            self._rooms.holding.focus(call_id)

    def swap(self) -> None:
        """Hold the call that talks and take up the one that waits longest; with one call alone: hold it, or take it up."""
        self._rooms.holding.swap()

    def focus(self, call_id: str) -> None:
        """Talk by this call (and its conference), hold the others."""
        if self._is_known(call_id):
            self._rooms.holding.focus(call_id)

    def join(self, *call_ids: str) -> None:
        """One conference of these calls and us; those that are in one already stay in it. 8 parties beside us at most."""
        self._rooms.conferences.join(call_ids)

    def split(self, call_id: str) -> None:
        """Take one out of its conference: it is held."""
        self._rooms.conferences.split(call_id)

    def end_conference(self) -> None:
        """Its calls stay, held."""
        self._rooms.conferences.end()

    def set_party(self, call_id: str, *, muted: bool, volume: int = 100) -> None:
        """One party of a conference: heard by nobody while `muted`; how loud for everybody (0 to 200)."""
        self._rooms.conferences.set_party(call_id, muted=muted, volume=volume)

    # --- transfer ---------------------------------------------------------------------------------------------------------------

    def transfer(self, call_id: str, text: str, *, confirmed: bool = False) -> bool:
        """Tell the far side to call a number or address as typed instead of us; how that goes is in the call's snapshot.

        Read, priced and limited as dialling is; as there, `confirmed` answers a question.
        """
        return self._rooms.transfers.blind(call_id, text, confirmed=confirmed)

    def transfer_to(self, call_id: str, other_call_id: str) -> bool:
        """The far sides of both calls talk to each other, without us."""
        return self._rooms.transfers.attended(call_id, other_call_id)

    def answer_transfer(self, call_id: str, *, accepted: bool, confirmed: bool = False) -> None:
        """To `transfer_asked`: call whom the far side named, as if it had been dialled, or refuse.

        For a premium number `refused` says so (PREMIUM_UNCONFIRMED), and it is asked once more; one that is `confirmed` is called at once.
        """
        self._rooms.transfers.answer(call_id, accepted=accepted, confirmed=confirmed)

    # --- inside -----------------------------------------------------------------------------------------------------------------

    def _end(self, call_id: str, reason: Reason | None) -> None:
        """`reason` is ours, where we have one of our own."""
        if self._table.get(call_id) is None:
            return
        if self._engine.send(HangUp(call_id)):
            self._table.is_ending(call_id, reason)
        else:
            self._table.end(call_id, Reason(ReasonCode.ENGINE_LOST))

    def _is_known(self, call_id: str) -> bool:
        known = self._table.get(call_id) is not None
        if not known:
            self.refused.emit(call_id, Reason(ReasonCode.UNKNOWN_CALL, value=call_id))
        return known


def _rank(call: CallSnapshot) -> tuple[bool, int]:
    """The smallest is shown: what we talk by ourselves before what others do."""
    up = 2 if call.held_here else 0
    return call.bridged or call.by_machine, up if call.state is CallState.ESTABLISHED else _WANTED.get(call.state, 1)
