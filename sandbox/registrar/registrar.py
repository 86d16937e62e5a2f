"""The registrar (RFC 3261 section 10.3): which contacts a user has, and by which flow they are reached."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sandbox.sip.message import reply
from sandbox.sip.uri import NameAddr, Uri, parse_name_addr

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.sip.flow import Flow
    from sandbox.sip.server_tx import ServerTransaction
    from sandbox.sip.transport import Transports

DEFAULT_EXPIRES: Final = 3600
MAX_EXPIRES: Final = 3600
MIN_EXPIRES: Final = 10
MAX_CONTACTS: Final = 10


@dataclass(slots=True)
class Binding:
    """One contact of one user, until `until` (monotonic seconds)."""

    contact: NameAddr
    flow: Flow
    until: float
    call_id: str
    cseq: int

    @property
    def uri(self) -> Uri:
        """Where its requests go."""
        return self.contact.uri

    @property
    def key(self) -> tuple[object, ...]:
        """A device that names itself replaces its old contact (RFC 5626 section 4.2); others are known by their URI."""
        instance = self.contact.params.get("+sip.instance")
        return (instance, self.contact.params.get("reg-id")) if instance else self.uri.key


class _Refused(Exception):  # noqa: N818 (a step's way out, not an error)
    def __init__(self, status: int, phrase: str = "", *headers: tuple[str, str]) -> None:
        super().__init__(status)
        self.answer = (status, phrase, *headers)


class Registrar:
    """All bindings, in memory: clients come back by themselves after a restart."""

    def __init__(self, transports: Transports, clock: Callable[[], float] = time.monotonic) -> None:
        self._transports = transports
        self._clock = clock
        self._bindings: dict[str, list[Binding]] = {}

    def contacts(self, user: str) -> list[Binding]:
        """A user's living bindings, the newest first."""
        now = self._clock()
        living = [binding for binding in self._bindings.get(user, []) if binding.until > now and binding.flow.alive]
        self._bindings[user] = living
        return sorted(living, key=lambda binding: -binding.until)

    def disconnected(self, flow: Flow) -> None:
        """What came over a connection is gone with it (RFC 5626 section 5.4)."""
        for user, bindings in self._bindings.items():
            self._bindings[user] = [binding for binding in bindings if binding.flow is not flow]

    def register(self, transaction: ServerTransaction, user: str) -> None:
        """Answers a REGISTER of a user who has proved who they are."""
        try:
            updated = self._update(transaction, user)
        except _Refused as refusal:
            transaction.reject(*refusal.answer)
            return
        self._bindings[user] = updated
        for binding in updated:
            self._transports.aliases.learn(binding.uri, binding.flow)
        self._confirm(transaction, user)

    def _update(self, transaction: ServerTransaction, user: str) -> list[Binding]:
        """All changes or none (section 10.3, step 7)."""
        request = transaction.request
        values = request.headers.all("Contact")
        current = self.contacts(user)
        if "*" in values:
            if len(values) > 1 or request.headers.get("Expires") != "0":
                raise _Refused(400, "Contact * stands alone, with Expires 0")
            _check_order(current, request.call_id, request.cseq[0])
            return []
        result = {binding.key: binding for binding in current}
        for value in values:
            contact = parse_name_addr(value)
            expires = _expires(contact, request.headers.get("Expires"))
            until = self._clock() + expires
            binding = Binding(contact, transaction.source, until, request.call_id, request.cseq[0])
            old = result.pop(binding.key, None)
            _check_order([old] if old else [], request.call_id, request.cseq[0])
            if expires:
                result[binding.key] = binding
        if len(result) > MAX_CONTACTS:
            raise _Refused(403, "Too Many Contacts")
        return list(result.values())

    def _confirm(self, transaction: ServerTransaction, user: str) -> None:
        response = reply(transaction.request, 200, to_tag=transaction.local_tag)
        now = self._clock()
        for binding in self.contacts(user):
            params = dict(binding.contact.params) | {"expires": str(round(binding.until - now))}
            instance = params.get("+sip.instance")
            if instance:
                params["+sip.instance"] = f'"{instance}"'
            response.headers.add("Contact", str(NameAddr(binding.uri, "", params)))
        transaction.respond(response)


def _check_order(bindings: list[Binding], call_id: str, cseq: int) -> None:
    """A REGISTER that was overtaken changes nothing (section 10.3, steps 6 and 7)."""
    if any(binding.call_id == call_id and binding.cseq >= cseq for binding in bindings):
        raise _Refused(500, "Request Out Of Order")


def _expires(contact: NameAddr, header: str) -> int:
    """Seconds a contact asks for, within our bounds; 423 when too short (section 10.3, step 7). Nonsense counts as nothing said."""
    text = contact.params.get("expires") or header
    seconds = int(text[:10]) if text.isascii() and text.isdigit() else DEFAULT_EXPIRES
    if 0 < seconds < MIN_EXPIRES:
        raise _Refused(423, "", ("Min-Expires", str(MIN_EXPIRES)))
    return min(seconds, MAX_EXPIRES)
