"""Who is on the line, as every place of the window shows it: the picture, the name, and a line of them with what can be done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import metrics
from ui.wording.people import caller_name, person_key

if TYPE_CHECKING:
    from agent_app.services import Services
    from agent_app.snapshots import CallSnapshot
    from ui.widgets.avatar import Avatar
    from ui.widgets.label import Label


def show_caller(avatar: Avatar, call: CallSnapshot, services: Services) -> str:
    """The far side's picture on `avatar`; his name."""
    contact = services.contacts.find_by_remote(call.remote)
    name = contact.name if contact else call.remote_name
    avatar.show_person(name, person_key(contact, call.remote), contact.picture if contact else "")
    return caller_name(call, contact)


def caller_line(avatar: Avatar, name: Label, state: Label, *buttons: QWidget) -> QHBoxLayout:
    """The picture, the name above what the call does, and the buttons at the right."""
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(name)
    words.addWidget(state)
    layout = QHBoxLayout()
    layout.setSpacing(metrics.TIGHT)
    layout.addWidget(avatar)
    layout.addSpacing(metrics.TIGHT)
    layout.addLayout(words, 1)
    for button in buttons:
        layout.addWidget(button)
    return layout
