"""A whole desktop for the real program: a screen, a session with its keyring and accessibility bus, sound cards, a mouse and a keyboard."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from agent_app.control.client import NotRunningError, ask
from agent_app.control.protocol import Status
from agent_app.identity import APPLICATION_ID
from tests.e2e.reader import Node, Reader
from tests.peers.display import Display
from tests.peers.process import PATIENCE_S, PeerProcess, eventually, program
from tests.peers.secret_service import DesktopSession
from tests.peers.soundcards import SoundCards

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

AGENT: Final = str(Path(sys.executable).with_name("agent"))
_LAUNCHERS: Final = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")


class Desktop:
    """`with Desktop(folder) as desktop: desktop.start_agent(…)`. HOME and profile are fresh."""

    def __init__(self, folder: Path, *, keyring: bool = True, sound: bool = True, language: str = "en_GB.UTF-8") -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.profile = folder / "profile"
        self.session = DesktopSession(folder / "session", keyring=keyring)
        self.display = Display(folder / "display")
        self.cards = SoundCards(folder / "sound") if sound else None
        self._language = language
        self._stack = ExitStack()
        self.agent: PeerProcess | None = None

    def __enter__(self) -> Self:
        for part in (self.session, self.display, self.cards):
            if part is not None:
                self._stack.callback(part.stop)
                part.start()
        launcher = next((path for path in _LAUNCHERS if Path(path).exists()), None)
        assert launcher is not None, "at-spi-bus-launcher is not installed: apt-get install at-spi2-core"
        bus = PeerProcess([launcher, "--launch-immediately"], self.folder / "atspi.log", env=self.environment)
        self._stack.callback(bus.stop)
        self.reader = self._connect_reader()
        self._stack.callback(self.reader.close)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.agent is not None:
            self.agent.stop()
        self._stack.close()

    def _connect_reader(self) -> Reader:
        found: list[Reader] = []

        def connected() -> bool:
            try:
                found.append(Reader(self.environment["DBUS_SESSION_BUS_ADDRESS"]))
            except (OSError, IndexError, ValueError):
                return False
            return True

        eventually(connected, PATIENCE_S, "the accessibility bus answers", interval_s=0.1)
        return found[0]

    @property
    def environment(self) -> dict[str, str]:
        """For a program of this desktop."""
        sound = self.cards.environment("A") if self.cards is not None else {"PULSE_SERVER": "unix:/nonexistent"}
        sound = {name: value for name, value in sound.items() if name.startswith("PULSE_")}
        mine = {
            "DISPLAY": self.display.name,
            "LANG": self._language,
            "LC_ALL": "C.UTF-8" if self._language.startswith("en") else self._language,
            "LANGUAGE": self._language.split("_")[0],
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        }
        return self.session.environment | sound | mine

    # --- the program

    def start_agent(self, *arguments: str, wait_for: str | None = None) -> None:
        """The real program in this desktop's profile; with `wait_for`, until something of that name shows."""
        command = [AGENT, "--profile", str(self.profile), *arguments]
        self.agent = PeerProcess(command, self.folder / "agent.log", env=self.environment)
        if wait_for is not None:
            self.reader.find(wait_for, seconds=2 * PATIENCE_S)

    def run(self, *arguments: str, text: str = "") -> subprocess.CompletedProcess[str]:
        """The command line beside the running program."""
        command = [AGENT, "--profile", str(self.profile), *arguments]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=60, check=False, input=text)

    def status(self) -> dict[str, Any]:
        """What `agent status --json` shows, asked of the running program itself: a look that costs nothing disturbs nothing.

        A window shows before its program listens.
        """
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            for name in sorted((self.session.runtime / APPLICATION_ID).glob("*.socket")):
                try:
                    return ask(str(name), Status()).result
                except NotRunningError:
                    continue
            time.sleep(0.1)
        raise AssertionError(f"no program answers:\n{(self.folder / 'agent.log').read_text(errors='replace')[-3000:]}")

    def wait_status(self, holds: Callable[[dict[str, Any]], bool], what: str, seconds: float = PATIENCE_S) -> dict[str, Any]:
        """The first status that `holds`; the assertion's text has the last one seen."""
        end = time.monotonic() + seconds
        last: dict[str, Any] = {}
        while time.monotonic() < end:
            last = self.status()
            if holds(last):
                return last
            time.sleep(0.1)
        raise AssertionError(f"not within {seconds} s: {what}\n{json.dumps(last, indent=1, ensure_ascii=False)}")

    def wait_sandbox(self, holds: Callable[[list[dict[str, Any]]], bool], what: str, seconds: float = PATIENCE_S) -> list[dict[str, Any]]:
        """The sandbox's own call records, newest first, once they `hold`: what the far side saw."""
        state = next(self.profile.rglob("sandbox.json"))
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            records = list(reversed(json.loads(state.read_text(encoding="utf-8"))["calls"]))
            if holds(records):
                return records
            time.sleep(0.1)
        raise AssertionError(f"not within {seconds} s: {what}")

    # --- mouse and keyboard

    def _xdotool(self, *arguments: str) -> None:
        subprocess.run([program("xdotool", "xdotool"), *arguments], env=self.environment, check=True, timeout=60)

    def click(self, target: Node | str, role: str = "push button", inside: str = "") -> None:
        """The left button on a control, named or given."""
        node = self._at_rest(target, role, inside) if isinstance(target, str) else target
        self._xdotool("mousemove", *map(str, node.centre), "click", "1")

    def click_open(self, name: str, inside: str = "") -> None:
        """A click, until the pop-up that it opens is there: pop-ups are no part of the accessibility tree."""
        before = self._windows()
        self.click(name, inside=inside)
        eventually(lambda: self._windows() > before, PATIENCE_S, f"what {name!r} opens")

    def _windows(self) -> int:
        """How many the screen shows."""
        command = [program("xdotool", "xdotool"), "search", "--maxdepth", "1", "--onlyvisible", "--class", "."]
        return len(subprocess.run(command, env=self.environment, capture_output=True, check=False, timeout=60).stdout.split())

    def _at_rest(self, name: str, role: str, inside: str) -> Node:
        """Found twice at one place: while a window rearranges itself, a click would meet what lies there next."""
        node = self.reader.find(name, role, inside)
        while (again := self.reader.find(name, role, inside)).centre != node.centre:
            node = again
        return again

    def focus(self, title: str = "Agent") -> None:
        """What a window manager does, and this screen has none: the keyboard goes to the window of that title, once it is there."""
        self._xdotool("search", "--sync", "--onlyvisible", "--name", f"^{title}$", "windowfocus", "--sync")

    def press(self, *keys: str) -> None:
        """Keys by their X names: "Return", "ctrl+q", "7"."""
        self._xdotool("key", "--delay", "15", *keys)

    def write(self, text: str) -> None:
        """Types a text."""
        self._xdotool("type", "--delay", "15", text)

    def screenshot(self, name: str) -> Path:
        """The whole screen as build/e2e/NAME.png, for eyes."""
        folder = Path("build/e2e")
        folder.mkdir(parents=True, exist_ok=True)
        picture = folder / f"{name}.png"
        command = [program("import", "imagemagick"), "-window", "root", str(picture)]
        subprocess.run(command, env=self.environment, check=False, timeout=60, capture_output=True)
        return picture
