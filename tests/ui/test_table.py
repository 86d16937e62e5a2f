"""The price table shows all of each text where there is room for columns, in either language."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics

from tariffs.rating.reading import read_deck
from tests.ui.money_scenes import AUTUMN, DAY, deck, row
from ui.language import LanguageSwitch
from ui.tariffs.prices import COLUMNS, WIDE_FROM, PricesPage
from ui.tariffs.words import price_cells
from ui.theme.metrics import Type, font
from ui.widgets.table import WIDE_ROW, takes

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from tariffs.rating.deck import DeckRow

SANDBOX = read_deck(Path(__file__).parents[2] / "resources" / "decks" / "sandbox.csv").whole()
LONGEST = row(
    "39",
    "Italy",
    "Италия",
    "42000",
    connection_fee_micros=15_000_000,
    initial_increment=30,
    recurring_increment=6,
    free_seconds=10,
    valid_from_us=AUTUMN,
    valid_until_us=AUTUMN + 92 * DAY,
)


@pytest.mark.parametrize("language", ["en", "ru"])
def test_no_text_of_a_price_is_cut_where_it_stands_in_columns(qapp: QApplication, qtbot: QtBot, language: str) -> None:
    switch = LanguageSwitch(qapp, language)
    page = PricesPage()
    qtbot.addWidget(page)
    boxes = page.table.delegate.boxes(0, WIDE_FROM)
    rows: tuple[DeckRow, ...] = (*deck().rows, *SANDBOX.rows, LONGEST)
    texts = {(place, text) for each in rows for place, text in enumerate(price_cells(each, "RUB", "Europe/Moscow", AUTUMN).texts)}
    switch.choose("en")
    assert [text for place, text in sorted(texts) if not _is_whole(place, text, boxes[place][1])] == []


def _is_whole(place: int, text: str, width: int) -> bool:
    usual, small = (font(size, semibold=place == 0, tabular=COLUMNS[place].at_right) for size in (Type.BODY, Type.SMALL))
    return QFontMetrics(usual).horizontalAdvance(text) <= width or takes(small, text, QSize(width, WIDE_ROW))


def test_a_word_that_is_longer_than_its_column_is_not_broken() -> None:
    assert takes(font(Type.SMALL), "first 10 s free, then by the second", QSize(150, WIDE_ROW))
    assert not takes(font(Type.SMALL), "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch", QSize(150, WIDE_ROW))
    assert not takes(font(Type.SMALL), "one two three four " * 5, QSize(150, WIDE_ROW))
