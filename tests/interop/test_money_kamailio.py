"""Prepaid calls through Kamailio: one lasts as long as the credit pays by our rule, is cut then, and its record costs the same."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tariffs.rating.cost import credit_seconds
from tariffs.rating.deck import DeckRow
from tariffs.rating.tariff import Rate, charge, lasts
from telephony.calls import CallState
from telephony.messages import CallChanged
from telephony.reasons import ReasonCode
from tests.peers.process import eventually

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.interop.conftest import Agent, StartAgent
    from tests.peers.kamailio import Kamailio
    from tests.peers.sipp import Sipp

NUMBER = "74951112233"
A_DAY = 86_400
TRIES = 3  # Kamailio looks at its dialogs once a second, and a machine that is busy with something else may be late with that
PREPAID = (Path(__file__).parents[2] / "deploy" / "kamailio" / "prepaid.sql").read_text(encoding="utf-8")

BY_THE_SECOND = DeckRow("7", "", "", 6_000_000_000, initial_increment=1, recurring_increment=1)
WITH_A_FEE = DeckRow("7", "", "", 12_000_000_000, connection_fee_micros=200_000, initial_increment=3, recurring_increment=2)


@pytest.fixture
def credit(kamailio: Kamailio) -> Iterator[Callable[[int, DeckRow], None]]:
    """`credit(500_000, row)` gives Anna that much for a call, at that price."""
    yield lambda balance, row: kamailio.set_credit("anna", balance, row)
    kamailio.set_credit("anna", 500_000, BY_THE_SECOND)


def exact_cost(row: DeckRow, seconds: int) -> int:
    """The oracle: fractions, and the increments counted one by one."""
    billed = row.initial_increment
    while billed < seconds:
        billed += row.recurring_increment
    return row.connection_fee_micros + ceil(Fraction(row.rate_nanos * billed, 60_000))


def talked_s(agent: Agent, call_id: str) -> float:
    """From the answer to the end, by the engine's clock."""
    at = {event.state: event.at_us for event in agent.engine.of(CallChanged) if event.call_id == call_id}
    return (at[CallState.ENDED] - at[CallState.ESTABLISHED]) / 1_000_000


def cut_call(caller: Agent, gateway: Callable[..., Sipp], kamailio: Kamailio) -> tuple[float, float]:
    """A call until it is cut: its seconds by Kamailio's record, and by the engine's clock."""
    before, called = len(kamailio.call_records("anna", NUMBER)), gateway("answer")
    call = caller.dial_and_talk(NUMBER)
    assert caller.await_end(call).code in (ReasonCode.HUNG_UP_THERE, ReasonCode.CREDIT_EXHAUSTED)
    called.await_success()  # the gateway's side got its BYE as well
    eventually(lambda: len(kamailio.call_records("anna", NUMBER)) > before, 30, "the call is on record")
    return kamailio.call_records("anna", NUMBER)[-1], talked_s(caller, call)


@pytest.mark.parametrize(
    ("balance", "row", "seconds"),
    [
        (500_000, BY_THE_SECOND, 5),
        (1_000_000, WITH_A_FEE, 3),  # 0.80 after the fee are four seconds: the first three, and no second block
    ],
)
def test_kamailio_cuts_when_our_rule_says_and_record_oracle_and_engine_agree(
    agent: StartAgent,
    gateway: Callable[..., Sipp],
    kamailio: Kamailio,
    credit: Callable[[int, DeckRow], None],
    balance: int,
    row: DeckRow,
    seconds: int,
) -> None:
    credit(balance, row)
    rate, caller = Rate(row, "RUB"), agent("anna")
    assert kamailio.credit_time("anna") == lasts(rate, balance) == seconds
    calls = [cut_call(caller, gateway, kamailio)]
    while len(calls) < TRIES and (max(calls[-1]) >= seconds + 1 or abs(calls[-1][0] - calls[-1][1]) >= 0.5):
        calls.append(cut_call(caller, gateway, kamailio))
    recorded, talked = calls[-1]
    assert abs(recorded - talked) < 0.5, "the provider's record and the engine's answered..ended"
    assert seconds - 1.1 < recorded < seconds + 1.1, "Kamailio looks at its dialogs once a second"
    for lasted in (recorded, talked):
        assert charge(rate, ceil(lasted)).cost_micros == exact_cost(row, ceil(lasted))
        assert exact_cost(row, ceil(lasted) - 1) <= balance, "never more than the second that it is late"
    assert exact_cost(row, seconds) <= balance < exact_cost(row, seconds + 1)


def test_credit_below_the_first_increment_is_refused_and_costs_nothing(
    agent: StartAgent, kamailio: Kamailio, credit: Callable[[int, DeckRow], None]
) -> None:
    before = kamailio.call_records("anna", NUMBER)
    credit(799_999, WITH_A_FEE)
    assert lasts(Rate(WITH_A_FEE, "RUB"), 799_999) == 0
    caller = agent("anna")
    ended = caller.await_end(caller.dial(NUMBER))
    assert (ended.code, ended.sip_status) == (ReasonCode.PAYMENT_REQUIRED, 402)
    assert kamailio.call_records("anna", NUMBER) == before


@given(
    st.integers(0, 10**14),
    st.builds(
        DeckRow,
        st.just("7"),
        st.just(""),
        st.just(""),
        st.one_of(st.integers(0, 10**6), st.integers(0, 10**12)),
        connection_fee_micros=st.integers(0, 10**9),
        initial_increment=st.integers(0, 300),
        recurring_increment=st.integers(1, 300),
    ),
)
def test_the_databases_seconds_are_our_rules_to_the_last(balance: int, row: DeckRow) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(PREPAID[PREPAID.index("CREATE TABLE credit") :])
        values = ("anna", balance, row.rate_nanos, row.connection_fee_micros, row.initial_increment, row.recurring_increment)
        connection.execute("INSERT INTO credit VALUES (?, ?, ?, ?, ?, ?)", values)
        [(seconds,)] = connection.execute("SELECT seconds FROM credit_time").fetchall()
    ours = credit_seconds(row, balance)
    assert seconds == A_DAY if ours is None or ours > A_DAY + row.recurring_increment else abs(seconds - ours) == max(0, ours - A_DAY)
