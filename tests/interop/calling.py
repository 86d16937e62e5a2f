"""Several engines at once, each with an account that calls directly: what the tests of standing calls share."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, TypeVar

from telephony.calls import CallState
from telephony.messages import Answer, AnyCommand, CallMedia, CommandRefused, Event, HangUp, IncomingCall, SetHeld, TransferAsked
from telephony.reasons import ReasonCode
from tests.peers.engine import EngineProcess
from tests.peers.process import PATIENCE_S

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

E = TypeVar("E", bound=Event)


class Phone:
    """An engine with one account, `user`, without a registrar: called at `uri`."""

    def __init__(self, user: str, **engine: Any) -> None:
        self.user = user
        self.engine = EngineProcess(**engine)
        self.account_id = ""
        self._answered = 0

    def __enter__(self) -> Phone:
        self.engine.__enter__()
        self.account_id = self.engine.add_local_account(self.user)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.engine.__exit__(kind, error, trace)

    @property
    def uri(self) -> str:
        return self.engine.uri(user=self.user)

    def send(self, command: AnyCommand) -> None:
        self.engine.send(command)

    def dial(self, uri: str) -> str:
        return self.engine.dial(self.account_id, uri)

    def answer(self) -> str:
        """Answer the next call that comes in; its identifier once it stands."""
        self._answered += 1
        call_id = self.engine.wait_for_incoming(self._answered)
        self.engine.send(Answer(call_id))
        self.stands(call_id)
        return call_id

    def passes_over_a_call(self) -> None:
        """One came in that `answer` is not to take."""
        self._answered += 1

    def talks_with(self, other: Phone) -> tuple[str, str]:
        """A call to another phone that is answered: (our identifier, theirs)."""
        out = self.dial(other.uri)
        into = other.answer()
        self.stands(out)
        self.sounds(out)
        other.sounds(into)
        return out, into

    def stands(self, call_id: str) -> None:
        self.engine.wait_for_state(call_id, CallState.ESTABLISHED)

    def sounds(self, call_id: str) -> CallMedia:
        return self.engine.wait_for(CallMedia, lambda event: event.call_id == call_id)

    def ends(self, call_id: str, timeout_s: float = PATIENCE_S) -> ReasonCode:
        ended = self.engine.wait_for_state(call_id, CallState.ENDED, timeout_s)
        assert ended.reason is not None
        return ended.reason.code

    def hangs_up(self, call_id: str) -> None:
        self.send(HangUp(call_id))
        self.ends(call_id)

    def holds(self, call_id: str, held: bool = True) -> None:
        """Hold or take up again; returns once the far side has agreed."""
        since = len(self.engine.events)
        self.send(SetHeld(call_id, held))
        self.engine.wait_for(CallMedia, lambda event: event.call_id == call_id and event.held_here is held, since=since)

    def is_held(self, call_id: str, held: bool = True, since: int = 0) -> None:
        """The far side holds it, or does not any more."""
        self.engine.wait_for(CallMedia, lambda event: event.call_id == call_id and event.held_there is held, since=since)

    def now(self) -> int:
        """A mark for `since`."""
        return len(self.engine.events)

    def hears_of(self, kind: type[E], accept: Callable[[E], bool] = lambda _: True, timeout_s: float = PATIENCE_S, since: int = 0) -> E:
        return self.engine.wait_for(kind, accept, timeout_s, since)

    def is_asked(self, call_id: str) -> TransferAsked:
        return self.hears_of(TransferAsked, lambda event: event.call_id == call_id)

    def is_refused(self, command: AnyCommand) -> ReasonCode:
        """Send what can't be obeyed; why."""
        since = self.now()
        self.send(command)
        return self.hears_of(CommandRefused, lambda event: event.command == type(command).__name__, since=since).reason.code

    def incoming(self) -> IncomingCall:
        return self.engine.of(IncomingCall)[-1]


def new_id() -> str:
    return str(uuid.uuid4())
