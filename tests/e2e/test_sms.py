"""An SMS on a real desktop: written in the conversation, delivered by the provider, answered by the handset."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from tests.e2e.steps import give, open_sandbox, rows, wait_row

if TYPE_CHECKING:
    from tests.e2e.desktop import Desktop

BUSY: Final = "+74951112201"
MOBILE: Final = "+7 916 111-22-33"  # answers an SMS a second later
TIMELINE: Final = "Calls and messages with this person"


def test_an_sms_goes_out_is_delivered_and_answered_and_the_answer_is_counted_as_new(desktop: Desktop) -> None:
    give(desktop, balance_micros=1_000_000, topped_up=True)
    open_sandbox(desktop)
    assert desktop.run("dial", "--now", BUSY).returncode == 0
    desktop.wait_status(lambda now: not now["calls"], "the number is busy")
    desktop.click(f"Write an SMS to {MOBILE.replace('+', '[+]')}")
    desktop.reader.find("free", "label")
    desktop.click("Text of the SMS", "text")
    desktop.write("Are you there?")
    desktop.reader.find("146 left", "label")
    desktop.press("Return")
    seen = states_until_delivered(desktop)
    assert seen[-1] == "delivered"
    assert {"sending", "accepted"} & set(seen[:-1]), seen
    desktop.reader.find("160 left", "label")
    assert "Are you there?" in wait_row(desktop, TIMELINE, "Received").name
    desktop.screenshot("sms-answered")
    desktop.click("Calls.*", "page tab")
    desktop.click(wait_row(desktop, "Calls", "111-22-01"))
    # By the command line, for the answer comes soon: it is to come while somebody else is looked at.
    assert desktop.run("sms", MOBILE.replace(" ", "").replace("-", ""), text="And now?").returncode == 0
    new = wait_row(desktop, "Calls", "1 new")
    assert MOBILE in new.name
    assert "And now?" in new.name
    desktop.screenshot("sms-unread")
    desktop.click(new)
    wait_row(desktop, TIMELINE, "Received: Получено: «And now?»")
    wait_until_seen(desktop)
    assert desktop.status()["accounts"][0]["money"]["balance"]["micros"] == 1_000_000, "an SMS to Russia is free"


def states_until_delivered(desktop: Desktop) -> list[str]:
    """The states that the timeline showed of the SMS, each once, in their order."""
    seen: list[str] = []
    end = time.monotonic() + 60
    while time.monotonic() < end and "delivered" not in seen:
        for row in rows(desktop, TIMELINE):
            state = row.name.rpartition(" · ")[2]
            if "Sent: Are you there?" in row.name and state not in seen:
                seen.append(state)
    return seen


def wait_until_seen(desktop: Desktop) -> None:
    end = time.monotonic() + 30
    while any("new" in row.name for row in rows(desktop, "Calls")):
        assert time.monotonic() < end, "what is read is not new any more"
        time.sleep(0.1)
