"""Stands for the process that has the sound card: `record FILE MOST` or `play FILE FROM`, after what the environment says it does."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tests.peers.tones import write_tone


def main(what: str, path: Path, number: int, does: str) -> None:
    if does.startswith("fails "):
        print("failed", does.removeprefix("fails "), flush=True)
    elif does == "dies":
        os._exit(3)
    elif what == "record":
        print("level 50 40", flush=True)
        sys.stdin.buffer.read()
        length_ms = int(does) if does.isdigit() else 1000
        write_tone(path, 440, length_ms / 1000)
        if does == "packs":
            path.with_suffix(".mkv").write_bytes(b"the same, smaller")
        print("end", length_ms, flush=True)
    else:
        print("at", number + 100, flush=True)
        if does != "ends":
            sys.stdin.buffer.read()
        print("end", 2000 if does == "ends" else number + 500, flush=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), os.environ.get("VOICE_CHILD", ""))
