"""Who hears whom: shown over every arrangement of calls, groups, holds and mutes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from telephony.calls import CallState, CallTrigger
from telephony.engine.call import Call
from telephony.engine.wiring import DESK, Group, Party, Wire, heard_by_us, left_of, right_of, wires_of
from tests.unit.telephony.engine.calling.fakes import World

NAMES = ("a", "b", "c", "d")
GROUP = "group"


def talking(*names: str) -> dict[str, Call]:
    world = World()
    calls = {name: world.call(name) for name in names}
    for number, call in enumerate(calls.values()):
        call.focused_at = float(number + 1)
    return calls


def ends(wires: frozenset[Wire]) -> set[tuple[str, str]]:
    return {(wire.source, wire.sink) for wire in wires if wire.level > 0}


def test_of_two_calls_the_last_one_is_heard() -> None:
    calls = talking("a", "b")
    assert ends(wires_of(calls.values(), [], {}, {}, [])) == {("b", DESK), (DESK, "b")}
    calls["b"].hold_wanted = True
    assert ends(wires_of(calls.values(), [], {}, {}, [])) == {("a", DESK), (DESK, "a")}


def test_early_media_is_heard_and_hears_nothing_and_yields_to_a_conversation() -> None:
    world = World()
    early = world.call("early", CallState.DIALLING)
    early.media = world.stack.media("early")
    early.machine.apply(CallTrigger.EARLY_MEDIA)
    assert wires_of([early], [], {}, {}, []) == {Wire("early", DESK), Wire(DESK, "early", 0.0)}
    assert heard_by_us([early, *talking("a").values()], [])[0].call_id == "a"


def test_a_conference_hears_itself_and_us() -> None:
    calls = talking("a", "b", "c")
    wires = ends(wires_of(calls.values(), [Group(("a", "b"), with_us=True)], {}, {}, []))
    assert wires == {("c", DESK), (DESK, "c"), ("a", "b"), ("b", "a")}, "the newest conversation is at the desk, the conference goes on"
    calls["c"].hold_wanted = True
    wires = ends(wires_of(calls.values(), [Group(("a", "b"), with_us=True)], {}, {}, []))
    assert wires == {("a", "b"), ("b", "a"), ("a", DESK), ("b", DESK), (DESK, "a"), (DESK, "b")}


def test_a_conference_without_us_is_never_at_the_desk() -> None:
    calls = talking("a", "b")
    assert ends(wires_of(calls.values(), [Group(("a", "b"), with_us=False)], {}, {}, [])) == {("a", "b"), ("b", "a")}
    assert ends(wires_of(calls.values(), [Group(("a",), with_us=False)], {}, {}, [])) == {("b", DESK), (DESK, "b")}


def test_a_muted_party_is_heard_by_nobody_and_a_quiet_one_quietly() -> None:
    calls = talking("a", "b")
    parties = {"a": Party(muted=True), "b": Party(volume=50)}
    wires = wires_of(calls.values(), [Group(("a", "b"), with_us=True)], parties, {}, [])
    assert {wire.level for wire in wires if wire.source == "a"} == {0.0}
    assert {wire.level for wire in wires if wire.source == "b"} == {0.5}
    assert {wire.level for wire in wires if wire.source == DESK} == {1.0}


def test_the_recorder_hears_what_the_call_hears_and_what_it_says() -> None:
    calls = talking("a", "b")
    calls["a"].muted = True
    wires = wires_of(calls.values(), [Group(("a", "b"), with_us=True)], {}, {"a": ("a",)}, [Wire("beep", "a")])
    assert {(wire.source, wire.level) for wire in wires if wire.sink == left_of("a")} == {(DESK, 0.0), ("b", 1.0), ("beep", 1.0)}
    assert {(wire.source, wire.level) for wire in wires if wire.sink == right_of("a")} == {("a", 1.0), (DESK, 0.0)}


def sounds(wires: frozenset[Wire], sink: str) -> dict[str, float]:
    """What is heard there, and how loud."""
    return {wire.source: wire.level for wire in wires if wire.sink == sink}


def test_a_conferences_recorder_hears_us_left_and_everybody_else_right() -> None:
    calls = talking("a", "b", "c", "d")
    groups = [Group(("a", "b", "c"), with_us=True)]
    calls["d"].hold_wanted = True
    parties = {"b": Party(muted=True), "c": Party(volume=50)}
    wires = wires_of(calls.values(), groups, parties, {"g": ("a", "b", "c")}, [Wire("beep", "a"), Wire("beep", "b")])
    assert sounds(wires, left_of("g")) == {DESK: 1.0, "beep": 1.0}
    assert sounds(wires, right_of("g")) == {"a": 1.0, "b": 0.0, "c": 0.5, DESK: 0.0}, "as loud as everybody hears them, and d not at all"
    for call in calls.values():
        call.muted = True
    assert sounds(wires_of(calls.values(), groups, parties, {"g": ("a", "b", "c")}, []), left_of("g")) == {DESK: 0.0}


def test_a_conference_that_waits_is_recorded_without_the_call_that_we_talk_by() -> None:
    calls = talking("a", "b", "c")
    wires = wires_of(calls.values(), [Group(("a", "b"), with_us=True)], {}, {"g": ("a", "b")}, [])
    assert sounds(wires, left_of("g")) == {DESK: 0.0}
    assert set(sounds(wires, right_of("g"))) == {"a", "b", DESK}


def test_who_is_not_there_yet_leaves_both_ears_in_step() -> None:
    wires = wires_of([], [], {}, {"g": ("a",)}, [])
    assert sounds(wires, left_of("g")) == sounds(wires, right_of("g")) == {DESK: 0.0}


@given(
    st.integers(0, 4),
    st.lists(st.tuples(st.sets(st.sampled_from(NAMES), max_size=3), st.booleans()), max_size=2),
    st.sets(st.sampled_from(NAMES)),
    st.sets(st.sampled_from(NAMES)),
    st.sets(st.sampled_from(NAMES)),
    st.permutations(range(4)),
)
def test_two_calls_are_never_mixed_by_accident(
    count: int, groupings: list[tuple[set[str], bool]], held: set[str], muted: set[str], aside: set[str], order: list[int]
) -> None:
    calls = talking(*NAMES[:count])
    for number, (name, call) in enumerate(calls.items()):
        call.hold_wanted, call.muted, call.aside, call.focused_at = name in held, name in muted, name in aside, float(order[number])
    taken: set[str] = set()
    groups: list[Group] = []
    for names, with_us in groupings:
        members = tuple(sorted((names & set(calls)) - taken - aside))
        taken |= set(members)
        if members:
            groups.append(Group(members, with_us))
    recorded = {name: (name,) for name in calls} | {GROUP + str(number): group.call_ids for number, group in enumerate(groups)}
    wires = wires_of(calls.values(), groups, {}, recorded, [])
    together = {frozenset((one, other)) for group in groups for one in group.call_ids for other in group.call_ids if one != other}
    for wire in wires:
        if wire.level and {wire.source, wire.sink} <= set(calls):
            assert frozenset((wire.source, wire.sink)) in together
        assert wire.source != wire.sink
        if wire.level and wire.sink in calls:
            assert wire.sink not in held
            assert wire.source not in held
            assert wire.source != DESK or (wire.sink not in muted and wire.sink not in aside)
    desk = {wire.source for wire in wires if wire.sink == DESK}
    assert len(desk) <= 1 or any(desk <= set(group.call_ids) and group.with_us for group in groups)
    assert not desk & (held | aside)
    for name in recorded:
        for ear in (left_of(name), right_of(name)):
            assert any(wire.source == DESK for wire in wires if wire.sink == ear), "both ears are always in step"
