"""What happens beside a call, each for itself; the composition root connects them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent_app.calls.service import CallService
    from agent_app.history.service import HistoryService
    from agent_app.money.service import MoneyService
    from agent_app.snapshots import CallSnapshot


def record_calls(calls: CallService, history: HistoryService) -> None:
    """Every call goes into the timeline."""
    calls.changed.connect(history.note)


def ask_balance_after_calls(calls: CallService, money: MoneyService) -> None:
    """A call that was answered has changed the balance."""

    def ended(call: CallSnapshot) -> None:
        if call.ended_us and call.answered_us:
            money.refresh_after_call(call.account_id)

    calls.changed.connect(ended)
