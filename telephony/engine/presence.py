"""Whom the accounts watch: subscriptions in batches, begun again after a new registration or an end, in turns where they are too many."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Protocol

from telephony.bodies.errors import BodyError
from telephony.bodies.presence import Status, parse_presence
from telephony.engine.account_rules import stack_reason
from telephony.engine.backoff import BackOff
from telephony.engine.refusal import Refused
from telephony.engine.schedule import Schedule
from telephony.engine.siptext import parse_message
from telephony.messages import AnyEvent, PresenceChanged, Subscribe
from telephony.pj.facts import NotifyFact, WatchEndedFact
from telephony.pj.guard import SipError
from telephony.reasons import Reason, ReasonCode, reason_of_status

log = logging.getLogger(__name__)

MOST_TARGETS: Final = 20_000  # of an account
_BATCH: Final = 8  # subscriptions begun at once
_BATCH_S: Final = 0.1
_ROTATION_S: Final = 60.0  # where not all can be watched: so often the longest watched make room
_ROTATED: Final = 40
_FINAL: Final = frozenset({403, 404, 405, 489, 501, 603, 604})  # asking again would get the same answer

_ENDINGS: Final = {"rejected": ReasonCode.FORBIDDEN, "noresource": ReasonCode.NOT_FOUND}  # RFC 6665 section 4.1.3: for good

Key = tuple[str, str]  # account and address


class WatchStack(Protocol):
    """What of the SIP stack this room needs."""

    @property
    def watches_full(self) -> bool: ...
    def watch(self, account_id: str, uri: str) -> None: ...
    def unwatch(self, account_id: str, uri: str) -> None: ...


@dataclass(slots=True)
class _Watch:
    """`due` stands in the queue; `waits` has an appointment to be tried again."""

    active: bool = False
    due: bool = False
    waits: bool = False
    backoff: BackOff = field(default_factory=BackOff)
    told: PresenceChanged | None = None


class WatchBook:
    """SIP thread only. `ready` says whether an account can send now."""

    def __init__(
        self,
        stack: WatchStack,
        schedule: Schedule,
        emit: Callable[[AnyEvent], None],
        ready: Callable[[str], bool],
        *,
        check_target: Callable[[str], str],
    ) -> None:
        self._stack = stack
        self._schedule = schedule
        self._emit = emit
        self._ready = ready
        self._check_target = check_target
        self._watches: dict[Key, _Watch] = {}  # in the order they were begun
        self._due: deque[Key] = deque()
        self._ticking = False
        self._rotating = False

    # --- commands --------------------------------------------------------------------------------------------------------------

    def subscribe(self, command: Subscribe) -> None:
        if len(command.targets) > MOST_TARGETS:
            raise Refused(ReasonCode.BAD_VALUE, str(len(command.targets)))
        wanted = [uri for target in dict.fromkeys(command.targets) if (uri := self._checked(command.account_id, target))]
        kept = frozenset(wanted)
        for key in [key for key in self._watches if key[0] == command.account_id and key[1] not in kept]:
            self._let_go(key)
        for uri in wanted:
            if (command.account_id, uri) not in self._watches:
                self._watches[command.account_id, uri] = _Watch()
                self._queue((command.account_id, uri))

    def forget(self, account_id: str) -> None:
        """The account goes."""
        for key in [key for key in self._watches if key[0] == account_id]:
            self._let_go(key)

    # --- facts -----------------------------------------------------------------------------------------------------------------

    def on_registered(self, account_id: str) -> None:
        """A new registration: the server may be a new one too."""
        for key, watch in self._watches.items():
            if key[0] == account_id:
                watch.backoff.reset()
                self._queue(key)

    def on_notify(self, fact: NotifyFact) -> None:
        watch = self._watches.get((fact.account_id, fact.uri))
        if watch is not None:
            told = _read_notify(fact)
            if told is not None:
                self._tell(watch, told)

    def on_ended(self, fact: WatchEndedFact) -> None:
        """Refused, ended by the server, or lost with it: try again, but for answers that would be the same."""
        key = (fact.account_id, fact.uri)
        watch = self._watches.get(key)
        if watch is None:
            return
        said = _ENDINGS.get(fact.reason.strip().lower())
        if said is not None:
            self._tell(watch, PresenceChanged(*key, None, reason=Reason(said)))
        elif fact.status // 100 != 2 and fact.status != 481:
            self._tell(watch, PresenceChanged(*key, None, reason=reason_of_status(fact.status, fact.reason)))
        if said is None and fact.status not in _FINAL:
            self._later(key, watch)

    # --- inside ----------------------------------------------------------------------------------------------------------------

    def _checked(self, account_id: str, target: str) -> str:
        try:
            return self._check_target(target)
        except Refused as refusal:
            self._emit(PresenceChanged(account_id, target, None, reason=refusal.reason))
            return ""

    def _later(self, key: Key, watch: _Watch) -> None:
        if watch.waits:
            return
        watch.waits = True

        def again() -> None:
            watch.waits = False
            if self._watches.get(key) is watch and watch.active:
                self._queue(key)

        self._schedule.after(watch.backoff.next_delay(), again)

    def _queue(self, key: Key) -> None:
        watch = self._watches[key]
        if not watch.due:
            watch.due = True
            self._due.append(key)
        if not self._ticking:
            self._ticking = True
            self._schedule.after(0.0, self._tick)

    def _tick(self) -> None:
        """A batch: what can't go now (no registration, no room) stays in the queue, or waits for the registration."""
        begun = 0
        for _ in range(len(self._due)):
            if begun == _BATCH:
                break
            key = self._due.popleft()
            watch = self._watches.get(key)
            if watch is None or not watch.due:
                continue
            if not self._ready(key[0]):
                watch.due = False  # `on_registered` queues it again
            elif not watch.active and self._stack.watches_full:
                self._due.append(key)
                self._rotate_later()
            else:
                self._begin(key, watch)
                begun += 1
        self._ticking = begun == _BATCH
        if self._ticking:
            self._schedule.after(_BATCH_S, self._tick)

    def _begin(self, key: Key, watch: _Watch) -> None:
        watch.due = False
        try:
            self._stack.watch(*key)
            watch.active = True
        except SipError as error:
            log.info("watch %s: %s", key[1], error)
            self._tell(watch, PresenceChanged(*key, None, reason=stack_reason(error)))

    def _rotate_later(self) -> None:
        if not self._rotating:
            self._rotating = True
            self._schedule.after(_ROTATION_S, self._rotate)

    def _rotate(self) -> None:
        """The longest watched make room for those who were never: what was told of them stands until their turn comes again."""
        self._rotating = False
        waiting = [key for key in self._due if key in self._watches]
        for key in [key for key, watch in self._watches.items() if watch.active][: min(_ROTATED, len(waiting))]:
            watch = self._watches.pop(key)
            self._stack.unwatch(*key)
            watch.active = False
            self._watches[key] = watch  # to the end of the order
            self._queue(key)
        if self._due and not self._ticking:
            self._ticking = True
            self._schedule.after(0.0, self._tick)

    def _let_go(self, key: Key) -> None:
        if self._watches.pop(key).active:
            self._stack.unwatch(*key)

    def _tell(self, watch: _Watch, event: PresenceChanged) -> None:
        """Refreshes say the same again: the window is told of changes."""
        if event != watch.told:
            watch.told = event
            self._emit(event)


def _read_notify(fact: NotifyFact) -> PresenceChanged | None:
    """What it says; a goodbye says nothing of the contact."""
    head, _, body = fact.message.partition(b"\r\n\r\n")
    state = parse_message(head.decode("utf-8", "replace")).first("subscription-state").partition(";")[0].strip().lower()
    if state == "pending":
        return PresenceChanged(fact.account_id, fact.uri, None, reason=Reason(ReasonCode.FORBIDDEN))
    if state == "terminated":
        return None
    if not body.strip():
        return PresenceChanged(fact.account_id, fact.uri, Status.OFFLINE)
    try:
        read = parse_presence(body)
    except BodyError as error:
        return PresenceChanged(fact.account_id, fact.uri, None, reason=Reason(ReasonCode.MALFORMED, value=str(error)))
    return PresenceChanged(fact.account_id, fact.uri, read.status, read.title, read.text, read.activities)
