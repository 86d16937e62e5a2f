"""The window side of the program: builds windows, tray and dialogs over the services it is given, and decides what closing means."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QDialog

from telephony.calls import CallState
from ui.browser import no_page_sentence, open_page
from ui.calls.desk import CallDesk
from ui.chats.own_status import OwnStatus
from ui.first_frame import FirstFrame
from ui.incoming import IncomingCalls
from ui.language import LanguageSwitch
from ui.theme.switch import ThemeSwitch
from ui.window import MainWindow
from ui.wording.states import keyring_sentence, problem_sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QCloseEvent

    from agent_app.services import Services
    from agent_app.settings.values import Settings
    from agent_app.snapshots import AccountSnapshot, ContactPoint, KeyringProblem, ProblemCode
    from ui.dialogs.accounts import AccountsDialog
    from ui.dialogs.settings import SettingsDialog
    from ui.tray import Tray
    from ui.welcome.page import WelcomePage

_Dialog = TypeVar("_Dialog", bound=QDialog)

REST_MS = 100  # after the first frame: the keyboard comes first, tray and number library later
QUIET_MS = 1000  # later still: the engine and its registration want the processor now


class Shell(QObject):
    """`quit_requested` comes after the user was asked where that is right."""

    quit_requested = Signal()
    first_frame = Signal()  # the window is on the screen: what it did not need can begin

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._services = services
        values = services.settings.values()
        self._language = LanguageSwitch(app, values.language, self)
        self._tray: Tray | None = None
        self._welcome: WelcomePage | None = None
        self._open_dialogs: list[QDialog] = []
        self._again: dict[QDialog, Callable[[], object]] = {}  # how to open those that stay beside the window once more
        self._quitting = False
        self.window = MainWindow(services)
        self._first_frame = FirstFrame(self.window)
        self._first_frame.shown.connect(self.first_frame)
        self.incoming = IncomingCalls(services)
        self.calls = CallDesk(services, self.window, self)
        self.calls.raise_wanted.connect(self.raise_window)
        self.calls.dialog_wanted.connect(self._open)
        # After the widgets: a style sheet that is there first is worked out anew for each of them, 18 ms in all.
        self._theme = ThemeSwitch(app, values.theme, self)
        self.own_status = OwnStatus(services, self.window.people.header, self._open)
        self._connect()
        if not services.accounts.accounts() and not services.accounts.is_sandbox():
            self._show_welcome()

    def _connect(self) -> None:
        header, services = self.window.people.header, self._services
        header.new_contact_wanted.connect(self.edit_new_contact)
        header.settings_wanted.connect(self.open_settings)
        header.accounts_wanted.connect(self.open_accounts)
        header.tariffs_wanted.connect(self.open_tariffs)
        header.spending_wanted.connect(self.open_spending)
        header.check_wanted.connect(self.open_check)
        header.about_wanted.connect(self.open_about)
        header.quit_wanted.connect(self.request_quit)
        self.window.conversation.edit_wanted.connect(self.edit_contact)
        self.window.people.edit_wanted.connect(self.edit_contact)
        self.window.conversation.add_wanted.connect(self.edit_new_contact)
        self.window.people.add_wanted.connect(self.edit_new_contact)
        phone = self.window.phone
        phone.top_up_wanted.connect(self.open_top_up)
        phone.tariffs_wanted.connect(self.open_tariffs)
        phone.limits_wanted.connect(self.edit_account_money)
        phone.accounts_wanted.connect(self.open_accounts)
        self.window.announcement.tariffs_wanted.connect(lambda: self.open_tariffs(directions=True))
        self.window.closing.connect(self._close)
        services.settings.changed.connect(self._take_settings)
        services.accounts.changed.connect(self._take_account)
        services.accounts.removed.connect(lambda _: self._take_account(None))
        services.accounts.current_changed.connect(lambda _: self._take_account(None))
        services.accounts.password_needed.connect(self.ask_password)
        services.accounts.password_not_kept.connect(self._tell_not_kept)
        services.problems.reported.connect(self._tell_problem)

    # --- what the composition root calls ---------------------------------------------------------------------------------------

    def show(self) -> None:
        """Show the window; what a first frame does not need is made after it."""
        header = self.window.people.header
        header.show_account(self._services.accounts.current())
        self.window.phone.dialling.field.setFocus()
        self.window.show()
        self._first_frame.expect()
        QTimer.singleShot(3 * REST_MS, self, self._after_first_frame)  # the first frame itself may take one of the three

    def show_number(self, text: str) -> None:
        """Come to the front; a number or address is shown and waits for the user's Call."""
        self.raise_window()
        if text and self._welcome is None:
            self.window.show_number(text)

    def raise_window(self) -> None:
        self.window.show()
        if self.window.isMinimized():
            self.window.showNormal()
        self.window.raise_()
        self.window.activateWindow()

    def confirm_quit(self) -> bool:
        """Ask where a call would be cut off."""
        live = [call for call in self._services.calls.calls() if call.state is not CallState.ENDED]
        if not live:
            return True
        from ui.dialogs.questions import ask_quit

        return ask_quit(self.window if self.window.isVisible() else None)

    # --- the end ---------------------------------------------------------------------------------------------------------------

    def request_quit(self) -> None:
        if self._quitting or not self.confirm_quit():
            return
        self._quitting = True
        self._services.settings.change(window_geometry=self.window.geometry_text())
        self.quit_requested.emit()

    def _close(self, event: QCloseEvent) -> None:
        """Into the tray where there is one and the user wants it; else the end, after a question in a call."""
        self._services.settings.change(window_geometry=self.window.geometry_text())
        if self._quitting:
            event.accept()
        elif self._tray is not None and self._tray.is_there() and self._services.settings.values().close_to_tray:
            event.ignore()
            self.window.hide()
        else:
            event.ignore()
            self.request_quit()

    # --- after the first frame ---------------------------------------------------------------------------------------------------

    def _after_first_frame(self) -> None:
        from ui.chats.watchers import IdleWatch, WatcherQuestions
        from ui.notifications.notifier import Notifier
        from ui.tray import Tray, program_icon

        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.setWindowIcon(program_icon())
        self._tray = Tray(self._services, self)
        self._tray.show_wanted.connect(self.raise_window)
        self._tray.quit_wanted.connect(self.request_quit)
        self.notifier = Notifier(self._services, self.window, self)
        self.notifier.raise_wanted.connect(self.raise_window)
        self.notifier.call_on_desktop.connect(self.incoming.show_elsewhere)
        WatcherQuestions(self._services, self.window, self._open)
        idle = IdleWatch(self._services, self)
        self.window.conversation.typed.connect(idle.touch)
        QTimer.singleShot(REST_MS, self, self._load_numbers)

    def _load_numbers(self) -> None:
        """The number library takes 12-32 ms: after everything that can be seen."""
        from telephony.numbers import format_international

        format_international("+74951112233")
        self.window.people.refresh_rows()
        self.window.conversation.show_numbers_anew()
        QTimer.singleShot(QUIET_MS, self, self._prepare)

    def _prepare(self) -> None:
        """What the first call and the first person would wait for, one after the other."""
        self.window.phone.prepare_call()
        QTimer.singleShot(REST_MS, self, self.window.conversation.prepare_person)

    # --- what services tell ------------------------------------------------------------------------------------------------------

    def _take_settings(self, values: Settings) -> None:
        before = self._language.language()
        self._language.choose(values.language)
        if self._language.language() != before:
            self._open_beside_anew()
        self._theme.choose(values.theme)
        if self._tray is not None:
            self._tray.retranslate()

    def _take_account(self, account: AccountSnapshot | None) -> None:
        del account
        current = self._services.accounts.current()
        self.window.people.header.show_account(current)
        if current is not None:
            self._hide_welcome()
        elif not self._services.accounts.is_sandbox():
            self._show_welcome()

    def _tell_problem(self, code: ProblemCode, value: str) -> None:
        self.window.status.show_problem(problem_sentence(code, value))

    def _tell_not_kept(self, account: AccountSnapshot, problem: KeyringProblem) -> None:
        del account
        self.window.status.show_problem(keyring_sentence(problem))

    # --- pages and dialogs -------------------------------------------------------------------------------------------------------

    def welcome_page(self) -> WelcomePage | None:
        return self._welcome

    def _show_welcome(self) -> None:
        if self._welcome is None:
            from ui.welcome.page import WelcomePage

            self._welcome = WelcomePage(self._services)
            self.window.cover(self._welcome)

    def _hide_welcome(self) -> None:
        if self._welcome is not None:
            self.window.cover(None)
            self._welcome.deleteLater()
            self._welcome = None

    def _open(self, dialog: QDialog) -> None:
        """Modal to the window, never blocking the program."""
        dialog.finished.connect(lambda _: self._forget(dialog))
        self._open_dialogs.append(dialog)
        dialog.open()

    def _forget(self, dialog: QDialog) -> None:
        self._open_dialogs.remove(dialog)
        self._again.pop(dialog, None)
        dialog.deleteLater()

    def dialogs(self) -> tuple[QDialog, ...]:
        return tuple(self._open_dialogs)

    def ask_password(self, account: AccountSnapshot, problem: KeyringProblem | None) -> None:
        """One question an account at a time."""
        from ui.welcome.password import PasswordDialog

        if any(isinstance(dialog, PasswordDialog) and dialog.account_id == account.account_id for dialog in self._open_dialogs):
            return
        page = self._services.money.recovery_url(account.account_id)
        dialog = PasswordDialog(account, problem, self.window, recovery_page=page)
        dialog.accepted.connect(lambda: self._services.accounts.supply_password(account.account_id, dialog.secret()))
        self._open(dialog)

    def edit_new_contact(self, remote: str = "") -> None:
        from ui.contacts.points import point_of

        self._edit(None, (point_of(remote),) if remote else ())

    def edit_contact(self, contact_id: str) -> None:
        self._edit(contact_id, ())

    def _edit(self, contact_id: str | None, points: tuple[ContactPoint, ...]) -> None:
        from ui.contacts.editor import ContactEditor

        contact = self._services.contacts.contact(contact_id) if contact_id else None
        editor = ContactEditor(self._services, contact, points, self.window)
        editor.saved.connect(self.window.open_saved_contact)
        self._open(editor)

    def open_settings(self) -> SettingsDialog:
        from ui.dialogs.account import AccountTab
        from ui.dialogs.settings import SettingsDialog

        dialog = SettingsDialog(self._services, self.window)
        dialog.calls_wanted.connect(lambda account_id: self.open_accounts(dialog).edit(account_id, AccountTab.CALLS, alone=True))
        dialog.connection_wanted.connect(lambda account_id: self.open_accounts(dialog).edit(account_id, AccountTab.CONNECTION, alone=True))
        dialog.check_wanted.connect(lambda: self.open_check(over=dialog))
        self._open(dialog)
        return dialog

    def open_check(self, account_id: str = "", *, over: QDialog | None = None) -> None:
        """Whether the network lets this account's calls through; of the current one where none is named."""
        from ui.network.check import CheckDialog

        self._open(CheckDialog(self._services, account_id, over or self.window))

    def open_accounts(self, over: QDialog | None = None) -> AccountsDialog:
        """Over another dialog where that leads here."""
        from ui.dialogs.accounts import AccountsDialog

        dialog = AccountsDialog(self._services, over or self.window)
        dialog.check_wanted.connect(lambda account_id: self.open_check(account_id, over=dialog))
        dialog.password_wanted.connect(lambda account: self.ask_password(account, None))
        self._open(dialog)
        return dialog

    def edit_account_money(self, account_id: str) -> None:
        """The account's limits, provider and price list."""
        from ui.dialogs.account import AccountTab

        self.open_accounts().edit(account_id, AccountTab.MONEY)

    def open_tariffs(self, account_id: str = "", *, directions: bool = False) -> None:
        """Beside the window: one looks at prices while typing a number."""
        from ui.tariffs.dialog import TariffsDialog

        found = self._beside(TariffsDialog)
        dialog = found or TariffsDialog(self._services, account_id, self.window)
        if found is None:
            dialog.edit_wanted.connect(self.edit_account_money)
            self._show_beside(dialog, lambda: self.open_tariffs(dialog.account_id()))
        elif account_id:
            dialog.turn_to(account_id)
        if directions:
            dialog.show_directions()

    def open_spending(self) -> None:
        from ui.spending.dialog import SpendingDialog

        if self._beside(SpendingDialog) is None:
            self._show_beside(SpendingDialog(self._services, self.window), self.open_spending)

    def _beside(self, kind: type[_Dialog]) -> _Dialog | None:
        """The dialog of this kind that is open already, brought to the front."""
        found = next((dialog for dialog in self._open_dialogs if isinstance(dialog, kind)), None)
        if found is not None:
            found.raise_()
            found.activateWindow()
        return found

    def _open_beside_anew(self) -> None:
        """In another language: these windows say their words once, when they are made."""
        for dialog, again in list(self._again.items()):
            dialog.close()
            again()

    def _show_beside(self, dialog: QDialog, again: Callable[[], object]) -> None:
        self._again[dialog] = again
        dialog.finished.connect(lambda _: self._forget(dialog))
        self._open_dialogs.append(dialog)
        dialog.show()

    def open_top_up(self, account_id: str) -> None:
        """Here where the provider takes money through the program, else on its own page."""
        money = self._services.money
        if money.can_top_up(account_id):
            from ui.dialogs.top_up import TopUpDialog

            self._open(TopUpDialog(self._services, account_id, self.window))
        elif not open_page(money.top_up_url(account_id)):
            self.window.status.show_note(no_page_sentence())

    def open_about(self) -> None:
        from ui.dialogs.about import AboutDialog

        self._open(AboutDialog(self._services, self.window))
