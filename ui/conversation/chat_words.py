"""What a chat message says of itself, and what became of it, in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLocale

from agent_app.chats.snapshots import ChatEvent, FileState, MessageKind, MessageStatus
from telephony.reasons import ReasonCode
from ui.language import tr
from ui.wording.foreign import file_title, harmless, one_line
from ui.wording.times import clock

if TYPE_CHECKING:
    from agent_app.chats.snapshots import FileInfo, MessageItem

MARKS: Final = {
    MessageStatus.WAITING: "clock",
    MessageStatus.SENT: "check",
    MessageStatus.DELIVERED: "checks",
    MessageStatus.DISPLAYED: "checks",
    MessageStatus.FAILED: "warning-circle",
    MessageStatus.UNKNOWN: "warning-circle",
}
CARD_ICONS: Final = {MessageKind.WAKE_UP: "bell-ringing", MessageKind.SYSTEM: "info"}


def mark_role(status: MessageStatus) -> str:
    """The role that the tick is in."""
    return {
        MessageStatus.DISPLAYED: "accent_text",
        MessageStatus.FAILED: "danger_text",
        MessageStatus.UNKNOWN: "warning_text",
    }.get(status, "muted")


def can_send_again(item: MessageItem) -> bool:
    """Only what did not arrive, or may not have."""
    return not item.is_incoming and item.status in (MessageStatus.FAILED, MessageStatus.UNKNOWN)


def trouble(item: MessageItem) -> str:
    """Why it did not arrive; "" for a message that has no trouble."""
    if item.is_incoming:
        why = reason(item.reason_code) if item.file and item.file.state is FileState.FAILED else ""
        return tr("Chat", "Not received: {why}", why=why) if why else ""
    match item.status:
        case MessageStatus.FAILED:
            why = reason(item.reason_code)
            return tr("Chat", "Not delivered: {why}", why=why) if why else tr("Chat", "Not delivered")
        case MessageStatus.UNKNOWN:
            return tr("Chat", "May have arrived: nobody knows")
        case _:
            return ""


_REASONS: Final[dict[str, Callable[[], str]]] = {
    "cancelled": lambda: tr("Chat", "you took it back"),
    "undeliverable": lambda: tr("Chat", "the other side's server could not hand it over"),
    "no_file_server": lambda: tr("Chat", "the provider has no file server"),
    "file_unreadable": lambda: tr("Chat", "the file can't be read"),
    "unreachable": lambda: tr("Chat", "the file server can't be reached"),
    "bad_answer": lambda: tr("Chat", "the file server's answer makes no sense"),
    "gone": lambda: tr("Chat", "the file is not on the server any more"),
    "too_large": lambda: tr("Chat", "it is too large for the file server"),
    "server_full": lambda: tr("Chat", "the file server is full"),
    "disk_full": lambda: tr("Chat", "the disk is full"),
    "folder_unwritable": lambda: tr("Chat", "the folder for files can't be written to"),
    "wrong_size": lambda: tr("Chat", "the file's size is not what was told"),
    ReasonCode.NOT_FOUND: lambda: tr("Chat", "nobody has this address"),
    ReasonCode.UNKNOWN_HOST: lambda: tr("Chat", "there is no such server"),
    ReasonCode.NO_IPV6: lambda: tr("Chat", "this build of the SIP library has no IPv6"),
    ReasonCode.BAD_ADDRESS: lambda: tr("Chat", "this is no SIP address"),
    ReasonCode.UNAVAILABLE: lambda: tr("Chat", "they are not there, and their server keeps no messages"),
    ReasonCode.NO_ANSWER: lambda: tr("Chat", "the other side does not answer"),
    ReasonCode.NO_RESPONSE: lambda: tr("Chat", "the server does not answer"),
    ReasonCode.NETWORK_UNREACHABLE: lambda: tr("Chat", "there is no network"),
    ReasonCode.CONNECTION_REFUSED: lambda: tr("Chat", "the server refuses the connection"),
    ReasonCode.SERVICE_UNAVAILABLE: lambda: tr("Chat", "the provider is overloaded or under repair"),
    ReasonCode.SERVER_ERROR: lambda: tr("Chat", "the provider's server failed"),
    ReasonCode.FORBIDDEN: lambda: tr("Chat", "the provider does not allow it"),
    ReasonCode.DECLINED: lambda: tr("Chat", "the other side does not want it"),
    ReasonCode.REFUSED: lambda: tr("Chat", "it was refused"),
    ReasonCode.UNSUPPORTED: lambda: tr("Chat", "the other side reads no messages"),
    ReasonCode.TOO_LONG: lambda: tr("Chat", "it is too long"),
    ReasonCode.UNKNOWN_ACCOUNT: lambda: tr("Chat", "the account is not there any more"),
    ReasonCode.NOT_REGISTERED: lambda: tr("Chat", "the account is not connected"),
}


def reason(code: str) -> str:
    """Of a message that failed, for a sentence's second half; "" for a code that says nothing more."""
    words = _REASONS.get(code)
    return words() if words else ""


def status_word(item: MessageItem) -> str:
    """For a screen reader, and the tool tip of the ticks."""
    match item.status:
        case MessageStatus.WAITING:
            return tr("Chat", "waiting to be sent")
        case MessageStatus.SENT:
            return tr("Chat", "sent")
        case MessageStatus.DELIVERED:
            return tr("Chat", "delivered")
        case MessageStatus.DISPLAYED:
            return tr("Chat", "read")
        case MessageStatus.RECEIVED:
            return ""
        case _:
            return trouble(item)


def body_text(item: MessageItem) -> str:
    """What stands in the bubble or on the card, harmless; "" for a file without a word."""
    match item.kind:
        case MessageKind.UNREADABLE:
            return tr("Chat", "A message of type {type}, which Agent can't show", type=one_line(item.text) or "?")
        case MessageKind.WAKE_UP:
            return tr("Chat", "Wake up! You are being called") if item.is_incoming else tr("Chat", "You sent a wake-up signal")
        case MessageKind.SYSTEM:
            return system_words(item.text)
        case _:
            return harmless(item.text)


def system_words(code: str) -> str:
    """Of an event in the conversation; a code that this version does not know is told by its name."""
    match code:
        case ChatEvent.SEES_US:
            return tr("Chat", "You let them see whether you are there")
        case ChatEvent.SEES_US_NOT:
            return tr("Chat", "You refused to let them see whether you are there")
        case _:
            return tr("Chat", "Event: {code}", code=one_line(code))


def file_words(file: FileInfo, *, voice: bool = False) -> str:
    """The file's name, or that it is a voice note."""
    return tr("Chat", "Voice message") if voice else file_title(file.name)


def size_words(size: int) -> str:
    return QLocale().formattedDataSize(max(0, size), 1, QLocale.DataSizeFormat.DataSizeTraditionalFormat)


def file_state(file: FileInfo) -> str:
    """ "184 kB · 40 %" """
    size = size_words(file.size)
    match file.state:
        case FileState.UPLOADING | FileState.DOWNLOADING:
            return f"{size} · {file.progress_percent or 0} %"
        case FileState.FAILED:
            return f"{size} · " + tr("Chat", "failed")
        case FileState.CANCELLED:
            return f"{size} · " + tr("Chat", "cancelled")
        case _:
            seconds = file.duration_ms // 1000
            return f"{seconds // 60}:{seconds % 60:02} · {size}" if seconds else size


def plays_here(item: MessageItem) -> bool:
    """Whether it is a voice note that is on this computer: we play it ourselves."""
    file = item.file
    return item.kind is MessageKind.VOICE and file is not None and bool(file.path) and file.state is FileState.READY


def file_action(item: MessageItem) -> str:
    """What can be done with the file now, as the word on its link; "" for nothing."""
    if item.file is None:
        return ""
    match item.file.state:
        case FileState.UPLOADING | FileState.DOWNLOADING:
            return tr("Chat", "Cancel")
        case FileState.READY if plays_here(item):
            return tr("Voice", "Play")
        case FileState.READY:
            return tr("Chat", "Open…") if item.file.path else ""
        case _ if item.is_incoming:
            return tr("Chat", "Download")
        case _:  # "Send again" stands below the reason
            return ""


def plain_message(item: MessageItem) -> str:
    """What "copy" takes: the text itself, of a file its name."""
    file = file_words(item.file, voice=item.kind is MessageKind.VOICE) if item.file else ""
    return "\n".join(part for part in (file, body_text(item)) if part)


def spoken_message(item: MessageItem) -> str:
    """A message for a screen reader."""
    if item.kind is MessageKind.SYSTEM:
        return f"{clock(item.at_us)} {body_text(item)}"
    who = tr("Chat", "Received") if item.is_incoming else tr("Chat", "You")
    answers = tr("Chat", "answers “{said}”", said=one_line(item.reply_text)) if item.reply_text else ""
    file = file_state(item.file) if item.file else ""
    parts = (plain_message(item), file, answers, status_word(item))
    return f"{clock(item.at_us)} {who}: " + ". ".join(part for part in parts if part)


def last_line(kind: MessageKind, text: str) -> str:
    """Of the latest message, in the list of conversations."""
    match kind:
        case MessageKind.FILE:
            return tr("Chat", "File: {name}", name=file_title(text))
        case MessageKind.VOICE:
            return tr("Chat", "Voice message")
        case MessageKind.UNREADABLE:
            return tr("Chat", "A message that Agent can't show")
        case MessageKind.WAKE_UP:
            return tr("Chat", "Wake-up signal")
        case MessageKind.SYSTEM:
            return system_words(text)
        case _:
            return one_line(text)
