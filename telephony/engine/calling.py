"""What one does with calls that stand: hold, transfer, conference, recording, the answering machine. Each has a room of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, assert_never

from telephony.calling import (
    AnswerByMachine,
    AnswerTransfer,
    CallingCommand,
    Conference,
    Notice,
    PartyLevel,
    PlayNotice,
    ProbeEcho,
    Redirect,
    Ring,
    SetHeld,
    SetParty,
    StartRecording,
    StopRecording,
    TakeOver,
    Transfer,
    TransferTo,
)
from telephony.calls import CallState
from telephony.engine.calls import CallBook, CallListener
from telephony.engine.conferences import Conferences
from telephony.engine.desk import Desk
from telephony.engine.echo_probe import EchoProbes
from telephony.engine.holding import Holding
from telephony.engine.machine import AnsweringMachine
from telephony.engine.mailbox import mailbox_state
from telephony.engine.mixing import Mixer
from telephony.engine.notices import Notices
from telephony.engine.playing import Playing
from telephony.engine.recorder import Recorder
from telephony.engine.referrals import Referrals
from telephony.engine.ringing import Ringing
from telephony.engine.transfers import Transfers
from telephony.engine.wiring import wires_of
from telephony.pj.facts import MailboxFact, NotHeldFact, RedirectedFact, ReferFact, ReplacedFact, TransferFact

if TYPE_CHECKING:
    from telephony.annex.lines import Lines
    from telephony.engine.accounts import AccountBook
    from telephony.engine.call import Call
    from telephony.engine.schedule import Schedule
    from telephony.engine.siptext import SipMessage
    from telephony.messages import AnyEvent

CallingFact = ReferFact | TransferFact | RedirectedFact | ReplacedFact | NotHeldFact | MailboxFact


class CallControl(CallListener):
    """SIP thread only. `post` brings an action here from any thread; `place` as in `Referrals`, `need_sound` and `ring` as in `Ringing`,
    `chime` as in `Notices`.
    """

    def __init__(
        self,
        lines: Lines,
        calls: CallBook,
        accounts: AccountBook,
        *,
        schedule: Schedule,
        emit: Callable[[AnyEvent], None],
        post: Callable[[Callable[[], None]], None],
        check_target: Callable[[str], str],
        place: Callable[[str, str, str, dict[str, str]], None],
        need_sound: Callable[[bool], None],
        ring: Callable[[bool], None],
        chime: Callable[[Notice], None],
    ) -> None:
        calls.listener = self
        self.ended: Callable[[str], None] = lambda _call_id: None  # told the identifier of each call that is over
        self._lines = lines
        self._calls = calls
        self._accounts = accounts
        self._emit = emit
        self._check_target = check_target
        bay, standing = lines.patchbay, lines.standing
        self._mixer = Mixer(bay)
        desk = Desk(calls, schedule, emit, post, self._connect, self._mixer.forget)
        self._playing = Playing(desk, bay)
        self._ringing = Ringing(desk, lines.tones, self._playing, need_sound, ring)
        self._notices = Notices(calls, self._ringing, chime)
        self._holding = Holding(desk, standing)
        self._conferences = Conferences(desk, self._holding)
        self._transfers = Transfers(desk, self._holding, standing)
        self._referrals = Referrals(desk, standing, check_target, place)
        self._recorder = Recorder(desk, bay, self._playing, self._conferences)
        self._machine = AnsweringMachine(desk, self._playing, self._recorder)
        self._probes = EchoProbes(desk, bay, self._playing)

    # --- commands --------------------------------------------------------------------------------------------------------------

    def answer(self, call_id: str, announced: bool) -> None:
        if announced:
            self._machine.announce(call_id)
        else:
            self._calls.answer(call_id)

    def obey(self, command: CallingCommand) -> None:  # noqa: C901, PLR0912 - one arm a command
        match command:
            case SetHeld():
                self._holding.set_held(command.call_id, command.held)
            case Transfer():
                self._transfers.transfer(command, self._check_target(command.target))
            case TransferTo():
                self._transfers.transfer_to(command)
            case AnswerTransfer():
                self._referrals.answer(command)
            case Conference():
                self._conferences.conference(command)
            case SetParty():
                self._conferences.set_party(command)
            case StartRecording():
                self._recorder.start(command)
            case StopRecording():
                self._recorder.stop(command.call_id)
            case Redirect():
                self._calls.redirect(command.call_id, self._check_target(command.target), self._lines.standing.redirect)
            case AnswerByMachine():
                self._machine.answer(command)
            case TakeOver():
                self._machine.take_over(command.call_id)
            case Ring():
                self._ringing.ring(command, self._calls.find(command.call_id))
                self._ringing.update()
            case PlayNotice():
                self._notices.play(command.notice)
            case ProbeEcho():
                self._probes.start(command)
            case _:
                assert_never(command)

    def party_levels(self) -> tuple[PartyLevel, ...]:
        """Of everybody who is in a conference and is heard."""
        heard = {call.call_id for call in self._calls.live if call.is_heard}
        return tuple(PartyLevel(call_id, self._lines.patchbay.level(call_id)) for call_id in self._conferences.members if call_id in heard)

    def leave(self) -> None:
        """No tones for the calls that end now, and what is recorded is finished."""
        self._ringing.close()
        self._recorder.end_all()

    def close(self) -> None:
        """Before the stack goes."""
        self._recorder.close()
        self._playing.close()

    # --- facts -----------------------------------------------------------------------------------------------------------------

    def take(self, fact: CallingFact) -> None:
        match fact:
            case ReferFact():
                self._referrals.on_refer(fact)
            case TransferFact():
                self._transfers.on_progress(fact)
            case RedirectedFact():
                self._calls.on_redirected(fact)
            case ReplacedFact():
                self._calls.on_replaced(fact)
            case NotHeldFact():
                self._holding.refused(fact.call_id, fact.phrase)
            case MailboxFact():
                state = mailbox_state(fact.account_id, fact.message)
                if state is not None:
                    self._emit(state)
            case _:
                assert_never(fact)

    def changed(self, call: Call, new_stream: bool = False) -> None:
        if call.state is CallState.ENDED:
            self._over(call)
        self._machine.changed(call)
        self._connect(call.call_id if new_stream else "")
        self._ringing.changed(call)

    def heard(self, call: Call, message: SipMessage, received: bool) -> None:
        self._holding.heard(call, message, received)
        self._referrals.heard(call, message, received)

    def send_digit(self, call: Call, digit: str) -> None:
        self._lines.standing.send_digit(call.call_id, digit, self._accounts.sends_info(call.account_id))

    # --- inside ----------------------------------------------------------------------------------------------------------------

    def _over(self, call: Call) -> None:
        """May be told of one call twice."""
        self._transfers.over(call)
        self._referrals.over(call)
        self._conferences.over(call)
        self._recorder.over(call)
        self._probes.over(call)
        self._mixer.forget(call.call_id)
        self.ended(call.call_id)

    def _connect(self, anew: str = "") -> None:
        groups, parties = self._conferences.groups, self._conferences.parties
        extra = self._playing.wires + self._probes.wires
        self._mixer.update(wires_of(self._calls.live, groups, parties, self._recorder.recorded, extra), anew)
