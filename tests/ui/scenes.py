"""People, calls and moments that the tests and the screenshots show."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QTimer

from agent_app.money.snapshots import ChargeDifference, MoneySnapshot, Offer, PriceSnapshot
from agent_app.snapshots import (
    AccountSnapshot,
    AudioSnapshot,
    CallDirection,
    CallItem,
    Contact,
    ContactPoint,
    KeyringProblem,
    PointKind,
)
from tariffs.rating.free import FreeDirection, FreeSpan
from tariffs.rating.money import Money
from telephony.calls import CallState
from telephony.messages import AudioBackend, Registration
from telephony.reasons import Reason, ReasonCode
from tests.prices import priced
from tests.ui.fakes import FakeContacts, Fakes, FakeSettings, now_us

if TYPE_CHECKING:
    from ui.shell import Shell

OFFICE = "+74951112233"
MINUTE = 60_000_000


def phone(value: str, label: str = "") -> ContactPoint:
    return ContactPoint(PointKind.PHONE, value, label)


def address(value: str, label: str = "") -> ContactPoint:
    return ContactPoint(PointKind.SIP, value, label)


PEOPLE = (
    Contact(
        "p1",
        "Борис Петров",
        (phone(OFFICE, "работа"), phone("+79161234567", "мобильный"), address("boris@sandbox.test")),
        True,
        "Отдел связи",
    ),
    Contact("p2", "Вера", (address("vera@sandbox.test"),)),
    Contact("p3", "Мама", (phone("+78123334455"),)),
    Contact("p4", "Echo", (address("echo@sandbox.test"),)),
    Contact("p5", "Дмитрий Соколов", (phone("+73432223344"),)),
    Contact("p6", "Ольга Лебедева", (phone("+4915112345678"),)),
    Contact("p7", "<b>Bold</b> & Co", (phone("+442079460000"),)),
)


def items() -> tuple[CallItem, ...]:
    now = now_us()
    there, gone = CallDirection.INCOMING, CallDirection.OUTGOING
    return (
        CallItem(
            "i1", "a1", "+73432223344", there, now - 5 * MINUTE, "p5", missed=True, seen=False, reason=Reason(ReasonCode.CANCELLED_THERE)
        ),
        CallItem("i2", "a1", OFFICE, gone, now - 30 * MINUTE, "p1", 192, Reason(ReasonCode.HUNG_UP_HERE), Money(1_900_000, "RUB")),
        CallItem("i3", "a1", "vera@sandbox.test", there, now - 90 * MINUTE, "p2", 61, Reason(ReasonCode.HUNG_UP_THERE)),
        CallItem("i4", "a1", OFFICE, gone, now - 1500 * MINUTE, "p1", 0, Reason(ReasonCode.BUSY)),
        CallItem("i5", "a1", "+74951112244", gone, now - 3000 * MINUTE, None, 35, Reason(ReasonCode.HUNG_UP_HERE), Money(0, "RUB")),
        CallItem("i6", "a1", OFFICE, there, now - 4500 * MINUTE, "p1", 732, Reason(ReasonCode.HUNG_UP_HERE)),
    )


def price(*, lasts_s: int | None = 1020, **fields: Any) -> PriceSnapshot:
    """Of a call to the office."""
    return priced(OFFICE, lasts_s=lasts_s, **fields)


def populated(**settings: object) -> Fakes:
    """A sandbox account with money, people and calls."""
    fakes = Fakes(contacts=FakeContacts(*PEOPLE), settings=FakeSettings(**{"language": "en", "theme": "light", **settings}))
    fakes.history.items = items()
    fakes.money.states["a1"] = MoneySnapshot("a1", Money(12_400_000, "RUB"), "trial", 252, 300, now_us())
    fakes.money.prices[OFFICE] = price()
    return fakes


def talking(fakes: Fakes) -> str:
    """A call with the office that has been going on for a while."""
    call_id = fakes.calls.begin(OFFICE, price=price())
    fakes.calls.happen(
        call_id,
        state=CallState.ESTABLISHED,
        answered_us=now_us() - 107_000_000,
        codec="PCMA",
        clock_rate=8000,
        cost=Money(1_400_000, "RUB"),
        time_left_s=913,
    )
    fakes.audio.levels.emit(150, 60)
    return call_id


def idle(shell: Shell, fakes: Fakes) -> None:
    del fakes
    shell.window.open_contact("p1")
    shell.window.people.select_contact("p1", quietly=True)
    shell.window.show_number(OFFICE, "Борис Петров")


def in_call(shell: Shell, fakes: Fakes) -> None:
    shell.window.open_contact("p1")
    talking(fakes)


def keypad(shell: Shell, fakes: Fakes) -> None:
    in_call(shell, fakes)
    shell.window.phone.in_call.keypad.button.click()
    for sign in "1234#":
        shell.window.phone.in_call.send_tone(sign)


def incoming(shell: Shell, fakes: Fakes) -> None:
    shell.window.open_contact("p2")
    fakes.calls.begin("vera@sandbox.test", CallDirection.INCOMING, remote_name="Vera")


def second_call(shell: Shell, fakes: Fakes) -> None:
    in_call(shell, fakes)
    fakes.calls.begin("vera@sandbox.test", CallDirection.INCOMING, remote_name="Vera")


def refusal(shell: Shell, fakes: Fakes) -> None:
    shell.window.show_number("112")
    del fakes


def suggestion(shell: Shell, fakes: Fakes) -> None:
    shell.window.show_number("4951112233")
    del fakes


def busy(shell: Shell, fakes: Fakes) -> None:
    shell.window.show_number(OFFICE)
    call_id = fakes.calls.begin(OFFICE)
    fakes.calls.happen(call_id, state=CallState.ENDED, reason=Reason(ReasonCode.PAYMENT_REQUIRED, 402))


def no_sound(shell: Shell, fakes: Fakes) -> None:
    idle(shell, fakes)
    fakes.audio.put(AudioSnapshot(AudioBackend.NULL, reason=Reason(ReasonCode.NO_AUDIO_DEVICE)))


def calls_tab(shell: Shell, fakes: Fakes) -> None:
    shell.window.people.tabs.setCurrentIndex(2)
    shell.window.open_remote("+74951112244")
    del fakes


def people(shell: Shell, fakes: Fakes) -> None:
    del shell, fakes


def sandbox(shell: Shell, fakes: Fakes) -> None:
    fakes.accounts.sandbox = True
    shell.window.conversation.welcome.retranslate()


def editor(shell: Shell, fakes: Fakes) -> None:
    del fakes
    shell.edit_contact("p1")


def settings(shell: Shell, fakes: Fakes) -> None:
    del fakes
    shell.open_settings()


def accounts(shell: Shell, fakes: Fakes) -> None:
    broken = AccountSnapshot(
        "a2", "boris@sip.example", "Boris", registration=Registration.FAILED, reason=Reason(ReasonCode.NO_RESPONSE), retry_s=32
    )
    fakes.accounts.put(broken)
    shell.open_accounts()


def about(shell: Shell, fakes: Fakes) -> None:
    del fakes
    shell.open_about()


def password(shell: Shell, fakes: Fakes) -> None:
    fakes.accounts.password_needed.emit(fakes.accounts.current(), KeyringProblem.ABSENT)
    del shell


def picker(shell: Shell, fakes: Fakes) -> None:
    del fakes
    shell.window.people.open_picker()


def menu(shell: Shell, fakes: Fakes) -> None:
    del fakes
    shell.window.open_contact("p1")
    shell.window.conversation.header.call.click()


# --- money on the phone --------------------------------------------------------------------------------------------------------------


def second_account(fakes: Fakes) -> AccountSnapshot:
    """An office account beside Anna's, and what each asks for a call to the office."""
    office = AccountSnapshot("a2", "office@sip.example", "Office", registration=Registration.REGISTERED, currency="RUB")
    fakes.accounts.put(office)
    fakes.money.states["a2"] = MoneySnapshot("a2", Money(92_000_000, "RUB"), "prepaid", at_us=now_us())
    fakes.money.offers[OFFICE] = (
        Offer("a2", "office@sip.example", price(rate_nanos=650_000_000, lasts_s=8460)),
        Offer("a1", "anna@sandbox.test", price()),
    )
    return office


def free_direction(shell: Shell, fakes: Fakes) -> None:
    until = int(datetime(2030, 11, 1).astimezone().timestamp()) * 1_000_000
    span = FreeSpan("Moscow", "Москва", now_us() - MINUTE, until)
    fakes.money.prices[OFFICE] = priced(OFFICE, free=span)
    shell.window.show_number(OFFICE)


def trial(shell: Shell, fakes: Fakes) -> None:
    fakes.money.prices[OFFICE] = price(trial_s=252, lasts_s=1272)
    shell.window.show_number(OFFICE)


def provider_down(shell: Shell, fakes: Fakes) -> None:
    before = now_us() - 90 * MINUTE
    old = MoneySnapshot("a1", Money(12_400_000, "RUB"), "prepaid", at_us=before, error="transient")
    fakes.money.prices[OFFICE] = msgspec.structs.replace(price(), error="transient", at_us=before)
    fakes.money.put(old)
    shell.window.show_number(OFFICE)


def no_price(shell: Shell, fakes: Fakes) -> None:
    fakes.money.prices[OFFICE] = PriceSnapshot(OFFICE, error="transient")
    shell.window.show_number(OFFICE)


def offers(shell: Shell, fakes: Fakes) -> None:
    second_account(fakes)
    shell.window.show_number(OFFICE)


def offers_list(shell: Shell, fakes: Fakes) -> None:
    second_account(fakes)
    third = AccountSnapshot("a3", "204@pbx.example", "PBX", registration=Registration.REGISTERED, currency="EUR")
    fakes.accounts.put(third)
    fakes.money.offers[OFFICE] += (Offer("a3", "204@pbx.example", price(), refusal="no_credit"),)
    shell.window.show_number(OFFICE)
    QTimer.singleShot(180, shell.window.phone.dialling.open_offers)


def inspector(shell: Shell, fakes: Fakes) -> None:
    del fakes
    shell.window.show_number("8 (495) 111-22-33")
    QTimer.singleShot(180, shell.window.inspect_number)


def inspector_refusal(shell: Shell, fakes: Fakes) -> None:
    del fakes
    shell.window.show_number("+7 495 111-22")
    QTimer.singleShot(180, shell.window.inspect_number)


def no_credit(shell: Shell, fakes: Fakes) -> None:
    fakes.calls.refusals = [Reason(ReasonCode.NO_CREDIT, value="0.40 RUB")]
    shell.window.show_number(OFFICE)
    shell.window.phone.dialling.press_call()


def forbidden(shell: Shell, fakes: Fakes) -> None:
    second_account(fakes)
    fakes.calls.refusals = [Reason(ReasonCode.DESTINATION_FORBIDDEN, value=OFFICE)]
    shell.window.show_number(OFFICE)
    shell.window.phone.dialling.press_call()


def over_limit(shell: Shell, fakes: Fakes) -> None:
    fakes.calls.refusals = [Reason(ReasonCode.OVER_DAY_LIMIT, value="100.00 RUB")]
    shell.window.show_number(OFFICE)
    shell.window.phone.dialling.press_call()


def last_minute(shell: Shell, fakes: Fakes) -> None:
    fakes.calls.happen(talking(fakes), price=price(lasts_s=107 + 45), time_left_s=45)
    del shell


def last_seconds(shell: Shell, fakes: Fakes) -> None:
    fakes.calls.happen(talking(fakes), price=price(lasts_s=107 + 8), time_left_s=8)
    del shell


def ended(shell: Shell, fakes: Fakes) -> None:
    shell.window.show_number(OFFICE)
    call_id = talking(fakes)
    fakes.calls.hang_up(call_id)
    fakes.money.charge_differs.emit(ChargeDifference(call_id, Money(1_400_000, "RUB"), Money(2_100_000, "RUB")))


def campaign(shell: Shell, fakes: Fakes) -> None:
    idle(shell, fakes)
    span = FreeSpan("China, mobile", "Китай, мобильные", now_us(), now_us() + 30 * 1440 * MINUTE, is_campaign=True)
    words = ("Calls to mobiles in China are free during one month.", "Звонки на мобильные в Китай бесплатны целый месяц.")
    fakes.money.announced.emit(FreeDirection("c1", span, ("8613",), "mobile", "agent", *words))
