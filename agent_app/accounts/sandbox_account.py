"""The sandbox's account follows its process: its credentials come over the pipe and are kept in memory alone."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from agent_app.accounts.model import StoredAccount

if TYPE_CHECKING:
    from agent_app.accounts.service import AccountService
    from agent_app.money.service import MoneyService
    from agent_app.sandbox_process import SandboxProcess, SandboxReady

_CURRENCY: Final = "RUB"
_REGION: Final = "RU"
_AREA_CODE: Final = "495"


class SandboxAccount(QObject):
    """Listens to the process; the account keeps its account_id over all restarts, and its history with it."""

    def __init__(self, process: SandboxProcess, accounts: AccountService, money: MoneyService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._accounts = accounts
        self._money = money
        process.ready.connect(self._take)
        process.lost.connect(self._lose)

    def _take(self, ready: SandboxReady) -> None:
        from tariffs.providers.sandbox import SandboxProvider  # 10 ms: only where there is a sandbox

        user = ready.accounts[0]
        known = self._accounts.sandbox_account()
        account_id = str(uuid.uuid4()) if known is None else known.account_id
        stored = StoredAccount(
            account_id=account_id,
            address=f"{user.user}@{ready.domain}",
            display_name=user.display_name,
            proxy=f"127.0.0.1:{ready.sip_port}",
            region=_REGION,
            area_code=_AREA_CODE,
            is_sandbox=True,
            currency=_CURRENCY,
        )

        self._accounts.adopt_sandbox(stored, user.password)
        self._money.set_provider(account_id, SandboxProvider(f"http://127.0.0.1:{ready.http_port}", user.token.reveal))

    def _lose(self) -> None:
        known = self._accounts.sandbox_account()
        if known is not None:
            self._accounts.note_unreachable(known.account_id)
