"""Two lamps of a telephone: voice messages wait, and nobody is to disturb. One click hears the messages, or lets calls through again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.language import tr, tr_count
from ui.theme import metrics
from ui.widgets.button import Button
from ui.widgets.label import plain_tip
from ui.widgets.retranslated import Retranslated

if TYPE_CHECKING:
    from agent_app.services import Services
    from agent_app.snapshots import AccountSnapshot


class Lamps(Retranslated):
    mailbox_wanted = Signal(str)  # account_id

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._account_id = ""
        self.mailbox = Button(icon="voicemail")
        self.quiet = Button(icon="moon")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(metrics.SMALL)
        layout.addWidget(self.quiet, 3)
        layout.addWidget(self.mailbox, 2)
        self.mailbox.clicked.connect(lambda: self.mailbox_wanted.emit(self._account_id))
        self.quiet.clicked.connect(lambda: services.settings.change(do_not_disturb=False))
        services.accounts.mailbox_changed.connect(lambda _: self.retranslate())
        services.accounts.changed.connect(lambda _: self.retranslate())
        services.accounts.removed.connect(lambda _: self.retranslate())
        services.settings.changed.connect(lambda _: self.retranslate())
        self.retranslate()

    def retranslate(self) -> None:
        account = self._with_messages()
        self._account_id = account.account_id if account else ""
        quiet = self._services.settings.values().do_not_disturb
        self.mailbox.setVisible(account is not None)
        self.quiet.setVisible(quiet)
        self.quiet.setText(tr("Phone", "Do not disturb"))
        self.quiet.setToolTip(tr("Phone", "Calls are told that you are busy. Press to let them through (Ctrl+Shift+B)"))
        if account is not None:
            self._show_mailbox(account, is_short=quiet)
        self.setVisible(account is not None or quiet)

    def _show_mailbox(self, account: AccountSnapshot, *, is_short: bool) -> None:
        """`is_short`: the other lamp is lit beside it."""
        box = self._services.accounts.mailbox(account.account_id)
        words = tr_count("Phone", "%n new voice message(s)", box.new) if box.new else tr("Phone", "Voice messages")
        self.mailbox.setText((str(box.new) if box.new else "") if is_short else words)
        self.mailbox.setAccessibleName(words)
        self.mailbox.setToolTip(plain_tip(tr("Phone", "Call the voice mailbox of {account}", account=account.address)))

    def _with_messages(self) -> AccountSnapshot | None:
        """The current account first."""
        accounts = self._services.accounts
        current = accounts.current()
        ordered = sorted(accounts.accounts(), key=lambda account: account != current)
        return next((account for account in ordered if accounts.mailbox(account.account_id).waiting), None)
