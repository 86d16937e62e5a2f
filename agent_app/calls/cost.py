"""What a running call has cost so far, by the price that was known when it was dialled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tariffs.rating.money import Money

if TYPE_CHECKING:
    from agent_app.money.snapshots import PriceSnapshot

_SECOND_US = 1_000_000


def running_cost(price: PriceSnapshot, answered_us: int, at_us: int) -> Money | None:
    """The cost of a call answered at `answered_us` (0: not yet), were it to end at `at_us`; None where no price is known.

    A started second counts whole, and none is charged beyond the credit: the provider ends the call there.
    """
    rate = price.rate
    if rate is None or rate.row.forbidden:
        return None
    if not answered_us:
        return Money(0, rate.currency)
    from tariffs.rating.tariff import charge  # with the first call: not on the way to the first frame

    seconds = max(1, -(-(at_us - answered_us) // _SECOND_US))
    if price.lasts_s is not None:
        seconds = min(seconds, price.lasts_s)
    return Money(charge(rate, seconds).cost_micros, rate.currency)
