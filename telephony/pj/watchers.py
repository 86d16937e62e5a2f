"""Presence subscriptions of others to us: each watcher waits until somebody says yes or no."""

from __future__ import annotations

import contextlib
import logging
from typing import Final

import pjsua2 as pj

from telephony.pj.facts import WatcherFact
from telephony.pj.guard import SipError, clean, native

log = logging.getLogger(__name__)

MOST_WAITING: Final = 100  # undecided watchers an account: a flood of them must not fill the memory


class SipWatchers:
    """What was decided about whom, and who waits for it, of one account."""

    def __init__(self, account_id: str) -> None:
        self._account_id = account_id
        self._decided: dict[str, bool] = {}
        self._waiting: dict[str, list[tuple[int, object]]] = {}
        self._new: list[object] = []

    def incoming(self, prm: pj.OnIncomingSubscribeParam) -> WatcherFact | None:
        """Answer a SUBSCRIBE: yes, no, or 202 and a fact to ask about (RFC 3856 section 6.4)."""
        uri = bare_uri(clean(prm.fromUri))
        decided = self._decided.get(uri)
        if decided is not None:
            prm.code = 200 if decided else 403
            return None
        self._drop(int(prm.srvPres))
        if sum(map(len, self._waiting.values())) >= MOST_WAITING:
            prm.code = 480
            return None
        prm.code = 202
        asked = uri in self._waiting
        self._waiting.setdefault(uri, []).append((int(prm.srvPres), prm.srvPres))
        self._new.append(prm.srvPres)
        return None if asked else WatcherFact(self._account_id, uri)

    def decide(self, account: pj.Account, uri: str, allowed: bool) -> None:
        """From now on; those who wait are told at once."""
        self._decided[uri] = allowed
        for _, subscription in self._waiting.pop(uri, []):
            if allowed:
                _notify(account, subscription, pj.PJSIP_EVSUB_STATE_ACTIVE, "active", with_body=True)
            else:
                _notify(account, subscription, pj.PJSIP_EVSUB_STATE_TERMINATED, "terminated", "rejected")

    def sweep(self, account: pj.Account) -> None:
        """Tell those who wait that they do, once their SUBSCRIBE is answered (RFC 6665 section 4.2.1.2): outside the callback."""
        while self._new:
            _notify(account, self._new.pop(), pj.PJSIP_EVSUB_STATE_PENDING, "pending")

    def _drop(self, number: int) -> None:
        """A new subscription at an old one's address in memory: the old one is over."""
        for uri, waiting in list(self._waiting.items()):
            left = [one for one in waiting if one[0] != number]
            if left:
                self._waiting[uri] = left
            else:
                del self._waiting[uri]


def _notify(account: pj.Account, subscription: object, state: int, name: str, reason: str = "", *, with_body: bool = False) -> None:
    prm = pj.PresNotifyParam()
    prm.srvPres = subscription
    prm.state, prm.stateStr, prm.reason, prm.withBody = state, name, reason, with_body
    # A watcher that has gone meanwhile is no error: pjsua looks whether it still has the subscription.
    with contextlib.suppress(SipError), native("tell a watcher"):
        account.presNotify(prm)


def bare_uri(address: str) -> str:
    """`sip:a@b` of `"A" <sip:a@b;x=y>;tag=1`."""
    _, bracket, rest = address.partition("<")
    return (rest.partition(">")[0] if bracket else address).partition(";")[0].strip()


def online_status(online: bool, away: bool, busy: bool, note: str) -> pj.PresenceStatus:
    """What pjsip tells those who subscribe to us directly. It writes the note into XML as it stands, so that must be escaped already."""
    status = pj.PresenceStatus()
    status.status = pj.PJSUA_BUDDY_STATUS_ONLINE if online else pj.PJSUA_BUDDY_STATUS_OFFLINE
    status.activity = pj.PJRPID_ACTIVITY_BUSY if busy else pj.PJRPID_ACTIVITY_AWAY if away else pj.PJRPID_ACTIVITY_UNKNOWN
    status.note = note
    return status
