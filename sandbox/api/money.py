"""The resources of money: account, prices, free directions, credit time, top-ups."""

from __future__ import annotations

import secrets
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from sandbox.api.http import HttpError
from sandbox.api.reading import number_of, object_of
from sandbox.billing.tariff import MINIMUM_MICROS, CallRefusedError
from sandbox.state import TopUp, now_us

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sandbox.api.api import Routes
    from sandbox.api.http import HttpRequest
    from sandbox.billing.meter import Meter
    from sandbox.state import Account, State
    from tariffs.rating.deck import DeckRow
    from tariffs.rating.free import FreeDirection

MIN_TOP_UP_MICROS: Final = 1_000_000  # 1 rouble
MAX_TOP_UP_MICROS: Final = 100_000_000_000  # 100,000 roubles
MAX_BALANCE_MICROS: Final = 10**15


class MoneyResources:
    """What an account has, what things cost, and how it gets more."""

    def __init__(self, state: State, meter: Meter, file_server: Callable[[Account], str]) -> None:
        self._state = state
        self._file_server = file_server
        self._ledger = meter.ledger
        self._tariff = meter.ledger.tariff

    def routes(self) -> Routes:
        return {
            "/v1/account": {"GET": self._account},
            "/v1/tariff": {"GET": self._prices},
            "/v1/free_directions": {"GET": self._free_directions},
            "/v1/credit_time": {"GET": self._credit_time},
            "/v1/topup": {"POST": self._top_up},
            "/v1/topups": {"GET": self._top_ups},
        }

    def _account(self, account: Account, _request: HttpRequest) -> Mapping[str, object]:
        return {**account_form(account, self._tariff.deck.currency), "file_server": self._file_server(account)}

    def _prices(self, account: Account, request: HttpRequest) -> Mapping[str, object]:
        deck, number = self._tariff.deck, request.query.get("number")
        if number is None:
            return {"rows": [self._row(row) for row in deck.rows], "zone": deck.zone}
        digits, now = number_of(number), now_us()
        row = deck.match(digits, now)
        if row is None:
            raise HttpError(404, "no_rate", "no destination has this number")
        free = None if row.forbidden else self._tariff.rate(account, digits, now).free
        return {"rows": [self._row(row)], "zone": deck.zone, "free": asdict(free) if free else None}

    def _row(self, row: DeckRow) -> dict[str, object]:
        return {
            "prefix": row.prefix,
            "destination_en": row.destination_en,
            "destination_ru": row.destination_ru,
            "rate_nanos_per_minute": row.rate_nanos,
            "connection_fee_micros": row.connection_fee_micros,
            "free_seconds": row.free_seconds,
            "initial_increment": row.initial_increment,
            "recurring_increment": row.recurring_increment,
            "forbidden": row.forbidden,
            "currency": self._tariff.deck.currency,
            "terms": asdict(row.terms),
            "valid_from_us": row.valid_from_us,
            "valid_until_us": row.valid_until_us,
            "band": asdict(row.band) if row.band else None,
        }

    def _free_directions(self, account: Account, _request: HttpRequest) -> Mapping[str, object]:
        directions = sorted(self._tariff.directions, key=lambda direction: direction.span.from_us)
        return {"directions": [_direction(direction) for direction in directions], "hold": account.topped_up}

    def _credit_time(self, account: Account, request: HttpRequest) -> Mapping[str, object]:
        try:
            return {"seconds": self._ledger.could_last(account, number_of(request.query.get("number")), now_us())}
        except CallRefusedError as refusal:
            if refusal.status == 404:
                raise HttpError(404, "no_rate", "no destination has this number") from None
            raise HttpError(403, "forbidden", "this number may not be called") from None

    def _top_up(self, account: Account, request: HttpRequest) -> Mapping[str, object]:
        amount = _amount(object_of(request).get("amount_micros"))
        if account.balance_micros + amount > MAX_BALANCE_MICROS:
            raise HttpError(409, "too_rich", "the balance would be too large")
        account.balance_micros += amount
        account.topped_up = True
        receipt = TopUp(secrets.token_hex(8), account.user, now_us(), amount, account.balance_micros)
        self._state.top_ups.append(receipt)
        self._state.save()
        return {**self._account(account, request), "receipt": self._receipt(receipt)}

    def _top_ups(self, account: Account, _request: HttpRequest) -> Mapping[str, object]:
        return {"topups": [self._receipt(one) for one in reversed(self._state.top_ups) if one.user == account.user]}

    def _receipt(self, receipt: TopUp) -> dict[str, object]:
        return {**asdict(receipt), "currency": self._tariff.deck.currency}


def account_form(account: Account, currency: str) -> dict[str, object]:
    """An account as the API tells it."""
    return {
        "user": account.user,
        "currency": currency,
        "balance_micros": account.balance_micros,
        "minimum_micros": MINIMUM_MICROS,
        "tariff": account.tariff,
        "trial_seconds_left": account.trial_left,
        "trial_seconds_total": account.trial_total,
        "free_directions": account.topped_up,
        "topup_min_micros": MIN_TOP_UP_MICROS,
        "topup_max_micros": MAX_TOP_UP_MICROS,
    }


def _direction(direction: FreeDirection) -> dict[str, object]:
    form = {name: value for name, value in asdict(direction).items() if name not in {"direction_id", "span"}}
    return {"id": direction.direction_id, **asdict(direction.span), **form}


def _amount(value: object) -> int:
    if type(value) is not int:
        raise HttpError(400, "bad_value", "amount_micros is a whole number of micro-roubles")
    if value < MIN_TOP_UP_MICROS:
        raise HttpError(400, "amount_too_small", "at least 1 rouble is topped up (amount_micros 1000000)")
    if value > MAX_TOP_UP_MICROS:
        raise HttpError(400, "amount_too_large", "at most 100,000 roubles are topped up at once (amount_micros 100000000000)")
    return value
