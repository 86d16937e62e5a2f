"""What the columns of a table are: a guess by their headings, to be put right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_app.contacts.transfer.table import Meaning
from ui.contacts.words import meaning_words
from ui.language import tr
from ui.theme import metrics
from ui.widgets.combo import Combo
from ui.widgets.label import Label

if TYPE_CHECKING:
    from agent_app.contacts.transfer.table import Table

_ENOUGH = (Meaning.NAME, Meaning.FIRST, Meaning.LAST, Meaning.COMPANY, Meaning.PHONE, Meaning.SIP)


class MappingPage(QWidget):
    """A line a column that has anything in it: heading, first value, meaning."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choices: dict[int, Combo] = {}  # by column
        self._width = 0
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(metrics.SMALL)

    def show_table(self, table: Table) -> None:
        """Once: a dialog reads one file."""
        self._width = len(table.headings)
        for column, heading in enumerate(table.headings):
            sample = table.sample(column)
            if sample:
                name = heading.strip() or tr("Import", "Column {number}", number=column + 1)
                self._add(column, name, sample, table.meanings[column])
        self._lines.addStretch(1)

    def meanings(self) -> tuple[Meaning, ...]:
        """One a column; those without any value are left out."""
        chosen = {column: Meaning(choice.currentData()) for column, choice in self.choices.items()}
        return tuple(chosen.get(column, Meaning.NOTHING) for column in range(self._width))

    def is_enough(self) -> bool:
        return any(meaning in _ENOUGH for meaning in self.meanings())

    def _add(self, column: int, name: str, sample: str, guess: Meaning) -> None:
        choice = Combo()
        for meaning, words in meaning_words().items():
            choice.addItem(words, meaning.value)
        choice.setCurrentIndex(max(0, choice.findData(guess.value)))
        choice.setAccessibleName(tr("Import", "What “{column}” is", column=name))
        self.choices[column] = choice
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(name, semibold=True))
        words.addWidget(Label(sample, role="muted"))
        line = QHBoxLayout()
        line.setSpacing(metrics.MEDIUM)
        line.addLayout(words, 1)
        line.addWidget(choice, 1)
        self._lines.addLayout(line)
