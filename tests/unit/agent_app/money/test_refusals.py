"""Why a call is not begun: every reason, and what is no reason."""

from __future__ import annotations

from typing import Any, Final

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_app.accounts.model import MoneyRules
from agent_app.money.refusals import Standing, objection
from agent_app.money.snapshots import MoneySnapshot
from tariffs.rating.money import Money
from tariffs.rating.tariff import FreeSpan
from telephony.reasons import Reason, ReasonCode
from tests.prices import MOSCOW, priced

RICH: Final = MoneySnapshot("a", Money(12_400_000, "RUB"), "prepaid", minimum=Money(50_000, "RUB"))
TRIAL: Final = MoneySnapshot("a", Money(0, "RUB"), "trial", 250, 300, minimum=Money(50_000, "RUB"))
FREE: Final = FreeSpan("Moscow", "Москва", 0)


def _money(**fields: Any) -> MoneySnapshot:
    return msgspec.structs.replace(RICH, **fields)


def _standing(**fields: Any) -> Standing:
    values: dict[str, Any] = {"number": MOSCOW, "price": priced(), "money": RICH, "rules": MoneyRules(), **fields}
    return Standing(**values)


@pytest.mark.parametrize(
    "standing",
    [
        _standing(),
        _standing(price=None),
        _standing(money=None),
        _standing(price=None, money=None),
        # the trial pays
        _standing(price=priced(trial_s=250), money=TRIAL, trial_covers=True),
        _standing(price=None, money=TRIAL, trial_covers=True),
        # what costs nothing needs no balance
        _standing(price=priced(free=FREE), money=_money(balance=Money(0, "RUB"))),
        _standing(price=priced(rate_nanos=0), money=_money(balance=Money(-5_000_000, "RUB"))),
        _standing(price=priced(free=FREE), rules=MoneyRules(day_limit_micros=1), spent_today_micros=5),
        # a balance that could not be asked for again may have been topped up since
        _standing(money=_money(balance=Money(0, "RUB"), error="transient")),
        # who pays later needs none
        _standing(money=_money(balance=Money(0, "RUB"), tariff="postpaid", minimum=None)),
        _standing(money=_money(balance=Money(-90_000_000, "RUB"), tariff="postpaid", minimum=None)),
        # a balance in another currency says nothing of how long it lasts
        _standing(money=_money(balance=Money(1, "USD"), minimum=None)),
        # limits that are not reached
        _standing(rules=MoneyRules(call_limit_micros=700_000, day_limit_micros=1_400_000), spent_today_micros=700_000),
        _standing(rules=MoneyRules(only_known_rates=True)),
    ],
)
def test_nothing_speaks_against_the_call(standing: Standing) -> None:
    assert objection(standing) is None


@pytest.mark.parametrize(
    ("standing", "reason"),
    [
        (_standing(price=priced(forbidden=True)), Reason(ReasonCode.DESTINATION_FORBIDDEN, value=MOSCOW)),
        (_standing(price=priced(forbidden=True, rate_nanos=0)), Reason(ReasonCode.DESTINATION_FORBIDDEN, value=MOSCOW)),
        (_standing(price=None, rules=MoneyRules(only_known_rates=True)), Reason(ReasonCode.NO_RATE, value=MOSCOW)),
        (_standing(money=_money(balance=Money(0, "RUB"))), Reason(ReasonCode.NO_CREDIT, value="0.00 RUB")),
        (_standing(money=_money(balance=Money(-10_000, "RUB"))), Reason(ReasonCode.NO_CREDIT, value="-0.01 RUB")),
        (_standing(price=None, money=_money(balance=Money(0, "RUB"))), Reason(ReasonCode.NO_CREDIT, value="0.00 RUB")),
        (_standing(money=_money(balance=Money(49_999, "RUB"))), Reason(ReasonCode.BELOW_MINIMUM, value="0.05 RUB")),
        (_standing(money=_money(balance=Money(699_999, "RUB"))), Reason(ReasonCode.NO_CREDIT, value="0.699999 RUB")),
        (_standing(money=TRIAL, trial_covers=False), Reason(ReasonCode.TRIAL_NOT_COVERING, value=MOSCOW)),
        (
            _standing(money=msgspec.structs.replace(TRIAL, trial_left_s=0), trial_covers=True),
            Reason(ReasonCode.TRIAL_USED_UP),
        ),
        (
            _standing(money=msgspec.structs.replace(TRIAL, trial_left_s=0), trial_covers=False),
            Reason(ReasonCode.TRIAL_USED_UP),
        ),
        # who has topped up once is not told of a trial again
        (
            _standing(money=msgspec.structs.replace(TRIAL, trial_left_s=0, tariff="prepaid"), trial_covers=True),
            Reason(ReasonCode.NO_CREDIT, value="0.00 RUB"),
        ),
        (_standing(rules=MoneyRules(call_limit_micros=699_999)), Reason(ReasonCode.OVER_CALL_LIMIT, value="0.699999 RUB")),
        (
            _standing(rules=MoneyRules(day_limit_micros=2_000_000), spent_today_micros=1_300_001),
            Reason(ReasonCode.OVER_DAY_LIMIT, value="2.00 RUB"),
        ),
        (
            _standing(price=None, rules=MoneyRules(day_limit_micros=2_000_000), spent_today_micros=2_000_000),
            Reason(ReasonCode.OVER_DAY_LIMIT, value="2.00"),
        ),
        (_standing(is_premium=True), Reason(ReasonCode.PREMIUM_UNCONFIRMED, value=MOSCOW)),
        (_standing(price=priced(free=FREE), is_premium=True), Reason(ReasonCode.PREMIUM_UNCONFIRMED, value=MOSCOW)),
        # a question is no use where the answer would change nothing
        (_standing(is_premium=True, price=priced(forbidden=True)), Reason(ReasonCode.DESTINATION_FORBIDDEN, value=MOSCOW)),
        (_standing(is_premium=True, money=_money(balance=Money(0, "RUB"))), Reason(ReasonCode.NO_CREDIT, value="0.00 RUB")),
    ],
)
def test_the_reason_not_to_call(standing: Standing, reason: Reason) -> None:
    assert objection(standing) == reason


def test_a_premium_number_is_called_once_the_person_said_so() -> None:
    assert objection(_standing(is_premium=True), confirmed=True) is None


@given(
    balance=st.integers(-(10**9), 10**9),
    trial=st.integers(0, 600),
    limits=st.tuples(st.integers(0, 10**8), st.integers(0, 10**8)),
    spent=st.integers(0, 10**8),
    fee=st.integers(0, 10**7),
    rate=st.integers(0, 10**11),
)
def test_what_is_begun_can_last_and_stays_within_the_limits(
    balance: int, trial: int, limits: tuple[int, int], spent: int, fee: int, rate: int
) -> None:
    from tariffs.rating.tariff import charge, lasts

    price = priced(trial_s=trial, rate_nanos=rate, connection_fee_micros=fee)
    rules = MoneyRules(*limits)
    standing = _standing(price=price, money=_money(balance=Money(balance, "RUB")), rules=rules, spent_today_micros=spent)
    if objection(standing) is not None or price.rate is None or price.rate.is_free:
        return
    assert lasts(price.rate, balance) != 0
    for limit in (limits[0], limits[1] - spent if limits[1] else 0):
        seconds = lasts(price.rate, limit) if limit else None
        assert seconds is None or charge(price.rate, seconds).cost_micros <= limit
