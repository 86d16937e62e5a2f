"""The keys 2 to 9, and whom each calls when it is held down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from agent_app.contacts.index import point_kind
from ui.contacts.reading import read_point
from ui.language import tr
from ui.theme import metrics
from ui.widgets.form import sentence
from ui.widgets.label import Label

if TYPE_CHECKING:
    from agent_app.services import Services

KEYS: Final = "23456789"


class SpeedDialFields(QWidget):
    """What is typed is kept once it can be called."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.fields: dict[str, QLineEdit] = {}
        self.trouble = sentence(role="danger_text")
        self.trouble.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(metrics.SMALL)
        grid.setVerticalSpacing(metrics.SMALL)
        for place, key in enumerate(KEYS):
            field = QLineEdit(services.settings.values().speed_dial.get(key, ""))
            field.setPlaceholderText(tr("SpeedDial", "number or address"))
            field.setAccessibleName(tr("SpeedDial", "Key {key}", key=key))
            field.setMinimumWidth(60)
            field.textEdited.connect(lambda _, field=field: self._complain("", field))
            field.editingFinished.connect(lambda key=key: self._keep(key))
            label = Label(key, semibold=True, size=metrics.Type.TITLE, tabular=True, align=Qt.AlignmentFlag.AlignHCenter)
            label.setFixedWidth(metrics.HUGE)
            label.setBuddy(field)
            row, column = place // 2, place % 2 * 2
            grid.addWidget(label, row, column)
            grid.addWidget(field, row, column + 1)
            grid.setColumnStretch(column + 1, 1)
            self.fields[key] = field
        grid.addWidget(self.trouble, 4, 0, 1, 4)

    def _keep(self, key: str) -> None:
        field = self.fields[key]
        kept = self._services.settings.values().speed_dial
        text = field.text().strip()
        if text == kept.get(key, ""):
            return
        value = self._read(text, field) if text else ""
        if text and not value:
            return
        self._complain("", field)
        field.setText(value)
        rest = {other: number for other, number in kept.items() if other != key}
        self._services.settings.change(speed_dial=rest | ({key: value} if value else {}))

    def _read(self, text: str, field: QLineEdit) -> str:
        """As it is kept; "" after it was said why not."""
        reading = read_point(point_kind(text), text, self._services.accounts.current())
        if reading.proposal:
            field.setText(reading.proposal)
            self._complain(tr("SpeedDial", "Is {number} the number? Then press Enter.", number=reading.proposal), field, "warning_text")
        elif reading.trouble:
            self._complain(reading.trouble, field)
        return reading.value

    def _complain(self, trouble: str, field: QLineEdit, role: str = "danger_text") -> None:
        self.trouble.set_role(role)
        self.trouble.setText(f"{field.accessibleName()}: {trouble}" if trouble else "")
        self.trouble.setVisible(bool(trouble))
