"""A contact's (or an unknown number's) page: the head, the numbers, what was between us, and the fields to write in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_app.snapshots import Contact
from ui.contacts.points import call_menu, point_of
from ui.conversation.actions import Actions
from ui.conversation.card import PointsCard
from ui.conversation.header import PersonHeader
from ui.conversation.more import MoreMenu
from ui.conversation.story import Story
from ui.conversation.timeline import Timeline
from ui.conversation.writing import Writing
from ui.language import tr
from ui.theme import metrics
from ui.widgets.label import Label
from ui.widgets.retranslated import Retranslated
from ui.wording.people import person_key, point_label, remote_text
from ui.wording.presence import best_presence, presence_line

if TYPE_CHECKING:
    from agent_app.chats.snapshots import MessageItem, TimelineItem
    from agent_app.presence.snapshots import PresenceSnapshot
    from agent_app.services import Services
    from agent_app.settings.values import Settings


class PersonPage(Retranslated):
    point_wanted = Signal(object)  # ContactPoint: call it
    link_followed = Signal(str)  # a number or address to show on the phone
    type_wanted = Signal()  # "Call a phone…"
    edit_wanted = Signal(str)  # contact_id
    add_wanted = Signal(str)  # a number or address to make a contact of
    back_wanted = Signal()
    close_wanted = Signal()
    trouble = Signal(str)  # a sentence for the status line
    gone = Signal()  # the contact that was shown is none any more
    found = Signal(str)  # a number or address: a place in its conversation was wanted, and it is not the one that is shown

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._contact: Contact | None = None
        self._remote = ""
        self._under = ""
        self._chatted = False
        self._wanted_item = ""
        self.header = PersonHeader()
        self.card = PointsCard()
        self.timeline = Timeline()
        self.story = Story(services, self.timeline)
        self.acts = Actions(services, self.timeline)
        self.writing = Writing(services)
        self.more = MoreMenu(services, self)
        self.no_calls = Label(role="muted", align=Qt.AlignmentFlag.AlignHCenter)
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()
        self._take_settings(services.settings.values())
        self.retranslate()

    def _lay_out(self) -> None:
        self._shelf = QWidget()
        column = QHBoxLayout(self._shelf)
        column.setContentsMargins(0, metrics.LARGE, metrics.SMALL, metrics.MEDIUM)
        column.addStretch(1)
        column.addWidget(self.card, 100)
        column.addStretch(1)
        body = QVBoxLayout()
        body.setContentsMargins(metrics.LARGE, 0, metrics.SMALL, metrics.SMALL)
        body.setSpacing(0)
        body.addWidget(self._shelf)
        body.addWidget(self.no_calls)
        body.addWidget(self.timeline, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.header)
        layout.addLayout(body, 1)
        layout.addWidget(self.writing)

    def _connect(self) -> None:
        self.header.back.clicked.connect(self.back_wanted)
        self.header.call.clicked.connect(self._open_call_menu)
        self.header.edit.clicked.connect(lambda: self.edit_wanted.emit(self.contact_id()))
        self.header.add.clicked.connect(lambda: self.add_wanted.emit(self._remote))
        self.header.more.clicked.connect(self._open_more)
        self.more.edit_wanted.connect(self._edit_numbers)
        self.more.said.connect(self.trouble)
        self.more.close_wanted.connect(self.close_wanted)
        self.card.point_wanted.connect(self.point_wanted)
        self.card.sms_wanted.connect(self.writing.open_sms)
        self._services.contacts.changed.connect(self._reload)
        self.story.emptiness.connect(self.no_calls.setVisible)
        self.story.opened.connect(self._opened)
        self.story.chatted.connect(self._fold_card)
        self.acts.reply_wanted.connect(self._answer)
        self.acts.link_followed.connect(self.link_followed)
        self.acts.trouble.connect(self.trouble)
        self.writing.edit_wanted.connect(self._edit_numbers)
        self.writing.trouble.connect(self.trouble)
        self._services.settings.changed.connect(self._take_settings)
        self._services.presence.changed.connect(lambda _: self._show_presence())
        self._services.chats.around_ready.connect(self._take_around)

    def retranslate(self) -> None:
        self.header.back.set_words(tr("Conversation", "Back to the list"), tr("Conversation", "Back (Alt+Left)"))
        self.header.edit.set_words(tr("Conversation", "Edit the contact"))
        self.header.add.set_words(tr("Conversation", "Add to contacts"))
        self.header.more.set_words(tr("Conversation", "More"))
        self.header.say_call(tr("Conversation", "Call"))
        self.timeline.setAccessibleName(tr("Conversation", "Calls and messages with this person"))
        self.no_calls.setText(tr("Conversation", "Nothing with this person yet"))
        self.card.forget()
        self._show_person()
        self.timeline.refresh()

    # --- what is shown ---------------------------------------------------------------------------------------------------------

    def forget(self) -> None:
        """Nobody is shown."""
        self._contact, self._remote = None, ""

    def contact_id(self) -> str:
        """Of who is shown; nothing for somebody who is no contact."""
        return self._contact.contact_id if self._contact else ""

    def turn_to(self, contact: Contact | None, remote: str) -> None:
        """A contact, or (None) somebody who is none, by their number or address."""
        is_shown = self._shows_somebody() and (contact, remote) == (self._contact, self._remote)
        self._contact, self._remote = contact, remote
        if not is_shown:  # a press chooses, and the click that it becomes does so again
            self._show_person()
        self.story.tell_of(contact, remote)

    def set_narrow(self, narrow: bool) -> None:
        """One column at a time: a way back is needed."""
        self.header.back.setVisible(narrow)
        self.header.avatar.setVisible(not narrow)
        self.header.set_narrow(narrow)

    def _shows_somebody(self) -> bool:
        return self._contact is not None or bool(self._remote)

    def _show_person(self) -> None:
        if not self._shows_somebody():
            return
        contact, remote = self._contact, self._remote
        name = contact.name if contact else remote_text(remote)
        points = contact.points if contact else (point_of(remote),)
        picture = contact.picture if contact else ""
        self.header.avatar.show_person(contact.name if contact else "", person_key(contact, remote), picture)
        self.header.name.setText(name)
        under = f"{remote_text(points[0].value)} · {point_label(points[0])}" if contact and points else ""
        self._under = under or (tr("Conversation", "Not in your contacts") if contact is None else tr("Conversation", "No number yet"))
        self.header.show_pencil(is_contact=contact is not None)
        self.card.show_points(points, contact.note if contact else "")
        self._fold_card(self._chatted)
        self._show_presence()
        self.writing.show_points(points, name)

    def _show_presence(self) -> None:
        """Under the name: how they are, where their provider tells; else how they are reached."""
        seen: PresenceSnapshot | None = best_presence(self._services.presence, self.story_remotes())
        self.header.avatar.show_presence(seen.status.value if seen else "")
        self.header.under.setText(presence_line(seen) if seen else self._under)

    def story_remotes(self) -> tuple[str, ...]:
        """The addresses and numbers of who is shown."""
        if self._contact is not None:
            return tuple(point.value for point in self._contact.points)
        return (self._remote,) if self._remote else ()

    def jump_to(self, item_id: str) -> None:
        """To a place in a conversation, however far back: its person's page, with the item in the middle."""
        self._wanted_item = item_id
        self._services.chats.request_around(item_id)

    def _take_around(self, item_id: str, remotes: tuple[str, ...], items: tuple[TimelineItem, ...]) -> None:
        if item_id != self._wanted_item:
            return
        self._wanted_item = ""
        if not items or not remotes:
            self.trouble.emit(tr("Chat", "This message is not there any more"))
            return
        if not set(remotes) & set(self.story.remotes()) or not self._shows_somebody():
            self.found.emit(remotes[0])
        self.story.show_around(items)
        self.timeline.go_to(item_id)

    def _take_settings(self, values: Settings) -> None:
        if values.smileys_as_emoji != self.timeline.painter.smileys:
            self.timeline.painter.smileys = values.smileys_as_emoji
            self.timeline.refresh()

    def _reload(self) -> None:
        if self._contact is not None:
            self._contact = self._services.contacts.contact(self._contact.contact_id)
            if self._contact is None:
                self.gone.emit()
                self.back_wanted.emit()
        elif self._remote:
            self._contact = self._services.contacts.find_by_remote(self._remote)
        if self._shows_somebody():
            self._show_person()
            self.story.tell_of(self._contact, self._remote)

    # --- writing and calling ---------------------------------------------------------------------------------------------------

    def _opened(self, has_messages: bool, has_sms: bool) -> None:
        """Where only SMS were written, the next one is likely to be one too."""
        if has_sms and not has_messages:
            self.writing.prefer_sms()

    def _fold_card(self, chatted: bool) -> None:
        """A conversation needs the room; the numbers are in the menu of the green button."""
        self._chatted = chatted
        self._shelf.setVisible(not self.card.isHidden() and not chatted)

    def _answer(self, item: MessageItem) -> None:
        self.writing.answer(item)

    def _edit_numbers(self) -> None:
        if self._contact is not None:
            self.edit_wanted.emit(self._contact.contact_id)
        else:
            self.add_wanted.emit(self._remote)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._shows_somebody() and self.writing.takes_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.writing.offer_files(event.mimeData())

    def _open_more(self) -> None:
        self.more.open(self.header.more, self.writing.address(), self.header.name.text(), is_contact=self._contact is not None)

    def _open_call_menu(self) -> None:
        who = self._contact or Contact("", "", (point_of(self._remote),))
        menu = call_menu(who, self, self.point_wanted.emit, self.type_wanted.emit)
        menu.popup(self.header.call.mapToGlobal(QPoint(self.header.call.width() - menu.sizeHint().width(), self.header.call.height() + 4)))
