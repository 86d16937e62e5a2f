"""Who hears whom, as a pure function of the calls, the conferences and what is recorded: two calls are never mixed by accident."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from telephony.calls import CallState
from telephony.engine.call import Call
from telephony.pj.patchbay import DESK

UNMUTED: Final = 1.0


@dataclass(frozen=True, slots=True)
class Wire:
    """What `source` gives is heard by `sink`, `level` times as loud. A wire of level 0 is silence that flows."""

    source: str
    sink: str
    level: float = UNMUTED


@dataclass(frozen=True, slots=True)
class Group:
    """A conference: `call_ids` hear each other, and us where `with_us`."""

    call_ids: tuple[str, ...]
    with_us: bool


@dataclass(frozen=True, slots=True)
class Party:
    """How a call is heard by everybody else, per cent."""

    muted: bool = False
    volume: int = 100

    @property
    def level(self) -> float:
        return 0.0 if self.muted else self.volume / 100


def left_of(name: str) -> str:
    """The recorder's ear for what the call, or the conference, of that name hears: our side."""
    return f"left:{name}"


def right_of(name: str) -> str:
    """The recorder's ear for what the call, or everybody in the conference, says."""
    return f"right:{name}"


def heard_by_us(calls: Iterable[Call], groups: Iterable[Group]) -> list[Call]:
    """The conversation at the desk: a conference, or the one call that was answered or taken up last, or early media."""
    groups = list(groups)
    free = {call.call_id: call for call in calls if call.is_heard and not call.aside}
    grouped = {call_id for group in groups for call_id in group.call_ids}
    talks = [[call] for call_id, call in free.items() if call_id not in grouped]
    talks += [[free[call_id] for call_id in group.call_ids if call_id in free] for group in groups if group.with_us]
    silence: list[Call] = []
    return max((talk for talk in talks if talk), key=_rank, default=silence)


def _rank(talk: list[Call]) -> tuple[bool, float]:
    return any(call.state is CallState.ESTABLISHED for call in talk), max(call.focused_at for call in talk)


def wires_of(
    calls: Iterable[Call],
    groups: Iterable[Group],
    parties: Mapping[str, Party],
    recorded: Mapping[str, tuple[str, ...]],
    extra: Iterable[Wire],
) -> frozenset[Wire]:
    """Every connection that there has to be. `recorded`: whose sides each recording has, by its name; `extra`: what plays into calls and
    to the desk beside them, and who else listens to a call.
    """
    calls, groups = list(calls), list(groups)
    sounding = {call.call_id: call for call in calls if call.media is not None}
    wires = [wire for call in heard_by_us(calls, groups) for wire in _with_desk(call, parties)]
    wires += [wire for group in groups for wire in _among(group, sounding, parties)]
    wires += [wire for wire in extra if wire.sink == DESK or wire.sink in sounding or wire.source in sounding]
    for name, call_ids in recorded.items():
        wires += _ears(name, call_ids, wires, {call_id: parties.get(call_id, Party()).level for call_id in call_ids if call_id in sounding})
    return frozenset(wires)


def _with_desk(call: Call, parties: Mapping[str, Party]) -> list[Wire]:
    """Early media is heard, not answered: the microphone opens with the answer (RFC 3960 section 2).

    Mute is silence that flows, not a cut: RTP holds the way through a NAT open.
    """
    speaks = call.state is CallState.ESTABLISHED and not call.muted
    return [Wire(call.call_id, DESK, parties.get(call.call_id, Party()).level), Wire(DESK, call.call_id, UNMUTED if speaks else 0.0)]


def _among(group: Group, sounding: Mapping[str, Call], parties: Mapping[str, Party]) -> list[Wire]:
    members = [call_id for call_id in group.call_ids if call_id in sounding and sounding[call_id].is_heard]
    return [Wire(source, sink, parties.get(source, Party()).level) for source in members for sink in members if source != sink]


def _ears(name: str, call_ids: tuple[str, ...], wires: list[Wire], theirs: dict[str, float]) -> list[Wire]:
    """Left is what they hear that none of them says, right what they say, as loud as everybody hears it.

    The desk's silence keeps both ears in step: a sink that nobody speaks to is not asked to hear.
    """
    ours = {DESK: 0.0}
    for wire in wires:
        if wire.sink in call_ids and wire.source not in call_ids:
            ours[wire.source] = max(wire.level, ours.get(wire.source, 0.0))
    left = [Wire(source, left_of(name), level) for source, level in ours.items()]
    right = [Wire(source, right_of(name), level) for source, level in (theirs | {DESK: 0.0}).items()]
    return left + right
