"""Uploads read piece by piece, ranges, and a store that never trusts a name."""

from __future__ import annotations

import contextlib
import itertools
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.files import store as store_module
from sandbox.files.multipart import MultipartError, MultipartReader, PartEnd, PartHead, boundary_of
from sandbox.files.ranges import RangeError, read_range
from sandbox.files.receiving import Receiving
from sandbox.files.store import FileStore, FileTooLargeError
from sandbox.state import now_us, open_state

if TYPE_CHECKING:
    from pathlib import Path

BODY = (
    b'--edge\r\nContent-Disposition: form-data; name="File"; filename="\xd1\x8f;.png"\r\nContent-Type: image/png\r\n\r\n'
    b"one\r\n--edg\r\n--two\r\n--edge\r\n\r\n\r\n--edge--\r\nepilogue"
)


def parts(pieces: list[bytes], boundary: bytes = b"edge") -> list[tuple[PartHead, bytes]]:
    """The whole parts of a body that comes in pieces."""
    reader, found, data = MultipartReader(boundary), list[tuple[PartHead, bytes]](), b""
    head: PartHead | None = None
    for piece in pieces:
        for each in reader.feed(piece):
            if isinstance(each, PartHead):
                head, data = each, b""
            elif isinstance(each, bytes):
                data += each
            else:
                assert head is not None
                found.append((head, data))
    assert reader.done
    return found


WHOLE = [(PartHead("File", "я;.png", "image/png"), b"one\r\n--edg\r\n--two"), (PartHead("", "", ""), b"")]


@given(st.lists(st.integers(0, len(BODY)), max_size=12))
def test_a_body_is_read_the_same_wherever_it_is_cut(cuts: list[int]) -> None:
    places = [0, *sorted(cuts), len(BODY)]
    assert parts([BODY[start:end] for start, end in itertools.pairwise(places)]) == WHOLE


@given(st.binary(max_size=300), st.integers(1, 40))
def test_any_content_comes_out_as_it_went_in(content: bytes, step: int) -> None:
    boundary = b"a9f3--long-enough-not-to-occur"
    body = b"--" + boundary + b'\r\nContent-Disposition: form-data; name="File"\r\n\r\n' + content + b"\r\n--" + boundary + b"--"
    [(head, data)] = parts([body[place : place + step] for place in range(0, len(body), step)], boundary)
    assert (head.name, data) == ("File", content)


@given(st.binary(max_size=200))
def test_noise_is_refused_or_never_done(noise: bytes) -> None:
    reader = MultipartReader(b"edge")
    with contextlib.suppress(MultipartError):
        assert all(isinstance(piece, PartHead | bytes | PartEnd) for piece in reader.feed(noise))


@pytest.mark.parametrize("body", [b"--edge\r\n" + b"x" * 9000, b"--edge and more\r\n\r\n", b"--edge\r\nA: " + b"x" * 9000 + b"\r\n\r\n"])
def test_a_malformed_body_is_refused(body: bytes) -> None:
    with pytest.raises(MultipartError):
        list(MultipartReader(b"edge").feed(body))


@pytest.mark.parametrize(
    "kind", ["", "text/plain", "multipart/form-data", 'multipart/form-data; boundary="a\xff"', "multipart/mixed; boundary=a"]
)
def test_a_type_without_a_boundary_is_refused(kind: str) -> None:
    with pytest.raises(MultipartError):
        boundary_of(kind)


def test_a_boundary_may_stand_in_quotes() -> None:
    assert boundary_of('Multipart/Form-Data; charset=x; boundary="a b"') == b"a b"


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("bytes=0-3", range(4)),
        ("bytes=8-", range(8, 10)),
        ("bytes=8-99", range(8, 10)),
        ("bytes=-3", range(7, 10)),
        ("bytes=-99", range(10)),
        ("", None),
        ("bytes=-", None),
        ("bytes=5-2", None),
        ("bytes=0-1,3-4", None),
        ("lines=0-1", None),
    ],
)
def test_a_range_of_ten_bytes(header: str, wanted: range | None) -> None:
    assert read_range(header, 10) == wanted


@pytest.mark.parametrize(("header", "size"), [("bytes=10-", 10), ("bytes=-0", 10), ("bytes=0-", 0), ("bytes=-5", 0)])
def test_a_range_outside_the_file_is_an_error(header: str, size: int) -> None:
    with pytest.raises(RangeError):
        read_range(header, size)


@pytest.mark.parametrize("name", ["../../../etc/passwd", "/abs", "a\\..\\b", "..", "x" * 999, "\u202egpj.exe", "nul", ""])
def test_a_name_never_becomes_a_path(tmp_path: Path, name: str) -> None:
    store = FileStore(open_state(tmp_path / "state"))
    kept = store.add(name, "image/png", b"x")
    found = store.find(kept.key)
    assert found is not None
    assert found[1].parent == tmp_path / "state" / "files"
    assert set(found[1].name) <= set("0123456789abcdef")
    assert "/" not in kept.file.name
    assert kept.file.name not in ("", "..")
    assert [path.name for path in tmp_path.iterdir()] == ["state"]


def test_files_are_there_after_a_restart_and_what_nobody_knows_is_not(tmp_path: Path) -> None:
    store = FileStore(open_state(tmp_path))
    kept = store.add("a.txt", "text/html\r\nX: y", b"data")
    (tmp_path / "files" / "1234.part").write_bytes(b"half")
    again = FileStore(open_state(tmp_path))
    found = again.find(kept.key)
    assert found is not None
    assert (found[0].content_type, found[1].read_bytes()) == ("application/octet-stream", b"data")
    assert len(list((tmp_path / "files").iterdir())) == 1
    assert kept.key not in (tmp_path / "sandbox.json").read_text()


@pytest.mark.parametrize("key", ["", "x", "../sandbox.json", "A" * 43, "я" * 43])
def test_a_wrong_key_opens_nothing(tmp_path: Path, key: str) -> None:
    store = FileStore(open_state(tmp_path))
    store.add("a", "text/plain", b"data")
    assert store.find(key) is None


def test_a_file_is_gone_after_its_time_and_the_oldest_make_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = FileStore(open_state(tmp_path))
    old = store.add("old", "text/plain", b"x")
    later = now_us() + store_module.LIFETIME_US + 1
    monkeypatch.setattr("sandbox.files.store.now_us", lambda: later)
    assert store.find(old.key) is None
    monkeypatch.setattr(store_module, "MAX_FILES", 3)
    kept = [store.add(str(number), "text/plain", b"x") for number in range(4)]
    assert [store.find(one.key) is not None for one in kept] == [False, True, True, True]
    assert len(list((tmp_path / "files").iterdir())) == 3


def test_more_bytes_than_all_may_have_push_the_oldest_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "MAX_ALL_BYTES", 10)
    store = FileStore(open_state(tmp_path))
    first, second = store.add("a", "text/plain", b"x" * 6), store.add("b", "text/plain", b"x" * 6)
    assert store.find(first.key) is None
    assert store.find(second.key) is not None


def test_a_file_that_is_too_large_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store_module, "MAX_FILE_BYTES", 5)
    upload = FileStore(open_state(tmp_path)).receive("a", "text/plain")
    upload.write(b"12345")
    with pytest.raises(FileTooLargeError):
        upload.write(b"6")
    upload.drop()
    assert list((tmp_path / "files").iterdir()) == []


HEAD = b'--edge\r\nContent-Disposition: form-data; name="%s"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n'


@pytest.mark.parametrize(
    ("body", "file", "thumbnail"),
    [
        (HEAD % b"Thumbnail" + b"small\r\n" + HEAD % b"File" + b"the beg", b"", b"small"),
        (HEAD % b"Thumbnail" + b"small\r\n" + HEAD % b"File" + b"x" * 100, b"x" * 93, b"small"),
        (HEAD % b"File" + b"whole\r\n" + HEAD % b"Thumbnail" + b"y" * 100, b"whole", None),
        (HEAD % b"Thumbnail" + b"y" * 100, None, None),
    ],
    ids=["at its beginning", "in the file", "in the thumbnail", "before the file"],
)
def test_of_an_upload_that_was_cut_the_thumbnail_stays_where_it_is_whole(
    tmp_path: Path, body: bytes, file: bytes | None, thumbnail: bytes | None
) -> None:
    receiving = Receiving(FileStore(open_state(tmp_path / "state")))
    reader = MultipartReader(b"edge")
    receiving.feed(reader, body)
    cut = receiving.cut()
    receiving.drop()
    assert (cut is None) == (file is None)
    if cut is not None:
        cut.file.close()
        assert cut.file.path.read_bytes() == file
        assert (None if cut.thumbnail is None else cut.thumbnail.size) == (None if thumbnail is None else len(thumbnail))
        cut.drop()
    assert list((tmp_path / "state" / "files").iterdir()) == []
