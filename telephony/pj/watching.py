"""Presence subscriptions, ours to others (SUBSCRIBE, RFC 3856): pjsua's buddies keep them alive, the documents come as they were sent."""

from __future__ import annotations

import logging
from typing import Final

import pjsua2 as pj

from telephony.pj.choosing import Choice
from telephony.pj.facts import NotifyFact, Sink, WatchEndedFact
from telephony.pj.guard import clean, guarded, native, undecoded

log = logging.getLogger(__name__)

CAPACITY: Final = 240  # pjsua was built for 256 buddies, and aborts the process at the next


class _Buddy(pj.Buddy):
    """One native subscription."""

    def __init__(self, account_id: str, uri: str, sink: Sink) -> None:
        super().__init__()
        self.account_id = account_id
        self.uri = uri
        self.sink = sink

    @guarded
    def onBuddyState(self) -> None:  # noqa: N802
        info = self.getInfo()
        if info.subState == pj.PJSIP_EVSUB_STATE_TERMINATED:
            self.sink(WatchEndedFact(self.account_id, self.uri, info.subTermCode, clean(info.subTermReason)))

    @guarded
    def onBuddyEvSubState(self, prm: pj.OnBuddyEvSubStateParam) -> None:  # noqa: N802
        event = prm.e.body.tsxState
        if prm.e.type != pj.PJSIP_EVENT_TSX_STATE or event.type != pj.PJSIP_EVENT_RX_MSG:
            return
        message = undecoded(event.src.rdata.wholeMsg)
        if message.startswith(b"NOTIFY "):
            self.sink(NotifyFact(self.account_id, self.uri, message))


class SipWatches:
    """Who is watched, by account and address. SIP thread only."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._buddies: dict[tuple[str, str], _Buddy] = {}
        self._choice = Choice()

    def install(self) -> None:
        """Once, before the library runs."""
        self._choice.install()

    @property
    def full(self) -> bool:
        return len(self._buddies) >= CAPACITY

    def start(self, account: pj.Account, account_id: str, uri: str) -> None:
        """Subscribe, or subscribe anew: a restarted server knows nothing of the old subscription. Raises `SipError`."""
        self.stop(account_id, uri)
        self._choice.choose(uri, account.getId())
        with native("watch"):
            config = pj.BuddyConfig()
            config.uri, config.subscribe = uri, True
            buddy = _Buddy(account_id, uri, self._sink)
            buddy.create(account, config)
        self._buddies[account_id, uri] = buddy

    def stop(self, account_id: str, uri: str) -> None:
        """Unsubscribe; the native buddy goes with its last reference."""
        self._buddies.pop((account_id, uri), None)

    def forget(self, account_id: str, account: pj.Account) -> None:
        """The account goes: its buddies must go first."""
        for key in [key for key in self._buddies if key[0] == account_id]:
            self.stop(*key)
        self._choice.forget(account.getId())
