"""Lines that come and go under the number, and what is around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.phone.lines import Lines
from ui.widgets.button import Button, Kind
from ui.widgets.label import Label

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from ui.shell import Shell

WIDTH = 200


class Layouts(QObject):
    """Who was laid out."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[QObject] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.seen.append(watched)
        return False


@pytest.fixture
def around(qtbot: QtBot) -> QWidget:
    """What holds the lines."""
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.setFixedSize(WIDTH, 300)
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addStretch(1)
    return widget


@pytest.fixture
def lines(around: QWidget) -> Lines:
    """Two lines of text and a button, in 60 pixels; the second line and the button hidden."""
    made = Lines()
    for label in (Label("Moscow", wrap=True), Label(wrap=True)):
        label.setVisible(bool(label.text()))
        made.add_line(label)
    made.add_line(Button("Use it", kind=Kind.LINK), centred=True, above=4)
    made.set_reserved(60)
    layout = around.layout()
    assert isinstance(layout, QVBoxLayout)
    layout.insertWidget(0, made)
    parts(made)[2].hide()
    around.show()
    rest()
    return made


def parts(lines: Lines) -> list[QWidget]:
    return [child for child in lines.children() if isinstance(child, QWidget)]


def rest() -> None:
    for _ in range(5):
        QCoreApplication.processEvents()


def test_a_line_that_grew_out_of_sight_is_whole_when_it_shows_again(lines: Lines, around: QWidget) -> None:
    first = lines.findChildren(Label)[0]
    around.hide()
    rest()
    first.setText("+7 495 111-22-01 is busy. Try again in a few minutes.")
    around.show()
    rest()
    assert first.height() >= first.heightForWidth(WIDTH) > first.fontMetrics().height()


def test_lines_that_show_stand_one_below_the_other_and_others_take_no_room(lines: Lines) -> None:
    first, second, button = parts(lines)
    button.show()
    rest()
    assert first.geometry().top() == 0
    assert button.geometry().top() == first.geometry().bottom() + 1 + 2 + 4
    assert abs(button.geometry().center().x() - WIDTH // 2) <= 1
    second.show()
    rest()
    assert button.geometry().top() > second.geometry().bottom() >= first.geometry().bottom()


def test_what_fits_lays_nothing_else_out(lines: Lines, around: QWidget) -> None:
    layouts = Layouts()
    around.installEventFilter(layouts)
    second = parts(lines)[1]
    assert isinstance(second, Label)
    second.setText("0.70 ₽/min")
    second.show()
    rest()
    assert lines.height() == 60
    assert layouts.seen == []


def test_a_long_sentence_makes_the_column_higher(lines: Lines) -> None:
    first = parts(lines)[0]
    assert isinstance(first, Label)
    first.setText("112 is an emergency number: call it from a mobile or landline phone. Internet telephony can't say where you are.")
    rest()
    assert lines.height() == lines.heightForWidth(WIDTH) > 60
    first.setText("Moscow")
    rest()
    assert lines.height() == 60


def test_a_long_link_is_cut_at_the_columns_edges(lines: Lines) -> None:
    button = parts(lines)[2]
    assert isinstance(button, Button)
    button.setText("from 0.65 ₽/min with an.account.with.a.very.long.name@provider.test")
    button.show()
    rest()
    assert (button.geometry().left(), button.geometry().width()) == (0, WIDTH)


def test_the_number_stays_in_the_middle_and_its_type_moves_nothing(shell: Shell) -> None:
    phone = shell.window.phone.dialling
    rest()
    pad, middle = phone.pad.geometry(), phone.field.geometry().center().x()
    for sign in "+380671234567":
        QTest.keyClicks(phone.field, sign)
        rest()
        assert phone.field.geometry().center().x() == middle
        assert phone.pad.geometry() == pad
    assert phone.info.geometry().left() == 0
    assert phone.erase.geometry().right() == phone.width() - 1


def test_a_number_is_whole_after_the_window_became_another(shell: Shell, qtbot: QtBot) -> None:
    """Typed where there is room for large type, it gets smaller in the narrow column rather than lose its country code."""
    window, field = shell.window, shell.window.phone.dialling.field
    window.resize(880, 740)
    window.show_number("+7 495 111-22-33")
    qtbot.waitUntil(lambda: field.width() > 400)
    large = field.font().pixelSize()
    window.resize(1400, 740)
    qtbot.waitUntil(lambda: field.width() < 240)
    assert field.fontMetrics().horizontalAdvance(field.text()) < field.width()
    window.resize(880, 740)
    qtbot.waitUntil(lambda: field.width() > 400)
    assert field.font().pixelSize() == large
