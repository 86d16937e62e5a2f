"""What the number in the field costs: told at once where it is known, else asked for once the typing pauses; of each account alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from agent_app.money.snapshots import MoneySnapshot, Offer, PriceSnapshot
    from agent_app.services import Services

PAUSE_MS = 120


class Quote(QObject):
    """Answers for another number or account than the one asked about last are dropped."""

    changed = Signal()

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._account_id = ""
        self._number = ""
        self.price: PriceSnapshot | None = None
        self.offers: tuple[Offer, ...] = ()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._request)
        services.money.price_ready.connect(self._take_price)
        services.money.offers_ready.connect(self._take_offers)
        services.money.balance_changed.connect(self._renew)

    def ask(self, account_id: str, number: str) -> None:
        """For a full number; what was known of another is forgotten at once."""
        self.forget()
        self._account_id, self._number = account_id, number
        money = self._services.money
        if money.has_provider(account_id) and money.is_known(account_id, number):
            money.request_price(account_id, number)  # told before this returns: nobody is asked
        self._pause.start()

    def forget(self) -> None:
        self._pause.stop()
        self._account_id = self._number = ""
        self.price, self.offers = None, ()

    def price_of(self, account_id: str, number: str) -> PriceSnapshot | None:
        """What is known of exactly this."""
        return self.price if (account_id, number) == (self._account_id, self._number) else None

    def _request(self) -> None:
        money = self._services.money
        if money.has_provider(self._account_id):
            money.request_price(self._account_id, self._number)
        if len(self._services.accounts.accounts()) > 1:
            money.request_offers(self._number)

    def _take_price(self, account_id: str, price: PriceSnapshot) -> None:
        if account_id == self._account_id and price.number == self._number:
            self.price = price
            self.changed.emit()

    def _take_offers(self, number: str, offers: tuple[Offer, ...]) -> None:
        if number == self._number and number:
            self.offers = offers
            self.changed.emit()

    def _renew(self, state: MoneySnapshot) -> None:
        """Another balance lasts for another time: the price is known already, so that this asks nobody."""
        if state.account_id == self._account_id and self.price is not None:
            self._services.money.request_price(self._account_id, self._number)
