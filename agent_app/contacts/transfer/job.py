"""Import and export as work beside the window: with progress, and with an end when the user has had enough."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, Signal

from agent_app.background import Lane
from agent_app.contacts.transfer.drafts import LARGEST_FILE, Drafts
from agent_app.files import write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from agent_app.contacts.service import ContactService
    from agent_app.contacts.transfer.planning import Context, ImportPlan
    from agent_app.contacts.transfer.table import Meaning, Table
    from agent_app.contacts.transfer.writing import Form
    from agent_app.snapshots import Contact

_CLOSE_S: Final = 0.5


class TooLargeError(Exception):
    """The file is larger than is read."""


class _CancelledError(Exception):
    pass


class TransferJob(QObject):
    """One at a time; after `cancel` nothing is told of it any more. Signals come on this object's own thread."""

    progressed = Signal(int)  # percent
    opened = Signal(object)  # Table to be mapped, or Drafts of vCards
    planned = Signal(object)  # ImportPlan
    exported = Signal(int)  # how many contacts
    failed = Signal(object)  # Exception: OSError, TooLargeError

    _stepped = Signal(object, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = Lane("contacts-transfer", self)
        self._stop = threading.Event()
        self._stepped.connect(self._tell_step)

    def open(self, path: Path) -> None:
        """Read a vCard or CSV file."""
        self._run(lambda _: read_file(path), self.opened.emit)

    def plan(self, source: Drafts | Table, meanings: Sequence[Meaning], context: Context) -> None:
        """Make contacts of what was opened; of a table with these meanings of its columns."""
        self._run(lambda step: _planned(source, meanings, context, step), self.planned.emit)

    def export(self, contacts: Sequence[Contact], groups: Mapping[str, str], labels: Mapping[str, str], form: Form, path: Path) -> None:
        """Write them; the old file stands where that fails. `groups` are names by id, `labels` the user's words for labels."""

        def work(step: Callable[[int, int], None]) -> int:
            write_atomically(path, _written(contacts, groups, labels, form, step))
            return len(contacts)

        self._run(work, self.exported.emit)

    def cancel(self) -> None:
        self._stop.set()

    def close(self) -> None:
        """Before the object goes: nothing of it is told later."""
        self.cancel()
        self._lane.close(_CLOSE_S)

    def _run(self, work: Callable[[Callable[[int, int], None]], object], then: Callable[[object], None]) -> None:
        self.cancel()
        stop = self._stop = threading.Event()
        told = -1

        def step(done: int, total: int) -> None:
            nonlocal told
            if stop.is_set():
                raise _CancelledError
            percent = 100 * done // max(1, total)
            if percent != told:
                told = percent
                self._stepped.emit(stop, percent)

        def done(result: object) -> None:
            if not stop.is_set():
                then(result)

        def failed(error: Exception) -> None:
            if not stop.is_set():
                self.failed.emit(error)

        self._lane.run(lambda: work(step), done, failed)

    def _tell_step(self, stop: threading.Event, percent: int) -> None:
        if not stop.is_set():
            self.progressed.emit(percent)


def read_file(path: Path) -> Drafts | Table:
    """What is in the file, whichever of the two it is. OSError, TooLargeError."""
    from agent_app.contacts.transfer.decoding import decode
    from agent_app.contacts.transfer.table import read_table
    from agent_app.contacts.transfer.vcard import looks_like_vcard, read_vcards

    with path.open("rb") as file:
        data = file.read(LARGEST_FILE + 1)
    if len(data) > LARGEST_FILE:
        raise TooLargeError(str(path))
    text = decode(data)
    return read_vcards(text) if looks_like_vcard(text) else read_table(text)


def add_planned(contacts: ContactService, plan: ImportPlan) -> None:
    """Keep the new contacts, in groups of the names they had."""
    ids = {name: contacts.groups.add(name) for name in {name for _, name in plan.contacts} if name}
    contacts.add_many(tuple(msgspec.structs.replace(contact, group_id=ids.get(name, "")) for contact, name in plan.contacts))


def _planned(source: Drafts | Table, meanings: Sequence[Meaning], context: Context, step: Callable[[int, int], None]) -> ImportPlan:
    from agent_app.contacts.transfer.planning import plan_import
    from agent_app.contacts.transfer.table import drafts_of

    return plan_import(source if isinstance(source, Drafts) else drafts_of(source, meanings), context, step)


def _written(
    contacts: Sequence[Contact],
    groups: Mapping[str, str],
    labels: Mapping[str, str],
    form: Form,
    step: Callable[[int, int], None],
) -> bytes:
    from agent_app.contacts.transfer.writing import Form, as_table, as_vcards

    if form is Form.CSV:
        return as_table(contacts, groups)
    done = 0

    def one_more() -> None:
        nonlocal done
        done += 1
        step(done, len(contacts))

    return as_vcards(contacts, groups, labels, form, one_more)
