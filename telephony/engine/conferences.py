"""Conferences: who is in which, and how each is heard."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from telephony.calling import Conference, ConferenceChanged, SetParty
from telephony.calls import CallState
from telephony.engine.call import Call
from telephony.engine.desk import Desk
from telephony.engine.holding import Holding
from telephony.engine.refusal import Refused
from telephony.engine.wiring import Group, Party
from telephony.reasons import ReasonCode

_MOST_VOLUME: Final = 200  # per cent


class Conferences:
    """SIP thread only."""

    def __init__(self, desk: Desk, holding: Holding) -> None:
        self._calls = desk.calls
        self._holding = holding
        self._emit = desk.emit
        self._connect = desk.connect
        self._groups: dict[str, Group] = {}
        self.parties: dict[str, Party] = {}
        # Told the group's name, and who talks with us there now; of one that is no more, who goes on alone.
        self.regrouped: Callable[[str, tuple[str, ...]], None] = lambda _group_id, _call_ids: None

    @property
    def groups(self) -> list[Group]:
        return list(self._groups.values())

    @property
    def members(self) -> list[str]:
        return [call_id for group in self._groups.values() for call_id in group.call_ids]

    def with_us(self, group_id: str) -> tuple[str, ...]:
        """The calls of a conference that we are in; () where there is none of that name."""
        group = self._groups.get(group_id)
        return group.call_ids if group is not None and group.with_us else ()

    def conference(self, command: Conference) -> None:
        """Join, or with no calls end it. Who comes in and is held is taken up again: a held party hears nobody. Of a conference that
        waits one may be taken out, and the rest of it waits on.
        """
        before = self._groups.get(command.group_id)
        calls = [self._talking(call_id) for call_id in command.call_ids]
        if len(set(command.call_ids)) != len(calls):
            raise Refused(ReasonCode.BAD_VALUE, command.group_id)
        for group_id in [one for one in self._groups if one != command.group_id]:
            self._leave(group_id, set(command.call_ids))
        rest = tuple(call_id for call_id in before.call_ids if not self._calls.find(call_id).hold_wanted) if before else ()
        self._set(command.group_id, Group(command.call_ids, command.with_us), rest)
        for call in calls:
            if call.hold_wanted and (before is None or call.call_id not in before.call_ids):
                self._holding.set_held(call.call_id, held=False)
        self._connect()

    def set_party(self, command: SetParty) -> None:
        if not 0 <= command.volume <= _MOST_VOLUME:
            raise Refused(ReasonCode.BAD_VALUE, str(command.volume))
        if self._calls.find(command.call_id).call_id not in self.members:
            raise Refused(ReasonCode.WRONG_STATE, command.call_id)
        self.parties[command.call_id] = Party(command.muted, command.volume)
        self._connect()

    def over(self, call: Call) -> None:
        """The call has ended, or is about to."""
        for group_id in list(self._groups):
            self._leave(group_id, {call.call_id})

    def _talking(self, call_id: str) -> Call:
        call = self._calls.find(call_id)
        if call.state is not CallState.ESTABLISHED or call.aside:
            raise Refused(ReasonCode.WRONG_STATE, call_id)
        return call

    def _leave(self, group_id: str, gone: set[str]) -> None:
        """A conference that has one party left besides us is a call again.

        One without us stays, though one alone is left in it: nobody may hear a forwarded caller by accident.
        """
        group = self._groups[group_id]
        left = tuple(call_id for call_id in group.call_ids if call_id not in gone)
        if left != group.call_ids:
            self._set(group_id, Group(left if len(left) > 1 or not group.with_us else (), group.with_us), left)

    def _set(self, group_id: str, group: Group, rest: tuple[str, ...]) -> None:
        """`rest`: where that ends the group, whom we go on talking with."""
        if group.call_ids:
            self._groups[group_id] = group
        else:
            self._groups.pop(group_id, None)
        members = self.members
        self.parties = {call_id: party for call_id, party in self.parties.items() if call_id in members}
        self._emit(ConferenceChanged(group_id, group.call_ids, group.with_us))
        if group.with_us:
            self.regrouped(group_id, group.call_ids or rest)
