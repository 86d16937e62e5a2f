"""Commands and events that cross: an engine that obeys late, and whose words are heard late. In the end one is talked by all the same."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from telephony.calls import CallState
from telephony.messages import (
    Answer,
    AnyEvent,
    CallChanged,
    CallMedia,
    CommandRefused,
    Conference,
    ConferenceChanged,
    Dial,
    HangUp,
    SetHeld,
)
from telephony.reasons import Reason, ReasonCode
from tests.unit.agent_app.calls.conftest import ANNA, Phone

if TYPE_CHECKING:
    from collections.abc import Sequence

_USER = ("answer", "dial", "hold", "resume", "swap", "focus", "join", "split", "end_conference", "hang_up")
_WORLD = ("ring", "far side answers", "far side leaves", "obey", "obey", "hear", "hear", "all")
_ACTS = st.tuples(st.sampled_from(_USER + _WORLD), st.integers(0, 5))


class SlowEngine:
    """As the real one: `held` and `groups` are what it does; what it was told waits in its queue, what it says in the other."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self.states: dict[str, CallState] = {}
        self.held: set[str] = set()
        self.groups: dict[str, tuple[str, ...]] = {}
        self.said: deque[AnyEvent] = deque()
        phone.engine.told.clear()

    def obey(self) -> bool:
        """The next command; False where there is none."""
        if not self.phone.engine.told:
            return False
        command = self.phone.engine.told.pop(0)
        match command:
            case Dial():
                self.states[command.call_id] = CallState.DIALLING
            case Answer() if self.states.get(command.call_id) is CallState.INCOMING:
                self.stand(command.call_id)
            case HangUp() if command.call_id in self.states:
                self.end(command.call_id)
            case SetHeld():
                self._hold(command)
            case Conference():
                self._join(command)
            case _:
                pass
        return True

    def hear(self) -> bool:
        """The next event; False where there is none."""
        if self.said:
            self.phone.engine.say(self.said.popleft())
            return True
        return False

    def settle(self) -> None:
        while self.hear() or self.obey():
            pass

    def stand(self, call_id: str) -> None:
        self.states[call_id] = CallState.ESTABLISHED
        self.said += [CallChanged(call_id, CallState.ESTABLISHED, 2), CallMedia(call_id, "PCMA", 8000)]

    def end(self, call_id: str) -> None:
        del self.states[call_id]
        self.held.discard(call_id)
        self.said.append(CallChanged(call_id, CallState.ENDED, 3, Reason(ReasonCode.HUNG_UP_THERE)))
        for group_id, members in list(self.groups.items()):
            left = tuple(each for each in members if each != call_id)
            if left != members:
                self._set(group_id, left if len(left) > 1 else ())

    def talking(self) -> set[str]:
        """What is talked by: calls by their identifiers, a conference by its own."""
        up = {call_id for call_id, state in self.states.items() if state is CallState.ESTABLISHED} - self.held
        return {next((group for group, members in self.groups.items() if call_id in members), call_id) for call_id in up}

    def _hold(self, command: SetHeld) -> None:
        if self.states.get(command.call_id) is not CallState.ESTABLISHED:
            self._refuse(command, command.call_id)
        else:
            (self.held.add if command.held else self.held.discard)(command.call_id)
            self.said.append(CallMedia(command.call_id, "PCMA", 8000, held_here=command.held))

    def _join(self, command: Conference) -> None:
        if any(self.states.get(call_id) is not CallState.ESTABLISHED for call_id in command.call_ids):
            self._refuse(command, command.group_id)
            return
        before = self.groups.get(command.group_id, ())
        self._set(command.group_id, command.call_ids)
        for call_id in set(command.call_ids) - set(before):
            self._hold(SetHeld(call_id, held=False))

    def _set(self, group_id: str, members: tuple[str, ...]) -> None:
        if members:
            self.groups[group_id] = members
        else:
            self.groups.pop(group_id, None)
        self.said.append(ConferenceChanged(group_id, members))

    def _refuse(self, command: SetHeld | Conference, subject: str) -> None:
        code = ReasonCode.WRONG_STATE if subject in self.states or isinstance(command, Conference) else ReasonCode.UNKNOWN_CALL
        self.said.append(CommandRefused(type(command).__name__, subject, Reason(code)))


class Story:
    """Acts of the user, and of the far sides."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self.engine = SlowEngine(phone)
        self._made = 0

    def act(self, what: str, which: int) -> None:
        if what in _USER:
            self._user(what, which)
        else:
            self._world(what, which)

    def up(self) -> list[str]:
        return [call.call_id for call in self.phone.calls.calls() if call.state is CallState.ESTABLISHED]

    def _user(self, what: str, which: int) -> None:
        calls, up = self.phone.calls, self.up()
        rings = [call.call_id for call in calls.calls() if call.state is CallState.INCOMING]
        match what:
            case "answer" if rings:
                calls.answer(rings[which % len(rings)])
            case "dial" if len(self.engine.states) < 5:
                self._made += 1
                calls.dial_address(ANNA, f"called{self._made}@provider.test")
            case "hold" | "resume" if up:
                calls.hold(up[which % len(up)], held=what == "hold")
            case "focus" if up:
                calls.focus(up[which % len(up)])
            case "join" if len(up) > 1:
                calls.join(*up[: 2 + which])
            case "split" if up:
                calls.split(up[which % len(up)])
            case "hang_up" if up:
                calls.hang_up(up[which % len(up)])
            case "swap":
                calls.swap()
            case "end_conference":
                calls.end_conference()
            case _:
                pass

    def _world(self, what: str, which: int) -> None:
        engine = self.engine
        dialled = [call_id for call_id, state in engine.states.items() if state is CallState.DIALLING]
        match what:
            case "ring" if len(engine.states) < 5:
                self._made += 1
                engine.states[f"in{self._made}"] = CallState.INCOMING
                self.phone.ring(f"in{self._made}", f"sip:caller{self._made}@provider.test")
            case "far side answers" if dialled:
                engine.stand(dialled[which % len(dialled)])
            case "far side leaves" if engine.states:
                engine.end(list(engine.states)[which % len(engine.states)])
            case "obey":
                engine.obey()
            case "hear":
                engine.hear()
            case "all":
                engine.settle()
            case _:
                pass

    def end(self) -> None:
        for call_id in list(self.engine.states):
            self.engine.end(call_id)
        self.engine.settle()
        self.phone.calls.hang_up_all()
        self.engine.settle()


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(_ACTS, max_size=40))
def test_after_quiet_one_is_talked_by_and_it_is_the_one_that_was_focused_last(phone: Phone, acts: Sequence[tuple[str, int]]) -> None:
    story = Story(phone)
    for act in acts:
        story.act(*act)
    story.engine.settle()
    assert len(story.engine.talking()) <= 1
    for call_id in story.up():
        phone.calls.focus(call_id)
        story.engine.settle()
        group = next((group for group, members in story.engine.groups.items() if call_id in members), call_id)
        assert story.engine.talking() == {group}
    story.end()
    assert phone.calls.calls() == ()
