"""Digest answers, by the standards' own examples."""

from __future__ import annotations

from telephony.engine.digest import Challenge, answer, challenge_of
from telephony.engine.siptext import parse_message
from telephony.secret import Secret


def challenged(status: int, header: str) -> Challenge | None:
    return challenge_of(parse_message(f"SIP/2.0 {status} X\r\n{header}\r\n\r\n"))


def test_the_example_of_rfc_2617_section_3_5_comes_out() -> None:
    found = challenged(
        401,
        'WWW-Authenticate: Digest realm="testrealm@host.com", qop="auth,auth-int", '
        'nonce="dcd98b7102dd2f0e8b11d0f600bfb0c093", opaque="5ccc069c403ebaf9f0171e9517f40e41"',
    )
    assert found is not None
    assert found.answer_header == "Authorization"
    value = answer(found, "Mufasa", Secret("Circle Of Life"), "GET", "/dir/index.html", cnonce="0a4f113b")
    assert 'response="6629fae49393a05397450978507c4ef1"' in value
    assert 'opaque="5ccc069c403ebaf9f0171e9517f40e41"' in value
    assert "qop=auth, nc=00000001" in value


def test_the_sha_256_example_of_rfc_7616_section_3_9_1_comes_out() -> None:
    found = challenged(
        407,
        'Proxy-Authenticate: Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm=SHA-256, '
        'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"',
    )
    assert found is not None
    assert found.answer_header == "Proxy-Authorization"
    cnonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"
    value = answer(found, "Mufasa", Secret("Circle of Life"), "GET", "/dir/index.html", cnonce=cnonce)
    assert 'response="753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"' in value


def test_a_challenge_without_qop_is_answered_in_the_old_way() -> None:
    found = challenged(401, 'WWW-Authenticate: Digest realm="r", nonce="n"')
    assert found is not None
    value = answer(found, "u", Secret("p"), "BYE", "sip:x")
    assert "qop" not in value
    assert "cnonce" not in value


def test_what_is_no_answerable_challenge_is_none() -> None:
    assert challenged(401, 'WWW-Authenticate: Basic realm="r"') is None
    assert challenged(401, 'WWW-Authenticate: Digest realm="r", nonce="n", algorithm=SHA-512-256') is None
    assert challenged(200, 'WWW-Authenticate: Digest realm="r", nonce="n"') is None


def test_the_second_of_two_challenges_is_taken_where_the_first_is_unknown() -> None:
    found = challenged(
        401, 'WWW-Authenticate: Digest realm="r", nonce="a", algorithm=XYZ\r\nWWW-Authenticate: Digest realm="r", nonce="b", algorithm=MD5'
    )
    assert found is not None
    assert found.nonce == "b"
