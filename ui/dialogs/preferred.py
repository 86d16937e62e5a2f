"""Which account calls where: by the beginning of the number, or for a contact."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from ui.language import tr
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.combo import Combo
from ui.widgets.form import tab_before
from ui.widgets.label import Label

if TYPE_CHECKING:
    from agent_app.services import Services
    from agent_app.snapshots import AccountSnapshot

_PREFIX: Final = "prefix:"
_CONTACT: Final = "contact:"
_LONGEST: Final = 15


class PreferenceLine(QWidget):
    """The beginning of a number (or a contact's name, which stays), and the account that calls it."""

    remove_wanted = Signal(object)  # itself

    def __init__(self, accounts: tuple[AccountSnapshot, ...], key: str = "", account_id: str = "", name: str = "") -> None:
        super().__init__()
        self._contact_key = key if name else ""
        self.prefix = QLineEdit(name or (f"+{key.removeprefix(_PREFIX)}" if key else ""))
        self.prefix.setPlaceholderText("+7495")
        self.prefix.setReadOnly(bool(name))
        self.prefix.setCursorPosition(0)
        self.prefix.setAccessibleName(tr("Preferred", "Contact") if name else tr("Preferred", "Numbers that begin with"))
        self.account = Combo()
        self.account.setAccessibleName(tr("Preferred", "Account that calls them"))
        for account in accounts:
            self.account.addItem(account.address, account.account_id)
        self.account.setCurrentIndex(max(0, self.account.findData(account_id)))
        self.remove = IconButton("trash")
        self.remove.set_words(tr("Preferred", "Remove this line"))
        self.remove.setAutoDefault(False)
        self.remove.clicked.connect(lambda: self.remove_wanted.emit(self))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(metrics.SMALL)
        layout.addWidget(self.prefix, 2)
        layout.addWidget(self.account, 3)
        layout.addWidget(self.remove)

    def key(self) -> str:
        """For the settings; "" where the text is no beginning of a number."""
        if self._contact_key:
            return self._contact_key
        digits = "".join(sign for sign in self.prefix.text() if sign not in " -()\u00a0").removeprefix("+")
        fine = digits.isascii() and digits.isdigit() and len(digits) <= _LONGEST
        return f"{_PREFIX}{digits}" if fine else ""

    def is_empty(self) -> bool:
        return not self.prefix.text().strip()


class PreferredPage(QWidget):
    """`done` comes after Save or Cancel."""

    done = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.lines: list[PreferenceLine] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(metrics.SMALL)
        self.trouble = Label(role="danger_text", wrap=True)
        self.add = Button(tr("Preferred", "Add a beginning of numbers"), kind=Kind.LINK)
        self.save_button = Button(tr("Preferred", "Save"), kind=Kind.PRIMARY)
        self.cancel = Button(tr("Preferred", "Cancel"))
        self._lay_out()
        self.add.clicked.connect(self._add_focused)
        self.save_button.clicked.connect(self.save)
        self.cancel.clicked.connect(self.done)

    def _lay_out(self) -> None:
        inside = QWidget()
        body = QVBoxLayout(inside)
        body.setContentsMargins(metrics.HUGE, metrics.HUGE, metrics.HUGE, metrics.SMALL)
        body.setSpacing(metrics.MEDIUM)
        body.addWidget(Label(tr("Preferred", "Which account calls where"), size=Type.HEAD, semibold=True, wrap=True))
        lead = tr("Preferred", "The longest beginning that fits counts; a contact's account counts before it. Elsewhere you choose.")
        body.addWidget(Label(lead, role="muted", wrap=True))
        body.addLayout(self._list)
        body.addWidget(self.trouble)
        body.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        body.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        foot = QHBoxLayout()
        foot.setContentsMargins(metrics.HUGE, metrics.SMALL, metrics.HUGE, metrics.LARGE)
        foot.setSpacing(metrics.SMALL)
        foot.addStretch(1)
        for button in (self.add, self.cancel, self.save_button):
            button.setAutoDefault(False)
        foot.addWidget(self.cancel)
        foot.addWidget(self.save_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll, 1)
        layout.addLayout(foot)

    def show_preferences(self) -> None:
        """As they are kept now."""
        for line in list(self.lines):
            self._remove(line)
        self._say("")
        for key, account_id in sorted(self._services.settings.values().preferred.items()):
            contact = self._services.contacts.contact(key.removeprefix(_CONTACT)) if key.startswith(_CONTACT) else None
            if contact is not None or key.startswith(_PREFIX):
                self.add_line(key, account_id, contact.name if contact else "")
        if not self.lines:
            self.add_line()

    def add_line(self, key: str = "", account_id: str = "", name: str = "") -> PreferenceLine:
        line = PreferenceLine(self._services.accounts.accounts(), key, account_id, name)
        line.remove_wanted.connect(self._remove)
        line.prefix.textEdited.connect(lambda _: self._say(""))
        self.lines.append(line)
        self._list.addWidget(line)
        tab_before(self.add, line.prefix, line.account, line.remove)
        return line

    def _add_focused(self) -> None:
        self.add_line().prefix.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, line: PreferenceLine) -> None:
        self.lines.remove(line)
        self._list.removeWidget(line)
        line.hide()
        line.deleteLater()

    def save(self) -> None:
        """All of them; where a text is no beginning of a number, or stands twice, say so and stay."""
        preferred: dict[str, str] = {}
        for line in self.lines:
            if line.is_empty():
                continue
            key = line.key()
            if not key or key in preferred:
                twice = tr("Preferred", "{prefix} stands twice", prefix=line.prefix.text())
                self._say(twice if key else tr("Preferred", "Write the beginning of a number, with country and city code: +7495"))
                line.prefix.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            preferred[key] = str(line.account.currentData())
        self._services.settings.change(preferred=preferred)
        self.done.emit()

    def _say(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))
