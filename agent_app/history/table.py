"""Calls as a table for spreadsheets."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from agent_app.spreadsheet import plain_cell, table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from agent_app.snapshots import CallItem

_HEAD: Final = (
    *("time", "direction", "number", "name", "account", "seconds", "missed", "result", "cost", "currency", "tariff", "destination"),
    *("mos", "recording", "voice_mail", "forwarded_to"),
)


def calls_table(items: Iterable[CallItem], name_of: Callable[[CallItem], str], account_of: Callable[[str], str]) -> bytes:
    """One line a call, local time with its offset (ISO 8601), codes as the program has them, numbers with a decimal point."""
    return table([_HEAD, *(_line(item, name_of(item), account_of(item.account_id)) for item in items)])


def _line(item: CallItem, name: str, account: str) -> tuple[object, ...]:
    at = time.strftime("%Y-%m-%dT%H:%M:%S%z", time.localtime(item.started_us / 1_000_000))
    cost = item.cost or item.counted
    return (
        *(at, item.direction, _number(item.remote), plain_cell(name), plain_cell(account), item.duration_s, _yes(item.missed)),
        *(item.reason.code if item.reason else "", cost.decimal() if cost else "", cost.currency if cost else ""),
        *(plain_cell(item.tariff), plain_cell(item.destination_en), f"{item.mos_centi / 100:.2f}" if item.mos_centi else ""),
        *(plain_cell(item.recording), _yes(item.is_voice_mail), _number(item.forwarded_to)),
    )


def _number(remote: str) -> str:
    """A full number keeps its plus: it is one that we have read; everything else is foreign text."""
    return remote if remote[:1] == "+" and remote[1:].isdecimal() and remote.isascii() else plain_cell(remote)


def _yes(is_so: bool) -> str:
    return "yes" if is_so else ""
