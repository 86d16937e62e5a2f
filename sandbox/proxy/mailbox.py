"""Messages that wait for users who are away (RFC 3428 section 7), and those that the provider itself has for them."""

from __future__ import annotations

import base64
import logging
import secrets
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING, Final

from sandbox.sip.message import USER_AGENT, Headers, Request
from sandbox.state import Letter, now_us

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.proxy.proxy import Proxy
    from sandbox.registrar.registrar import Registrar
    from sandbox.sip.message import Response
    from sandbox.sip.server_tx import ServerTransaction
    from sandbox.state import State

log = logging.getLogger(__name__)

MAX_LETTERS: Final = 100  # of one user
_FLEETING: Final = "application/im-iscomposing+xml"  # who typed then does not type now
_AWAY: Final = (408, 480)


class Mailbox:
    """Letters stay in the state until a telephone took them; a user's go one after the other (RFC 3428 section 8). `changed` saves."""

    def __init__(self, state: State, proxy: Proxy, registrar: Registrar, domain: str, changed: Callable[[], None]) -> None:
        self._state = state
        self._proxy = proxy
        self._registrar = registrar
        self._domain = domain
        self._changed = changed
        self._busy: set[str] = set()  # users one of whose letters is on its way

    def take(self, transaction: ServerTransaction, user: str) -> None:
        """A MESSAGE to a user who is away: kept (202), or 480 when there are too many."""
        request = transaction.request
        kind = request.headers.get("Content-Type")
        expires = request.headers.get("Expires")
        lasts_us = int(expires[:9]) * 1_000_000 if expires.isascii() and expires.isdigit() else None
        if lasts_us == 0 or kind.lower().startswith(_FLEETING):
            transaction.reject(202)
        elif len(self._of(user)) >= MAX_LETTERS:
            transaction.reject(480, "Mailbox Full")
        else:
            until_us = 0 if lasts_us is None else now_us() + lasts_us
            encoding = request.headers.get("Content-Encoding")
            self._keep(Letter(user, _sender(request), now_us(), until_us, request.call_id, kind, encoding, _armour(request.body)))
            transaction.reject(202)

    def post(self, user: str, sender: str, text: str, call_id: str) -> None:
        """Plain text from `sender` (a user or number of ours); `call_id`: that of the MESSAGE it answers, or ""."""
        body = _armour(text.encode("utf-8", "replace"))
        address = f"<sip:{sender}@{self._domain}>"
        self._keep(Letter(user, address, now_us(), 0, call_id, "text/plain;charset=UTF-8", "", body))
        self.registered(user)

    def registered(self, user: str) -> None:
        """A user may be there now."""
        letters = self._of(user)
        if letters and user not in self._busy and self._registrar.contacts(user):
            self._busy.add(user)
            letter = letters[0]
            self._proxy.to_user(_Sent(self._request(letter), lambda status: self._sent(letter, status)), None, user, [])

    def _sent(self, letter: Letter, status: int) -> None:
        self._busy.discard(letter.user)
        if status in _AWAY:
            return
        if status >= 300:
            log.info("a telephone of %s refused a message: %d", letter.user, status)
        self._state.letters = [one for one in self._state.letters if one is not letter]  # it may have expired on its way
        self._changed()
        self.registered(letter.user)

    def _of(self, user: str) -> list[Letter]:
        now = now_us()
        self._state.letters = [letter for letter in self._state.letters if not 0 < letter.until_us <= now]
        return [letter for letter in self._state.letters if letter.user == user]

    def _keep(self, letter: Letter) -> None:
        self._state.letters.append(letter)
        self._changed()

    def _request(self, letter: Letter) -> Request:
        address = f"sip:{letter.user}@{self._domain}"
        headers = Headers([("Max-Forwards", "70")])
        headers.add("From", f"{letter.sender};tag={secrets.token_hex(6)}")
        headers.add("To", f"<{address}>")
        headers.add("Call-ID", secrets.token_hex(12))
        headers.add("CSeq", "1 MESSAGE")
        headers.add("Date", format_datetime(datetime.fromtimestamp(letter.at_us // 1_000_000, UTC), usegmt=True))
        if letter.call_id:
            headers.add("X-Orig-Call-ID", letter.call_id)
        headers.add("User-Agent", USER_AGENT)
        for name, value in (("Content-Type", letter.kind), ("Content-Encoding", letter.encoding)):
            if value:
                headers.add(name, value)
        return Request(headers, base64.b64decode(letter.body), "MESSAGE", address)


class _Sent:
    """Takes the place of a server transaction above the proxy: `done` hears the final status."""

    def __init__(self, request: Request, done: Callable[[int], None]) -> None:
        self.request = request
        self.on_cancel: Callable[[], None] = _nothing
        self._done = done

    def respond(self, response: Response) -> None:
        if response.status >= 200:
            self._done(response.status)


def _sender(request: Request) -> str:
    """The From address without its tag, name included."""
    address = request.from_addr
    display = f'"{address.display}" ' if address.display else ""
    return f"{display}<{address.uri}>"


def _armour(body: bytes) -> str:
    return base64.b64encode(body).decode("ascii")


def _nothing() -> None:
    pass
