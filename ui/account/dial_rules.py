"""What is typed becomes something else before it is dialled: the rules, and a place to try them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from agent_app.accounts.calling import DialRule
from agent_app.accounts.rewriting import is_pattern, rewritten
from ui.language import tr
from ui.theme import metrics
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.form import Field, bring_into_view, column, heading, sentence, tab_before
from ui.widgets.label import Label

_SIGNS: Final = frozenset("0123456789*#+")


class RuleLine(QWidget):
    """A pattern, what comes instead of its beginning, and what is wrong with it."""

    remove_wanted = Signal(object)  # itself
    edited = Signal()

    def __init__(self, rule: DialRule | None = None) -> None:
        super().__init__()
        self.pattern = QLineEdit(rule.pattern if rule else "")
        self.replacement = QLineEdit(rule.replacement if rule else "")
        self.pattern.setPlaceholderText("8XXXXXXXXXX")
        self.replacement.setPlaceholderText(tr("DialRules", "nothing"))
        self.pattern.setAccessibleName(tr("DialRules", "What is typed"))
        self.replacement.setAccessibleName(tr("DialRules", "What its beginning becomes"))
        self.remove = IconButton("trash")
        self.remove.setAutoDefault(False)
        self.remove.set_words(tr("DialRules", "Remove this rule"))
        self.trouble = sentence(role="danger_text")
        self.trouble.hide()
        across = QHBoxLayout()
        across.setSpacing(metrics.SMALL)
        across.addWidget(self.pattern, 3)
        across.addWidget(Label("→", role="muted", align=Qt.AlignmentFlag.AlignHCenter))
        across.addWidget(self.replacement, 2)
        across.addWidget(self.remove)
        self.setLayout(column(across, self.trouble, spacing=metrics.TIGHT))
        self.remove.clicked.connect(lambda: self.remove_wanted.emit(self))
        for field in (self.pattern, self.replacement):
            field.setMinimumWidth(60)
            field.textEdited.connect(lambda _: self.complain(""))
            field.textEdited.connect(lambda _: self.edited.emit())

    def rule(self) -> DialRule:
        return DialRule(_bare(self.pattern.text()), _bare(self.replacement.text()))

    def is_empty(self) -> bool:
        return not self.pattern.text().strip() and not self.replacement.text().strip()

    def fault(self) -> str:
        """What is wrong with it; "" where nothing is."""
        rule = self.rule()
        if not is_pattern(rule.pattern):
            return tr("DialRules", "This fits nothing: write digits, X for any digit, and a dot at the end for the rest")
        if not set(rule.replacement) <= _SIGNS:
            return tr("DialRules", "Only digits, + * and # can come instead")
        if rewritten((rule,), _sample(rule.pattern))[0] == _sample(rule.pattern):
            return tr("DialRules", "This changes nothing")
        return ""

    def complain(self, trouble: str) -> None:
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))


class DialRulesPart(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: list[RuleLine] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(metrics.SMALL)
        self.add = Button(tr("DialRules", "Add a rule"), kind=Kind.LINK)
        self.add.setAutoDefault(False)
        self.sample = QLineEdit()
        self.sample.setPlaceholderText("8 495 111-22-33")
        self.tester = Field(tr("DialRules", "Try a number"), self.sample)
        lead = tr(
            "DialRules",
            "The first rule that fits the whole number counts. X is any digit, a dot at the end the rest. "
            "8XXXXXXXXXX → +7 makes a full number; 9. → nothing drops an outside line's 9.",
        )
        layout = column(heading(tr("DialRules", "Dial rules")), Label(lead, role="muted", wrap=True), self._list, spacing=metrics.MEDIUM)
        layout.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.tester)
        self.setLayout(layout)
        self.add.clicked.connect(lambda: self.add_line().pattern.setFocus(Qt.FocusReason.OtherFocusReason))
        self.sample.textEdited.connect(lambda _: self._try())

    def show_rules(self, rules: tuple[DialRule, ...]) -> None:
        for old in list(self.lines):
            self._remove(old)
        for rule in rules:
            self.add_line(rule)
        self.sample.clear()
        self._try()

    def add_line(self, rule: DialRule | None = None) -> RuleLine:
        added = RuleLine(rule)
        added.remove_wanted.connect(self._remove)
        added.edited.connect(self._try)
        self.lines.append(added)
        self._list.addWidget(added)
        tab_before(self.add, *(stop for found in self.lines for stop in (found.pattern, found.replacement, found.remove)))
        return added

    def _remove(self, old: RuleLine) -> None:
        self.lines.remove(old)
        self._list.removeWidget(old)
        old.hide()
        old.deleteLater()
        self._try()

    def _typed(self) -> tuple[DialRule, ...]:
        return tuple(found.rule() for found in self.lines if not found.is_empty())

    def _try(self) -> None:
        """By the rules as they stand in the fields."""
        text = self.sample.text().strip()
        if not text:
            self.tester.say(tr("DialRules", "Says what would be dialled, and by which rule."))
            return
        dialled, pattern = rewritten(self._typed(), text)
        self.tester.say(
            tr("DialRules", "Dialled as {number}, by the rule {pattern}", number=dialled, pattern=pattern)
            if pattern
            else tr("DialRules", "No rule fits: dialled as typed")
        )

    def read(self) -> tuple[DialRule, ...] | None:
        """All of them; None after the reason has been shown."""
        for found in self.lines:
            fault = "" if found.is_empty() else found.fault()
            if fault:
                found.complain(fault)
                found.pattern.setFocus(Qt.FocusReason.OtherFocusReason)
                bring_into_view(found)
                return None
        return self._typed()


def _bare(text: str) -> str:
    """Without the spaces and dashes that people write numbers with."""
    return "".join(sign for sign in text if sign not in " -()\u00a0")


def _sample(pattern: str) -> str:
    """A number that the pattern fits."""
    return pattern.upper().replace("X", "5").replace(".", "5")
