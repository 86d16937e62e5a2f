"""SMS: whom, what it costs, why not, what became of it, and what is new."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from agent_app.money.snapshots import SmsItem, SmsStatus, SmsTermsSnapshot
from agent_app.snapshots import CallDirection, Contact
from tariffs.rating.money import Money
from telephony.reasons import ReasonCode
from tests.ui.fakes import Fakes, now_us
from tests.ui.money_scenes import MOBILE, texts, with_texts
from tests.ui.scenes import address, phone
from ui.conversation.sms import SmsComposer, takes_sms
from ui.conversation.timeline import ENTRY_ROLE
from ui.conversation.words import failure, obstacle, price_words, status_line
from ui.widgets.rows import ROW_ROLE, Row

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.conversation.page import ConversationPage
    from ui.shell import Shell

STRANGER = "+79167654321"


@pytest.fixture
def page(shell: Shell) -> ConversationPage:
    shell.window.resize(1280, 760)
    shell.window.open_contact("p1")
    return shell.window.conversation


@pytest.fixture
def composer(page: ConversationPage) -> SmsComposer:
    page.open_sms(MOBILE)
    assert page.sms is not None
    return page.sms


def sent(fakes: Fakes) -> list[tuple[str, str]]:
    return [(item.remote, item.text) for item in fakes.sms.all.values() if not item.is_incoming]


def shown(page: ConversationPage) -> list[str]:
    model = page.timeline.entries
    return [str(model.index(row).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(model.rowCount())]


def incoming(text: str, remote: str = MOBILE, item_id: str = "x1") -> SmsItem:
    return SmsItem(item_id, "a1", remote, True, now_us(), text, SmsStatus.DELIVERED, seen=False)


def rows(shell: Shell, tab: int) -> dict[str, Row]:
    model = (shell.window.people.contacts_model, shell.window.people.calls_model)[tab]
    found = [model.index(place).data(ROW_ROLE) for place in range(model.rowCount())]
    return {row.title: row for row in reversed(found)}


# --- whom ----------------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "fits"),
    [(MOBILE, True), ("+4915112345678", True), ("+12125550123", True), ("+74951112233", False), ("112", False), ("junk", False)],
)
def test_only_mobiles_take_sms(number: str, fits: bool) -> None:
    assert takes_sms(number) is fits


def test_who_has_no_mobile_has_no_editor(shell: Shell, page: ConversationPage, composer: SmsComposer) -> None:
    assert composer.isVisible()
    shell.window.open_contact("p2")
    assert not composer.isVisible()
    shell.window.open_contact("p1")
    page.open_sms(MOBILE)
    assert composer.isVisible()
    shell.window.open_remote(STRANGER)
    assert composer.isVisible()
    assert composer.number_shown() == STRANGER


def test_the_numbers_drop_down_leads_to_the_editor(shell: Shell, fakes: Fakes, page: ConversationPage, composer: SmsComposer) -> None:
    fakes.contacts.change(Contact("p1", "Борис", (phone(MOBILE, "мобильный"), phone(STRANGER), address("b@x.test"))))
    assert [composer.number.itemText(place) for place in range(composer.number.count())] == [
        "+7 916 123-45-67 · мобильный",
        "+7 916 765-43-21 · Phone",
        "Edit…",
    ]
    composer.number.setCurrentIndex(1)
    composer.number.activated.emit(1)
    assert composer.number_shown() == STRANGER
    composer.number.activated.emit(2)
    assert composer.number_shown() == STRANGER
    assert [dialog.windowTitle() for dialog in shell.dialogs()] == ["Contact"]


def test_what_was_typed_waits_with_its_number(shell: Shell, composer: SmsComposer) -> None:
    composer.editor.setPlainText("half a thou")
    shell.window.open_contact("p6")
    assert composer.editor.toPlainText() == ""
    shell.window.open_contact("p1")
    assert composer.editor.toPlainText() == "half a thou"


# --- what ----------------------------------------------------------------------------------------------------------------------------


def test_characters_and_parts_are_counted_as_they_are_typed(composer: SmsComposer) -> None:
    assert composer.counter.text() == "160 left"
    assert not composer.send_button.isEnabled()
    QTest.keyClicks(composer.editor, "Hello")
    assert composer.counter.text() == "155 left"
    composer.editor.setPlainText("Привет")
    assert composer.counter.text() == "64 left"
    composer.editor.setPlainText("я" * 71)
    assert composer.counter.text() == "63 left in part 2"


def test_russian_goes_out_in_latin_letters_where_that_is_wanted(fakes: Fakes, composer: SmsComposer) -> None:
    composer.editor.setPlainText("Привет, щука")
    composer.latin.click()
    assert composer.preview.isVisible()
    assert composer.preview.text() == "Privet, shchuka"
    assert composer.counter.text() == "145 left"
    composer.send_button.click()
    assert sent(fakes) == [(MOBILE, "Privet, shchuka")]


def test_price_operator_and_the_days_rest_are_told(fakes: Fakes, shell: Shell, composer: SmsComposer) -> None:
    with_texts(fakes)
    shell.window.open_contact("p6")
    shell.window.open_contact("p1")
    assert composer.facts.text() == "free · MTS, by the number · 4 more SMS today"
    dear = SmsTermsSnapshot("a1", MOBILE, price=Money(2_000_000, "RUB"))
    assert price_words(dear, 1) == "2.00\u00a0₽"
    assert price_words(dear, 3) == "6.00\u00a0₽ for 3 parts"
    assert price_words(SmsTermsSnapshot("a1", MOBILE), 3) == ""


@pytest.mark.parametrize(
    ("fields", "parts", "words"),
    [
        ({"error": "unsupported"}, 1, "Choose another account"),
        ({"error": "refused"}, 1, "no SMS to this number"),
        ({"error": "transient"}, 1, "SMS can't be sent now: the provider does not answer now"),
        ({"per_day": 50, "left_today": 0}, 1, "takes 50 SMS a day"),
        ({"left_today": 0}, 1, "no more SMS today"),
        ({"max_parts": 2}, 3, "at most 2 parts"),
        ({"max_parts": 2}, 2, ""),
        ({"per_day": 50, "left_today": 1}, 1, ""),
    ],
)
def test_the_providers_limits_are_sentences(shell: Shell, fields: dict[str, object], parts: int, words: str) -> None:
    terms = msgspec.structs.replace(SmsTermsSnapshot("a1", MOBILE), **fields)
    said = obstacle(terms, parts)
    assert words in said
    assert bool(said) is bool(words)


def test_what_can_not_be_sent_is_not_sent(fakes: Fakes, composer: SmsComposer) -> None:
    composer.editor.setPlainText("Hello")
    fakes.sms.terms_ready.emit(SmsTermsSnapshot("a1", MOBILE, error="unsupported"))
    assert composer.trouble.isVisible()
    QTest.keyClick(composer.editor, Qt.Key.Key_Return)
    assert sent(fakes) == []
    assert composer.editor.toPlainText() == "Hello"
    fakes.sms.terms_ready.emit(SmsTermsSnapshot("a1", "+79000000000", error="refused"))
    assert "Choose another" in composer.trouble.text(), "another number's answer"


@pytest.mark.parametrize("keys", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier])
def test_enter_sends_and_shift_enter_begins_a_line(fakes: Fakes, composer: SmsComposer, keys: Qt.KeyboardModifier) -> None:
    composer.editor.setFocus()
    QTest.keyClicks(composer.editor, "one")
    QTest.keyClick(composer.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(composer.editor, "two")
    QTest.keyClick(composer.editor, Qt.Key.Key_Return, keys)
    assert sent(fakes) == [(MOBILE, "one\ntwo")]
    assert composer.editor.toPlainText() == ""


def test_ctrl_enter_answers_a_call_that_rings_even_in_the_editor(shell: Shell, fakes: Fakes, composer: SmsComposer, qtbot: QtBot) -> None:
    shell.window.activateWindow()
    qtbot.waitUntil(shell.window.isActiveWindow)
    composer.editor.setPlainText("not now")
    composer.editor.setFocus()
    call_id = fakes.calls.begin("vera@sandbox.test", CallDirection.INCOMING)
    QTest.keyClick(composer.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert ("answer", call_id) in fakes.calls.asked
    assert sent(fakes) == []


def test_digits_typed_in_the_editor_stay_there(shell: Shell, composer: SmsComposer) -> None:
    composer.editor.setFocus()
    QTest.keyClicks(composer.editor, "12 #")
    assert composer.editor.toPlainText() == "12 #"
    assert shell.window.phone.dialling.field.text() == ""


# --- what became of it ---------------------------------------------------------------------------------------------------------------


def test_an_sms_goes_through_its_states_in_the_timeline(fakes: Fakes, page: ConversationPage, composer: SmsComposer, qtbot: QtBot) -> None:
    composer.editor.setPlainText("Hello")
    composer.send_button.click()
    before = page.timeline.entries.rowCount()
    assert shown(page)[-1].endswith("Sent: Hello. SMS · sending…")
    fakes.sms.happen("s1", status=SmsStatus.ACCEPTED, cost=Money(0, "RUB"))
    qtbot.waitUntil(lambda: shown(page)[-1].endswith("SMS · free · accepted"))
    fakes.sms.happen("s1", status=SmsStatus.DELIVERED)
    qtbot.waitUntil(lambda: shown(page)[-1].endswith("SMS · free · delivered"))
    assert page.timeline.entries.rowCount() == before


@pytest.mark.parametrize("code", ["", "not_delivered"])
def test_a_failure_without_a_reason_says_so_simply(shell: Shell, code: str) -> None:
    item = SmsItem("f", "a1", MOBILE, False, 0, "x", SmsStatus.FAILED, reason_code=code)
    assert status_line(item) == "SMS · not delivered"


@pytest.mark.parametrize("code", ["bad_address", "unknown_account", "rate_limited", "garbage", ReasonCode.NO_RESPONSE, "some_new_code"])
def test_a_failures_reason_ends_the_sentence(shell: Shell, code: str) -> None:
    said = failure(code)
    assert said
    assert said[0].islower()


def test_calls_and_sms_stand_in_one_timeline(shell: Shell, fakes: Fakes, page: ConversationPage) -> None:
    with_texts(fakes)
    shell.window.open_contact("p2")
    shell.window.open_contact("p1")
    told = [line for line in shown(page) if ":" in line]  # without the days: at night another one begins between them
    call = next(place for place, line in enumerate(told) if "Outgoing · 3 min 12 s" in line)
    assert "Received: Хорошо" in told[call - 1]
    assert "Sent: <b>ok</b>" in told[call + 1]


def test_foreign_text_is_text(qtbot: QtBot, shell: Shell, fakes: Fakes, page: ConversationPage) -> None:
    nasty = "<img src=x onerror=alert(1)> &amp; \u202eevil\u202c " + "W" * 600 + "\n\n\x00" + "🙂" * 50
    fakes.sms.put(incoming(nasty))
    picture = page.timeline.grab()
    assert not picture.isNull()
    index = page.timeline.entries.index(page.timeline.entries.rowCount() - 1)
    assert nasty in index.data(Qt.ItemDataRole.AccessibleTextRole)
    box = page.timeline.visualRect(index)
    assert box.height() > 60, "it is broken into lines"


def test_what_failed_is_sent_again_by_a_click_on_the_link(fakes: Fakes, page: ConversationPage, qtbot: QtBot) -> None:
    fakes.sms.put(SmsItem("f", "a1", MOBILE, False, now_us(), "once more", SmsStatus.FAILED, reason_code="transient"))
    qtbot.wait(20)
    row = page.timeline.visualRect(page.timeline.entries.index(page.timeline.entries.rowCount() - 1))
    QTest.mouseClick(page.timeline.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(row.right() - 40, row.top() + 12))
    assert len(sent(fakes)) == 1, "the text is no link"
    QTest.mouseClick(page.timeline.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(row.right() - 40, row.bottom() - 18))
    assert sent(fakes) == [(MOBILE, "once more"), (MOBILE, "once more")]


@pytest.mark.parametrize("answer", [True, False])
def test_what_may_have_arrived_is_sent_again_after_a_question(
    fakes: Fakes, page: ConversationPage, monkeypatch: pytest.MonkeyPatch, answer: bool
) -> None:
    asked: list[str] = []
    monkeypatch.setattr("ui.dialogs.questions.ask_send_again", lambda number, _: asked.append(number) or answer)
    fakes.sms.put(SmsItem("u", "a1", MOBILE, False, now_us(), "maybe", SmsStatus.UNKNOWN))
    index = page.timeline.entries.index(page.timeline.entries.rowCount() - 1)
    page.timeline.activated.emit(index)
    assert asked == ["+7 916 123-45-67"]
    assert len(sent(fakes)) == (2 if answer else 1)


def test_a_bubbles_menu_copies_its_text(fakes: Fakes, page: ConversationPage, qtbot: QtBot) -> None:
    fakes.sms.put(incoming("the door code is 1234"))
    qtbot.wait(20)
    box = page.timeline.visualRect(page.timeline.entries.index(page.timeline.entries.rowCount() - 1))
    page.timeline.customContextMenuRequested.emit(box.center())
    menu = page.timeline.findChild(QMenu)
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["Copy the text", "Select text…", "", "Delete…"]
    menu.close()


def test_the_timeline_stays_at_its_end_while_the_window_changes(shell: Shell, fakes: Fakes, page: ConversationPage, qtbot: QtBot) -> None:
    with_texts(fakes)
    shell.window.open_contact("p2")
    shell.window.open_contact("p1")
    bar = page.timeline.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0 and bar.value() == bar.maximum())
    shell.window.resize(1000, 560)
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    bar.setValue(0)
    shell.window.resize(1000, 540)
    qtbot.wait(30)
    assert bar.value() == 0, "who reads above is left there"


# --- what is new ---------------------------------------------------------------------------------------------------------------------


def test_an_incoming_sms_is_new_in_the_lists_until_it_is_looked_at(shell: Shell, fakes: Fakes, qtbot: QtBot) -> None:
    people = shell.window.people
    fakes.sms.put(incoming("come at seven"))
    fakes.sms.put(incoming("who is this?", STRANGER, "x2"))
    qtbot.waitUntil(lambda: people.tabs.badge(2) == 3)  # a missed call, two SMS
    assert rows(shell, 0)["Борис Петров"].badge == 1
    assert rows(shell, 1)["Борис Петров"].subtitle == "SMS: come at seven"
    assert rows(shell, 1)["+7 916 765-43-21"].badge == 1
    assert "1 new" in str(people.contacts_model.index(0).data(Qt.ItemDataRole.AccessibleTextRole))
    shell.window.activateWindow()
    qtbot.waitUntil(shell.window.isActiveWindow)
    shell.window.open_contact("p1")
    assert fakes.sms.seen == [("+74951112233", MOBILE)]
    qtbot.waitUntil(lambda: people.tabs.badge(2) == 2)
    assert rows(shell, 0)["Борис Петров"].badge == 0


def test_what_comes_while_it_is_looked_at_is_not_new(shell: Shell, fakes: Fakes, page: ConversationPage, qtbot: QtBot) -> None:
    shell.window.activateWindow()
    qtbot.waitUntil(shell.window.isActiveWindow)
    fakes.sms.put(incoming("now"))
    assert fakes.sms.unseen() == 0
    assert "Received: now" in shown(page)[-1]


def test_an_sms_of_the_list_opens_where_it_is_answered(shell: Shell, fakes: Fakes, qtbot: QtBot) -> None:
    fakes.sms.put(incoming("who is this?", STRANGER))
    people = shell.window.people
    people.tabs.setCurrentIndex(2)
    qtbot.waitUntil(lambda: "+7 916 765-43-21" in rows(shell, 1))
    people.calls_view.activated.emit(people.calls_model.index(0))
    page = shell.window.conversation
    assert page.sms is not None
    assert page.sms.number_shown() == STRANGER
    assert shell.window.focusWidget() is page.sms.editor


def test_ten_thousand_sms_are_shown_quickly(shell: Shell, fakes: Fakes, qtbot: QtBot) -> None:
    import time

    now = now_us()
    many = [msgspec.structs.replace(texts()[1], item_id=f"m{at}", at_us=now - at * 60_000_000) for at in range(10_000)]
    fakes.sms.all = {item.item_id: item for item in many}
    begun = time.thread_time()
    shell.window.open_contact("p1")
    qtbot.wait(1)
    assert time.thread_time() - begun < 3
    timeline = shell.window.conversation.timeline
    assert timeline.entries.index(timeline.entries.rowCount() - 1).data(ENTRY_ROLE).item_id == "m0"
    assert timeline.entries.rowCount() < 500, "a page of them is read, not all"
