"""Draws the window's main states into build/screenshots: look at them before a change of the window is called done.

usage: python scripts/screenshots.py [scene …] [--scale 2]     (offscreen; every scene where none is named)
"""

from __future__ import annotations

import argparse
import os
import sys
from itertools import product
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).parent.parent
TARGET = ROOT / "build" / "screenshots"
SIZES = {1280: 760, 700: 740, 360: 740}


def draw(application: object, name: str, theme: str, language: str, width: int) -> None:
    from PySide6.QtCore import QCoreApplication, QEvent
    from PySide6.QtWidgets import QApplication  # noqa: TID251 - a developer's tool

    from tests.ui import call_scenes, chat_scenes, money_scenes, scenes, setting_scenes
    from tests.ui.fakes import FakeAccounts, Fakes, FakeSettings
    from ui.shell import Shell

    assert isinstance(application, QApplication)
    first = name in ("first_start", "sign_in")
    fakes = scenes.populated(theme=theme, language=language)
    if first:
        fakes = Fakes(accounts=FakeAccounts(), settings=FakeSettings(theme=theme, language=language))
    shell = Shell(fakes.services())
    shell.window.resize(width, SIZES[width])
    shell.show()
    for _ in range(4):
        application.processEvents()
    if not first:
        getattr(next(module for module in (scenes, call_scenes, money_scenes, chat_scenes, setting_scenes) if hasattr(module, name)), name)(
            shell, fakes
        )
    elif name == "sign_in" and (page := shell.welcome_page()) is not None:
        page.show_form()
        page.form.more_button.click()
    _settle(application)
    shell.window.grab().save(str(TARGET / f"{name}-{language}-{theme}-{width}.png"))
    popup = QApplication.activePopupWidget()
    over = [*shell.incoming.windows(), *shell.dialogs(), *([popup] if popup else []), *([shell.calls.mini] if shell.calls.mini else [])]
    for place, window in enumerate(over):
        narrow = "-narrow" if width < window.width() and window in shell.dialogs() else ""
        if narrow:
            window.resize(width, window.height())
            _settle(application)
        window.grab().save(str(TARGET / f"{name}-{language}-{theme}-window{place}{narrow}.png"))
    for old in (*over, shell.window):
        old.hide()
        old.deleteLater()
    shell.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _settle(application: object) -> None:
    import time

    from PySide6.QtWidgets import QApplication  # noqa: TID251 - a developer's tool

    assert isinstance(application, QApplication)
    until = time.monotonic() + 0.4
    while time.monotonic() < until:
        application.processEvents()


SCENES = (
    "people",
    "idle",
    "in_call",
    "keypad",
    "incoming",
    "second_call",
    "refusal",
    "suggestion",
    "busy",
    "no_sound",
    "calls_tab",
    "first_start",
    "sign_in",
    "sandbox",
    "editor",
    "settings",
    "settings_sound",
    "settings_sound_missing",
    "settings_sound_test",
    "settings_calls",
    "settings_calls_keys",
    "settings_notices",
    "settings_chats",
    "settings_network",
    "settings_about",
    "settings_list",
    "account_calls",
    "account_machine",
    "account_rules",
    "account_connection",
    "account_routers",
    "account_codecs",
    "account_no_tls",
    "check",
    "check_running",
    "check_first",
    "accounts",
    "about",
    "password",
    "picker",
    "menu",
    "free_direction",
    "trial",
    "provider_down",
    "no_price",
    "offers",
    "offers_list",
    "inspector",
    "inspector_refusal",
    "no_credit",
    "forbidden",
    "over_limit",
    "last_minute",
    "last_seconds",
    "ended",
    "campaign",
    "tariffs",
    "tariffs_directions",
    "tariffs_trouble",
    "top_up",
    "top_up_wait",
    "top_up_receipt",
    "sms",
    "sms_new",
    "spending_month",
    "spending_nothing",
    "account_access",
    "account_money",
    "account_deck",
    "account_sandbox",
    "preferred",
    "broken_deck",
    "chat",
    "chat_pictures",
    "chat_news",
    "chat_reply",
    "chats_list",
    "emoji",
    "status_menu",
    "status_words",
    "call_secure",
    "call_poor",
    "call_recorded",
    "call_held",
    "calls_several",
    "call_conference",
    "call_full",
    "calls_many",
    "call_transfer",
    "call_consult",
    "call_transfer_failed",
    "call_asked",
    "call_machine",
    "call_sound_menu",
    "incoming_menu",
    "mailbox",
    "quiet",
    "mini",
    "history",
    "history_missed",
    "shortcuts",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenes", nargs="*", metavar="scene", help=", ".join(SCENES))
    parser.add_argument("--scale", default="1")
    parser.add_argument("--theme", choices=("light", "dark"))
    parser.add_argument("--language", choices=("en", "ru"))
    parser.add_argument("--width", type=int, choices=tuple(SIZES))
    chosen = parser.parse_args()
    os.environ["QT_SCALE_FACTOR"] = chosen.scale
    sys.path.insert(0, str(ROOT))
    from PySide6.QtWidgets import QApplication  # noqa: TID251 - a developer's tool

    TARGET.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    themes = [chosen.theme] if chosen.theme else ["light", "dark"]
    languages = [chosen.language] if chosen.language else ["en", "ru"]
    widths = [chosen.width] if chosen.width else list(SIZES)
    for name, theme, language, width in product(chosen.scenes or SCENES, themes, languages, widths):
        draw(application, name, theme, language, width)
    print(f"{len(list(TARGET.glob('*.png')))} pictures in {TARGET}")


if __name__ == "__main__":
    main()
