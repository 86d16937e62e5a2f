"""The middle column: somebody's page, or what to do while nobody is chosen."""

from __future__ import annotations

from functools import cached_property, partial
from importlib import import_module
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.conversation.nobody import Nobody
from ui.theme.roles import roles_of
from ui.widgets.later import insert_before

if TYPE_CHECKING:
    from agent_app.services import Services
    from agent_app.snapshots import Contact
    from ui.conversation.card import PointsCard
    from ui.conversation.header import PersonHeader
    from ui.conversation.person import PersonPage
    from ui.conversation.sms import SmsComposer
    from ui.conversation.timeline import Timeline
    from ui.conversation.writing import Writing

_STEP_MS: Final = 50


class ConversationPage(QWidget):
    point_wanted = Signal(object)  # ContactPoint: call it
    link_followed = Signal(str)  # a number or address to show on the phone
    type_wanted = Signal()  # "Call a phone…"
    edit_wanted = Signal(str)  # contact_id
    add_wanted = Signal(str)  # a number or address to make a contact of
    back_wanted = Signal()
    close_wanted = Signal()
    trouble = Signal(str)  # a sentence for the status line
    typed = Signal()  # a letter of a message

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._narrow = False
        self.welcome = Nobody(services)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.welcome)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self.welcome.point_wanted.connect(self.point_wanted)
        self.welcome.sms_wanted.connect(self._write_to)
        self.welcome.write_wanted.connect(self.show_remote)

    @cached_property
    def person(self) -> PersonPage:
        """Made for the first person: a start shows nobody."""
        from ui.conversation.person import PersonPage

        person = PersonPage(self._services)
        insert_before(self._stack, person, self.welcome)
        person.set_narrow(self._narrow)
        person.gone.connect(self.show_nobody)
        person.point_wanted.connect(self.point_wanted)
        person.link_followed.connect(self.link_followed)
        person.type_wanted.connect(self.type_wanted)
        person.edit_wanted.connect(self.edit_wanted)
        person.add_wanted.connect(self.add_wanted)
        person.back_wanted.connect(self.back_wanted)
        person.close_wanted.connect(self.close_wanted)
        person.trouble.connect(self.trouble)
        person.writing.typed.connect(self.typed)
        person.found.connect(self._show_found)
        return person

    def prepare_person(self) -> None:
        """In a quiet moment, so that the first person is there as quickly as any other: their page, and what it needs with a message."""
        _ = self.person
        for place, module in enumerate(("message", "composer", "sms"), start=1):  # one after the other: no frame waits for all of them
            QTimer.singleShot(place * _STEP_MS, self, partial(import_module, f"ui.conversation.{module}"))

    def _is_made(self) -> bool:
        return "person" in vars(self)

    def show_numbers_anew(self) -> None:
        """How they are grouped is known only now."""
        if self._is_made():
            self.person.retranslate()
        self.welcome.retranslate()

    # --- who is shown ----------------------------------------------------------------------------------------------------------

    def show_nobody(self) -> None:
        if self._is_made():
            self.person.forget()
        self._stack.setCurrentWidget(self.welcome)

    def shows_somebody(self) -> bool:
        return self._stack.currentWidget() is not self.welcome

    def shown_contact_id(self) -> str:
        return self.person.contact_id() if self._is_made() else ""

    def story_remotes(self) -> tuple[str, ...]:
        """The addresses and numbers of who is shown."""
        return self.person.story_remotes() if self.shows_somebody() else ()

    def show_contact(self, contact_id: str) -> None:
        contact = self._services.contacts.contact(contact_id)
        if contact is None:
            self.show_nobody()
        else:
            self._turn_to(contact, "")

    def show_remote(self, remote: str) -> None:
        """Somebody who is no contact."""
        self._turn_to(None, remote)

    def _turn_to(self, contact: Contact | None, remote: str) -> None:
        self._stack.setCurrentWidget(self.person)
        self.person.turn_to(contact, remote)

    def jump_to(self, item_id: str) -> None:
        """To a place in a conversation, however far back: its person's page, with the item in the middle."""
        self.person.jump_to(item_id)

    def _show_found(self, remote: str) -> None:
        contact = self._services.contacts.find_by_remote(remote)
        self._turn_to(contact, "" if contact is not None else remote)

    def set_narrow(self, narrow: bool) -> None:
        """One column at a time: a way back is needed."""
        self._narrow = narrow
        if self._is_made():
            self.person.set_narrow(narrow)

    # --- writing ---------------------------------------------------------------------------------------------------------------

    def open_text(self) -> None:
        """To write a chat message to who is shown."""
        self.person.writing.open_text()

    def open_sms(self, number: str) -> None:
        """To write to this number of who is shown."""
        self.person.writing.open_sms(number)

    def _write_to(self, number: str) -> None:
        self._show_found(number)
        self.open_sms(number)

    # --- the person's page, for who looks into it ------------------------------------------------------------------------------

    @property
    def header(self) -> PersonHeader:
        return self.person.header

    @property
    def card(self) -> PointsCard:
        return self.person.card

    @property
    def timeline(self) -> Timeline:
        return self.person.timeline

    @property
    def writing(self) -> Writing:
        return self.person.writing

    @property
    def sms(self) -> SmsComposer | None:
        """None until somebody with a number that takes SMS was shown."""
        return self.person.writing.sms

    # --- Qt's own --------------------------------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self._is_made():
            self.person.story.mark_seen()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_made():
            self.person.story.mark_seen()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), roles_of(self.palette()).canvas)
        painter.end()
