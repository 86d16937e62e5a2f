"""Balances, prices, offers and lists: asked off the window's thread, kept, told with their age; one provider never delays another."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from agent_app.accounts.model import MoneyRules
from agent_app.clock import now_us
from agent_app.money.asking import ask_charge
from agent_app.snapshots import CallDirection, CallSnapshot
from tariffs.providers.errors import OutcomeUnknownError, RefusedError, TransientError
from tariffs.providers.provider import CallRecord, Capability
from tariffs.rating.deck import Deck
from tariffs.rating.free import FreeDirection
from tariffs.rating.money import Money
from tariffs.rating.tariff import FreeSpan
from telephony.calls import CallState
from telephony.reasons import ReasonCode
from tests.prices import MOSCOW, deck_row, priced
from tests.unit.agent_app.money.conftest import ANNA, OFFICE, Desk
from tests.unit.agent_app.told_provider import ToldProvider

if TYPE_CHECKING:
    from agent_app.money.snapshots import MoneySnapshot, Offer, PriceSnapshot
    from agent_app.storage.database import Database

BERLIN = "+493012345678"
S = 1_000_000


def _price(desk: Desk, account_id: str = ANNA, number: str = MOSCOW) -> PriceSnapshot:
    count = len(desk.said["price_ready"])
    desk.money.request_price(account_id, number)
    price: PriceSnapshot = desk.wait_for("price_ready", count + 1)[1]
    return price


def test_nothing_is_asked_before_the_first_frame(desk: Desk) -> None:
    provider = ToldProvider()
    desk.money.set_provider(ANNA, provider)
    assert provider.asked == []
    desk.money.begin()
    money: MoneySnapshot = desk.wait_for("balance_changed")[0]
    assert (money.balance, money.minimum, money.error) == (Money(12_400_000, "RUB"), Money(50_000, "RUB"), "")
    account = desk.accounts.account(ANNA)
    assert account is not None
    assert account.currency == "RUB"  # what the account's limits are meant in


def test_a_price_comes_with_how_long_the_balance_lasts_and_is_not_asked_for_twice(desk: Desk) -> None:
    provider = ToldProvider()
    desk.money.set_provider(ANNA, provider)
    price = _price(desk)
    assert price.rate is not None
    assert (price.rate.row.rate_nanos, price.lasts_s, price.error) == (700_000_000, 17 * 60, "")
    assert not desk.money.is_known(ANNA, BERLIN)
    assert desk.money.is_known(ANNA, MOSCOW)
    desk.said["price_ready"].clear()
    desk.money.request_price(ANNA, MOSCOW)
    assert len(desk.said["price_ready"]) == 1  # at once
    assert provider.asked.count(f"price {MOSCOW}") == 1


def test_a_number_without_a_price_says_so_and_is_known_to_have_none(desk: Desk) -> None:
    desk.money.set_provider(ANNA, ToldProvider())
    price = _price(desk, number=BERLIN)
    assert (price.rate, price.error) == (None, "no_rate")
    assert desk.money.is_known(ANNA, BERLIN)


def test_a_provider_that_is_down_leaves_the_last_known_with_its_age(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    provider = ToldProvider()
    desk.money.set_provider(ANNA, provider)
    fresh = _price(desk)
    provider.trouble = TransientError("no answer")
    monkeypatch.setattr("agent_app.money.desk.now_us", lambda: fresh.at_us + 3 * 3600 * S)
    monkeypatch.setattr("tariffs.providers.cached.RATE_S", 0)
    stale = _price(desk)
    assert (stale.rate, stale.error) == (fresh.rate, "transient")
    assert abs(stale.at_us - fresh.at_us) < 2 * S
    desk.money.refresh(ANNA)
    money: MoneySnapshot = desk.wait_for("balance_changed", 2)[0]
    assert (money.balance, money.error) == (Money(12_400_000, "RUB"), "transient")
    assert 0 < money.at_us <= fresh.at_us


def test_a_provider_that_never_answers_delays_no_other(desk: Desk) -> None:
    slow, quick = ToldProvider(), ToldProvider(balance="5.00")
    slow.gate.clear()
    desk.money.set_provider(ANNA, slow)
    desk.money.set_provider(OFFICE, quick)
    desk.money.begin()
    desk.money.request_offers(MOSCOW)
    number, offers = desk.wait_for("offers_ready")
    assert (number, [offer.account_id for offer in offers]) == (MOSCOW, [OFFICE])
    slow.gate.set()
    offers = desk.wait_for("offers_ready", 2)[1]
    assert {offer.account_id for offer in offers} == {ANNA, OFFICE}


def test_what_is_being_asked_is_given_up_when_the_account_goes(desk: Desk) -> None:
    provider = ToldProvider()
    provider.gate.clear()
    desk.money.set_provider(ANNA, provider)
    desk.money.begin()
    desk.accounts.remove(ANNA)
    assert provider.closed.wait(30)
    assert not desk.money.has_provider(ANNA)
    assert desk.said["balance_changed"] == []


def test_quitting_waits_for_no_provider(desk: Desk) -> None:
    provider = ToldProvider()
    provider.gate.clear()
    desk.money.set_provider(ANNA, provider)
    desk.money.begin()
    began = time.monotonic()
    desk.money.close()
    assert time.monotonic() - began < 5
    assert provider.closed.wait(30)


def test_while_a_number_is_typed_the_newest_is_asked_about_first_and_old_ones_are_let_go(desk: Desk) -> None:
    provider = ToldProvider()
    desk.money.set_provider(ANNA, provider)
    _price(desk)
    provider.gate.clear()
    typed = [f"+7495111{number}" for number in range(1000, 1010)]
    for number in typed:
        desk.money.request_price(ANNA, number)
    provider.gate.set()
    desk.wait_for("price_ready", 5)
    asked = [question.removeprefix("price ") for question in provider.asked if question.startswith("price +7495111")]
    assert asked == [MOSCOW, typed[0], typed[9], typed[8], typed[7], typed[6]][: len(asked)]
    assert len(asked) >= 5


def test_a_price_of_a_deck_in_memory_is_told_at_once(desk: Desk) -> None:
    provider = ToldProvider()
    provider.without = frozenset({Capability.ACCOUNT_STATUS})
    provider.list = Deck("RUB", (deck_row(), deck_row(prefix="49", rate_nanos=1_200_000_000)))
    desk.money.set_provider(ANNA, provider)
    desk.money.begin()
    desk.wait_for("free_directions_ready")
    desk.money.request_price(ANNA, BERLIN)
    [(_, price)] = desk.said["price_ready"]
    assert price.rate.row.rate_nanos == 1_200_000_000
    assert price.lasts_s is None  # nobody tells a balance
    assert desk.money.is_known(ANNA, BERLIN)
    assert desk.money.objection(ANNA, BERLIN, confirmed=False) is None
    desk.money.request_price(ANNA, "+33123456789")
    assert desk.said["price_ready"][-1][1].error == "no_rate"
    assert "price" not in " ".join(provider.asked)


def test_a_free_direction_that_has_ended_is_not_used_from_memory(desk: Desk) -> None:
    provider = ToldProvider()
    provider.free = FreeSpan("Moscow", "Москва", 0, now_us() + S)
    desk.money.set_provider(ANNA, provider)
    free = _price(desk)
    assert free.rate is not None
    assert free.rate.is_free
    time.sleep(1.05)
    provider.free = None
    paid = _price(desk)
    assert paid.rate is not None
    assert not paid.rate.is_free


# --- offers ---------------------------------------------------------------------------------------------------------------------


def test_offers_come_the_cheapest_first_and_the_refused_ones_last(desk: Desk) -> None:
    dear_but_by_the_second = deck_row(rate_nanos=720_000_000, initial_increment=1, recurring_increment=1)
    desk.money.set_provider(ANNA, ToldProvider(n74951112233=dear_but_by_the_second))
    desk.money.set_provider(OFFICE, ToldProvider())
    desk.money.request_offers(MOSCOW)
    offers: tuple[Offer, ...] = desk.wait_for("offers_ready", 2)[1]
    assert [offer.account_id for offer in offers] == [OFFICE, ANNA]  # 2.10 and 2.16 for three minutes
    desk.accounts.set_rules(OFFICE, MoneyRules(call_limit_micros=1))
    refused = desk.money.offers(MOSCOW)
    assert [(offer.account_id, offer.refusal) for offer in refused] == [(ANNA, ""), (OFFICE, "over_call_limit")]


def test_offers_in_another_currency_stand_apart(desk: Desk) -> None:
    desk.money.set_provider(ANNA, ToldProvider())
    desk.money.set_provider(OFFICE, ToldProvider(currency="USD", n74951112233=deck_row(rate_nanos=10_000_000)))
    desk.money.request_offers(MOSCOW)
    offers: tuple[Offer, ...] = desk.wait_for("offers_ready", 2)[1]
    assert [offer.account_id for offer in offers] == [ANNA, OFFICE]  # the current account's currency first


# --- top-up, lists, campaigns ---------------------------------------------------------------------------------------------------


def test_a_top_up_is_told_with_the_new_balance(desk: Desk) -> None:
    desk.money.set_provider(ANNA, ToldProvider())
    assert desk.money.can_top_up(ANNA)
    assert desk.money.top_up_url(ANNA) == "https://pay.test/"
    assert desk.money.recovery_url(ANNA) == ""
    desk.money.top_up(ANNA, Money(100_000_000, "RUB"))
    account_id, money, added, number = desk.wait_for("top_up_done")
    assert (account_id, money.balance, added, number) == (ANNA, Money(112_400_000, "RUB"), Money(100_000_000, "RUB"), "5f3a9c01")
    assert desk.money.balance(ANNA) == money


def test_another_tariff_has_other_prices(desk: Desk) -> None:
    provider = ToldProvider()
    provider.status = replace(provider.status, tariff="trial")
    desk.money.set_provider(ANNA, provider)
    assert _price(desk).lasts_s == 17 * 60
    provider.status, provider.free = replace(provider.status, tariff="prepaid"), FreeSpan("Moscow", "Москва", 0)
    desk.money.refresh(ANNA)
    desk.wait_for("balance_changed", 2)
    price = _price(desk)
    assert price.rate is not None
    assert price.rate.is_free


@pytest.mark.parametrize("trouble", [RefusedError("too much"), OutcomeUnknownError("no clear answer")])
def test_a_failed_top_up_has_its_code_and_the_balance_is_asked_for_again(desk: Desk, trouble: Any) -> None:
    provider = ToldProvider()
    desk.money.set_provider(ANNA, provider)
    desk.money.begin()
    desk.wait_for("balance_changed")
    provider.trouble = trouble
    desk.money.top_up(ANNA, Money(1, "RUB"))
    assert desk.wait_for("top_up_failed") == (ANNA, trouble.code)
    desk.wait_for("balance_changed", 2)
    assert [question.split()[0] for question in provider.asked][-2:] == ["top_up", "status"]


def test_a_deck_is_listed_and_one_that_fails_says_why(desk: Desk) -> None:
    provider = ToldProvider()
    provider.list = Deck("RUB", (deck_row(),))
    desk.money.set_provider(ANNA, provider)
    desk.money.request_deck(ANNA)
    assert desk.wait_for("deck_ready") == (ANNA, provider.list)
    desk.money.request_deck(OFFICE)
    assert desk.wait_for("deck_failed") == (OFFICE, "unsupported", "")
    provider.trouble = TransientError("down")
    desk.money.set_provider(OFFICE, provider)
    desk.money.request_deck(OFFICE)
    assert desk.wait_for("deck_failed", 2) == (OFFICE, "transient", "down")


def test_a_campaign_is_announced_once(desk: Desk) -> None:
    now = now_us()
    running = FreeSpan("Kazan", "Казань", now - S, now + 3600 * S, is_campaign=True)
    later = FreeSpan("Perm", "Пермь", now + 3600 * S, None, is_campaign=True)
    provider = ToldProvider()
    campaign = FreeDirection("kazan-2026", running, ("7843",), announcement_en="Free calls to Kazan!", announcement_ru="Казань бесплатно!")
    quiet = FreeDirection("china", FreeSpan("China", "Китай", 0), ("86",))
    provider.directions = (campaign, quiet, FreeDirection("perm", later, ("7342",), announcement_en="Soon", announcement_ru="Скоро"))
    desk.money.set_provider(ANNA, provider)
    desk.money.begin()
    assert desk.wait_for("free_directions_ready")[1] == provider.directions
    assert desk.said["announced"] == [(campaign,)]
    desk.money.request_free_directions(ANNA)
    desk.wait_for("free_directions_ready", 2)
    assert desk.said["announced"] == [(campaign,)]
    assert desk.settings.values().announced == ("kazan-2026",)
    desk.money.request_free_directions(OFFICE)
    assert desk.wait_for("free_directions_ready", 3) == (OFFICE, ())


# --- what a call did cost -------------------------------------------------------------------------------------------------------


def _call(cost: int) -> CallSnapshot:
    call = CallSnapshot("c1", ANNA, CallDirection.OUTGOING, MOSCOW, CallState.ENDED, 10 * S, answered_us=12 * S, ended_us=72 * S)
    return msgspec.structs.replace(call, cost=Money(cost, "RUB"), price=priced())


@pytest.mark.parametrize(
    ("theirs", "told"),
    [(700_000, False), (1_400_000, False), (1_400_001, True), (0, False), (2_100_000, True)],
)
def test_a_charge_that_differs_by_more_than_an_increment_is_told_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, theirs: int, told: bool
) -> None:
    monkeypatch.setattr("agent_app.money.service._SETTLE_MS", (1, 20))
    provider = ToldProvider()
    provider.records = (
        CallRecord("r1", "out", MOSCOW, "Moscow", 10 * S, 12 * S, 72 * S, 60, 0, Money(theirs, "RUB"), "hung_up_by_caller"),
    )
    desk.money.set_provider(ANNA, provider)
    desk.money.settle(_call(700_000))
    assert desk.wait_for("charged", 2) == ("c1", Money(theirs, "RUB"))
    differences = [(difference.ours, difference.theirs) for (difference,) in desk.said["charge_differs"]]
    assert differences == ([(Money(700_000, "RUB"), Money(theirs, "RUB"))] if told else [])


def _record(record_id: str, start_s: int, cost: int, *, answer_s: int | None = None) -> CallRecord:
    """Without `answer_s` the provider tells the start alone."""
    answer = start_s if answer_s is None else answer_s
    return CallRecord(record_id, "out", MOSCOW, "", start_s * S, answer * S, (answer + 60) * S, 60, 0, Money(cost, "RUB"), "")


def test_the_record_of_a_call_that_rang_long_is_found_by_its_start(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agent_app.money.service._SETTLE_MS", (1,))
    provider = ToldProvider()
    provider.records = (_record("later", 60, 3), _record("this", 11, 2), _record("before", 8, 1))
    desk.money.set_provider(ANNA, provider)
    desk.money.settle(msgspec.structs.replace(_call(700_000), answered_us=52 * S, ended_us=112 * S))
    assert desk.wait_for("charged") == ("c1", Money(2, "RUB"))


def test_the_record_of_another_call_to_the_number_is_not_taken(desk: Desk) -> None:
    provider = ToldProvider()
    provider.records = (_record("short one before", 2, 1, answer_s=3), _record("long ago", 1, 9))
    call = msgspec.structs.replace(_call(700_000), answered_us=52 * S, ended_us=112 * S)
    assert ask_charge(provider, call) is None
    provider.records = (*provider.records, _record("told by its answer", 30, 5, answer_s=51))
    assert ask_charge(provider, call) == Money(5, "RUB")


# --- objections and limits ------------------------------------------------------------------------------------------------------


def test_an_account_without_a_provider_is_asked_about_premium_numbers_alone(desk: Desk) -> None:
    desk.accounts.set_rules(ANNA, MoneyRules(only_known_rates=True, day_limit_micros=1))
    assert desk.money.objection(ANNA, MOSCOW, confirmed=False) is None
    premium = desk.money.objection(ANNA, "+78091234567", confirmed=False)
    assert premium is not None
    assert premium.code is ReasonCode.PREMIUM_UNCONFIRMED
    assert desk.money.objection(ANNA, "+78091234567", confirmed=True) is None


def test_the_days_limit_counts_what_runs_and_what_was_charged(desk: Desk) -> None:
    desk.money.set_provider(ANNA, ToldProvider())
    _price(desk)
    desk.accounts.set_rules(ANNA, MoneyRules(day_limit_micros=2_000_000))
    desk.money.note_cost("c1", ANNA, now_us(), Money(700_000, "RUB"))
    desk.money.note_cost("c1", ANNA, now_us(), Money(1_400_000, "RUB"))
    reason = desk.money.objection(ANNA, MOSCOW, confirmed=False)
    assert reason is not None
    assert reason.code is ReasonCode.OVER_DAY_LIMIT
    assert desk.money.spent_today(ANNA, "RUB", but="c1") == 0
    assert desk.money.spent_today(OFFICE, "RUB") == 0


def test_what_was_spent_yesterday_is_not_todays(desk: Desk) -> None:
    desk.money.note_cost("c1", ANNA, now_us() - 25 * 3600 * S, Money(700_000, "RUB"))
    assert desk.money.spent_today(ANNA, "RUB") == 0


# --- spending -------------------------------------------------------------------------------------------------------------------


def test_a_month_is_exported_and_a_folder_that_is_none_is_told(desk: Desk, tmp_path: Path) -> None:
    desk.money.request_spending("2026-11")
    assert desk.wait_for("spending_ready") == ("2026-11", ())
    desk.money.export_spending("2026-11", tmp_path / "spending.csv")
    assert desk.wait_for("export_done") == (str(tmp_path / "spending.csv"),)
    assert (tmp_path / "spending.csv").read_bytes().startswith(b"\xef\xbb\xbfday,")
    (tmp_path / "file").touch()
    desk.money.export_spending("2026-11", tmp_path / "file" / "spending.csv")
    path, code = desk.wait_for("export_failed")
    assert (Path(path).name, code) == ("spending.csv", "failed")
    with pytest.raises(ValueError, match="2026-13"):
        desk.money.request_spending("2026-13")


def test_this_runs_calls_are_not_counted_twice(desk: Desk, database: Database) -> None:
    from agent_app.storage.calls import save_call

    before = msgspec.structs.replace(_call(900_000), started_us=now_us() - 1000)
    database.write(lambda connection: save_call(connection, "i1", before, seen=True))
    desk.money.begin()
    desk.money.request_spending("2026-01")  # read after what `begin` reads
    desk.wait_for("spending_ready")
    assert desk.money.spent_today(ANNA, "RUB") in {900_000, 0}  # 0: it is a moment past midnight
