"""Registration and calls between users, by plain sockets against the real process."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import pytest

from sandbox.proxy.proxy import loop_mark
from sandbox.sip.message import Request
from sandbox.sip.parser import parse_datagram
from tests.peers.sandbox import SandboxProcess
from tests.peers.sandbox_phone import SandboxPhone, Text

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxProcess]:
    """One provider for this file."""
    with SandboxProcess(tmp_path_factory.mktemp("sandbox") / "state") as process:
        yield process


@pytest.fixture(params=["UDP", "TCP"])
def boris(sandbox: SandboxProcess, request: pytest.FixtureRequest) -> Iterator[SandboxPhone]:
    """Boris's telephone, signed in, once over each transport."""
    with SandboxPhone(sandbox, "boris", request.param) as it:
        assert it.register().status == 200
        yield it
        it.register(expires=0)


@pytest.fixture
def anna(sandbox: SandboxProcess) -> Iterator[SandboxPhone]:
    """Anna's telephone, not signed in: for calling that is not needed."""
    with SandboxPhone(sandbox, "anna") as it:
        yield it


def test_signing_in_names_the_contact_and_its_time(boris: SandboxPhone) -> None:
    answer = boris.register(expires=120)
    assert answer.status == 200
    assert answer.headers["contact"] == f"<{boris.contact}>;expires=120"


def test_a_wrong_password_is_challenged_again_and_never_called_stale(sandbox: SandboxProcess) -> None:
    with SandboxPhone(sandbox, "boris", password="wrong") as phone:
        answer = phone.register()
    assert answer.status == 401
    assert "stale" not in answer.headers["www-authenticate"]


def test_an_unknown_user_looks_like_a_wrong_password(sandbox: SandboxProcess) -> None:
    with SandboxPhone(sandbox, "nobody", password="x") as phone:
        assert phone.register().status == 401


def test_nobody_registers_for_another(sandbox: SandboxProcess) -> None:
    with SandboxPhone(sandbox, "boris") as phone:
        assert phone.register(extra={"To": f"<sip:anna@{sandbox.domain}>"}).status == 403


def test_nobody_calls_in_anothers_name(anna: SandboxPhone, sandbox: SandboxProcess) -> None:
    uri = f"sip:echo@{sandbox.domain}"
    headers = {"From": f"<sip:boris@{sandbox.domain}>;tag=1", "To": f"<{uri}>", "Call-ID": secrets.token_hex(8), "CSeq": "1 OPTIONS"}
    anna.send(anna.request("OPTIONS", uri, headers))
    challenge = anna.final()
    anna.send(anna.request("OPTIONS", uri, headers | {"CSeq": "2 OPTIONS"} | anna.credentials(challenge, "OPTIONS", uri)))
    assert anna.final().status == 403


def test_a_digest_is_good_once(anna: SandboxPhone, sandbox: SandboxProcess) -> None:
    uri = f"sip:{sandbox.domain}"
    headers = {"From": f"<{anna.address}>;tag=1", "To": f"<{anna.address}>", "Call-ID": secrets.token_hex(8), "CSeq": "1 REGISTER"}
    anna.send(anna.request("REGISTER", uri, headers))
    headers |= anna.credentials(anna.final(), "REGISTER", uri)
    anna.send(anna.request("REGISTER", uri, headers | {"CSeq": "2 REGISTER"}))
    assert anna.final().status == 200
    anna.send(anna.request("REGISTER", uri, headers | {"CSeq": "3 REGISTER"}))
    again = anna.final()
    assert (again.status, "stale=true" in again.headers["www-authenticate"]) == (401, True)


def test_too_short_a_registration_is_told_the_least(boris: SandboxPhone) -> None:
    answer = boris.register(expires=5)
    assert (answer.status, answer.headers["min-expires"]) == (423, "10")


def test_a_star_takes_all_contacts_away(boris: SandboxPhone, anna: SandboxPhone) -> None:
    assert boris.register("*", expires=0).status == 200
    refused = anna.call("boris")
    assert isinstance(refused, Text)
    assert refused.status == 480


def test_a_star_with_time_is_malformed(boris: SandboxPhone) -> None:
    assert boris.register("*", expires=60).status == 400


def test_a_device_that_returns_replaces_its_old_contact(boris: SandboxPhone) -> None:
    tail = ';+sip.instance="<urn:uuid:00000000-0000-1000-8000-000000000001>";reg-id=1'
    old = boris.contact.replace(":5", ":4", 1).replace("sip:boris@", "sip:boris-old@")
    boris.register("*", expires=0)
    boris.register(f"<{old}>{tail}")
    answer = boris.register(f"<{boris.contact}>{tail}")
    assert old not in answer.headers["contact"]
    assert boris.contact in answer.headers["contact"]
    boris.register("*", expires=0)


def test_a_broken_tcp_connection_ends_its_registration(sandbox: SandboxProcess, anna: SandboxPhone) -> None:
    with SandboxPhone(sandbox, "vera", "TCP") as phone:
        assert phone.register().status == 200

    def is_away() -> bool:
        refused = anna.call("vera")
        return isinstance(refused, Text) and refused.status == 480

    sandbox.wait_for(is_away)


def take_call(phone: SandboxPhone, body_from: SandboxPhone) -> Text:
    """Rings and answers the next INVITE; the INVITE."""
    invite = phone.receive()
    while invite.method != "INVITE":
        invite = phone.receive()
    record_route = f"Record-Route: {invite.headers['record-route']}\r\n"
    phone.reply(_tagged(invite), "180 Ringing", record_route)
    body = body_from.offer()
    names = ("Via", "From", "To", "Call-ID", "CSeq")
    head = ["SIP/2.0 200 OK", *(f"{name}: {_tagged(invite).headers[name.lower()]}" for name in names), f"Contact: <{phone.contact}>"]
    head += [record_route.strip(), "Content-Type: application/sdp", f"Content-Length: {len(body)}", "", body]
    phone.send("\r\n".join(head))
    return invite


def _tagged(invite: Text) -> Text:
    to_value = f"{invite.headers['to']};tag=callee"
    vias = invite.headers["via"]
    return Text(invite.start, invite.headers | {"to": to_value, "via": vias}, invite.body)


def test_the_callee_hears_who_calls_and_never_the_callers_password(anna: SandboxPhone, boris: SandboxPhone) -> None:
    _, headers, invite = anna.start_call("boris")
    arrived = boris.receive()
    assert arrived.start == f"INVITE {boris.contact} SIP/2.0"
    assert arrived.headers["from"] == headers["From"]
    assert arrived.headers["max-forwards"] == "69"
    assert "proxy-authorization" not in arrived.headers
    assert "Proxy-Authorization" in invite
    boris.reply(_tagged(arrived), "486 Busy Here")
    answer = anna.final()
    assert answer.status == 486
    anna.acknowledge_failure(invite, answer)


def test_a_request_that_came_round_again_is_482(anna: SandboxPhone, sandbox: SandboxProcess) -> None:
    uri = f"sip:boris@{sandbox.domain}"
    headers = {"From": f"<{anna.address}>;tag=1", "To": f"<{uri}>", "Call-ID": "loop", "CSeq": "1 OPTIONS"}
    request = anna.request("OPTIONS", uri, headers)
    seen = parse_datagram(request.encode())
    assert isinstance(seen, Request)
    own = f"Via: SIP/2.0/UDP 127.0.0.1:{sandbox.sip_port};branch=z9hG4bK{loop_mark(seen)}.0\r\nMax-Forwards"
    anna.send(request.replace("Max-Forwards", own))
    assert anna.final().status == 482


def test_no_hops_left_is_483(anna: SandboxPhone, sandbox: SandboxProcess) -> None:
    uri = f"sip:echo@{sandbox.domain}"
    headers = {"Max-Forwards": "0", "From": f"<{anna.address}>;tag=1", "To": f"<{uri}>", "Call-ID": "h", "CSeq": "1 OPTIONS"}
    anna.send(anna.request("OPTIONS", uri, headers))
    assert anna.final().status == 483


def test_a_request_of_no_call_gets_481(anna: SandboxPhone, sandbox: SandboxProcess) -> None:
    uri = f"sip:gateway@127.0.0.1:{sandbox.sip_port}"
    anna.send(anna.request("BYE", uri, {"From": "<sip:a@b>;tag=1", "To": "<sip:c@d>;tag=2", "Call-ID": "none", "CSeq": "2 BYE"}))
    assert anna.final().status == 481


@pytest.mark.parametrize(("method", "status"), [("PUBLISH", 489), ("SUBSCRIBE", 489), ("MAKE", 501)])
def test_methods_that_are_not_served_are_named(anna: SandboxPhone, sandbox: SandboxProcess, method: str, status: int) -> None:
    uri = f"sip:anna@{sandbox.domain}"
    anna.send(anna.request(method, uri, {"From": f"<{uri}>;tag=1", "To": f"<{uri}>", "Call-ID": method, "CSeq": f"1 {method}"}))
    assert anna.final().status == status


def test_options_to_the_provider_need_no_password(anna: SandboxPhone, sandbox: SandboxProcess) -> None:
    uri = f"sip:127.0.0.1:{sandbox.sip_port}"
    anna.send(anna.request("OPTIONS", uri, {"From": f"<{anna.address}>;tag=1", "To": f"<{uri}>", "Call-ID": "o", "CSeq": "1 OPTIONS"}))
    answer = anna.final()
    assert (answer.status, "INVITE" in answer.headers["allow"]) == (200, True)


def test_a_call_between_users_goes_through_and_is_free(sandbox: SandboxProcess, anna: SandboxPhone, boris: SandboxPhone) -> None:
    before = sandbox.account()
    answer, headers, _ = anna.start_call("boris")
    assert answer.status == 100
    take_call(boris, boris)
    while answer.status < 200:
        answer = anna.receive()
    routes = answer.headers["record-route"]
    assert f"127.0.0.1:{sandbox.sip_port}" in routes
    inside = {
        "From": headers["From"],
        "To": answer.headers["to"],
        "Call-ID": headers["Call-ID"],
        "Route": f"<sip:127.0.0.1:{sandbox.sip_port};lr>",
    }
    anna.send(anna.request("ACK", boris.contact, inside | {"CSeq": "2 ACK"}))
    assert boris.receive().method == "ACK"
    assert sandbox.active("boris")[0]["number"] == "anna"
    anna.send(anna.request("BYE", boris.contact, inside | {"CSeq": "3 BYE"}))
    bye = boris.receive()
    assert bye.method == "BYE"
    vias = bye.headers["via"]
    assert str(sandbox.sip_port) in vias
    boris.reply(bye, "200 OK")
    record = sandbox.wait_for_record()
    assert (record["number"], record["end_cause"], record["cost_micros"]) == ("boris", "hung_up_by_caller", 0)
    assert sandbox.account() == before
