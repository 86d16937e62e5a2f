"""What is announced, and the providers' pages: a lost password, topping up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
import pytest
from PySide6.QtCore import Qt

from tariffs.rating.free import FreeDirection, FreeSpan
from tests.ui.fakes import ACCOUNT, now_us
from tests.ui.scenes import MINUTE
from ui.welcome.password import PasswordDialog
from ui.welcome.recovery import provider_site
from ui.welcome.sign_in import SignIn

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from tests.ui.fakes import Fakes
    from ui.shell import Shell

# --- campaigns and pages ---------------------------------------------------------------------------------------------------------------


def campaign(name: str) -> FreeDirection:
    span = FreeSpan(name, name, now_us(), now_us() + 1440 * MINUTE, is_campaign=True)
    return FreeDirection(name, span, ("8613",), announcement_en=f"Free: {name}", announcement_ru=f"Бесплатно: {name}")


def test_campaigns_are_announced_one_after_the_other_and_dismissed(shell: Shell, fakes: Fakes, qtbot: QtBot) -> None:
    bar = shell.window.announcement
    assert bar.isHidden()
    fakes.money.announced.emit(campaign("<b>China</b>"))
    fakes.money.announced.emit(campaign("Moscow"))
    assert bar.words.text() == "Free: <b>China</b>"
    assert bar.words.textFormat() is Qt.TextFormat.PlainText
    bar.dismiss.click()
    assert bar.words.text() == "Free: Moscow"
    fakes.settings.change(language="ru")
    qtbot.waitUntil(lambda: bar.words.text() == "Бесплатно: Moscow")
    fakes.settings.change(language="en")
    bar.dismiss.click()
    assert bar.isHidden()


@pytest.mark.parametrize(
    ("address", "site"),
    [
        ("anna@sipnet.ru", "https://sipnet.ru"),
        ("anna@SIP.Zadarma.com:5060", "https://zadarma.com"),
        ("anna@sip.com", "https://sip.com"),
        ("anna@192.0.2.7", ""),
        ("204@pbx.local", ""),
        ("anna@sandbox.test", ""),
        ("anna@localhost", ""),
        ("anna", ""),
        ("anna@evil.com/path", ""),
        ("anna@-bad-.com", ""),
        ("", ""),
    ],
)
def test_the_providers_site_is_found_in_the_address(address: str, site: str) -> None:
    assert provider_site(address) == site


def test_signing_in_leads_to_the_page_for_a_lost_password_and_says_what_it_asks(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("ui.browser.QDesktopServices.openUrl", lambda url: not opened.append(url.toString()))
    form = SignIn()
    qtbot.addWidget(form)
    form.show()
    assert form.recovery.words.isHidden()
    form.recovery.link.click()
    assert "Type your address first" in form.recovery.words.text()
    form.address.setText("anna@sip.sipnet.ru")
    assert all(words in form.recovery.words.text() for words in ("secret question", "linked", "second e-mail"))
    form.recovery.open.click()
    assert opened == ["https://sipnet.ru"]


def test_the_password_question_leads_where_the_provider_says(qtbot: QtBot) -> None:
    account = msgspec.structs.replace(ACCOUNT, is_sandbox=False, address="anna@sipnet.ru")
    told = PasswordDialog(account, None, recovery_page="https://www.sipnet.ru/recover")
    guessed = PasswordDialog(account, None)
    for dialog in (told, guessed):
        qtbot.addWidget(dialog)
    assert [told.recovery.page(), guessed.recovery.page()] == ["https://www.sipnet.ru/recover", "https://sipnet.ru"]


@pytest.mark.parametrize("address", ["http://pay.example", "file:///etc/passwd", "javascript:alert(1)", "https:", ""])
def test_only_https_pages_are_opened(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    from ui.browser import open_page

    opened: list[object] = []
    monkeypatch.setattr("ui.browser.QDesktopServices.openUrl", lambda url: not opened.append(url))
    assert not open_page(address)
    assert opened == []


def test_top_up_leads_to_the_providers_page_where_no_money_is_taken_here(
    shell: Shell, fakes: Fakes, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("ui.browser.QDesktopServices.openUrl", lambda url: not opened.append(url.toString()))
    fakes.money.tops_up = False
    fakes.money.pages["a1"] = "https://pay.example/anna"
    shell.window.phone.account.refresh()
    shell.window.phone.account.top_up.click()
    assert opened == ["https://pay.example/anna"]
    assert shell.dialogs() == ()


def test_a_page_that_can_not_be_opened_is_told(shell: Shell, fakes: Fakes) -> None:
    fakes.money.tops_up = False
    fakes.money.pages["a1"] = "http://pay.example"
    shell.open_top_up("a1")
    assert "can't be opened" in shell.window.status.state.text()


def test_top_up_is_a_dialog_where_the_provider_takes_money_here(shell: Shell) -> None:
    shell.window.phone.account.top_up.click()
    assert [type(dialog).__name__ for dialog in shell.dialogs()] == ["TopUpDialog"]
