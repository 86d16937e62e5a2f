"""The lines of a price list that can't be used: which, and why; the user decides whether it is loaded without them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from tariffs.rating.broken import BrokenCode, BrokenRow
from ui.language import tr, tr_count
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.widgets.button import Button, Kind
from ui.widgets.label import Label
from ui.widgets.table import Cells, Column, Table

if TYPE_CHECKING:
    from tariffs.rating.reading import DeckReading

_C = "Broken"
_REASONS: Final[dict[BrokenCode, Callable[[str], str]]] = {
    BrokenCode.UNREADABLE: lambda _: tr(_C, "this is no text that could be read"),
    BrokenCode.TOO_LARGE: lambda value: tr(_C, "the file is larger than {value} MiB", value=value),
    BrokenCode.EMPTY: lambda _: tr(_C, "there are no prices under the heading"),
    BrokenCode.HEADING: lambda value: tr(_C, "the heading lacks: {value}", value=value),
    BrokenCode.HEADING_TWICE: lambda value: tr(_C, "the heading has more than once: {value}", value=value),
    BrokenCode.TOO_MANY: lambda value: tr(_C, "{value} lines are broken: the rest was not read", value=value),
    BrokenCode.FIELDS: lambda _: tr(_C, "more or fewer cells than the heading has"),
    BrokenCode.PREFIX: lambda value: tr(_C, "“{value}” is no prefix: it is 1 to 15 digits", value=value),
    BrokenCode.DECIMAL: lambda value: tr(_C, "“{value}” is no number", value=value),
    BrokenCode.COMMA: lambda value: tr(_C, "“{value}”: a decimal comma, or thousands? Write a point", value=value),
    BrokenCode.PRECISE: lambda value: tr(_C, "“{value}” has too many decimals", value=value),
    BrokenCode.NEGATIVE: lambda value: tr(_C, "“{value}” is negative", value=value),
    BrokenCode.RANGE: lambda value: tr(_C, "“{value}” is too much", value=value),
    BrokenCode.FLAG: lambda value: tr(_C, "“{value}” is neither 0 nor 1", value=value),
    BrokenCode.CURRENCY: lambda value: tr(_C, "there is no currency “{value}”", value=value),
    BrokenCode.OTHER_CURRENCY: lambda value: tr(_C, "{value}: another currency than the lines above", value=value),
    BrokenCode.ZONE: lambda value: tr(_C, "“{value}”: an unknown time zone, or another one than above", value=value),
    BrokenCode.DATE: lambda value: tr(_C, "“{value}” is no date", value=value),
    BrokenCode.VALIDITY: lambda _: tr(_C, "the price ends before it begins"),
    BrokenCode.BAND: lambda value: tr(_C, "“{value}”: no such weekdays or hours", value=value),
    BrokenCode.TERMS: lambda value: tr(_C, "“{value}”: an unknown way of counting or rounding", value=value),
    BrokenCode.TWICE: lambda value: tr(_C, "the prefix {value} stands twice for the same time", value=value),
}


def broken_reason(row: BrokenRow) -> str:
    """The sentence of a line."""
    return _REASONS[row.code](row.value)


def worded_codes() -> frozenset[BrokenCode]:
    return frozenset(_REASONS)


def _cells(row: BrokenRow) -> Cells:
    return Cells((tr(_C, "Line {line}", line=row.line), row.column, broken_reason(row)), ("", "", "danger_text"))


class BrokenDialog(QDialog):
    """`exec` or `accepted`: use the list without the lines. Where nothing else is in it there is nothing to use."""

    def __init__(self, name: str, reading: DeckReading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        good, bad = len(reading.deck.rows), len(reading.broken)
        self.setWindowTitle(tr(_C, "Price list"))
        self.resize(720, 440)
        self.setMinimumSize(340, 320)
        self.table = Table((Column(width=90, heads=True), Column(width=130), Column(share=1)), _cells)
        self.table.set_words(tr(_C, "Broken lines"), (tr(_C, "Line"), tr(_C, "Column"), tr(_C, "What is wrong")))
        self.table.show_items(reading.broken)
        self.lead = Label(self._lead(good, bad), role="muted", wrap=True)
        self.use = Button(tr_count(_C, "Use the other %n line(s)", good), kind=Kind.PRIMARY)
        self.refuse = Button(tr(_C, "Don't use it"))
        self.use.setVisible(good > 0)
        self.use.setAutoDefault(False)
        self.refuse.setDefault(True)
        self.use.clicked.connect(self.accept)
        self.refuse.clicked.connect(self.reject)
        self._lay_out(name)
        self.refuse.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lead(self, good: int, bad: int) -> str:
        if not good:
            return tr(_C, "There is no line in it that could be used.")
        return tr_count(_C, "%n line(s) can't be used. Numbers of these destinations would have no price, or a more general one.", bad)

    def _lay_out(self, name: str) -> None:
        top = QVBoxLayout()
        top.setContentsMargins(metrics.LARGE, metrics.LARGE, metrics.LARGE, metrics.SMALL)
        top.setSpacing(metrics.SMALL)
        top.addWidget(Label(name, size=Type.TITLE, semibold=True))
        top.addWidget(self.lead)
        foot = QHBoxLayout()
        foot.setContentsMargins(metrics.LARGE, metrics.SMALL, metrics.LARGE, metrics.LARGE)
        foot.setSpacing(metrics.SMALL)
        foot.addStretch(1)
        foot.addWidget(self.refuse)
        foot.addWidget(self.use)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)
        layout.addLayout(foot)
