"""How much of a cut upload a server has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from telephony.bodies.errors import BodyError
from telephony.bodies.files import MOST_SIZE
from telephony.bodies.resuming import Resume, build_resume, parse_resume

INFO = '<file-resume-info xmlns="urn:gsma:params:xml:ns:rcs:rcs:fthttpresume">{}</file-resume-info>'


@given(st.integers(1, MOST_SIZE), st.from_regex(r"https?://[a-z.]{1,20}(:[1-9][0-9]{0,3})?/[A-Za-z0-9/?=&]{0,40}", fullmatch=True))
def test_it_is_read_as_it_was_written(have: int, url: str) -> None:
    assert parse_resume(build_resume(Resume(have, url))) == Resume(have, url)


@pytest.mark.parametrize(
    "inside",
    [
        "",
        '<file-range start="0" end="4"/>',
        '<data url="http://h/a"/>',
        '<file-range start="3" end="4"/><data url="http://h/a"/>',
        '<file-range start="0" end="-1"/><data url="http://h/a"/>',
        '<file-range start="0" end="99999999999999999999"/><data url="http://h/a"/>',
        '<file-range start="0" end="4"/><data url="file:///etc/passwd"/>',
        '<file-range start="0" end="4"/><data url="http://h/a b"/>',
        '<file-range start="0" end="4"/><data url="http://[h/a"/>',
    ],
)
def test_what_makes_no_sense_is_refused(inside: str) -> None:
    with pytest.raises(BodyError):
        parse_resume(INFO.format(inside))


@given(st.text(max_size=200))
def test_noise_is_refused(noise: str) -> None:
    with pytest.raises(BodyError):
        parse_resume(noise)
