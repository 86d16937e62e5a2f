"""Agent's engine as a user of the shared provider."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from telephony.calls import CallState
from telephony.messages import AccountState, AddAccount, Answer, CallChanged, CallStats, DialogSaved, HangUp, Registration, Transport
from telephony.reasons import Reason
from tests.peers.engine import EngineProcess, account
from tests.peers.kamailio import DOMAIN, Kamailio, password_of
from tests.peers.process import PATIENCE_S, eventually

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Agent:
    """An engine with one account that is registered."""

    engine: EngineProcess
    account_id: str

    def dial(self, user: str) -> str:
        """Call a user, or a number, of the provider's; the call's identifier."""
        return self.engine.dial(self.account_id, f"sip:{user}@{DOMAIN}")

    def dial_and_talk(self, user: str) -> str:
        """The call once it is established."""
        call_id = self.dial(user)
        self.await_state(call_id, CallState.ESTABLISHED)
        return call_id

    def answer(self, number: int = 1) -> str:
        """Answer the n-th incoming call; its identifier once it is established."""
        call_id = self.engine.wait_for_incoming(number)
        self.engine.send(Answer(call_id))
        self.await_state(call_id, CallState.ESTABLISHED)
        return call_id

    def hang_up(self, call_id: str) -> Reason:
        self.engine.send(HangUp(call_id))
        return self.await_end(call_id)

    def await_state(self, call_id: str, state: CallState, timeout_s: float = PATIENCE_S) -> CallChanged:
        return self.engine.wait_for_state(call_id, state, timeout_s)

    def await_end(self, call_id: str, timeout_s: float = PATIENCE_S) -> Reason:
        """Why the call ended, once it has."""
        reason = self.await_state(call_id, CallState.ENDED, timeout_s).reason
        assert reason is not None
        return reason

    def await_media(self, call_id: str, packets: int = 50) -> CallStats:
        """The call's counts once so many RTP packets went each way: 50 a second."""
        return self.engine.wait_for(
            CallStats, lambda event: event.call_id == call_id and min(event.sent_packets, event.received_packets) >= packets
        )

    def transport(self, call_id: str) -> Transport:
        """What the call's own requests travel by."""
        return [event.dialog.transport for event in self.engine.of(DialogSaved) if event.call_id == call_id][-1]

    def states(self, call_id: str) -> list[CallState]:
        """Every state the call has been in, in order."""
        return [event.state for event in self.engine.of(CallChanged) if event.call_id == call_id]


StartAgent = Callable[..., Agent]


@pytest.fixture
def agent(kamailio: Kamailio) -> Iterator[StartAgent]:
    """`agent("vera", transport=Transport.TCP, environment=cards.environment("A"))` starts an engine and registers that user.

    With an `environment` it has that sound card, without one none. Other fields as in AccountConfig.
    """
    with ExitStack() as stack:

        def start(
            user: str = "vera", *, environment: Mapping[str, str] | None = None, provider: Kamailio = kamailio, **fields: Any
        ) -> Agent:
            # A killed engine never said good-bye: its contact would ring along with this one's.
            provider.forget(user)
            variables = dict(environment) if environment else None
            engine = stack.enter_context(EngineProcess(use_devices=environment is not None, environment=variables))
            config = account(user, DOMAIN, password_of(user), **{"proxy": provider.proxy, **fields})
            engine.send(AddAccount(config))
            engine.wait_for(AccountState, lambda event: event.state is Registration.REGISTERED)
            eventually(lambda: bool(provider.contacts(user)), PATIENCE_S, f"the provider knows {user}")
            return Agent(engine, config.account_id)

        yield start
