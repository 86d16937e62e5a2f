"""Small pictures: how small, what is in them, and what is never looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.pictures import PLACE, bomb, clear, encoded, is_red, photograph, read, with_exif
from ui.conversation.small import MOST_BYTES, SIDE, of_ours, of_theirs, size_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtGui import QImage
    from pytestqt.logging import _QtLogLibrary  # pyright: ignore[reportMissingTypeStubs, reportAttributeAccessIssue]

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


@pytest.fixture
def quiet(qtlog: _QtLogLibrary) -> Iterator[None]:  # pyright: ignore[reportUnknownParameterType]
    """What Qt says of broken pictures is no trouble of ours."""
    with qtlog.disabled():  # pyright: ignore[reportUnknownMemberType]
        yield


def file_of(folder: Path, data: bytes, name: str = "a.png") -> Path:
    (folder / name).write_bytes(data)
    return folder / name


def drawn(path: Path) -> QImage:
    small = of_ours(path)
    assert small is not None
    assert len(small.jpeg) <= MOST_BYTES
    form, image = read(small.jpeg)
    assert form == "jpeg"
    assert max(image.width(), image.height()) <= SIDE
    return image


@pytest.mark.parametrize("form", ["png", "jpeg", "webp", "bmp"])
@pytest.mark.parametrize(("width", "height"), [(3000, 2000), (200, 201), (90, 1200)])
def test_a_picture_becomes_a_small_jpeg_of_its_shape(tmp_path: Path, form: str, width: int, height: int) -> None:
    path = file_of(tmp_path, encoded(photograph(width, height), form))
    image = drawn(path)
    assert abs(image.width() / image.height() - width / height) < 0.02 * width / height + 1 / image.height()
    assert is_red(image, image.width() // 5, image.height() // 2)
    assert not is_red(image, image.width() * 4 // 5, image.height() // 2)
    small = of_ours(path)
    assert small is not None
    assert (small.width, small.height) == size_of(path) == (width, height)


def test_a_small_one_is_not_made_larger(tmp_path: Path) -> None:
    image = drawn(file_of(tmp_path, encoded(photograph(48, 32))))
    assert (image.width(), image.height()) == (48, 32)


def test_where_a_photograph_was_taken_stays_with_the_user(tmp_path: Path) -> None:
    camera = with_exif(encoded(photograph(), "jpeg"))
    assert PLACE in camera
    for data in (camera, encoded(photograph(), "png", {"Comment": PLACE.decode(), "Author": "Anna"})):
        for small in (of_ours(file_of(tmp_path, data)), of_theirs(encoded(photograph(90, 90), "jpeg", {"Comment": PLACE.decode()}))):
            assert small is not None
            assert PLACE not in small.jpeg
            assert _segments(small.jpeg) <= {0xE0, 0xDB, 0xC0, 0xC4, 0xDA}, "JFIF's head, tables, the picture: no Exif, profile or comment"


def _segments(jpeg: bytes) -> set[int]:
    """The kinds of a JPEG's segments up to its picture."""
    found, place = set[int](), 2
    while not found or 0xDA not in found:
        assert jpeg[place] == 0xFF
        found.add(jpeg[place + 1])
        place += 2 + int.from_bytes(jpeg[place + 2 : place + 4], "big")
    return found


def test_a_camera_that_was_turned_is_seen_upright(tmp_path: Path) -> None:
    path = file_of(tmp_path, with_exif(encoded(photograph(400, 200), "jpeg"), orientation=6))  # the right side is the bottom
    image = drawn(path)
    assert (image.width(), image.height()) == (SIDE // 2, SIDE)
    assert is_red(image, 50, 30)
    assert not is_red(image, 50, 170)
    assert size_of(path) == (200, 400)


def test_what_is_transparent_is_on_white(tmp_path: Path) -> None:
    image = drawn(file_of(tmp_path, encoded(clear(400, 300))))
    assert image.pixelColor(image.width() - 10, 50).lightness() > 245
    assert image.pixelColor(10, 50).lightness() < 10


@pytest.mark.usefixtures("quiet")
def test_what_is_no_picture_has_none(tmp_path: Path) -> None:
    for data in (b"", b"x" * 100, SVG, encoded(photograph())[:60], bomb(9000, 9000)):
        path = file_of(tmp_path, data)
        assert of_ours(path) is None
    assert size_of(file_of(tmp_path, SVG, "a.svg")) == (0, 0)
    assert of_ours(tmp_path / "gone.png") is None


@pytest.mark.parametrize("form", ["jpeg", "png", "webp"])
def test_what_a_server_gives_is_drawn_anew(form: str) -> None:
    data = encoded(photograph(320, 160), form)
    small = of_theirs(data)
    assert small is not None
    assert (small.width, small.height) == (320, 160)
    assert len(small.jpeg) <= MOST_BYTES
    assert small.jpeg != data
    assert is_red(read(small.jpeg)[1], 20, 50)


@pytest.mark.usefixtures("quiet")
@pytest.mark.parametrize(
    "data",
    [
        b"",
        SVG,
        b"RIFF\x04\0\0\0WAVE",
        encoded(photograph(64, 64), "bmp"),
        bomb(4000, 2000),
        bomb(60_000, 60_000 // 512),
        encoded(photograph(64, 64), "jpeg")[:40],
        b"\x89PNG\r\n\x1a\n" + SVG,
    ],
    ids=["nothing", "svg", "sound", "bmp", "bomb", "wide", "cut", "in disguise"],
)
def test_what_a_server_only_calls_a_picture_is_none(data: bytes) -> None:
    assert of_theirs(data) is None


@pytest.mark.usefixtures("quiet")
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from([b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF"]), st.binary(max_size=400))
def test_noise_is_no_picture_and_does_no_harm(start: bytes, noise: bytes) -> None:
    assert of_theirs(start + noise) is None
