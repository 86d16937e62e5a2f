"""What belongs to calls but to no place of the window: the small window, do not disturb, the list of shortcuts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QDialog, QMenu

from ui.calls.shortcuts import Act
from ui.language import tr

if TYPE_CHECKING:
    from pathlib import Path

    from agent_app.services import Services
    from ui.calls.mini import MiniWindow
    from ui.window import MainWindow


class CallDesk(QObject):
    raise_wanted = Signal()
    dialog_wanted = Signal(QDialog)

    def __init__(self, services: Services, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._services = services
        self._window = window
        self.mini: MiniWindow | None = None  # made when it is wanted first
        window.minimised.connect(self._follow_window)
        window.mini_wanted.connect(self.shrink)
        window.shortcuts_wanted.connect(self.open_shortcuts)
        window.quiet_wanted.connect(self.toggle_quiet)
        window.phone.mini_wanted.connect(self.shrink)
        window.people.header.menu_opens.connect(self._add_to_menu)
        services.history.exported.connect(self._tell_exported)

    # --- the small window --------------------------------------------------------------------------------------------------------

    def shrink(self) -> None:
        """The call in the small window, the large one put away."""
        if self._window.phone.live_call() is None:
            return
        self._mini().appear()
        self._window.showMinimized()

    def _mini(self) -> MiniWindow:
        if self.mini is None:
            from ui.calls.mini import MiniWindow

            self.mini = MiniWindow(self._services, self._window.phone)
            self.mini.whole_wanted.connect(self._enlarge)
            self._window.destroyed.connect(self.mini.deleteLater)
        return self.mini

    def _enlarge(self) -> None:
        if self.mini is not None:
            self.mini.hide()
        self.raise_wanted.emit()

    def _follow_window(self, is_minimised: bool) -> None:
        if not is_minimised and self.mini is not None:
            self.mini.hide()
        elif is_minimised and self._services.settings.values().mini_window and self._window.phone.live_call() is not None:
            self._mini().appear()

    def _tell_exported(self, path: Path, error: Exception | None) -> None:
        from ui.wording.files import error_trouble

        if error is None:
            self._window.status.show_note(tr("Calls", "The calls were written to {file}", file=path.name))
        else:
            why = error_trouble(error)
            self._window.status.show_note(tr("Calls", "{file} could not be written: {why}.", file=path.name, why=why))

    # --- the menu ----------------------------------------------------------------------------------------------------------------

    def toggle_quiet(self) -> None:
        settings = self._services.settings
        settings.change(do_not_disturb=not settings.values().do_not_disturb)

    def open_shortcuts(self) -> None:
        from ui.calls.shortcuts import ShortcutsDialog

        self.dialog_wanted.emit(ShortcutsDialog(self._window))

    def _add_to_menu(self, menu: QMenu) -> None:
        """The keys are shown, but are the window's own: here they would be ambiguous."""
        help_begins = self._window.people.header.check_action
        quiet = self._action(menu, help_begins, tr("Menu", "Do not disturb"), Act.QUIET)
        quiet.setCheckable(True)
        quiet.setChecked(self._services.settings.values().do_not_disturb)
        quiet.triggered.connect(self.toggle_quiet)
        menu.insertSeparator(help_begins)
        self._action(menu, help_begins, tr("Menu", "Keyboard shortcuts"), Act.HELP).triggered.connect(self.open_shortcuts)

    def _action(self, menu: QMenu, before: QAction, words: str, act: Act) -> QAction:
        keys = QKeySequence(act.value).toString(QKeySequence.SequenceFormat.NativeText)
        action = QAction(f"{words}\t{keys}", menu)
        menu.insertAction(before, action)
        return action
