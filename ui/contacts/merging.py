"""Contacts that are probably one person: shown side by side with what would become of them, merged by a click, undone by another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from agent_app.contacts.merging import Duplicates, Likeness, find_duplicates, merged
from ui.language import tr
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.widgets.avatar import Avatar
from ui.widgets.button import Button, Kind
from ui.widgets.label import Label
from ui.wording.people import person_key, point_label, remote_text

if TYPE_CHECKING:
    from agent_app.services import Services
    from agent_app.snapshots import Contact


class PersonCard(QWidget):
    """A contact with all that it has."""

    def __init__(self, contact: Contact) -> None:
        super().__init__()
        avatar = Avatar(36)
        avatar.show_person(contact.name, person_key(contact, ""), contact.picture)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(contact.name, semibold=True, wrap=True))
        for point in contact.points:
            words.addWidget(Label(f"{remote_text(point.value)} · {point_label(point)}", role="muted"))
        if contact.note:
            words.addWidget(Label(contact.note, role="muted", wrap=True))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, metrics.TIGHT, 0, metrics.TIGHT)
        layout.setSpacing(metrics.MEDIUM)
        layout.addWidget(avatar, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(words, 1)


class MergeDialog(QDialog):
    """One suggestion at a time; the last merge, of an earlier run too, can be undone."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contacts = services.contacts
        self._found = list(find_duplicates(self._contacts.contacts()))
        self._place = 0
        self.setWindowTitle(tr("Merge", "Duplicates"))
        self.resize(480, 520)
        self.setMinimumSize(340, 360)
        self.lead = Label(role="muted", wrap=True)
        self.merge = Button(tr("Merge", "Merge"), kind=Kind.PRIMARY)
        self.skip = Button(tr("Merge", "These are different people"))
        self.undo = Button(tr("Merge", "Undo the last merge"), kind=Kind.LINK)
        self.close_button = Button(tr("Merge", "Close"))
        self._scroll = QScrollArea()
        self._lay_out()
        self.merge.clicked.connect(self._merge)
        self.skip.clicked.connect(self._skip)
        self.undo.clicked.connect(self._undo)
        self.close_button.clicked.connect(self.reject)
        self._show()

    def _lay_out(self) -> None:
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        choices = QHBoxLayout()
        choices.setSpacing(metrics.SMALL)
        choices.addStretch(1)
        choices.addWidget(self.skip)
        choices.addWidget(self.merge)
        foot = QHBoxLayout()
        foot.addWidget(self.undo)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        for button in (self.skip, self.undo, self.close_button):
            button.setAutoDefault(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(metrics.HUGE, metrics.HUGE, metrics.HUGE, metrics.LARGE)
        layout.setSpacing(metrics.MEDIUM)
        layout.addWidget(Label(tr("Merge", "Duplicates"), size=Type.HEAD, semibold=True))
        layout.addWidget(self.lead)
        layout.addWidget(self._scroll, 1)
        layout.addLayout(choices)
        layout.addLayout(foot)

    def current(self) -> Duplicates | None:
        return self._found[self._place] if self._place < len(self._found) else None

    def _show(self) -> None:
        duplicates = self.current()
        self.lead.setText(self._lead(duplicates))
        for button in (self.merge, self.skip):
            button.setVisible(duplicates is not None)
        self.undo.setVisible(bool(self._contacts.merges()))
        self._scroll.setWidget(QWidget() if duplicates is None else _comparison(duplicates))

    def _lead(self, duplicates: Duplicates | None) -> str:
        if duplicates is None:
            return tr("Merge", "No more duplicates.") if self._found else tr("Merge", "Nobody is in your list twice.")
        number, total = self._place + 1, len(self._found)
        if duplicates.likeness is Likeness.NAME:
            return tr("Merge", "{number} of {total}. They have the same name.", number=number, total=total)
        shared = ", ".join(remote_text(value) for value in duplicates.shared[:3])
        return tr("Merge", "{number} of {total}. They have in common: {shared}", number=number, total=total, shared=shared)

    def _merge(self) -> None:
        duplicates = self.current()
        if duplicates is not None:
            self._contacts.merge(tuple(contact.contact_id for contact in duplicates.contacts))
            self._skip()

    def _skip(self) -> None:
        self._place += 1
        self._show()

    def _undo(self) -> None:
        merges = self._contacts.merges()
        if merges:
            self._contacts.undo_merge(merges[-1].merge_id)
            self._found = list(find_duplicates(self._contacts.contacts()))
            self._place = 0
            self._show()


def _comparison(duplicates: Duplicates) -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(metrics.SMALL)
    for contact in duplicates.contacts:
        layout.addWidget(PersonCard(contact))
    layout.addSpacing(metrics.SMALL)
    layout.addWidget(Label(tr("Merge", "Merged into one:"), role="muted"))
    layout.addWidget(PersonCard(merged(duplicates.contacts)))
    layout.addStretch(1)
    return page


def open_merging(services: Services, parent: QWidget) -> MergeDialog:
    dialog = MergeDialog(services, parent.window())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog
