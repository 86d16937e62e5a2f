"""SMS as SIP MESSAGEs (RFC 3428): those that users send to numbers, and the answers that come back from the handsets."""

from __future__ import annotations

import logging
import secrets
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING, Final

from sandbox.sip.message import USER_AGENT, Headers, Request
from sandbox.sms.center import SmsRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.proxy.proxy import Proxy
    from sandbox.registrar.registrar import Registrar
    from sandbox.sip.message import Response
    from sandbox.sip.server_tx import ServerTransaction
    from sandbox.sms.center import SmsCenter
    from sandbox.state import State

log = logging.getLogger(__name__)

MAX_WAITING: Final = 20

_ANSWERS: Final = {
    "bad_number": (404, "No Such Number"),
    "not_mobile": (403, "Not A Mobile Number"),
    "empty": (400, "Empty Message"),
    "too_many_parts": (413, "Too Many Parts"),
    "daily_limit": (403, "Daily SMS Limit"),
    "payment_required": (402, "Not Enough Credit"),
}


class SmsGate:
    """Between the router and the SMS centre, whose handset it is."""

    def __init__(self, state: State, center: SmsCenter, proxy: Proxy, registrar: Registrar, domain: str) -> None:
        self._state = state
        self._center = center
        self._proxy = proxy
        self._registrar = registrar
        self._domain = domain
        self._waiting: dict[str, list[Request]] = {}

    def take(self, transaction: ServerTransaction, sender: str, digits: str) -> None:
        """A MESSAGE to a number: accepted (202) or refused."""
        text = _text(transaction.request)
        if text is None:
            transaction.reject(415, "", ("Accept", "text/plain"))
            return
        try:
            self._center.send(self._state.accounts[sender], f"+{digits}", text, transaction.request.call_id)
        except SmsRefusedError as refusal:
            transaction.reject(*_ANSWERS[refusal.code])
        else:
            transaction.reject(202)

    def answer(self, user: str, number: str, text: str, call_id: str) -> None:
        """Sends an SMS from a number to a user, now or as soon as they register."""
        request = self._message(user, number, text, call_id)
        if self._registrar.contacts(user):
            self._send(user, request)
        else:
            self._keep(user, request)

    def registered(self, user: str) -> None:
        """A user may be there now."""
        if user in self._waiting and self._registrar.contacts(user):
            for request in self._waiting.pop(user):
                self._send(user, request)

    def _send(self, user: str, request: Request) -> None:
        self._proxy.to_user(_Sent(request, lambda status: self._sent(user, request, status)), None, user, [])

    def _sent(self, user: str, request: Request, status: int) -> None:
        if status in {408, 480}:  # nobody there any more
            self._keep(user, request)
        elif status >= 300:
            log.info("a user's telephone refused an SMS: %d", status)

    def _keep(self, user: str, request: Request) -> None:
        waiting = self._waiting.setdefault(user, [])
        waiting.append(request)
        del waiting[:-MAX_WAITING]

    def _message(self, user: str, number: str, text: str, call_id: str) -> Request:
        address = f"sip:{user}@{self._domain}"
        headers = Headers([("Max-Forwards", "70")])
        headers.add("From", f"<sip:{number}@{self._domain}>;tag={secrets.token_hex(6)}")
        headers.add("To", f"<{address}>")
        headers.add("Call-ID", secrets.token_hex(12))
        headers.add("CSeq", "1 MESSAGE")
        headers.add("Date", format_datetime(datetime.now(UTC), usegmt=True))
        if call_id:
            headers.add("X-Orig-Call-ID", call_id)
        headers.add("User-Agent", USER_AGENT)
        headers.add("Content-Type", "text/plain;charset=UTF-8")
        return Request(headers, text.encode("utf-8", "replace"), "MESSAGE", address)


class _Sent:
    """Takes the place of a server transaction above the proxy: `done` hears the final status."""

    def __init__(self, request: Request, done: Callable[[int], None]) -> None:
        self.request = request
        self.on_cancel: Callable[[], None] = _nothing
        self._done = done

    def respond(self, response: Response) -> None:
        if response.status >= 200:
            self._done(response.status)


def _text(request: Request) -> str | None:
    """The text of a plain body; None of any other."""
    kind, _, params = request.headers.get("Content-Type").lower().partition(";")
    charset = params.partition("charset=")[2].partition(";")[0].strip().strip('"') or "utf-8"
    if kind.strip() != "text/plain" or charset not in {"utf-8", "us-ascii"} or request.headers.get("Content-Encoding"):
        return None
    try:
        return request.body.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _nothing() -> None:
    pass
