"""The conference: several calls and we hear each other. There is one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_app.storage.uuid7 import new_id
from telephony.calls import CallState
from telephony.messages import CommandRefused, Conference, ConferenceChanged, SetParty
from telephony.reasons import Reason, ReasonCode

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.calls.ground import Ground
    from agent_app.calls.holding import Holding
    from agent_app.calls.live import LiveCall

MOST_PARTIES = 8  # beside us


class Conferences:
    """`told` is called after each change of who is in it; `refuse` where somebody can't be."""

    def __init__(self, ground: Ground, holding: Holding, told: Callable[[], None]) -> None:
        self._ground = ground
        self._holding = holding
        self._told = told
        self._group = ""  # its name; "" while there is none
        self._members: tuple[str, ...] = ()  # whom the engine was last told to join, less who has left; its snapshots follow a moment later
        self._told_last: tuple[str, ...] = ()
        holding.conference_of = self._conference_of
        ground.table.settling.connect(self._follow)
        ground.engine.received.connect(self._take)

    def join(self, call_ids: tuple[str, ...]) -> None:
        """These and those that are in it already."""
        wanted = tuple(dict.fromkeys((*self.parties(), *call_ids)))
        problem = self._problem(wanted)
        if problem is not None:
            self._ground.refuse(*problem)
            return
        self._group = self._group or new_id()
        for call_id in wanted:
            if self._holding.is_held(call_id):
                self._holding.hold(call_id, held=False)
        self._holding.hold_others(*wanted)
        self._tell(wanted)

    def split(self, call_id: str) -> None:
        """It waits on its own; where one other is left, that is a call like any."""
        parties = self.parties()
        if call_id in parties:
            rest = tuple(each for each in parties if each != call_id)
            self._holding.hold(call_id, held=True)
            self._tell(rest if len(rest) > 1 else ())

    def end(self) -> None:
        """Its calls stay, and wait."""
        for call_id in self.parties():
            self._holding.hold(call_id, held=True)
        if self._group:
            self._tell(())

    def set_party(self, call_id: str, *, muted: bool, volume: int) -> None:
        if call_id not in self.parties():
            self._ground.refuse(call_id, Reason(ReasonCode.WRONG_STATE))
            return
        loud = min(max(volume, 0), 200)
        self._ground.engine.send(SetParty(call_id, muted, loud))
        self._ground.table.note(call_id, party_muted=muted, party_volume=loud)

    def parties(self) -> tuple[str, ...]:
        """The calls that are in it, oldest first."""
        return tuple(call.call_id for call in self._ground.table.snapshots() if call.call_id in self._members)

    def _conference_of(self, call_id: str) -> tuple[str, ...]:
        return self.parties() if call_id in self._members else ()

    def _tell(self, members: tuple[str, ...]) -> None:
        self._ground.engine.send(Conference(self._group, members))
        self._told_last = members
        self._keep(members)

    def _keep(self, members: tuple[str, ...]) -> None:
        self._members = members
        if not members:
            self._group = ""  # the next has a name of its own: what is still said of this one can't be taken for it

    def _follow(self, live: LiveCall) -> None:
        """Where one is left, the engine ends the conference by itself."""
        call_id = live.snapshot.call_id
        if live.snapshot.state is CallState.ENDED and call_id in self._members:
            left = tuple(each for each in self._members if each != call_id)
            self._keep(left if len(left) > 1 else ())

    def _refused(self) -> None:
        """Somebody left in that moment: the others are joined without them. Else it is as it was, and who is not in it waits."""
        calls = [call for call in self._ground.table.snapshots() if call.call_id in self._members and call.state is CallState.ESTABLISHED]
        left = tuple(call.call_id for call in calls)
        if len(left) > 1 and left != self._told_last:
            self._tell(left)
            return
        kept = tuple(call.call_id for call in calls if call.conference == self._group)
        self._keep(kept)
        for call_id in [each for each in left if each not in (kept or left[:1])]:
            self._holding.hold(call_id, held=True)

    def _problem(self, wanted: tuple[str, ...]) -> tuple[str, Reason] | None:
        for call_id in wanted:
            call = self._ground.table.get(call_id)
            if call is None:
                return call_id, Reason(ReasonCode.UNKNOWN_CALL, value=call_id)
            if call.state is not CallState.ESTABLISHED or call.by_machine or call.bridged:
                return call_id, Reason(ReasonCode.WRONG_STATE, value=call.state)
        if len(wanted) < 2:
            return "", Reason(ReasonCode.WRONG_STATE)
        if len(wanted) > MOST_PARTIES:
            return wanted[-1], Reason(ReasonCode.LINES_TAKEN)
        return None

    def _take(self, event: object) -> None:
        if isinstance(event, ConferenceChanged) and event.with_us:
            self._changed(event)
        elif isinstance(event, CommandRefused) and event.command == "Conference" and event.subject == self._group:
            self._refused()

    def _changed(self, event: ConferenceChanged) -> None:
        for call in self._ground.table.snapshots():
            if call.call_id in event.call_ids:
                self._ground.table.note(call.call_id, conference=event.group_id)
            elif call.conference == event.group_id:
                self._ground.table.note(call.call_id, conference="", party_muted=False, party_volume=100)
        if len(event.call_ids) == 1:
            self._ground.engine.send(Conference(event.group_id, ()))  # the others hung up: it is a call like any
        self._told()
