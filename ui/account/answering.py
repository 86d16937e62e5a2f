"""Whose calls are answered by themselves, and who is turned away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from agent_app.accounts.calling import AutoAnswer
from ui.account.choices import choice, seconds_choice, show_seconds
from ui.contacts.picker import pick_contact
from ui.language import tr
from ui.theme import metrics
from ui.widgets.button import Button, Kind
from ui.widgets.flow import Flow
from ui.widgets.form import Field, Switch, column, heading, sentence, tab_through

if TYPE_CHECKING:
    from agent_app.services import Services
    from agent_app.snapshots import Contact, ContactPoint

_AFTER_S: Final = (0, 2, 5, 10, 15, 20, 30)
_NOBODY, _CHOSEN, _EVERYBODY = "nobody", "chosen", "everybody"


class AnsweringPart(QWidget):
    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contacts = services.contacts
        self._chosen: dict[str, Button] = {}
        self.who = choice(
            (
                (tr("Answering", "Nobody's calls"), _NOBODY),
                (tr("Answering", "Calls of people I choose"), _CHOSEN),
                (tr("Answering", "Everybody's calls"), _EVERYBODY),
            )
        )
        who_lead = tr("Answering", "Both sides hear a tone first, so that nobody is overheard unawares.")
        self.who_field = Field(tr("Answering", "Answer by itself"), self.who, who_lead)
        self.people = Flow()
        self.add = Button(tr("Answering", "Add somebody"), icon="plus")
        self.add.setAutoDefault(False)
        self.trouble = sentence(role="danger_text")
        self.on_request = Switch(
            tr("Answering", "Only when the caller's phone asks for it"),
            tr("Answering", "Intercoms and exchanges ask so. Off: each of their calls is answered."),
        )
        self.after = seconds_choice(*_AFTER_S)
        self.after_field = Field(tr("Answering", "After"), self.after)
        self.anonymous = Switch(
            tr("Answering", "Refuse callers who hide their number"), tr("Answering", "They are told that you take no anonymous calls.")
        )
        parts = (self.who_field, self.people, self.add, self.trouble, self.on_request, self.after_field)
        self.setLayout(column(heading(tr("Answering", "Answering")), *parts, self.anonymous, spacing=metrics.MEDIUM))
        self.who.activated.connect(lambda _: self._follow())
        self.add.clicked.connect(self._pick)

    def show_rules(self, rules: AutoAnswer, *, reject_anonymous: bool) -> None:
        for contact_id in list(self._chosen):
            self._drop(contact_id)
        for contact_id in rules.contacts:
            contact = self._contacts.contact(contact_id)
            if contact is not None:
                self._put(contact)
        who = _EVERYBODY if rules.everybody else _CHOSEN if self._chosen else _NOBODY
        self.who.setCurrentIndex(self.who.findData(who))
        self.on_request.set_on(rules.on_request)
        show_seconds(self.after, rules.after_s)
        self.anonymous.set_on(reject_anonymous)
        self._follow()

    def _follow(self) -> None:
        who = self.who.currentData()
        for widget in (self.people, self.add, self.on_request):
            widget.setVisible(who == _CHOSEN)
        self.people.setVisible(who == _CHOSEN and bool(self._chosen))
        self.after_field.setVisible(who != _NOBODY)
        self._complain("")

    def _complain(self, trouble: str) -> None:
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))

    def _pick(self) -> None:
        pick_contact(self._contacts, self.add).chosen.connect(self.take)

    def take(self, contact: Contact, _point: ContactPoint | None = None) -> None:
        """Of the contact every number and address counts."""
        self._put(contact)
        self._follow()

    def _put(self, contact: Contact) -> None:
        if contact.contact_id in self._chosen:
            return
        chip = Button(contact.name, icon="x", kind=Kind.QUIET)
        chip.setAutoDefault(False)
        chip.setAccessibleName(tr("Answering", "Do not answer {name} by itself any more", name=contact.name))
        chip.clicked.connect(lambda: (self._drop(contact.contact_id), self._follow()))
        self._chosen[contact.contact_id] = chip
        self.people.add(chip)
        tab_through(self.who, *self._chosen.values(), self.add)

    def _drop(self, contact_id: str) -> None:
        self.people.take(self._chosen.pop(contact_id))

    def chosen(self) -> tuple[str, ...]:
        return tuple(self._chosen)

    def read(self) -> AutoAnswer | None:
        """What was set; None after the reason has been shown."""
        who, after_s = self.who.currentData(), int(self.after.currentData())
        if who == _NOBODY:
            return AutoAnswer(after_s=after_s)
        if who == _EVERYBODY:
            return AutoAnswer(everybody=True, after_s=after_s)
        if not self._chosen:
            self._complain(tr("Answering", "Add the people whose calls are answered by themselves"))
            self.add.setFocus()
            return None
        return AutoAnswer(contacts=self.chosen(), on_request=self.on_request.on(), after_s=after_s)
