"""What runs in the annex: a SIP stack of its own that obeys the engine's orders and reports what becomes of them."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Final, assert_never

from telephony.annex.audio import LINKS, AnnexAudio
from telephony.annex.protocol import (
    AnswerCall,
    AnyOrder,
    AnyReport,
    Count,
    Counted,
    DropAccount,
    DropConnections,
    EndCall,
    ForgetCall,
    HoldCall,
    Join,
    Leave,
    MediaTold,
    Open,
    Place,
    Ready,
    RedirectCall,
    ReferCall,
    RenewCall,
    ResumeCall,
    SendDigit,
    SetAccount,
    TellReferrer,
    happened,
)
from telephony.annex.reach import Reach
from telephony.engine.inbox import Inbox
from telephony.pj.bridge import CFramePort
from telephony.pj.call import MediaInfo, MediaStats
from telephony.pj.facts import (
    CallbackFailed,
    DisconnectedFact,
    Fact,
    IncomingFact,
    MediaFact,
    NotHeldFact,
    NotPlacedFact,
    ReplacedFact,
    RequestFact,
    TransferFact,
)
from telephony.pj.guard import SipError
from telephony.pj.linkport import LinkPort
from telephony.pj.stack import SipStack, StackSettings

log = logging.getLogger(__name__)

_SLOWEST_POLL_S: Final = 1.0
_GOODBYE_S: Final = 1.0


class Service:
    """`open`, then `run` until `stop`. SIP thread only, the annex's own."""

    def __init__(self, inbox: Inbox, tell: Callable[[AnyReport], None]) -> None:
        self._inbox = inbox
        self._tell = tell
        self._facts: deque[Fact] = deque()
        self._stack = SipStack(self._facts.append)
        self._media: dict[str, MediaInfo | None] = {}  # of every call that pjsua2 has
        self._links: dict[str, int] = {}
        self._reach = Reach(self._stack.send, self._stack.change_account)
        self._stopping = False

    # --- life ------------------------------------------------------------------------------------------------------------------

    def open(self, order: Open) -> None:
        """Raise the stack, and let the engine's ticks drive its bridge."""
        instance_id, queued = order.instance_id, order.queued_audio
        self._stack.start(StackSettings(order.user_agent, order.local_address, instance_id, queued_audio=queued))
        self._inbox.wake = self._stack.wake
        frames = self._stack.bridge.frames
        self._audio = AnnexAudio(order.audio_port, bytes.fromhex(order.token.reveal()), queued=not isinstance(frames, CFramePort))
        for link in range(LINKS):
            self._stack.patchbay.add_link(_name(link), LinkPort(partial(self._audio.give, link), partial(self._audio.take, link)))
        self._stack.bridge.drive_by_frames()
        self._audio.start(frames, realtime=order.realtime)
        self._tell(Ready(self._audio.port))

    def run(self) -> None:
        while not self._stopping:
            self._turn(_SLOWEST_POLL_S)
        self._leave()

    def stop(self) -> None:
        """Hang up, and leave."""
        self._stopping = True

    def _turn(self, most_s: float) -> None:
        self._inbox.run()
        self._take_facts()
        if not self._stopping or most_s < _SLOWEST_POLL_S:
            self._stack.pump(int(most_s * 1000) + 1)
            self._take_facts()

    def _leave(self) -> None:
        for call_id in list(self._media):
            self.obey(EndCall(call_id))
        deadline = time.monotonic() + _GOODBYE_S
        while self._media and time.monotonic() < deadline:
            self._turn(0.05)
        self._inbox.wake = lambda: None
        self._audio.close()
        self._stack.close()

    # --- orders ----------------------------------------------------------------------------------------------------------------

    def obey(self, order: AnyOrder) -> None:
        """What can't be done is reported where natively the caller would be told, and else logged."""
        try:
            self._obey(order)
        except SipError as error:
            self._failed(order, error)
        except KeyError as error:  # it has ended meanwhile
            self._failed(order, SipError(type(order).__name__, 0, f"unknown: {error}"))
        except Exception:  # a slip of ours must not take the other calls down
            log.exception("%s", type(order).__name__)

    def _obey(self, order: AnyOrder) -> None:  # noqa: C901, PLR0912 - one arm an order
        stack, standing = self._stack, self._stack.standing
        match order:
            case Open():
                log.error("it is open already")
            case SetAccount():
                self._set_account(order)
            case DropAccount():
                self._reach.drop(order.account_id)
                stack.remove_account(order.account_id)
            case Place():
                stack.dial(order.call_id, order.account_id, order.target, order.headers, order.way)
                self._media.setdefault(order.call_id, None)
            case Join():
                self._links[order.call_id] = order.link
                self._connect(order.call_id)
            case AnswerCall():
                stack.calls.answer(order.call_id, order.status)
            case EndCall():
                stack.calls.hang_up(order.call_id, order.status)
            case ForgetCall():
                self._forget(order.call_id)
            case HoldCall():
                standing.hold(order.call_id)
            case ResumeCall():
                standing.resume(order.call_id)
            case RenewCall():
                stack.renew_call(order.call_id)
            case ReferCall():
                standing.transfer(order.call_id, order.target)
            case TellReferrer():
                standing.tell_transfer(order.call_id, order.status_line, order.is_final)
            case RedirectCall():
                standing.redirect(order.call_id, order.target)
            case SendDigit():
                standing.send_digit(order.call_id, order.digit, order.by_info)
            case DropConnections():
                stack.drop_connections()
                self._reach.forget()
            case Count():
                self._count()
                self._reach.look()
            case Leave():
                self.stop()
            case _:
                assert_never(order)

    def _failed(self, order: AnyOrder, error: SipError) -> None:
        log.info("%s: %s", type(order).__name__, error)
        match order:
            case Place():
                self._facts.append(NotPlacedFact(order.call_id, error.status, error.reason))
            case HoldCall() | ResumeCall():
                self._facts.append(NotHeldFact(order.call_id, error.reason))
            case ReferCall():
                self._facts.append(TransferFact(order.call_id, 500, error.reason, is_final=True))
            case AnswerCall():
                self._facts.append(CallbackFailed("Answer", error.reason))
            case _:
                pass

    def _set_account(self, order: SetAccount) -> None:
        setup = self._reach.know(order.setup)
        if not self._stack.has_account(setup.account_id):
            self._stack.add_account(setup)
        elif order.anew:
            self._stack.replace_account(setup)
        else:
            self._stack.change_account(setup)
        self._reach.look()

    def _forget(self, call_id: str) -> None:
        self._stack.patchbay.cut(call_id)
        self._links.pop(call_id, None)
        self._media.pop(call_id, None)
        self._stack.calls.forget(call_id)

    def _count(self) -> None:
        counts: dict[str, MediaStats] = {}
        for call_id, media in self._media.items():
            if media is not None:
                try:
                    counts[call_id] = self._stack.calls.statistics(call_id, media.index)
                except (SipError, KeyError) as error:  # its stream has just gone
                    log.info("call %s: %s", call_id, error)
        self._tell(Counted(counts))

    # --- facts -----------------------------------------------------------------------------------------------------------------

    def _take_facts(self) -> None:
        while self._facts:
            fact = self._facts.popleft()
            try:
                self._take(fact)
            except Exception:  # as with orders
                log.exception("%s", type(fact).__name__)

    def _take(self, fact: Fact) -> None:
        match fact:
            case IncomingFact():
                self._media.setdefault(fact.call_id, None)
            case ReplacedFact():
                self._media.setdefault(fact.new_call_id, None)
            case MediaFact():
                self._on_media(fact.call_id)
            case RequestFact():
                self._reach.take(fact)
            case DisconnectedFact():
                self._stack.patchbay.cut(fact.call_id)
                self._media.pop(fact.call_id, None)
            case _:
                pass
        report = happened(fact)
        # Who leaves loses its calls; that it hangs up itself is no end that the engine would understand.
        if report is not None and not self._stopping:
            self._tell(report)

    def _on_media(self, call_id: str) -> None:
        try:
            media = self._stack.calls.media(call_id)
        except (SipError, KeyError) as error:
            log.info("call %s: %s", call_id, error)
            media = None
        if call_id in self._media:
            self._media[call_id] = media
        self._connect(call_id)
        self._tell(MediaTold(call_id, media))

    def _connect(self, call_id: str) -> None:
        """Again after each change of its media, which takes connections along."""
        link = self._links.get(call_id)
        if link is None or self._media.get(call_id) is None:
            return
        for ends in ((call_id, _name(link)), (_name(link), call_id)):
            try:
                self._stack.patchbay.connect(*ends, 1.0)
            except (SipError, KeyError) as error:
                log.info("%s to %s: %s", *ends, error)


def _name(link: int) -> str:
    return f"link:{link}"
