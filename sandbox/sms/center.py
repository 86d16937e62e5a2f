"""The SMS centre: what an SMS costs and whether it may be sent, its record, and what becomes of it. No SIP and no HTTP in here."""

from __future__ import annotations

import asyncio
import logging
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from sandbox.errors import SandboxError
from sandbox.sms.text import count_parts
from sandbox.state import Sms, now_us
from telephony.numbers.meanings import NumberKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.billing.ledger import Ledger
    from sandbox.state import Account, State

log = logging.getLogger(__name__)

PART_MICROS: Final = 2_000_000
FREE_REGIONS: Final = frozenset({"RU", "UA", "KZ", "UZ"})
MAX_PARTS: Final = 10
PER_DAY: Final = 50
DELIVERY_SECONDS: Final = 0.5
ANSWER_SECONDS: Final = 1.0
FAILING: Final = "+79161112201"
SILENT: Final = "+79161112202"
ANSWERS: Final = {"+79161112233": "Получено: «{}»", "+4915111122233": 'Received: "{}"'}

_DAY_US: Final = 24 * 3600 * 1_000_000
_MOSCOW_US: Final = 3 * 3600 * 1_000_000  # UTC+3, without summer time
_QUOTED: Final = 300  # characters: with four bytes each the answer still fits a SIP MESSAGE (1300 bytes, RFC 3428 section 8)
_MOBILES: Final = frozenset({NumberKind.MOBILE, NumberKind.FIXED_LINE_OR_MOBILE})


class SmsRefusedError(SandboxError):
    """An SMS that was not taken: a code for programs, and a sentence."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Terms:
    """Of an SMS to one number: the price of a part, and how many SMS the account may send today."""

    price_micros: int
    left_today: int


class Handset(Protocol):
    """What carries the answers of the mobile numbers to the users."""

    def answer(self, user: str, number: str, text: str, call_id: str) -> None: ...


class SmsCenter:
    """`handset` is set before anything is sent; `changed` saves the state."""

    def __init__(self, state: State, ledger: Ledger, changed: Callable[[], None]) -> None:
        self.handset: Handset | None = None
        self._state = state
        self._ledger = ledger
        self._changed = changed
        self._later: set[asyncio.TimerHandle] = set()

    def terms(self, account: Account, number: str) -> Terms:
        """SmsRefusedError: bad_number, not_mobile."""
        left = max(0, PER_DAY - self._sent_today(account.user))
        return Terms(0 if _region(number) in FREE_REGIONS else PART_MICROS, left)

    def send(self, account: Account, number: str, text: str, call_id: str = "") -> Sms:
        """Takes an SMS to a full number, and its price. SmsRefusedError: as above, empty, too_many_parts, daily_limit, payment_required.

        `call_id`: that of the MESSAGE it came as.
        """
        terms, parts = self.terms(account, number), count_parts(text)
        cost = parts * terms.price_micros
        self._check(account, parts, cost, terms.left_today)
        account.balance_micros -= cost
        sms = Sms(secrets.token_hex(8), account.user, number, text, now_us(), parts, cost)
        self._state.sms.append(sms)
        self._changed()
        if number != SILENT:
            self._after(DELIVERY_SECONDS, lambda: self._arrive(account, sms, call_id))
        return sms

    def _check(self, account: Account, parts: int, cost: int, left_today: int) -> None:
        if not parts:
            raise SmsRefusedError("empty", "an SMS has some text")
        if parts > MAX_PARTS:
            raise SmsRefusedError("too_many_parts", f"an SMS has at most {MAX_PARTS} parts; this one has {parts}")
        if not left_today:
            raise SmsRefusedError("daily_limit", f"{PER_DAY} SMS a day may be sent")
        if cost > self._ledger.available(account):
            raise SmsRefusedError("payment_required", "the balance does not pay for this SMS")

    def _arrive(self, account: Account, sms: Sms, call_id: str) -> None:
        if sms.to == FAILING:
            sms.state = "failed"
            account.balance_micros += sms.cost_micros
            sms.cost_micros = 0
        else:
            sms.state = "delivered"
        self._changed()
        words = ANSWERS.get(sms.to)
        if words is not None:
            quoted = sms.text if len(sms.text) <= _QUOTED else f"{sms.text[: _QUOTED - 1]}…"
            self._after(ANSWER_SECONDS, lambda: self._answer(sms, words.format(quoted), call_id))

    def _answer(self, sms: Sms, text: str, call_id: str) -> None:
        assert self.handset
        self.handset.answer(sms.user, sms.to, text, call_id)

    def _sent_today(self, user: str) -> int:
        today = _day(now_us())
        return sum(sms.user == user and _day(sms.at_us) == today for sms in self._state.sms)

    def _after(self, seconds: float, action: Callable[[], None]) -> None:
        def fire() -> None:
            self._later.discard(handle)
            action()

        handle = asyncio.get_running_loop().call_later(seconds, fire)
        self._later.add(handle)

    def stop(self) -> None:
        """What has not arrived stays accepted."""
        for handle in self._later:
            handle.cancel()


def seconds_to_next_day() -> int:
    """Until the daily count begins anew."""
    return (_DAY_US - (now_us() + _MOSCOW_US) % _DAY_US) // 1_000_000 + 1


def _day(at_us: int) -> int:
    return (at_us + _MOSCOW_US) // _DAY_US


def _region(number: str) -> str:
    """The country of a mobile number; SmsRefusedError where it is none."""
    from telephony.numbers.library import read_number  # it loads phonenumbers: not on the start-up path

    found = read_number(number, None)
    if found is None or found[0].e164 != number:
        raise SmsRefusedError("bad_number", "this is no full number with a plus and a country code")
    if found[0].kind not in _MOBILES:
        raise SmsRefusedError("not_mobile", "an SMS goes to mobile numbers")
    return found[0].region
