"""The annex as the engine keeps it: begun when it may be needed soon, ended when it is not, its calls by their identifiers."""

from __future__ import annotations

import dataclasses
import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Protocol, assert_never

import msgspec

from telephony.annex.audio import LINKS
from telephony.annex.protocol import (
    AnyOrder,
    AnyReport,
    Count,
    Counted,
    DropAccount,
    ForgetCall,
    Happened,
    Join,
    MediaTold,
    Open,
    Place,
    ProtocolError,
    Ready,
    SetAccount,
    fact_of,
)
from telephony.engine.backoff import BackOff
from telephony.pj.account import AccountSetup
from telephony.pj.call import MediaInfo, MediaStats
from telephony.pj.facts import DisconnectedFact, Fact, IncomingFact, LostFact, ReplacedFact

log = logging.getLogger(__name__)

BEGIN_AT: Final = 2  # calls in the engine itself
IDLE_S: Final = 60.0  # without a call of its own, and with fewer than those
_SILENCE: Final = 5  # questions without an answer, one a second: it has hung
_FIRST_SILENCE: Final = 15  # a cold start reads much from the disk


class Running(Protocol):
    """A process of it."""

    def tell(self, order: AnyOrder) -> None: ...
    def kill(self) -> None: ...
    def leave(self) -> object: ...


Begin = Callable[[Callable[[AnyReport], None], Callable[[], None]], Running]  # of what is told its reports, and its end


class Links(Protocol):
    """The calls' places on the engine's bridge."""

    def begin(self) -> Open:
        """What a new process is to know."""
        ...

    def ready(self, port: int) -> None:
        """The process takes sound at that port."""
        ...

    def end(self) -> None:
        """There is no process any more."""
        ...

    def take(self, call_id: str, link: int) -> None: ...
    def give_back(self, call_id: str, link: int) -> None: ...


@dataclass(slots=True)
class Line:
    """A call of the annex's, with what was told of it last. `link`: None once it is over, when another call may have it."""

    link: int | None
    media: MediaInfo | None = None
    counted: MediaStats | None = None


class Annex:
    """SIP thread only. `places`: how many calls it may have; with none of them it never runs."""

    def __init__(
        self, places: int, begin: Begin, links: Links, facts: Callable[[Fact], None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.places: Final = min(places, LINKS)
        self._begin = begin
        self._links = links
        self._facts = facts
        self._clock = clock
        self._running: Running | None = None
        self._is_ready = False
        self._silence = 0
        self._begun_at = self._needed_at = 0.0
        self._backoff = BackOff()
        self._not_before = float("-inf")
        self._accounts: dict[str, AccountSetup] = {}
        self._lines: dict[str, Line] = {}

    # --- its life --------------------------------------------------------------------------------------------------------------

    @property
    def usable(self) -> bool:
        """It runs, or can be begun."""
        return self.places > 0 and (self._running is not None or self._clock() >= self._not_before)

    def mind(self, native_calls: int) -> None:
        """Each second, and before a call is made: begin it, end it, or ask whether it lives."""
        now = self._clock()
        if self._lines or native_calls >= BEGIN_AT:
            self._needed_at = now
            if self._running is None and self.usable:
                self._start()
        elif self._running is not None and now - self._needed_at >= IDLE_S:
            self._leave()

    def look(self) -> None:
        """Each second: ask what its calls' counts are. Who never answers is ended, and its calls with it."""
        if self._running is None:
            return
        self._silence += 1
        if self._silence > (_SILENCE if self._is_ready else _FIRST_SILENCE):
            log.warning("the annex has hung")
            self._running.kill()
        else:
            self._running.tell(Count())

    def close(self) -> object:
        """The engine's end; what is returned is over when it has gone, or soon will be."""
        running, self._running = self._running, None
        return running.leave() if running is not None else None

    def _start(self) -> None:
        log.info("the annex begins")
        first = self._links.begin()
        self._silence, self._is_ready, self._begun_at = 0, False, self._clock()
        running: list[Running] = []

        def mine() -> bool:
            return bool(running) and self._running is running[0]

        def report(one: AnyReport) -> None:
            if mine():
                self._take(one)

        def ended() -> None:
            if mine():
                self._lost()

        try:
            running.append(self._begin(report, ended))
        except OSError as error:  # no process or memory left
            log.warning("the annex can't be begun: %s", error)
            self._rest()
            return
        self._running = running[0]
        self.tell(first)
        for setup in self._accounts.values():
            self.tell(SetAccount(setup))

    def _leave(self) -> None:
        log.info("the annex is not needed any more")
        self.close()
        self._links.end()

    def _lost(self) -> None:
        """It ended by itself, or was killed: its calls are nobody's now."""
        log.warning("the annex is lost, with %d calls", len(self._lines))
        self._running = None
        self._links.end()
        self._rest()
        for call_id in list(self._lines):
            self._facts(LostFact(call_id))

    def _rest(self) -> None:
        if self._is_ready and self._clock() - self._begun_at > IDLE_S:
            self._backoff.reset()
        self._not_before = self._clock() + self._backoff.next_delay()

    # --- accounts --------------------------------------------------------------------------------------------------------------

    def set_account(self, setup: AccountSetup, *, anew: bool = False) -> None:
        """It calls from the annex as from the engine; it registers there not."""
        quiet = _unregistered(setup)
        if anew or self._accounts.get(setup.account_id) != quiet:
            self._accounts[setup.account_id] = quiet
            self.tell(SetAccount(quiet, anew))

    def drop_account(self, account_id: str) -> None:
        if self._accounts.pop(account_id, None) is not None:
            self.tell(DropAccount(account_id))

    # --- calls -----------------------------------------------------------------------------------------------------------------

    def __contains__(self, call_id: object) -> bool:
        return call_id in self._lines

    def __len__(self) -> int:
        return len(self._lines)

    def line(self, call_id: str) -> Line:
        """Raises `KeyError`."""
        return self._lines[call_id]

    @property
    def has_place(self) -> bool:
        return self.usable and len(self._lines) < self.places

    def place(self, call_id: str, account_id: str, target: str, headers: dict[str, str], way: AccountSetup | None = None) -> None:
        """Dial there; only while `has_place`."""
        self._adopt(call_id)
        self.tell(Place(call_id, account_id, target, headers, way))

    def forget(self, call_id: str) -> None:
        self._free(call_id)
        del self._lines[call_id]
        self.tell(ForgetCall(call_id))

    def tell(self, order: AnyOrder) -> None:
        """Nobody hears it where none runs."""
        if self._running is not None:
            self._running.tell(order)

    def _adopt(self, call_id: str) -> None:
        taken = {line.link for line in self._lines.values()}
        link = next((one for one in range(LINKS) if one not in taken), None)
        self._lines[call_id] = Line(link)
        if link is None:  # it is a call all the same, and can be hung up
            log.error("no link left for call %s", call_id)
            return
        self._links.take(call_id, link)
        self.tell(Join(call_id, link))

    def _free(self, call_id: str) -> None:
        line = self._lines.get(call_id)
        if line is not None and line.link is not None:
            self._links.give_back(call_id, line.link)
            line.link = None

    # --- reports ---------------------------------------------------------------------------------------------------------------

    def _take(self, report: AnyReport) -> None:
        self._silence = 0
        match report:
            case Ready():
                self._is_ready = True
                self._links.ready(report.audio_port)
            case Happened():
                self._happened(report)
            case MediaTold():
                if report.call_id in self._lines:
                    self._lines[report.call_id].media = report.media
            case Counted():
                self._count(report.calls.items())
            case _:
                assert_never(report)

    def _happened(self, report: Happened) -> None:
        try:
            fact = fact_of(report)
        except ProtocolError as error:
            log.error("the annex: %s", error)  # noqa: TRY400 - the traceback says no more
            return
        match fact:
            case IncomingFact():
                self._adopt(fact.call_id)
            case ReplacedFact():
                self._adopt(fact.new_call_id)
            case DisconnectedFact():
                self._free(fact.call_id)  # the engine forgets the call later than the annex's stack has room for another
            case _:
                pass
        self._facts(fact)

    def _count(self, counts: Iterable[tuple[str, MediaStats]]) -> None:
        for call_id, counted in counts:
            if call_id in self._lines:
                self._lines[call_id].counted = counted


def _unregistered(setup: AccountSetup) -> AccountSetup:
    """The same account, which the registrar knows by the engine alone."""
    nat = msgspec.structs.replace(setup.nat, outbound=False)
    media = msgspec.structs.replace(setup.media, mailbox=False)
    return dataclasses.replace(setup, registrar="", nat=nat, media=media)
