"""What a notice says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_app.notifications.snapshots import Notice, NoticeAction, NoticeKind, ShownNotice
from ui.language import tr, tr_count
from ui.wording.foreign import one_line
from ui.wording.people import remote_text

if TYPE_CHECKING:
    from agent_app.snapshots import Contact


def notice_in_words(notice: Notice, contact: Contact | None) -> ShownNotice:
    """A title, a line below, and the buttons that make sense."""
    name = one_line(contact.name if contact else "") or remote_text(notice.remote)
    open_button = (NoticeAction.OPEN, tr("Notices", "Open"))
    match notice.kind:
        case NoticeKind.MESSAGE:
            buttons = ((NoticeAction.REPLY, tr("Notices", "Reply")), open_button)
            return ShownNotice(notice.key, _counted(name, notice.count), _message(notice), buttons)
        case NoticeKind.SMS:
            body = one_line(notice.text) or tr("Notices", "New SMS")
            return ShownNotice(notice.key, _counted(name, notice.count), body, (open_button,))
        case NoticeKind.MISSED_CALL:
            body = tr("Notices", "Missed call") if notice.count == 1 else tr_count("Notices", "%n missed call(s)", notice.count)
            return ShownNotice(notice.key, name, body, (open_button,), "call.unanswered")
        case NoticeKind.CALL:
            buttons = ((NoticeAction.ANSWER, tr("Phone", "Answer")), (NoticeAction.DECLINE, tr("Phone", "Decline")))
            return ShownNotice(notice.key, *_caller(notice, contact), buttons, "call.incoming", lasts=True)
        case NoticeKind.SUMMARY:
            parts = [tr_count("Notices", "%n new message(s)", notice.count)] if notice.count else []
            parts += [tr_count("Notices", "%n missed call(s)", notice.calls)] if notice.calls else []
            title = tr("Notices", "While you were away") if notice.was_away else tr("Notices", "While you were not to be disturbed")
            return ShownNotice(notice.key, title, ", ".join(parts), (open_button,))


def _caller(notice: Notice, contact: Contact | None) -> tuple[str, str]:
    """Who calls, and from where: what a caller says of itself never hides the number."""
    number = remote_text(notice.remote)
    name = one_line(contact.name if contact else notice.text) or number
    kind = tr("Phone", "Incoming call")
    return name, kind if name == number else f"{kind} · {number}"


def _counted(name: str, count: int) -> str:
    return name if count == 1 else f"{name} ({count})"


def _message(notice: Notice) -> str:
    if notice.is_wake_up:
        return tr("Notices", "Wakes you up!")
    if notice.file_name:
        return tr("Notices", "File: {name}", name=one_line(notice.file_name))
    return one_line(notice.text) or tr("Notices", "New message")
