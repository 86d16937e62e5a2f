"""What the provider remembers between runs: accounts, records, messages that wait; in one file that only the user may read."""

from __future__ import annotations

import json
import logging
import os
import secrets
import time
from dataclasses import asdict, dataclass, field, fields
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from sandbox.errors import SandboxError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

log = logging.getLogger(__name__)

FILE_NAME: Final = "sandbox.json"
VERSION: Final = 3
MAX_RECORDS: Final = 500
MAX_TOP_UPS: Final = 200
START_BALANCE_MICROS: Final = 12_400_000
START_TRIAL_SECONDS: Final = 300
USERS: Final = {"anna": "Anna", "boris": "Boris", "vera": "Vera"}


@dataclass(slots=True)
class Account:
    """A user's account. Money in micro-roubles; the trial in seconds of talking."""

    user: str
    display_name: str
    password: str = field(repr=False)
    token: str = field(repr=False)
    balance_micros: int = START_BALANCE_MICROS
    trial_left: int = START_TRIAL_SECONDS
    trial_total: int = START_TRIAL_SECONDS
    topped_up: bool = False  # ever: the free directions are for who paid once

    @property
    def tariff(self) -> str:
        """What the account is on: "trial" or "prepaid"."""
        return "prepaid" if self.topped_up else "trial"


@dataclass(slots=True)
class CallRecord:
    """One call of one account. Times are UTC in microseconds since 1970, 0 where it did not come to that.

    `end_cause` is empty while the call lives, then one of: hung_up_by_caller, hung_up_by_callee, cancelled, busy, no_answer, not_found,
    refused, declined, unavailable, payment_required, forbidden, credit_exhausted, media_lost, provider_error, provider_restart.
    `end_us - answer_us` is what is charged, `free` the English name of the free direction that made it cost nothing.
    """

    id: str
    user: str
    direction: str  # "out" or "in", seen from the account
    number: str
    destination: str
    start_us: int
    answer_us: int = 0
    end_us: int = 0
    billed_seconds: int = 0
    cost_micros: int = 0
    trial_seconds: int = 0
    free: str = ""
    end_cause: str = ""
    sip_status: int = 0
    codec: str = ""
    rtp_sent: int = 0
    rtp_received: int = 0
    digits: str = ""


@dataclass(frozen=True, slots=True)
class TopUp:
    """A receipt: `balance_micros` is what the account had after it."""

    id: str
    user: str
    at_us: int
    amount_micros: int
    balance_micros: int


@dataclass(slots=True)
class Sms:
    """An SMS of an account. `state`: accepted, delivered, failed; `cost_micros` of all its parts."""

    id: str
    user: str
    to: str
    text: str = field(repr=False)
    at_us: int
    parts: int
    cost_micros: int
    state: str = "accepted"


@dataclass(frozen=True, slots=True)
class Letter:
    """A message that waits for `user`. `sender` is its From without a tag, `until_us` 0 where it waits for ever, `body` base64."""

    user: str
    sender: str
    at_us: int
    until_us: int
    call_id: str
    kind: str
    encoding: str
    body: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that was uploaded. `id` is its name on the disk; `name` is foreign text."""

    id: str
    name: str
    content_type: str
    size: int
    until_us: int


T = TypeVar("T", Account, CallRecord, TopUp, Sms, Letter, StoredFile)


class StateError(SandboxError):
    """The state file holds something else than what this program writes."""


def now_us() -> int:
    """UTC in microseconds."""
    return time.time_ns() // 1000


class State:
    """Accounts by user; calls, top-ups, SMS, letters and files, oldest first. `save` after each change."""

    def __init__(self, path: Path, accounts: Iterable[Account] = (), records: Iterable[CallRecord] = ()) -> None:
        self._path = path
        self.accounts = {account.user: account for account in accounts}
        self.records = list(records)
        self.top_ups: list[TopUp] = []
        self.sms: list[Sms] = []
        self.letters: list[Letter] = []
        self.files: list[StoredFile] = []

    @property
    def folder(self) -> Path:
        """Where the state lies; what is too large for it lies beside it."""
        return self._path.parent

    def save(self) -> None:
        """Writes everything beside the old file, then puts it in its place: a crash leaves the one or the other, whole."""
        del self.records[:-MAX_RECORDS]
        del self.sms[:-MAX_RECORDS]
        del self.top_ups[:-MAX_TOP_UPS]
        content = {
            "version": VERSION,
            "accounts": [asdict(account) for account in self.accounts.values()],
            "calls": [asdict(record) for record in self.records],
            "topups": [asdict(receipt) for receipt in self.top_ups],
            "sms": [asdict(message) for message in self.sms],
            "letters": [asdict(letter) for letter in self.letters],
            "files": [asdict(file) for file in self.files],
        }
        fresh = self._path.with_suffix(".new")
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            json.dump(content, file, ensure_ascii=False)
        fresh.replace(self._path)


def open_state(folder: Path, *, reset: bool = False) -> State:
    """The state in a folder, made anew at the first start and by `reset`. A broken file is set aside, never a reason to stop."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / FILE_NAME
    if reset:
        path.unlink(missing_ok=True)
    state = _load(path) or State(path)
    for user, display_name in USERS.items():
        if user not in state.accounts:
            state.accounts[user] = Account(user, display_name, secrets.token_urlsafe(12), secrets.token_urlsafe(24))
    for record in state.records:
        if not record.end_cause:  # the provider died in mid-call: the caller pays nothing for that
            record.end_us, record.end_cause = now_us(), "provider_restart"
    state.save()
    return state


def _load(path: Path) -> State | None:
    try:
        return _decode(path, json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (StateError, ValueError, RecursionError) as error:
        aside = path.with_name(f"{path.stem}.broken-{now_us()}.json")
        path.replace(aside)
        log.error("the state file was broken (%s); it is kept as %s, and a new one begins", error, aside)  # noqa: TRY400 (no traceback: it may show the file)
        return None


def _decode(path: Path, content: object) -> State:
    top = _table(content)
    if top.get("version") == 1:
        _from_version_1(top)
    if top.get("version") == 2:
        top |= {"version": 3, "files": []}
    if top.get("version") != VERSION:
        raise StateError("not a state of this version")
    state = State(path, _all(Account, top.get("accounts")), _all(CallRecord, top.get("calls")))
    state.top_ups = _all(TopUp, top.get("topups"))
    state.sms = _all(Sms, top.get("sms"))
    state.letters = _all(Letter, top.get("letters"))
    state.files = _all(StoredFile, top.get("files"))
    return state


def _from_version_1(top: dict[str, object]) -> None:
    """Before there were receipts, messages and free directions."""
    top |= {"version": 2, "topups": [], "sms": [], "letters": []}
    for account in _list(top.get("accounts")):
        _table(account)["topped_up"] = False
    for call in _list(top.get("calls")):
        _table(call)["free"] = ""


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise StateError("a list is missing")
    return cast("list[object]", value)


def _table(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise StateError("a table is missing")
    return cast("dict[str, object]", value)


def _all(kind: type[T], items: object) -> list[T]:
    return [_build(kind, item) for item in _list(items)]


def _build(kind: type[T], item: object) -> T:
    """A record from its JSON table: every field there, of its type, and nothing else."""
    table = _table(item)
    wanted = {one.name: one.type for one in fields(cast("Any", kind))}
    if wanted.keys() != table.keys():
        raise StateError(f"{kind.__name__} has the wrong fields")
    if any(type(value).__name__ != wanted[name] for name, value in table.items()):
        raise StateError(f"{kind.__name__} has a value of the wrong type")
    return kind(**cast("dict[str, Any]", table))
