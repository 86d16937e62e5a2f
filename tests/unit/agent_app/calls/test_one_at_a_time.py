"""Whatever is done with several calls, one is talked by at a time: one call, or one conference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from telephony.calls import CallState
from telephony.messages import CallMedia, Conference, ConferenceChanged, Dial, SetHeld
from tests.unit.agent_app.calls.conftest import ANNA, Phone

if TYPE_CHECKING:
    from collections.abc import Sequence

_ACTS = st.tuples(
    st.sampled_from(["ring", "dial", "answer", "establish", "hold", "resume", "swap", "focus", "join", "split", "end_conference", "end"]),
    st.integers(0, 5),
)


class Exchange:
    """An engine that does what it is told with calls: the acts of the user, and what follows from them."""

    def __init__(self, phone: Phone) -> None:
        self.phone = phone
        self._made = 0
        self._read = 0
        phone.engine.told.clear()

    def act(self, what: str, which: int) -> None:
        calls = self.phone.calls
        live = [call.call_id for call in calls.calls()]
        one = live[which % len(live)] if live else ""
        up = [call.call_id for call in calls.calls() if call.state is CallState.ESTABLISHED]
        match what:
            case "ring" if len(live) < 6:
                self._made += 1
                self.phone.ring(f"in{self._made}", f"sip:caller{self._made}@provider.test")
            case "dial" if len(live) < 6:
                self._made += 1
                calls.dial_address(ANNA, f"called{self._made}@provider.test")
            case "answer" if one and calls.call(one) in [call for call in calls.calls() if call.state is CallState.INCOMING]:
                calls.answer(one)
                self.phone.establish(one)
            case "establish" if one and any(dial.call_id == one for dial in self.phone.engine.told_of(Dial)) and one not in up:
                self.phone.establish(one)
            case "hold" | "resume" if up:
                calls.hold(up[which % len(up)], held=what == "hold")
            case "focus" if up:
                calls.focus(up[which % len(up)])
            case "join" if len(up) > 1:
                calls.join(*up[: 2 + which])
            case "split" if up:
                calls.split(up[which % len(up)])
            case "end" if one:
                self._leave(one)
            case "swap":
                calls.swap()
            case "end_conference":
                calls.end_conference()
            case _:
                pass
        self._obey()

    def _leave(self, call_id: str) -> None:
        call = self.phone.calls.call(call_id)
        assert call is not None
        group = call.conference
        self.phone.end(call_id)
        if group:
            rest = tuple(each.call_id for each in self.phone.calls.calls() if each.conference == group)
            self.phone.engine.say(ConferenceChanged(group, rest))

    def _obey(self) -> None:
        told = self.phone.engine.told
        while self._read < len(told):
            command = told[self._read]
            self._read += 1
            if isinstance(command, SetHeld):
                self.phone.engine.say(CallMedia(command.call_id, "PCMA", 8000, held_here=command.held))
            elif isinstance(command, Conference):
                self.phone.engine.say(ConferenceChanged(command.group_id, command.call_ids))

    def talking(self) -> set[str]:
        """What is talked by: calls by their identifiers, a conference by its own."""
        calls = self.phone.calls.calls()
        return {call.conference or call.call_id for call in calls if call.state is CallState.ESTABLISHED and not call.held_here}

    def end(self) -> None:
        for call in self.phone.calls.calls():
            self._leave(call.call_id)
            self._obey()


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(_ACTS, max_size=25))
def test_one_is_talked_by_at_a_time(phone: Phone, acts: Sequence[tuple[str, int]]) -> None:
    exchange = Exchange(phone)
    for act in acts:
        exchange.act(*act)
        assert len(exchange.talking()) <= 1, act
    exchange.end()
    assert phone.calls.calls() == ()
