"""What a provider or exchange does when it is dialled: its feature codes, and the mailbox."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from agent_app.snapshots import PointKind
from ui.contacts.reading import read_point
from ui.language import tr
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.widgets.form import Field, column, heading
from ui.widgets.label import Label
from ui.wording.codes import code_names

_SIGNS: Final = frozenset("0123456789*#+,")


class CodesPart(QWidget):
    """Codes are of digits, * # and +; a comma waits. The mailbox may be an address too."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before: dict[str, str] = {}
        self.fields: dict[str, QLineEdit] = {}
        self.trouble = Label(role="danger_text", wrap=True)
        self.trouble.hide()
        self.mailbox = QLineEdit()
        self.mailbox.setPlaceholderText(tr("Codes", "as the mailbox says"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(metrics.SMALL)
        grid.setVerticalSpacing(metrics.TIGHT)
        for place, (key, name) in enumerate(code_names().items()):
            field = QLineEdit()
            field.setMinimumWidth(60)
            field.setAccessibleName(name)
            field.textEdited.connect(self.trouble.hide)
            label = Label(name, role="muted", size=Type.SMALL)
            label.setBuddy(field)
            grid.addWidget(label, place // 2 * 2, place % 2)
            grid.addWidget(field, place // 2 * 2 + 1, place % 2)
            grid.setColumnStretch(place % 2, 1)
            self.fields[key] = field
        self.mailbox_field = Field(
            tr("Codes", "Number of the voice mailbox"), self.mailbox, tr("Codes", "Called by one click where new voice mail is told of.")
        )
        lead = Label(
            tr("Codes", "Your exchange's manual names them, like *8. Those that stand here get a button."), role="muted", wrap=True
        )
        self.setLayout(column(heading(tr("Codes", "Codes")), lead, grid, self.trouble, self.mailbox_field, spacing=metrics.MEDIUM))

    def show_rules(self, codes: dict[str, str], mailbox: str) -> None:
        self._before = codes
        for key, field in self.fields.items():
            field.setText(codes.get(key, ""))
        self.mailbox.setText(mailbox)
        self.trouble.hide()

    def read_mailbox(self) -> str | None:
        """None after the reason has been shown."""
        typed = self.mailbox.text().strip()
        number = "".join(sign for sign in typed if sign not in " -()\u00a0")
        reading = read_point(PointKind.SIP, typed, None) if "@" in typed else None
        unfit = "" if set(number) <= _SIGNS else tr("Codes", "Write a number, a code like *97, or an address")
        trouble = reading.trouble if reading else unfit
        self.mailbox_field.complain(trouble)
        if trouble:
            return None
        return reading.value if reading else number

    def read(self) -> dict[str, str] | None:
        """Codes by their keys, those that this version has no field for included; None after the reason has been shown."""
        codes = {key: code for key, code in self._before.items() if key not in self.fields}
        for key, field in self.fields.items():
            code = "".join(field.text().split())
            if not set(code) <= _SIGNS:
                self.trouble.setText(tr("Codes", "{name}: only digits, * # + and a comma can be dialled", name=field.accessibleName()))
                self.trouble.show()
                field.setFocus()
                return None
            if code:
                codes[key] = code
        return codes
