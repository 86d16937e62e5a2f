"""Moments of the tariff, spending, SMS and account views, for the tests and the screenshots."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from agent_app.accounts.model import MoneyRules, ProviderKind, ProviderSettings
from agent_app.money.snapshots import DaySpending, SmsItem, SmsStatus, SmsTermsSnapshot
from agent_app.snapshots import AccountSnapshot
from tariffs.rating.band import Band
from tariffs.rating.broken import BrokenCode, BrokenRow
from tariffs.rating.deck import Deck, DeckRow
from tariffs.rating.free import FreeDirection, FreeSpan
from tariffs.rating.money import Money
from tariffs.rating.reading import DeckReading
from telephony.messages import Registration
from tests.ui.fakes import Fakes, now_us
from tests.ui.scenes import MINUTE
from ui.dialogs.account import AccountTab

if TYPE_CHECKING:
    from ui.shell import Shell

MOBILE = "+79161234567"  # Boris's
DAY = 1440 * MINUTE
AUTUMN = 1_790_802_000_000_000  # 1 October 2026, 00:00 in Moscow


def row(prefix: str, en: str, ru: str, rate: str, **fields: object) -> DeckRow:
    """`rate` in hundredths of a unit a minute."""
    return DeckRow(prefix, en, ru, int(rate) * 10_000_000, **fields)  # pyright: ignore[reportArgumentType]


def deck() -> Deck:
    """A small one with everything that a row may have."""
    cities = (("7343", "Yekaterinburg", "Екатеринбург"), ("7383", "Novosibirsk", "Новосибирск"), ("7843", "Kazan", "Казань"))
    return Deck(
        "RUB",
        (
            row("7495", "Moscow", "Москва", "70"),
            row("7499", "Moscow", "Москва", "70"),
            *(row(prefix, en, ru, "120", recurring_increment=1) for prefix, en, ru in cities),
            row("79", "Russia, mobile", "Россия, мобильные", "190", initial_increment=1, recurring_increment=1),
            row("79", "Russia, mobile", "Россия, мобильные", "150", band=Band((6, 7)), initial_increment=1, recurring_increment=1),
            row("8613", "China, mobile", "Китай, мобильные", "0"),
            row("44", "United Kingdom", "Великобритания", "95", valid_from_us=AUTUMN, valid_until_us=AUTUMN + 92 * DAY),
            row("8816", "Satellite networks", "Спутниковые сети", "90000", connection_fee_micros=5_000_000),
            row("850", "North Korea", "КНДР", "0", forbidden=True),
            row("39", "Italy", "Италия", "210", initial_increment=30, recurring_increment=6, free_seconds=5),
        ),
    )


def large_deck(size: int = 100_000) -> Deck:
    """Prefixes 100000 onwards, each with a name of its own."""
    return Deck(
        "RUB",
        tuple(row(str(100_000 + at), f"Town {at:06}", f"Город {at:06}", str(50 + at % 400)) for at in range(size)),
    )


def directions() -> tuple[FreeDirection, ...]:
    now = now_us() // DAY * DAY - 3 * 60 * MINUTE  # a midnight in Moscow
    return (
        FreeDirection("d1", FreeSpan("Moscow", "Москва", AUTUMN), ("7495", "7499"), "fixed", "agent"),
        FreeDirection("d2", FreeSpan("China, mobile", "Китай, мобильные", AUTUMN), ("86",), "mobile"),
        FreeDirection("d3", FreeSpan("Kazan", "Казань", now + 30 * DAY), ("7843",), "fixed"),
        FreeDirection("d4", FreeSpan("Germany", "Германия", now - 60 * DAY, now - DAY, is_campaign=True), ("49",)),
    )


def spending() -> tuple[DaySpending, ...]:
    """This month's, a few days of it, in two currencies."""
    first = date.today().replace(day=1)  # noqa: DTZ011 - the user's own month
    found: list[DaySpending] = []
    for day in range(0, 28, 3):
        on = (first + timedelta(days=day)).isoformat()
        found.append(DaySpending(on, "Moscow", "Москва", "RUB", 2, 190, 0, 2_800_000 + day * 300_000))
        if day % 2 == 0:
            found.append(DaySpending(on, "Russia, mobile", "Россия, мобильные", "RUB", 1, 61, 1, 3_800_000))
        if day % 9 == 0:
            found.append(DaySpending(on, "China, mobile", "Китай, мобильные", "RUB", 1, 300, 0, 0))
    found.append(DaySpending(first.isoformat(), "Germany", "Германия", "EUR", 1, 120, 0, 40_000))
    return tuple(found)


def texts() -> tuple[SmsItem, ...]:
    now = now_us()
    return (
        SmsItem("s1", "a1", MOBILE, False, now - 50 * MINUTE, "Встреча перенесена на 19:00", SmsStatus.DELIVERED, cost=Money(0, "RUB")),
        SmsItem("s2", "a1", MOBILE, True, now - 45 * MINUTE, "Хорошо, буду в семь. Захвати, пожалуйста, договор и схему проезда."),
        SmsItem("s3", "a1", MOBILE, False, now - 20 * MINUTE, "<b>ok</b>", SmsStatus.ACCEPTED, cost=Money(2_000_000, "RUB")),
        SmsItem("s4", "a1", MOBILE, False, now - 9 * MINUTE, "Ты где?", SmsStatus.FAILED, reason_code="rate_limited"),
        SmsItem("s5", "a1", MOBILE, False, now - 8 * MINUTE, "Подъезжаю, пять минут", SmsStatus.UNKNOWN, reason_code="outcome_unknown"),
        SmsItem("s6", "a1", MOBILE, False, now, "Я у входа", SmsStatus.SENDING),
    )


def with_texts(fakes: Fakes) -> None:
    fakes.sms.all = {item.item_id: item for item in texts()}
    fakes.sms.terms[MOBILE] = SmsTermsSnapshot("a1", MOBILE, price=Money(0, "RUB"), max_parts=10, per_day=50, left_today=4)
    fakes.sms.operators[MOBILE] = "MTS"


def broken_reading() -> DeckReading:
    rows = (
        BrokenRow(3, "", BrokenCode.NEGATIVE, "rate", "-1"),
        BrokenRow(17, "", BrokenCode.COMMA, "rate", "1,500"),
        BrokenRow(40, "", BrokenCode.DATE, "valid_from", "31.02.2027"),
        BrokenRow(41, "", BrokenCode.TWICE, "prefix", "7495"),
    )
    return DeckReading(deck(), rows)


def second(fakes: Fakes) -> AccountSnapshot:
    """An account of one's own, with a provider and limits."""
    account = AccountSnapshot("a2", "204@sip.example", "Boris", registration=Registration.REGISTERED, currency="EUR")
    fakes.accounts.put(account)
    fakes.accounts.kept_rules["a2"] = MoneyRules(5_000_000, 20_000_000, only_known_rates=True)
    fakes.accounts.providers["a2"] = ProviderSettings(ProviderKind.ZADARMA, {"key": "3a5f"})
    return account


# --- for the screenshots ---------------------------------------------------------------------------------------------------------


def tariffs(shell: Shell, fakes: Fakes) -> None:
    fakes.money.deck, fakes.money.directions = deck(), directions()
    shell.open_tariffs()


def tariffs_directions(shell: Shell, fakes: Fakes) -> None:
    fakes.money.deck, fakes.money.directions = deck(), directions()
    shell.open_tariffs(directions=True)


def tariffs_trouble(shell: Shell, fakes: Fakes) -> None:
    fakes.money.deck_trouble = ("transient", "")
    shell.open_tariffs()


def top_up(shell: Shell, fakes: Fakes) -> None:
    del fakes
    from ui.dialogs.top_up import TopUpDialog

    shell.open_top_up("a1")
    dialog = next(found for found in shell.dialogs() if isinstance(found, TopUpDialog))
    dialog.field.setText("1e5")
    dialog.send()


def top_up_wait(shell: Shell, fakes: Fakes) -> None:
    del fakes
    from ui.dialogs.top_up import TopUpDialog

    shell.open_top_up("a1")
    dialog = next(found for found in shell.dialogs() if isinstance(found, TopUpDialog))
    dialog.quick[1].click()
    dialog.add.click()


def top_up_receipt(shell: Shell, fakes: Fakes) -> None:
    import msgspec

    top_up_wait(shell, fakes)
    state = msgspec.structs.replace(fakes.money.states["a1"], balance=Money(312_400_000, "RUB"))
    fakes.money.top_up_done.emit("a1", state, Money(300_000_000, "RUB"), "5f3a9c0142d7e6b8")


def sms(shell: Shell, fakes: Fakes) -> None:
    with_texts(fakes)
    shell.window.open_contact("p1")
    page = shell.window.conversation
    assert page.sms is not None
    page.sms.editor.setPlainText("Привет! Встречаемся у входа, второй подъезд.")
    page.sms.latin.setChecked(True)


def sms_new(shell: Shell, fakes: Fakes) -> None:
    fakes.sms.put(SmsItem("n1", "a1", MOBILE, True, now_us(), "Буду в семь, не теряйте", SmsStatus.DELIVERED, seen=False))
    fakes.sms.put(SmsItem("n2", "a1", "+79167654321", True, now_us(), "Who is this?", SmsStatus.DELIVERED, seen=False))
    shell.window.people.tabs.setCurrentIndex(2)


def spending_month(shell: Shell, fakes: Fakes) -> None:
    from ui.wording.dates import this_month

    fakes.money.spending[this_month()] = spending()
    shell.open_spending()


def spending_nothing(shell: Shell, fakes: Fakes) -> None:
    del fakes
    shell.open_spending()


def account_access(shell: Shell, fakes: Fakes) -> None:
    second(fakes)
    shell.open_accounts().edit("a2")


def account_money(shell: Shell, fakes: Fakes) -> None:
    second(fakes)
    shell.edit_account_money("a2")


def account_deck(shell: Shell, fakes: Fakes) -> None:
    second(fakes)
    fakes.accounts.providers["a2"] = ProviderSettings(ProviderKind.DECK, {"deck": "/home/anna/prices.csv"})
    dialog = shell.open_accounts()
    dialog.edit("a2", AccountTab.MONEY)
    assert dialog.account_page is not None
    dialog.account_page.provider.more_button.click()
    dialog.account_page.rules.per_call.setText("five")
    dialog.account_page.save()


def account_sandbox(shell: Shell, fakes: Fakes) -> None:
    del fakes
    shell.edit_account_money("a1")


def preferred(shell: Shell, fakes: Fakes) -> None:
    second(fakes)
    fakes.settings.change(preferred={"prefix:7495": "a1", "contact:p1": "a2"})
    shell.open_accounts().edit_preferred()


def broken_deck(shell: Shell, fakes: Fakes) -> None:
    del fakes
    from ui.tariffs.broken import BrokenDialog

    shell._open(BrokenDialog("prices.csv", broken_reading(), shell.window))
