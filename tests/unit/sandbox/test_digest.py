"""Digest authentication against the standards' own vectors, and nonces against a clock."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.sip.digest import NONCE_SECONDS, Challenger, Credentials, Verdict, digest_response, parse_credentials

# RFC 2617 section 3.5 and RFC 7616 section 3.9.1 (whose MD5 example has a user, a password and a nonce of its own).
RFC_2617 = (
    'Digest username="Mufasa", realm="testrealm@host.com", nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", uri="/dir/index.html", qop=auth,'
    ' nc=00000001, cnonce="0a4f113b", response="6629fae49393a05397450978507c4ef1", opaque="5ccc069c403ebaf9f0171e9517f40e41"'
)
RFC_7616 = (
    'Digest username="Mufasa", realm="http-auth@example.org", uri="/dir/index.html", algorithm=MD5,'
    ' nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", nc=00000001, cnonce="f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",'
    ' qop=auth, response="8ca523f5e9506fed4657c9700eebdbec", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"'
)


class Clock:
    """A clock that tests turn."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def answer(challenger: Challenger, password: str, *, nc: str = "00000001", nonce: str | None = None) -> Credentials:
    """What a client with that password makes of a challenge."""
    if nonce is None:
        nonce = challenger.challenge().split('nonce="')[1].split('"')[0]
    blank = Credentials("anna", challenger.realm, nonce, "sip:x", "", "c", nc, "auth")
    return Credentials("anna", challenger.realm, nonce, "sip:x", digest_response(blank, password, "REGISTER"), "c", nc, "auth")


@pytest.mark.parametrize(("header", "password"), [(RFC_2617, "Circle Of Life"), (RFC_7616, "Circle of Life")])
def test_the_vectors_of_the_standards(header: str, password: str) -> None:
    credentials = parse_credentials(header)
    assert credentials is not None
    assert digest_response(credentials, password, "GET") == credentials.response
    assert digest_response(credentials, password, "POST") != credentials.response


def test_the_right_password_is_good_and_a_wrong_one_is_bad() -> None:
    challenger = Challenger("r")
    assert challenger.judge(answer(challenger, "right"), "right", "REGISTER") is Verdict.GOOD
    assert challenger.judge(answer(challenger, "wrong"), "right", "REGISTER") is Verdict.BAD
    assert challenger.judge(answer(challenger, "right"), "right", "INVITE") is Verdict.BAD


def test_a_nonce_grows_old() -> None:
    clock = Clock()
    challenger = Challenger("r", clock)
    early, late = answer(challenger, "p"), answer(challenger, "p")
    clock.now += NONCE_SECONDS - 1
    assert challenger.judge(early, "p", "REGISTER") is Verdict.GOOD
    clock.now += 2
    assert challenger.judge(late, "p", "REGISTER") is Verdict.STALE


def test_a_count_is_used_once_and_the_next_is_good() -> None:
    challenger = Challenger("r")
    first = answer(challenger, "p")
    assert challenger.judge(first, "p", "REGISTER") is Verdict.GOOD
    assert challenger.judge(first, "p", "REGISTER") is Verdict.STALE
    assert challenger.judge(answer(challenger, "p", nc="00000002", nonce=first.nonce), "p", "REGISTER") is Verdict.GOOD


def test_a_nonce_of_another_run_is_stale_for_the_right_password_alone() -> None:
    foreign = answer(Challenger("r"), "p")
    assert Challenger("r").judge(foreign, "p", "REGISTER") is Verdict.STALE
    assert Challenger("r").judge(foreign, "q", "REGISTER") is Verdict.BAD


@pytest.mark.parametrize(
    "header",
    ["", "Digest", "Basic YTpi", RFC_2617.replace("Mufasa", ""), RFC_2617.replace("qop=auth, ", ""), RFC_7616.replace("MD5", "SHA-256")],
)
def test_credentials_that_lack_something_are_none(header: str) -> None:
    assert parse_credentials(header) is None


@given(st.text(max_size=200))
def test_any_text_as_credentials_raises_nothing(text: str) -> None:
    credentials = parse_credentials(f"Digest {text}")
    if credentials is not None:
        assert Challenger("r").judge(credentials, "p", "REGISTER") is not Verdict.GOOD
    forged = Credentials("anna", "r", text, "sip:x", "", "c", "1", "auth")
    right = Credentials("anna", "r", text, "sip:x", digest_response(forged, "p", "REGISTER"), "c", "1", "auth")
    assert Challenger("r").judge(right, "p", "REGISTER") is Verdict.STALE
