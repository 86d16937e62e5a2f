"""The window's end of the engine: its process, its commands, its events."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from agent_app.child import Backoff, Child
from agent_app.identity import USER_AGENT
from agent_app.snapshots import EngineStatus
from telephony.channel import MAX_LINE, ChannelError, decode_event, encode, encode_masked
from telephony.messages import PROTOCOL_VERSION, AnyCommand, AnyEvent, CommandRefused, Heartbeat, SendDtmf, Shutdown, Start, Started
from telephony.networking import NetworkState

if TYPE_CHECKING:
    from pathlib import Path

log = logging.getLogger(__name__)

_FIRST_BEAT_MS: Final = 10_000  # a cold start reads much from the disk
_SILENCE_MS: Final = 5_000
_GRACE_MS: Final = 500


def engine_command() -> list[str]:
    """How the engine is started: `-P` keeps the folder we stand in from being imported from."""
    return [sys.executable, "-P", "-m", "telephony.engine"]


class EngineOptions(msgspec.Struct, frozen=True):
    """How the engine is started. `instance_id`: this installation's UUID; `record`: a file for all the traffic, secrets masked."""

    use_devices: bool = True
    local_address: str = ""
    instance_id: str = ""
    record: str = ""
    command: list[str] = msgspec.field(default_factory=engine_command)

    def arguments(self) -> list[str]:
        return [*self.command, "--record", self.record] if self.record else list(self.command)


class EngineClient(QObject):
    """Starts the engine's process, keeps it alive, and speaks to it without ever blocking.

    A dead engine is started again at once, later and later where it dies repeatedly; one that has been silent for 5 s is killed first.
    """

    status_changed = Signal(object)  # EngineStatus
    received = Signal(object)  # AnyEvent, but heartbeats
    spawned = Signal()  # a new process takes commands: tell it everything again
    lost = Signal()  # the process is gone, and its calls with it
    stopped = Signal()  # after `stop`: it is gone

    def __init__(self, options: EngineOptions, log_path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._options = options
        self._status = EngineStatus.STARTING
        self._stopping = False
        self._given_up = False  # another start would end the same way
        self._backoff = Backoff()
        self._child = Child("engine", log_path, MAX_LINE, self)
        self._child.line.connect(self._take)
        self._child.ended.connect(self._end)
        self._silence = self._timer(self._suspect)
        self._restart = self._timer(self._spawn)
        self._suspected = False
        self._udp_port = self._tcp_port = 0  # any at first; then what the last engine had
        self._started: Started | None = None
        self._network: NetworkState | None = None

    def start(self) -> None:
        """Start the process; `spawned` is emitted before this returns."""
        self._spawn()

    def stop(self) -> None:
        """Let it hang up, unregister and leave; `stopped` says when it has."""
        self._stopping = True
        self._silence.stop()
        self._restart.stop()
        if not self._child.running:
            self.stopped.emit()
            return
        self.send(Shutdown())
        self._child.close_input()

    def bury(self) -> None:
        """For the program's very end: nothing of it is left after this."""
        self._stopping = True
        self._child.bury(1000)

    def status(self) -> EngineStatus:
        return self._status

    def pid(self) -> int:
        """The engine's process id, 0 while there is none."""
        return self._child.pid()

    def network(self) -> NetworkState | None:
        """What the engine sees of the network; None until it has looked."""
        return self._network

    def started(self) -> Started | None:
        """What the engine said of itself: its version, codecs, transports and features; None until the first one is ready."""
        return self._started

    def send(self, command: AnyCommand) -> bool:
        """Hand `command` to the engine; False while there is no process to take it."""
        # Tones are often somebody's PIN.
        log.debug("to the engine: %s", "SendDtmf" if isinstance(command, SendDtmf) else encode_masked(command))
        return self._child.write(encode(command))

    def _spawn(self) -> None:
        self._suspected = False
        self._child.start(self._options.arguments())
        self._silence.start(_FIRST_BEAT_MS)
        options = self._options
        address, name = options.local_address, options.instance_id
        self.send(Start(PROTOCOL_VERSION, USER_AGENT, options.use_devices, address, name, self._udp_port, self._tcp_port))
        self.spawned.emit()

    def _take(self, line: bytes) -> None:
        try:
            event = decode_event(line)
        except ChannelError as error:
            log.error("not an event: %s: %r", error, line[:200])  # noqa: TRY400 - the traceback says no more
            return
        self._suspected = False
        if not self._stopping:
            self._silence.start(_SILENCE_MS)
        self._on_event(event)

    def _on_event(self, event: AnyEvent) -> None:
        match event:
            case Heartbeat():
                return
            case Started() if event.version != PROTOCOL_VERSION:
                self._give_up(f"it speaks version {event.version}, this program {PROTOCOL_VERSION}")
            case Started():
                log.info("engine %d: pjsip %s, %s", event.pid, event.pjsip, ", ".join(event.codecs))
                self._udp_port, self._tcp_port = event.udp_port, event.tcp_port
                self._started = event
                self._set_status(EngineStatus.READY)
            case NetworkState():
                self._network = event
            case CommandRefused(command="Start"):
                self._give_up(f"it refused to start: {event.reason.code}")
            case CommandRefused():
                log.warning("the engine refused %s of %s: %s", event.command, event.subject, event.reason)
            case _:
                log.debug("from the engine: %s", event)
        self.received.emit(event)

    def _suspect(self) -> None:
        """Silent for too long; but perhaps it was this process that was not looking: look at what has come meanwhile first."""
        if not self._suspected:
            self._suspected = True
            self._silence.start(_GRACE_MS)
            return
        log.error("the engine hangs: it is killed")
        self._child.kill()

    def _end(self, lived_s: float) -> None:
        self._silence.stop()
        if self._stopping:
            self.stopped.emit()
            return
        if self._given_up:
            self.lost.emit()
            return
        delay = self._backoff.after_death(lived_s)
        self._set_status(EngineStatus.FAILED if self._backoff.hopeless else EngineStatus.RESTARTING)
        self.lost.emit()
        log.warning("the engine was lost after %.1f s; started again in %d ms", lived_s, delay)
        self._restart.start(delay)

    def _give_up(self, why: str) -> None:
        log.error("the engine can't be used: %s", why)
        self._given_up = True
        self._set_status(EngineStatus.FAILED)
        self._child.close_input()

    def _set_status(self, status: EngineStatus) -> None:
        if status is not self._status:
            self._status = status
            self.status_changed.emit(status)

    def _timer(self, slot: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(slot)
        return timer
