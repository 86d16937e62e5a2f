"""SMS as SIP MESSAGEs (RFC 3428): those that users send to numbers, and the answers that come back from the handsets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sandbox.sms.center import SmsRefusedError

if TYPE_CHECKING:
    from sandbox.proxy.mailbox import Mailbox
    from sandbox.sip.message import Request
    from sandbox.sip.server_tx import ServerTransaction
    from sandbox.sms.center import SmsCenter
    from sandbox.state import State

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

    def __init__(self, state: State, center: SmsCenter, mailbox: Mailbox) -> None:
        self._state = state
        self._center = center
        self._mailbox = mailbox

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
        self._mailbox.post(user, number, text, call_id)


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
