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


def settle_calls(calls: CallService, money: MoneyService, history: HistoryService) -> None:
    """A call that was answered and has ended was charged: the balance is another, and the record gets the provider's own cost."""

    def ended(call: CallSnapshot) -> None:
        if call.ended_us and call.answered_us:
            money.settle(call)

    calls.changed.connect(ended)
    money.charged.connect(history.take_charge)
