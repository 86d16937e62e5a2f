"""Our own status in the head of the left column: its mark and words; the menu and the dialog are loaded when they are opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from ui.wording.foreign import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog, QMenu

    from agent_app.services import Services
    from ui.contacts.header import Header


class OwnStatus(QObject):
    """Keeps the header's mark and words at our status, and opens its menu. `show_dialog` shows a dialog over the window."""

    def __init__(self, services: Services, header: Header, show_dialog: Callable[[QDialog], object]) -> None:
        super().__init__(header)
        self._presence = services.presence
        self._header = header
        self._show_dialog = show_dialog
        header.status_wanted.connect(self.open_menu)
        services.presence.own_changed.connect(header.show_presence)
        header.show_presence(services.presence.own())

    def open_menu(self) -> QMenu:
        from ui.chats.status import status_menu

        menu = status_menu(self._presence, self._header, self.edit)
        button = self._header.status_button
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))
        return menu

    def edit(self) -> None:
        from ui.chats.status import StatusDialog

        own = self._presence.own()
        dialog = StatusDialog(own.title, own.text, self._header.window())
        dialog.accepted.connect(lambda: self._presence.set_own(self._presence.chosen(), one_line(dialog.title.text()), dialog.text.text()))
        self._show_dialog(dialog)
