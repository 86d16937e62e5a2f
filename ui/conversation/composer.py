"""Writing a chat message: a field that grows, emoji, a quote of what is answered, a draft for each conversation."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from agent_app.snapshots import CallDirection
from telephony.calls import CallState
from ui.conversation.chat_words import plain_message
from ui.conversation.editor import MessageEditor, Quote
from ui.conversation.recording import Recorder
from ui.conversation.sending import FileSender
from ui.language import tr
from ui.theme import metrics
from ui.theme.roles import roles_of
from ui.widgets.button import Button, IconButton, Kind
from ui.widgets.combo import Combo
from ui.widgets.retranslated import Retranslated
from ui.widgets.tabs import Tabs
from ui.wording.foreign import one_line
from ui.wording.people import point_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent_app.chats.snapshots import ConversationKey, MessageItem
    from agent_app.chats.voice import VoiceNote
    from agent_app.services import Services
    from agent_app.snapshots import ContactPoint
    from ui.emoji.picker import EmojiPicker

_DRAFT_MS: Final = 400


class ChatComposer(Retranslated):
    """Shown for who has an address. What was typed waits in the conversation until it is sent."""

    sms_wanted = Signal()
    trouble = Signal(str)  # a sentence for the status line

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._points: tuple[ContactPoint, ...] = ()
        self._key: ConversationKey | None = None
        self._remote = ""
        self._answers: MessageItem | None = None
        self._turning = False
        self.tabs = Tabs()
        self.tabs.addTab("")
        self.address = Combo()
        self.quote = Quote()
        self.editor = MessageEditor(lambda: not self._rings(), lambda: services.settings.values().enter_sends)
        self.attach = IconButton("paperclip")
        self.emoji = IconButton("smiley")
        self.files = FileSender(services, self)
        self.microphone = IconButton("microphone")
        self.recorder = Recorder(services, self.microphone)
        self.send_button = Button(kind=Kind.PRIMARY, icon="paper-plane-right")
        self.send_button.setFixedSize(48, metrics.FIELD + 4)
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(_DRAFT_MS)
        self._saving.timeout.connect(self.save_draft)
        self._lay_out()
        self._connect()
        self.retranslate()

    def _lay_out(self) -> None:
        self._top, middle = QHBoxLayout(), QHBoxLayout()
        for line in (self._top, middle):
            line.setSpacing(metrics.SMALL)
        self._top.addWidget(self.tabs)
        self._top.addStretch(1)
        self._top.addWidget(self.address, 100)
        self.address.setMaximumWidth(320)
        bottom = Qt.AlignmentFlag.AlignBottom
        middle.addWidget(self.attach, 0, bottom)
        middle.addWidget(self.editor, 1)
        middle.addWidget(self.recorder, 1, bottom)
        middle.addWidget(self.emoji, 0, bottom)
        middle.addWidget(self.microphone, 0, bottom)
        middle.addWidget(self.send_button, 0, bottom)
        self._column = layout = QVBoxLayout(self)
        layout.setSpacing(metrics.TIGHT)
        layout.addLayout(self._top)
        layout.addWidget(self.quote)
        layout.addLayout(middle)
        self.quote.hide()

    def _connect(self) -> None:
        self.address.activated.connect(lambda place: self._turn_to(str(self.address.itemData(place))))
        self.editor.textChanged.connect(self._text_changed)
        self.editor.send_wanted.connect(self.send)
        self.editor.cancelled.connect(self._drop_quote)
        self.quote.drop.clicked.connect(self._drop_quote)
        self.send_button.clicked.connect(self.send)
        self.emoji.clicked.connect(self.open_emoji)
        self.attach.clicked.connect(lambda: self.files.choose(self._remote))
        self.editor.files_offered.connect(self.offer_files)
        self.files.trouble.connect(self.trouble)
        self.microphone.pressed.connect(self._record)
        self.recorder.begun.connect(lambda: self._show_recorder(on=True))
        self.recorder.ended.connect(lambda: self._show_recorder(on=False))
        self.recorder.clicked.connect(lambda: self.send_button.setFocus(Qt.FocusReason.OtherFocusReason))
        self.recorder.ready.connect(self._send_note)
        self.recorder.trouble.connect(self.trouble)
        self.tabs.currentChanged.connect(self._turn_tab)
        self._services.accounts.changed.connect(lambda _: self._refresh())
        self._services.accounts.removed.connect(lambda _: self._refresh())
        self._services.settings.changed.connect(lambda _: self._say_keys())

    def retranslate(self) -> None:
        self.tabs.setTabText(0, tr("Chat", "Text"))
        self.tabs.setTabText(1, tr("Sms", "SMS"))
        self.tabs.setAccessibleName(tr("Sms", "What to write"))
        self.address.setAccessibleName(tr("Chat", "Address that gets the message"))
        self.editor.setPlaceholderText(tr("Chat", "Message"))
        self.editor.setAccessibleName(tr("Chat", "Text of the message"))
        self.emoji.set_words(tr("Chat", "Emoji"), tr("Chat", "Emoji (Ctrl+.)"))
        self.emoji.setShortcut("Ctrl+.")
        self.attach.set_words(tr("Chat", "Send files"))
        self.microphone.set_words(
            tr("Voice", "Record a voice message"), tr("Voice", "Record a voice message: click, or hold and let go to send")
        )
        self.quote.drop.set_words(tr("Chat", "Don't answer this one"))
        self.send_button.setAccessibleName(tr("Chat", "Send"))
        self._say_keys()

    def _say_keys(self) -> None:
        enter = self._services.settings.values().enter_sends
        self.send_button.setToolTip(tr("Sms", "Send (Enter or Ctrl+Enter)") if enter else tr("Chat", "Send (Ctrl+Enter)"))

    def _rings(self) -> bool:
        calls = self._services.calls.calls()
        return any(call.direction is CallDirection.INCOMING and call.state is CallState.INCOMING for call in calls)

    # --- whom ------------------------------------------------------------------------------------------------------------------

    def show_points(self, points: Sequence[ContactPoint], *, sms: bool) -> None:
        """The addresses of who is shown; `sms` whether an SMS can be written to them too."""
        before, self._points = self._points, tuple(points)
        if sms and self.tabs.count() == 1:
            self.tabs.addTab(tr("Sms", "SMS"))
        elif not sms and self.tabs.count() == 2:
            self.tabs.removeTab(1)
        self.tabs.setVisible(sms)
        self.address.setVisible(len(points) > 1)
        above = metrics.TIGHT if sms or len(points) > 1 else metrics.MEDIUM  # with nothing above it the field is in the middle
        self._column.setContentsMargins(metrics.LARGE, above, metrics.LARGE, metrics.MEDIUM)
        if before != self._points:
            self._fill()
        if points and self._remote not in {point.value for point in points}:
            self._turn_to(self._latest())
        elif not points:
            self._leave()

    def _fill(self) -> None:
        self.address.clear()
        for point in self._points:
            self.address.addItem(f"{point.value} · {point_label(point)}", point.value)
        self.address.setCurrentIndex(max(0, self.address.findData(self._remote)))

    def _latest(self) -> str:
        """Of several addresses the one that was written with last."""
        mine = [point.value for point in self._points]
        for chat in self._services.chats.conversations() if len(mine) > 1 else ():
            found = next((remote for remote in chat.remotes if remote in mine), "")
            if found and chat.at_us:
                return found
        return mine[0]

    def remote(self) -> str:
        return self._remote

    def _leave(self) -> None:
        self._drop_recording()
        self.save_draft()
        self._key, self._remote = None, ""
        self._put("")

    def _turn_to(self, remote: str) -> None:
        self._drop_recording()
        self.save_draft()
        self._remote = remote
        self.address.setCurrentIndex(max(0, self.address.findData(remote)))
        self._drop_quote()
        account = self._services.chats.account_for(remote)
        self._key = self._services.chats.key_of(account, remote)
        self._put(self._services.chats.draft(self._key))

    def _put(self, text: str) -> None:
        """What waits there; nobody is told that it is being typed."""
        self._turning = True
        self.editor.setPlainText(text)
        self.editor.moveCursor(self.editor.textCursor().MoveOperation.End)
        self._turning = False
        self._refresh()

    def save_draft(self) -> None:
        """Kept by the conversation, through a restart too."""
        self._saving.stop()
        if self._key is not None and self._services.chats.draft(self._key) != self.editor.toPlainText():
            self._services.chats.set_draft(self._key, self.editor.toPlainText())

    # --- what ------------------------------------------------------------------------------------------------------------------

    def _text_changed(self) -> None:
        self._refresh()
        if self._turning or not self._remote:
            return
        self._saving.start()
        account = self._services.chats.account_for(self._remote)
        if account:
            self._services.chats.set_typing(account, self._remote, bool(self.editor.toPlainText()))

    def _refresh(self) -> None:
        written = bool(self.editor.toPlainText().strip()) or self.recorder.is_active()
        can = written and bool(self._services.accounts.accounts())
        self.send_button.setEnabled(can)

    def answer(self, item: MessageItem) -> None:
        """What is sent next answers this one."""
        if item.remote != self._remote:
            self._turn_to(item.remote)
        self._answers = item
        self.quote.text.setText(tr("Chat", "Answer to: {said}", said=one_line(plain_message(item))))
        self.quote.show()
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop_quote(self) -> None:
        self._answers = None
        self.quote.hide()

    def send(self) -> None:
        """In the database first, then on its way; the timeline shows what becomes of it."""
        if self.recorder.is_active():
            self.recorder.send()
            return
        text = self.editor.toPlainText().strip()
        account = self._services.chats.account_for(self._remote)
        if not text or not account or not self._remote:
            return
        answers = self._answers.item_id if self._answers else ""
        self._put("")
        self._drop_quote()
        self._services.chats.send_text(account, self._remote, text, answers)
        self._key = self._services.chats.key_of(account, self._remote)
        self.save_draft()

    # --- voice -----------------------------------------------------------------------------------------------------------------

    def _record(self) -> None:
        if self._remote and self.files.can(self._remote):
            self.recorder.begin()

    def _show_recorder(self, *, on: bool) -> None:
        """In place of what one types in. The focus stays: a button that loses it while it is held counts as let go."""
        for part in (self.attach, self.editor, self.emoji):
            part.setHidden(on)
        self._refresh()
        if not on:
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _drop_recording(self) -> None:
        """It was meant for somebody else."""
        if self.recorder.is_active():
            self.recorder.cancel()
            self.trouble.emit(tr("Voice", "The recording was dropped"))

    def _send_note(self, note: VoiceNote) -> None:
        account = self._services.chats.account_for(self._remote)
        if account and self._remote:
            self._services.chats.send_file(account, self._remote, Path(note.path), note.duration_ms, note.waveform)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.recorder.is_active():
            self.recorder.cancel()
        else:
            super().keyPressEvent(event)

    def offer_files(self, data: QMimeData) -> None:
        """What was dropped or pasted."""
        contact = self._services.contacts.find_by_remote(self._remote)
        self.files.offer(data, self._remote, contact.name if contact else self._remote)

    def open_emoji(self) -> EmojiPicker:
        from ui.emoji.picker import EmojiPicker  # with the first one: its names take 10 ms

        picker = EmojiPicker(self)
        picker.chosen.connect(self.editor.insertPlainText)
        picker.closed.connect(lambda: self.editor.setFocus(Qt.FocusReason.OtherFocusReason))
        picker.open_below(self.emoji)
        picker.search.setFocus(Qt.FocusReason.PopupFocusReason)
        return picker

    def _turn_tab(self, place: int) -> None:
        if place == 1:
            self.tabs.setCurrentIndex(0)
            self.sms_wanted.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        roles = roles_of(self.palette())
        painter.fillRect(self.rect(), roles.surface)
        painter.fillRect(QRectF(0, 0, self.width(), 1), roles.outline)
        painter.end()
