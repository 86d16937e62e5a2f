"""The main window: people, conversation and phone as three columns; the phone a page of its own below 900 px, one column below 600."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from agent_app.media.button import Press, press
from agent_app.snapshots import ContactPoint, PointKind
from ui.calls.shortcuts import HEADSET_KEYS, Act, sequences
from ui.contacts.panel import PeoplePanel
from ui.contacts.points import point_of
from ui.conversation.page import ConversationPage
from ui.language import tr
from ui.phone.announcement import AnnouncementBar
from ui.phone.panel import PhonePanel
from ui.phone.ringing import RingingBar
from ui.status_line import StatusLine
from ui.theme import metrics
from ui.theme.roles import roles_of
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.search.snapshots import SearchHit
    from agent_app.services import Services
    from ui.phone.in_call import InCall

DIALLED = "0123456789+*#"


class Column(Enum):
    PEOPLE = "people"
    PERSON = "person"
    PHONE = "phone"


class PhoneBar(QWidget):
    """Above the phone where it is a page of its own: the way back."""

    def __init__(self) -> None:
        super().__init__()
        self.back = IconButton("arrow-left")
        self.title = Label(semibold=True, size=metrics.Type.TITLE)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(metrics.SMALL, 0, metrics.LARGE, 0)
        layout.addWidget(self.back)
        layout.addWidget(self.title, 1)
        self.setFixedHeight(48)


class MainWindow(QWidget):
    """Tells when it is closed; what closing means is the shell's to decide."""

    closing = Signal(QCloseEvent)
    minimised = Signal(bool)
    mini_wanted = Signal()
    quiet_wanted = Signal()
    shortcuts_wanted = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._services = services
        self._column = Column.PEOPLE
        self.people = PeoplePanel(services)
        self.conversation = ConversationPage(services)
        self.phone = PhonePanel(services)
        self.status = StatusLine(services)
        self.ringing = RingingBar(services)
        self.announcement = AnnouncementBar(services)
        self.phone_bar = PhoneBar()
        self.phone_button = Button(kind=Kind.CALL, icon="phone", big=True)
        self._phone_page = QWidget()
        self.setMinimumSize(360, 420)
        self._lay_out()
        self._connect()
        self._add_shortcuts()
        self.retranslate()
        self._restore_geometry()

    def sizeHint(self) -> QSize:
        return QSize(1240, 740)

    # --- layout ----------------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        page = QVBoxLayout(self._phone_page)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addWidget(self.phone_bar)
        page.addWidget(self.phone, 1)
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addWidget(self.people, 1)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(metrics.LARGE, metrics.SMALL, metrics.LARGE, metrics.SMALL)
        foot.addWidget(self.phone_button)
        left.addWidget(self._foot)
        columns = QHBoxLayout()
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(1)
        columns.addWidget(self._left)
        columns.addWidget(self.conversation, 1)
        columns.addWidget(self._phone_page)
        self._columns = QWidget()
        self._columns.setLayout(columns)
        self._over: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self.ringing)
        self._layout.addWidget(self.announcement)
        self._layout.addWidget(self._columns, 1)
        self._layout.addWidget(self.status)

    def cover(self, page: QWidget | None) -> None:
        """Show `page` (the first start) in place of everything, or everything again."""
        if self._over is not None:
            self._layout.removeWidget(self._over)
            self._over.hide()
        self._over = page
        self._columns.setVisible(page is None)
        self.status.setVisible(page is None)
        if page is not None:
            self._layout.insertWidget(0, page, 1)
            page.show()

    def is_one_pane(self) -> bool:
        return self.width() < metrics.ONE_PANE_BELOW

    def phone_is_page(self) -> bool:
        return self.width() < metrics.PHONE_PAGE_BELOW

    def column(self) -> Column:
        return self._column

    def show_column(self, column: Column) -> None:
        """Which one is in front where there is no room for all."""
        self._column = column
        self._arrange()

    def _arrange(self) -> None:
        one, page = self.is_one_pane(), self.phone_is_page()
        phone = self._column is Column.PHONE
        self._left.setVisible(not one or self._column is Column.PEOPLE)
        self.conversation.setVisible((not one and not (page and phone)) or (one and self._column is Column.PERSON))
        self._phone_page.setVisible(not page or phone)
        self.phone_bar.setVisible(page)
        self._foot.setVisible(page and not phone)
        left = self._left_width(page=page)
        self._left.setMaximumWidth(16777215 if one else left)
        self._left.setMinimumWidth(0 if one else left)
        self._phone_page.setMaximumWidth(16777215 if page else metrics.PHONE_COLUMN)
        self._phone_page.setMinimumWidth(0 if page else metrics.PHONE_COLUMN)
        self.conversation.set_narrow(one)
        self.status.set_narrow(one)

    def _left_width(self, *, page: bool) -> int:
        """As the window has room, never as its rows have words: another tab would push the conversation aside."""
        room = self.width() - metrics.CONVERSATION - (0 if page else metrics.PHONE_COLUMN)
        return max(metrics.LEFT_LEAST, min(metrics.LEFT_COLUMN, room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # --- what leads where --------------------------------------------------------------------------------------------------------

    def _connect(self) -> None:
        self.people.contact_chosen.connect(self.open_contact)
        self.people.remote_chosen.connect(self.open_remote)
        self.people.point_wanted.connect(self.call_point)
        self.people.remote_wanted.connect(lambda remote: self.call_point(point_of(remote)))
        self.people.sms_wanted.connect(self.conversation.open_sms)
        self.people.text_wanted.connect(self.show_number)
        self.people.hit_chosen.connect(self.open_hit)
        self.people.write_wanted.connect(self.conversation.open_text)
        self.conversation.trouble.connect(self.status.show_note)
        self.conversation.point_wanted.connect(self.call_point)
        self.conversation.link_followed.connect(self.show_number)
        self.conversation.type_wanted.connect(self.open_phone)
        self.conversation.back_wanted.connect(lambda: self.show_column(Column.PEOPLE))
        self.conversation.close_wanted.connect(self.go_back)
        self.phone.call_started.connect(lambda _: self.show_column(Column.PHONE))
        self.phone_bar.back.clicked.connect(self.go_back)
        self.phone_button.clicked.connect(self.open_phone)

    def open_contact(self, contact_id: str) -> None:
        contact = self._services.contacts.contact(contact_id)
        if contact is not None:
            self.people.offer_person(contact.name, tuple(point.value for point in contact.points))
        self.conversation.show_contact(contact_id)
        self.show_column(Column.PERSON)

    def open_saved_contact(self, contact_id: str) -> None:
        """After the editor: its page, and its row marked."""
        self.people.select_contact(contact_id, quietly=True)
        self.open_contact(contact_id)

    def open_remote(self, remote: str) -> None:
        self.people.offer_person(remote, (remote,))
        self.conversation.show_remote(remote)
        self.show_column(Column.PERSON)

    def open_hit(self, hit: SearchHit) -> None:
        """The conversation at the place that was found."""
        self.conversation.jump_to(hit.item_id)
        self.show_column(Column.PERSON)

    def call_point(self, point: ContactPoint) -> None:
        """A SIP address is called at once; a number is shown on the phone with its price, and waits for Call."""
        if point.kind is PointKind.SIP:
            account = self._services.accounts.current()
            if account is not None:
                self._services.calls.dial_address(account.account_id, point.value)
            self.show_column(Column.PHONE)
            return
        contact = self._services.contacts.find_by_remote(point.value)
        self.show_number(point.value, contact.name if contact else "")

    def show_number(self, text: str, name: str = "") -> None:
        self.show_column(Column.PHONE)
        self.phone.show_text(text, name)

    def open_phone(self) -> None:
        """An empty phone to type a number on."""
        self.show_column(Column.PHONE)
        self.phone.dialling.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.phone.dialling.field.selectAll()

    def inspect_number(self) -> None:
        """The number inspector, where there is a number to look at."""
        if self.phone.dialling.isHidden() or not self.phone.dialling.field.text().strip():
            return
        self.show_column(Column.PHONE)
        self.phone.dialling.open_inspector()

    def go_back(self) -> None:
        """From the phone to the conversation, from there to the list; where all of them show, to nobody's page."""
        from_phone = self.phone_is_page() and self._column is Column.PHONE
        somebody = self.conversation.shows_somebody()
        if from_phone or self.is_one_pane():
            self.show_column(Column.PERSON if from_phone and somebody and self.is_one_pane() else Column.PEOPLE)
        elif somebody:
            self.people.choose_nobody()
            self.conversation.show_nobody()
        if self._column is not Column.PERSON:
            self.people.search.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- the keyboard ------------------------------------------------------------------------------------------------------------

    def _add_shortcuts(self) -> None:
        def in_call() -> InCall:
            return self.phone.in_call  # made for the first call

        acts = {
            Act.OPEN_PHONE: self.open_phone,
            Act.INSPECT: self.inspect_number,
            Act.CLIPBOARD: self.take_clipboard,
            Act.REDIAL: self.bring_last,
            Act.ANSWER: self.ringing.press_answer,
            Act.DECLINE: self.ringing.press_decline,
            Act.HANG_UP: lambda: in_call().press_hang_up(),
            Act.MUTE: lambda: in_call().toggle_mute(),
            Act.HOLD: lambda: in_call().toggle_hold(),
            Act.SWAP: self._services.calls.swap,
            Act.KEYPAD: lambda: in_call().toggle_keypad(),
            Act.TRANSFER: lambda: in_call().transfer(),
            Act.ADD: lambda: in_call().add(),
            Act.JOIN: self.phone.join_all,
            Act.RECORD: lambda: in_call().toggle_recording(),
            Act.QUIET: self.quiet_wanted.emit,
            Act.MINI: self.mini_wanted.emit,
            Act.BACK: self.go_back,
            Act.HELP: self.shortcuts_wanted.emit,
        }
        for act, do in acts.items():
            self._add_action(sequences(act), do)
        self._add_action([QKeySequence(key) for key in HEADSET_KEYS], lambda: press(self._services.calls, Press.BUTTON))

    def _add_action(self, keys: list[QKeySequence], do: Callable[[], object]) -> None:
        action = QAction(self)
        action.setShortcuts(keys)
        action.triggered.connect(lambda _=False: do())
        self.addAction(action)

    def take_clipboard(self) -> None:
        """A number in the clipboard, or a text that holds one, is shown and waits for Call."""
        text = QGuiApplication.clipboard().text().strip()
        if text:
            self.show_number(text)

    def bring_last(self) -> None:
        """The number called last, with its price; Call calls it."""
        self.show_column(Column.PHONE)
        self.phone.dialling.take_last()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits typed anywhere but in a field go to the phone: tones in a call, the number otherwise."""
        text = event.text()
        if not text or text not in DIALLED or self._is_writing():
            super().keyPressEvent(event)
        elif self.phone.live_call() is not None:
            self.phone.in_call.send_tone(text)
        else:
            self.show_column(Column.PHONE)
            self.phone.dialling.field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.phone.dialling.field.end(False)
            self.phone.dialling.strike(text)

    def _is_writing(self) -> bool:
        from PySide6.QtWidgets import QPlainTextEdit

        return isinstance(self.focusWidget(), (QLineEdit, QPlainTextEdit))

    # --- words, size, end --------------------------------------------------------------------------------------------------------

    def retranslate(self) -> None:
        self.setWindowTitle("Agent")
        self.phone_button.setText(tr("Phone", "Phone"))
        self.phone_button.setToolTip(tr("Phone", "Open the phone (Ctrl+L)"))
        self.phone_bar.back.set_words(tr("Conversation", "Back (Alt+Left)"))
        self.phone_bar.title.setText(tr("Phone", "Phone"))
        self.phone.setAccessibleName(tr("Phone", "Phone"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() is QEvent.Type.WindowStateChange:
            self.minimised.emit(self.isMinimized())

    def _restore_geometry(self) -> None:
        saved = self._services.settings.values().window_geometry
        if not saved or not self.restoreGeometry(QByteArray.fromBase64(saved.encode("ascii", "ignore"))):
            self.resize(self.sizeHint())

    def geometry_text(self) -> str:
        """For the settings."""
        return bytes(self.saveGeometry().toBase64().data()).decode("ascii")

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._services.money.watch(True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._services.money.watch(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        roles = roles_of(self.palette())
        painter.fillRect(self.rect(), roles.outline)
        for column, part in ((self._left, self._foot), (self._phone_page, self.phone_bar)):
            if part.isVisible():
                place = column.mapTo(self, QPoint(0, 0))  # bars above the columns push them down
                painter.fillRect(QRect(place, column.size()), roles.surface)
        painter.end()
