"""Of several calls: which are in a conference together, and what they come to as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from telephony.calls import CallState

if TYPE_CHECKING:
    from agent_app.services import Services
    from agent_app.snapshots import CallSnapshot


def is_ours(call: CallSnapshot) -> bool:
    """Whether we talk by it ourselves: neither the answering machine nor somebody that it was forwarded to."""
    return not call.by_machine and not call.bridged


def in_conference_with(call: CallSnapshot, calls: tuple[CallSnapshot, ...]) -> tuple[CallSnapshot, ...]:
    """All parties of its conference, itself among them; () where it is in none."""
    if not call.conference:
        return ()
    return tuple(other for other in calls if other.conference == call.conference and other.state is not CallState.ENDED)


def as_one(calls: tuple[CallSnapshot, ...]) -> CallSnapshot:
    """The oldest with what all cost together, where that is in one currency, and the time until the first is cut."""
    first = min(calls, key=lambda call: call.answered_us)
    costs = [call.cost for call in calls if call.cost is not None]
    cost = costs[0] if costs else None
    if cost is not None:
        for other in costs[1:]:
            if other.currency == cost.currency:
                cost += other
    left = min((call.time_left_s for call in calls if call.time_left_s is not None), default=None)
    return msgspec.structs.replace(first, cost=cost, time_left_s=left)


def recorded_of(call: CallSnapshot, group: tuple[CallSnapshot, ...]) -> CallSnapshot | None:
    """The call, or the one of its conference, that is being recorded."""
    return next((each for each in (call, *group) if each.recording), None)


def can_add(services: Services) -> bool:
    """Whether the engine has a line left."""
    started = services.engine.started()
    most = started.most_calls if started is not None else 0
    return not most or len(services.calls.calls()) < most
