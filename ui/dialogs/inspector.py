"""The number inspector: a pop-over with everything that is known of what was typed. Its text can be selected and copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.language import tr
from ui.theme import metrics
from ui.theme.metrics import Type, font
from ui.widgets.button import Button, Kind
from ui.widgets.label import Label
from ui.widgets.popup import Popup

if TYPE_CHECKING:
    from ui.phone.inspecting import Inspection

WIDTH = 360
_ROOM = 210
_COPIED_MS = 1500


class Value(QLabel):
    """Foreign text as it is, to select by mouse or keyboard."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text)
        self.setFont(font())
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.setWordWrap(True)
        if self.fontMetrics().horizontalAdvance(text) > _ROOM and " " not in text:
            self.setText(text.replace("@", "\n@"))  # an address is one long word, which would be cut
        self.setAccessibleName(f"{name}: {text}")


class NumberInspector(Popup):
    def __init__(self, inspection: Inspection, parent: QWidget) -> None:
        super().__init__(parent)
        self._inspection = inspection
        self.values = [Value(fact.value, fact.name) for fact in inspection.facts]
        self.copy_number = Button(kind=Kind.LINK, icon="copy")
        self.copy_all = Button(kind=Kind.LINK)
        self.copy_number.setVisible(bool(inspection.number))
        self.copy_number.clicked.connect(lambda: self._copy(self.copy_number, inspection.number))
        self.copy_all.clicked.connect(lambda: self._copy(self.copy_all, inspection.text()))
        self.setAccessibleName(tr("Inspector", "About this number"))
        self.setFixedWidth(WIDTH)
        self._say()
        self._lay_out()

    def _lay_out(self) -> None:
        facts = QGridLayout()
        facts.setHorizontalSpacing(metrics.MEDIUM)
        facts.setVerticalSpacing(metrics.SMALL)
        facts.setColumnStretch(1, 1)
        for row, (fact, value) in enumerate(zip(self._inspection.facts, self.values, strict=True)):
            facts.addWidget(Label(fact.name, role="muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            facts.addWidget(value, row, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(metrics.LARGE)
        buttons.addWidget(self.copy_number)
        buttons.addWidget(self.copy_all)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(metrics.LARGE, metrics.LARGE, metrics.LARGE, metrics.MEDIUM)
        layout.setSpacing(metrics.MEDIUM)
        layout.addWidget(Label(tr("Inspector", "About this number"), size=Type.TITLE, semibold=True))
        layout.addLayout(facts)
        layout.addLayout(buttons)

    def open_below(self, anchor: QWidget) -> None:
        self.resize(WIDTH, self.heightForWidth(WIDTH))
        super().open_below(anchor)
        (self.copy_all if self.copy_number.isHidden() else self.copy_number).setFocus(Qt.FocusReason.PopupFocusReason)

    def _copy(self, button: Button, text: str) -> None:
        """The button says for a moment that it was done."""
        QGuiApplication.clipboard().setText(text)
        button.setText(tr("Inspector", "Copied"))
        QTimer.singleShot(_COPIED_MS, self, self._say)

    def _say(self) -> None:
        self.copy_number.setText(tr("Inspector", "Copy the number"))
        self.copy_all.setText(tr("Inspector", "Copy everything"))
