"""Recording calls and conferences: where to, under which names, and what the engine says of it."""

from __future__ import annotations

import logging
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from agent_app.background import Lane
from telephony.calls import CallState
from telephony.messages import CommandRefused, RecordingForm, RecordingState, StartRecording, StopRecording
from telephony.reasons import Reason, ReasonCode

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.calls.ground import Ground
    from agent_app.calls.live import LiveCall
    from agent_app.settings.service import SettingsService
    from agent_app.snapshots import CallSnapshot

log = logging.getLogger(__name__)

_UNSAFE: Final = re.compile(r"[^\w+@.-]+")
_LONGEST_PARTY: Final = 120  # bytes: a file's name has 255 at most


class RecordingNames:
    """Paths of files that are not there yet. The folder is made, and looked into, by a lane: it may be on a disk that sleeps."""

    def __init__(self, settings: SettingsService, folder: Path | None, parent: QObject) -> None:
        self._settings = settings
        self._folder = folder
        self._lane = Lane("recordings", parent)
        self._given: set[Path] = set()  # the lane's own: names of this run, whose files may not be there yet

    def new(self, remote: str, form: RecordingForm, then: Callable[[str], None], failed: Callable[[Reason], None]) -> None:
        chosen = self._settings.values().recordings_folder
        folder = Path(chosen) if chosen else self._folder
        if folder is None:
            failed(Reason(ReasonCode.UNSUPPORTED))
            return
        name = recording_name(remote, time.localtime())

        def refused(error: Exception) -> None:
            log.warning("nothing can be recorded to %s: %s", folder, error)
            failed(Reason(ReasonCode.NOT_WRITABLE, value=str(folder)))

        self._lane.run(lambda: self._free(folder, name, form), then, refused)

    def _free(self, folder: Path, name: str, form: RecordingForm) -> str:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path, number = folder / f"{name}.{form.value}", 1
        while path.exists() or path in self._given:
            number += 1
            path = folder / f"{name} ({number}).{form.value}"
        self._given.add(path)
        return str(path)


def recording_name(remote: str, at: time.struct_time) -> str:
    """Of a file, by the local time and who it is; `remote` is foreign text, and may be anything."""
    party = _UNSAFE.sub("_", remote).strip("._").encode()[:_LONGEST_PARTY].decode(errors="ignore")
    return f"{time.strftime('%Y-%m-%d %H-%M-%S', at)} {party}".strip()


class Recordings(QObject):
    """`told` is called with the call_id after each change; `refuse` where it does not go, or ended by a fault.

    The calls of a conference are recorded as one: each of them tells the same file.
    """

    def __init__(self, ground: Ground, names: RecordingNames, told: Callable[[str], None], parent: QObject) -> None:
        super().__init__(parent)
        self._ground = ground
        self._names = names
        self._told = told
        self._begun: set[str] = set()  # calls that the account's rule was applied to
        self._running: dict[str, str] = {}  # call_id -> the engine's name of what records it: its own, or its conference's
        ground.engine.received.connect(self._take)
        ground.table.settling.connect(self._follow)

    def record(self, call_id: str, *, on: bool) -> None:
        call = self._ground.table.get(call_id)
        if call is None or (on and (call.state is not CallState.ESTABLISHED or call.by_machine)):
            self._ground.refuse(call_id, Reason(ReasonCode.WRONG_STATE, value="" if call is None else call.state))
            return
        parties = self._together(call)
        running = dict.fromkeys(self._running[party.call_id] for party in parties if party.call_id in self._running)
        if not on:
            for name in running or (call_id,):
                self._ground.engine.send(StopRecording(name))
        elif not running:
            self._begin(call, parties)

    def _together(self, call: CallSnapshot) -> tuple[CallSnapshot, ...]:
        """All of its conference, or the call alone."""
        group = tuple(other for other in self._ground.table.snapshots() if call.conference and other.conference == call.conference)
        return group or (call,)

    def _begin(self, call: CallSnapshot, parties: tuple[CallSnapshot, ...]) -> None:
        """Announced where any party's account wants that."""
        call_id, rules = call.call_id, self._ground.accounts.call_rules
        form = rules(call.account_id).record_form
        announced = any(rules(party.account_id).record_announced for party in parties)

        def start(path: str) -> None:
            still = self._ground.table.get(call_id)
            if still is not None and still.state is CallState.ESTABLISHED:
                self._ground.engine.send(StartRecording(still.conference or call_id, path, form, announced))

        who = "_".join(party.remote for party in parties)
        self._names.new(who, form, start, lambda reason: self._ground.refuse(call_id, reason))

    def _take(self, event: object) -> None:
        match event:
            case RecordingState():
                self._changed(event)
            case CommandRefused(command="StartRecording" | "StopRecording"):
                self._refused(event)
            case _:
                pass

    def _changed(self, event: RecordingState) -> None:
        """It has begun, has ended, or has other calls in it."""
        before = [call_id for call_id, name in self._running.items() if name == event.call_id]
        now = (event.call_ids or (event.call_id,)) if event.running else ()
        for call_id in before:
            del self._running[call_id]
        self._running.update(dict.fromkeys(now, event.call_id))
        touched = [
            call for call_id in dict.fromkeys((event.call_id, *before, *now)) if (call := self._ground.table.get(call_id)) is not None
        ]
        for call in touched:
            path = event.path if event.running else call.recording_path or event.path
            self._ground.table.note(call.call_id, recording=call.call_id in self._running, recording_path=path)
            self._told(call.call_id)
        if event.reason is not None and touched:
            self._ground.refuse(touched[0].call_id, event.reason)

    def _refused(self, event: CommandRefused) -> None:
        """That of a call the table tells; here that of a conference, which is told with one of its calls."""
        parties = [call.call_id for call in self._ground.table.snapshots() if call.conference and call.conference == event.subject]
        if parties:
            self._ground.refuse(parties[0], event.reason)

    def _follow(self, live: LiveCall) -> None:
        """A call that has just been answered is recorded where its account wants all to be."""
        call = live.snapshot
        if call.state is CallState.ENDED:
            self._begun.discard(call.call_id)
            self._running.pop(call.call_id, None)
        elif call.state is CallState.ESTABLISHED and call.call_id not in self._begun:
            self._begun.add(call.call_id)
            if self._ground.accounts.call_rules(call.account_id).record and not call.by_machine and not call.bridged:
                self.record(call.call_id, on=True)
