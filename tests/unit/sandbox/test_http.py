"""HTTP requests: read within limits, refused with a status otherwise."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.api.http import HttpError, body_length, parse_head


def test_a_request_is_read() -> None:
    request = parse_head(b"GET /v1/tariff?number=+7495&x=%d1%8f HTTP/1.1\r\nHost: a\r\nContent-Length: 12\r\nAuthorization:  Bearer t ")
    assert (request.method, request.path, request.query) == ("GET", "/v1/tariff", {"number": "+7495", "x": "я"})
    assert request.headers["authorization"] == "Bearer t"
    assert (request.keep_alive, body_length(request)) == (True, 12)


@pytest.mark.parametrize("head", [b"GET / HTTP/1.0", b"GET / HTTP/1.1\r\nConnection: Close"])
def test_connections_end_where_the_client_wants_it(head: bytes) -> None:
    assert not parse_head(head).keep_alive


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (b"", 400),
        (b"GET /", 400),
        (b"get / HTTP/1.1", 400),
        (b"GET x HTTP/1.1", 400),
        (b"GET / HTTP/3.0", 505),
        (b"GET / HTTP/1.1\r\nx", 400),
        (b"GET / HTTP/1.1\r\nx y: z", 400),
        (b"GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2", 400),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 1", 400),
    ],
)
def test_a_malformed_head_is_refused(head: bytes, status: int) -> None:
    with pytest.raises(HttpError) as error:
        parse_head(head)
    assert error.value.status == status


@pytest.mark.parametrize(("length", "status"), [("x", 400), ("-1", 400), ("70000", 413), ("9" * 13, 400)])
def test_a_length_that_is_none_or_too_much_is_refused(length: str, status: int) -> None:
    request = parse_head(f"POST / HTTP/1.1\r\nContent-Length: {length}".encode())
    with pytest.raises(HttpError) as error:
        body_length(request)
    assert error.value.status == status


def test_chunks_are_for_files_alone() -> None:
    with pytest.raises(HttpError) as error:
        body_length(parse_head(b"POST /v1/sms HTTP/1.1\r\nTransfer-Encoding: chunked"))
    assert error.value.status == 501


@given(st.binary(max_size=200))
def test_noise_is_refused_with_a_status(data: bytes) -> None:
    with pytest.raises(HttpError) as error:
        parse_head(b"GET / HTTP/1.1\r\n\x00: " + data)
    assert error.value.status == 400
