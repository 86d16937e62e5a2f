"""SMS as a person sends them: written first, sent once, followed to their end; and what comes in."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

import pytest

from agent_app.accounts.keyring_lane import KeyringLane
from agent_app.accounts.model import ACCOUNTS_VERSION, StoredAccount, StoredAccounts
from agent_app.accounts.service import AccountService
from agent_app.contacts.service import ContactService
from agent_app.money.service import MoneyService
from agent_app.money.snapshots import SmsItem, SmsStatus, SmsTermsSnapshot
from agent_app.settings.service import SettingsService
from agent_app.settings.store import JsonStore
from agent_app.sms.service import SmsService
from agent_app.snapshots import ContactPoint, PointKind, ProblemCode
from agent_app.storage.sms import save_sms
from tariffs.providers.errors import NoFundsError, OutcomeUnknownError, TransientError
from tariffs.providers.provider import Capability, SmsState
from tariffs.rating.money import Money
from telephony.messages import MessageProgress, MessageReceived, MessageState, SendMessage
from telephony.reasons import Reason, ReasonCode
from tests.unit.agent_app.told_provider import ToldProvider

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from agent_app.problems import Problems
    from agent_app.profile import Profile
    from agent_app.storage.database import Database
    from tests.unit.agent_app.listening import ListeningEngine

API, SIP = "api-account", "sip-account"
MOBILE: Final = "+79161112233"


class Texting:
    """The service, and all that it said."""

    def __init__(self, sms: SmsService, money: MoneyService, contacts: ContactService, qtbot: QtBot) -> None:
        self.sms = sms
        self.money = money
        self.contacts = contacts
        self.provider = ToldProvider()
        self.changed: list[SmsItem] = []
        self.terms: list[SmsTermsSnapshot] = []
        self.items: list[tuple[SmsItem, ...]] = []
        self.unseen: list[int] = []
        self._qtbot = qtbot
        sms.changed.connect(self.changed.append)
        sms.terms_ready.connect(self.terms.append)
        sms.items_ready.connect(self._note_items)
        sms.unseen_changed.connect(self.unseen.append)

    def _note_items(self, _remotes: tuple[str, ...], items: tuple[SmsItem, ...]) -> None:
        self.items.append(items)

    def statuses(self, item_id: str) -> list[SmsStatus]:
        """Each state once, in the order they came."""
        return list(dict.fromkeys(item.status for item in self.changed if item.item_id == item_id))

    def wait(self, condition: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(condition)

    def kept(self, number: str = MOBILE) -> tuple[SmsItem, ...]:
        count = len(self.items)
        self.sms.request_items((number,))
        self.wait(lambda: len(self.items) > count)
        return self.items[-1]


@pytest.fixture
def start(
    profile: Profile, problems: Problems, engine: ListeningEngine, database: Database, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], Texting]]:
    """The service over the profile's database, as at each start of the program."""
    monkeypatch.setattr("agent_app.sms.over_api._ASK_S", (0.01,) * 4)
    begun: list[Texting] = []

    def begin() -> Texting:
        store = JsonStore(profile.accounts, StoredAccounts, ACCOUNTS_VERSION, problems.report, ProblemCode.ACCOUNTS_BROKEN)
        store.save((StoredAccount(API, "anna@provider.test"), StoredAccount(SIP, "office@other.test")))
        settings = SettingsService(profile.settings, problems, engine)
        accounts = AccountService(store, engine, KeyringLane(engine), settings, parent=engine)
        money = MoneyService(accounts, settings, database, engine)
        contacts = ContactService(database, engine)
        texting = Texting(SmsService(engine, accounts, contacts, money, database, parent=engine), money, contacts, qtbot)
        texting.money.set_provider(API, texting.provider)
        texting.sms.load()
        begun.append(texting)
        return texting

    yield begin
    for texting in begun:
        texting.sms.close()
        texting.money.close()


@pytest.fixture
def texting(start: Callable[[], Texting]) -> Texting:
    return start()


def test_an_sms_is_sent_by_the_providers_api_and_followed_to_its_delivery(texting: Texting) -> None:
    texting.provider.states = [SmsState.ACCEPTED, SmsState.DELIVERED]
    item_id = texting.sms.send(API, MOBILE, "Hello")
    assert texting.changed[0].status is SmsStatus.SENDING
    texting.wait(lambda: texting.statuses(item_id) == [SmsStatus.SENDING, SmsStatus.ACCEPTED, SmsStatus.DELIVERED])
    assert texting.provider.asked.count(f"sms {MOBILE} Hello") == 1
    [item] = texting.kept()
    assert (item.status, item.cost, item.parts, item.is_incoming) == (SmsStatus.DELIVERED, Money(2_000_000, "RUB"), 1, False)
    assert texting.money.spent_today(API, "RUB") == 2_000_000


def test_it_is_in_the_database_before_it_is_sent(texting: Texting, start: Callable[[], Texting]) -> None:
    texting.provider.gate.clear()
    item_id = texting.sms.send(API, MOBILE, "Hello")
    texting.wait(lambda: f"sms {MOBILE} Hello" in texting.provider.asked)
    later = start()  # the program was lost here
    [item] = later.kept()
    assert (item.item_id, item.status, item.reason_code) == (item_id, SmsStatus.UNKNOWN, "interrupted")
    later.wait(lambda: True)
    assert later.provider.asked == []  # and is not sent again


@pytest.mark.parametrize(
    ("trouble", "status", "code"),
    [
        (OutcomeUnknownError("no clear answer"), SmsStatus.UNKNOWN, "outcome_unknown"),
        (NoFundsError("too little money"), SmsStatus.FAILED, "no_funds"),
        (TransientError("no connection"), SmsStatus.FAILED, "transient"),
        (RuntimeError("the client was closed"), SmsStatus.UNKNOWN, "failed"),
    ],
)
def test_what_goes_wrong_is_told_apart_and_nothing_is_sent_twice(
    texting: Texting, trouble: Exception, status: SmsStatus, code: str
) -> None:
    texting.provider.trouble = trouble
    item_id = texting.sms.send(API, MOBILE, "Hello")
    texting.wait(lambda: texting.statuses(item_id) == [SmsStatus.SENDING, status])
    assert texting.changed[-1].reason_code == code
    assert texting.provider.asked.count(f"sms {MOBILE} Hello") == 1


def test_a_delivery_that_fails_is_told_and_one_that_is_never_told_stays_accepted(texting: Texting) -> None:
    texting.provider.states = [SmsState.FAILED]
    failed = texting.sms.send(API, MOBILE, "one")
    texting.wait(lambda: texting.statuses(failed)[-1] is SmsStatus.FAILED)
    assert texting.changed[-1].reason_code == "not_delivered"
    texting.provider.states = [SmsState.ACCEPTED] * 9
    item_id = texting.sms.send(API, MOBILE, "two")
    texting.wait(lambda: texting.provider.asked.count("state s1") == 5)
    time.sleep(0.05)
    assert texting.statuses(item_id) == [SmsStatus.SENDING, SmsStatus.ACCEPTED]
    assert len(texting.provider.states) == 5  # it is asked a bounded number of times


def test_delivery_is_asked_about_again_after_a_start(start: Callable[[], Texting], database: Database) -> None:
    item = SmsItem("i1", API, MOBILE, False, time.time_ns() // 1000, "Hello", SmsStatus.ACCEPTED)
    database.write(lambda connection: save_sms(connection, item, "s7"))
    texting = start()
    texting.provider.states = [SmsState.DELIVERED]
    texting.wait(lambda: texting.statuses("i1") == [SmsStatus.DELIVERED])
    assert texting.provider.asked == ["state s7"]


@pytest.mark.parametrize(
    ("account", "number", "text", "code"),
    [("nobody", MOBILE, "Hi", "unknown_account"), (API, "12345", "Hi", "bad_address"), (API, MOBILE, " \n", "empty")],
)
def test_what_can_not_be_sent_fails_with_its_reason(texting: Texting, account: str, number: str, text: str, code: str) -> None:
    item_id = texting.sms.send(account, number, text)
    assert texting.statuses(item_id) == [SmsStatus.SENDING, SmsStatus.FAILED]
    assert texting.changed[-1].reason_code == code
    assert texting.provider.asked == []


# --- over SIP -------------------------------------------------------------------------------------------------------------------


def _sent_by_sip(texting: Texting, engine: ListeningEngine) -> str:
    item_id = texting.sms.send(SIP, MOBILE, "Привет")
    texting.wait(lambda: bool(engine.told_of(SendMessage)))
    return item_id


@pytest.mark.parametrize(
    ("progress", "reason", "status", "code"),
    [
        (MessageProgress.ACCEPTED, None, SmsStatus.ACCEPTED, ""),
        (MessageProgress.FAILED, Reason(ReasonCode.PAYMENT_REQUIRED), SmsStatus.FAILED, "payment_required"),
        (MessageProgress.UNKNOWN, Reason(ReasonCode.NO_RESPONSE), SmsStatus.UNKNOWN, "no_response"),
    ],
)
def test_without_an_api_it_goes_as_a_sip_message(
    texting: Texting,
    engine: ListeningEngine,
    progress: MessageProgress,
    reason: Reason | None,
    status: SmsStatus,
    code: str,
) -> None:
    item_id = _sent_by_sip(texting, engine)
    [command] = engine.told_of(SendMessage)
    assert (command.target, command.body, command.content_type) == ("sip:+79161112233@other.test", "Привет", "text/plain")
    engine.say(MessageState(item_id, SIP, MessageProgress.SENDING))
    engine.say(MessageState(item_id, SIP, progress, reason))
    assert texting.statuses(item_id) == [SmsStatus.SENDING, status]
    assert texting.changed[-1].reason_code == code


def test_an_engine_that_is_lost_leaves_the_outcome_unknown_and_nothing_is_sent_again(texting: Texting, engine: ListeningEngine) -> None:
    item_id = _sent_by_sip(texting, engine)
    engine.die()
    assert texting.statuses(item_id) == [SmsStatus.SENDING, SmsStatus.UNKNOWN]
    engine.come_back()
    assert engine.told_of(SendMessage) == []
    engine.alive = False
    failed = texting.sms.send(SIP, MOBILE, "Hi")
    texting.wait(lambda: texting.statuses(failed)[-1] is SmsStatus.FAILED)


def test_the_terms_say_which_way_it_goes(texting: Texting) -> None:
    texting.sms.request_terms(SIP, MOBILE)
    texting.sms.request_terms(API, "not a number")
    texting.sms.request_terms(API, MOBILE)
    texting.wait(lambda: len(texting.terms) == 3)
    assert [(terms.by_api, terms.error) for terms in texting.terms] == [(False, ""), (True, "bad_address"), (True, "")]
    assert (texting.terms[2].price, texting.terms[2].max_parts, texting.terms[2].left_today) == (Money(2_000_000, "RUB"), 10, 49)
    texting.provider.without |= {Capability.SMS}
    texting.sms.request_terms(API, MOBILE)
    assert not texting.terms[3].by_api


# --- coming in ------------------------------------------------------------------------------------------------------------------


def test_a_message_from_a_number_is_an_sms_that_nobody_has_seen_yet(texting: Texting, engine: ListeningEngine) -> None:
    anna = texting.contacts.add("Anna", (ContactPoint(PointKind.PHONE, MOBILE),))
    text = "<b>Привет</b>"
    engine.say(MessageReceived(API, f"<sip:{MOBILE}@provider.test>", "sip:anna@provider.test", "text/plain;charset=UTF-8", text, "c1", 7))
    [item] = texting.changed
    assert (item.remote, item.text, item.is_incoming, item.seen, item.contact_id, item.at_us) == (MOBILE, text, True, False, anna, 7)
    assert (texting.sms.unseen(), texting.unseen[-1]) == (1, 1)
    texting.sms.mark_seen((MOBILE,))
    texting.wait(lambda: texting.unseen[-1] == 0)
    assert texting.kept()[0].seen


@pytest.mark.parametrize(
    ("sender", "kind"),
    [("sip:boris@provider.test", "text/plain"), (f"sip:{MOBILE}@provider.test", "application/im-iscomposing+xml")],
)
def test_other_messages_are_not_sms(texting: Texting, engine: ListeningEngine, sender: str, kind: str) -> None:
    engine.say(MessageReceived(API, sender, "sip:anna@provider.test", kind, "x", "c1", 7))
    assert texting.changed == []


def test_an_ignored_number_writes_in_vain(texting: Texting, engine: ListeningEngine) -> None:
    texting.contacts.ignored.ignore(MOBILE)
    engine.say(MessageReceived(API, f"sip:{MOBILE}@provider.test", "sip:anna@provider.test", "text/plain", "Hi", "c1", 7))
    assert texting.changed == []
    assert texting.sms.unseen() == 0


def test_what_came_in_before_a_start_is_still_unseen(texting: Texting, engine: ListeningEngine, start: Callable[[], Texting]) -> None:
    engine.say(MessageReceived(API, f"sip:{MOBILE}@provider.test", "sip:anna@provider.test", "text/plain", "Hi", "c1", 7))
    texting.sms.close()
    later = start()
    later.wait(lambda: later.sms.unseen() == 1)
    later.sms.mark_seen((MOBILE,))
    later.wait(lambda: later.unseen[-1] == 0)


def test_the_operator_is_a_hint_from_a_worker(texting: Texting) -> None:
    told: list[tuple[str, str]] = []
    texting.sms.operator_ready.connect(lambda number, name: told.append((number, name)))  # pyright: ignore[reportUnknownLambdaType, reportUnknownArgumentType]
    texting.sms.request_operator("+380671234567")
    texting.sms.request_operator("12")
    texting.wait(lambda: len(told) == 2)
    assert told == [("+380671234567", "Kyivstar"), ("12", "")]
