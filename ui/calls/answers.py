"""What else can be said to a ringing call than yes or no: busy, a few written words, another number, the answering machine."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from telephony.calls import CallState
from ui.calls.commands import add_heading
from ui.language import tr
from ui.wording.people import caller_name

if TYPE_CHECKING:
    from agent_app.services import Services
    from agent_app.snapshots import CallSnapshot
    from ui.calls.target import Choice, TargetPicker


def ready_words() -> tuple[str, ...]:
    """Written to a caller who can read messages."""
    return (
        tr("Calls", "I'll call you back."),
        tr("Calls", "I'm in a meeting. Write to me, please."),
        tr("Calls", "Can't talk now. Is it urgent?"),
    )


def open_answers(services: Services, call: CallSnapshot, anchor: QWidget) -> QMenu:
    """At `anchor`; nothing in it takes the keyboard before it was clicked."""
    menu = QMenu(anchor)
    menu.addAction(tr("Calls", "Say that I'm busy")).triggered.connect(lambda: services.calls.decline(call.call_id, busy=True))
    menu.addAction(tr("Calls", "To the answering machine")).triggered.connect(lambda: services.calls.send_to_machine(call.call_id))
    menu.addAction(tr("Calls", "Forward…")).triggered.connect(lambda: open_forward(services, call, anchor))
    if not call.remote.startswith("+"):  # an address: messages reach it
        menu.addSeparator()
        add_heading(menu, tr("Calls", "Decline and write"))
        for words in ready_words():
            menu.addAction(words).triggered.connect(partial(decline_with, services, call, words))
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(anchor.mapToGlobal(QPoint(0, anchor.height())))
    return menu


def decline_with(services: Services, call: CallSnapshot, words: str) -> None:
    services.calls.decline(call.call_id)
    services.chats.send_text(call.account_id, call.remote, words)


def open_forward(services: Services, call: CallSnapshot, anchor: QWidget) -> TargetPicker:
    """To whom the caller is sent: his own side calls that number, at his price."""
    from ui.calls.target import TargetPicker, Words

    name = caller_name(call, services.contacts.find_by_remote(call.remote))
    words = Words(tr("Calls", "Forward {name} to", name=name), tr("Calls", "Forward"))
    picker = TargetPicker(services, services.accounts.account(call.account_id), words, anchor, priced=False)

    def forward(choice: Choice) -> None:
        now = services.calls.call(call.call_id)
        if now is not None and now.state is CallState.INCOMING:
            services.calls.redirect(call.call_id, choice.text())

    picker.chosen.connect(forward)
    picker.open_below(anchor)
    return picker
