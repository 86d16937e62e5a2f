"""A call is sent to somebody else: at once, asked first, to one that waits; and the other side wants that of us."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from agent_app.snapshots import TransferStage
from telephony.calls import CallState
from telephony.reasons import Reason, ReasonCode
from tests.ui.call_scenes import held
from tests.ui.calling import acts, picker
from tests.ui.fakes import now_us
from tests.ui.scenes import OFFICE, talking
from tests.ui.words import plain
from ui.calls.actions import Action

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot

    from tests.ui.fakes import Fakes
    from ui.phone.in_call import InCall
    from ui.shell import Shell


def test_a_call_is_transferred_to_a_number_whose_price_shows(fakes: Fakes, in_call: InCall) -> None:
    fakes.money.known.add(("a1", OFFICE))
    call_id = held(fakes, "vera@sandbox.test", held_here=False)
    in_call.transfer()
    chooser = picker()
    QTest.keyClicks(chooser.field, "84951112233")
    assert plain(chooser.price.text()).startswith("0.70 ₽/min")
    chooser.do.click()
    assert acts(fakes, "transfer") == [("transfer", call_id, OFFICE)]
    assert in_call.head.notice.text() == "Transferring Вера…"
    fakes.calls.happen(call_id, transfer=TransferStage.RINGING)
    assert in_call.head.notice.text() == "Transferring Вера: it rings there…"


def test_a_transfer_that_fails_is_a_sentence_and_the_call_goes_on(fakes: Fakes, in_call: InCall) -> None:
    call_id = talking(fakes)
    fakes.calls.happen(call_id, transfer=TransferStage.FAILED, transfer_reason=Reason(ReasonCode.BUSY, 486))
    said = in_call.head.notice.text()
    assert said == "The transfer failed: That number is busy. Try again in a few minutes. You are talking with Борис Петров again."
    assert in_call.head.notice.role() == "danger_text"
    assert Action.HOLD in in_call.buttons.shown()


def test_a_call_that_was_transferred_says_so_at_its_end(shell: Shell, fakes: Fakes) -> None:
    call_id = talking(fakes)
    fakes.calls.happen(call_id, transfer=TransferStage.DONE, state=CallState.ENDED, reason=Reason(ReasonCode.HUNG_UP_HERE))
    assert shell.window.phone.dialling.facts.line.text() == "Борис Петров was transferred"
    assert shell.window.status.state.text().startswith("Борис Петров was transferred")


def test_a_transfer_is_not_offered_to_who_is_transferred(fakes: Fakes, in_call: InCall) -> None:
    talking(fakes)
    in_call.transfer()
    assert OFFICE not in {choice.text() for choice in picker().model.items()}


def test_asked_first_then_connected(shell: Shell, fakes: Fakes, in_call: InCall) -> None:
    first = talking(fakes)
    in_call.transfer()
    chooser = picker()
    QTest.keyClicks(chooser.field, "vera")
    QTest.keyClick(chooser.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert acts(fakes, "address") == [("address", "a1", "vera@sandbox.test")]
    second = in_call.call_id()
    assert second != first
    assert not in_call.consult.yes.isEnabled()
    fakes.calls.happen(second, state=CallState.ESTABLISHED, answered_us=now_us())
    assert in_call.consult.sentence.text() == "Connect Борис Петров with Вера?"
    in_call.consult.yes.click()
    assert acts(fakes, "transfer_to") == [("transfer_to", first, second)]
    assert shell.window.phone.isVisible()


def test_after_asking_one_can_go_back(fakes: Fakes, in_call: InCall) -> None:
    first = talking(fakes)
    fakes.calls.happen(first, held_here=True)
    second = fakes.calls.begin("vera@sandbox.test")
    in_call.consult.expect(second, first)
    fakes.calls.happen(second, state=CallState.ESTABLISHED, answered_us=now_us())
    in_call.consult.no.click()
    assert acts(fakes, "hang_up") == [("hang_up", second)]
    assert in_call.call_id() == first
    assert not fakes.calls.all[first].held_here


def test_who_declines_to_be_asked_leaves_us_with_the_one_who_waited(fakes: Fakes, in_call: InCall) -> None:
    first = talking(fakes)
    fakes.calls.happen(first, held_here=True)
    second = fakes.calls.begin("vera@sandbox.test")
    in_call.consult.expect(second, first)
    fakes.calls.happen(second, state=CallState.ENDED, reason=Reason(ReasonCode.DECLINED, 603))
    assert in_call.call_id() == first
    assert acts(fakes, "focus") == [("focus", first)]
    assert not fakes.calls.all[first].held_here
    assert in_call.head.notice.text() == "Вера declined the call. You are talking with Борис Петров again."


def test_who_was_talked_with_and_hangs_up_leaves_the_other_waiting(fakes: Fakes, in_call: InCall) -> None:
    first = talking(fakes)
    fakes.calls.happen(first, held_here=True)
    second = fakes.calls.begin("vera@sandbox.test")
    in_call.consult.expect(second, first)
    fakes.calls.happen(second, state=CallState.ESTABLISHED, answered_us=now_us())
    fakes.calls.happen(second, state=CallState.ENDED, reason=Reason(ReasonCode.HUNG_UP_THERE))
    assert in_call.call_id() == first
    assert acts(fakes, "focus") == []
    assert in_call.buttons[Action.HOLD].word() == "Resume"


def test_two_who_were_not_connected_are_both_still_there(fakes: Fakes, in_call: InCall) -> None:
    first = talking(fakes)
    fakes.calls.happen(first, held_here=True)
    second = held(fakes, "vera@sandbox.test", held_here=False)
    fakes.calls.happen(first, transfer=TransferStage.FAILED, transfer_reason=Reason(ReasonCode.DECLINED, 603))
    assert in_call.call_id() == second
    assert in_call.head.notice.text().startswith("The transfer failed: ")
    assert in_call.head.notice.text().endswith(". Борис Петров still waits.")


def test_a_call_that_waits_can_be_chosen_as_the_target(fakes: Fakes, in_call: InCall) -> None:
    waiting = held(fakes)
    call_id = talking(fakes)
    in_call.transfer()
    chooser = picker()
    assert not chooser.ask.isEnabled(), "he was asked already"
    chooser.press_do()
    assert acts(fakes, "transfer_to") == [("transfer_to", call_id, waiting)]


def test_a_premium_number_is_transferred_to_after_a_question(
    fakes: Fakes, in_call: InCall, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("ui.calls.commands.ask_premium", lambda number, _price, _parent: asked.append(number) or True)
    call_id = talking(fakes)
    fakes.calls.refusals = [Reason(ReasonCode.PREMIUM_UNCONFIRMED)]
    in_call.transfer()
    picker().press_do()
    qtbot.waitUntil(lambda: len(asked) == 1)
    assert [entry[1] for entry in acts(fakes, "transfer")] == [call_id, call_id]


def test_a_transfer_that_the_other_side_wants_is_asked_with_its_price(fakes: Fakes, in_call: InCall, qtbot: QtBot) -> None:
    call_id = held(fakes, "vera@sandbox.test", held_here=False)
    fakes.calls.transfer_asked.emit(call_id, OFFICE)
    assert in_call.asked.isVisible()
    assert plain(in_call.asked.sentence.text()) == "Вера asks you to call Борис Петров, +7 495 111-22-33 instead"
    qtbot.waitUntil(lambda: plain(in_call.asked.under.text()).startswith("0.70 ₽/min"))
    assert acts(fakes, "answer_transfer") == []
    in_call.asked.no.click()
    assert acts(fakes, "answer_transfer") == [("answer_transfer", call_id, "False")]
    assert in_call.asked.isHidden()


def test_the_question_comes_into_view_in_a_narrow_window(shell: Shell, fakes: Fakes) -> None:
    call_id = held(fakes, "vera@sandbox.test", held_here=False)
    shell.window.resize(360, 740)
    shell.window.open_contact("p1")
    assert not shell.window.phone.isVisible()
    fakes.calls.transfer_asked.emit(call_id, OFFICE)
    assert shell.window.phone.in_call.asked.isVisible()


def test_the_question_goes_with_its_call(fakes: Fakes, in_call: InCall) -> None:
    call_id = held(fakes, "vera@sandbox.test", held_here=False)
    talking(fakes)
    fakes.calls.transfer_asked.emit(call_id, OFFICE)
    fakes.calls.hang_up(call_id)
    assert in_call.asked.isHidden()
