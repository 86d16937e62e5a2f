"""Below the timeline: who is typing, and the fields for chat messages and SMS, of which one is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from agent_app.snapshots import PointKind
from ui.language import tr
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent_app.chats.snapshots import MessageItem
    from agent_app.services import Services
    from agent_app.snapshots import ContactPoint
    from ui.conversation.composer import ChatComposer
    from ui.conversation.sms import SmsComposer


class Writing(QWidget):
    """Both fields are made with the first person who needs them: not on the way to the first frame."""

    edit_wanted = Signal()  # the numbers: the contact's editor
    typed = Signal()
    trouble = Signal(str)  # a sentence for the status line

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._name = ""
        self._remotes: tuple[str, ...] = ()
        self._by_sms = False
        self._mobiles: list[ContactPoint] = []
        self._addresses: list[ContactPoint] = []
        self.sms: SmsComposer | None = None
        self.chat: ChatComposer | None = None
        self.typing = Label(role="muted", size=Type.SMALL)
        self.typing.setContentsMargins(metrics.LARGE + metrics.SMALL, 0, metrics.LARGE, metrics.TIGHT)
        self._typing_of: set[str] = set()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.typing)
        self.typing.hide()
        services.chats.typing_changed.connect(self._take_typing)

    def show_points(self, points: Sequence[ContactPoint], name: str) -> None:
        """The numbers and addresses of who is shown."""
        from ui.conversation.sms import takes_sms

        remotes = tuple(point.value for point in points)
        if remotes != self._remotes:
            self._remotes, self._by_sms = remotes, False
        self._name = name
        self._mobiles = [point for point in points if point.kind is PointKind.PHONE and takes_sms(point.value)]
        self._addresses = [point for point in points if point.kind is PointKind.SIP]
        self._make()
        self._show()
        self._show_typing()

    def _make(self) -> None:
        if self._mobiles and self.sms is None:
            from ui.conversation.sms import SmsComposer

            self.sms = SmsComposer(self._services)
            self.sms.edit_wanted.connect(self.edit_wanted)
            self.sms.text_wanted.connect(self.open_text)
            self.sms.editor.textChanged.connect(self.typed)
            self._column.addWidget(self.sms)
        if self._addresses and self.chat is None:
            from ui.conversation.composer import ChatComposer

            self.chat = ChatComposer(self._services)
            self.chat.trouble.connect(self.trouble)
            self.chat.sms_wanted.connect(lambda: self.open_sms(""))
            self.chat.editor.textChanged.connect(self.typed)
            self._column.addWidget(self.chat)

    def _show(self) -> None:
        by_sms = bool(self._mobiles) and (self._by_sms or not self._addresses)
        if self.sms is not None:
            self.sms.show_points(self._mobiles)
            self.sms.offer_text(bool(self._addresses))
            self.sms.setVisible(by_sms)
        if self.chat is not None:
            self.chat.show_points(self._addresses, sms=bool(self._mobiles))
            self.chat.setVisible(bool(self._addresses) and not by_sms)

    def prefer_sms(self) -> None:
        """Nothing was typed yet, and SMS are what was written so far."""
        self._by_sms = True
        self._show()

    def open_sms(self, number: str) -> None:
        """To write to this number ("": the one that was last) of who is shown."""
        if self.sms is None or not self._mobiles:
            return
        self._by_sms = True
        self._show()
        if number:
            self.sms.turn_to(number)
        self.sms.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_text(self) -> None:
        """To write a chat message to who is shown."""
        if self.chat is None or not self._addresses:
            return
        self._by_sms = False
        self._show()
        self.chat.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def answer(self, item: MessageItem) -> None:
        self.open_text()
        if self.chat is not None and self._addresses:
            self.chat.answer(item)

    def address(self) -> str:
        """Who a chat message would go to; "" where nobody has an address."""
        return self.chat.remote() if self.chat is not None and self._addresses else ""

    def takes_files(self, data: QMimeData) -> bool:
        """Whether what is dragged here could be sent."""
        from ui.conversation.sending import has_files

        return bool(self._addresses) and has_files(data)

    def offer_files(self, data: QMimeData) -> None:
        """What was dropped."""
        self.open_text()
        if self.chat is not None:
            self.chat.offer_files(data)

    def keep(self) -> None:
        """What is typed and not sent is written down now."""
        if self.chat is not None:
            self.chat.save_draft()

    # --- who is typing -----------------------------------------------------------------------------------------------------------

    def _take_typing(self, remote: str, on: bool) -> None:
        (self._typing_of.add if on else self._typing_of.discard)(remote)
        QTimer.singleShot(0, self, self._show_typing)

    def _show_typing(self) -> None:
        now = bool(self._typing_of & set(self._remotes))
        self.typing.setText(tr("Chat", "{who} is typing…", who=self._name) if now else "")
        self.typing.setVisible(now)
