"""The API's front: whose token it is, and which resource answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from sandbox.api.access import account_of
from sandbox.api.http import HttpError, HttpRequest
from sandbox.api.money import MoneyResources
from sandbox.api.reading import limit_of
from sandbox.api.sms import SmsResources
from sandbox.api.testing import TestResources
from sandbox.state import Account

if TYPE_CHECKING:
    from sandbox.billing.meter import Meter
    from sandbox.files.service import FileService
    from sandbox.gateway.gateway import Gateway
    from sandbox.sms.center import SmsCenter
    from sandbox.state import State

Action = Callable[[Account, HttpRequest], Mapping[str, object]]
Routes = dict[str, dict[str, Action]]  # by path (its last part may be "*") and method

DEFAULT_CALLS: Final = 100
MAX_CALLS: Final = 500


class Api:
    """One function a resource; `handle` finds it, after the token was checked."""

    def __init__(self, state: State, meter: Meter, gateway: Gateway, center: SmsCenter, files: FileService, *, test_controls: bool) -> None:
        self._state = state
        self._meter = meter
        self._gateway = gateway
        self._currency = meter.ledger.tariff.deck.currency
        self._routes: Routes = {"/v1/calls": {"GET": self._calls}, "/v1/active": {"GET": self._active}}
        self._routes |= MoneyResources(state, meter, files.address_of).routes()
        self._routes |= SmsResources(state, center, self._currency).routes()
        if test_controls:
            self._routes |= TestResources(state, meter, gateway).routes()

    def handle(self, request: HttpRequest) -> Mapping[str, object]:
        """The answer, or HttpError."""
        methods = self._routes.get(request.path) or self._routes.get(f"{request.path.rpartition('/')[0]}/*")
        if methods is None:
            raise HttpError(404, "not_found", "there is no such resource")
        action = methods.get(request.method)
        if action is None:
            raise HttpError(405, "method_not_allowed", f"{request.path} knows {', '.join(methods)}", ("Allow", ", ".join(methods)))
        return action(self._who(request), request)

    def _who(self, request: HttpRequest) -> Account:
        account = account_of(self._state, request)
        if account is None:
            raise HttpError(401, "unauthorized", "a valid account token is needed", ("WWW-Authenticate", "Bearer"))
        return account

    def _calls(self, account: Account, request: HttpRequest) -> Mapping[str, object]:
        limit = limit_of(request, DEFAULT_CALLS, MAX_CALLS)
        records = [record for record in reversed(self._state.records) if record.user == account.user and record.end_cause]
        return {"calls": [asdict(record) | {"currency": self._currency} for record in records[:limit]]}

    def _active(self, account: Account, _request: HttpRequest) -> Mapping[str, object]:
        self._gateway.report()
        calls = self._meter.live(account.user)
        return {"calls": [asdict(call.record) | {"credit_seconds": call.credit_seconds} for call in calls]}
