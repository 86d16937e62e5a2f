"""What the accounts show of themselves: PUBLISH (RFC 3903), one request of an account at a time, kept alive, taken back at the end."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Protocol

from telephony.bodies.errors import BodyError
from telephony.bodies.markup import escape
from telephony.bodies.presence import TYPE, Presence, Status, parse_presence
from telephony.engine.account_rules import network_reason, stack_reason
from telephony.engine.backoff import BackOff
from telephony.engine.refusal import Refused
from telephony.engine.requests import Requests
from telephony.engine.schedule import Schedule, Timer
from telephony.engine.siptext import parse_message
from telephony.messages import AnyEvent, PublishState
from telephony.pj.facts import Outcome, RequestFact
from telephony.pj.guard import SipError
from telephony.pj.requests import OutgoingRequest
from telephony.reasons import Reason, ReasonCode, reason_of_status

log = logging.getLogger(__name__)

_EXPIRES_S: Final = 600
_LONGEST_S: Final = 86_400
_REFRESH: Final = 0.8  # of the time that was granted
_MOST_BYTES: Final = 2800  # as with messages
_UNSUPPORTED: Final = frozenset({405, 489, 501})
_FINAL: Final = _UNSUPPORTED | {403, 404, 413, 415}


class TellStack(Protocol):
    """What of the SIP stack this room needs."""

    def has_account(self, account_id: str) -> bool: ...
    def tell_watchers(self, account_id: str, *, online: bool, away: bool, busy: bool, note: str) -> None: ...


@dataclass(slots=True)
class _Publication:
    """`wanted` is the document ("": none); `shown` what the server has, under `etag`."""

    wanted: str = ""
    presence: Presence | None = None
    shown: str = ""
    etag: str = ""
    expires_s: int = _EXPIRES_S
    busy: bool = False
    told: PublishState | None = None
    timer: Timer | None = None
    backoff: BackOff = field(default_factory=BackOff)


class PublishBook:
    """SIP thread only. `ready` says whether an account can send now, `own_uri` gives its address."""

    def __init__(
        self,
        stack: TellStack,
        requests: Requests,
        schedule: Schedule,
        emit: Callable[[AnyEvent], None],
        *,
        ready: Callable[[str], bool],
        own_uri: Callable[[str], str],
    ) -> None:
        self._stack = stack
        self._requests = requests
        self._schedule = schedule
        self._emit = emit
        self._ready = ready
        self._own_uri = own_uri
        self._publications: dict[str, _Publication] = {}

    # --- commands --------------------------------------------------------------------------------------------------------------

    def publish(self, account_id: str, pidf: str) -> None:
        if len(pidf.encode()) > _MOST_BYTES:
            raise Refused(ReasonCode.TOO_LONG, str(_MOST_BYTES))
        try:
            presence = parse_presence(pidf)
        except BodyError as error:
            raise Refused(ReasonCode.BAD_VALUE, str(error)) from error
        self._want(account_id, pidf, presence)

    def unpublish(self, account_id: str) -> None:
        self._want(account_id, "", None)

    def forget(self, account_id: str) -> None:
        """The account goes; the server forgets what it showed when its time is over."""
        publication = self._publications.pop(account_id, None)
        if publication is not None and publication.timer is not None:
            publication.timer.cancel()

    def take_back(self, account_id: str = "") -> None:
        """Hide (all of them): the end, where they were seen at all."""
        for key in self._publications:
            if account_id in ("", key):
                self.unpublish(key)

    def quiet(self, account_id: str = "") -> bool:
        """Nothing (of that account) is on its way."""
        return not any(one.busy for key, one in self._publications.items() if account_id in ("", key))

    def on_registered(self, account_id: str) -> None:
        """A new registration: the server may know nothing of what it was told before."""
        publication = self._publications.get(account_id)
        if publication is not None:
            publication.shown = ""
            publication.backoff.reset()
            self._tell_watchers(account_id, publication)
            self._go(account_id, publication)

    # --- inside ----------------------------------------------------------------------------------------------------------------

    def _want(self, account_id: str, pidf: str, presence: Presence | None) -> None:
        publication = self._publications.setdefault(account_id, _Publication())
        publication.wanted, publication.presence = pidf, presence
        publication.backoff.reset()
        self._tell_watchers(account_id, publication)
        self._go(account_id, publication)

    def _go(self, account_id: str, publication: _Publication, *, refresh: bool = False) -> None:
        """Bring the server to what is wanted, where that is not done or under way."""
        if publication.timer is not None:
            publication.timer.cancel()
            publication.timer = None
        if publication.busy:
            return
        if not publication.wanted and not publication.etag:
            publication.shown = ""
            self._tell(publication, PublishState(account_id, published=False))
        elif not self._ready(account_id):
            return
        elif publication.wanted == publication.shown and not refresh:
            self._rest(account_id, publication)
        else:
            self._send(account_id, publication, refresh=refresh and bool(publication.etag))

    def _send(self, account_id: str, publication: _Publication, *, refresh: bool) -> None:
        """Section 4.1: first, refresh (no body), change, or removal, by what stands in the headers."""
        wanted = publication.wanted
        expires = publication.expires_s if wanted else 0
        headers = (("Event", "presence"), ("Expires", str(expires)))
        if publication.etag:
            headers += (("SIP-If-Match", publication.etag),)
        body = "" if refresh else wanted
        request = OutgoingRequest("PUBLISH", self._own_uri(account_id), TYPE if body else "", body, headers)
        try:
            self._requests.send(account_id, request, lambda fact: self._answered(account_id, publication, wanted, fact))
            publication.busy = True
        except SipError as error:
            self._failed(account_id, publication, stack_reason(error))

    def _answered(self, account_id: str, publication: _Publication, wanted: str, fact: RequestFact) -> None:
        publication.busy = False
        if self._publications.get(account_id) is not publication:
            return
        response = parse_message(fact.response)
        if fact.outcome is Outcome.ANSWERED and fact.status // 100 == 2:
            publication.expires_s = _seconds(response.first("expires")) or _EXPIRES_S
            publication.etag = response.first("sip-etag") if wanted else ""
            publication.shown = wanted
            publication.backoff.reset()
            self._tell(publication, PublishState(account_id, published=bool(wanted)))
            self._go(account_id, publication)
        elif fact.outcome is Outcome.ANSWERED and fact.status == 412 and publication.etag:
            # What it knew of us is gone (section 4.1, step 4): from the beginning.
            publication.etag = publication.shown = ""
            self._go(account_id, publication)
        elif fact.outcome is Outcome.ANSWERED and fact.status == 423 and publication.expires_s < _seconds(response.first("min-expires")):
            publication.expires_s = _seconds(response.first("min-expires"))
            self._go(account_id, publication, refresh=True)
        else:
            self._failed(account_id, publication, _reason(fact), final=fact.outcome is Outcome.ANSWERED and fact.status in _FINAL)

    def _failed(self, account_id: str, publication: _Publication, reason: Reason, *, final: bool = False) -> None:
        publication.shown = publication.etag = ""
        self._tell(publication, PublishState(account_id, published=False, reason=reason))
        if not final and publication.wanted:
            publication.timer = self._schedule.after(publication.backoff.next_delay(), lambda: self._go(account_id, publication))

    def _rest(self, account_id: str, publication: _Publication) -> None:
        """Refresh in time."""
        if publication.wanted:
            delay = max(1.0, publication.expires_s * _REFRESH)
            publication.timer = self._schedule.after(delay, lambda: self._go(account_id, publication, refresh=True))

    def _tell(self, publication: _Publication, event: PublishState) -> None:
        if event != publication.told:
            publication.told = event
            self._emit(event)

    def _tell_watchers(self, account_id: str, publication: _Publication) -> None:
        """Those who subscribe to us directly, without a presence server between."""
        if not self._stack.has_account(account_id):
            return
        presence = publication.presence
        status = presence.status if presence is not None else Status.OFFLINE
        words = "\n".join(part for part in (presence.title, presence.text) if part) if presence is not None else ""
        try:
            self._stack.tell_watchers(
                account_id,
                online=status is not Status.OFFLINE,
                away=status is Status.AWAY,
                busy=status is Status.BUSY,
                note=escape(words),
            )
        except SipError as error:
            log.info("account %s: %s", account_id, error)


def _seconds(text: str) -> int:
    plain = text.strip()
    return min(int(plain), _LONGEST_S) if plain.isascii() and plain.isdigit() and len(plain) < 10 else 0


def _reason(fact: RequestFact) -> Reason:
    match fact.outcome:
        case Outcome.TIMED_OUT:
            return Reason(ReasonCode.NO_RESPONSE)
        case Outcome.NOT_SENT:
            return network_reason(fact.status, fact.phrase)
        case Outcome.ANSWERED if fact.status in _UNSUPPORTED:
            return Reason(ReasonCode.UNSUPPORTED, fact.status, fact.phrase, "PUBLISH")
        case Outcome.ANSWERED:
            return reason_of_status(fact.status, fact.phrase)
