"""One request: it can be ended, it takes no longer than it may, and shows nothing that it carries."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from email import message_from_bytes
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tariffs.providers.errors import OutcomeUnknownError, ProviderError, RefusedError, TransientError
from tariffs.providers.http import FORM, HttpApi, HttpRequest, form, multipart
from tariffs.providers.waiting import Waits
from tests.unit.providers.answering import Answer, AnsweringServer

SELF_SIGNED = Path(__file__).parent / "data" / "self_signed.pem"


@pytest.mark.parametrize(("method", "error"), [("GET", TransientError), ("POST", OutcomeUnknownError)])
def test_closing_from_another_thread_ends_a_wait_at_once(method: str, error: type[ProviderError]) -> None:
    with AnsweringServer({f"{method} /x": Answer(wait_s=2.0)}) as server:
        api = HttpApi(server.url, None, 30.0)
        threading.Timer(0.2, api.close).start()
        begin = time.monotonic()
        with pytest.raises(error):
            api.ask(HttpRequest("x", method, "/x", is_change=method == "POST"))
        assert time.monotonic() - begin < 1.8


def test_nothing_is_asked_after_closing() -> None:
    with AnsweringServer({"POST /x": Answer()}) as server:
        api = HttpApi(server.url, None, 1.0)
        assert api.post("/x", b"{}") == b"{}"
        api.close()
        with pytest.raises(TransientError):  # not OutcomeUnknownError: it was certainly not sent
            api.post("/x", b"{}")
        assert len(server.asked) == 1


def test_a_connection_that_was_being_made_while_it_was_closed_does_not_stay_open(monkeypatch: pytest.MonkeyPatch) -> None:
    connecting, closed, made = threading.Event(), threading.Event(), list[socket.socket]()
    connect = socket.create_connection

    def slowly(*arguments: Any, **options: Any) -> socket.socket:
        connecting.set()
        assert closed.wait(30)
        made.append(connect(*arguments, **options))
        return made[0]

    monkeypatch.setattr(socket, "create_connection", slowly)
    with AnsweringServer({"GET /x": Answer()}) as server:
        api = HttpApi(server.url, None, 5.0)

        def given_up() -> None:
            with pytest.raises(TransientError):
                api.get("/x")

        lane = threading.Thread(target=given_up)
        lane.start()
        assert connecting.wait(30)
        api.close()
        lane.join()
        closed.set()
        deadline = time.monotonic() + 30
        while not (made and made[0].fileno() == -1):
            assert time.monotonic() < deadline, "its socket is left open"
            time.sleep(0.01)
        assert server.asked[0].headers["connection"] == "close"


def test_a_job_that_hangs_where_no_timeout_reaches_is_given_up() -> None:
    waits, hanging = Waits(), threading.Event()
    with pytest.raises(TimeoutError):
        waits.run(hanging.wait, 0.05)
    hanging.set()


@pytest.mark.parametrize("address", ["ftp://127.0.0.1", ""])
def test_an_address_that_is_none_is_refused_before_anything_is_sent(address: str) -> None:
    api = HttpApi(address, None, 1.0)
    with pytest.raises(RefusedError):
        api.post("/x", b"{}")
    api.close()


def test_nothing_is_sent_to_a_server_that_nobody_vouches_for() -> None:
    with AnsweringServer({"GET /x": Answer()}, certificate=SELF_SIGNED) as server:
        api = HttpApi(server.url, lambda: "token", 3.0)
        with pytest.raises(TransientError, match="no connection"):
            api.get("/x")
        api.close()
        assert server.asked == []
        trusting = ssl.create_default_context(cafile=SELF_SIGNED)
        assert httpx.get(f"{server.url}/x", verify=trusting, trust_env=False).is_success, "the server itself is in order"


@pytest.mark.parametrize("token", ["line\r\nbreak", "пароль"])
def test_a_token_that_no_header_can_carry_is_refused_and_not_shown(token: str) -> None:
    with AnsweringServer({"GET /x": Answer()}) as server:
        api = HttpApi(server.url, lambda: token, 1.0)
        with pytest.raises(RefusedError) as caught:
            api.get("/x")
        api.close()
    assert token not in str(caught.value)


def test_a_request_shows_only_what_it_is_called() -> None:
    request = HttpRequest("balance", "POST", "/p/s3cret", "q=s3cret", b"s3cret", FORM, {"Authorization": "s3cret"})
    assert "s3cret" not in repr(request)
    assert "balance" in repr(request)


def test_a_form_is_written_as_php_writes_it() -> None:
    assert form({"b": "a b~c", "a": "+7&ü"}) == "b=a+b%7Ec&a=%2B7%26%C3%BC"


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(["did", "dst", "message"]), st.text(st.characters(exclude_characters="\r\n", codec="utf-8"))))
def test_fields_come_out_of_a_multipart_body_as_they_went_in(fields: dict[str, str]) -> None:
    content_type, body = multipart(fields)
    read = message_from_bytes(f"Content-Type: {content_type}\r\n\r\n".encode() + body)
    parts = {
        str(part.get_param("name", header="content-disposition")): part.get_payload(decode=True)
        for part in read.walk()
        if not part.is_multipart()
    }
    if fields:
        assert parts == {name: value.encode() for name, value in fields.items()}
