"""The engine: one thread that serves SIP, obeys commands and tells events."""

from __future__ import annotations

import logging
import time
import uuid
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Final, assert_never

from telephony.annex.lines import Lines
from telephony.audio.card import sound_card
from telephony.audio.clock import AudioClock
from telephony.audio.devices import DevicesSeen
from telephony.audio.priority import hurry_signalling
from telephony.audio.probe import default_devices
from telephony.audio.processing import ProcessedFrames
from telephony.audio.ringer import Chimer, Ringer
from telephony.audio.room import SoundFact, SoundRoom
from telephony.audio.watch import DeviceWatch
from telephony.audio.webrtc_voice import webrtc_voice
from telephony.engine.accounts import AccountBook
from telephony.engine.calling import CallControl
from telephony.engine.calls import CallBook
from telephony.engine.greeting import started
from telephony.engine.inbox import Inbox
from telephony.engine.messenger import Messenger
from telephony.engine.network import Network
from telephony.engine.placing import Placing
from telephony.engine.quality import QualityBook
from telephony.engine.refusal import Refused
from telephony.engine.release import release_dialog
from telephony.engine.schedule import Schedule, Timer
from telephony.engine.sound import Sound
from telephony.engine.sound_desk import DeskParts, SoundDesk
from telephony.engine.subjects import subject_of
from telephony.engine.targets import check_target
from telephony.messages import (
    AccountState,
    AddAccount,
    AllowWatcher,
    Answer,
    AnyCommand,
    AnyEvent,
    ChangeAccount,
    CommandRefused,
    Decline,
    Dial,
    HangUp,
    Heartbeat,
    Levels,
    Publish,
    RegisterNow,
    ReleaseDialog,
    RemoveAccount,
    SendDtmf,
    SendMessage,
    SetBusy,
    SetLevels,
    SetMuted,
    Shutdown,
    Start,
    Subscribe,
    Transport,
    Unpublish,
    WatchLevels,
)
from telephony.networking import NetworkChanged
from telephony.pj.facts import (
    CallbackFailed,
    CertificateRefused,
    ConfirmedFact,
    ConnectionLost,
    DigitFact,
    DisconnectedFact,
    Fact,
    IncomingFact,
    LostFact,
    MailboxFact,
    MediaFact,
    MessageFact,
    NotHeldFact,
    NotifyFact,
    NotPlacedFact,
    PagerFact,
    RedirectedFact,
    ReferFact,
    RegistrationFact,
    RejectedFact,
    ReplacedFact,
    RequestFact,
    TransferFact,
    WatchEndedFact,
    WatcherFact,
)
from telephony.pj.guard import SipError
from telephony.pj.stack import SipStack, StackSettings
from telephony.pj.voice import speex_voice
from telephony.reasons import Reason, ReasonCode
from telephony.sounding import SetDevices, SetProcessing, TrySound, WatchDevices

log = logging.getLogger(__name__)

_SLOWEST_POLL_S: Final = 1.0
_GOODBYE_S: Final = 1.5  # for hanging up and unregistering, at the end
_LEVELS_S: Final = 0.1
_ANSWER_S: Final = 0.1  # until the annex has said what its calls have counted
_MOST_LEVEL: Final = 200  # per cent


class Engine:
    """`start`, then `run` until a `Shutdown`."""

    def __init__(self, inbox: Inbox, emit: Callable[[AnyEvent], None]) -> None:
        self._inbox = inbox
        self._emit = emit
        self._facts: deque[Fact] = deque()
        self._schedule = Schedule(failed=self._on_timer_failed)
        self._stack = SipStack(self._facts.append)
        self._stopping = False
        self._levels_timer: Timer | None = None
        self._removing: dict[str, float] = {}  # by account, when it goes at the latest

    # --- life ------------------------------------------------------------------------------------------------------------------

    def start(self, command: Start) -> None:
        """Raise the stack and answer the handshake."""
        stack = self._stack
        instance_id = f"<urn:uuid:{command.instance_id or uuid.uuid4()}>"
        wanted = {Transport.UDP: command.udp_port, Transport.TCP: command.tcp_port}
        settings = StackSettings(command.user_agent, command.local_address, instance_id, wanted)
        stack.start(settings)
        self._inbox.wake = stack.wake
        lines = self._lines = Lines(stack, settings, self._inbox, self._facts.append, realtime=command.use_devices)
        ipv6 = stack.has_ipv6
        book = partial(AccountBook, has_calls=self._in_use, local_address=command.local_address, ipv6=ipv6)
        self._accounts = book(lines.accounts, self._schedule, self._inbox, self._emit_account)
        self._placing = Placing(lines, self._accounts, self._inbox, self._facts.append, ipv6=ipv6)
        self._calls = CallBook(self._placing, self._schedule, self._emit)
        self._placing.failed = self._calls.fail
        lines.standing.dialog_of = lambda call_id: self._calls.find(call_id).dialog.identity
        self._calls.encrypts_always, self._calls.hears_ipv6 = self._accounts.encrypts_always, self._accounts.hears_ipv6
        self._messenger = Messenger(stack, self._schedule, self._emit, self._accounts, check_target=self._check_target)
        self._quality = QualityBook(self._emit, lambda: self._sound.late_frames)
        self._calls.counted = self._quality.look
        self._network = Network(lines, self._accounts, lambda: self._calls.live, self._schedule, self._inbox, emit=self._emit, ipv6=ipv6)
        self._room = SoundRoom(self._on_sound)
        make_clock = self._make_clock if command.use_devices else None
        self._frames = ProcessedFrames(stack.bridge.frames, speex_voice() or webrtc_voice())
        self._sound = Sound(stack.bridge, self._room, self._schedule, self._emit, make_clock)
        rate, frame_bytes = self._frames.rate, self._frames.frame_bytes
        watch = DeviceWatch(self._on_sound, enabled=command.use_devices)
        chimer = Chimer(rate, frame_bytes) if command.use_devices else None
        parts = DeskParts(self._sound, self._frames, watch, Ringer(rate, frame_bytes), chimer)
        self._sound_desk = SoundDesk(parts, self._schedule, self._emit)
        self._calling = CallControl(
            lines,
            self._calls,
            self._accounts,
            schedule=self._schedule,
            emit=self._emit,
            post=self._inbox.post,
            check_target=self._check_target,
            place=self._placing.place,
            need_sound=self._sound_desk.need,
            ring=self._sound_desk.ring,
            chime=self._sound_desk.chime,
        )
        self._calling.ended = self._quality.forget
        self._schedule.every(1.0, self._each_second)
        self._emit(started(stack, processes=self._frames.can_process, most_calls=lines.most_calls))
        self._network.start()
        self._sound.start(default_devices)

    def _make_clock(self) -> AudioClock:
        hurry_signalling()
        return sound_card(self._frames)

    def run(self) -> None:
        """Serve until the shutdown, then leave in order."""
        while not self._stopping:
            self._turn(_SLOWEST_POLL_S)
        self._leave()

    def _turn(self, most_s: float) -> None:
        self._inbox.run()
        self._schedule.run_due()
        self._take_facts()
        if not self._stopping or most_s < _SLOWEST_POLL_S:
            self._stack.pump(int(self._schedule.delay(most_s) * 1000) + 1)
            self._take_facts()

    def _leave(self) -> None:
        """Hang up, unregister, then sound, then the stack."""
        self._calling.leave()
        self._calls.hang_up_all()
        self._messenger.hide()
        deadline = time.monotonic() + _GOODBYE_S
        while time.monotonic() < deadline and not self._messenger.hidden():
            self._turn(0.05)
        self._accounts.take_back_all()
        while time.monotonic() < deadline and (self._calls.native() or not self._accounts.all_off):
            self._turn(0.05)
        self._messenger.close()
        self._calling.close()
        self._network.close()
        self._inbox.wake = lambda: None
        self._sound.close()
        self._room.finish()
        self._sound_desk.close()
        self._lines.close()
        self._stack.close()

    def _each_second(self) -> None:
        self._emit(Heartbeat())
        self._lines.look()
        self._schedule.after(_ANSWER_S if self._lines.annexed else 0.0, self._calls.tell_statistics)
        self._finish_removals()
        self._network.tick()

    # --- commands --------------------------------------------------------------------------------------------------------------

    def command(self, command: AnyCommand) -> None:
        """Obey, or say why not. SIP thread only."""
        try:
            self._obey(command)
        except Refused as refusal:
            self.refuse(type(command).__name__, subject_of(command), refusal.reason)
        except SipError as error:
            log.warning("%s: %s", type(command).__name__, error)
            self.refuse(type(command).__name__, subject_of(command), Reason(ReasonCode.INTERNAL, phrase=error.reason))
        except Exception as error:  # a slip of ours must not take the other calls down
            log.exception("%s", type(command).__name__)
            self.refuse(type(command).__name__, subject_of(command), Reason(ReasonCode.INTERNAL, phrase=type(error).__name__))

    def refuse(self, command: str, subject: str, reason: Reason) -> None:
        self._emit(CommandRefused(command, subject, reason))

    def _obey(self, command: AnyCommand) -> None:  # noqa: C901, PLR0912 - one arm a command
        match command:
            case Start():
                raise Refused(ReasonCode.WRONG_STATE)
            case AddAccount():
                self._accounts.add(command.config)
            case ChangeAccount():
                self._accounts.change(command.config)
            case RemoveAccount():
                self._remove(command.account_id)
            case RegisterNow():
                self._accounts.register_now(command.account_id)
            case Dial():
                self._dial(command)
            case Answer():
                self._calling.answer(command.call_id, command.announced)
            case Decline():
                self._calls.decline(command.call_id, command.busy)
            case HangUp():
                self._calls.hang_up(command.call_id)
            case SendDtmf():
                self._calls.send_dtmf(command.call_id, command.digits)
            case SetMuted():
                self._calls.set_muted(command.call_id, command.muted)
            case SetLevels():
                self._set_levels(command)
            case WatchLevels():
                self._watch_levels(command.on)
            case SetBusy():
                self._calls.busy = command.busy
            case ReleaseDialog():
                release_dialog(command.dialog, *self._accounts.password(command.account_id))
            case SendMessage() | Subscribe() | Publish() | Unpublish() | AllowWatcher():
                self._messenger.obey(command)
            case Shutdown():
                self._stopping = True
            case SetDevices() | SetProcessing() | TrySound() | WatchDevices():
                self._sound_desk.obey(command)
            case NetworkChanged():
                self._network.obey(command)
            case _:
                self._calling.obey(command)

    def _dial(self, command: Dial) -> None:
        self._accounts.usable(command.account_id)
        call_id, account_id, target = command.call_id, command.account_id, self._check_target(command.target)
        self._calls.dial(call_id, account_id, command.dtmf, lambda: self._placing.place(call_id, account_id, target))

    def _remove(self, account_id: str) -> None:
        self._accounts.must_know(account_id)
        self._removing[account_id] = time.monotonic() + _GOODBYE_S
        self._calls.hang_up_all(account_id)
        self._messenger.hide(account_id)
        self._finish_removals()

    def _finish_removals(self) -> None:
        """An account goes after the last of its calls, for pjsua2's calls point at it, and once nobody sees it any more."""
        now = time.monotonic()
        for account_id, latest in list(self._removing.items()):
            if self._calls.native(account_id) or not (now > latest or self._messenger.hidden(account_id)):
                continue
            del self._removing[account_id]
            self._messenger.forget(account_id)
            self._accounts.remove(account_id)

    def _in_use(self, account_id: str) -> bool:
        """pjsua2 has calls or requests of it: its native account can be changed, but not replaced."""
        return self._calls.native(account_id) or self._stack.has_requests(account_id)

    def _check_target(self, target: str) -> str:
        return check_target(target, self._stack.valid_uri, ipv6=self._stack.has_ipv6)

    def _emit_account(self, event: AnyEvent) -> None:
        """What an account's registration begins."""
        if isinstance(event, AccountState):
            self._network.on_account(event)
        self._emit(event)
        if isinstance(event, AccountState):
            self._messenger.on_account(event.account_id)

    def _set_levels(self, command: SetLevels) -> None:
        for level in (command.speaker, command.microphone):
            if not 0 <= level <= _MOST_LEVEL:
                raise Refused(ReasonCode.BAD_VALUE, str(level))
        self._stack.bridge.set_levels(command.speaker, command.microphone)
        self._sound_desk.volume = command.speaker

    def _watch_levels(self, on: bool) -> None:
        if self._levels_timer is not None:
            self._levels_timer.cancel()
        self._levels_timer = self._schedule.after(_LEVELS_S, self._tell_levels) if on else None

    def _tell_levels(self) -> None:
        self._levels_timer = self._schedule.after(_LEVELS_S, self._tell_levels)
        if self._sound.running:
            self._emit(Levels(*(self._sound_desk.levels or self._stack.bridge.levels()), self._calling.party_levels()))

    # --- facts -----------------------------------------------------------------------------------------------------------------

    def _take_facts(self) -> None:
        while self._facts:
            fact = self._facts.popleft()
            try:
                self._take(fact)
            except Exception as error:  # as with commands
                log.exception("%s", type(fact).__name__)
                self.refuse(type(fact).__name__, "", Reason(ReasonCode.INTERNAL, phrase=str(error)))

    def _take(self, fact: Fact) -> None:  # noqa: C901, PLR0912 - one arm a fact
        match fact:
            case RegistrationFact():
                self._accounts.on_registration(fact)
            case ConnectionLost():
                self._accounts.on_connection_lost(fact.transport)
            case CertificateRefused():
                self._accounts.on_certificate(fact)
            case IncomingFact():
                self._calls.on_incoming(fact)
            case RejectedFact():
                self._calls.on_rejected(fact)
            case ConfirmedFact():
                self._calls.on_confirmed(fact)
            case DisconnectedFact():
                self._calls.on_disconnected(fact)
                self._finish_removals()
            case NotPlacedFact():
                self._calls.on_not_placed(fact)
            case LostFact():
                self._release(fact)
            case MessageFact():
                self._calls.on_message(fact)
            case MediaFact():
                self._calls.on_media(fact)
            case DigitFact():
                self._calls.on_digit(fact)
            case ReferFact() | TransferFact() | RedirectedFact() | ReplacedFact() | NotHeldFact() | MailboxFact():
                self._calling.take(fact)
            case PagerFact() | RequestFact() | NotifyFact() | WatchEndedFact() | WatcherFact():
                self._messenger.take(fact)
                self._finish_removals()
            case CallbackFailed():
                self.refuse(fact.where, "", Reason(ReasonCode.INTERNAL, phrase=fact.error))
            case _:
                assert_never(fact)

    def _release(self, fact: LostFact) -> None:
        """As the window does for the calls of an engine that is lost."""
        lost = self._calls.on_lost(fact)
        if lost is not None and lost.dialog.identity is not None:
            release_dialog(lost.dialog.identity, *self._accounts.password(lost.account_id))

    def _on_timer_failed(self, error: Exception) -> None:
        """As with commands and facts: a slip of ours must not take the calls down."""
        log.error("timer", exc_info=error)
        self.refuse("Timer", "", Reason(ReasonCode.INTERNAL, phrase=type(error).__name__))

    def _on_sound(self, fact: SoundFact | DevicesSeen) -> None:
        self._inbox.post(lambda: self._sound_desk.on_fact(fact))
