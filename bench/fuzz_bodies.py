"""`python -m bench.fuzz_bodies`, part of `make soak`: 100,000 bodies from a fuzzer that looks for new paths; none may raise or take 50 ms.

Exit status 0, or libFuzzer's for a finding; the input is written to build/fuzz and named.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

import atheris

with atheris.instrument_imports(include=["telephony.bodies"]):
    from telephony.bodies import composing, cpim, files, presence, receipt, resuming
    from telephony.bodies.errors import BodyError
    from telephony.bodies.graphemes import split_words
    from telephony.bodies.names import MOST_BYTES, safe_file_name
    from telephony.bodies.quoting import quote, split_quote
    from telephony.bodies.reading import read_body

LONGEST_S: Final = 0.05
INPUTS: Final = 100_000
MOST_BYTES_IN: Final = 8192
_FOLDER: Final = Path("build/fuzz")

_SEEDS: Final = (
    (
        cpim.TYPE,
        b"From: A <sip:a@b>\r\nTo: <sip:c@d>\r\nNS: imdn <urn:ietf:params:imdn>\r\nimdn.Message-ID: 1\r\n\r\n"
        b"Content-Type: text/plain\r\n\r\nHi",
    ),
    (receipt.TYPE, receipt.build_receipt(receipt.Receipt("id", receipt.ReceiptKind.DISPLAYED, 0)).encode()),
    (composing.TYPE, composing.build_typing(composing.Typing(active=True, refresh_s=60)).encode()),
    (
        files.TYPE,
        files.build_file(
            files.File("a.png", files.Place("http://h/a", 3, "image/png", 0), files.Place("http://h/t", 9, "image/jpeg"))
        ).encode(),
    ),
    (presence.TYPE, presence.build_presence(presence.Presence("sip:a@b", presence.Status.AWAY, "title", "text")).encode()),
    (resuming.TYPE, resuming.build_resume(resuming.Resume(3, "https://h/a?b=1&c=2")).encode()),
    ("text/plain", "> quoted\n\nПривет 👩‍👩‍👧 🇷🇺".encode()),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=INPUTS)
    inputs = parser.parse_args().inputs
    corpus = _FOLDER / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, (_, body) in enumerate(_SEEDS):
        (corpus / f"seed-{number}").write_bytes(bytes([number]) + body)
        (corpus / f"packed-{number}").write_bytes(bytes([number | 0x80]) + zlib.compress(body))
    options = [f"-runs={inputs}", f"-max_len={MOST_BYTES_IN}", "-len_control=20", f"-artifact_prefix={_FOLDER}/", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], *options, str(corpus)], one_input)
    atheris.Fuzz()  # ends the process
    return 0


def one_input(data: bytes) -> None:
    """The first byte says which reader, its top bit whether the rest is compressed."""
    if not data:
        return
    kind = _SEEDS[(data[0] & 0x7F) % len(_SEEDS)][0]
    encoding = "deflate" if data[0] & 0x80 else ""
    # A thread that others held up is no slow reader: the best of three counts.
    spent = min(_timed(lambda: _read(kind, encoding, data[1:])) for _ in range(3)) if _slow(kind, encoding, data[1:]) else 0.0
    if spent > LONGEST_S:
        raise TimeoutError(f"{kind}: {spent * 1000:.0f} ms")


def _slow(kind: str, encoding: str, body: bytes) -> bool:
    return _timed(lambda: _read(kind, encoding, body)) > LONGEST_S


def _timed(work: Callable[[], None]) -> float:
    """Seconds of this process's time."""
    began = time.process_time()
    work()
    return time.process_time() - began


def _read(kind: str, encoding: str, body: bytes) -> None:
    read_body(kind, body, {"content-encoding": encoding})
    if kind == presence.TYPE:
        with contextlib.suppress(BodyError):
            presence.parse_presence(body)
    elif kind == resuming.TYPE:
        with contextlib.suppress(BodyError):
            _check_resume(resuming.parse_resume(body))
    elif kind == "text/plain":
        _handle_text(body.decode("utf-8", "replace"))


def _check_resume(resume: resuming.Resume) -> None:
    """What a server told is written as it was read."""
    if resume.have < 1 or resuming.parse_resume(resuming.build_resume(resume)) != resume:
        raise AssertionError(resume)


def _handle_text(text: str) -> None:
    name = safe_file_name(text)
    if not 0 < len(name.encode()) <= MOST_BYTES or "/" in name or safe_file_name(name) != name:
        raise AssertionError(name)
    if "".join(split_words(text, 100)) != text:
        raise AssertionError("parts")
    if text.strip() and split_quote(quote(text, "reply"))[1] != "reply":
        raise AssertionError("quote")


if __name__ == "__main__":
    sys.exit(main())
