"""Several calls at once: one is talked by, the others wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telephony.calls import CallState
from telephony.messages import CommandRefused, SetHeld

if TYPE_CHECKING:
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
        self._late: set[str] = set()  # calls that are to be held when their far side answers
        engine.received.connect(self._take)
        table.settling.connect(self._follow)

    def hold(self, call_id: str, *, held: bool) -> None:
        self._late.discard(call_id)
        if self._table.get(call_id) is None or not self._engine.send(SetHeld(call_id, held)):
            return
        self._held.pop(call_id, None)
        if held:
            self._held[call_id] = None

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
        group = self._group(call)
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
        calls = self._table.snapshots()
        return [call for call in calls if call.state not in _NOT_UP and not call.by_machine and not call.bridged]

    def _group(self, call: CallSnapshot) -> list[str]:
        if not call.conference:
            return [call.call_id]
        return [each.call_id for each in self._table.snapshots() if each.conference == call.conference]

    def _follow(self, live: LiveCall) -> None:
        call = live.snapshot
        if call.state is CallState.ENDED:
            self._held.pop(call.call_id, None)
            self._late.discard(call.call_id)
        elif call.state is CallState.ESTABLISHED and call.call_id in self._late:
            self.hold(call.call_id, held=True)

    def _take(self, event: object) -> None:
        if isinstance(event, CommandRefused) and event.command == "SetHeld":
            call = self._table.get(event.subject)
            if call is not None and call.held_here:
                self._held.setdefault(event.subject)
            else:
                self._held.pop(event.subject, None)


_NOT_UP = frozenset({CallState.INCOMING, CallState.ENDING, CallState.ENDED})
