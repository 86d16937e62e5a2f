"""Adding, changing and deleting a contact: a name, and any number of numbers and addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from agent_app.contacts.ring_tones import set_ring_tone
from agent_app.snapshots import Contact, ContactPoint, PointKind
from ui.contacts.picture_button import PictureButton
from ui.contacts.reading import PointReading, read_point
from ui.contacts.ring_tone import RingToneChoice
from ui.dialogs.questions import ask_remove
from ui.language import tr
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.check import Check
from ui.widgets.combo import Combo
from ui.widgets.form import tab_before
from ui.widgets.label import Label
from ui.wording.people import remote_text

if TYPE_CHECKING:
    from agent_app.services import Services


class PointEditor(QWidget):
    """One number or address with its label; says what is wrong with it."""

    remove_wanted = Signal(object)  # itself

    def __init__(self, kind: PointKind, value: str = "", label: str = "") -> None:
        super().__init__()
        self.kind = kind
        phone = kind is PointKind.PHONE
        self.value = QLineEdit(remote_text(value))
        self.value.setPlaceholderText("+7 495 111-22-33" if phone else "name@provider.com")
        self.value.setAccessibleName(tr("Editor", "Number") if phone else tr("Editor", "SIP address"))
        self.label = QLineEdit(label)
        self.label.setPlaceholderText(tr("Editor", "home, work…"))
        self.label.setAccessibleName(tr("Editor", "Label"))
        self.remove = IconButton("trash")
        self.remove.set_words(tr("Editor", "Remove this number") if phone else tr("Editor", "Remove this address"))
        self.trouble = Label(role="danger_text", size=Type.SMALL, wrap=True)
        self.trouble.hide()
        line = QHBoxLayout()
        line.setSpacing(metrics.SMALL)
        line.addWidget(self.value, 3)
        line.addWidget(self.label, 2)
        line.addWidget(self.remove)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(line)
        layout.addWidget(self.trouble)
        self.remove.clicked.connect(lambda: self.remove_wanted.emit(self))
        self.value.textEdited.connect(self.trouble.hide)

    def is_empty(self) -> bool:
        return not self.value.text().strip()

    def say(self, reading: PointReading) -> None:
        """What is wrong; a guess is put in, and the next Save takes it."""
        if reading.proposal:
            self.value.setText(reading.proposal)
        self.trouble.set_role("warning_text" if reading.proposal else "danger_text")
        self.trouble.setText(reading.trouble)
        self.trouble.show()
        self.value.setFocus(Qt.FocusReason.OtherFocusReason)


class ContactEditor(QDialog):
    """For a new contact (`contact` is None) or an old one; `saved` carries its id."""

    saved = Signal(str)

    def __init__(
        self, services: Services, contact: Contact | None, points: tuple[ContactPoint, ...] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._contact = contact
        self._lines: list[PointEditor] = []
        self.setWindowTitle(tr("Editor", "Contact"))
        self.setMinimumSize(340, 420)
        self.resize(460, 480)
        self.name = QLineEdit(contact.name if contact else "")
        self.note = QLineEdit(contact.note if contact else "")
        self.favourite = Check(tr("Editor", "Favourite, kept at the top"))
        self.favourite.setChecked(contact.favourite if contact else False)
        self.account = Combo()
        self._fill_accounts()
        self.group = Combo()
        self._fill_groups()
        tone = services.settings.values().ring_tones.get(contact.contact_id, "") if contact else ""
        self.ring_tone = RingToneChoice(services.voice, tone)
        self.picture = PictureButton(services.contacts.pictures, contact)
        self.trouble = Label(role="danger_text", wrap=True)
        self.trouble.hide()
        self.finished.connect(lambda _: self.picture.end())
        self.finished.connect(lambda _: self.ring_tone.stop())
        self._points = QVBoxLayout()
        self._points.setSpacing(metrics.SMALL)
        self._lay_out()
        for point in contact.points if contact else points:
            self.add_line(point.kind, point.value, point.label)
        if not self._lines:
            self.add_line(PointKind.PHONE)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self.name.setPlaceholderText(tr("Editor", "Name"))
        self.name.setAccessibleName(tr("Editor", "Name"))
        self.note.setPlaceholderText(tr("Editor", "Note"))
        self.note.setAccessibleName(tr("Editor", "Note"))
        inside = QWidget()
        fields = QVBoxLayout(inside)
        fields.setContentsMargins(metrics.HUGE, metrics.HUGE, metrics.HUGE, metrics.SMALL)
        fields.setSpacing(metrics.MEDIUM)
        fields.addWidget(
            Label(tr("Editor", "Edit contact") if self._contact else tr("Editor", "New contact"), size=Type.HEAD, semibold=True)
        )
        who = QHBoxLayout()
        who.setSpacing(metrics.MEDIUM)
        who.addWidget(self.picture)
        who.addWidget(self.name, 1)
        fields.addLayout(who)
        fields.addWidget(self.picture.trouble)
        fields.addWidget(self.trouble)
        fields.addLayout(self._points)
        fields.addLayout(self._adders())
        fields.addWidget(self.note)
        fields.addWidget(self.group)
        fields.addWidget(self.favourite)
        fields.addWidget(self.account)
        fields.addWidget(self.ring_tone)
        fields.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll, 1)
        layout.addLayout(self._buttons())

    def _fill_accounts(self) -> None:
        """Which account calls this contact; there to choose from two."""
        accounts = self._services.accounts.accounts()
        self.account.setAccessibleName(tr("Editor", "Account that calls this contact"))
        self.account.addItem(tr("Editor", "Call with the account chosen on the phone"), "")
        for account in accounts:
            self.account.addItem(tr("Editor", "Call with {address}", address=account.address), account.account_id)
        preferred = self._services.settings.values().preferred.get(_preference(self._contact.contact_id), "") if self._contact else ""
        self.account.setCurrentIndex(max(0, self.account.findData(preferred)))
        self.account.setVisible(len(accounts) > 1)

    def _fill_groups(self) -> None:
        groups = self._services.contacts.groups.all()
        self.group.setAccessibleName(tr("Editor", "Group"))
        self.group.addItem(tr("Editor", "In no group"), "")
        for group in groups:
            self.group.addItem(group.name, group.group_id)
        self.group.setCurrentIndex(max(0, self.group.findData(self._contact.group_id if self._contact else "")))
        self.group.setVisible(bool(groups))

    def _adders(self) -> QHBoxLayout:
        number = self._adder = Button(tr("Editor", "Add a number"), kind=Kind.LINK)
        address = Button(tr("Editor", "Add a SIP address"), kind=Kind.LINK)
        number.clicked.connect(lambda: self._add_focused(PointKind.PHONE))
        address.clicked.connect(lambda: self._add_focused(PointKind.SIP))
        line = QHBoxLayout()
        line.setSpacing(metrics.LARGE)
        line.addWidget(number)
        line.addWidget(address)
        line.addStretch(1)
        for button in (number, address):
            button.setAutoDefault(False)
        return line

    def _buttons(self) -> QHBoxLayout:
        delete = Button(tr("Editor", "Delete contact"), kind=Kind.DANGER_LINK)
        delete.setVisible(self._contact is not None)
        delete.clicked.connect(self.delete)
        cancel = Button(tr("Editor", "Cancel"))
        cancel.clicked.connect(self.reject)
        self.save_button = Button(tr("Editor", "Save"), kind=Kind.PRIMARY)
        self.save_button.clicked.connect(self.save)
        self.save_button.setDefault(True)
        for button in (delete, cancel):
            button.setAutoDefault(False)
        line = QHBoxLayout()
        line.setContentsMargins(metrics.HUGE, metrics.SMALL, metrics.HUGE, metrics.LARGE)
        line.setSpacing(metrics.SMALL)
        line.addWidget(delete)
        line.addStretch(1)
        line.addWidget(cancel)
        line.addWidget(self.save_button)
        return line

    def add_line(self, kind: PointKind, value: str = "", label: str = "") -> PointEditor:
        line = PointEditor(kind, value, label)
        line.remove_wanted.connect(self._remove_line)
        line.remove.setAutoDefault(False)
        self._lines.append(line)
        self._points.addWidget(line)
        tab_before(self._adder, line.value, line.label, line.remove)
        return line

    def _add_focused(self, kind: PointKind) -> None:
        self.add_line(kind).value.setFocus(Qt.FocusReason.OtherFocusReason)

    def lines(self) -> list[PointEditor]:
        return self._lines

    def _remove_line(self, line: PointEditor) -> None:
        self._lines.remove(line)
        self._points.removeWidget(line)
        line.hide()
        line.deleteLater()

    def save(self) -> None:
        """Keep the contact; where something is wrong, say what and stay."""
        name = self.name.text().strip()
        self.trouble.setVisible(not name)
        if not name:
            self.trouble.setText(tr("Editor", "A contact needs a name"))
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        points = self._read_points()
        if points is None:
            return
        contact_id = self._keep(name, points)
        self._keep_account(contact_id)
        set_ring_tone(self._services.settings, contact_id, self.ring_tone.name())
        self.saved.emit(contact_id)
        self.accept()

    def _read_points(self) -> tuple[ContactPoint, ...] | None:
        account = self._services.accounts.current()
        points: list[ContactPoint] = []
        for line in self._lines:
            if line.is_empty():
                continue
            reading = read_point(line.kind, line.value.text(), account)
            if reading.trouble:
                line.say(reading)
                return None
            points.append(ContactPoint(line.kind, reading.value, line.label.text().strip()))
        return tuple(points)

    def _keep(self, name: str, points: tuple[ContactPoint, ...]) -> str:
        contacts = self._services.contacts
        before = self._contact or Contact(contacts.add(name, points), name)
        changed = msgspec.structs.replace(
            before,
            name=name,
            points=points,
            favourite=self.favourite.isChecked(),
            note=self.note.text().strip(),
            group_id=str(self.group.currentData() or ""),
            picture=self.picture.path(),
        )
        contacts.change(changed)
        return changed.contact_id

    def _keep_account(self, contact_id: str) -> None:
        settings = self._services.settings
        others = {key: account for key, account in settings.values().preferred.items() if key != _preference(contact_id)}
        chosen = str(self.account.currentData() or "")
        preferred = others | ({_preference(contact_id): chosen} if chosen else {})
        if preferred != settings.values().preferred:
            settings.change(preferred=preferred)

    def delete(self) -> None:
        if self._contact is not None and ask_remove(self._contact.name, self):
            self._services.contacts.remove(self._contact.contact_id)
            self.reject()


def _preference(contact_id: str) -> str:
    """The settings' key for a contact's own account."""
    return f"contact:{contact_id}"
