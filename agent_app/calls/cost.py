"""What a running call has cost so far, by the price that was known when it was dialled: the trial's seconds first, then the money."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tariffs.rating.money import Money

if TYPE_CHECKING:
    from agent_app.snapshots import PriceSnapshot

_SECOND_US = 1_000_000


def running_cost(price: PriceSnapshot, answered_us: int, at_us: int) -> Money | None:
    """The cost of a call answered at `answered_us` (0: not yet), were it to end at `at_us`; None where no price is known.

    A started second counts whole, and none is charged beyond the credit: the provider ends the call there.
    """
    if not price.known or price.forbidden:
        return None
    if not answered_us:
        return Money(0, price.currency)
    seconds = max(1, -(-(at_us - answered_us) // _SECOND_US))
    if price.lasts_s is not None:
        seconds = min(seconds, price.lasts_s)
    paid = seconds - (price.trial_s if price.is_trial else 0)
    # A call that the trial pays alone costs nothing, not even the connection fee.
    return Money(_micros(price, paid) if paid > 0 else 0, price.currency)


def _micros(price: PriceSnapshot, seconds: int) -> int:
    from tariffs.rating.cost import cost_micros  # with the first call: not on the way to the first frame
    from tariffs.rating.deck import DeckRow

    row = DeckRow(
        prefix=price.number.removeprefix("+"),
        destination_en=price.destination_en,
        destination_ru=price.destination_ru,
        rate_nanos=price.rate_nanos,
        connection_fee_micros=price.connection_fee_micros,
        free_seconds=price.free_seconds,
        initial_increment=price.initial_increment,
        recurring_increment=price.recurring_increment,
    )
    return cost_micros(row, seconds)
