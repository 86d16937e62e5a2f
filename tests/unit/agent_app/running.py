"""The whole program without its window, and what it said of its calls."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from telephony.messages import Registration

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from agent_app.assembly import Assembly
    from agent_app.services import Services
    from agent_app.snapshots import AccountSnapshot, CallSnapshot, ProblemCode


class Running:
    """A program that runs, and what it said of its calls."""

    def __init__(self, assembly: Assembly, provider_state: Path, qtbot: QtBot) -> None:
        self.provider_state = provider_state
        self.has_left = False
        assembly.left.connect(self._leave)
        self.assembly = assembly
        self.services: Services = assembly.services
        self.shown: list[CallSnapshot] = []
        self.problems: list[ProblemCode] = []
        self._qtbot = qtbot
        self.services.calls.changed.connect(self.shown.append)
        self.services.problems.reported.connect(self._note)

    def _leave(self) -> None:
        self.has_left = True

    def _note(self, code: ProblemCode, _value: str) -> None:
        self.problems.append(code)

    @property
    def account(self) -> AccountSnapshot:
        account = self.services.accounts.current()
        assert account is not None
        return account

    def wait(self, condition: Callable[[], bool], timeout_ms: int = 30_000) -> None:
        self._qtbot.waitUntil(condition, timeout=timeout_ms)

    def is_registered(self) -> bool:
        account = self.services.accounts.current()
        return account is not None and account.registration is Registration.REGISTERED

    def talk(self, number: str) -> str:
        """Dial it, and come back when it has been answered and some sound was heard."""
        call_id = self.services.calls.dial_number(self.account.account_id, number)
        self.wait(lambda: self.last(call_id).received_packets > 0)
        return call_id

    def last(self, call_id: str) -> CallSnapshot:
        return next(call for call in reversed(self.shown) if call.call_id == call_id)

    def provider_record(self) -> dict[str, Any]:
        """The provider's own record of the newest call."""
        state = json.loads((self.provider_state / "sandbox.json").read_text(encoding="utf-8"))
        return state["calls"][-1]

    def sandbox_pid(self) -> int:
        return self.assembly.process_ids()[1]
