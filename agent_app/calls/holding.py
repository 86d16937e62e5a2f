"""Several calls at once: one is talked by, the others wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telephony.calls import CallState
from telephony.messages import CommandRefused, SetHeld

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.calls.live import LiveCall
    from agent_app.calls.table import CallTable
    from agent_app.engine_client import EngineClient
    from agent_app.snapshots import CallSnapshot


class Holding:
    """A conference counts as one: its calls are held and taken up together. What we do not talk by ourselves is left alone: the answering
    machine's calls, and those of others that we joined."""

    def __init__(self, engine: EngineClient, table: CallTable) -> None:
        self._engine = engine
        self._table = table
        self._held: dict[str, None] = {}  # call_ids that we hold, or have just asked to; the longest first
        self._late: set[str] = set()  # calls that are to be held when they stand
        self._answered: set[str] = set()  # calls that ring still, as far as we know
        self.conference_of: Callable[[str], tuple[str, ...]] = lambda _call_id: ()
        engine.received.connect(self._take)
        table.settling.connect(self._follow)

    def hold(self, call_id: str, *, held: bool) -> None:
        self._late.discard(call_id)
        if self._table.get(call_id) is None or not self._engine.send(SetHeld(call_id, held)):
            return
        self._held.pop(call_id, None)
        if held:
            self._held[call_id] = None

    def answer(self, call_id: str) -> None:
        """It is talked by as soon as it stands, the others wait."""
        self._answered.add(call_id)
        self._late.discard(call_id)
        self.hold_others(call_id)

    def hold_others(self, *but: str) -> None:
        """Whoever talks now waits, but for these; who has not answered us yet will."""
        for call in self._ours():
            if call.call_id in but or self.is_held(call.call_id):
                continue
            if call.state is CallState.ESTABLISHED:
                self.hold(call.call_id, held=True)
            else:
                self._late.add(call.call_id)

    def focus(self, call_id: str) -> None:
        """Talk by this call, and by those of its conference; the others wait."""
        call = self._table.get(call_id)
        if call is None:
            return
        group = self.conference_of(call_id) or (call_id,)
        self._late.difference_update(group)
        self.hold_others(*group)
        for each in group:
            if self.is_held(each):
                self.hold(each, held=False)

    def swap(self) -> None:
        """The call that waits longest is talked by, who talked waits."""
        if self._held:
            self.focus(next(iter(self._held)))
        else:
            self.hold_others()

    def is_held(self, call_id: str) -> bool:
        """Whether we hold it, or have just asked for that."""
        return call_id in self._held

    def _ours(self) -> list[CallSnapshot]:
        """The calls that we talk by, or will when they are answered."""
        calls = (call for call in self._table.snapshots() if not call.by_machine and not call.bridged)
        return [call for call in calls if call.state not in _NOT_UP or self._is_answered(call)]

    def _is_answered(self, call: CallSnapshot) -> bool:
        """By us, or by itself; the engine has not said yet that it stands."""
        return call.state is CallState.INCOMING and (call.announced or call.call_id in self._answered)

    def _stands(self, call_id: str) -> None:
        self._answered.discard(call_id)
        if call_id not in self._late:
            return
        self._late.discard(call_id)
        others = (call.call_id for call in self._ours() if call.call_id not in self._late and not self.is_held(call.call_id))
        if any(other != call_id for other in others):
            self.hold(call_id, held=True)

    def _follow(self, live: LiveCall) -> None:
        call = live.snapshot
        if call.state is CallState.ENDED:
            self._held.pop(call.call_id, None)
            self._late.discard(call.call_id)
            self._answered.discard(call.call_id)
        elif call.state is CallState.ESTABLISHED:
            self._stands(call.call_id)

    def _take(self, event: object) -> None:
        if isinstance(event, CommandRefused) and event.command == "SetHeld":
            call = self._table.get(event.subject)
            if call is not None and call.held_here:
                self._held.setdefault(event.subject)
            else:
                self._held.pop(event.subject, None)


_NOT_UP = frozenset({CallState.INCOMING, CallState.ENDING, CallState.ENDED})
