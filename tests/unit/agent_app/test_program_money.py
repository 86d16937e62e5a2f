"""Money in the whole program without its window: real engine, real sandbox; the user's limit, a top-up, SMS, what was spent."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from agent_app.accounts.model import MoneyRules
from agent_app.money.snapshots import SmsItem, SmsStatus
from tariffs.rating.money import Money
from telephony.calls import CallState
from telephony.messages import Notice, PlayNotice
from telephony.reasons import ReasonCode

if TYPE_CHECKING:
    import pytest

    from agent_app.money.snapshots import DaySpending, MoneySnapshot
    from telephony.messages import AnyCommand
    from tests.unit.agent_app.running import Running

MADRID: Final = "+34911234567"  # 0.75 a minute, by the second
TALKATIVE_MOBILE: Final = "+79161112233"


def test_a_call_ends_at_the_users_own_limit_and_costs_no_more(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    told = _told_to_the_engine(running, monkeypatch)
    calls, accounts = running.services.calls, running.services.accounts
    limit = 50_000  # four seconds
    accounts.set_rules(running.account.account_id, MoneyRules(call_limit_micros=limit))
    call_id = running.talk(MADRID)
    running.wait(lambda: running.last(call_id).state is CallState.ENDED)
    call = running.last(call_id)
    assert call.reason is not None
    assert (call.reason.code, call.reason.value) == (ReasonCode.OVER_CALL_LIMIT, "0.05 RUB")
    running.wait(lambda: running.provider_record()["end_cause"] == "hung_up_by_caller")
    assert 25_000 <= running.provider_record()["cost_micros"] <= limit
    assert [one for one in told if isinstance(one, PlayNotice)] == [PlayNotice(Notice.CREDIT_ENDS)], "it was heard that it ends"
    [item] = running.services.history.recent()
    assert (item.rate_nanos, item.destination_en != "", item.tariff != "") == (750_000_000, True, True)
    running.wait(lambda: running.services.history.recent()[0].cost == Money(running.provider_record()["cost_micros"], "RUB"))
    assert calls.dial_number(running.account.account_id, MADRID)
    running.services.calls.hang_up_all()
    accounts.set_rules(running.account.account_id, MoneyRules(day_limit_micros=1))
    assert calls.dial_number(running.account.account_id, MADRID) == ""


def _told_to_the_engine(running: Running, monkeypatch: pytest.MonkeyPatch) -> list[AnyCommand]:
    told: list[AnyCommand] = []
    engine = running.services.engine
    send = engine.send

    def note(command: AnyCommand) -> bool:
        told.append(command)
        return send(command)

    monkeypatch.setattr(engine, "send", note)
    return told


def test_a_top_up_is_in_the_balance_and_makes_the_call_that_runs_longer(running: Running) -> None:
    money, account_id = running.services.money, running.account.account_id
    done: list[MoneySnapshot] = []
    money.top_up_done.connect(lambda _account, snapshot, _added: done.append(snapshot))  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]
    call_id = running.talk(MADRID)
    before = running.last(call_id).time_left_s
    assert before is not None
    money.top_up(account_id, Money(75_000_000, "RUB"))
    running.wait(lambda: bool(done))
    running.wait(lambda: (running.last(call_id).time_left_s or 0) > before + 5900)
    running.services.calls.hang_up(call_id)
    running.wait(lambda: running.last(call_id).state is CallState.ENDED)


def test_an_sms_arrives_and_is_answered(running: Running) -> None:
    sms, account_id = running.services.sms, running.account.account_id
    changed: list[SmsItem] = []
    sms.changed.connect(changed.append)
    item_id = sms.send(account_id, TALKATIVE_MOBILE, "Как дела?")
    running.wait(lambda: any(item.item_id == item_id and item.status is SmsStatus.DELIVERED for item in changed))
    running.wait(lambda: any(item.is_incoming for item in changed))
    answer = next(item for item in changed if item.is_incoming)
    assert answer.remote == TALKATIVE_MOBILE
    assert "Как дела?" in answer.text
    assert sms.unseen() == 1


def test_what_a_call_did_cost_is_in_the_months_spending(running: Running) -> None:
    money = running.services.money
    call_id = running.talk(MADRID)
    running.services.calls.hang_up(call_id)
    running.wait(lambda: running.last(call_id).state is CallState.ENDED)
    cost = running.last(call_id).cost
    assert cost is not None
    told: list[tuple[DaySpending, ...]] = []
    money.spending_ready.connect(lambda _month, lines: told.append(lines))  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]
    began = running.last(call_id).started_us // 1_000_000
    money.request_spending(datetime.fromtimestamp(began).astimezone().strftime("%Y-%m"))
    running.wait(lambda: bool(told))
    [line] = told[0]
    assert (line.calls, line.sms, line.micros, line.currency) == (1, 0, cost.micros, "RUB")
