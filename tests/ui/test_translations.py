"""Russian is complete, in step with the source, and says the same values."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from scripts import translations
from tests.ui.scenes import populated
from ui.language import LanguageSwitch, system_language, tr, tr_count
from ui.wording.times import duration

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from tests.ui.fakes import Fakes
    from ui.shell import Shell


@pytest.fixture
def language(qapp: QApplication) -> Iterator[LanguageSwitch]:
    switch = LanguageSwitch(qapp, "en")
    yield switch
    switch.choose("en")


@pytest.mark.parametrize("code", translations.LANGUAGES)
def test_every_message_of_the_source_is_translated(code: str) -> None:
    known = translations.translations(code)
    assert [message for message in translations.messages_for(code) if not all(known.get(message, ("",)))] == []


@pytest.mark.parametrize("code", translations.LANGUAGES)
def test_the_file_has_nothing_that_the_source_no_longer_says(code: str) -> None:
    assert set(translations.translations(code)) == set(translations.messages_for(code))


@pytest.mark.parametrize("code", translations.LANGUAGES)
def test_a_translation_shows_the_same_values(code: str) -> None:
    for message, forms in translations.translations(code).items():
        wanted = sorted(re.findall(r"\{\w+\}|%n", message.source))
        assert all(sorted(re.findall(r"\{\w+\}|%n", form)) == wanted for form in forms), message


def test_the_compiled_files_are_those_of_the_source() -> None:
    subprocess.run([sys.executable, str(Path(translations.__file__)), "release"], check=True)
    assert all((translations.FOLDER / f"agent_{code}.qm").stat().st_size > 100 for code in translations.LANGUAGES)


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "1 пропущенный звонок"), (3, "3 пропущенных звонка"), (5, "5 пропущенных звонков"), (21, "21 пропущенный звонок")],
)
def test_russian_plurals_are_right(language: LanguageSwitch, count: int, words: str) -> None:
    language.choose("ru")
    assert tr_count("Tray", "%n missed call(s)", count) == words


@pytest.mark.parametrize(("count", "words"), [(1, "1 missed call"), (2, "2 missed calls")])
def test_english_plurals_are_right(language: LanguageSwitch, count: int, words: str) -> None:
    language.choose("en")
    assert tr_count("Tray", "%n missed call(s)", count) == words


def test_values_are_put_in_after_the_translation(language: LanguageSwitch) -> None:
    language.choose("ru")
    assert tr("Status", "Talking to {who}", who="{who} & <b>") == "Разговор: {who} & <b>"


def test_an_unknown_language_is_the_systems(language: LanguageSwitch) -> None:
    language.choose("xx")
    assert language.language() == system_language()


def test_the_open_window_speaks_another_language_at_once(open_shell: Callable[[Fakes], Shell], qtbot: QtBot) -> None:
    fakes = populated()
    shell = open_shell(fakes)
    shell.open_settings()
    assert shell.window.phone.dialling.call.text() == "Call"
    fakes.settings.change(language="ru")
    window = shell.window
    qtbot.waitUntil(lambda: window.phone.dialling.call.text() == "Позвонить")
    said = (window.phone.dialling.call.text(), window.people.tabs.tabText(2), window.status.state.text(), shell.dialogs()[0].windowTitle())
    assert said == ("Позвонить", "Звонки", "Готов к звонкам", "Настройки")
    assert window.people.search.accessibleName() == "Поиск людей или номер"
    assert duration(192) == "3 мин 12 с"
    fakes.settings.change(language="en")
    qtbot.waitUntil(lambda: window.phone.dialling.call.text() == "Call")
