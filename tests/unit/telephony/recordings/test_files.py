"""Recordings as files: true headers, two channels, faults told, nothing overwritten."""

from __future__ import annotations

import errno
import threading
import wave
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telephony.calling import RecordingForm
from telephony.recordings.thread import RecordingThread, Writer, interleaved, open_writer
from telephony.recordings.wav import WavWriter, mono_seconds, write_mono

FRAME = bytes(640)


def test_a_wav_tells_the_truth_after_each_flush(tmp_path: Path) -> None:
    path = tmp_path / "call.wav"
    writer = WavWriter(path, 16_000, 2)
    for seconds in range(1, 4):
        writer.write(bytes(16_000 * 4))
        writer.flush()
        with wave.open(str(path), "rb") as source:
            assert (source.getnframes(), source.getnchannels(), source.getframerate()) == (seconds * 16_000, 2, 16_000)
    writer.close()


@pytest.mark.parametrize("form", list(RecordingForm))
def test_what_is_there_is_never_overwritten(tmp_path: Path, form: RecordingForm) -> None:
    path = tmp_path / "mine"
    path.write_bytes(b"mine")
    with pytest.raises(FileExistsError):
        open_writer(path, 16_000, 2, form)
    assert path.read_bytes() == b"mine"


@given(st.binary(max_size=64).map(lambda data: data[: len(data) // 2 * 2]))
def test_two_channels_are_woven_sample_by_sample(left: bytes) -> None:
    right = bytes(reversed(left))
    both = interleaved(left, right)
    samples = [both[index : index + 2] for index in range(0, len(both), 2)]
    assert b"".join(samples[0::2]) == left
    assert b"".join(samples[1::2]) == right


def recorded(open_file: Writer | Exception, left: int, right: int) -> Exception | None:
    """What a thread that was given so many frames ended with."""
    over = threading.Event()
    ends: list[Exception | None] = []

    def opening() -> Writer:
        if isinstance(open_file, Exception):
            raise open_file
        return open_file

    def finished(fault: Exception | None) -> None:
        ends.append(fault)
        over.set()

    thread = RecordingThread(opening, stereo=True, finished=finished)
    for _ in range(left):
        thread.left(FRAME)
    for _ in range(right):
        thread.right(FRAME)
    thread.stop()
    assert over.wait(5)
    thread.join(1)
    return ends[0]


def test_both_ears_are_written_as_far_as_both_heard(tmp_path: Path) -> None:
    assert recorded(WavWriter(tmp_path / "call.wav", 16_000, 2), 52, 50) is None
    with wave.open(str(tmp_path / "call.wav"), "rb") as source:
        assert source.getnframes() == 50 * 320


def test_a_file_that_cant_be_opened_is_told() -> None:
    fault = recorded(PermissionError(errno.EACCES, "no"), 1, 1)
    assert isinstance(fault, PermissionError)


def test_a_disk_that_is_full_is_told(tmp_path: Path) -> None:
    class Full(WavWriter):
        def write(self, samples: bytes) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

    fault = recorded(Full(tmp_path / "call.wav", 16_000, 2), 50, 50)
    assert isinstance(fault, OSError)
    assert fault.errno == errno.ENOSPC


def test_a_folder_that_is_gone_is_told_by_the_encoder_too(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        open_writer(tmp_path / "nowhere" / "call.flac", 16_000, 2, RecordingForm.FLAC)


def test_of_two_channels_the_first_is_played(tmp_path: Path) -> None:
    with wave.open(str(tmp_path / "two.wav"), "wb") as target:
        target.setnchannels(2)
        target.setsampwidth(2)
        target.setframerate(8_000)
        target.writeframes(b"\x01\x00\x02\x00" * 8_000)
    assert mono_seconds(tmp_path / "two.wav") is None
    assert write_mono(tmp_path / "two.wav", tmp_path / "one.wav")
    assert mono_seconds(tmp_path / "one.wav") == 1.0
    with wave.open(str(tmp_path / "one.wav"), "rb") as source:
        assert source.readframes(8_000) == b"\x01\x00" * 8_000


@pytest.mark.parametrize("content", [b"", b"RIFF", b"no sound at all, but long enough to be read as something"])
def test_what_is_no_wav_is_not_played(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "noise").write_bytes(content)
    assert mono_seconds(tmp_path / "noise") is None
    assert not write_mono(tmp_path / "noise", tmp_path / "copy")
