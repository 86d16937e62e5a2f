"""Money on a real desktop: the price before a call, what runs down during it, what it came to, and the ways out when there is none."""

from __future__ import annotations

import json
import os
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tariffs.rating.reading import read_deck
from tests.e2e.steps import children_of, first_call, give, is_registered, open_sandbox, talk, wait_row
from tests.peers.process import eventually
from tests.peers.sandbox import SandboxProcess
from tests.unit.tariffs.oracle import cost as exact_cost

if TYPE_CHECKING:
    from tests.e2e.desktop import Desktop

DECK: Final = read_deck(Path(__file__).parents[2] / "resources" / "decks" / "sandbox.csv").whole()
MOSCOW: Final = "+74951112213"  # answers at once and echoes
GERMAN_MOBILE: Final = "+4915111122233"  # 3.40 a minute by the second, 0.50 to connect
MADRID: Final = "+34911234567"  # 0.75 a minute by the second
SPANISH_PREMIUM: Final = "+34803123456"
RICH: Final = 50_000_000
_HEADING: Final = "prefix,destination_en,destination_ru,rate,initial_increment,recurring_increment,currency"


def amount(micros: int) -> str:
    """As the window writes it in English: all digits that there are, at least two."""
    whole, rest = divmod(micros, 1_000_000)
    return f"{whole:,}.{f'{rest:06}'.rstrip('0').ljust(2, '0')}\u00a0₽"


def oracle(record: dict[str, Any]) -> int:
    """The cost of the provider's recorded time, by the tests' own arithmetic."""
    row = DECK.match(record["number"])
    assert row is not None
    return exact_cost(row, -(-(record["end_us"] - record["answer_us"]) // 1_000_000))


def balance(desktop: Desktop) -> int:
    return desktop.status()["accounts"][0]["money"]["balance"]["micros"]


def hang_up(desktop: Desktop, seconds: float) -> dict[str, Any]:
    """After so long, by mouse; the provider's record of the call."""
    time.sleep(seconds)
    desktop.click("Hang up", inside="Phone")
    return desktop.wait_sandbox(lambda calls: bool(calls) and calls[0]["end_cause"] != "", "the call is recorded")[0]


def test_a_fresh_account_tries_is_cut_is_refused_tops_up_and_pays_to_the_micro_unit(desktop: Desktop) -> None:
    give(desktop, balance_micros=0, trial_seconds=7)
    open_sandbox(desktop)
    desktop.write(MOSCOW)
    desktop.reader.find("Free on the trial, then 0\\.70.*/min", inside="Phone")
    desktop.reader.find("lasts 7 s", inside="Phone")
    desktop.press("Return")
    desktop.wait_status(lambda now: first_call(now).get("state") == "established", "Moscow answers")
    seen = time_left_until_the_end(desktop)
    assert seen == sorted(seen, reverse=True), "it runs down"
    assert len(set(seen)) >= 3, seen
    record = desktop.wait_sandbox(lambda calls: bool(calls) and calls[0]["end_cause"] != "", "the call is recorded")[0]
    assert (record["end_cause"], record["trial_seconds"], record["cost_micros"]) == ("credit_exhausted", 7, 0)
    assert record["end_us"] - record["answer_us"] <= 7_000_000
    desktop.reader.find("0 s left", inside="Phone")

    desktop.press("Return")
    desktop.reader.find("The trial is used up\\. Top up.*", inside="Phone")
    desktop.screenshot("money-refused")
    assert desktop.status()["calls"] == []
    refused = len(desktop.wait_sandbox(bool, "its records"))
    assert refused == 1, "nothing went out"
    top_up(desktop, "25.50")
    desktop.reader.find(amount(25_500_000), "label", inside="Phone")
    assert balance(desktop) == 25_500_000

    owed = spent = 0
    while owed % 10_000 == 0:  # a cost with more than two decimals shows whether digits are lost: two of three durations have one
        talk(desktop, GERMAN_MOBILE)
        record = hang_up(desktop, 2.2)
        owed = oracle(record)
        assert record["cost_micros"] == owed
        spent += owed
    desktop.reader.find(f"\\d s · {amount(owed)}", "label", inside="Phone")
    desktop.wait_status(lambda now: now["accounts"][0]["money"]["balance"]["micros"] == 25_500_000 - spent, "the balance is fetched")
    desktop.reader.find(amount(25_500_000 - spent), "label", inside="Phone")
    desktop.click("Calls.*", "page tab")
    desktop.click(wait_row(desktop, "Calls", amount(owed)))
    wait_row(desktop, "Calls and messages with this person", amount(owed))
    desktop.screenshot("money-timeline")
    desktop.focus()
    desktop.press("ctrl+shift+s")
    wait_row(desktop, "Spending by destination", amount(spent))
    desktop.screenshot("money-spending")


def time_left_until_the_end(desktop: Desktop) -> list[int]:
    """The seconds left that the window shows, one look after the other."""
    seen: list[int] = []
    while desktop.status()["calls"]:
        shown = desktop.reader.find_now("\\d s", "label", inside="Phone")
        if shown is not None:
            seen.append(int(shown.name.split()[0]))
    return seen


def top_up(desktop: Desktop, text: str) -> None:
    """By the button that helps, the dialog, the keyboard; until the receipt is closed."""
    shown = desktop.reader.find("Top up", "push button", inside="Phone")
    desktop.click(shown)
    desktop.reader.find("Amount", "text")
    desktop.write(text)
    desktop.press("Return")
    desktop.reader.find(f"{text}\u00a0₽ added", "label")
    desktop.reader.find("(?s)anna@sandbox.test\nNew balance.*\nReceipt [0-9a-f]{16}")
    desktop.screenshot("money-receipt")
    desktop.press("Return")
    desktop.reader.wait_gone("Done", "push button")


def test_a_free_direction_is_shown_as_free_and_costs_nothing(desktop: Desktop) -> None:
    give(desktop, balance_micros=RICH, trial_seconds=300, topped_up=True)
    open_sandbox(desktop)
    desktop.write(MOSCOW)
    desktop.reader.find("Free: Moscow", inside="Phone")
    talk(desktop, MOSCOW)
    desktop.reader.find("free", "label", inside="Phone")
    record = hang_up(desktop, 1)
    assert (record["cost_micros"], record["trial_seconds"], record["free"]) == (0, 0, "Moscow")
    desktop.reader.find("\\d s · free", "label", inside="Phone")
    assert balance(desktop) == RICH


def test_the_users_own_limit_ends_the_call_and_says_so(desktop: Desktop) -> None:
    give(desktop, balance_micros=RICH, topped_up=True)
    open_sandbox(desktop)
    desktop.focus()
    desktop.press("ctrl+shift+a")
    desktop.click("Edit.*", "push button")
    desktop.click("Money", "page tab")
    desktop.click("A call may cost at most", "text")
    desktop.write("0.05")
    desktop.screenshot("money-limits")
    desktop.click("Save", "push button")
    desktop.press("Escape")
    talk(desktop, MADRID)
    desktop.reader.find("Your own limit ends the call soon", "label", inside="Phone")
    desktop.wait_status(lambda now: not now["calls"], "the window ends the call")
    desktop.reader.find("Your own limit of 0\\.05\u00a0₽ for one call stops here\\.", inside="Phone")
    desktop.reader.find("Change limits", "push button", inside="Phone")
    record = desktop.wait_sandbox(lambda calls: bool(calls) and calls[0]["end_cause"] != "", "the call is recorded")[0]
    assert record["end_cause"] == "hung_up_by_caller"
    assert 0 < record["cost_micros"] == oracle(record) <= 50_000


def test_a_premium_number_is_called_only_after_a_question(desktop: Desktop) -> None:
    give(desktop, balance_micros=RICH, topped_up=True)
    open_sandbox(desktop)
    desktop.write(SPANISH_PREMIUM)
    desktop.reader.find(".*/min.*", "label", inside="Phone")
    desktop.press("Return")
    desktop.reader.find("Call the premium number.*")
    desktop.screenshot("money-premium")
    assert desktop.status()["calls"] == []
    desktop.press("Escape")
    desktop.reader.find(".*premium number.*", "label", inside="Phone")
    assert desktop.status()["calls"] == []
    desktop.click("Call anyway…", inside="Phone")
    desktop.click("Call \\+34.*", "push button")
    desktop.wait_status(lambda now: first_call(now).get("remote") == SPANISH_PREMIUM, "it is called")
    desktop.click("(Hang up|Cancel)", inside="Phone")


def test_a_provider_that_is_down_leaves_the_last_balance_with_its_age(desktop: Desktop) -> None:
    give(desktop, balance_micros=RICH, topped_up=True)
    open_sandbox(desktop)
    sandbox = children_of(desktop.status()["pid"])["sandbox"]
    os.kill(sandbox, signal.SIGSTOP)
    try:
        desktop.click("Top up", inside="Phone")
        desktop.reader.find("Amount", "text")
        desktop.write("10")
        desktop.press("Return")
        desktop.reader.find("The provider does not answer\\..*", "label")
        desktop.screenshot("money-no-answer")
        desktop.press("Escape")
        desktop.reader.find("Prepaid · as of .*", "label", inside="Phone")
        desktop.reader.find(amount(RICH), "label", inside="Phone")
        desktop.screenshot("money-age")
    finally:
        os.kill(sandbox, signal.SIGCONT)


def test_of_two_accounts_the_cheaper_one_is_shown_and_calls_by_one_click(desktop: Desktop, tmp_path: Path) -> None:
    with SandboxProcess(tmp_path / "provider") as provider:
        for user, price in (("anna", "1.90"), ("boris", "0.80")):
            add_account(desktop, provider, user, price)
        desktop.start_agent(wait_for="Number to call")
        desktop.wait_status(lambda now: len(now["accounts"]) == 2 and is_registered(now), "both are registered")
        desktop.write(GERMAN_MOBILE)
        desktop.reader.find("1\\.90.*/min.*", "label", inside="Phone")
        desktop.click("from 0\\.80.*/min with boris@…", inside="Phone")
        desktop.screenshot("money-offers")
        desktop.press("Return")  # the first of the list
        call = first_call(desktop.wait_status(lambda now: first_call(now).get("state") == "established", "it talks"))
        assert call["remote"] == GERMAN_MOBILE
        eventually(lambda: len(provider.active("boris")) == 1, 30, "boris calls")
        assert provider.active("anna") == []
        desktop.click("Hang up", inside="Phone")


def add_account(desktop: Desktop, provider: SandboxProcess, user: str, price: str) -> None:
    """An account of the provider, whose prices come from a list of the user's own."""
    deck = desktop.folder / f"{user}.csv"
    deck.write_text(f"{_HEADING}\n49,Germany,Германия,{price},60,60,RUB\n", encoding="utf-8")
    proxy = f"127.0.0.1:{provider.sip_port}"
    password = provider.accounts[user].password
    added = desktop.run("account", "add", f"{user}@{provider.domain}", "--proxy", proxy, text=f"{password}\n")
    assert added.returncode == 0, added.stdout + added.stderr
    path = desktop.profile / "accounts.json"
    accounts = json.loads(path.read_text(encoding="utf-8"))
    accounts["content"][-1]["provider"] = {"kind": "deck", "values": {"deck": str(deck)}}
    path.write_text(json.dumps(accounts), encoding="utf-8")
