"""Who I am: avatar, name, where my account stands, and the program's menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from telephony.messages import Registration
from ui.language import tr
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.widgets.avatar import Avatar
from ui.widgets.button import IconButton
from ui.widgets.label import Label
from ui.widgets.retranslated import Retranslated
from ui.wording.presence import presence_line
from ui.wording.states import account_role, account_state, account_trouble

if TYPE_CHECKING:
    from agent_app.presence.snapshots import PresenceSnapshot
    from agent_app.snapshots import AccountSnapshot


_SHORTCUTS = ("Ctrl+N", "Ctrl+T", "Ctrl+Shift+S", "Ctrl+Shift+A", "Ctrl+,", "", "", "Ctrl+Q")  # in the order of the menu


class Header(Retranslated):
    new_contact_wanted = Signal()
    settings_wanted = Signal()
    accounts_wanted = Signal()
    tariffs_wanted = Signal()
    spending_wanted = Signal()
    check_wanted = Signal()
    about_wanted = Signal()
    quit_wanted = Signal()
    menu_opens = Signal(object)  # QMenu: others may add to it
    status_wanted = Signal()  # the menu of our own status

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._account: AccountSnapshot | None = None
        self._avatar = Avatar(40)
        self._name = Label(size=Type.TITLE, semibold=True)
        self._state = Label(role="muted")
        self._presence: PresenceSnapshot | None = None
        self.status_button = IconButton("caret-down", size=24)
        self.status_button.clicked.connect(self.status_wanted)
        self.menu_button = IconButton("dots-three")
        self._actions = [self._action(signal) for signal in self._signals()]
        for action, keys in zip(self._actions, _SHORTCUTS, strict=True):
            action.setShortcut(QKeySequence(keys))
        self.check_action = self._actions[5]  # what helps begins here
        self.menu_button.clicked.connect(self.open_menu)
        self._lay_out()
        self.retranslate()

    def _signals(self) -> list[SignalInstance]:
        return [
            self.new_contact_wanted,
            self.tariffs_wanted,
            self.spending_wanted,
            self.accounts_wanted,
            self.settings_wanted,
            self.check_wanted,
            self.about_wanted,
            self.quit_wanted,
        ]

    def _action(self, signal: SignalInstance) -> QAction:
        action = QAction(self)
        action.triggered.connect(signal)
        self.addAction(action)  # the shortcut works with the menu closed
        return action

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._name)
        below = QHBoxLayout()
        below.setSpacing(metrics.TIGHT)
        below.addWidget(self._state)
        below.addWidget(self.status_button)
        below.addStretch(1)
        words.addLayout(below)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(metrics.LARGE, metrics.MEDIUM, metrics.SMALL, metrics.SMALL)
        layout.setSpacing(metrics.MEDIUM)
        layout.addWidget(self._avatar)
        layout.addLayout(words, 1)
        layout.addWidget(self.menu_button)

    def show_account(self, account: AccountSnapshot | None) -> None:
        self._account = account
        if account is None:
            return
        name = account.display_name or account.address.split("@", maxsplit=1)[0]
        self._avatar.show_person(name, account.address)
        self._name.setText(name)
        seen = self._presence if account.registration is Registration.REGISTERED else None
        self._state.setText(presence_line(seen) if seen else account_state(account))
        self._state.set_role(account_role(account))
        self._state.setToolTip(account_trouble(account))
        self._avatar.show_presence(seen.status.value if seen else "")

    def show_presence(self, presence: PresenceSnapshot) -> None:
        """How others see us."""
        self._presence = presence
        self.show_account(self._account)

    def retranslate(self) -> None:
        texts = (
            tr("Menu", "New contact…"),
            tr("Menu", "Tariffs…"),
            tr("Menu", "Spending…"),
            tr("Menu", "Accounts…"),
            tr("Menu", "Settings…"),
            tr("Menu", "Network check…"),
            tr("Menu", "About Agent"),
            tr("Menu", "Quit"),
        )
        for action, text in zip(self._actions, texts, strict=True):
            action.setText(text)
        self.menu_button.set_words(tr("Menu", "Menu"))
        self.status_button.set_words(tr("Presence", "Your status"))
        self.show_account(self._account)

    def open_menu(self) -> QMenu:
        """Made when it is opened: the first menu costs 10 ms, which the start does not have."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(self._actions)
        menu.insertSeparator(self._actions[-1])
        self.menu_opens.emit(menu)
        corner = self.menu_button.mapToGlobal(QPoint(self.menu_button.width() - menu.sizeHint().width(), self.menu_button.height()))
        menu.popup(corner)
        return menu

    def minimumSizeHint(self) -> QSize:
        return QSize(200, metrics.HEADER)
