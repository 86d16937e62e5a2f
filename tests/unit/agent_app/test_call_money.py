"""A call's money: what is checked before it goes out, what is counted while it runs, and how the user's own limit ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from agent_app.accounts.keyring_lane import KeyringLane
from agent_app.accounts.model import ACCOUNTS_VERSION, MoneyRules, StoredAccount, StoredAccounts
from agent_app.accounts.service import AccountService
from agent_app.calls.service import CallService
from agent_app.contacts.service import ContactService
from agent_app.money.service import MoneyService
from agent_app.settings.service import SettingsService
from agent_app.settings.store import JsonStore
from agent_app.snapshots import CallSnapshot, ProblemCode
from tariffs.providers.provider import AccountStatus
from tariffs.rating.money import Money
from telephony.calls import CallState
from telephony.messages import CallChanged, Dial, HangUp
from telephony.reasons import Reason, ReasonCode
from tests.prices import MOSCOW, deck_row
from tests.unit.agent_app.told_provider import ToldProvider

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from agent_app.problems import Problems
    from agent_app.profile import Profile
    from agent_app.storage.database import Database
    from tests.unit.agent_app.listening import ListeningEngine

ANNA: Final = "anna-account"
PREMIUM: Final = "+78091234567"
S: Final = 1_000_000
BEGIN: Final = 1_800_000_000 * S


class Talk:
    """Calls of one account, in a time that the test moves."""

    def __init__(self, calls: CallService, money: MoneyService, accounts: AccountService, engine: ListeningEngine, qtbot: QtBot) -> None:
        self.calls = calls
        self.money = money
        self.accounts = accounts
        self.engine = engine
        self.qtbot = qtbot
        self.settings: SettingsService
        self.provider = ToldProvider()
        self.now = BEGIN
        self.shown: list[CallSnapshot] = []
        self.refused: list[Reason] = []
        self.warnings: list[int] = []
        calls.changed.connect(self.shown.append)
        calls.refused.connect(self._note_refusal)
        calls.time_warning.connect(self._note_warning)

    def _note_refusal(self, _call_id: str, reason: Reason) -> None:
        self.refused.append(reason)

    def _note_warning(self, _call_id: str, seconds: int) -> None:
        self.warnings.append(seconds)

    @property
    def last(self) -> CallSnapshot:
        return self.shown[-1]

    def know_price(self, number: str = MOSCOW) -> None:
        self.money.set_provider(ANNA, self.provider)
        self.money.request_price(ANNA, number)
        self.qtbot.waitUntil(lambda: self.money.is_known(ANNA, number))

    def answer(self, number: str = MOSCOW) -> str:
        """Dialled, and answered now."""
        call_id = self.calls.dial_number(ANNA, number)
        assert call_id
        self.engine.say(CallChanged(call_id, CallState.ESTABLISHED, self.now))
        return call_id

    def at(self, seconds: float) -> CallSnapshot:
        """The call as it is so many seconds after the answer."""
        self.now = BEGIN + int(seconds * S)
        self.qtbot.wait(60)
        return self.last


@pytest.fixture
def talk(
    profile: Profile,
    problems: Problems,
    engine: ListeningEngine,
    database: Database,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Talk]:
    store = JsonStore(profile.accounts, StoredAccounts, ACCOUNTS_VERSION, problems.report, ProblemCode.ACCOUNTS_BROKEN)
    store.save(tuple(StoredAccount(account_id, f"{account_id}@provider.test") for account_id in (ANNA, "office", "moscow")))
    settings = SettingsService(profile.settings, problems, engine)
    accounts = AccountService(store, engine, KeyringLane(engine), settings, parent=engine)
    money = MoneyService(accounts, settings, database, engine)
    monkeypatch.setattr("agent_app.calls.meter._TICK_MS", 10)
    calls = CallService(engine, accounts, ContactService(database, engine), money, settings, parent=engine)
    talk = Talk(calls, money, accounts, engine, qtbot)
    talk.settings = settings
    for place in ("calls.meter", "calls.dialler", "money.today", "money.desk", "money.asking", "money.service"):
        monkeypatch.setattr(f"agent_app.{place}.now_us", lambda: talk.now)
    yield talk
    money.close()


# --- before ---------------------------------------------------------------------------------------------------------------------


def test_a_call_whose_price_is_known_goes_out_at_once(talk: Talk) -> None:
    talk.know_price()
    call_id = talk.calls.dial_number(ANNA, MOSCOW)
    assert [dial.call_id for dial in talk.engine.told_of(Dial)] == [call_id]


def test_a_call_that_the_money_does_not_allow_is_never_begun(talk: Talk) -> None:
    talk.provider.status = AccountStatus(Money(10_000, "RUB"), "prepaid", minimum=Money(50_000, "RUB"))
    talk.know_price()
    assert talk.calls.dial_number(ANNA, MOSCOW) == ""
    assert talk.refused == [Reason(ReasonCode.BELOW_MINIMUM, value="0.05 RUB")]
    assert talk.engine.told_of(Dial) == []
    assert talk.shown == []


def test_a_call_whose_price_is_not_known_yet_is_shown_at_once_and_goes_out_with_it(talk: Talk) -> None:
    talk.provider.gate.clear()
    talk.money.set_provider(ANNA, talk.provider)
    call_id = talk.calls.dial_number(ANNA, MOSCOW)
    assert (talk.last.call_id, talk.last.state) == (call_id, CallState.DIALLING)
    assert talk.engine.told_of(Dial) == []
    talk.provider.gate.set()
    talk.qtbot.waitUntil(lambda: len(talk.engine.told_of(Dial)) == 1)
    talk.qtbot.waitUntil(lambda: talk.last.price is not None)


def test_a_call_that_waited_for_its_price_ends_with_the_reason(talk: Talk) -> None:
    talk.provider.rows[MOSCOW] = deck_row(forbidden=True)
    talk.money.set_provider(ANNA, talk.provider)
    assert talk.calls.dial_number(ANNA, MOSCOW)
    talk.qtbot.waitUntil(lambda: talk.last.state is CallState.ENDED)
    assert talk.last.reason == Reason(ReasonCode.DESTINATION_FORBIDDEN, value=MOSCOW)
    assert talk.engine.told_of(Dial) == []


def test_a_provider_that_says_nothing_is_waited_for_a_second_and_a_half_and_no_longer(talk: Talk) -> None:
    talk.provider.gate.clear()
    talk.money.set_provider(ANNA, talk.provider)
    talk.calls.dial_number(ANNA, MOSCOW)
    talk.qtbot.wait(1200)
    assert talk.engine.told_of(Dial) == []
    talk.qtbot.waitUntil(lambda: len(talk.engine.told_of(Dial)) == 1)


def test_a_trial_call_goes_out_though_its_price_does_not_come(talk: Talk) -> None:
    talk.provider.status = AccountStatus(Money(0, "RUB"), "trial", 250, 300)
    talk.know_price("+78121112233")  # the balance is known, this number's price is not
    talk.provider.gate.clear()
    talk.calls.dial_number(ANNA, MOSCOW)
    talk.calls.dial_number(ANNA, "+79161112233")
    talk.qtbot.waitUntil(lambda: len(talk.calls.calls()) == 1)
    assert [dial.target for dial in talk.engine.told_of(Dial)] == [f"sip:{MOSCOW}@provider.test"]
    assert talk.last.reason == Reason(ReasonCode.TRIAL_NOT_COVERING, value="+79161112233")


def test_where_only_known_prices_are_called_a_silent_provider_ends_the_call(talk: Talk) -> None:
    talk.accounts.set_rules(ANNA, MoneyRules(only_known_rates=True))
    talk.provider.gate.clear()
    talk.money.set_provider(ANNA, talk.provider)
    talk.calls.dial_number(ANNA, MOSCOW)
    talk.qtbot.waitUntil(lambda: talk.last.state is CallState.ENDED)
    assert talk.last.reason == Reason(ReasonCode.NO_RATE, value=MOSCOW)


def test_a_call_that_waits_for_its_price_can_be_cancelled(talk: Talk) -> None:
    talk.provider.gate.clear()
    talk.money.set_provider(ANNA, talk.provider)
    call_id = talk.calls.dial_number(ANNA, MOSCOW)
    talk.calls.hang_up(call_id)
    assert (talk.last.state, talk.last.reason) == (CallState.ENDED, Reason(ReasonCode.CANCELLED_HERE))
    talk.provider.gate.set()
    talk.qtbot.wait(100)
    assert talk.engine.told == []


def test_a_call_that_waits_and_loses_its_engine_does_not_go_out_later(talk: Talk) -> None:
    talk.provider.gate.clear()
    talk.money.set_provider(ANNA, talk.provider)
    talk.calls.dial_number(ANNA, MOSCOW)
    talk.engine.die()
    assert (talk.last.state, talk.last.reason) == (CallState.ENDED, Reason(ReasonCode.ENGINE_LOST))
    talk.engine.come_back()
    talk.provider.gate.set()
    talk.qtbot.waitUntil(lambda: talk.money.is_known(ANNA, MOSCOW))
    assert talk.engine.told_of(Dial) == []


def test_a_premium_number_is_asked_about_before_anything_else_happens(talk: Talk) -> None:
    assert talk.calls.dial_number(ANNA, PREMIUM) == ""
    assert talk.refused == [Reason(ReasonCode.PREMIUM_UNCONFIRMED, value=PREMIUM)]
    assert talk.calls.dial_number(ANNA, PREMIUM, confirmed=True)
    talk.provider.gate.clear()
    talk.money.set_provider(ANNA, talk.provider)
    assert talk.calls.dial_number(ANNA, PREMIUM) == ""
    assert talk.calls.dial_number(ANNA, PREMIUM, confirmed=True)


def test_a_numbers_address_at_the_providers_domain_is_a_paid_call_too(talk: Talk) -> None:
    talk.provider.status = AccountStatus(Money(0, "RUB"), "prepaid")
    talk.know_price()
    assert talk.calls.dial_address(ANNA, f"{MOSCOW}@provider.test") == ""
    assert talk.refused == [Reason(ReasonCode.NO_CREDIT, value="0.00 RUB")]
    assert talk.calls.dial_address(ANNA, f"{MOSCOW}@friends.test")


# --- during ---------------------------------------------------------------------------------------------------------------------


def test_cost_and_time_left_run_and_warn_once_each(talk: Talk) -> None:
    talk.provider.status = AccountStatus(Money(2_100_000, "RUB"), "prepaid")  # three minutes
    talk.know_price()
    talk.answer()
    assert (talk.last.time_left_s, talk.last.tariff) == (180, "prepaid")
    assert (talk.at(61).cost, talk.last.time_left_s) == (Money(1_400_000, "RUB"), 119)
    assert talk.warnings == []
    assert talk.at(121).time_left_s == 59
    assert talk.at(140).time_left_s == 40
    assert talk.warnings == [59]
    talk.at(171)
    talk.at(175)
    assert talk.warnings == [59, 9]
    # The provider cuts at zero: we do not.
    assert talk.at(190).time_left_s == 0
    assert talk.engine.told_of(HangUp) == []
    assert talk.last.cost == Money(2_100_000, "RUB")


def test_a_top_up_makes_the_running_call_longer_and_is_warned_about_anew(talk: Talk) -> None:
    talk.provider.status = AccountStatus(Money(700_000, "RUB"), "prepaid")
    talk.know_price()
    talk.answer()
    talk.at(5)
    assert talk.warnings == [60]  # it has no more from the start
    talk.money.top_up(ANNA, Money(700_000, "RUB"))
    talk.qtbot.waitUntil(lambda: talk.last.time_left_s == 115)
    talk.at(65)
    assert talk.warnings == [60, 55]


def test_a_provider_that_charges_while_we_talk_does_not_shorten_the_call_twice(talk: Talk) -> None:
    talk.provider.status = AccountStatus(Money(2_100_000, "RUB"), "prepaid")
    talk.know_price()
    talk.answer()
    talk.at(30)
    talk.provider.status = AccountStatus(Money(1_400_000, "RUB"), "prepaid")
    talk.money.begin()
    talk.money.refresh(ANNA)
    balance = Money(1_400_000, "RUB")
    talk.qtbot.waitUntil(lambda: (told := talk.money.balance(ANNA)) is not None and told.balance == balance)
    assert talk.at(31).time_left_s == 149


def test_the_rate_of_the_answer_holds_to_the_end(talk: Talk) -> None:
    talk.know_price()
    talk.answer()
    talk.provider.rows[MOSCOW] = deck_row(rate_nanos=9_000_000_000)
    talk.money.set_provider(ANNA, talk.provider)
    talk.money.request_price(ANNA, MOSCOW)
    talk.qtbot.waitUntil(lambda: talk.money.is_known(ANNA, MOSCOW))
    assert talk.at(61).cost == Money(1_400_000, "RUB")


# --- the user's own limits ------------------------------------------------------------------------------------------------------


def test_a_call_is_ended_before_it_costs_more_than_the_users_limit(talk: Talk) -> None:
    talk.accounts.set_rules(ANNA, MoneyRules(call_limit_micros=1_500_000))  # two minutes of it
    talk.know_price()
    call_id = talk.answer()
    assert talk.last.time_left_s == 120
    talk.at(118)
    assert talk.engine.told_of(HangUp) == []
    talk.at(119.1)
    assert talk.engine.told_of(HangUp) == [HangUp(call_id)]
    talk.engine.say(CallChanged(call_id, CallState.ENDED, BEGIN + 119 * S + S // 2, Reason(ReasonCode.HUNG_UP_HERE)))
    assert talk.last.reason == Reason(ReasonCode.OVER_CALL_LIMIT, value="1.50 RUB")
    assert talk.last.cost == Money(1_400_000, "RUB")


def test_two_calls_together_stay_within_the_days_limit(talk: Talk) -> None:
    talk.accounts.set_rules(ANNA, MoneyRules(day_limit_micros=2_800_000))  # four minutes, for both
    talk.know_price()
    talk.answer()
    second = talk.answer()
    assert talk.calls.dial_number(ANNA, MOSCOW)
    for seconds in (10, 61, 100):
        talk.at(seconds)
    assert talk.engine.told_of(HangUp) == []
    talk.at(119.2)  # each has two minutes
    ended = [command.call_id for command in talk.engine.told_of(HangUp)]
    assert second in ended
    assert sum(call.cost.micros for call in talk.calls.calls() if call.cost is not None) == 2_800_000


def test_what_was_spent_today_shortens_the_next_call(talk: Talk) -> None:
    talk.accounts.set_rules(ANNA, MoneyRules(day_limit_micros=1_400_000))
    talk.know_price()
    first = talk.answer()
    talk.at(30)
    talk.engine.say(CallChanged(first, CallState.ENDED, talk.now, Reason(ReasonCode.HUNG_UP_HERE)))
    assert talk.calls.dial_number(ANNA, MOSCOW)
    second = talk.shown[-1].call_id
    talk.engine.say(CallChanged(second, CallState.ESTABLISHED, talk.now))
    assert talk.last.time_left_s == 60


def test_where_the_provider_does_not_cut_we_do(talk: Talk) -> None:
    talk.accounts.set_rules(ANNA, MoneyRules(ends_at_zero=True))
    talk.provider.status = AccountStatus(Money(700_000, "RUB"), "prepaid")
    talk.know_price()
    call_id = talk.answer()
    talk.at(59.1)
    assert talk.engine.told_of(HangUp) == [HangUp(call_id)]
    talk.engine.say(CallChanged(call_id, CallState.ENDED, talk.now, Reason(ReasonCode.HUNG_UP_HERE)))
    assert talk.last.reason == Reason(ReasonCode.CREDIT_EXHAUSTED)


def test_a_limit_that_is_raised_during_the_call_lets_it_go_on(talk: Talk) -> None:
    talk.accounts.set_rules(ANNA, MoneyRules(call_limit_micros=700_000))
    talk.know_price()
    talk.answer()
    talk.at(40)
    talk.accounts.set_rules(ANNA, MoneyRules(call_limit_micros=1_400_000))
    assert talk.at(70).time_left_s == 50
    assert talk.engine.told_of(HangUp) == []


def test_the_rate_at_the_answer_holds_where_the_price_was_told_long_before(talk: Talk) -> None:
    talk.know_price()
    talk.provider.rows[MOSCOW] = deck_row(rate_nanos=2_000_000_000)  # its night has begun
    talk.now += 3000 * S
    call_id = talk.answer()
    talk.qtbot.waitUntil(lambda: talk.last.cost == Money(2_000_000, "RUB"))
    talk.provider.rows[MOSCOW] = deck_row(rate_nanos=3_000_000_000)
    talk.money.request_price(ANNA, MOSCOW)
    talk.engine.say(CallChanged(call_id, CallState.ENDED, talk.now, Reason(ReasonCode.HUNG_UP_HERE)))
    assert talk.last.cost == Money(2_000_000, "RUB")


def test_a_price_of_this_minute_is_not_asked_for_again(talk: Talk) -> None:
    talk.know_price()
    talk.answer()
    talk.at(5)
    assert talk.provider.asked.count(f"price {MOSCOW}") == 1


def test_who_pays_later_is_not_stopped_by_an_empty_balance(talk: Talk) -> None:
    talk.provider.status = AccountStatus(Money(0, "RUB"), "postpaid")
    talk.know_price()
    talk.answer()
    assert (talk.last.time_left_s, talk.last.cost) == (None, Money(700_000, "RUB"))
    talk.provider.status = AccountStatus(Money(-700_000, "RUB"), "postpaid")
    talk.money.refresh(ANNA)
    assert talk.at(30).time_left_s is None


def test_a_call_that_the_trial_alone_paid_was_ended_by_the_trial(talk: Talk) -> None:
    talk.provider.status = AccountStatus(Money(0, "RUB"), "trial", 30, 300)
    talk.know_price()
    call_id = talk.answer()
    talk.at(30)
    talk.engine.say(CallChanged(call_id, CallState.ENDED, talk.now, Reason(ReasonCode.CREDIT_EXHAUSTED)))
    assert talk.last.reason == Reason(ReasonCode.TRIAL_USED_UP)


# --- which account --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("preferred", "number", "contact", "chosen"),
    [
        ({}, MOSCOW, None, ANNA),
        ({"prefix:7": "office", "prefix:7495": "moscow"}, MOSCOW, None, "moscow"),
        ({"prefix:7": "office", "prefix:7495": "moscow"}, "+78121112233", None, "office"),
        ({"prefix:7495": "moscow", "contact:boris": "office"}, MOSCOW, "boris", "office"),
        ({"prefix:7495": "moscow"}, MOSCOW, "vera", "moscow"),
        ({"prefix:7495": "an account that is gone"}, MOSCOW, None, ANNA),
    ],
)
def test_an_account_is_preferred_by_contact_then_by_the_longest_prefix(
    talk: Talk, preferred: dict[str, str], number: str, contact: str | None, chosen: str
) -> None:
    talk.settings.change(preferred=preferred)
    assert talk.calls.account_for(number, contact) == chosen
