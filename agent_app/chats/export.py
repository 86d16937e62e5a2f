"""A conversation as a file: text, HTML or JSON, item by item, however long it is."""

from __future__ import annotations

import html
from datetime import datetime
from typing import IO, TYPE_CHECKING, Final, assert_never

import msgspec

from agent_app.chats.snapshots import MessageItem, MessageKind
from agent_app.money.snapshots import SmsItem
from agent_app.snapshots import CallDirection, CallItem
from agent_app.storage.timeline import everything

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from pathlib import Path

    from agent_app.chats.snapshots import TimelineItem

_HTML_HEAD: Final = (
    '<!DOCTYPE html>\n<html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    "<title>{title}</title></head><body>\n<h1>{title}</h1>\n"
)


def export_timeline(connection: sqlite3.Connection, remotes: Sequence[str], title: str, path: Path, form: str) -> str:
    """Write all of it: form "text", "html" or "json" (one array). "" or, where that failed, the system's own words; no half of a file."""
    unfinished = path.with_name(f".{path.name}.new")
    try:
        with unfinished.open("w", encoding="utf-8", newline="\n") as file:
            _write(file, connection, remotes, title, form)
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        return error.strerror or str(error)
    return ""


def _write(file: IO[str], connection: sqlite3.Connection, remotes: Sequence[str], title: str, form: str) -> None:
    items = everything(connection, remotes)
    match form:
        case "json":
            file.write("[")
            for place, item in enumerate(items):
                file.write((",\n" if place else "\n") + msgspec.json.encode(_plain(item)).decode())
            file.write("\n]\n")
        case "html":
            file.write(_HTML_HEAD.format(title=html.escape(title)))
            for item in items:
                moment, who, what = (html.escape(text) for text in _line(item))
                what = what.replace("\n", "<br>")
                file.write(f"<p><time>{moment}</time> <b>{who}</b>: {what}</p>\n")
            file.write("</body></html>\n")
        case _:
            for item in items:
                moment, who, what = _line(item)
                file.write(f"[{moment}] {who}: {what}\n")


def _plain(item: TimelineItem) -> dict[str, object]:
    """Its fields, with what kind of item it is; where a file is on this computer is nobody's business elsewhere."""
    kind = {MessageItem: "message", CallItem: "call", SmsItem: "sms"}[type(item)]
    fields = msgspec.to_builtins(item)
    if fields.get("file"):
        fields["file"].pop("path", None)
        fields["file"].pop("thumbnail", None)
    return {"type": kind, **fields}


def _line(item: TimelineItem) -> tuple[str, str, str]:
    """When, who, what."""
    match item:
        case MessageItem():
            quoted = "".join(f"> {line}\n" for line in item.reply_text.splitlines())
            what = item.file.name if item.file is not None else item.text
            if item.kind is MessageKind.UNREADABLE:
                what = f"<{item.text}>"
            return _moment(item.at_us), item.remote if item.is_incoming else "→", quoted + what
        case CallItem():
            cost = "" if item.cost is None else f", {_amount(item.cost.micros)} {item.cost.currency}"
            who = item.remote if item.direction is CallDirection.INCOMING else "→"
            return _moment(item.started_us), who, f"☎ {item.duration_s // 60}:{item.duration_s % 60:02}{cost}"
        case SmsItem():
            return _moment(item.at_us), item.remote if item.is_incoming else "→", f"SMS: {item.text}"
        case _:
            assert_never(item)


def _amount(micros: int) -> str:
    """To the last digit that is not 0, two at least."""
    whole, fraction = divmod(abs(micros), 1_000_000)
    digits = f"{fraction:06}".rstrip("0").ljust(2, "0")
    return f"{'-' if micros < 0 else ''}{whole}.{digits}"


def _moment(at_us: int) -> str:
    return datetime.fromtimestamp(at_us / 1_000_000).astimezone().isoformat(" ", "seconds")
