"""The Phone panel: typing, pasting, the pad, the price, refusals, suggestions, the sliders."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from agent_app.money.snapshots import MoneySnapshot
from agent_app.snapshots import AccountKind
from tariffs.rating.money import Money
from telephony.messages import Registration
from telephony.reasons import Reason, ReasonCode
from tests.ui.fakes import ACCOUNT, FakeAccounts, now_us
from tests.ui.scenes import OFFICE, price

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.fakes import Fakes
    from ui.phone.dialling import Dialling
    from ui.shell import Shell


@pytest.fixture
def phone(shell: Shell) -> Dialling:
    return shell.window.phone.dialling


def type_text(phone: Dialling, text: str) -> None:
    phone.field.setFocus()
    QTest.keyClicks(phone.field, text)


def paste(phone: Dialling, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    QGuiApplication.clipboard().setMimeData(data)
    phone.field.setFocus()
    QTest.keyClick(phone.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


# --- the number field ------------------------------------------------------------------------------------------------------------


def test_the_number_field_has_the_keyboard_from_the_start(shell: Shell) -> None:
    assert shell.window.focusWidget() is shell.window.phone.dialling.field


def test_digits_are_grouped_while_they_are_typed(phone: Dialling) -> None:
    type_text(phone, "+74951112233")
    assert phone.field.text() == "+7 495 111-22-33"
    assert phone.field.cursorPosition() == len(phone.field.text())


def test_a_key_that_regroups_the_number_is_no_paste(phone: Dialling) -> None:
    pasted: list[bool] = []
    phone.field.pasted.connect(lambda: pasted.append(True))
    for number in ("+442071234567", "+493012345678", "+74951112233"):
        phone.clear()
        type_text(phone, number)
    assert pasted == []
    paste(phone, "8 812 333-44-55")
    assert pasted == [True]


def test_the_cursor_stays_behind_its_digit_when_one_is_deleted_in_the_middle(phone: Dialling) -> None:
    type_text(phone, "+74951112233")
    phone.field.setCursorPosition(len("+7 495 1"))
    QTest.keyClick(phone.field, Qt.Key.Key_Backspace)
    assert phone.field.text().replace(" ", "").replace("-", "") == "+7495112233"
    assert phone.field.text()[: phone.field.cursorPosition()].replace(" ", "") == "+7495"


def test_a_pasted_text_with_one_number_becomes_that_number(phone: Dialling) -> None:
    paste(phone, "Тел.: +7 (495) 111-22-33, звоните!")
    assert phone.field.text() == "+7 495 111-22-33"
    assert phone.call.isEnabled()


def test_several_pasted_numbers_are_offered_as_a_choice(phone: Dialling) -> None:
    paste(phone, "+7 495 111-22-33 / +7 812 333-44-55")
    offered = [button.text() for button in phone.facts.buttons if button.isVisible()]
    assert offered == ["Use +7 495 111-22-33", "Use +7 812 333-44-55"]
    assert not phone.call.isEnabled()
    phone.facts.buttons[1].click()
    assert phone.field.text() == "+7 812 333-44-55"


def test_escape_clears_the_number(phone: Dialling) -> None:
    type_text(phone, "+7495")
    QTest.keyClick(phone.field, Qt.Key.Key_Escape)
    assert phone.field.text() == ""
    assert not phone.cancel.isEnabled()


def test_a_long_text_gets_smaller_type_instead_of_being_cut(phone: Dialling) -> None:
    before = phone.field.font().pixelSize()
    phone.show_text("somebody.with.a.very.long.name@sip.provider.example")
    assert phone.field.font().pixelSize() < before


# --- the pad ---------------------------------------------------------------------------------------------------------------------


def test_the_keys_of_the_pad_type(phone: Dialling) -> None:
    for sign in "84951112233":
        QTest.mouseClick(phone.pad.keys[sign], Qt.MouseButton.LeftButton)
    assert phone.field.text().replace(" ", "").replace("-", "") == "84951112233"


def test_zero_held_is_a_plus(phone: Dialling, qtbot: QtBot) -> None:
    key = phone.pad.keys["0"]
    QTest.mousePress(key, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: phone.field.text() == "+")
    QTest.mouseRelease(key, Qt.MouseButton.LeftButton)
    assert phone.field.text() == "+"


def test_zero_clicked_is_a_zero(phone: Dialling) -> None:
    QTest.mouseClick(phone.pad.keys["0"], Qt.MouseButton.LeftButton)
    assert phone.field.text() == "0"


def test_the_pad_works_by_keyboard(phone: Dialling) -> None:
    phone.pad.keys["5"].setFocus()
    QTest.keyClick(phone.pad.keys["5"], Qt.Key.Key_Space)
    assert phone.field.text() == "5"


def test_digits_typed_anywhere_in_the_window_go_to_the_number(shell: Shell) -> None:
    shell.window.people.contacts_view.setFocus()
    for sign in "+7495":
        QTest.keyClicks(shell.window.focusWidget(), sign)
    assert shell.window.phone.dialling.field.text() == "+7 495"


def test_the_backspace_key_erases_the_last_digit(phone: Dialling) -> None:
    type_text(phone, "123")
    QTest.mouseClick(phone.erase, Qt.MouseButton.LeftButton)
    assert phone.field.text() == "12"


# --- what is known of the number ---------------------------------------------------------------------------------------------------


def test_place_and_price_stand_under_the_number(phone: Dialling, fakes: Fakes, qtbot: QtBot) -> None:
    type_text(phone, OFFICE)
    assert phone.facts.line.text() == "Moscow · landline"
    qtbot.waitUntil(phone.facts.price.isVisible)
    assert phone.facts.price.text().replace("\u00a0", " ") == "0.70 ₽/min, whole minutes"
    assert phone.facts.lasts.text() == "lasts 17 min"
    assert fakes.money.asked == [OFFICE]


def test_a_price_for_another_number_is_not_shown(phone: Dialling, fakes: Fakes) -> None:
    type_text(phone, "+78123334455")
    fakes.money.price_ready.emit("a1", price())
    assert phone.facts.price.isHidden()


def test_a_call_that_nobody_can_pay_says_so(phone: Dialling, fakes: Fakes, qtbot: QtBot) -> None:
    fakes.money.prices[OFFICE] = price(lasts_s=0)
    type_text(phone, OFFICE)
    qtbot.waitUntil(phone.facts.lasts.isVisible)
    assert "not enough" in phone.facts.lasts.text()
    assert phone.facts.lasts.role() == "danger_text"


def test_a_guess_is_taken_by_one_click_and_dialled_only_then(phone: Dialling, fakes: Fakes) -> None:
    type_text(phone, "4951112233")
    assert not phone.call.isEnabled()
    QTest.keyClick(phone.field, Qt.Key.Key_Return)
    assert phone.field.text() == "+7 495 111-22-33"
    assert fakes.calls.asked == []
    QTest.keyClick(phone.field, Qt.Key.Key_Return)
    assert fakes.calls.asked == [("number", "a1", OFFICE, "", "False")]


def test_a_local_number_is_completed_by_the_home_area_code(shell: Shell, fakes: Fakes) -> None:
    fakes.accounts.put(msgspec.structs.replace(ACCOUNT, area_code="495"))
    phone = shell.window.phone.dialling
    type_text(phone, "111-22-33")
    assert phone.facts.buttons[0].text() == "Use +7 495 111-22-33"


def test_an_unambiguous_correction_is_named_and_may_be_dialled(phone: Dialling) -> None:
    type_text(phone, "84951112233")
    assert phone.facts.line.text() == "+7 495 111-22-33 · Moscow · landline"
    assert phone.call.isEnabled()


@pytest.mark.parametrize("text", ["112", "103", "8112", "+112", "9-1-1"])
def test_a_provider_never_calls_an_emergency_number(phone: Dialling, fakes: Fakes, text: str) -> None:
    type_text(phone, text)
    QTest.keyClick(phone.field, Qt.Key.Key_Return)
    assert "emergency" in phone.facts.line.text()
    assert phone.facts.line.role() == "danger_text"
    assert fakes.calls.asked == []


def test_while_a_number_is_unfinished_the_sentence_does_not_alarm(phone: Dialling) -> None:
    type_text(phone, "+7495111")
    assert "too short" in phone.facts.line.text()
    assert phone.facts.line.role() == "muted"
    QTest.keyClick(phone.field, Qt.Key.Key_Return)
    assert phone.facts.line.role() == "danger_text"


def test_an_extension_is_dialled_with_the_number(phone: Dialling, fakes: Fakes) -> None:
    paste(phone, "+7 495 111-22-33 доб. 123")
    phone.press_call()
    assert fakes.calls.asked == [("number", "a1", OFFICE, "123", "False")]


def test_an_address_is_called_from_computer_to_computer(phone: Dialling, fakes: Fakes) -> None:
    type_text(phone, "sip:vera@sandbox.test")
    assert phone.facts.line.text() == "Computer to computer, free"
    phone.press_call()
    assert fakes.calls.asked == [("address", "a1", "vera@sandbox.test")]


def test_without_an_account_nothing_can_be_called(shell: Shell, fakes: Fakes) -> None:
    fakes.accounts.all.clear()
    phone = shell.window.phone.dialling
    type_text(phone, OFFICE)
    assert not phone.call.isEnabled()
    QTest.keyClick(phone.field, Qt.Key.Key_Return)
    assert fakes.calls.asked == []


def test_a_refused_call_says_why(phone: Dialling, fakes: Fakes) -> None:
    type_text(phone, OFFICE)
    fakes.calls.refused.emit("", Reason(ReasonCode.NOT_REGISTERED))
    assert "not connected yet" in phone.facts.line.text()


# --- a company's exchange ----------------------------------------------------------------------------------------------------------


def test_an_exchange_takes_internal_numbers(shell: Shell, fakes: Fakes) -> None:
    fakes.accounts.put(msgspec.structs.replace(ACCOUNT, kind=AccountKind.PBX))
    phone = shell.window.phone.dialling
    type_text(phone, "204")
    phone.press_call()
    assert fakes.calls.asked == [("number", "a1", "204", "", "False")]
    assert fakes.money.asked == []


@pytest.mark.parametrize(("answer", "dialled"), [(True, [("number", "a1", "112", "", "True")]), (False, [])])
def test_an_exchange_asks_before_an_emergency_number(
    shell: Shell, fakes: Fakes, monkeypatch: pytest.MonkeyPatch, answer: bool, dialled: list[tuple[str, ...]]
) -> None:
    fakes.accounts.put(msgspec.structs.replace(ACCOUNT, kind=AccountKind.PBX))
    monkeypatch.setattr("ui.dialogs.questions.ask_emergency", lambda *_: answer)
    type_text(shell.window.phone.dialling, "112")
    shell.window.phone.dialling.press_call()
    assert fakes.calls.asked == dialled


# --- account and sliders -----------------------------------------------------------------------------------------------------------


def test_the_account_block_shows_balance_tariff_and_what_is_left_of_the_trial(shell: Shell, fakes: Fakes) -> None:
    block = shell.window.phone.account
    said = [label.text().replace("\u00a0", " ") for label in (block.balance, block.tariff, block.left)]
    assert said == ["12.40 ₽", "Trial tariff", "4 min 12 s left"]
    assert block.bar.isVisible()
    fakes.money.put(MoneySnapshot("a1", Money(500_000_000, "RUB"), "prepaid", at_us=now_us()))
    assert block.balance.text().startswith("500.00")
    assert not block.bar.isVisible()


def test_another_account_is_chosen_and_the_number_read_anew(shell: Shell, fakes: Fakes) -> None:
    block, phone = shell.window.phone.account, shell.window.phone.dialling
    assert not block.chooser.isEnabled()
    fakes.accounts.put(
        msgspec.structs.replace(ACCOUNT, account_id="a2", address="204@pbx.test", kind=AccountKind.PBX, registration=Registration.OFF)
    )
    assert block.chooser.isEnabled()
    type_text(phone, "204")
    assert not phone.call.isEnabled()
    fakes.accounts.set_current("a2")
    assert block.chooser.text() == "204@pbx.test"
    assert phone.call.isEnabled()


def test_the_sliders_set_and_show_the_volumes(shell: Shell, fakes: Fakes) -> None:
    volumes = shell.window.phone.volumes
    volumes.speaker.slider.setFocus()
    QTest.keyClick(volumes.speaker.slider, Qt.Key.Key_Right)
    volumes.microphone.slider.setValue(40)
    assert fakes.audio.percents == (105, 40)
    fakes.audio.volumes_changed.emit(60, 70)
    assert (volumes.speaker.slider.value(), volumes.microphone.slider.value()) == (60, 70)


def test_a_click_on_a_slider_goes_straight_there(shell: Shell) -> None:
    slider = shell.window.phone.volumes.speaker.slider
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=slider.rect().center())
    assert slider.value() == 100
    far = slider.rect().center()
    far.setX(slider.width() - 4)
    QTest.mouseClick(slider, Qt.MouseButton.LeftButton, pos=far)
    assert slider.value() == 200


def test_without_an_account_the_block_is_not_there(shell: Shell, fakes: Fakes) -> None:
    fakes.accounts = FakeAccounts()
    fakes.accounts.all.clear()
    shell.window.phone.account._services.accounts.all.clear()  # pyright: ignore[reportAttributeAccessIssue]
    shell.window.phone.account.refresh()
    assert shell.window.phone.account.isHidden()
