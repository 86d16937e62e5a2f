"""What only tests may do (--test-controls)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sandbox.api.http import HttpError
from sandbox.api.money import MAX_BALANCE_MICROS, account_form
from sandbox.api.reading import integer_of, object_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sandbox.api.api import Routes
    from sandbox.api.http import HttpRequest
    from sandbox.billing.meter import Meter
    from sandbox.gateway.gateway import Gateway
    from sandbox.state import Account, State

MAX_SCALE: Final = 3600


class TestResources:
    """Credit, calls and time at will."""

    __test__ = False  # pytest: this is no test

    def __init__(self, state: State, meter: Meter, gateway: Gateway) -> None:
        self._state = state
        self._meter = meter
        self._gateway = gateway

    def routes(self) -> Routes:
        return {
            "/v1/test/credit": {"POST": self._set_credit},
            "/v1/test/call": {"POST": self._place_call},
            "/v1/test/time": {"POST": self._set_time},
        }

    def _set_credit(self, account: Account, request: HttpRequest) -> Mapping[str, object]:
        fields = object_of(request)
        if "balance_micros" in fields:
            account.balance_micros = integer_of(fields, "balance_micros", 0, MAX_BALANCE_MICROS)
        if "trial_seconds_left" in fields:
            account.trial_left = integer_of(fields, "trial_seconds_left", 0, account.trial_total)
        if "topped_up" in fields:
            account.topped_up = fields["topped_up"] is True
        self._state.save()
        return account_form(account, self._meter.ledger.tariff.deck.currency)

    def _place_call(self, _account: Account, request: HttpRequest) -> Mapping[str, object]:
        fields = object_of(request)
        user, caller = fields.get("user"), fields.get("from")
        if not isinstance(user, str) or user not in self._state.accounts:
            raise HttpError(400, "bad_user", "user is one of the accounts")
        if not isinstance(caller, str) or not caller.removeprefix("+").isalnum() or not caller.isascii():
            raise HttpError(400, "bad_from", "from is a number or a user's name")
        return {"id": self._gateway.call_user(user, caller).record.id}

    def _set_time(self, _account: Account, request: HttpRequest) -> Mapping[str, object]:
        self._meter.scale = integer_of(object_of(request), "scale", 1, MAX_SCALE)
        return {"scale": self._meter.scale}
