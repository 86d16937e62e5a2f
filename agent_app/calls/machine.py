"""The answering machine: it takes a call that nobody answers, and lets us have it when we come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telephony.calls import CallState
from telephony.messages import AnswerByMachine, CommandRefused, RecordingForm, TakeOver
from telephony.reasons import Reason, ReasonCode

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.calls.ground import Ground
    from agent_app.calls.holding import Holding
    from agent_app.calls.recordings import RecordingNames


class AnsweringMachine:
    """`usual_greeting` is the path of what is said where the user has no greeting of his own."""

    def __init__(self, ground: Ground, holding: Holding, names: RecordingNames, usual_greeting: Callable[[], str]) -> None:
        self._ground = ground
        self._holding = holding
        self._names = names
        self._usual_greeting = usual_greeting
        ground.engine.received.connect(self._take)

    def send(self, call_id: str) -> None:
        """A call that rings is taken by it now."""
        call = self._ground.table.get(call_id)
        if call is None or call.state is not CallState.INCOMING:
            self._ground.refuse(call_id, Reason(ReasonCode.WRONG_STATE, value="" if call is None else call.state))
            return
        rules = self._ground.accounts.call_rules(call.account_id).machine
        greeting = rules.greeting or self._usual_greeting()

        def begin(path: str) -> None:
            still = self._ground.table.get(call_id)
            if still is not None and still.state is CallState.INCOMING:
                self._ground.table.note(call_id, by_machine=True)
                self._ground.engine.send(AnswerByMachine(call_id, greeting, path, rules.most_s))

        self._names.new(call.remote, RecordingForm.WAV, begin, lambda reason: self._ground.refuse(call_id, reason))

    def take_over(self, call_id: str) -> None:
        """We talk now, the others wait."""
        call = self._ground.table.get(call_id)
        if call is None or not call.by_machine:
            self._ground.refuse(call_id, Reason(ReasonCode.WRONG_STATE, value="" if call is None else call.state))
            return
        self._holding.hold_others(call_id)
        if self._ground.engine.send(TakeOver(call_id)):
            self._ground.table.note(call_id, by_machine=False)

    def _take(self, event: object) -> None:
        if isinstance(event, CommandRefused) and event.command == "AnswerByMachine":
            self._ground.table.note(event.subject, by_machine=False)
