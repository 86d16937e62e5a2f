"""The resources of SMS: terms, sending, and what became of them."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from sandbox.api.http import HttpError
from sandbox.api.reading import object_of, text_of
from sandbox.sms.center import MAX_PARTS, PER_DAY, SmsRefusedError, seconds_to_next_day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sandbox.api.api import Routes
    from sandbox.api.http import HttpRequest
    from sandbox.sms.center import SmsCenter
    from sandbox.state import Account, Sms, State

_STATUS: Final = {
    "bad_number": 400,
    "not_mobile": 403,
    "empty": 400,
    "too_many_parts": 413,
    "daily_limit": 429,
    "payment_required": 402,
}


class SmsResources:
    """An account's SMS."""

    def __init__(self, state: State, center: SmsCenter, currency: str) -> None:
        self._state = state
        self._center = center
        self._currency = currency

    def routes(self) -> Routes:
        return {
            "/v1/sms": {"GET": self._list, "POST": self._send},
            "/v1/sms/terms": {"GET": self._terms},
            "/v1/sms/*": {"GET": self._one},
        }

    def _terms(self, account: Account, request: HttpRequest) -> Mapping[str, object]:
        try:
            terms = self._center.terms(account, request.query.get("number", ""))
        except SmsRefusedError as refusal:
            raise _failure(refusal) from None
        return asdict(terms) | {"currency": self._currency, "max_parts": MAX_PARTS, "per_day": PER_DAY}

    def _send(self, account: Account, request: HttpRequest) -> Mapping[str, object]:
        fields = object_of(request)
        try:
            return self._form(self._center.send(account, text_of(fields, "to"), text_of(fields, "text")))
        except SmsRefusedError as refusal:
            raise _failure(refusal) from None

    def _list(self, account: Account, _request: HttpRequest) -> Mapping[str, object]:
        return {"messages": [self._form(sms) for sms in reversed(self._state.sms) if sms.user == account.user]}

    def _one(self, account: Account, request: HttpRequest) -> Mapping[str, object]:
        sms_id = request.path.rpartition("/")[2]
        for sms in self._state.sms:
            if sms.id == sms_id and sms.user == account.user:
                return self._form(sms)
        raise HttpError(404, "not_found", "there is no such SMS")

    def _form(self, sms: Sms) -> dict[str, object]:
        return {**asdict(sms), "currency": self._currency}


def _failure(refusal: SmsRefusedError) -> HttpError:
    headers = [("Retry-After", str(seconds_to_next_day()))] if refusal.code == "daily_limit" else []
    return HttpError(_STATUS[refusal.code], refusal.code, str(refusal), *headers)
