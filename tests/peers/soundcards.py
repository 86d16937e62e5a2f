"""Two virtual sound cards, A and B, in a PulseAudio of its own: real audio on a machine that has no card.

One null sink of four channels holds all four signals, so that its monitor gives them sample-synchronous: micA, spkA, micB, spkB.
"""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import Final

from tests.peers.process import PATIENCE_S, PeerProcess, eventually, program
from tests.peers.tones import Recording, from_raw, heard

RATE: Final = 48_000
_PACKAGES: Final = "pulseaudio pulseaudio-utils libasound2-plugins libportaudio2"
_POSITIONS: Final = {"micA": "front-left", "spkA": "front-right", "micB": "rear-left", "spkB": "rear-right"}
_CHANNEL_MAP: Final = ",".join(_POSITIONS.values())


class Channel(IntEnum):
    """Where each signal stands in the recording of all."""

    MIC_A = 0
    SPK_A = 1
    MIC_B = 2
    SPK_B = 3


@dataclass(frozen=True)
class FourChannels:
    """What `SoundCards.record` took: all four signals, cut from one clock."""

    path: Path

    def channel(self, channel: Channel) -> Recording:
        return from_raw(self.path.read_bytes(), RATE, len(Channel), channel)


@dataclass(frozen=True)
class Plugged:
    """A headset that was plugged in."""

    cards: SoundCards
    modules: tuple[str, ...]

    def unplug(self) -> None:
        for module in self.modules:
            self.cards.unload(module)


class SoundCards:
    """`start`, give a program `environment("A")`, play into its microphone with `play`, and record everything."""

    def __init__(self, folder: Path, *, realtime: bool = False) -> None:
        """`realtime`: the server runs with priority, as desktops run theirs. It is what measurements measure with."""
        self.folder = folder
        self._priority = "yes" if realtime else "no"
        self._server: PeerProcess | None = None
        self._clients: list[PeerProcess] = []
        self._recorder: PeerProcess | None = None

    def start(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.folder.chmod(0o700)  # PulseAudio insists for its runtime folder
        (self.folder / "cards.pa").write_text(self._modules(), encoding="ascii")
        command = [
            program("pulseaudio", _PACKAGES),
            "--system=false",
            "--daemonize=no",
            "--exit-idle-time=-1",
            "-n",
            "-F",
            str(self.folder / "cards.pa"),
        ]
        # Its clients find it by PULSE_SERVER alone; no shared configuration of the user is read.
        command += [f"--realtime={self._priority}", f"--high-priority={self._priority}", "--use-pid-file=no"]
        self._server = PeerProcess(command, self.folder / "pulse.log", env=self._base_environment())
        self._server.await_ready(self._socket.is_socket)
        # A null sink without a reader of low latency stalls for two seconds now and then.
        self._clients.append(self._parec(Path(os.devnull)))

    def stop(self) -> None:
        for process in (self._recorder, *self._clients, self._server):
            if process is not None:
                process.stop()
        self._clients.clear()
        self._recorder = self._server = None

    def kill(self) -> None:
        """The sound server dies in the middle of everything."""
        if self._server is not None:
            self._server.kill()
        self.stop()

    def environment(self, card: str) -> dict[str, str]:
        """For a program that talks by card "A" or "B": whatever asks PulseAudio (or ALSA's default) for a device gets that card."""
        return self._base_environment() | {"PULSE_SINK": f"spk{card}", "PULSE_SOURCE": f"mic{card}_src"}

    def play(self, wav: Path, card: str) -> None:
        """Into the microphone of that card; returns at once, `stop_playing` or the file's end stops it."""
        self.play_into(wav, f"mic{card}")

    def play_into(self, wav: Path, sink: str) -> None:
        """The same, into any sink."""
        command = [program("paplay", _PACKAGES), "-d", sink, "--latency-msec=20", str(wav)]
        self._clients.append(PeerProcess(command, self.folder / "paplay.log", env=self._base_environment()))

    def stop_playing(self) -> None:
        """End what `play` started; the cards stay."""
        keeper, *players = self._clients
        for player in players:
            player.stop()
        self._clients = [keeper]

    def record(self, path: Path) -> None:
        """All four signals from now on, raw: 48 kHz, 16 bits, until `stop_recording`."""
        self._recorder = self._parec(path)
        eventually(lambda: path.exists() and path.stat().st_size > 0, PATIENCE_S, "the recording begins")

    def recorded(self) -> FourChannels:
        """What is recorded so far."""
        if self._recorder is None:
            msg = "nothing is recorded"
            raise RuntimeError(msg)
        return FourChannels(self._recorder.output)

    def await_tone(self, channel: Channel, frequency_hz: float, seconds: float) -> None:
        """Until so much of it is recorded: on a busy machine sound comes late, and with holes."""

        def is_heard() -> bool:
            return heard(self.recorded().channel(channel), frequency_hz) >= seconds

        eventually(is_heard, PATIENCE_S, f"{seconds:g} s of {frequency_hz:g} Hz at {channel.name}", interval_s=0.1)

    def stop_recording(self) -> FourChannels:
        whole = self.recorded()
        if self._recorder is not None:
            self._recorder.stop()
        self._recorder = None
        return whole

    def plug(self, name: str) -> Plugged:
        """A headset comes: sink NAME and source NAME_mic, which hears what is played into sink NAME_voice."""
        sinks = [
            self._load("module-null-sink", f"sink_name={sink}", "norewinds=1", f"sink_properties=device.description={sink}")
            for sink in (name, f"{name}_voice")
        ]
        source = self._load(
            "module-remap-source",
            f"source_name={name}_mic",
            f"master={name}_voice.monitor",
            f"source_properties=device.description={name}_mic",
        )
        return Plugged(self, (source, *sinks))

    def unload(self, module: str) -> None:
        self.control("unload-module", module)

    def control(self, *arguments: str) -> str:
        """pactl's answer."""
        command = [program("pactl", _PACKAGES), *arguments]
        environment = self._base_environment()
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=PATIENCE_S)
        return done.stdout.strip()

    def listen(self, sink: str, path: Path) -> PeerProcess:
        """What that sink plays, mono, 16 kHz, 16 bits, until the process is stopped."""
        command = [
            program("parec", _PACKAGES),
            "-d",
            f"{sink}.monitor",
            "--rate=16000",
            "--channels=1",
            "--format=s16le",
            "--latency-msec=20",
            "--raw",
        ]
        return PeerProcess(command, self.folder / "listen.log", env=self._base_environment(), output=path)

    def _load(self, *arguments: str) -> str:
        return self.control("load-module", *arguments)

    @property
    def _socket(self) -> Path:
        return self.folder / "native"

    def _base_environment(self) -> dict[str, str]:
        own = {"PULSE_SERVER": f"unix:{self._socket}", "XDG_RUNTIME_DIR": str(self.folder), "HOME": str(self.folder)}
        dropped = ("PULSE_SINK", "PULSE_SOURCE", "PULSE_COOKIE", "XDG_CONFIG_HOME")
        return {name: value for name, value in os.environ.items() if name not in dropped} | own

    def _parec(self, path: Path) -> PeerProcess:
        command = [program("parec", _PACKAGES), "-d", "M.monitor", f"--rate={RATE}", "--channels=4", f"--channel-map={_CHANNEL_MAP}"]
        command += ["--format=s16le", "--latency-msec=5", "--raw"]
        return PeerProcess(command, self.folder / "parec.log", env=self._base_environment(), output=path)

    def _modules(self) -> str:
        lines = [
            f"load-module module-native-protocol-unix auth-anonymous=1 socket={self._socket}",
            f"load-module module-null-sink sink_name=M norewinds=1 rate={RATE} channels=4 channel_map={_CHANNEL_MAP}",
        ]
        for name, position in _POSITIONS.items():
            mono = f"channels=1 master_channel_map={position} channel_map=mono remix=no"
            lines.append(f"load-module module-remap-sink sink_name={name} master=M {mono}")
            if name.startswith("mic"):
                lines.append(f"load-module module-remap-source source_name={name}_src master=M.monitor {mono}")
        return "\n".join([*lines, "set-default-sink spkA", "set-default-source micA_src", ""])
