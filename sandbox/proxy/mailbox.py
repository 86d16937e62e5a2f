"""Messages to users: passed on, kept for those who are away (RFC 3428 section 7), and those that the provider itself has for them."""

from __future__ import annotations

import base64
import logging
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING, Final

from sandbox.sip.message import USER_AGENT, Headers, Request
from sandbox.sip.timers import Timers
from sandbox.state import Letter, now_us

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.proxy.proxy import Proxy
    from sandbox.registrar.registrar import Binding, Registrar
    from sandbox.sip.flow import Flow
    from sandbox.sip.message import Response
    from sandbox.sip.server_tx import ServerTransaction, Upstream
    from sandbox.state import State

log = logging.getLogger(__name__)

MAX_LETTERS: Final = 100  # of one user
_FLEETING: Final = "application/im-iscomposing+xml"  # who typed then does not type now

_NOT_THERE: Final = (408, 430, 480, 503)  # what a proxy says for a telephone that is gone
PATIENCE_SECONDS: Final = 10.0


@dataclass(frozen=True, slots=True, eq=False)
class _Attempt:
    """A letter on its way to the contacts that its reader had then."""

    letter: Letter
    contacts: list[Binding]


def _has_come(now: list[Binding], before: list[Binding]) -> bool:
    """Whether a telephone is among the contacts that was not: one that only registers again keeps its Call-ID (RFC 3261 section 10.2.4)."""
    known = {(one.key, one.call_id) for one in before}
    return any((one.key, one.call_id) not in known for one in now)


class Mailbox:
    """Letters stay in the state until a telephone took them; a user's go one after the other (RFC 3428 section 8). `changed` saves."""

    def __init__(self, state: State, proxy: Proxy, registrar: Registrar, domain: str, changed: Callable[[], None]) -> None:
        self._state = state
        self._proxy = proxy
        self._registrar = registrar
        self._domain = domain
        self._changed = changed
        self._under_way: dict[str, _Attempt] = {}  # by user: the letter that is on its way

    def relay(self, transaction: ServerTransaction, user: str) -> None:
        """A MESSAGE from one user to another: to all contacts, or kept where there are none, or where older ones wait."""
        contacts = self._registrar.contacts(user)
        if contacts and (_is_fleeting(transaction.request) or not self._of(user)):
            _Relay(self, transaction, user, contacts).start()
        else:
            self.take(transaction, user)
            self.registered(user)

    def pass_on(self, upstream: Upstream, source: Flow, user: str) -> None:
        """To all contacts that a user has now."""
        self._proxy.to_user(upstream, source, user, [])

    def take(self, transaction: ServerTransaction, user: str) -> Letter | None:
        """A MESSAGE to a user who is away: kept (202), or 480 when there are too many."""
        request = transaction.request
        expires = request.headers.get("Expires")
        lasts_us = int(expires[:9]) * 1_000_000 if expires.isascii() and expires.isdigit() else None
        if _is_fleeting(request):
            transaction.reject(202)
            return None
        if len(self._of(user)) >= MAX_LETTERS:
            transaction.reject(480, "Mailbox Full")
            return None
        until_us = 0 if lasts_us is None else now_us() + lasts_us
        kind, encoding = request.headers.get("Content-Type"), request.headers.get("Content-Encoding")
        letter = Letter(user, _sender(request), now_us(), until_us, request.call_id, kind, encoding, _armour(request.body))
        self._keep(letter)
        transaction.reject(202)
        return letter

    def moved(self, user: str, before: list[Binding]) -> None:
        """A message found nobody at the contacts that a user had before: perhaps there is one that has come since."""
        if _has_come(self._registrar.contacts(user), before):
            self.registered(user)

    def took(self, letter: Letter) -> None:
        """A telephone has it after all."""
        self._state.letters = [one for one in self._state.letters if one is not letter]
        self._changed()

    def post(self, user: str, sender: str, text: str, call_id: str) -> None:
        """Plain text from `sender` (a user or number of ours); `call_id`: that of the MESSAGE it answers, or ""."""
        self.post_body(user, sender, "text/plain;charset=UTF-8", text, call_id=call_id)

    def post_body(self, user: str, sender: str, kind: str, text: str, *, call_id: str = "", lasts_seconds: int = 0) -> None:
        """A body of any kind, after those that wait. `lasts_seconds`: it is of no use later than that (0: for ever)."""
        at_us = now_us()
        until_us = at_us + lasts_seconds * 1_000_000 if lasts_seconds else 0
        body = _armour(text.encode("utf-8", "replace"))
        own = [letter for letter in self._of(user) if letter.sender == self._address(sender)]
        if len(own) >= MAX_LETTERS:
            log.info("%s has too many messages for %s", sender, user)
            return
        self._keep(Letter(user, self._address(sender), at_us, until_us, call_id, kind, "", body))
        self.registered(user)

    def _address(self, sender: str) -> str:
        return f"<sip:{sender}@{self._domain}>"

    def registered(self, user: str) -> None:
        """A user may be there now. A letter on its way to a telephone that was killed goes to its successor at once."""
        letters, contacts = self._of(user), self._registrar.contacts(user)
        under_way = self._under_way.get(user)
        if letters and contacts and (under_way is None or _has_come(contacts, under_way.contacts)):
            attempt = self._under_way[user] = _Attempt(letters[0], contacts)
            self._proxy.to_user(_Sent(self._request(attempt.letter), lambda status: self._sent(attempt, status)), None, user, [])

    def _sent(self, attempt: _Attempt, status: int) -> None:
        letter, current = attempt.letter, self._under_way.get(attempt.letter.user) is attempt
        if current:
            del self._under_way[letter.user]
        elif status >= 300:
            return
        if status in _NOT_THERE:
            self.moved(letter.user, attempt.contacts)
            return
        if status >= 300:
            log.info("a telephone of %s refused a message: %d", letter.user, status)
        self.took(letter)
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


class _Relay:
    """A MESSAGE on its way to a user's telephones: an upstream above the proxy. Where none of them is there, it is kept."""

    def __init__(self, mailbox: Mailbox, transaction: ServerTransaction, user: str, contacts: list[Binding]) -> None:
        self.request = transaction.request
        self.on_cancel: Callable[[], None] = _nothing
        self._mailbox = mailbox
        self._transaction = transaction
        self._user = user
        self._contacts = contacts
        self._kept: Letter | None = None
        self._timers = Timers()

    def start(self) -> None:
        """Sends it. The sender gives up after half a minute (timer F): it is told of a letter long before."""
        self._timers.start("patience", PATIENCE_SECONDS, self._keep)
        self._mailbox.pass_on(self, self._transaction.source, self._user)

    def _keep(self) -> None:
        self._kept = self._mailbox.take(self._transaction, self._user)
        self._mailbox.moved(self._user, self._contacts)

    def respond(self, response: Response) -> None:
        """The telephones' answer, or the proxy's when there was none."""
        if response.status < 200:
            return
        self._timers.stop()
        if self._transaction.answered:
            if self._kept is not None and response.status < 300:
                self._mailbox.took(self._kept)
        elif response.status in _NOT_THERE:
            self._keep()
        else:
            self._transaction.respond(response)


def _is_fleeting(request: Request) -> bool:
    """Of use now or never."""
    expires = request.headers.get("Expires")
    return request.headers.get("Content-Type").lower().startswith(_FLEETING) or (bool(expires) and not expires.strip("0"))


def _sender(request: Request) -> str:
    """The From address without its tag, name included."""
    address = request.from_addr
    display = f'"{address.display}" ' if address.display else ""
    return f"{display}<{address.uri}>"


def _armour(body: bytes) -> str:
    return base64.b64encode(body).decode("ascii")


def _nothing() -> None:
    pass
