"""Requests outside a dialog that are on their way: challenges are answered, and each ends exactly once, whatever becomes of the account."""

from __future__ import annotations

import itertools
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Protocol

from telephony.engine import digest
from telephony.engine.schedule import Schedule, Timer
from telephony.engine.siptext import parse_message
from telephony.pj.facts import Outcome, RequestFact
from telephony.pj.guard import SipError
from telephony.pj.requests import OutgoingRequest
from telephony.pj.tuning import TRANSACTION_MS
from telephony.secret import Secret

log = logging.getLogger(__name__)

_GIVE_UP_S: Final = TRANSACTION_MS / 1000 + 4  # pjsip's callback has always come by then

Done = Callable[[RequestFact], None]


class RequestStack(Protocol):
    """What of the SIP stack this room needs."""

    def send(self, account_id: str, request_id: str, request: OutgoingRequest) -> None: ...


@dataclass(slots=True)
class _Waiting:
    account_id: str
    request: OutgoingRequest
    done: Done
    timer: Timer
    challenged: bool


class Requests:
    """Who waits for which request. SIP thread only."""

    def __init__(self, stack: RequestStack, schedule: Schedule, password: Callable[[str], tuple[str, Secret]]) -> None:
        """`password` gives an account's digest user name and password, both empty where there is none."""
        self._stack = stack
        self._schedule = schedule
        self._password = password
        self._numbers = itertools.count(1)
        self._waiting: dict[str, _Waiting] = {}

    def send(self, account_id: str, request: OutgoingRequest, done: Done) -> None:
        """`done` is told the outcome, later; it is not where this raises `SipError`."""
        self._send(account_id, request, done, request)

    def _send(self, account_id: str, request: OutgoingRequest, done: Done, signed: OutgoingRequest) -> None:
        request_id = str(next(self._numbers))
        self._stack.send(account_id, request_id, signed)
        timer = self._schedule.after(_GIVE_UP_S, lambda: self._lose(request_id, "no word of it"))
        self._waiting[request_id] = _Waiting(account_id, request, done, timer, signed is not request)

    def on_request(self, fact: RequestFact) -> None:
        waiting = self._waiting.pop(fact.request_id, None)
        if waiting is not None:
            waiting.timer.cancel()
            if waiting.challenged or not self._answer_challenge(waiting, fact):
                waiting.done(fact)

    def _answer_challenge(self, waiting: _Waiting, fact: RequestFact) -> bool:
        """Send it again with credentials (RFC 3261 section 22): pjsua's own sendRequest leaves that to us."""
        if fact.outcome is not Outcome.ANSWERED or fact.status not in (401, 407):
            return False
        challenge = digest.challenge_of(parse_message(fact.response))
        user, password = self._password(waiting.account_id)
        uri = fact.request.split(" ", 2)[1:2]
        if challenge is None or not password or not uri:
            return False
        credentials = digest.answer(challenge, user, password, waiting.request.method, uri[0])
        headers = (*waiting.request.headers, (challenge.answer_header, credentials))
        try:
            self._send(waiting.account_id, waiting.request, waiting.done, replace(waiting.request, headers=headers))
        except SipError as error:
            log.warning("%s with credentials: %s", waiting.request.method, error)
            waiting.done(replace(fact, outcome=Outcome.NOT_SENT, status=0, phrase=error.reason))
        return True

    def forget(self, account_id: str = "") -> None:
        """The account goes (or all do), and what was on its way with it: pjsua2 has nobody to tell any more."""
        for request_id in [key for key, waiting in self._waiting.items() if account_id in ("", waiting.account_id)]:
            self._lose(request_id, "the account is gone")

    def _lose(self, request_id: str, why: str) -> None:
        log.info("request %s: %s", request_id, why)
        self.on_request(RequestFact(request_id, Outcome.TIMED_OUT, 0, "", "", ""))
