"""SMS through a provider's API, and asking it whether they were delivered."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from agent_app.money.asking import code_of
from agent_app.money.snapshots import SmsStatus, SmsTermsSnapshot

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.money.service import MoneyService
    from agent_app.money.snapshots import SmsItem
    from tariffs.providers.provider import SmsReceipt, SmsState, SmsTerms
    from tariffs.rating.money import Money

log = logging.getLogger(__name__)

_NO_WORD_MS: Final = 90_000  # a provider set anew meanwhile, say, gives no word of what the old one was asked
# When to ask whether it was delivered, in seconds after the answer before; then no more: ten minutes in all.
_ASK_S: Final = (0.7, 1, 2, 4, 8, 15, 30, 60, 120, 360)


def has_sms(money: MoneyService, account_id: str) -> bool:
    """Whether the account's provider sends SMS by its API."""
    from tariffs.providers.provider import Capability

    provider = money.provider(account_id)
    return provider is not None and Capability.SMS in provider.capabilities


class ApiReport(msgspec.Struct, frozen=True):
    """What the provider says of an SMS; `parts` 0 and `cost` None: not told. `provider_id` is its own name for it."""

    item_id: str
    status: SmsStatus
    code: str = ""
    parts: int = 0
    cost: Money | None = None
    provider_id: str = ""


class ApiRoute(QObject):
    """Each SMS is handed over once. Errors that leave its outcome open make it unknown."""

    progress = Signal(object)  # ApiReport

    no_word = Signal(str)  # item_id: it is long ago, and if it is still being sent nobody knows what became of it

    def __init__(self, money: MoneyService, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._money = money

    def request_terms(self, account_id: str, number: str, tell: Callable[[SmsTermsSnapshot], object]) -> None:
        def told(terms: SmsTerms) -> None:
            tell(
                SmsTermsSnapshot(
                    account_id, number, price=terms.price, max_parts=terms.max_parts, per_day=terms.per_day, left_today=terms.left_today
                )
            )

        def failed(error: Exception) -> None:
            tell(SmsTermsSnapshot(account_id, number, error=code_of(error)))

        self._money.ask(account_id, lambda provider: provider.sms_terms(number), told, failed)

    def send(self, item: SmsItem) -> None:
        number, text = item.remote, item.text
        QTimer.singleShot(_NO_WORD_MS, self, lambda: self.no_word.emit(item.item_id))
        self._money.ask(
            item.account_id,
            lambda provider: provider.send_sms(number, text),
            lambda receipt: self._take(item, receipt),
            lambda error: self._fail(item, error),
        )

    def follow(self, item: SmsItem, provider_id: str, asked: int = 0) -> None:
        """Ask for its delivery, later and later, until it is known or nobody waits for it any more."""
        if provider_id and asked < len(_ASK_S):
            QTimer.singleShot(int(_ASK_S[asked] * 1000), self, lambda: self._ask(item, provider_id, asked))

    def _take(self, item: SmsItem, receipt: SmsReceipt) -> None:
        status = SmsStatus(receipt.state.value)
        self.progress.emit(ApiReport(item.item_id, status, parts=receipt.parts, cost=receipt.cost, provider_id=receipt.sms_id))
        if status is SmsStatus.ACCEPTED:
            self.follow(item, receipt.sms_id)

    def _fail(self, item: SmsItem, error: Exception) -> None:
        from tariffs.providers.errors import OutcomeUnknownError, ProviderError

        # What is no ProviderError came from the adapter's inside, or from a connection that was closed meanwhile: nobody knows.
        clear = isinstance(error, ProviderError) and not isinstance(error, OutcomeUnknownError)
        self.progress.emit(ApiReport(item.item_id, SmsStatus.FAILED if clear else SmsStatus.UNKNOWN, code_of(error)))

    def _ask(self, item: SmsItem, provider_id: str, asked: int) -> None:
        def told(state: SmsState) -> None:
            status = SmsStatus(state.value)
            if status in {SmsStatus.DELIVERED, SmsStatus.FAILED}:
                code = "not_delivered" if status is SmsStatus.FAILED else ""
                self.progress.emit(ApiReport(item.item_id, status, code, provider_id=provider_id))
            else:
                self.follow(item, provider_id, asked + 1)

        def failed(error: Exception) -> None:
            log.info("whether an SMS was delivered is not told: %s", code_of(error))
            self.follow(item, provider_id, asked + 1)

        self._money.ask(item.account_id, lambda provider: provider.sms_state(provider_id), told, failed)
