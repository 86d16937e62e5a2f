"""Presence on the wire (RFC 3903, RFC 6665), and messages to telephones that are gone, by plain sockets against the real process."""

from __future__ import annotations

import re
import secrets
import time
from typing import TYPE_CHECKING

import pytest

from telephony.bodies.presence import Presence, Status, build_presence, parse_presence
from tests.peers.sandbox import SandboxProcess
from tests.peers.sandbox_phone import SandboxPhone, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

PIDF = "application/pidf+xml"


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxProcess]:
    """One provider for this file."""
    with SandboxProcess(tmp_path_factory.mktemp("sandbox") / "state") as process:
        yield process


@pytest.fixture
def anna(sandbox: SandboxProcess) -> Iterator[SandboxPhone]:
    with SandboxPhone(sandbox, "anna") as phone:
        yield phone


@pytest.fixture
def boris(sandbox: SandboxProcess) -> Iterator[SandboxPhone]:
    with SandboxPhone(sandbox, "boris", "TCP") as phone:
        yield phone


def ask(phone: SandboxPhone, method: str, user: str, headers: dict[str, str], body: str = "") -> tuple[Text, dict[str, str]]:
    """A request with the password's answer; the final response, and the headers it went with."""
    uri, answer = f"sip:{user}@sandbox.test", None
    sent = {"From": f"<{phone.address}>;tag={secrets.token_hex(4)}", "To": f"<{uri}>", "Call-ID": secrets.token_hex(8)}
    sent |= {"Contact": f"<{phone.contact}>", "Event": "presence"} | headers
    for cseq in (1, 2):
        proof = phone.credentials(answer, method, uri) if answer else {}
        phone.send(phone.request(method, uri, sent | {"CSeq": f"{cseq} {method}"} | proof, body))
        answer = phone.final()
        if answer.status != 407:
            break
    assert answer is not None
    return answer, sent


def publish(phone: SandboxPhone, status: Status | None, expires: int = 600, tag: str = "", title: str = "") -> Text:
    body = build_presence(Presence(phone.address, status, title)) if status else ""
    headers = {"Expires": str(expires)} | ({"SIP-If-Match": tag} if tag else {}) | ({"Content-Type": PIDF} if body else {})
    return ask(phone, "PUBLISH", phone.user, headers, body)[0]


def notified(phone: SandboxPhone, status: str = "200 OK") -> Text:
    """The next NOTIFY, answered."""
    received = phone.receive()
    assert received.method == "NOTIFY"
    phone.reply(received, status)
    return received


def seen(notify: Text) -> Status:
    assert notify.headers["content-type"] == PIDF
    return parse_presence(notify.body).status


def again(phone: SandboxPhone, answer: Text, sent: dict[str, str], cseq: int, expires: int) -> Text:
    """Another SUBSCRIBE inside the dialog."""
    found = re.search(r"<([^>]+)>", answer.headers["contact"])
    assert found
    headers = sent | {"To": answer.headers["to"], "CSeq": f"{cseq} SUBSCRIBE", "Expires": str(expires)}
    phone.send(phone.request("SUBSCRIBE", found[1], headers))
    return phone.final()


def quiet(phone: SandboxPhone) -> bool:
    try:
        phone.receive(0.4)
    except TimeoutError:
        return True
    return False


def test_a_watcher_is_told_at_once_and_at_each_change_until_it_ends(anna: SandboxPhone, boris: SandboxPhone) -> None:
    answer, sent = ask(boris, "SUBSCRIBE", "anna", {"Expires": "600"})
    assert (answer.status, answer.headers["expires"]) == (200, "600")
    first = notified(boris)
    assert (seen(first), first.headers["event"], first.headers["call-id"]) == (Status.OFFLINE, "presence", sent["Call-ID"])
    assert re.fullmatch(r"active;expires=(600|5\d\d)", first.headers["subscription-state"])
    tag = publish(anna, Status.ONLINE).headers["sip-etag"]
    assert seen(notified(boris)) is Status.ONLINE
    tag = publish(anna, Status.BUSY, tag=tag).headers["sip-etag"]
    assert seen(notified(boris)) is Status.BUSY
    assert again(boris, answer, sent, 3, 300).headers["expires"] == "300"
    assert seen(notified(boris)) is Status.BUSY
    assert again(boris, answer, sent, 4, 0).status == 200
    last = notified(boris)
    assert last.headers["subscription-state"] == "terminated;reason=timeout"
    assert again(boris, answer, sent, 5, 300).status == 481
    assert publish(anna, None, expires=0, tag=tag).status == 200
    assert quiet(boris)


def test_a_subscription_for_no_time_asks_once(anna: SandboxPhone, boris: SandboxPhone) -> None:
    publish(anna, Status.AWAY, title="Обед")
    answer, _ = ask(boris, "SUBSCRIBE", "anna", {"Expires": "0"})
    notify = notified(boris)
    assert (answer.status, parse_presence(notify.body).title) == (200, "Обед")
    assert notify.headers["subscription-state"].startswith("terminated")


def test_a_publication_ends_by_itself_and_the_watcher_is_told(sandbox: SandboxProcess, boris: SandboxPhone) -> None:
    with SandboxPhone(sandbox, "vera") as vera:
        assert publish(vera, Status.ONLINE, expires=10).headers["expires"] == "10"
        ask(boris, "SUBSCRIBE", "vera", {})
        assert seen(notified(boris)) is Status.ONLINE
        began = time.monotonic()
        received = boris.receive()
        boris.reply(received, "200 OK")
        assert seen(received) is Status.OFFLINE
        assert 8 < time.monotonic() - began < 20


def test_changes_wait_for_the_answer_to_the_last_and_the_newest_goes(sandbox: SandboxProcess, anna: SandboxPhone) -> None:
    with SandboxPhone(sandbox, "vera") as vera:
        ask(anna, "SUBSCRIBE", "vera", {})
        held = anna.receive()
        for status in (Status.ONLINE, Status.AWAY, Status.BUSY):
            publish(vera, status)
        anna.reply(held, "200 OK")
        assert seen(notified(anna)) is Status.BUSY
        assert quiet(anna)


def test_a_watcher_that_knows_nothing_of_it_is_told_nothing_more(sandbox: SandboxProcess, boris: SandboxPhone) -> None:
    with SandboxPhone(sandbox, "vera") as vera:
        ask(boris, "SUBSCRIBE", "vera", {})
        notified(boris, "481 Gone")
        publish(vera, Status.ONLINE)
        assert quiet(boris)


@pytest.mark.parametrize(
    ("method", "user", "headers", "body", "status"),
    [
        ("SUBSCRIBE", "anna", {"Event": "dialog"}, "", 489),
        ("SUBSCRIBE", "anna", {"Expires": "3"}, "", 423),
        ("SUBSCRIBE", "anna", {"Accept": "application/watcherinfo+xml"}, "", 406),
        ("SUBSCRIBE", "nobody", {}, "", 404),
        ("SUBSCRIBE", "+79161112233", {}, "", 404),
        ("PUBLISH", "anna", {"Event": "presence.winfo", "Content-Type": PIDF}, "x", 489),
        ("PUBLISH", "boris", {"Content-Type": PIDF}, "x", 403),
        ("PUBLISH", "anna", {"Content-Type": PIDF}, "<presence", 400),
        ("PUBLISH", "anna", {"Content-Type": PIDF}, "<!DOCTYPE p [<!ENTITY a 'b'>]><presence entity='&a;'/>", 400),
        ("PUBLISH", "anna", {}, "", 400),
        ("PUBLISH", "anna", {"Content-Type": "text/plain"}, "x", 415),
        ("PUBLISH", "anna", {"SIP-If-Match": "x", "Content-Type": PIDF}, "x", 412),
        ("PUBLISH", "anna", {"Expires": "9", "Content-Type": PIDF}, "x", 423),
    ],
)
def test_what_is_not_to_be_is_refused(anna: SandboxPhone, method: str, user: str, headers: dict[str, str], body: str, status: int) -> None:
    answer, _ = ask(anna, method, user, headers, body)
    assert answer.status == status
    assert answer.headers.get("min-expires") == ("10" if status == 423 else None)


def test_the_services_are_always_there(anna: SandboxPhone) -> None:
    for name in ("bot", "echo", "callback"):
        ask(anna, "SUBSCRIBE", name, {"Expires": "0"})
        assert seen(notified(anna)) is Status.ONLINE


# --- messages ----------------------------------------------------------------------------------------------------------------------------


def test_what_a_killed_program_did_not_take_is_for_its_successor(sandbox: SandboxProcess, anna: SandboxPhone) -> None:
    with SandboxPhone(sandbox, "vera") as killed:
        assert killed.register().status == 200
        began = time.monotonic()
        anna.sip.settimeout(30)
        answer = _write_slowly(anna, "vera", "первое")
        assert answer.status == 202
        assert 9 < time.monotonic() - began < 25
    assert anna.write("vera", "второе").status == 202, "nothing overtakes what waits"
    with SandboxPhone(sandbox, "vera") as vera:
        assert vera.register().status == 200
        bodies: list[str] = []
        for _ in range(2):
            received = vera.receive()
            vera.reply(received, "200 OK")
            bodies.append(received.body)
        assert bodies == ["первое", "второе"]
        vera.register("*", 0)


def test_a_message_on_its_way_to_a_killed_program_goes_to_its_successor_at_once(sandbox: SandboxProcess, anna: SandboxPhone) -> None:
    assert anna.write("vera", "ау").status == 202
    with SandboxPhone(sandbox, "vera") as killed:
        killed.register()
        assert killed.receive().body == "ау"
    with SandboxPhone(sandbox, "vera") as vera:
        assert vera.register().status == 200
        received = vera.receive(6)  # no ten seconds later
        vera.reply(received, "200 OK")
        assert received.body == "ау"
        vera.register("*", 0)
        assert vera.register().status == 200
        assert quiet(vera)
        vera.register("*", 0)


def _write_slowly(phone: SandboxPhone, target: str, text: str) -> Text:
    """A MESSAGE whose answer may take its time."""
    uri, answer = f"sip:{target}@sandbox.test", None
    headers = {"From": f"<{phone.address}>;tag=1", "To": f"<{uri}>", "Call-ID": secrets.token_hex(8), "Content-Type": "text/plain"}
    for cseq in (1, 2):
        proof = phone.credentials(answer, "MESSAGE", uri) if answer else {}
        phone.send(phone.request("MESSAGE", uri, headers | {"CSeq": f"{cseq} MESSAGE"} | proof, text))
        answer = phone.final()
    assert answer is not None
    return answer
