"""The lines of the list of calls: runs of calls with one person are one line that opens; what each line says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent_app.money.snapshots import SmsThread
from agent_app.snapshots import CallDirection, CallItem
from ui.contacts.models import call_row, thread_row
from ui.language import tr, tr_count
from ui.widgets.rows import Row
from ui.wording.amounts import cost_or_free
from ui.wording.calls import GOOD, POOR, sound_words
from ui.wording.people import item_summary, remote_text
from ui.wording.times import clock, day, duration

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from agent_app.snapshots import Contact

    FindContact = Callable[[str], Contact | None]

Entry = CallItem | SmsThread


@dataclass(frozen=True, slots=True)
class Line:
    """One call, several calls with one person (`is_open`: they follow as lines of their own), one of those, or an exchange of SMS."""

    entries: tuple[Entry, ...]
    is_open: bool = False
    is_inner: bool = False

    def first(self) -> Entry:
        return self.entries[0]

    def calls(self) -> tuple[CallItem, ...]:
        return tuple(entry for entry in self.entries if isinstance(entry, CallItem))

    def remote(self) -> str:
        return remote_of(self.first())

    def is_group(self) -> bool:
        return len(self.entries) > 1

    def recording(self) -> str:
        """The path of what can be played here: of one call alone."""
        first = self.first()
        return first.recording if isinstance(first, CallItem) and not self.is_group() else ""

    def key(self) -> tuple[str, bool]:
        """Stays the same while calls are added before it."""
        last = self.entries[-1]
        return (last.item_id if isinstance(last, CallItem) else f"sms:{last.latest.remote}", self.is_inner)


def remote_of(entry: Entry) -> str:
    return entry.latest.remote if isinstance(entry, SmsThread) else entry.remote


def moment_of(entry: Entry) -> int:
    return entry.latest.at_us if isinstance(entry, SmsThread) else entry.started_us


def lines_of(entries: Sequence[Entry], opened: Collection[str]) -> list[Line]:
    """`entries` newest first; `opened` has an item_id of each group that is open."""
    lines: list[Line] = []
    for run in _runs(entries):
        is_open = len(run) > 1 and any(isinstance(entry, CallItem) and entry.item_id in opened for entry in run)
        lines.append(Line(tuple(run), is_open))
        if is_open:
            lines += [Line((entry,), is_inner=True) for entry in run]
    return lines


def _runs(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Calls that follow each other with the same person."""
    runs: list[list[Entry]] = []
    for entry in entries:
        before = runs[-1][-1] if runs else None
        if isinstance(entry, CallItem) and isinstance(before, CallItem) and _person(before) == _person(entry):
            runs[-1].append(entry)
        else:
            runs.append([entry])
    return runs


def _person(item: CallItem) -> str:
    return item.contact_id or item.remote


# --- words -------------------------------------------------------------------------------------------------------------------------


def row_of(line: Line, find: FindContact) -> Row:
    """What the list paints; of lines within a group when and how it went, for they stand below the name."""
    first = line.first()
    contact = find(line.remote())
    if isinstance(first, SmsThread):
        return thread_row(first, contact)
    row = call_row(first, contact)
    second = "play-fill" if line.recording() else ""
    if line.is_inner:
        when, went = inner_words(first)
        return Row(
            *(when, went, "", ""),
            role=row.role,
            mark=_mark(first),
            action=row.action,
            second=second,
            signs=signal_icon(first),
            spoken=", ".join(part for part in (when, went, sound_words(first.mos_centi)) if part),
        )
    count = len(line.entries)
    counted = tr_count("Calls", "%n call(s)", count) if count > 1 else ""
    said = " · ".join(part for part in (counted, summary(first)) if part)
    return Row(
        *(row.title, said, row.avatar_name, row.avatar_key),
        when=row.when,
        role=row.role,
        mark=_mark(first),
        action=row.action,
        second=second,
        picture=row.picture,
        signs=() if line.is_group() else signal_icon(first),
        short=summary(first, with_direction=False),
        spoken=_spoken(line, row.title, said),
    )


def _spoken(line: Line, name: str, said: str) -> str:
    if not line.is_group():
        first = line.first()
        sound = sound_words(first.mos_centi) if isinstance(first, CallItem) and first.duration_s else ""
        return ", ".join(part for part in (name, said, sound) if part)
    state = tr("People", "unfolded") if line.is_open else tr("People", "folded")
    return f"{name}, {said}, {state}"


def _mark(item: CallItem) -> str:
    if item.is_voice_mail:
        return "voicemail"
    if item.missed:
        return "phone-x"
    return "arrow-down-left" if item.direction is CallDirection.INCOMING else "arrow-up-right"


def summary(item: CallItem, *, with_direction: bool = True) -> str:
    """ "Outgoing · 3 min 12 s · 1.90 ₽"; "Voice mail · 34 s"."""
    if item.is_voice_mail:
        return " · ".join(part for part in (tr("Calls", "Voice mail"), duration(item.duration_s) if item.duration_s else "") if part)
    sent_on = tr("Calls", "forwarded to {who}", who=remote_text(item.forwarded_to)) if item.forwarded_to else ""
    return " · ".join(part for part in (sent_on, item_summary(item, with_direction=with_direction)) if part)


def signal_icon(item: CallItem) -> tuple[str, ...]:
    """How it sounded, as bars; nothing where that is not known."""
    if not item.duration_s or item.mos_centi <= 0:
        return ()
    if item.mos_centi >= GOOD:
        return ("cell-signal-full",)
    return ("cell-signal-medium",) if item.mos_centi >= POOR else ("cell-signal-low",)


def inner_words(item: CallItem) -> tuple[str, str]:
    """Of a line within a group: when, and how it went."""
    when = f"{day(item.started_us)}, {clock(item.started_us)}"
    if item.is_voice_mail or item.missed:
        return when, summary(item)
    cost = cost_or_free(item.cost) if item.duration_s else ""
    went = duration(item.duration_s) if item.duration_s else item_summary(item, with_direction=False)
    return when, " · ".join(part for part in (went, cost) if part)
