"""Questions of the chats. The safe answer has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.dialogs.questions import Question
from ui.language import tr, tr_count
from ui.widgets.button import Kind

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def ask_open_link(url: str, host: str, parent: QWidget) -> bool:
    """Before a page out of a message is opened; the host in ASCII, so that look-alike letters are seen."""
    shown = url if len(url) <= 300 else f"{url[:297]}…"
    return Question(
        tr("Questions", "Open a page of {host}?", host=host),
        tr("Questions", "{address}\n\nThe address comes from a message. Open it only if you trust who wrote it.", address=shown),
        tr("Questions", "Open in the browser"),
        tr("Questions", "Cancel"),
        parent=parent,
    ).ask()


def ask_open_file(name: str, parent: QWidget) -> bool:
    """Before a file that somebody sent is opened."""
    return Question(
        tr("Questions", "Open {name}?", name=name),
        tr("Questions", "Files from other people can do harm. Open it only if you trust who sent it."),
        tr("Questions", "Open"),
        tr("Questions", "Cancel"),
        parent=parent,
    ).ask()


def ask_delete_items(count: int, parent: QWidget) -> bool:
    """Before items of a conversation are deleted."""
    return Question(
        tr_count("Questions", "Delete %n item(s)?", count),
        tr("Questions", "They are deleted on this computer. The other side keeps its own."),
        tr("Questions", "Delete"),
        tr("Questions", "Keep"),
        kind=Kind.DANGER,
        parent=parent,
    ).ask()


def ask_send_message_again(parent: QWidget) -> bool:
    """Before a message of which nobody knows whether it arrived is sent once more."""
    return Question(
        tr("Questions", "Send the message again?"),
        tr("Questions", "Nobody knows whether the first one arrived. If it did, it will be there twice."),
        tr("Questions", "Send again"),
        tr("Questions", "Leave it"),
        parent=parent,
    ).ask()


def ask_send_files(names: tuple[str, ...], who: str, parent: QWidget) -> bool:
    """Before files that were dropped or pasted go out."""
    listed = "\n".join((*names[:6], *(("…",) if len(names) > 6 else ())))
    return Question(
        tr_count("Questions", "Send %n file(s) to {who}?", len(names), who=who),
        listed,
        tr("Questions", "Send"),
        tr("Questions", "Cancel"),
        parent=parent,
    ).ask()
