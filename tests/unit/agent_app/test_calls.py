"""The window's half of a call: what is sent, what is shown, what is refused, and what happens when the engine is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from agent_app.accounts.keyring_lane import KeyringLane
from agent_app.accounts.model import ACCOUNTS_VERSION, StoredAccount, StoredAccounts
from agent_app.accounts.service import AccountService
from agent_app.calls.service import CallService
from agent_app.contacts.service import ContactService
from agent_app.money.service import MoneyService
from agent_app.settings.service import SettingsService
from agent_app.settings.store import JsonStore
from agent_app.snapshots import AccountKind, CallDirection, CallSnapshot, ContactPoint, PointKind, ProblemCode
from tariffs.rating.money import Money
from telephony.calls import CallState
from telephony.messages import (
    Answer,
    CallChanged,
    CallMedia,
    CallStats,
    CommandRefused,
    Decline,
    Dial,
    DialogIdentity,
    DialogSaved,
    DtmfReceived,
    HangUp,
    IncomingCall,
    ReleaseDialog,
    SendDtmf,
    Transport,
)
from telephony.reasons import Reason, ReasonCode
from tests.prices import priced

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from agent_app.problems import Problems
    from agent_app.profile import Profile
    from agent_app.storage.database import Database
from tests.unit.agent_app.listening import ListeningEngine

PROVIDER: Final = "provider-account"
PBX: Final = "pbx-account"
MOSCOW: Final = "+74951112233"
DIALOG: Final = DialogIdentity("id", "sip:a@x", "1", "sip:b@x", "2", "sip:b@127.0.0.1", (), 7, Transport.UDP, "127.0.0.1:5060")


class Fixture:
    """The service and all that it said."""

    def __init__(self, service: CallService, contacts: ContactService, money: MoneyService, settings: SettingsService) -> None:
        self.service = service
        self.contacts = contacts
        self.money = money
        self.settings = settings
        self.shown: list[CallSnapshot] = []
        self.refused: list[tuple[str, ReasonCode]] = []
        service.changed.connect(self.shown.append)
        service.refused.connect(self._note)

    def _note(self, call_id: str, reason: Reason) -> None:
        self.refused.append((call_id, reason.code))

    @property
    def states(self) -> list[CallState]:
        return [call.state for call in self.shown]


@pytest.fixture
def calls(profile: Profile, problems: Problems, engine: ListeningEngine, database: Database, qtbot: QtBot) -> Fixture:
    store = JsonStore(profile.accounts, StoredAccounts, ACCOUNTS_VERSION, problems.report, ProblemCode.ACCOUNTS_BROKEN)
    store.save(
        (
            StoredAccount(PROVIDER, "anna@provider.test"),
            StoredAccount(PBX, "204@pbx.test", kind=AccountKind.PBX),
        )
    )
    settings = SettingsService(profile.settings, problems, engine)
    accounts = AccountService(store, engine, KeyringLane(engine), settings, parent=engine)
    contacts = ContactService(database, engine)
    money = MoneyService(accounts, settings, database, engine)
    return Fixture(CallService(engine, accounts, contacts, money, settings, parent=engine), contacts, money, settings)


def _ring(engine: ListeningEngine, call_id: str = "in", uri: str = "sip:boris@provider.test") -> None:
    engine.say(IncomingCall(call_id, PROVIDER, uri, "Boris <b>"))


def test_a_call_shows_before_the_engine_has_said_a_word(calls: Fixture, engine: ListeningEngine) -> None:
    call_id = calls.service.dial_number(PROVIDER, MOSCOW)
    assert engine.told_of(Dial) == [Dial(call_id, PROVIDER, "sip:+74951112233@provider.test")]
    [call] = calls.service.calls()
    assert (call.call_id, call.remote, call.state, call.direction) == (call_id, MOSCOW, CallState.DIALLING, CallDirection.OUTGOING)


def test_it_follows_the_engine_to_its_end(calls: Fixture, engine: ListeningEngine) -> None:
    call_id = calls.service.dial_number(PROVIDER, MOSCOW)
    engine.say(CallChanged(call_id, CallState.RINGING, 10))
    engine.say(CallMedia(call_id, "G722", 16000))
    engine.say(CallChanged(call_id, CallState.ESTABLISHED, 2_000_000))
    engine.say(CallStats(call_id, 1000, 50, 49, 1, 0, 0, 90, 12))
    engine.say(CallChanged(call_id, CallState.ENDED, 9_000_000, Reason(ReasonCode.HUNG_UP_THERE)))
    last = calls.shown[-1]
    assert (last.state, last.answered_us, last.ended_us, last.codec, last.received_packets) == (
        CallState.ENDED,
        2_000_000,
        9_000_000,
        "G722",
        49,
    )
    assert last.reason == Reason(ReasonCode.HUNG_UP_THERE)
    assert calls.service.calls() == ()


@pytest.mark.parametrize("politely", [False, True])
def test_an_ignored_caller_is_refused_before_anything_shows(calls: Fixture, engine: ListeningEngine, politely: bool) -> None:
    calls.settings.change(ignore_politely=politely)
    calls.contacts.ignored.ignore("Boris@provider.test")
    _ring(engine)
    assert engine.told_of(Decline) == [Decline("in", busy=not politely)]
    engine.say(CallChanged("in", CallState.ENDED, 9, Reason(ReasonCode.DECLINED_HERE)))
    assert calls.shown == []
    _ring(engine, "other", "sip:anna@provider.test")
    assert [call.call_id for call in calls.service.calls()] == ["other"]


def test_late_events_after_the_end_are_dropped(calls: Fixture, engine: ListeningEngine) -> None:
    call_id = calls.service.dial_number(PROVIDER, MOSCOW)
    engine.say(CallChanged(call_id, CallState.ENDED, 9, Reason(ReasonCode.BUSY)))
    shown = len(calls.shown)
    engine.say(CallChanged(call_id, CallState.ESTABLISHED, 10))
    engine.say(CallMedia(call_id, "PCMA", 8000))
    assert len(calls.shown) == shown


def test_hanging_up_shows_at_once_that_the_call_is_ending(calls: Fixture, engine: ListeningEngine) -> None:
    call_id = calls.service.dial_number(PROVIDER, MOSCOW)
    calls.service.hang_up(call_id)
    assert engine.told_of(HangUp) == [HangUp(call_id)]
    assert calls.states[-1] is CallState.ENDING


@pytest.mark.parametrize("number", ["112", "911", "01", "+7112", "8112", "103"])
def test_a_providers_account_never_calls_an_emergency_number(calls: Fixture, engine: ListeningEngine, number: str) -> None:
    assert calls.service.dial_number(PROVIDER, number, confirmed=True) == ""
    assert calls.service.dial_address(PROVIDER, f"{number}@provider.test") == ""
    assert calls.refused == [("", ReasonCode.EMERGENCY_REFUSED)] * 2
    assert engine.told_of(Dial) == []
    assert calls.shown == []


def test_a_pbx_calls_an_emergency_number_only_once_it_is_confirmed(calls: Fixture, engine: ListeningEngine) -> None:
    assert calls.service.dial_number(PBX, "112") == ""
    assert calls.refused == [("", ReasonCode.EMERGENCY_UNCONFIRMED)]
    call_id = calls.service.dial_number(PBX, "112", confirmed=True)
    assert engine.told_of(Dial) == [Dial(call_id, PBX, "sip:112@pbx.test")]


def test_a_pbx_takes_internal_numbers_and_feature_codes_as_they_are(calls: Fixture, engine: ListeningEngine) -> None:
    calls.service.dial_number(PBX, "205")
    calls.service.dial_number(PBX, "*21#")
    assert [dial.target for dial in engine.told_of(Dial)] == ["sip:205@pbx.test", "sip:*21%23@pbx.test"]
    assert [call.remote for call in calls.service.calls()] == ["205@pbx.test", "*21#@pbx.test"]


@pytest.mark.parametrize("number", ["111-22-33", "205", "abc", "", "+7495;phone-context=evil", "4951112233"])
def test_a_provider_takes_full_numbers_only(calls: Fixture, engine: ListeningEngine, number: str) -> None:
    assert calls.service.dial_number(PROVIDER, number) == ""
    assert calls.refused == [("", ReasonCode.BAD_ADDRESS)]
    assert engine.told_of(Dial) == []


def test_an_extension_is_sent_as_tones_after_a_pause(calls: Fixture, engine: ListeningEngine) -> None:
    calls.service.dial_number(PROVIDER, MOSCOW, "123#")
    assert engine.told_of(Dial)[0].dtmf == ",123#"


@pytest.mark.parametrize("address", ["boris", "boris@", "@x", "bo ris@x", "a@b@c d", "sip:", "boris@x\r\nVia: evil"])
def test_what_is_no_address_is_not_called(calls: Fixture, engine: ListeningEngine, address: str) -> None:
    assert calls.service.dial_address(PROVIDER, address) == ""
    assert engine.told_of(Dial) == []


def test_an_address_is_called_with_its_domain_in_lower_case(calls: Fixture, engine: ListeningEngine) -> None:
    calls.service.dial_address(PROVIDER, "SIP:Boris@Provider.TEST")
    assert engine.told_of(Dial)[0].target == "sip:Boris@provider.test"


def test_a_call_without_an_engine_ends_at_once(calls: Fixture, engine: ListeningEngine) -> None:
    engine.alive = False
    calls.service.dial_number(PROVIDER, MOSCOW)
    assert calls.states == [CallState.DIALLING, CallState.ENDED]
    assert calls.shown[-1].reason == Reason(ReasonCode.ENGINE_LOST)


def test_a_dial_that_the_engine_refuses_ends_with_its_reason(calls: Fixture, engine: ListeningEngine) -> None:
    call_id = calls.service.dial_number(PROVIDER, MOSCOW)
    engine.say(CommandRefused("Dial", call_id, Reason(ReasonCode.NOT_REGISTERED)))
    assert calls.refused == [(call_id, ReasonCode.NOT_REGISTERED)]
    assert calls.shown[-1].reason == Reason(ReasonCode.NOT_REGISTERED)


def test_refused_tones_do_not_end_the_call(calls: Fixture, engine: ListeningEngine) -> None:
    call_id = calls.service.dial_number(PROVIDER, MOSCOW)
    engine.say(CommandRefused("SendDtmf", call_id, Reason(ReasonCode.WRONG_STATE)))
    assert len(calls.service.calls()) == 1


def test_an_incoming_call_is_answered_or_declined_by_the_person_alone(calls: Fixture, engine: ListeningEngine) -> None:
    _ring(engine)
    assert engine.told == []
    [call] = calls.service.calls()
    assert (call.state, call.remote, call.remote_name) == (CallState.INCOMING, "boris@provider.test", "Boris <b>")
    calls.service.answer("in")
    calls.service.decline("in", busy=True)
    assert engine.told == [Answer("in"), Decline("in", busy=True)]


def test_a_call_while_one_is_talked_rings_as_well_and_the_talk_stays_current(calls: Fixture, engine: ListeningEngine) -> None:
    call_id = calls.service.dial_number(PROVIDER, MOSCOW)
    engine.say(CallChanged(call_id, CallState.ESTABLISHED, 5))
    _ring(engine)
    assert len(calls.service.calls()) == 2
    current = calls.service.current()
    assert current is not None
    assert current.call_id == call_id


@pytest.mark.parametrize(
    ("reason", "missed"),
    [
        (ReasonCode.CANCELLED_THERE, True),
        (ReasonCode.NO_ANSWER, True),
        (ReasonCode.ENGINE_LOST, True),
        (ReasonCode.DECLINED_HERE, False),
        (ReasonCode.ANSWERED_ELSEWHERE, False),
    ],
)
def test_a_call_that_nobody_took_is_missed(calls: Fixture, engine: ListeningEngine, reason: ReasonCode, *, missed: bool) -> None:
    _ring(engine)
    engine.say(CallChanged("in", CallState.ENDED, 5, Reason(reason)))
    assert calls.shown[-1].missed is missed


def test_a_call_that_goes_out_or_was_talked_is_never_missed(calls: Fixture, engine: ListeningEngine) -> None:
    out = calls.service.dial_number(PROVIDER, MOSCOW)
    engine.say(CallChanged(out, CallState.ENDED, 5, Reason(ReasonCode.NO_ANSWER)))
    assert not calls.shown[-1].missed
    _ring(engine)
    engine.say(CallChanged("in", CallState.ESTABLISHED, 5))
    engine.say(CallChanged("in", CallState.ENDED, 6, Reason(ReasonCode.HUNG_UP_THERE)))
    assert not calls.shown[-1].missed


@pytest.mark.parametrize(
    ("uri", "remote"),
    [
        ("sip:boris@Sandbox.TEST", "boris@sandbox.test"),
        ("<sip:boris@sandbox.test;transport=tcp>;tag=7", "boris@sandbox.test"),
        ("sip:+7-495-111-22-33@sandbox.test;user=phone", MOSCOW),
        ("sip:%2B74951112233@sandbox.test", MOSCOW),
        ("tel:+7-495-111-2233;ext=5", MOSCOW),
        ("sip:boris@127.0.0.1:5060", "boris@127.0.0.1"),
        ("sip:boris@127.0.0.1:5080", "boris@127.0.0.1:5080"),
        ("sips:204@pbx.test?Subject=x", "204@pbx.test"),
        ("sip:anonymous.invalid", "anonymous.invalid"),
        ("garbage", "garbage"),
    ],
)
def test_the_caller_is_known_by_number_or_address(calls: Fixture, engine: ListeningEngine, uri: str, remote: str) -> None:
    _ring(engine, uri=uri)
    assert calls.shown[-1].remote == remote


def test_the_caller_is_found_among_the_contacts_also_when_added_while_it_rings(calls: Fixture, engine: ListeningEngine) -> None:
    _ring(engine)
    assert calls.shown[-1].contact_id is None
    boris = calls.contacts.add("Boris", (ContactPoint(PointKind.SIP, "boris@provider.test"),))
    assert calls.shown[-1].contact_id == boris


def test_tones_come_and_go(calls: Fixture, engine: ListeningEngine) -> None:
    heard: list[str] = []

    def hear(_call_id: str, digit: str) -> None:
        heard.append(digit)

    calls.service.dtmf_received.connect(hear)
    call_id = calls.service.dial_number(PROVIDER, MOSCOW)
    calls.service.send_dtmf(call_id, "12*#a")
    calls.service.send_dtmf(call_id, "12x")
    calls.service.send_dtmf(call_id, "")
    engine.say(DtmfReceived(call_id, "5"))
    assert engine.told_of(SendDtmf) == [SendDtmf(call_id, "12*#A")]
    assert calls.refused == [(call_id, ReasonCode.BAD_DIGITS)] * 2
    assert heard == ["5"]


def test_a_lost_engine_ends_the_calls_and_the_next_one_releases_the_far_sides(calls: Fixture, engine: ListeningEngine) -> None:
    talked, ringing = calls.service.dial_number(PROVIDER, MOSCOW), "in"
    engine.say(CallChanged(talked, CallState.ESTABLISHED, 5))
    engine.say(DialogSaved(talked, DIALOG))
    _ring(engine, ringing)
    engine.say(DialogSaved(ringing, DIALOG))
    engine.die()
    assert calls.service.calls() == ()
    assert {call.reason and call.reason.code for call in calls.shown if call.state is CallState.ENDED} == {ReasonCode.ENGINE_LOST}
    engine.come_back()
    assert engine.told_of(ReleaseDialog) == [ReleaseDialog(PROVIDER, DIALOG)]
    engine.die()
    engine.come_back()
    assert engine.told_of(ReleaseDialog) == []


def test_the_cost_runs_from_the_price_at_the_dial(calls: Fixture, engine: ListeningEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    call_id = calls.service.dial_number(PROVIDER, MOSCOW)
    calls.money.price_ready.emit(PROVIDER, priced())
    assert calls.shown[-1].cost == Money(0, "RUB")
    engine.say(CallChanged(call_id, CallState.ESTABLISHED, 100_000_000))
    assert calls.shown[-1].cost == Money(700_000, "RUB")
    # A tariff that changes in mid-call is the next call's.
    calls.money.price_ready.emit(PROVIDER, priced(rate_nanos=900_000_000))
    engine.say(CallChanged(call_id, CallState.ENDED, 161_000_000, Reason(ReasonCode.HUNG_UP_HERE)))
    assert calls.shown[-1].cost == Money(1_400_000, "RUB")


def test_the_price_of_another_number_is_not_taken(calls: Fixture) -> None:
    calls.service.dial_number(PROVIDER, MOSCOW)
    calls.money.price_ready.emit(PROVIDER, priced("+78121112233"))
    calls.money.price_ready.emit(PBX, priced())
    assert calls.shown[-1].price is None
