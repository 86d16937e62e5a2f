"""A computer for the shell scripts: a clone in a folder with spaces and Cyrillic, and a PATH that holds what a test put there."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[3]
_TOOLS: Final = "bash sh env cat cp dirname find flock grep head ls mkdir mv rm sed sha256sum sleep tail touch tr uname"

# What apt, dpkg and the kernel say, by files of the machine: `missing` names what is not installed, `t64` what is by its newer name.
_SYSTEM: Final = {
    "dpkg-query": """
for name in "${@:3}"; do
  case "$name" in
    *t64) listed=t64 wanted=yes ;;
    *) listed=missing wanted=no ;;
  esac
  found=no
  while read -r one; do [ "$one" != "$name" ] || found=yes; done <"$MACHINE/$listed"
  [ "$found" != "$wanted" ] || echo "installed $name"
done
exit 1""",
    "dpkg": "",
    "dpkg-deb": 'mkdir -p "$3/usr/bin"',
    "apt-get": """
case "$*" in
  *" install "*) exit "$(cat "$MACHINE/apt-exit")" ;;
  "download "*) touch pulseaudio_1_all.deb ;;
esac""",
    "apt-cache": "echo 'Depends: libpulse0 (= 1), libtdb1'",
    "sudo": 'exec "$@"',
    "ln": "",
    "unshare": 'cat "$MACHINE/unshare-error" >&2; [ ! -s "$MACHINE/unshare-error" ]',
}
# An interpreter makes environments with copies of itself, pip brings uv, and uv installs unless the file `trouble` says why not.
_PYTHON: Final = """
case "$*" in
  *"not (3, 11)"*) exit SUITS ;;
  *" venv "*) mkdir -p "${@: -1}/bin"; cp "$MACHINE/bin/suitable" "${@: -1}/bin/python" ;;
  *" pip "*) [ ! -s "$MACHINE/trouble" ] || { cat "$MACHINE/trouble" >&2; exit 1; }; cp "$MACHINE/bin/uv-itself" "$(dirname "$0")/uv" ;;
esac"""
_UV: Final = """
case "$*" in
  "venv "*) mkdir -p .venv/bin; cp "$MACHINE/bin/suitable" .venv/bin/python ;;
  *requirements/uv.txt) cp "$MACHINE/bin/uv-itself" .venv/bin/uv ;;
  *--editable*) printf '#!/bin/sh\\necho "agent $*"\\n' >.venv/bin/agent; chmod +x .venv/bin/agent ;;
  *)
    while [ -e "$MACHINE/slow" ]; do sleep 0.05; done
    [ ! -s "$MACHINE/trouble" ] || { cat "$MACHINE/trouble" >&2; exit 1; } ;;
esac"""


class Machine:
    """`run` a script and see what it called. HOME and the clone's path have spaces and letters of another alphabet."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clone = folder / "мой клон, 2-й"
        self.bin = folder / "bin"
        self.bin.mkdir()
        for tool in (*_TOOLS.split(), "chmod"):
            (self.bin / tool).symlink_to(shutil.which(tool) or tool)
        for name, body in _SYSTEM.items():
            self.program(name, body)
        self.program("suitable", _PYTHON.replace("SUITS", "0"), "python")
        self.program("uv-itself", _UV, "uv")
        self.user(0)
        self.says("missing", "pipewire-alsa\npipewire-pulse\n")
        self.says("apt-exit", "0")
        for name in ("t64", "trouble", "unshare-error", "calls"):
            self.says(name, "")
        self._fill_clone()

    def _fill_clone(self) -> None:
        shutil.copytree(ROOT / "scripts", self.clone / "scripts", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copytree(ROOT / "requirements", self.clone / "requirements")
        shutil.copy(ROOT / "pyproject.toml", self.clone)
        (self.clone / "resources/translations").mkdir(parents=True)
        (self.clone / "resources/translations/agent_ru.ts").touch()
        (self.folder / "дом с пробелом").mkdir()

    def program(self, name: str, body: str, shown: str = "") -> None:
        """A program on the PATH that notes how it was called, and then does what `body` says (bash)."""
        path = self.bin / name
        note = f'echo "{shown or name} $*${{PYTHONPATH:+ with $PYTHONPATH}}" >>"$MACHINE/calls"'
        path.write_text(f"#!/usr/bin/env bash\n{note}\n{body}\n", "utf-8")
        path.chmod(0o755)

    def python(self, name: str, *, suits: bool) -> None:
        """An interpreter by that name, of a version that suits or not."""
        self.program(name, _PYTHON.replace("SUITS", "0" if suits else "1"))

    def user(self, uid: int) -> None:
        self.program("id", f"echo {uid}")

    def without(self, name: str) -> None:
        (self.bin / name).unlink()

    def says(self, name: str, text: str) -> None:
        """One of the machine's files (see above)."""
        (self.folder / name).write_text(text, "utf-8")

    def lacks(self, *packages: str) -> None:
        with (self.folder / "missing").open("a", encoding="utf-8") as file:
            file.writelines(f"{package}\n" for package in packages)

    @property
    def environment(self) -> dict[str, str]:
        return {"PATH": str(self.bin), "HOME": str(self.folder / "дом с пробелом"), "MACHINE": str(self.folder), "LC_ALL": "C.UTF-8"} | {
            "SYSTEM_PYTHON": str(self.bin / "system-python")
        }

    def start(self, script: str, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        command = [self.clone / "scripts" / script, *arguments]
        return subprocess.Popen(
            command, env=self.environment | environment, cwd=os.sep, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    def run(self, script: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """The script's end; `calls` has what it called."""
        with self.start(script, *arguments, **environment) as process:
            out, err = process.communicate(timeout=30)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)

    def calls(self, of: str = "") -> list[str]:
        """What was called since the last look, of one program or of all."""
        lines = (self.folder / "calls").read_text("utf-8").splitlines()
        self.says("calls", "")
        return [line for line in lines if line.startswith(of)]
