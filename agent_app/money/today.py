"""What was spent today (the user's own day), for the user's limit of a day."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from agent_app.clock import now_us

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent_app.storage.spending import Expense
    from tariffs.rating.money import Money

_SECOND_US = 1_000_000


def day_of(at_us: int) -> str:
    """The local day of that instant, as an ISO date."""
    return datetime.fromtimestamp(at_us // _SECOND_US).astimezone().date().isoformat()


def day_begins_us(at_us: int) -> int:
    """The local midnight before that instant."""
    local = datetime.fromtimestamp(at_us // _SECOND_US).astimezone()
    return int(datetime(local.year, local.month, local.day).astimezone().timestamp()) * _SECOND_US


def month_span_us(month: str) -> tuple[int, int]:
    """The instants between which the local month YYYY-MM lies, half-open; ValueError for what is no month."""
    try:
        begin = datetime.strptime(month, "%Y-%m")  # noqa: DTZ007 - local, then its zone
    except ValueError:
        msg = f"no month: {month!r}"
        raise ValueError(msg) from None
    end = (begin + timedelta(days=31)).replace(day=1)
    return int(begin.astimezone().timestamp()) * _SECOND_US, int(end.astimezone().timestamp()) * _SECOND_US


class Today:
    """What the timeline had when the program began, and what this run's calls and SMS cost since."""

    def __init__(self) -> None:
        self._read_day = ""
        self._before: dict[tuple[str, str], int] = {}
        self._run: dict[str, tuple[str, int, Money]] = {}  # by call or item: account, time, cost

    def take(self, expenses: Iterable[Expense], day: str) -> None:
        """What the timeline tells of `day`, this run's calls not among it."""
        total: dict[tuple[str, str], int] = defaultdict(int)
        for expense in expenses:
            total[expense.account_id, expense.currency] += expense.micros
        self._before, self._read_day = dict(total), day

    def note(self, item_id: str, account_id: str, at_us: int, cost: Money) -> None:
        """A call or SMS of this run has cost this much so far."""
        self._run[item_id] = (account_id, at_us, cost)

    def charge(self, item_id: str, cost: Money) -> None:
        """The provider's own word on what it cost."""
        known = self._run.get(item_id)
        if known is not None:
            self._run[item_id] = (known[0], known[1], cost)

    def spent(self, account_id: str, currency: str, *, but: str = "") -> int:
        """Micro-units of today, without the call `but`. A currency of "" is any: what is summed then is only told from nothing."""
        now = now_us()
        begin = day_begins_us(now)
        same_day = self._read_day == day_of(now)
        before = sum(
            micros for (account, own), micros in self._before.items() if same_day and account == account_id and currency in {"", own}
        )
        return before + sum(
            cost.micros
            for item_id, (account, at_us, cost) in self._run.items()
            if item_id != but and account == account_id and at_us >= begin and currency in {"", cost.currency}
        )
