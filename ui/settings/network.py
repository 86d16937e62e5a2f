"""What calls need of a network, whether this one gives it, and how each account goes through it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from ui.language import tr
from ui.theme import metrics
from ui.widgets.button import Button, Kind
from ui.widgets.form import Section, Sheet, column
from ui.widgets.label import Label
from ui.wording.states import account_role, account_state, account_trouble

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from agent_app.services import Services
    from agent_app.snapshots import AccountSnapshot


class NetworkPage(Sheet):
    account_wanted = Signal(str)  # account_id: its connection
    check_wanted = Signal()

    def __init__(self, services: Services) -> None:
        super().__init__()
        self._accounts = services.accounts
        self.check = Button(tr("Settings", "Check the network…"), icon="globe")
        self.check.setAutoDefault(False)
        self.check.setEnabled(bool(services.accounts.accounts()))
        self.check.clicked.connect(self.check_wanted)
        self.links: dict[str, Button] = {}
        self.states: dict[str, Label] = {}
        needs = tr(
            "Settings",
            "A firewall must let out UDP or TCP to your provider's port 5060 (TLS: 5061), and for the sound UDP to any port from 10000 on, "
            "with the answers. Nothing needs to be opened inwards.",
        )
        lead = tr("Settings", "Looks at the way to the provider step by step, and says what to ask your network's administrator for.")
        checking = column()
        checking.addWidget(self.check, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(Section(tr("Settings", "Network check"), lead, checking))
        self.add(Section(tr("Settings", "Behind a firewall"), needs))
        about = tr("Settings", "Transport, encryption, routers and codecs are set for each account.")
        self.add(Section(tr("Settings", "Connections"), about, self._lines()))
        self._accounts.changed.connect(self._show)

    def _lines(self) -> QVBoxLayout:
        layout = column(spacing=metrics.SMALL)
        for account in self._accounts.accounts():
            link = Button(account.address, kind=Kind.LINK)
            link.setAutoDefault(False)
            link.setAccessibleName(tr("Settings", "Connection of {address}", address=account.address))
            link.setEnabled(not account.is_sandbox)
            link.clicked.connect(lambda _=False, account_id=account.account_id: self.account_wanted.emit(account_id))
            state = Label(wrap=True)
            self.links[account.account_id], self.states[account.account_id] = link, state
            both = column(spacing=0)
            both.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
            both.addWidget(state)
            layout.addLayout(both)
            self._show(account)
        return layout

    def _show(self, account: AccountSnapshot) -> None:
        label = self.states.get(account.account_id)
        if label is None:
            return
        trouble = account_trouble(account)
        parts = [trouble or account_state(account)]
        if not trouble and account.server:
            parts.append(account.server)
        if not trouble and account.encrypted:
            parts.append(tr("Settings", "encrypted by TLS"))
        label.set_role(account_role(account))
        label.setText(" · ".join(parts))
