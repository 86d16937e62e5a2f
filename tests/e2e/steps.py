"""What many stories begin with or wait for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from agent_app.profile import Profile
from sandbox.state import open_state
from tests.peers.process import PATIENCE_S, eventually

if TYPE_CHECKING:
    from tests.e2e.desktop import Desktop
    from tests.e2e.reader import Node


def first_call(status: dict[str, Any]) -> dict[str, Any]:
    return status["calls"][0] if status["calls"] else {}


def is_talking(status: dict[str, Any]) -> bool:
    return first_call(status).get("state") == "established" and first_call(status)["rtp"]["received"] > 50


def is_registered(status: dict[str, Any]) -> bool:
    return bool(status["accounts"]) and {account["state"] for account in status["accounts"]} == {"registered"}


def open_sandbox(desktop: Desktop) -> None:
    """The program in the sandbox, registered, its money known."""
    desktop.start_agent("--sandbox", wait_for="Number to call")
    desktop.wait_status(is_registered, "the sandbox's account is registered")
    desktop.wait_status(lambda now: now["accounts"][0]["money"] is not None, "the balance is there")


def give(desktop: Desktop, *, balance_micros: int, trial_seconds: int = 0, topped_up: bool = False) -> None:
    """What the sandbox's first account has when it starts."""
    state = open_state(Profile.at(desktop.profile).sandbox().provider_state)
    account = state.accounts["anna"]
    account.balance_micros, account.trial_left, account.topped_up = balance_micros, trial_seconds, topped_up
    state.save()


def children_of(pid: int) -> dict[str, int]:
    """The pid of each child by the module that it runs ("telephony.engine", "sandbox")."""
    found: dict[str, int] = {}
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        words = Path(f"/proc/{child}/cmdline").read_bytes().split(b"\0")
        if b"-m" in words:
            found[words[words.index(b"-m") + 1].decode()] = int(child)
    return found


def rows(desktop: Desktop, name: str) -> list[Node]:
    """Of the list of that name, from its top."""
    return desktop.reader.rows(desktop.reader.find(name, "list"))


def wait_row(desktop: Desktop, name: str, part: str, seconds: float = PATIENCE_S) -> Node:
    """The first row of that list in whose text `part` occurs, once there is one."""
    found: list[Node] = []

    def there() -> bool:
        found[:] = [row for row in rows(desktop, name) if part in row.name]
        return bool(found)

    eventually(there, seconds, f"a row with {part!r} in {name!r}", interval_s=0.1)
    return found[0]


def talk(desktop: Desktop, number: str) -> dict[str, Any]:
    """Type it over what stands in the field, call, and come back when sound arrives; the call as `status` tells it."""
    desktop.focus()
    desktop.press("ctrl+l", "ctrl+a")
    desktop.write(number)
    desktop.press("Return")
    return first_call(desktop.wait_status(is_talking, f"{number} talks"))


def fill_sign_in(desktop: Desktop, address: str, password: str, proxy: str) -> None:
    """What the page asks for, the proxy under "More" last, where the keys still go to."""
    desktop.click("Sign in.*")
    desktop.focus()
    desktop.click("Address.*", "text")
    desktop.write(address)
    desktop.press("Tab")
    desktop.write(password)
    desktop.click("More.*", "")
    desktop.click(".*[Pp]roxy.*", "text")
    desktop.write(proxy)
