"""The conference: several calls and we hear each other. There is one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_app.storage.uuid7 import new_id
from telephony.calls import CallState
from telephony.messages import Conference, ConferenceChanged, SetParty
from telephony.reasons import Reason, ReasonCode

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.calls.ground import Ground
    from agent_app.calls.holding import Holding

MOST_PARTIES = 8  # we are one of them


class Conferences:
    """`told` is called after each change of who is in it; `refuse` where somebody can't be."""

    def __init__(self, ground: Ground, holding: Holding, told: Callable[[], None]) -> None:
        self._ground = ground
        self._holding = holding
        self._told = told
        self._group = ""  # the engine's name for it; "" while there is none
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
        self._ground.engine.send(Conference(self._group, wanted))

    def split(self, call_id: str) -> None:
        """It waits on its own; where one other is left, that is a call like any."""
        parties = self.parties()
        if call_id in parties:
            rest = tuple(each for each in parties if each != call_id)
            self._holding.hold(call_id, held=True)
            self._ground.engine.send(Conference(self._group, rest if len(rest) > 1 else ()))

    def end(self) -> None:
        """Its calls stay, and wait."""
        for call_id in self.parties():
            self._holding.hold(call_id, held=True)
        if self._group:
            self._ground.engine.send(Conference(self._group, ()))

    def set_party(self, call_id: str, *, muted: bool, volume: int) -> None:
        if call_id not in self.parties():
            self._ground.refuse(call_id, Reason(ReasonCode.WRONG_STATE))
            return
        loud = min(max(volume, 0), 200)
        self._ground.engine.send(SetParty(call_id, muted, loud))
        self._ground.table.note(call_id, party_muted=muted, party_volume=loud)

    def parties(self) -> tuple[str, ...]:
        """The calls that are in it, oldest first."""
        return tuple(call.call_id for call in self._ground.table.snapshots() if self._group and call.conference == self._group)

    def _problem(self, wanted: tuple[str, ...]) -> tuple[str, Reason] | None:
        for call_id in wanted:
            call = self._ground.table.get(call_id)
            if call is None:
                return call_id, Reason(ReasonCode.UNKNOWN_CALL, value=call_id)
            if call.state is not CallState.ESTABLISHED or call.by_machine or call.bridged:
                return call_id, Reason(ReasonCode.WRONG_STATE, value=call.state)
        if len(wanted) < 2:
            return "", Reason(ReasonCode.WRONG_STATE)
        if len(wanted) >= MOST_PARTIES:
            return wanted[-1], Reason(ReasonCode.LINES_TAKEN)
        return None

    def _take(self, event: object) -> None:
        if isinstance(event, ConferenceChanged) and event.with_us:
            self._changed(event)

    def _changed(self, event: ConferenceChanged) -> None:
        for call in self._ground.table.snapshots():
            if call.call_id in event.call_ids:
                self._ground.table.note(call.call_id, conference=event.group_id)
            elif call.conference == event.group_id:
                self._ground.table.note(call.call_id, conference="", party_muted=False, party_volume=100)
        if not event.call_ids and self._group == event.group_id:
            self._group = ""
        elif len(event.call_ids) == 1:
            self._ground.engine.send(Conference(event.group_id, ()))  # the others hung up: it is a call like any
        self._told()
