"""Money during the call and after: time left, the last minute, the bill."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent_app.money.snapshots import ChargeDifference
from tariffs.rating.money import Money
from telephony.calls import CallState
from telephony.reasons import Reason, ReasonCode
from tests.prices import priced
from tests.ui.fakes import now_us
from tests.ui.scenes import OFFICE, price, talking
from tests.ui.words import plain
from ui.phone.cost import Urgency, urgency

if TYPE_CHECKING:
    from tests.ui.fakes import Fakes
    from ui.phone.dialling import Dialling
    from ui.phone.in_call import InCall
    from ui.shell import Shell


@pytest.fixture
def phone(shell: Shell) -> Dialling:
    return shell.window.phone.dialling


# --- during --------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("left", "level"),
    [(None, Urgency.CALM), (61, Urgency.CALM), (60, Urgency.SOON), (11, Urgency.SOON), (10, Urgency.NOW), (0, Urgency.NOW)],
)
def test_the_last_minute_and_the_last_seconds_have_a_colour(left: int | None, level: Urgency) -> None:
    assert urgency(left) is level


def test_the_time_left_is_in_the_panel_and_in_the_status_line(shell: Shell, fakes: Fakes, in_call: InCall) -> None:
    talking(fakes)
    assert in_call.cost.values[1].text() == "15 min 13 s"
    assert shell.window.status.left.text() == "15 min 13 s left"
    assert in_call.cost.top_up.isHidden()


def test_near_the_end_of_the_money_a_warning_and_the_way_to_more(shell: Shell, fakes: Fakes, in_call: InCall) -> None:
    said: list[str] = []
    shell.window.phone.top_up_wanted.disconnect()
    shell.window.phone.top_up_wanted.connect(said.append)
    call_id = talking(fakes)
    fakes.calls.happen(call_id, price=price(lasts_s=152), time_left_s=45)
    assert in_call.cost.warning.text() == "The money lasts less than a minute"
    assert in_call.cost.values[1].role() == shell.window.status.left.role() == "warning_text"
    in_call.cost.top_up.click()
    assert said == ["a1"]
    fakes.calls.happen(call_id, price=price(lasts_s=115), time_left_s=8)
    assert in_call.cost.values[1].role() == "danger_text"
    fakes.calls.happen(call_id, price=price(lasts_s=3000), time_left_s=2880)
    assert in_call.cost.warning.isHidden(), "the money came"


def test_near_the_end_of_the_trial_it_is_the_trial_that_ends(fakes: Fakes, in_call: InCall) -> None:
    call_id = talking(fakes)
    fakes.calls.happen(call_id, price=priced(trial_s=152, lasts_s=152), time_left_s=45)
    assert in_call.cost.warning.text() == "The trial lasts less than a minute"
    fakes.calls.happen(call_id, price=priced(trial_s=115, lasts_s=115), time_left_s=8)
    assert in_call.cost.warning.text() == "The trial is running out"


def test_the_users_own_limit_is_no_reason_to_top_up(fakes: Fakes, in_call: InCall) -> None:
    fakes.calls.happen(talking(fakes), price=price(lasts_s=3000), time_left_s=30)
    assert in_call.cost.warning.text() == "Your own limit ends the call soon"
    assert in_call.cost.top_up.isHidden()


def test_a_warning_calls_for_attention(fakes: Fakes, in_call: InCall, monkeypatch: pytest.MonkeyPatch) -> None:
    alerted: list[object] = []
    monkeypatch.setattr("ui.phone.in_call.QApplication.alert", alerted.append)
    call_id = talking(fakes)
    fakes.calls.time_warning.emit("another", 60)
    assert alerted == []
    fakes.calls.time_warning.emit(call_id, 60)
    assert alerted == [in_call.window()]


def test_a_call_that_nothing_ends_tells_no_time(shell: Shell, fakes: Fakes, in_call: InCall) -> None:
    fakes.calls.happen(talking(fakes), price=price(lasts_s=None), time_left_s=None)
    assert in_call.cost.values[1].isHidden()
    assert shell.window.status.left.isHidden()


# --- after ---------------------------------------------------------------------------------------------------------------------------


def test_the_end_says_how_long_and_how_much(shell: Shell, fakes: Fakes, phone: Dialling) -> None:
    fakes.calls.hang_up(talking(fakes))
    assert phone.facts.line.text() == "Call ended"
    assert plain(phone.facts.price.text()) == "1 min 47 s · 1.40 ₽"
    assert plain(shell.window.status.state.text()) == "Call ended · 1 min 47 s · 1.40 ₽"


def test_the_providers_word_on_the_cost_counts_and_a_difference_is_told(shell: Shell, fakes: Fakes, phone: Dialling) -> None:
    call_id = talking(fakes)
    fakes.calls.hang_up(call_id)
    fakes.money.charged.emit(call_id, Money(2_100_000, "RUB"))
    fakes.money.charge_differs.emit(ChargeDifference(call_id, Money(1_400_000, "RUB"), Money(2_100_000, "RUB")))
    assert plain(phone.facts.price.text()) == "1 min 47 s · 2.10 ₽"
    assert plain(phone.facts.lasts.text()) == "The provider charged 2.10 ₽, we counted 1.40 ₽"
    assert plain(shell.window.status.state.text()) == "The provider charged 2.10 ₽, we counted 1.40 ₽"


def test_a_bill_that_comes_late_does_not_cover_the_next_number(fakes: Fakes, phone: Dialling) -> None:
    call_id = talking(fakes)
    fakes.calls.hang_up(call_id)
    phone.show_text("+78123334455")
    fakes.money.charged.emit(call_id, Money(2_100_000, "RUB"))
    fakes.money.charge_differs.emit(ChargeDifference(call_id, Money(1_400_000, "RUB"), Money(2_100_000, "RUB")))
    assert phone.facts.line.text() == "St Petersburg · landline"
    assert phone.facts.lasts.isHidden()


def test_a_call_that_nobody_answered_has_no_bill(fakes: Fakes, phone: Dialling) -> None:
    fakes.calls.happen(fakes.calls.begin(OFFICE), state=CallState.ENDED, ended_us=now_us(), reason=Reason(ReasonCode.BUSY))
    assert phone.facts.price.isHidden()


def test_after_the_call_the_keyboard_is_at_the_number_again(shell: Shell, fakes: Fakes, phone: Dialling, in_call: InCall) -> None:
    shell.window.show_number(OFFICE)
    phone.press_call()
    assert shell.window.focusWidget() is in_call
    in_call.press_hang_up()
    assert shell.window.focusWidget() is phone.field
