"""What can be done with items of a timeline: copied, answered, deleted, opened, sent once more."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from agent_app.chats.snapshots import FileState, MessageItem, MessageKind, MessageStatus, place_of
from agent_app.money.snapshots import SmsItem, SmsStatus
from ui.contacts.points import plain_menu_text
from ui.dialogs.chat_questions import ask_delete_items, ask_open_file, ask_open_link, ask_send_message_again
from ui.language import tr
from ui.wording.dates import moment
from ui.wording.foreign import LONGEST, file_title, harmless
from ui.wording.links import Link, LinkKind, links_of, web_host
from ui.wording.people import item_summary, remote_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent_app.chats.snapshots import TimelineItem
    from agent_app.services import Services
    from ui.conversation.timeline import Timeline

_RUNNING: Final = (FileState.UPLOADING, FileState.DOWNLOADING)


def item_text(item: TimelineItem) -> str:
    """What stands in it, as plain text."""
    if isinstance(item, MessageItem):
        from ui.conversation.chat_words import plain_message

        return plain_message(item)
    return item.text if isinstance(item, SmsItem) else item_summary(item)


def copied_text(items: Sequence[TimelineItem]) -> str:
    """One item's text alone; of several each with its time and who said it."""
    if len(items) == 1:
        return item_text(items[0])
    return "\n".join(f"[{moment(place_of(item)[0])}] {_who(item)}{item_text(item)}" for item in items)


def _who(item: TimelineItem) -> str:
    if not isinstance(item, (MessageItem, SmsItem)):
        return ""
    return f"{remote_text(item.remote)}: " if item.is_incoming else f"{tr('Chat', 'You')}: "


def first_action(item: object) -> str:
    """What Enter does with it: "again", "file", "whole", or ""."""
    from ui.conversation import chat_words, words

    if isinstance(item, SmsItem):
        return "again" if words.can_send_again(item) else ""
    if not isinstance(item, MessageItem):
        return ""
    if chat_words.can_send_again(item):
        return "again"
    if chat_words.file_action(item):
        return "file"
    return "whole" if len(item.text) > LONGEST else ""


class Actions(QObject):
    """Carries out what the timeline is asked for."""

    reply_wanted = Signal(object)  # MessageItem
    link_followed = Signal(str)  # a number or address to show on the phone: nothing dials by itself from a link
    trouble = Signal(str)  # a sentence for the status line

    def __init__(self, services: Services, timeline: Timeline) -> None:
        super().__init__(timeline)
        self._services = services
        self._timeline = timeline
        timeline.again_wanted.connect(self.send_again)
        timeline.action_wanted.connect(self.file_action)
        timeline.whole_wanted.connect(self.show_whole)
        timeline.link_wanted.connect(self.follow)
        timeline.place_wanted.connect(lambda wanted: self.play_from(*wanted))
        timeline.show_voice(services.voice)
        services.voice.play_failed.connect(self._tell_silence)
        timeline.reply_wanted.connect(self.reply_wanted)
        timeline.delete_wanted.connect(self.delete)
        timeline.menu_wanted.connect(self.open_menu)

    def _window(self) -> QWidget:
        return self._timeline.window()

    def send_again(self, item: SmsItem | MessageItem) -> None:
        """What certainly did not arrive goes out again; what may have arrived only after a question."""
        if isinstance(item, MessageItem):
            if item.status is MessageStatus.FAILED or ask_send_message_again(self._window()):
                self._services.chats.send_again(item.item_id)
            return
        from ui.dialogs.questions import ask_send_again

        if item.status is SmsStatus.FAILED or ask_send_again(remote_text(item.remote), self._window()):
            self._services.sms.send(item.account_id, item.remote, item.text)

    def file_action(self, item: MessageItem) -> None:
        """What the word on the file's link says."""
        from ui.conversation.chat_words import plays_here

        if item.file is None:
            return
        if item.file.state in _RUNNING:
            self._services.chats.cancel(item.item_id)
        elif plays_here(item):
            self.play(item)
        elif item.file.state is FileState.READY:
            self.open_file(item)
        elif item.is_incoming:
            self._services.chats.download(item.item_id)

    def play(self, item: MessageItem) -> None:
        """A voice note: from where it was stopped; one that plays stops."""
        assert item.file is not None
        voice, path = self._services.voice, item.file.path
        if voice.playing() == path:
            voice.pause()
        else:
            voice.play(path, voice.place_ms(path))

    def play_from(self, item: MessageItem, share: float) -> None:
        from ui.conversation.voice import look_of

        assert item.file is not None
        self._services.voice.play(item.file.path, int(look_of(item.file, self._services.voice).duration_ms * share))

    def _tell_silence(self, _path: str, code: str) -> None:
        from ui.conversation.recording import play_trouble

        self.trouble.emit(play_trouble(code))

    def open_file(self, item: MessageItem) -> None:
        """After a question: a file from somebody else is never opened by itself."""
        assert item.file is not None
        asked = not item.is_incoming or ask_open_file(file_title(item.file.name), self._window())
        if item.file.path and asked and not QDesktopServices.openUrl(QUrl.fromLocalFile(item.file.path)):
            self.trouble.emit(tr("Chat", "No program opens this file. It is at {path}", path=harmless(item.file.path)))

    def show_folder(self, item: MessageItem) -> None:
        assert item.file is not None
        folder = item.file.path.replace("\\", "/").rpartition("/")[0]
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(folder)):
            self.trouble.emit(tr("Chat", "The folder can't be opened: {path}", path=harmless(folder)))

    def follow(self, link: Link) -> None:
        """A web page and a call are asked about; a number waits on the phone for Call anyway."""
        match link.kind:
            case LinkKind.WEB:
                if ask_open_link(link.target, web_host(link.target), self._window()):
                    QDesktopServices.openUrl(QUrl(link.target))
            case LinkKind.ADDRESS | LinkKind.NUMBER:
                self.link_followed.emit(link.target)

    def delete(self, items: Sequence[TimelineItem]) -> None:
        if items and ask_delete_items(len(items), self._window()):
            self._services.chats.delete(tuple(item.item_id for item in items))

    def show_whole(self, item: MessageItem | SmsItem) -> None:
        """Its text in a window of its own, where a part of it can be chosen."""
        from ui.conversation.whole import WholeText

        dialog = WholeText(harmless(item.text), self._window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # --- the menu ----------------------------------------------------------------------------------------------------------------

    def open_menu(self, items: Sequence[TimelineItem], spot: QPoint) -> None:
        menu = QMenu(self._timeline)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if len(items) == 1:
            self._add_single(menu, items[0])
        if part := self._timeline.marked_part(items[0].item_id) if len(items) == 1 else "":
            menu.addAction(tr("Chat", "Copy what is marked")).triggered.connect(lambda: QGuiApplication.clipboard().setText(part))
        word = tr("Sms", "Copy the text") if len(items) == 1 else tr("Chat", "Copy")
        menu.addAction(word).triggered.connect(partial(self._timeline.copy, items))
        if len(items) == 1 and isinstance(items[0], (MessageItem, SmsItem)) and _has_text(items[0]):
            menu.addAction(tr("Chat", "Select text…")).triggered.connect(partial(self.show_whole, items[0]))
        menu.addSeparator()
        menu.addAction(tr("Chat", "Delete…")).triggered.connect(partial(self.delete, items))
        menu.popup(spot)

    def _add_single(self, menu: QMenu, item: TimelineItem) -> None:
        from ui.conversation import chat_words, words

        if isinstance(item, SmsItem) and words.can_send_again(item):
            menu.addAction(tr("Sms", "Send again…")).triggered.connect(partial(self.send_again, item))
        if not isinstance(item, MessageItem):
            return
        if chat_words.can_send_again(item):
            menu.addAction(tr("Chat", "Send again")).triggered.connect(partial(self.send_again, item))
        if item.kind is not MessageKind.SYSTEM:
            menu.addAction(tr("Chat", "Reply")).triggered.connect(partial(self.reply_wanted.emit, item))
        word = chat_words.file_action(item)
        if word and not chat_words.can_send_again(item):
            menu.addAction(word).triggered.connect(partial(self.file_action, item))
        if item.file is not None and item.file.path and item.file.state is FileState.READY:
            menu.addAction(tr("Chat", "Show in the folder")).triggered.connect(partial(self.show_folder, item))
        if not item.is_incoming and item.file is None and item.status is MessageStatus.WAITING:
            menu.addAction(tr("Chat", "Don't send")).triggered.connect(partial(self._services.chats.cancel, item.item_id))
        for link in links_of(harmless(item.text[:LONGEST]))[:8] if item.kind is MessageKind.TEXT else ():
            menu.addAction(plain_menu_text(_link_words(link))).triggered.connect(partial(self.follow, link))


def _has_text(item: MessageItem | SmsItem) -> bool:
    return bool(item.text.strip()) and (isinstance(item, SmsItem) or item.kind is MessageKind.TEXT)


def _link_words(link: Link) -> str:
    match link.kind:
        case LinkKind.WEB:
            return tr("Chat", "Open {address}…", address=file_title(link.target.replace("/", "\u2215"), 48).replace("\u2215", "/"))
        case LinkKind.ADDRESS:
            return tr("Chat", "Call {number}…", number=link.target)
        case LinkKind.NUMBER:
            return tr("Chat", "Call {number}…", number=remote_text(link.target))
