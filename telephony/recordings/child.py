"""The engine's end of `telephony.recordings.encode`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

from telephony.calling import RecordingForm

_FINISH_S: Final = 10.0


class CompressedWriter:
    """Gives samples to the encoding process. Raises OSError, with the number of what that process met."""

    def __init__(self, path: Path, rate: int, channels: int, form: RecordingForm) -> None:
        path.open("xb").close()  # the encoder would overwrite what is there
        command = [sys.executable, "-m", "telephony.recordings.encode", str(path), str(rate), str(channels), form.value]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0)

    def write(self, samples: bytes) -> None:
        try:
            self._write_all(samples)
        except BrokenPipeError:
            self._raise_fault()

    def flush(self) -> None:
        """Nothing: the process lets no packet wait."""

    def close(self) -> None:
        """Returns once the file is complete."""
        stdin = self._process.stdin
        if stdin is not None and not stdin.closed:
            stdin.close()
            try:
                if self._process.wait(_FINISH_S) != 0:
                    self._raise_fault()
            except subprocess.TimeoutExpired:
                self._process.kill()
                raise OSError("the encoder does not finish") from None
            finally:
                self._close_output()

    def _write_all(self, samples: bytes) -> None:
        assert self._process.stdin is not None
        rest = memoryview(samples)
        while rest:
            rest = rest[self._process.stdin.write(rest) :]

    def _raise_fault(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        said = self._process.stdout.read() or b""
        self._process.wait(_FINISH_S)
        self._close_output()
        number, _, text = said.decode("utf-8", "replace").strip().partition(" ")
        raise OSError(int(number) if number.isdigit() else 0, text or "the encoder failed")

    def _close_output(self) -> None:
        if self._process.stdout is not None:
            self._process.stdout.close()
