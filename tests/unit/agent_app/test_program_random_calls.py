"""Random calls of the whole program (without its window) at a sandbox whose time runs 120 times faster, three accounts at once.

What the program keeps as a call's cost, the provider's record and the tests' own arithmetic over the recorded time agree to the micro-unit,
and so does the rate that the program held at the answer: neither band, trial, free direction nor top-up was missed. The program's own count
while a call runs follows the real clock, so that it is compared at the real pace (tests/e2e, tests/unit/agent_app/test_program_money.py).
`AGENT_MONEY_CALLS` says how many calls; `make soak` makes 200.
"""

from __future__ import annotations

import os
import random
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import pytest

from agent_app.assembly import Assembly
from agent_app.engine_client import EngineOptions
from agent_app.snapshots import SignInForm
from tariffs.providers.sandbox import SandboxProvider
from tariffs.rating.money import Money
from tariffs.rating.tariff import charge
from telephony.calls import CallState
from telephony.messages import Registration
from telephony.secret import Secret
from tests.interop.test_money_random import NUMBERS, Number, charged_seconds, expected
from tests.peers.sandbox import SandboxProcess

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from agent_app.profile import Profile
    from agent_app.services import Services
    from agent_app.snapshots import CallSnapshot
    from tests.unit.agent_app.drawer import Drawer

CALLS: Final = int(os.environ.get("AGENT_MONEY_CALLS", "40"))
SCALE: Final = 120
RICH: Final = 100_000_000_000
USERS: Final = ("anna", "boris", "vera")
_CALLABLE: Final = NUMBERS[:-2]  # the last two are dear, and toll-free


@dataclass
class Program:
    """The services, which run; what the provider's word on each call was, and how each call ended."""

    services: Services
    provider: SandboxProcess
    account_ids: dict[str, str]
    charged: dict[str, Money] = field(default_factory=dict[str, Money])
    ended: dict[str, CallSnapshot] = field(default_factory=dict[str, "CallSnapshot"])
    talking: set[str] = field(default_factory=set[str])

    def note(self, call: CallSnapshot) -> None:
        if call.state is CallState.ENDED:
            self.ended[call.call_id] = call
        elif call.answered_us:  # the others of the three at once are held: nothing need come from there, and it costs the same
            self.talking.add(call.call_id)

    def note_charge(self, call_id: str, cost: Money) -> None:
        self.charged[call_id] = cost


@pytest.fixture
def program(profile: Profile, drawer: Drawer, tmp_path: Path, qtbot: QtBot) -> Iterator[Program]:
    del drawer  # no test asks the system's keyring
    with SandboxProcess(tmp_path / "state") as provider:
        assert provider.post("/v1/test/time", {"scale": SCALE}).status == 200
        assembly = Assembly(profile, EngineOptions(use_devices=False, local_address="127.0.0.1"))
        left: list[bool] = []
        assembly.left.connect(lambda: left.append(True))
        assembly.start()
        assembly.load()
        found = Program(assembly.services, provider, {user: sign_in(assembly.services, provider, user) for user in USERS})
        found.services.calls.changed.connect(found.note)
        found.services.money.charged.connect(found.note_charge)
        qtbot.waitUntil(lambda: all(is_ready(found, account_id) for account_id in found.account_ids.values()))
        yield found
        assembly.leave()
        qtbot.waitUntil(lambda: bool(left))


def sign_in(services: Services, provider: SandboxProcess, user: str) -> str:
    """With money and some trial seconds at the provider, which tells this account's prices too."""
    provider.set_credit(user, balance_micros=RICH, trial_seconds_left=200)
    known = provider.accounts[user]
    form = SignInForm(f"{user}@{provider.domain}", Secret(known.password), proxy=f"127.0.0.1:{provider.sip_port}")
    account_id = services.accounts.sign_in(form)
    services.money.set_provider(account_id, SandboxProvider(f"http://127.0.0.1:{provider.http_port}", lambda: known.token))
    return account_id


def is_ready(program: Program, account_id: str) -> bool:
    account = program.services.accounts.account(account_id)
    return (
        account is not None and account.registration is Registration.REGISTERED and program.services.money.balance(account_id) is not None
    )


def calls_of(program: Program, user: str, count: int) -> Iterator[Callable[[], bool]]:
    """So many calls of one account, topped up after a third of them; yields what is waited for."""
    dice, account_id = random.Random(user), program.account_ids[user]
    for index in range(count):
        if index == count // 3:
            program.services.money.top_up(account_id, Money(1_000_000, "RUB"))
            yield lambda: (program.services.money.balance(account_id) or pytest.fail("no balance")).tariff == "prepaid"
        before, number = program.provider.account(user), dice.choice(_CALLABLE)
        yield lambda before=before: _knows(program, account_id, before)
        call_id = program.services.calls.dial_number(account_id, number.e164)
        assert call_id, f"{number} is refused"
        yield lambda call_id=call_id: call_id in program.talking
        end = time.monotonic() + dice.uniform(0.02, 0.6)
        yield lambda end=end: time.monotonic() >= end
        program.services.calls.hang_up(call_id)
        yield lambda call_id=call_id: call_id in program.ended and call_id in program.charged
        agree(program, user, call_id, number, before)


def _knows(program: Program, account_id: str, account: dict[str, Any]) -> bool:
    """Whether the program has heard of what the account has now: the last call's money was taken."""
    money = program.services.money.balance(account_id)
    assert money is not None
    assert money.balance is not None
    return (money.balance.micros, money.trial_left_s) == (account["balance_micros"], account["trial_seconds_left"])


def agree(program: Program, user: str, call_id: str, number: Number, before: dict[str, Any]) -> None:
    record = next(record for record in program.provider.calls(user) if record["end_cause"])
    assert (record["number"], record["end_cause"]) == (number.e164, "hung_up_by_caller")
    seconds = charged_seconds(record["answer_us"], record["end_us"])
    told = (record["cost_micros"], record["trial_seconds"])
    assert told == expected(number, seconds, before["trial_seconds_left"], topped_up=before["tariff"] == "prepaid"), number
    price = program.ended[call_id].price
    assert price is not None
    assert price.rate is not None
    ours = charge(price.rate, seconds)
    assert (ours.cost_micros, ours.bucket_seconds) == told, "the rate held at the answer is the provider's"
    assert program.charged[call_id] == Money(told[0], "RUB")
    mine = [item for item in program.services.history.recent() if item.account_id == program.account_ids[user]]
    assert max(mine, key=lambda item: item.started_us).cost == Money(told[0], "RUB")


def test_random_calls_cost_in_the_program_what_the_provider_records_and_the_oracle_says(program: Program, qtbot: QtBot) -> None:
    counts = [CALLS // len(USERS) + (place < CALLS % len(USERS)) for place in range(len(USERS))]
    stories = [calls_of(program, user, count) for user, count in zip(USERS, counts, strict=True)]
    waits = [next(story) for story in stories]

    def go_on() -> bool:
        for place, story in reversed(list(enumerate(stories))):
            if waits[place]():
                following = next(story, None)
                if following is None:
                    del stories[place], waits[place]
                else:
                    waits[place] = following
        return not stories

    qtbot.waitUntil(go_on, timeout=CALLS * 5000)
    assert len(program.charged) == CALLS
