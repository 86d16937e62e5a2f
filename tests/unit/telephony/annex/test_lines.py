"""Which of the two processes does it: by the call's identifier."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast

import pytest

from telephony.annex.annex import Annex, Line
from telephony.annex.lines import AccountLines, CallLines, Lines, StandingLines
from telephony.annex.protocol import (
    AnswerCall,
    AnyOrder,
    EndCall,
    HoldCall,
    Place,
    RedirectCall,
    ReferCall,
    RenewCall,
    ResumeCall,
    SendDigit,
    TellReferrer,
)
from telephony.engine.inbox import Inbox
from telephony.pj.call import MediaStats, SipCalls
from telephony.pj.guard import SipError
from telephony.pj.stack import SipStack, StackSettings
from telephony.pj.standing import StandingCalls
from tests.unit.telephony.annex.test_annex import MEDIA, SETUP
from tests.unit.telephony.annex.test_replaces import DIALOG


@dataclass
class Noting:
    """Notes whatever it is asked: (name, arguments)."""

    asked: list[tuple[Any, ...]] = field(default_factory=list[tuple[Any, ...]])

    def __getattr__(self, name: str) -> Callable[..., str]:
        def note(*values: object, **named: object) -> str:
            self.asked.append((name, *values, *named.values()))
            return f"native {name}"

        return note


@dataclass
class FakeAnnex:
    """Has the call "there"."""

    told: list[AnyOrder | tuple[Any, ...]] = field(default_factory=list[AnyOrder | tuple[Any, ...]])
    its: Line = field(default_factory=lambda: Line(0))

    def __contains__(self, call_id: str) -> bool:
        return call_id == "there"

    def line(self, _call_id: str) -> Line:
        return self.its

    def tell(self, order: AnyOrder) -> None:
        self.told.append(order)

    def forget(self, call_id: str) -> None:
        self.told.append(("forget", call_id))

    def set_account(self, setup: object, *, anew: bool = False) -> None:
        self.told.append(("set", setup, anew))

    def drop_account(self, account_id: str) -> None:
        self.told.append(("drop", account_id))


class Rooms:
    def __init__(self) -> None:
        self.native, self.fake = Noting(), FakeAnnex()
        annex = cast("Annex", self.fake)
        self.calls = CallLines(cast("SipCalls", self.native), annex)
        self.standing = StandingLines(cast("StandingCalls", self.native), annex)
        self.standing.dialog_of = {"there": DIALOG, "here": DIALOG}.get
        self.accounts = AccountLines(cast("SipStack", self.native), annex)


@pytest.fixture
def rooms() -> Rooms:
    return Rooms()


DEEDS: list[tuple[str, tuple[Any, ...], Callable[..., AnyOrder]]] = [
    ("answer", (200,), AnswerCall),
    ("hang_up", (486,), EndCall),
    ("hold", (), HoldCall),
    ("resume", (), ResumeCall),
    ("renew", (), RenewCall),
    ("transfer", ("sip:x@y",), ReferCall),
    ("tell_transfer", ("180 Ringing", False), TellReferrer),
    ("redirect", ("sip:x@y",), RedirectCall),
    ("send_digit", ("5", True), SendDigit),
]


@pytest.mark.parametrize(("deed", "arguments", "order"), DEEDS)
def test_a_deed_goes_to_the_process_that_has_the_call(
    rooms: Rooms, deed: str, arguments: tuple[Any, ...], order: Callable[..., AnyOrder]
) -> None:
    room = rooms.calls if hasattr(rooms.calls, deed) else rooms.standing
    getattr(room, deed)("here", *arguments)
    assert (rooms.native.asked, rooms.fake.told) == ([(deed, "here", *arguments)], [])
    getattr(room, deed)("there", *arguments)
    assert (len(rooms.native.asked), rooms.fake.told) == (1, [order("there", *arguments)])


def test_what_was_told_last_is_what_the_annexs_call_has(rooms: Rooms) -> None:
    assert rooms.calls.media("here") == "native media"
    assert rooms.calls.media("there") is None
    with pytest.raises(SipError):
        rooms.calls.statistics("there", 0)
    rooms.fake.its.media, rooms.fake.its.counted = MEDIA, MediaStats(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)
    assert rooms.calls.media("there") is MEDIA
    assert rooms.calls.statistics("there", 0) is rooms.fake.its.counted
    assert rooms.calls.statistics("here", 0) == "native statistics"


def test_each_forgets_its_own(rooms: Rooms) -> None:
    rooms.calls.forget("here")
    rooms.calls.forget("there")
    assert rooms.native.asked == [("forget", "here")]
    assert rooms.fake.told == [("forget", "there")]


def test_two_native_calls_are_joined_by_pjsua_and_others_by_what_is_written(rooms: Rooms) -> None:
    rooms.standing.transfer_to("here", "here too")
    assert rooms.native.asked == [("transfer_to", "here", "here too")]
    rooms.standing.transfer_to("here", "there")
    kind, call_id, target = rooms.native.asked[-1]
    assert (kind, call_id) == ("transfer", "here")
    assert target.startswith(f"{DIALOG.remote_uri}?Require=replaces&Replaces=")
    rooms.standing.transfer_to("there", "here")
    assert rooms.fake.told == [ReferCall("there", target)]
    with pytest.raises(SipError):
        rooms.standing.transfer_to("there", "a call without a dialog")


def test_the_annex_hears_of_an_account_once_the_engine_has_it(rooms: Rooms) -> None:
    rooms.accounts.add_account(SETUP)
    rooms.accounts.change_account(SETUP)
    rooms.accounts.replace_account(SETUP)
    rooms.accounts.remove_account("account")
    assert rooms.accounts.has_account("account") == "native has_account"
    rooms.accounts.register("account", True)
    assert [one[0] for one in rooms.native.asked] == [
        "add_account",
        "change_account",
        "replace_account",
        "remove_account",
        "has_account",
        "register",
    ]
    assert rooms.fake.told == [("set", SETUP, False), ("set", SETUP, False), ("set", SETUP, True), ("drop", "account")]


# --- who goes where ------------------------------------------------------------------------------------------------------------


class FourPlaces(Noting):
    """A SIP stack for four calls."""

    most_calls = 4

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[str] = []

    def dial(self, call_id: str, *_values: object) -> None:
        self.calls.append(call_id)


@pytest.fixture
def placed(monkeypatch: pytest.MonkeyPatch) -> tuple[Lines, FourPlaces, list[str]]:
    """Both processes, with the calls that each was told to make."""
    stack, there = FourPlaces(), list[str]()

    def tell(order: object) -> None:
        if isinstance(order, Place):
            there.append(order.call_id)

    process = Noting()
    monkeypatch.setattr(process, "tell", tell, raising=False)

    def links(*_: object) -> Noting:
        return Noting()

    def begin(*_: object) -> Noting:
        return process

    monkeypatch.setattr("telephony.annex.lines.BridgeLinks", links)
    monkeypatch.setattr("telephony.annex.lines._begin", begin)
    lines = Lines(cast("SipStack", stack), cast("StackSettings", Noting()), cast("Inbox", Noting()), lambda _: None)
    return lines, stack, there


def test_two_of_the_engines_places_are_spared_for_who_calls_until_the_annex_is_full(placed: tuple[Lines, FourPlaces, list[str]]) -> None:
    lines, stack, there = placed
    assert lines.most_calls == 8
    for number in range(8):
        lines.dial(str(number), "account", "sip:x@y")
    assert there == ["2", "3", "4", "5"]
    assert stack.calls == ["0", "1", "6", "7"]


def test_who_called_us_takes_a_place_and_our_next_calls_go_elsewhere_all_the_same(placed: tuple[Lines, FourPlaces, list[str]]) -> None:
    lines, stack, there = placed
    stack.calls += ["came in", "came in too"]
    lines.dial("0", "account", "sip:x@y")
    assert (there, len(stack.calls)) == (["0"], 2)
