"""The calls of the timeline, found by what they are, forgotten, and written as a table."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_app.contacts.service import ContactService
from agent_app.history.matching import Matcher
from agent_app.history.service import HistoryService
from agent_app.history.snapshots import CallFilter, CallKind
from agent_app.snapshots import CallDirection, CallItem, CallSnapshot, ContactPoint, PointKind
from tariffs.rating.money import Money
from telephony.calls import CallState
from telephony.reasons import Reason, ReasonCode

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from agent_app.storage.database import Database

S = 1_000_000
MOSCOW = "+74951112233"


def _call(call_id: str, remote: str, at_s: int, **fields: object) -> CallSnapshot:
    call = CallSnapshot(call_id, "a1", CallDirection.OUTGOING, remote, CallState.ENDED, at_s * S, ended_us=(at_s + 9) * S)
    return msgspec.structs.replace(call, **fields)


CALLS = (
    _call("c1", MOSCOW, 100, answered_us=103 * S, cost=Money(1_400_000, "RUB"), tariff="=1+1", mean_mos_centi=412),
    _call("c2", "boris@sandbox.test", 200, direction=CallDirection.INCOMING, missed=True, reason=Reason(ReasonCode.CANCELLED_THERE)),
    _call("c3", "+442071838750", 300, account_id="a2", forwarded_to="=boris@x"),
    _call(
        *("c4", "vera@sandbox.test", 400),
        direction=CallDirection.INCOMING,
        answered_us=401 * S,
        by_machine=True,
        missed=True,
        recording_path="/mail.wav",
    ),
)


@pytest.fixture
def contacts(database: Database) -> ContactService:
    return ContactService(database)


@pytest.fixture
def history(database: Database, contacts: ContactService) -> HistoryService:
    history = HistoryService(database, contacts, account_name=lambda account_id: f"{account_id}@provider.test")
    for call in CALLS:
        history.note(call)
    return history


def _found(history: HistoryService, qtbot: QtBot, which: CallFilter, before_us: int = 0, limit: int = 200) -> list[str]:
    """The remotes of what is found; the answer has the question's number."""
    answers: dict[int, tuple[CallItem, ...]] = {}

    def note(request: int, items: tuple[CallItem, ...]) -> None:
        answers[request] = items

    history.found.connect(note)
    request = history.find(which, before_us, limit)
    qtbot.waitUntil(lambda: request in answers)
    return [item.remote for item in answers[request]]


def _exported(history: HistoryService, qtbot: QtBot, path: Path) -> OSError | None:
    """What was in the way of writing the table."""
    told: list[tuple[Path, OSError | None]] = []

    def note(path: Path, error: OSError | None) -> None:
        told.append((path, error))

    history.exported.connect(note)
    history.export(CallFilter(), path)
    qtbot.waitUntil(lambda: bool(told))
    assert told[0][0] == path
    return told[0][1]


def _later(database: Database, contacts: ContactService) -> HistoryService:
    """A new run: nothing of it is in memory."""
    return HistoryService(database, contacts)


NEWEST_FIRST = ["vera@sandbox.test", "+442071838750", "boris@sandbox.test", MOSCOW]


@pytest.mark.parametrize(
    ("which", "expected"),
    [
        (CallFilter(), NEWEST_FIRST),
        (CallFilter(CallKind.MISSED), ["vera@sandbox.test", "boris@sandbox.test"]),
        (CallFilter(CallKind.INCOMING), ["vera@sandbox.test", "boris@sandbox.test"]),
        (CallFilter(CallKind.OUTGOING), ["+442071838750", MOSCOW]),
        (CallFilter(CallKind.VOICE_MAIL), ["vera@sandbox.test"]),
        (CallFilter(account_id="a2"), ["+442071838750"]),
        (CallFilter(since_us=200 * S, until_us=400 * S), ["+442071838750", "boris@sandbox.test"]),
        (CallFilter(text="SANDBOX"), ["vera@sandbox.test", "boris@sandbox.test"]),
        (CallFilter(text="8 (495) 111"), [MOSCOW]),
        (CallFilter(text="7183"), ["+442071838750"]),
        (CallFilter(text="ёлка"), [MOSCOW]),
        (CallFilter(CallKind.MISSED, text="ёлка"), []),
        (CallFilter(text="%"), []),
    ],
)
def test_calls_are_found_in_this_run_and_the_next(
    history: HistoryService, database: Database, contacts: ContactService, qtbot: QtBot, which: CallFilter, expected: list[str]
) -> None:
    contacts.add("Новая Елка", (ContactPoint(PointKind.PHONE, MOSCOW),))
    assert _found(history, qtbot, which) == expected
    assert _found(_later(database, contacts), qtbot, which) == expected


def test_they_are_found_page_by_page(history: HistoryService, database: Database, contacts: ContactService, qtbot: QtBot) -> None:
    for service in (history, _later(database, contacts)):
        assert _found(service, qtbot, CallFilter(), limit=2) == NEWEST_FIRST[:2]
        assert _found(service, qtbot, CallFilter(), before_us=300 * S, limit=2) == NEWEST_FIRST[2:]


@given(text=st.text(max_size=20), remote=st.text(max_size=20))
def test_any_text_may_be_looked_for(text: str, remote: str) -> None:
    item = CallItem("i", "a", f"x{text.strip().casefold()}y{remote}", CallDirection.INCOMING, 1)
    matcher = Matcher(CallFilter(text=text), (text.strip().casefold(),), frozenset())
    assert matcher.fits(item) == (matcher.parts[0] in item.remote.lower())


def test_a_call_is_forgotten_and_its_recording_stays_or_goes(
    history: HistoryService, database: Database, contacts: ContactService, qtbot: QtBot, tmp_path: Path
) -> None:
    kept, removed = tmp_path / "kept.wav", tmp_path / "removed.wav"
    for file, call_id in ((kept, "k"), (removed, "r")):
        file.write_bytes(b"RIFF")
        history.note(_call(call_id, call_id, 500, recording_path=str(file)))
    ids = {item.remote: item.item_id for item in history.recent()}
    history.delete([ids["k"]], with_recordings=False)
    history.delete([ids["r"]], with_recordings=True)
    qtbot.waitUntil(lambda: not removed.exists())
    assert kept.exists()
    assert [item.remote for item in history.recent()] == NEWEST_FIRST
    assert _found(history, qtbot, CallFilter()) == _found(_later(database, contacts), qtbot, CallFilter()) == NEWEST_FIRST


def test_a_conferences_recording_stays_until_the_last_of_its_calls_is_forgotten(
    history: HistoryService, qtbot: QtBot, tmp_path: Path
) -> None:
    shared = tmp_path / "conference.wav"
    shared.write_bytes(b"RIFF")
    for call_id in ("one", "other"):
        history.note(_call(call_id, call_id, 500, recording_path=str(shared)))
    ids = {item.remote: item.item_id for item in history.recent()}
    history.delete([ids["one"]], with_recordings=True)
    assert _found(history, qtbot, CallFilter())[0] == "other"
    assert shared.exists()
    history.delete([ids["other"]], with_recordings=True)
    qtbot.waitUntil(lambda: not shared.exists())


def test_what_is_forgotten_is_missed_no_longer(history: HistoryService, qtbot: QtBot) -> None:
    assert history.missed_unseen() == 2
    history.clear(CallFilter(CallKind.VOICE_MAIL))
    qtbot.waitUntil(lambda: history.missed_unseen() == 1)
    assert [item.remote for item in history.recent()] == NEWEST_FIRST[1:]


def test_a_call_under_way_is_not_forgotten(history: HistoryService, database: Database, contacts: ContactService, qtbot: QtBot) -> None:
    running = msgspec.structs.replace(_call("now", "anna@x", 600), state=CallState.ESTABLISHED, ended_us=0)
    history.note(running)
    [item] = [item for item in history.recent() if item.running]
    history.delete([item.item_id], with_recordings=True)
    history.clear(CallFilter())
    assert [item.remote for item in history.recent()] == ["anna@x"]
    assert _found(_later(database, contacts), qtbot, CallFilter()) == ["anna@x"]
    history.note(msgspec.structs.replace(running, state=CallState.ENDED, ended_us=700 * S))
    assert [item.running for item in history.recent()] == [False]


def test_a_recording_is_with_the_call_though_the_program_is_killed(
    history: HistoryService, database: Database, contacts: ContactService, qtbot: QtBot
) -> None:
    running = msgspec.structs.replace(_call("now", "anna@x", 600), state=CallState.ESTABLISHED, ended_us=0)
    history.note(running)
    history.note(msgspec.structs.replace(running, recording=True, recording_path="/now.wav"))
    later = _later(database, contacts)
    with qtbot.waitSignal(later.recent_changed):
        later.load()
    assert later.recent()[0].recording == "/now.wav"


def test_the_calls_are_a_table(history: HistoryService, contacts: ContactService, qtbot: QtBot, tmp_path: Path) -> None:
    contacts.add("=HYPERLINK(1)", (ContactPoint(PointKind.SIP, "boris@sandbox.test"),))
    path = tmp_path / "calls.csv"
    assert _exported(history, qtbot, path) is None
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert [row["number"] for row in rows] == NEWEST_FIRST
    assert [row["name"] for row in rows] == ["", "", "'=HYPERLINK(1)", ""]
    assert rows[3] | {"time": ""} == {
        "time": "",
        "direction": "outgoing",
        "number": MOSCOW,
        "name": "",
        "account": "a1@provider.test",
        "seconds": "6",
        "missed": "",
        "result": "",
        "cost": "1.40",
        "currency": "RUB",
        "tariff": "'=1+1",
        "destination": "",
        "mos": "4.12",
        "recording": "",
        "voice_mail": "",
        "forwarded_to": "",
    }
    assert (rows[0]["recording"], rows[0]["voice_mail"], rows[0]["missed"]) == ("/mail.wav", "yes", "yes")
    assert (rows[1]["account"], rows[1]["forwarded_to"], rows[2]["result"]) == ("a2@provider.test", "'=boris@x", "cancelled_there")


def test_a_table_that_can_not_be_written_says_so(history: HistoryService, qtbot: QtBot, tmp_path: Path) -> None:
    assert isinstance(_exported(history, qtbot, tmp_path), OSError)
    assert list(tmp_path.glob("*.new")) == []
