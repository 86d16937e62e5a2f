"""A key pressed in the number field until the price is painted: the real window and services, a deck of 100,000 prefixes.

`python -m bench.keystroke --rounds 40`: times are of the whole key event, the number's reading and its grouping included; of that with the
layout and painting that follow it, up to an empty event queue; and of the price alone. No engine and no network. The window is drawn into
memory (Qt's "offscreen" platform): what an X server or compositor adds is not in the times. Without an engine nothing else is painted.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any, Final

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from agent_app.accounts.model import ProviderKind, ProviderSettings
from agent_app.assembly import Assembly
from agent_app.engine_client import EngineOptions
from agent_app.profile import Profile
from agent_app.services import Services
from agent_app.snapshots import SignInForm
from bench.rating import DECKS
from telephony.secret import Secret
from ui.shell import Shell

_TURNS: Final = 6  # more than a layout has levels here; one with nothing to do takes a microsecond
NUMBERS: Final = ("+74951112233", "+493012345678", "+380671234567", "+442071234567", "+998901234567")


def _until(application: QApplication, condition: Any) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        application.processEvents()
        assert time.monotonic() < deadline, "it did not come to that in time"
        time.sleep(0.005)


def _rest(application: QApplication) -> None:
    """Until the event queue is empty: a layout asks for that of what is around it, one turn of the loop after the other."""
    for _ in range(_TURNS):
        application.processEvents()


def _prepared(application: QApplication, services: Services, deck: Path) -> str:
    """An account whose prices come from the deck, which is in memory."""
    told: list[str] = []
    services.money.price_ready.connect(lambda account_id, _: told.append(account_id))  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]
    account_id = services.accounts.sign_in(SignInForm("anna@provider.test", Secret("x")))
    services.accounts.set_provider(account_id, ProviderSettings(ProviderKind.DECK, {"deck": str(deck)}), Secret(""))
    _until(application, lambda: services.money.is_known(account_id, NUMBERS[0]))
    return account_id


def measure(rounds: int, folder: Path) -> dict[str, list[float]]:
    """Milliseconds: of each key ("key"), of each last key of a number ("last_key", a price is shown there), of that until it is painted
    ("painted"), of the price ("price")."""
    application = QApplication([])
    assembly = Assembly(Profile.at(folder), EngineOptions(use_devices=False, command=["true"]))
    services = assembly.services
    shell = Shell(services)
    shell.show()
    application.processEvents()
    assembly.load()
    account_id = _prepared(application, services, DECKS[0].path())
    dialling = shell.window.phone.dialling
    times: dict[str, list[float]] = {"key": [], "last_key": [], "painted": [], "price": []}
    for _ in range(rounds):
        for number in NUMBERS:
            dialling.clear()
            _rest(application)
            for place, sign in enumerate(number):
                began = time.perf_counter()
                QTest.keyClicks(dialling.field, sign)
                spent = 1000 * (time.perf_counter() - began)
                _rest(application)
                if place < len(number) - 1:
                    times["key"].append(spent)
                else:
                    times["last_key"].append(spent)
                    times["painted"].append(1000 * (time.perf_counter() - began))
            price = dialling.quote.price
            assert price is not None, f"no price of {number} with its last key"
            began = time.perf_counter()
            services.money.price(account_id, number)
            times["price"].append(1000 * (time.perf_counter() - began))
    assembly.services.money.close()
    return times


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--json", default="", metavar="FILE")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        times = measure(options.rounds, Path(folder))
    figures = {name: (min(spent), statistics.median(spent), statistics.quantiles(spent, n=20)[-1]) for name, spent in times.items()}
    print("| what | quickest | median | p95 |\n|---|---|---|---|")
    for name, (quickest, median, high) in figures.items():
        print(f"| {name} | {quickest:.3f} ms | {median:.3f} ms | {high:.3f} ms |")
    if options.json:
        Path(options.json).write_text(json.dumps(figures), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
