"""SMS and messages between users, by plain sockets against the real process."""

from __future__ import annotations

import time
from email.utils import parsedate_to_datetime
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from tests.peers.sandbox import SandboxProcess
from tests.peers.sandbox_phone import SandboxPhone, Text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxProcess]:
    """One provider for this file."""
    with SandboxProcess(tmp_path_factory.mktemp("sandbox") / "state") as process:
        yield process


@pytest.fixture(params=["UDP", "TCP"])
def phone(sandbox: SandboxProcess, request: pytest.FixtureRequest) -> Iterator[SandboxPhone]:
    """Anna's telephone, registered, once over each transport."""
    sandbox.set_credit(balance_micros=12_400_000, trial_seconds_left=300)
    with SandboxPhone(sandbox, "anna", request.param) as it:
        assert it.register().status == 200
        yield it
        it.register(expires=0)


@pytest.fixture
def udp_phone(sandbox: SandboxProcess) -> Iterator[SandboxPhone]:
    """Anna's telephone over UDP, not registered."""
    sandbox.set_credit(balance_micros=12_400_000, trial_seconds_left=300)
    with SandboxPhone(sandbox, "anna") as it:
        yield it


def test_a_message_to_a_mobile_is_an_sms_and_the_handset_answers_it(sandbox: SandboxProcess, phone: SandboxPhone) -> None:
    answer = phone.write("+79161112233", "Привет 🙂")
    assert answer.status == 202
    received = phone.receive()
    phone.reply(received, "200 OK")
    assert (received.method, received.body) == ("MESSAGE", "Получено: «Привет 🙂»")
    assert received.headers["from"].startswith("<sip:+79161112233@sandbox.test>")
    assert received.headers["content-type"] == "text/plain;charset=UTF-8"
    assert received.headers["x-orig-call-id"] == answer.headers["call-id"]
    assert parsedate_to_datetime(received.headers["date"]).tzinfo is not None
    assert "contact" not in received.headers
    [sms, *_] = sandbox.get("/v1/sms").content["messages"]
    assert (sms["to"], sms["text"], sms["state"], sms["cost_micros"]) == ("+79161112233", "Привет 🙂", "delivered", 0)


def test_a_number_is_read_with_or_without_its_plus(sandbox: SandboxProcess, udp_phone: SandboxPhone) -> None:
    assert udp_phone.write("79161112202", "x").status == 202
    assert sandbox.get("/v1/sms").content["messages"][0]["to"] == "+79161112202"


@pytest.mark.parametrize(
    ("target", "text", "kind", "start"),
    [
        ("+74951112233", "x", "text/plain", "403 Not A Mobile Number"),
        ("+79160000", "x", "text/plain", "404 No Such Number"),
        ("112", "x", "text/plain", "484 Address Incomplete"),
        ("nobody", "x", "text/plain", "404 No Such User"),
        ("echo", "x", "text/plain", "404 No Such User"),
        ("+79161112233", "", "text/plain", "400 Empty Message"),
        ("+79161112233", "x" * 1531, "text/plain", "413 Too Many Parts"),
        ("+79161112233", "<isComposing/>", "application/im-iscomposing+xml", "415 Unsupported Media Type"),
        ("+79161112233", "x", "text/plain;charset=koi8-r", "415 Unsupported Media Type"),
        ("+4915111122233", "x" * 1100, "text/plain", "402 Not Enough Credit"),
    ],
)
def test_what_is_no_sms_is_refused_with_its_reason(
    sandbox: SandboxProcess, udp_phone: SandboxPhone, target: str, text: str, kind: str, start: str
) -> None:
    before = sandbox.get("/v1/sms").content
    answer = udp_phone.write(target, text, kind)
    assert answer.start == f"SIP/2.0 {start}"
    assert sandbox.get("/v1/sms").content == before
    assert sandbox.account()["balance_micros"] == 12_400_000


def test_a_foreign_sms_costs_its_parts_and_is_answered_in_english(sandbox: SandboxProcess, phone: SandboxPhone) -> None:
    assert phone.write("+4915111122233", "Hello", "text/plain").status == 202
    assert sandbox.account()["balance_micros"] == 10_400_000
    received = phone.receive()
    phone.reply(received, "200 OK")
    assert received.body == 'Received: "Hello"'


def test_an_answer_waits_until_its_reader_registers(sandbox: SandboxProcess) -> None:
    sent = sandbox.post("/v1/sms", {"to": "+79161112233", "text": "ау"}, "vera").content
    sandbox.wait_for(lambda: sandbox.get(f"/v1/sms/{sent['id']}", "vera").content["state"] == "delivered")
    with SandboxPhone(sandbox, "vera") as phone:
        with pytest.raises(TimeoutError):
            phone.receive(1.3)
        assert phone.register().status == 200
        received = phone.receive()
        phone.reply(received, "200 OK")
        assert received.body == "Получено: «ау»"
        assert "x-orig-call-id" not in received.headers
        assert phone.register().status == 200, "and only once"
        with pytest.raises(TimeoutError):
            phone.receive(0.5)


def test_a_message_between_users_goes_as_it_is_to_every_contact(sandbox: SandboxProcess, udp_phone: SandboxPhone) -> None:
    with SandboxPhone(sandbox, "boris") as first, SandboxPhone(sandbox, "boris", "TCP") as second:
        first.register()
        second.register()
        for text in ("Здравствуй", "x" * 1000):
            _write_and_take(udp_phone, (first, second), text)


def _write_and_take(sender: SandboxPhone, readers: tuple[SandboxPhone, ...], text: str) -> None:
    heard: list[tuple[str, str]] = []

    def read(reader: SandboxPhone) -> None:
        received = reader.receive()
        reader.reply(received, "200 OK")
        heard.append((received.body, received.headers["content-type"]))

    threads = [Thread(target=read, args=(reader,)) for reader in readers]
    for thread in threads:
        thread.start()
    answer = sender.write("boris", text, "text/plain; charset=utf-8")
    for thread in threads:
        thread.join()
    assert answer.status == 200
    assert heard == [(text, "text/plain; charset=utf-8")] * len(readers)


def test_messages_wait_for_who_is_away_in_order_and_outlive_the_provider(tmp_path: Path) -> None:
    with SandboxProcess(tmp_path / "state") as sandbox:
        with SandboxPhone(sandbox, "anna") as anna:
            answers = [anna.write("boris", text, "text/plain;charset=utf-8") for text in ("первое", "второе 🙂")]
            answers += [anna.write("boris", "<cpim/>", "message/cpim"), anna.write("boris", "<typing/>", "application/im-iscomposing+xml")]
            assert [answer.status for answer in answers] == [202] * 4
            assert anna.write("nobody", "x").status == 404
        sandbox.kill()
        with sandbox.start(), SandboxPhone(sandbox, "boris") as boris:
            assert boris.register().status == 200
            kept = [_take(boris) for _ in range(3)]
            with pytest.raises(TimeoutError):
                boris.receive(0.3)
    assert [(one.body, one.headers["content-type"]) for one in kept] == [
        ("первое", "text/plain;charset=utf-8"),
        ("второе 🙂", "text/plain;charset=utf-8"),
        ("<cpim/>", "message/cpim"),
    ]
    assert [one.headers["x-orig-call-id"] for one in kept] == [answer.headers["call-id"] for answer in answers[:3]]
    assert {one.headers["from"].partition(";")[0] for one in kept} == {"<sip:anna@sandbox.test>"}
    assert all(parsedate_to_datetime(one.headers["date"]) for one in kept)


def test_a_mailbox_is_full_at_a_hundred_and_a_message_that_expired_is_gone(tmp_path: Path) -> None:
    with SandboxProcess(tmp_path / "state") as sandbox, SandboxPhone(sandbox, "anna") as anna:
        assert anna.write("boris", "soon gone", expires=1).status == 202
        assert anna.write("boris", "never kept", expires=0).status == 202
        statuses = [anna.write("boris", str(index)).status for index in range(100)]
        assert statuses in ([202] * 99 + [480], [202] * 100), "the first may have expired meanwhile"
        assert [anna.write("boris", "one more").status for _ in range(2)][-1] == 480
        time.sleep(1)
        with SandboxPhone(sandbox, "boris") as boris:
            boris.register()
            assert _take(boris).body == "0"


def _take(phone: SandboxPhone) -> Text:
    received = phone.receive()
    assert received.method == "MESSAGE"
    phone.reply(received, "200 OK")
    return received
