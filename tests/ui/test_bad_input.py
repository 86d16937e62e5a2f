"""Whatever a price list or a provider says instead of a price, the window tells it in a sentence, in either language."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from agent_app.money.snapshots import PriceSnapshot
from tariffs.providers import acrobits, cgrates, sandbox, sipnet, voipms, zadarma
from tariffs.providers.errors import ProviderError
from tariffs.providers.zadarma import ZadarmaProvider
from tariffs.rating.reading import parse_deck
from tests.ui.dialogs import rows
from tests.unit.providers.answering import Answer, AnsweringServer
from tests.unit.providers.telling import SHORT_S, TIMEOUT_S, as_json
from ui.language import LanguageSwitch
from ui.tariffs.broken import BrokenDialog
from ui.tariffs.words import increments, price, validity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from tests.ui.fakes import Fakes
    from ui.shell import Shell

HEADING = "prefix,destination_en,destination_ru,rate,initial_increment,recurring_increment,currency,valid_from,valid_until"
GOOD = "7495,Moscow,Москва,0.70,60,60,RUB,,"
OFFICE = "+74951112233"
TWICE = ("the prefix 7495 stands twice for the same time", "префикс 7495 указан дважды на одно и то же время")
GARBAGE = ("Price not known. The provider's answer makes no sense", "Цена неизвестна. Ответ провайдера не удалось понять")
SILENCE = ("Price not known. The provider does not answer now", "Цена неизвестна. Провайдер сейчас не отвечает")
OTHER_CURRENCY = (
    "Price not known. The provider answered in another currency than the account's",
    "Цена неизвестна. Провайдер ответил в другой валюте, чем у счёта",
)


@pytest.fixture(params=["en", "ru"])
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    switch = LanguageSwitch(qapp, request.param)
    yield request.param
    switch.choose("en")


def in_language(language: str, words: tuple[str, str]) -> str:
    return words[language == "ru"]


# --- price lists ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ((), ("there are no prices under the heading", "под заголовком нет цен")),
        ((GOOD.replace("0.70", "-1"),), ("“-1” is negative", "«-1» меньше нуля")),
        (
            (GOOD.replace("0.70", '"1,500"'),),
            ("“1,500”: a decimal comma, or thousands? Write a point", "«1,500»: дробь или тысячи? Пишите с точкой"),
        ),
        ((GOOD, GOOD), TWICE),
        ((f"{GOOD}2026-12-01", f"{GOOD}2027-12-01"), TWICE),  # both hold in November
        ((GOOD.replace("RUB", "RUX"),), ("there is no currency “RUX”", "нет такой валюты: «RUX»")),
        ((f"{GOOD}31.02.2027",), ("“31.02.2027” is no date", "«31.02.2027» — не дата")),
        (("7495," * 3,), ("more or fewer cells than the heading has", "ячеек больше или меньше, чем в заголовке")),
    ],
    ids=["no rows", "a rate of -1", "1,500", "duplicate prefixes", "overlapping validity", "unknown currency", "31.02", "cells"],
)
def test_a_bad_price_list_is_told_in_a_sentence(qtbot: QtBot, language: str, lines: tuple[str, ...], words: tuple[str, str]) -> None:
    dialog = BrokenDialog("prices.csv", parse_deck("\n".join((HEADING, *lines))))
    qtbot.addWidget(dialog)
    assert [texts[2] for texts in rows(dialog.table)] == [in_language(language, words)]
    assert dialog.use.isHidden() == (len(lines) < 2)


def test_a_column_that_stands_twice_is_not_told_to_be_missing(qtbot: QtBot, language: str) -> None:
    dialog = BrokenDialog("prices.csv", parse_deck(f"{HEADING},Rate\n{GOOD},5\n"))
    qtbot.addWidget(dialog)
    words = ("the heading has more than once: rate", "в заголовке больше одного раза: rate")
    assert rows(dialog.table)[0][2] == in_language(language, words)


def test_what_only_looks_bad_is_shown_as_what_it_means(language: str) -> None:
    lines = (
        GOOD.replace("60,60", "0,0"),
        GOOD.replace("7495", "7499").replace("0.70", '"1,5"'),
        GOOD.replace("7495", "7812").replace("0.70", "1.5"),
        GOOD.replace("RUB,,", "RUB,2026-10-01,"),  # a later issue of the first
    )
    free, comma, point, later = parse_deck("\n".join((HEADING, *lines))).whole().rows
    assert increments(free) == in_language(language, ("by the second", "посекундно"))
    assert price(comma, "RUB") == price(point, "RUB") == in_language(language, ("1.50\u00a0₽/min", "1,50\u00a0₽/мин"))
    assert validity(later, "Europe/Moscow") == in_language(language, ("from 1 Oct 2026", "с 1 окт. 2026"))


# --- providers -----------------------------------------------------------------------------------------------------------------

_BALANCE = as_json({"status": "success", "balance": 1, "currency": "USD"})


def _price(**fields: object) -> Answer:
    info = {"prefix": "7495", "description": "Moscow", "price": "0.01", "currency": "USD"}
    return as_json({"status": "success", "info": info | fields})


def _code(address: str, timeout_s: float) -> str:
    """Of the error that the answer to a balance or a price is."""
    provider = ZadarmaProvider("key", lambda: "secret", base_url=address, timeout_s=timeout_s)

    def ask() -> None:
        provider.account_status()
        provider.price(OFFICE)

    with pytest.raises(ProviderError) as caught:
        ask()
    provider.close()
    return caught.value.code


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(body=b"<!DOCTYPE html><html><body>Welcome</body></html>"), GARBAGE),
        (_price(price="NaN"), GARBAGE),
        (_price(price=1e30), GARBAGE),
        (_price(currency="EUR"), OTHER_CURRENCY),
        (Answer(body=b"{}", wait_s=2.5 * SHORT_S), SILENCE),
    ],
    ids=["HTML", "NaN", "10^30", "another currency", "too late"],
)
def test_a_providers_bad_answer_stands_in_a_sentence_under_the_number(
    shell: Shell, fakes: Fakes, qtbot: QtBot, language: str, answer: Answer, words: tuple[str, str]
) -> None:
    with AnsweringServer({"GET /v1/info/balance/": _BALANCE, "GET /v1/info/price/": answer}) as server:
        assert _under_the_number(shell, fakes, qtbot, _code(server.url, SHORT_S if answer.wait_s else TIMEOUT_S)) == in_language(
            language, words
        )


def test_a_provider_that_never_answers_is_told_to_be_silent(shell: Shell, fakes: Fakes, qtbot: QtBot, language: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as nobody:  # it takes connections, and says nothing
        code = _code(f"http://127.0.0.1:{nobody.getsockname()[1]}", SHORT_S)
    assert _under_the_number(shell, fakes, qtbot, code) == in_language(language, SILENCE)


def test_no_provider_is_waited_for_a_minute() -> None:
    assert max(2 * module.TIMEOUT_S for module in (acrobits, cgrates, sandbox, sipnet, voipms, zadarma)) < 60


def _under_the_number(shell: Shell, fakes: Fakes, qtbot: QtBot, code: str) -> str:
    fakes.money.prices[OFFICE] = PriceSnapshot(OFFICE, error=code)
    facts = shell.window.phone.dialling.facts
    shell.window.phone.dialling.show_text(OFFICE)
    qtbot.waitUntil(facts.price.isVisible)
    return facts.price.text()
