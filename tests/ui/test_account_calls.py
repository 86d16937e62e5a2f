"""What is set for an account's calls: read, kept, and what is said of what can't be used."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from agent_app.accounts.calling import AutoAnswer, CallRules, DialRule, Forwarding, ForwardWay, ForwardWhen, Machine
from agent_app.chats.voice import VoiceNote
from telephony.calling import RecordingForm
from tests.ui.money_scenes import second
from tests.ui.scenes import OFFICE
from tests.ui.setting_scenes import RULES
from ui.dialogs.account import AccountPage, AccountTab

if TYPE_CHECKING:
    from PySide6.QtWidgets import QComboBox, QLineEdit
    from pytestqt.qtbot import QtBot

    from tests.ui.fakes import Fakes
    from ui.account.calls import CallsPart
    from ui.shell import Shell


def open_page(shell: Shell, account_id: str) -> AccountPage:
    dialog = shell.open_accounts()
    dialog.edit(account_id, AccountTab.CALLS)
    assert dialog.account_page is not None
    return dialog.account_page


@pytest.fixture
def page(shell: Shell, fakes: Fakes) -> AccountPage:
    second(fakes)
    return open_page(shell, "a2")


@pytest.fixture
def part(page: AccountPage) -> CallsPart:
    return page.calls


def choose(combo: QComboBox, value: object) -> None:
    combo.setCurrentIndex(combo.findData(value))
    combo.activated.emit(combo.currentIndex())


def type_into(field: QLineEdit, text: str) -> None:
    field.setText(text)
    field.textEdited.emit(text)


def test_what_is_set_comes_back_as_it_was(shell: Shell, fakes: Fakes) -> None:
    second(fakes)
    fakes.accounts.kept_calls["a2"] = RULES
    page = open_page(shell, "a2")
    assert page.calls.read() == RULES
    page.save()
    assert fakes.accounts.kept_calls["a2"] is RULES  # nothing was set anew


def test_codes_that_this_version_has_no_field_for_stay(shell: Shell, fakes: Fakes) -> None:
    second(fakes)
    fakes.accounts.kept_calls["a2"] = CallRules(feature_codes={"conference": "*3", "pickup": "*8"})
    page = open_page(shell, "a2")
    type_into(page.calls.codes.fields["park"], "*7 0")
    page.save()
    assert fakes.accounts.kept_calls["a2"].feature_codes == {"conference": "*3", "pickup": "*8", "park": "*70"}


# --- forwarding ----------------------------------------------------------------------------------------------------------------------


def test_only_what_matters_to_forwarding_is_seen(part: CallsPart) -> None:
    fields = part.forwarding.fields
    assert [name for name, field in fields.items() if field.isVisible()] == ["when"]
    choose(part.forwarding.when, ForwardWhen.BUSY)
    assert [name for name, field in fields.items() if field.isVisible()] == ["when", "target", "way"]
    choose(part.forwarding.when, ForwardWhen.NO_ANSWER)
    assert all(field.isVisible() for field in fields.values())


def test_forwarding_shows_what_the_bridge_costs(part: CallsPart, qtbot: QtBot) -> None:
    forwarding = part.forwarding
    choose(forwarding.when, ForwardWhen.ALWAYS)
    type_into(forwarding.target, "+7 495 111-22-33")
    assert "Your provider may ask" in forwarding.fields["way"].meaning.text()
    choose(forwarding.way, ForwardWay.BRIDGE)
    qtbot.waitUntil(lambda: "You pay for the call to that number: 0.70" in forwarding.fields["way"].meaning.text())
    type_into(forwarding.target, "vera@sandbox.test")
    assert "0.70" not in forwarding.fields["way"].meaning.text()


def test_forwarding_is_kept_as_a_full_number(page: AccountPage, fakes: Fakes) -> None:
    forwarding = page.calls.forwarding
    choose(forwarding.when, ForwardWhen.NO_ANSWER)
    choose(forwarding.way, ForwardWay.BRIDGE)
    choose(forwarding.after, 30)
    type_into(forwarding.target, "+7 495 111-22-33")
    page.save()
    assert fakes.accounts.kept_calls["a2"].forwarding == Forwarding(ForwardWhen.NO_ANSWER, OFFICE, ForwardWay.BRIDGE, 30)
    assert page.isHidden()


@pytest.mark.parametrize(
    ("target", "words"),
    [
        ("", "Write the number or address"),
        ("somewhere", "no number"),
        ("112", "emergency"),
        ("204@sip.example", "this account itself"),
        ("name@two words", "looks like name@provider.com"),
    ],
)
def test_where_calls_can_not_be_forwarded_is_told_at_the_field(page: AccountPage, fakes: Fakes, target: str, words: str) -> None:
    choose(page.calls.forwarding.when, ForwardWhen.ALWAYS)
    type_into(page.calls.forwarding.target, target)
    page.tabs.setCurrentIndex(AccountTab.MONEY)
    page.save()
    assert words in page.calls.forwarding.fields["target"].trouble.text()
    assert page.tabs.currentIndex() == AccountTab.CALLS
    assert fakes.accounts.kept_calls == {}


# --- answering -----------------------------------------------------------------------------------------------------------------------


def test_people_are_chosen_whose_calls_are_answered(page: AccountPage, fakes: Fakes) -> None:
    answering = page.calls.answering
    choose(answering.who, "chosen")
    answering.take(fakes.contacts.all["p1"])
    answering.take(fakes.contacts.all["p2"])
    answering.take(fakes.contacts.all["p1"])
    answering.on_request.box.click()
    choose(answering.after, 5)
    answering.anonymous.box.click()
    page.save()
    rules = fakes.accounts.kept_calls["a2"]
    assert rules.auto_answer == AutoAnswer(contacts=("p1", "p2"), on_request=True, after_s=5)
    assert rules.reject_anonymous


def test_a_chosen_person_is_dropped_by_a_click(part: CallsPart, fakes: Fakes) -> None:
    choose(part.answering.who, "chosen")
    part.answering.take(fakes.contacts.all["p1"])
    part.answering._chosen["p1"].click()
    assert part.answering.chosen() == ()
    assert part.answering.read() is None
    assert part.answering.trouble.text() == "Add the people whose calls are answered by themselves"


def test_everybody_needs_no_list(part: CallsPart) -> None:
    choose(part.answering.who, "everybody")
    assert not part.answering.add.isVisible()
    assert part.answering.read() == AutoAnswer(everybody=True)


def test_somebody_who_is_no_contact_any_more_is_not_shown(shell: Shell, fakes: Fakes) -> None:
    second(fakes)
    fakes.accounts.kept_calls["a2"] = CallRules(auto_answer=AutoAnswer(contacts=("gone",)))
    assert open_page(shell, "a2").calls.answering.who.currentData() == "nobody"


# --- the answering machine -----------------------------------------------------------------------------------------------------------


def test_a_greeting_is_spoken_and_listened_to(page: AccountPage, fakes: Fakes, tmp_path: Path) -> None:
    note = tmp_path / "voice.wav"
    note.write_bytes(b"RIFF")
    fakes.voice.note = VoiceNote(str(note), 3000)
    machine = page.calls.machine
    machine.on.box.click()
    machine.greeting.record.click()
    fakes.voice.recording.emit(2100, 40)
    assert machine.greeting.record.text() == "Stop, 2 s"
    assert not fakes.voice.packed  # the engine plays a WAV
    machine.greeting.record.click()
    machine.greeting.listen.click()
    assert fakes.voice.played == [(str(note), 0)]
    page.save()
    assert fakes.accounts.kept_calls["a2"].machine == Machine(on=True, greeting=str(note))


def test_the_usual_greeting_can_be_listened_to(part: CallsPart, fakes: Fakes) -> None:
    part.machine.on.box.click()
    part.machine.greeting.listen.click()
    assert Path(fakes.voice.playing()).name == "greeting-en.wav"
    assert Path(fakes.voice.playing()).exists()
    part.machine.greeting.listen.click()
    assert fakes.voice.playing() == ""


def test_a_voice_message_recorded_elsewhere_is_no_greeting(part: CallsPart, fakes: Fakes) -> None:
    fakes.voice.recorded.emit(VoiceNote("/tmp/chat.wav", 1000))
    assert part.machine.read().greeting == ""


@pytest.mark.parametrize(("code", "words"), [("in_call", "Not during a call"), ("no_microphone", "no microphone")])
def test_why_no_greeting_was_recorded_is_told(part: CallsPart, fakes: Fakes, code: str, words: str) -> None:
    said: list[str] = []
    part.machine.greeting.trouble.connect(said.append)
    fakes.voice.refusal = code
    part.machine.greeting.record.click()
    assert words in said[-1]
    assert part.machine.greeting.record.text() == "Record"


def test_leaving_the_page_drops_what_is_being_recorded(page: AccountPage, fakes: Fakes) -> None:
    page.calls.machine.on.box.click()
    page.calls.machine.greeting.record.click()
    page.cancel.click()
    assert fakes.voice.dropped == ["recording"]
    assert fakes.accounts.kept_calls == {}


def test_a_greeting_that_is_not_there_is_told(part: CallsPart, tmp_path: Path) -> None:
    said: list[str] = []
    part.machine.greeting.trouble.connect(said.append)
    assert not part.machine.greeting.offer(str(tmp_path / "none.wav"))
    assert said == [f"There is no file {tmp_path / 'none.wav'}"]


# --- recording, rules, codes ---------------------------------------------------------------------------------------------------------


def test_every_call_is_recorded_in_the_form_wanted(page: AccountPage, fakes: Fakes) -> None:
    page.calls.recording.always.box.click()
    page.calls.recording.announced.box.click()
    choose(page.calls.recording.form, RecordingForm.OPUS)
    page.save()
    rules = fakes.accounts.kept_calls["a2"]
    assert (rules.record, rules.record_announced, rules.record_form) == (True, False, RecordingForm.OPUS)


def test_a_number_is_tried_against_the_rules_as_they_stand(part: CallsPart) -> None:
    rules = part.dial_rules
    first = rules.add_line()
    type_into(rules.sample, "8 (495) 111-22-33")
    assert rules.tester.meaning.text() == "No rule fits: dialled as typed"
    type_into(first.pattern, "8 XXX XXXXXXX")
    type_into(first.replacement, "+7")
    assert rules.tester.meaning.text() == "Dialled as +74951112233, by the rule 8XXXXXXXXXX"
    first.remove.click()
    assert rules.tester.meaning.text() == "No rule fits: dialled as typed"


def test_rules_are_kept_in_their_order_and_empty_lines_dropped(page: AccountPage, fakes: Fakes) -> None:
    for pattern, replacement in (("8XXXXXXXXXX", "+7"), ("", ""), ("9.", "")):
        added = page.calls.dial_rules.add_line()
        type_into(added.pattern, pattern)
        type_into(added.replacement, replacement)
    page.save()
    assert fakes.accounts.kept_calls["a2"].dial_rules == (DialRule("8XXXXXXXXXX", "+7"), DialRule("9.", ""))


@pytest.mark.parametrize(
    ("pattern", "replacement", "words"),
    [
        ("Moscow", "+7", "This fits nothing"),
        (".8", "+7", "This fits nothing"),
        ("8.", "abc", "Only digits"),
        ("810.", "810", "changes nothing"),
    ],
)
def test_a_rule_that_can_not_work_is_told_at_its_line(page: AccountPage, fakes: Fakes, pattern: str, replacement: str, words: str) -> None:
    added = page.calls.dial_rules.add_line()
    type_into(added.pattern, pattern)
    type_into(added.replacement, replacement)
    page.save()
    assert words in added.trouble.text()
    assert fakes.accounts.kept_calls == {}


def test_a_code_of_letters_is_told(part: CallsPart) -> None:
    type_into(part.codes.fields["park"], "park")
    assert part.read() is None
    assert part.codes.trouble.text() == "Park a call: only digits, * # + and a comma can be dialled"


@pytest.mark.parametrize(("typed", "kept"), [("*97", "*97"), ("+7 495 111-22-33", OFFICE), ("mail@sip.example", "mail@sip.example")])
def test_the_mailbox_is_a_number_a_code_or_an_address(part: CallsPart, typed: str, kept: str) -> None:
    part.codes.mailbox.setText(typed)
    rules = part.read()
    assert rules is not None
    assert rules.mailbox_number == kept


@pytest.mark.parametrize(("typed", "words"), [("voice mail", "a code like *97"), ("a@b c", "looks like name@provider.com")])
def test_what_is_no_mailbox_is_told(part: CallsPart, typed: str, words: str) -> None:
    part.codes.mailbox.setText(typed)
    assert part.read() is None
    assert words in part.codes.mailbox_field.trouble.text()


def test_the_sandbox_has_call_rules_too(shell: Shell, fakes: Fakes) -> None:
    page = open_page(shell, "a1")
    page.calls.codes.mailbox.setText("*97")
    page.save()
    assert fakes.accounts.kept_calls == {"a1": CallRules(mailbox_number="*97")}
    assert fakes.accounts.changes == {}
