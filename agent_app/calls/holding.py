"""Several calls at once: one is talked by, the others wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telephony.calls import CallState
from telephony.messages import SetHeld

if TYPE_CHECKING:
    from agent_app.calls.table import CallTable
    from agent_app.engine_client import EngineClient
    from agent_app.snapshots import CallSnapshot


class Holding:
    """A conference counts as one: its calls are held and taken up together. The answering machine's calls are left alone."""

    def __init__(self, engine: EngineClient, table: CallTable) -> None:
        self._engine = engine
        self._table = table
        self._held: dict[str, None] = {}  # call_ids that we held, the longest first

    def hold(self, call_id: str, *, held: bool) -> None:
        call = self._table.get(call_id)
        if call is None:
            return
        self._held.pop(call_id, None)
        if held:
            self._held[call_id] = None
        self._engine.send(SetHeld(call_id, held))

    def hold_others(self, *but: str) -> None:
        """Whoever talks now waits, but for these."""
        for call in self._talking():
            if call.call_id not in but:
                self.hold(call.call_id, held=True)

    def focus(self, call_id: str) -> None:
        """Talk by this call, and by those of its conference; the others wait."""
        call = self._table.get(call_id)
        if call is None:
            return
        group = self._group(call)
        self.hold_others(*group)
        for each in group:
            if self.is_held(each):
                self.hold(each, held=False)

    def swap(self) -> None:
        """The call that waits longest is talked by, who talked waits."""
        waiting = [call_id for call_id in self._held if self._is_up(call_id)]
        if waiting:
            self.focus(waiting[0])
        else:
            self.hold_others()

    def is_held(self, call_id: str) -> bool:
        """Whether we hold it, or have just asked for that."""
        return call_id in self._held

    def _talking(self) -> list[CallSnapshot]:
        return [
            call for call in self._table.snapshots() if self._is_up(call.call_id) and not self.is_held(call.call_id) and not call.by_machine
        ]

    def _is_up(self, call_id: str) -> bool:
        call = self._table.get(call_id)
        return call is not None and call.state is CallState.ESTABLISHED

    def _group(self, call: CallSnapshot) -> list[str]:
        if not call.conference:
            return [call.call_id]
        return [each.call_id for each in self._table.snapshots() if each.conference == call.conference]
