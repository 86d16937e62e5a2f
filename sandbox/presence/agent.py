"""Answers PUBLISH and SUBSCRIBE, and tells every watcher what has changed."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final

from sandbox.presence.publications import BadDocumentError, Publications, UnknownTagError
from sandbox.presence.subscription import PIDF, Subscription, Terms
from sandbox.sip.dialog import as_callee
from sandbox.sip.message import reply
from sandbox.sip.timers import Timers
from telephony.bodies.encoding import media_type
from telephony.bodies.presence import Presence, Status, build_presence

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from sandbox.sip.flow import Flow
    from sandbox.sip.server_tx import ServerTransaction
    from sandbox.sip.transactions import TransactionLayer
    from sandbox.sip.uri import Uri

log = logging.getLogger(__name__)

EVENT: Final = "presence"
MIN_EXPIRES: Final = 10
MAX_EXPIRES: Final = 3600
MAX_WATCHED: Final = 1000  # subscriptions of one watcher
MAX_SUBSCRIPTIONS: Final = 5000
_ALLOW_EVENTS: Final = ("Allow-Events", EVENT)


class PresenceAgent:
    """Every user may watch every other; `services` are always there. `own_uri` is how we are reached by a transport."""

    def __init__(self, layer: TransactionLayer, domain: str, services: Collection[str], own_uri: Callable[[str, str], Uri]) -> None:
        self._layer = layer
        self._domain = domain
        self._services = services
        self._own_uri = own_uri
        self._publications = Publications(lambda: asyncio.get_running_loop().time())
        self._subscriptions: dict[tuple[str, str, str], Subscription] = {}
        self._ends = Timers()

    def publish(self, transaction: ServerTransaction, user: str) -> None:
        """A PUBLISH of a user about themselves (RFC 3903 section 6)."""
        request = transaction.request
        seconds = self._accepted(transaction)
        if seconds is None:
            return
        if request.body and media_type(request.headers.get("Content-Type")) != PIDF:
            transaction.reject(415, "", ("Accept", PIDF))
            return
        try:
            tag = self._publications.publish(user, request.headers.get("SIP-If-Match"), request.body, seconds)
        except UnknownTagError:
            transaction.reject(412)
        except BadDocumentError as error:
            log.info("a publication of %s was refused: %s", user, error)
            transaction.reject(400, "Bad Presence Document")
        else:
            transaction.reject(200, "", ("SIP-ETag", tag), ("Expires", str(seconds)))
            self._changed(user)

    def subscribe(self, transaction: ServerTransaction, watcher: str, user: str) -> None:
        """A first SUBSCRIBE (RFC 6665 section 4.2.1)."""
        request = transaction.request
        seconds = self._accepted(transaction)
        if seconds is None:
            return
        accepted = ",".join(request.headers.all("Accept")).lower()
        if accepted and PIDF not in accepted and "*/*" not in accepted:
            transaction.reject(406)
        elif self._is_full(watcher):
            transaction.reject(503, "Too Many Subscriptions", ("Retry-After", "60"))
        else:
            terms = Terms(watcher, user, self._own_uri(transaction.source.transport, EVENT), request.headers.get("Event"))
            dialog = as_callee(request, transaction.local_tag, transaction.source)
            subscription = Subscription(self._layer, dialog, terms, self._ended)
            self._subscriptions[dialog.tags] = subscription
            self._confirm(transaction, subscription, seconds)

    def _is_full(self, watcher: str) -> bool:
        watched = sum(one.terms.watcher == watcher for one in self._subscriptions.values())
        return watched >= MAX_WATCHED or len(self._subscriptions) >= MAX_SUBSCRIPTIONS

    def inside(self, transaction: ServerTransaction) -> bool:
        """Takes a request of one of our dialogs: a refresh, or the end; False when it is of none."""
        request = transaction.request
        subscription = self._subscriptions.get((request.call_id, request.to_addr.tag, request.from_addr.tag))
        if subscription is None:
            return False
        if request.method != "SUBSCRIBE":
            transaction.reject(405, "", ("Allow", "SUBSCRIBE"))
        elif request.cseq[0] <= subscription.dialog.remote_cseq:
            transaction.reject(500, "Request Out Of Order")
        else:
            seconds = self._accepted(transaction)
            if seconds is not None:
                subscription.dialog.remote_cseq = request.cseq[0]
                subscription.dialog.refresh(request)
                subscription.dialog.flow = transaction.source
                self._confirm(transaction, subscription, seconds)
        return True

    def _accepted(self, transaction: ServerTransaction) -> int | None:
        """The seconds that are granted; None where the request was refused."""
        text = transaction.request.headers.get("Expires")
        seconds = int(text[:10]) if text.isascii() and text.isdigit() else MAX_EXPIRES
        if 0 < seconds < MIN_EXPIRES:
            transaction.reject(423, "", ("Min-Expires", str(MIN_EXPIRES)))
            return None
        return min(seconds, MAX_EXPIRES)

    def _confirm(self, transaction: ServerTransaction, subscription: Subscription, seconds: int) -> None:
        """200 first, then the NOTIFY that every SUBSCRIBE is owed (section 4.2.1.2)."""
        response = reply(transaction.request, 200, to_tag=transaction.local_tag)
        for route in transaction.request.headers.all("Record-Route"):
            response.headers.add("Record-Route", route)
        response.headers.add("Expires", str(seconds))
        response.headers.add("Contact", f"<{subscription.terms.contact}>")
        response.headers.add(*_ALLOW_EVENTS)
        transaction.respond(response)
        subscription.extend(seconds)
        subscription.tell(self._document(subscription.terms.user))

    def _ended(self, subscription: Subscription) -> None:
        self._subscriptions.pop(subscription.dialog.tags, None)

    def _changed(self, user: str) -> None:
        """Tells the watchers, and looks again when the next publication ends."""
        for subscription in [one for one in self._subscriptions.values() if one.terms.user == user]:
            subscription.tell(self._document(user))
        end = self._publications.next_end(user)
        if end is None:
            self._ends.cancel(user)
        else:
            self._ends.start(user, max(0.01, end - asyncio.get_running_loop().time()), lambda: self._changed(user))

    def _document(self, user: str) -> bytes:
        address = f"sip:{user}@{self._domain}"
        if user in self._services:
            return build_presence(Presence(address, Status.ONLINE)).encode()
        return self._publications.document(user, address)

    def disconnected(self, flow: Flow) -> None:
        """A TCP connection has ended: who watched over it subscribes anew over the next."""
        for subscription in [one for one in self._subscriptions.values() if one.dialog.flow is flow]:
            subscription.close()

    def stop(self) -> None:
        """Ends all timers; the watchers find out by themselves."""
        self._ends.stop()
        for subscription in list(self._subscriptions.values()):
            subscription.close()
