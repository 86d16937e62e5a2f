"""The API's resources: account, tariff, calls, top-up; with --test-controls also what only tests may do."""

from __future__ import annotations

import hmac
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Final, cast

from sandbox.api.http import HttpError, HttpRequest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sandbox.billing.meter import Meter
    from sandbox.gateway.gateway import Gateway
    from sandbox.state import Account, State
    from tariffs.rating.deck import Deck, DeckRow

MAX_TOP_UP_MICROS: Final = 100_000_000_000  # 100,000 roubles at once
MAX_BALANCE_MICROS: Final = 10**15
DEFAULT_CALLS: Final = 100
MAX_CALLS: Final = 500


class Api:
    """One function a resource; `handle` finds it, after the token was checked."""

    def __init__(self, state: State, deck: Deck, meter: Meter, gateway: Gateway, *, test_controls: bool) -> None:
        self._state = state
        self._deck = deck
        self._meter = meter
        self._gateway = gateway
        self._routes: dict[str, dict[str, Callable[[Account, HttpRequest], Mapping[str, object]]]] = {
            "/v1/account": {"GET": self._account},
            "/v1/tariff": {"GET": self._tariff},
            "/v1/calls": {"GET": self._calls},
            "/v1/active": {"GET": self._active},
            "/v1/topup": {"POST": self._top_up},
        }
        if test_controls:
            self._routes["/v1/test/credit"] = {"POST": self._set_credit}
            self._routes["/v1/test/call"] = {"POST": self._place_call}

    def handle(self, request: HttpRequest) -> Mapping[str, object]:
        """The answer, or HttpError."""
        methods = self._routes.get(request.path)
        if methods is None:
            raise HttpError(404, "not_found", "there is no such resource")
        action = methods.get(request.method)
        if action is None:
            raise HttpError(405, "method_not_allowed", f"{request.path} knows {', '.join(methods)}", ("Allow", ", ".join(methods)))
        return action(self._who(request), request)

    def _who(self, request: HttpRequest) -> Account:
        """The account of the bearer token (RFC 6750); every token is compared, so that the time tells nothing."""
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        given = token.strip().encode("latin-1", "replace")
        matches = [account for account in self._state.accounts.values() if hmac.compare_digest(account.token.encode(), given)]
        if scheme.lower() != "bearer" or not matches:
            raise HttpError(401, "unauthorized", "a valid account token is needed", ("WWW-Authenticate", "Bearer"))
        return matches[0]

    def _account(self, account: Account, _request: HttpRequest) -> Mapping[str, object]:
        return {
            "user": account.user,
            "currency": self._deck.currency,
            "balance_micros": account.balance_micros,
            "tariff": "trial" if account.trial_left > 0 else "prepaid",
            "trial_seconds_left": account.trial_left,
            "trial_seconds_total": account.trial_total,
        }

    def _tariff(self, _account: Account, request: HttpRequest) -> Mapping[str, object]:
        number = request.query.get("number")
        if number is None:
            return {"rows": [self._row(row) for row in self._deck.rows]}
        digits = number.removeprefix("+")
        if not (digits.isascii() and digits.isdigit() and len(digits) <= 15):
            raise HttpError(400, "bad_number", "a number is a plus and up to 15 digits")
        row = self._deck.match(digits)
        if row is None:
            raise HttpError(404, "no_rate", "no destination has this number")
        return {"rows": [self._row(row)]}

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
            "currency": self._deck.currency,
        }

    def _calls(self, account: Account, request: HttpRequest) -> Mapping[str, object]:
        text = request.query.get("limit", str(DEFAULT_CALLS))
        if not (text.isascii() and text.isdigit() and 0 < int(text[:9]) <= MAX_CALLS):
            raise HttpError(400, "bad_limit", f"limit is 1 to {MAX_CALLS}")
        records = [record for record in reversed(self._state.records) if record.user == account.user and record.end_cause]
        return {"calls": [asdict(record) | {"currency": self._deck.currency} for record in records[: int(text)]]}

    def _active(self, account: Account, _request: HttpRequest) -> Mapping[str, object]:
        self._gateway.report()
        calls = self._meter.live(account.user)
        return {"calls": [asdict(call.record) | {"credit_seconds": call.credit_seconds} for call in calls]}

    def _top_up(self, account: Account, request: HttpRequest) -> Mapping[str, object]:
        amount = _integer(_object(request), "amount_micros", 1, MAX_TOP_UP_MICROS)
        if account.balance_micros + amount > MAX_BALANCE_MICROS:
            raise HttpError(409, "too_rich", "the balance would be too large")
        account.balance_micros += amount
        self._state.save()
        return self._account(account, request)

    def _set_credit(self, account: Account, request: HttpRequest) -> Mapping[str, object]:
        fields = _object(request)
        if "balance_micros" in fields:
            account.balance_micros = _integer(fields, "balance_micros", 0, MAX_BALANCE_MICROS)
        if "trial_seconds_left" in fields:
            account.trial_left = _integer(fields, "trial_seconds_left", 0, account.trial_total)
        self._state.save()
        return self._account(account, request)

    def _place_call(self, _account: Account, request: HttpRequest) -> Mapping[str, object]:
        fields = _object(request)
        user, caller = fields.get("user"), fields.get("from")
        if not isinstance(user, str) or user not in self._state.accounts:
            raise HttpError(400, "bad_user", "user is one of the accounts")
        if not isinstance(caller, str) or not caller.removeprefix("+").isalnum() or not caller.isascii():
            raise HttpError(400, "bad_from", "from is a number or a user's name")
        return {"id": self._gateway.call_user(user, caller).record.id}


def _object(request: HttpRequest) -> dict[str, object]:
    """The body as a JSON object; HttpError 400."""
    try:
        content: object = json.loads(request.body)
    except (ValueError, RecursionError):
        raise HttpError(400, "bad_json", "the body is no JSON") from None
    if not isinstance(content, dict):
        raise HttpError(400, "bad_json", "the body is no JSON object")
    return cast("dict[str, object]", content)


def _integer(fields: dict[str, object], name: str, lowest: int, highest: int) -> int:
    value = fields.get(name)
    if type(value) is not int or not lowest <= value <= highest:
        raise HttpError(400, "bad_value", f"{name} is a whole number from {lowest} to {highest}")
    return value
