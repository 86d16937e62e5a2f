"""The composition root: one profile's services, the window, the control socket, the end."""

from __future__ import annotations

import logging
import os
import sys
from typing import TYPE_CHECKING, Final

import msgspec
from PySide6.QtCore import QLockFile, QObject, QTimer
from PySide6.QtWidgets import QApplication

from agent_app import logs
from agent_app.assembly import Assembly
from agent_app.commandline.exits import EXIT_TAKEN
from agent_app.engine_client import EngineOptions
from agent_app.files import instance_id
from agent_app.garbage import GarbageCollector
from agent_app.identity import APPLICATION_ID, NAME, VERSION
from agent_app.profile import control_name
from agent_app.signals import UnixSignals
from ui.shell import Shell

if TYPE_CHECKING:
    from agent_app.chats.places import Drawing
    from agent_app.control.server import ControlServer
    from agent_app.profile import Profile

log = logging.getLogger(__name__)


_LOOPBACK: Final = "127.0.0.1"


class StartOptions(msgspec.Struct, frozen=True):
    """What the command line said. `target`: a number or address to show; `record`: a file for the engine's traffic, secrets masked."""

    target: str = ""
    log_level: str = "info"
    record: str = ""
    use_devices: bool = True


class Program(QObject):
    """One profile, running in a window."""

    def __init__(self, application: QApplication, profile: Profile, options: StartOptions) -> None:
        super().__init__()
        self._application = application
        self._profile = profile
        self._next: Profile | None = None
        # The sandbox is on this machine: nothing of its profile is to be reached from elsewhere.
        local_address = _LOOPBACK if profile.is_sandbox else ""
        record = options.record or os.environ.get("AGENT_ENGINE_RECORD", "")
        engine = EngineOptions(options.use_devices, local_address, instance_id(profile.instance), record)
        self._assembly = Assembly(profile, engine, self, drawing=_drawing)
        self._assembly.left.connect(self._end)
        services = self._assembly.services
        services.accounts.profile_requested.connect(self._change_profile)
        self._shell = Shell(services)
        self._shell.quit_requested.connect(self.leave)
        self._shell.first_frame.connect(self._begin)
        self._control: ControlServer | None = None
        self._signals = UnixSignals(self.leave, self)

    def show(self, target: str) -> None:
        """Bring up the window; everything that can wait is read after its first frame."""
        self._shell.show()
        if target:
            self._shell.show_number(target)

    def _begin(self) -> None:
        """What the first frame did not need: the processes (two cores are few), the socket for the command line, and all that is read."""
        self._garbage = GarbageCollector(self)
        self._assembly.start()
        from agent_app.control.commands import Commands
        from agent_app.control.server import ControlServer

        commands = Commands(self._assembly.services, self._show, self._leave_soon)
        self._control = ControlServer(control_name(self._profile), commands.obey, self)
        self._control.show_requested.connect(self._shell.show_number)
        self._control.listen()
        self._assembly.load()

    def leave(self) -> None:
        """End the program, whatever it is doing; the window has asked already where that was right."""
        if self._control is not None:
            self._control.stop_listening()
        self._assembly.leave()

    def next_profile(self) -> Profile | None:
        """The profile that this one was left for."""
        return self._next

    def _show(self, text: str) -> None:
        if self._control is not None:
            self._control.show_requested.emit(text)

    def _end(self) -> None:
        # Not quit(): that asks every window first, and one may say no.
        self._application.exit(0)

    def _leave_soon(self) -> None:
        """Once the reply to who asked is out."""
        QTimer.singleShot(0, self, self.leave)

    def _change_profile(self, to_sandbox: bool) -> None:
        self._next = self._profile.sandbox() if to_sandbox else self._profile.own()
        self.leave()


def run(profile: Profile, options: StartOptions) -> int:
    """Run the program until it ends; the exit code."""
    profile.create()
    lock = QLockFile(str(profile.lock))
    lock.setStaleLockTime(0)
    if not lock.tryLock(0):
        return EXIT_TAKEN
    logs.begin(profile.program_log, options.log_level)
    application = _application()
    program = Program(application, profile, options)
    program.show(options.target)
    code = application.exec()
    following = program.next_profile()
    lock.unlock()
    if following is not None:
        _start_anew(following, options)
    return code


def _application() -> QApplication:
    QApplication.setApplicationName(NAME)
    QApplication.setApplicationVersion(VERSION)
    QApplication.setDesktopFileName(APPLICATION_ID)
    # Fusion is the one style that is drawn alike everywhere. Told so, the application begins with it: setStyle would cost 6 ms, for the
    # hundreds of names of the QStyle that it returns.
    application = QApplication([*sys.argv[:1], "-style", "Fusion"])
    application.setQuitOnLastWindowClosed(False)
    return application


def _drawing() -> Drawing:
    """With the first picture: its part of Qt is not on the way to the first frame."""
    from ui.conversation.small import DRAWING

    return DRAWING


def _start_anew(profile: Profile, options: StartOptions) -> None:
    """The same process becomes the program of another profile: nothing of the old one can stay behind."""
    arguments = [*profile.arguments(), "--log-level", options.log_level, *([] if options.use_devices else ["--no-sound"])]
    os.execv(sys.executable, [sys.executable, "-P", "-m", "agent_app", *arguments])  # noqa: S606 - no shell is meant
