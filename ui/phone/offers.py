"""Each account's price for the number side by side, cheapest first: one line under the price, and a list to call from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.contacts.models import RowsModel
from ui.language import tr, tr_count
from ui.theme import metrics
from ui.widgets.label import Label
from ui.widgets.popup import Popup
from ui.widgets.rows import Row, row_list
from ui.wording.amounts import is_free, lasts_line, price_line, short_price
from ui.wording.reasons import refusal_words

if TYPE_CHECKING:
    from agent_app.money.snapshots import Offer

WIDTH = 340
_MOST_ROWS = 6


def usable_offers(offers: tuple[Offer, ...], *, besides: str = "") -> list[Offer]:
    """Those that would be called at a known price; of other accounts than `besides`."""
    return [offer for offer in offers if not offer.refusal and offer.price.rate is not None and offer.account_id != besides]


def best_offer(offers: tuple[Offer, ...], *, besides: str = "") -> Offer | None:
    """The cheapest of them: offers come so."""
    return next(iter(usable_offers(offers, besides=besides)), None)


def offers_words(offers: tuple[Offer, ...], current: str) -> str:
    """ "from 0.65 ₽/min with office@…", or that this account is the cheapest; "" where there is nothing to compare."""
    best, count = best_offer(offers), len(usable_offers(offers))
    if len(offers) < 2 or best is None or (best.account_id == current and count < 2):
        return ""
    if best.account_id == current:
        return tr_count("Phone", "cheapest of %n account(s)", count)
    account = short_address(best.address, tuple(offer.address for offer in offers))
    if is_free(best.price):
        return tr("Phone", "free with {account}", account=account)
    return tr("Phone", "from {price} with {account}", price=short_price(best.price), account=account)


def short_address(address: str, among: tuple[str, ...]) -> str:
    """ "office@…" where no other account begins so."""
    name = address.partition("@")[0]
    alone = sum(other.partition("@")[0] == name for other in among) <= 1
    return f"{name}@…" if alone else address


def offer_row(offer: Offer) -> Row:
    """An account, its price and how long its money lasts; or why it would not call."""
    cost = short_price(offer.price)
    if offer.refusal:
        return Row(offer.address, refusal_words(offer.refusal), offer.address, offer.address, when=cost)
    said = lasts_line(offer.price) or price_line(offer.price)
    role = "call_text" if is_free(offer.price) else "muted"
    return Row(offer.address, said, offer.address, offer.address, when=cost, role=role, mark="phone")


class OffersPopup(Popup):
    """Arrow keys and Enter, or a click, call with that account at once. Those that would be refused can't be chosen."""

    chosen = Signal(object)  # Offer

    def __init__(self, offers: tuple[Offer, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._model: RowsModel[Offer] = RowsModel(offer_row, self)
        self._model.show_items(offers)
        self.view, _ = row_list(self)
        self.view.setModel(self._model)
        self.view.setAccessibleName(tr("Phone", "Accounts by their price for this number"))
        self.view.clicked.connect(self._take)
        self.hint = Label(tr("Phone", "Call with:"), role="muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, metrics.SMALL, 1, metrics.SMALL)
        layout.setSpacing(metrics.TIGHT)
        self.hint.setContentsMargins(metrics.LARGE, 0, metrics.LARGE, 0)
        layout.addWidget(self.hint)
        layout.addWidget(self.view)
        self.setFixedWidth(WIDTH)

    def open_below(self, anchor: QWidget) -> None:
        rows = min(_MOST_ROWS, self._model.rowCount())
        self.resize(WIDTH, rows * metrics.ROW + self.hint.sizeHint().height() + 2 * metrics.SMALL + metrics.TIGHT)
        super().open_below(anchor)
        self.view.setFocus(Qt.FocusReason.PopupFocusReason)
        self.view.setCurrentIndex(self._model.index(0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.view.currentIndex())
        else:
            super().keyPressEvent(event)

    def _take(self, index: QModelIndex) -> None:
        offer = self._model.item(index.row())
        if offer is not None and not offer.refusal:
            self.close()
            self.chosen.emit(offer)
