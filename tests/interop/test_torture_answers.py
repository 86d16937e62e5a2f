"""What the sandbox, and an engine, say to the messages of RFC 4475: what the RFC says of each."""

from __future__ import annotations

import hashlib
import re
import socket
from typing import TYPE_CHECKING, Final

import pytest

from telephony.messages import IncomingCall
from tests.peers.engine import EngineProcess
from tests.peers.ports import LOOPBACK
from tests.peers.process import PATIENCE_S, eventually
from tests.peers.sandbox import SandboxProcess
from tests.peers.sandbox_phone import SandboxPhone, Text, read_text
from tests.peers.torture import FOLDER, MESSAGES, Host

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# To requests for another domain a provider that is sound says 407 (who is calling?), or 403 to those who want to register there.
STRANGER: Final = [407]
OTHER_DOMAIN: Final = [403]
MALFORMED: Final = [400]
SILENCE: Final[list[int]] = []

ANSWERS: Final[dict[str, list[int]]] = {
    "wsinv": [481],  # its To has the tag of a dialog that there is not
    "intmeth": [501],
    "esc01": STRANGER,
    "escnull": OTHER_DOMAIN,
    "esc02": [501],  # RE%47IST%45R is not REGISTER
    "lwsdisp": STRANGER,
    "longreq": STRANGER,
    "dblreq": OTHER_DOMAIN,  # and nothing to the INVITE behind it
    "semiuri": STRANGER,
    "transports": STRANGER,
    "mpart01": STRANGER,
    "unreason": SILENCE,
    "noreason": SILENCE,
    "badinv01": MALFORMED,
    "clerr": MALFORMED,
    "ncl": MALFORMED,
    "scalar02": MALFORMED,
    "scalarlg": SILENCE,
    "quotbal": MALFORMED,
    "ltgtruri": MALFORMED,
    "lwsruri": MALFORMED,
    "lwsstart": MALFORMED,
    "trws": MALFORMED,
    "escruri": MALFORMED,
    "baddate": STRANGER,  # the Date concerns nobody
    "regbadct": MALFORMED,
    "badaspec": STRANGER,  # what is meant is clear
    "baddn": MALFORMED,
    "badvers": [505],
    "mismatch01": MALFORMED,
    "mismatch02": [501],  # rather than 400: so does section 3.1.2.18
    "bigcode": SILENCE,
    "badbranch": STRANGER,
    "insuf": MALFORMED,
    "unkscm": [416],
    "novelsc": [416],
    "unksm2": MALFORMED,
    "bext01": [420],
    "invut": STRANGER,
    "regaut01": OTHER_DOMAIN,
    "multi01": MALFORMED,
    "mcl01": MALFORMED,
    "bcast": SILENCE,
    "zeromf": [483],
    "cparam01": OTHER_DOMAIN,
    "cparam02": OTHER_DOMAIN,
    "regescrt": OTHER_DOMAIN,
    "sdp01": STRANGER,
    "inv2543": STRANGER,
    "test": SILENCE,
}


# These have the branch of another message: one after the other they would be its retransmissions.
REPEATS: Final = frozenset({"regescrt", "novelsc", "cparam02"})
# pjsip, at the engine's side, is liberal as the RFC lets one be: it answers these questions, and rings with this call.
LIBERAL: Final = frozenset({"trws", "baddn"})
LIBERAL_CALLS: Final = ("lwsstart",)
# What it would take for sound beside them is refused for it.
REFUSED: Final = frozenset({"clerr", "mcl01", "mismatch01", "multi01", "escruri"})


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxProcess]:
    with SandboxProcess(tmp_path_factory.mktemp("sandbox") / "state") as process:
        yield process


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[SandboxProcess]:
    """One that has heard nothing yet: to the others the same message again is a retransmission."""
    with SandboxProcess(tmp_path / "state") as process:
        yield process


def test_the_messages_are_octet_for_octet_what_they_must_be() -> None:
    lines = (FOLDER / "SHA256SUMS").read_text(encoding="ascii").splitlines()
    wanted = {name.removesuffix(".dat"): digest for digest, name in (line.split() for line in lines)}
    assert {name: hashlib.sha256(message).hexdigest() for name, message in MESSAGES.items()} == wanted


def test_every_body_has_its_length_except_where_another_is_the_point() -> None:
    other = {"dblreq", "clerr", "ncl", "mcl01", "inv2543"}
    for name, message in MESSAGES.items():
        head, _, body = message.partition(b"\r\n\r\n")
        lengths = re.findall(rb"(?im)^(?:content-length|l)\s*:\s*(\S+)\r?$", head)
        assert (lengths == [b"%d" % len(body)]) is (name not in other), name
        assert len(re.findall(rb"(?<!\r)\n", message)) == (3 if name == "mpart01" else 0), name  # its binary part
    assert b'"BEL:\\\x07 NUL:\\\x00 DEL:\\\x7f"' in MESSAGES["intmeth"]


def said_of(names: Iterable[str], port: int) -> dict[str, list[int]]:
    said: dict[str, list[int]] = {}
    for name in names:
        with Host() as host:
            said[name] = list(dict.fromkeys(host.statuses(MESSAGES[name], port)))
    return said


def test_the_sandbox_answers_each_message_as_the_standard_says(sandbox: SandboxProcess, fresh: SandboxProcess) -> None:
    said = said_of(MESSAGES.keys() - REPEATS, sandbox.sip_port) | said_of(REPEATS, fresh.sip_port)
    assert said == ANSWERS


def test_what_no_proxy_supports_is_named(fresh: SandboxProcess) -> None:
    with Host() as host:
        answer = host.answers(MESSAGES["bext01"], fresh.sip_port)[0]
    assert b"\r\nUnsupported: noProxiesSupportThis, norDoAnyProxiesSupportThis\r\n" in answer


def test_two_requests_with_the_empty_branch_are_two(sandbox: SandboxProcess) -> None:
    """Section 3.2.1: z9hG4bK alone marks no transaction."""
    with Host() as host:
        host.answers(MESSAGES["badbranch"], sandbox.sip_port)
        other = MESSAGES["badbranch"].replace(b"badbranch.", b"another.")
        assert b"Call-ID: another." in host.answers(other, sandbox.sip_port)[0]


@pytest.mark.parametrize("name", ["ncl", "mcl01"])
def test_a_stream_whose_next_message_can_not_be_found_ends_with_the_answer(sandbox: SandboxProcess, name: str) -> None:
    with socket.create_connection((LOOPBACK, sandbox.sip_port), timeout=PATIENCE_S) as line:
        line.sendall(MESSAGES[name])
        heard = b""
        while data := line.recv(65_535):
            heard += data
    assert heard.startswith(b"SIP/2.0 400 ")


def test_a_stream_waits_for_the_rest_of_a_message_and_takes_two_in_a_row(fresh: SandboxProcess) -> None:
    """`clerr` over a stream is not wrong: its body is to come yet. `dblreq` is a REGISTER, and then an INVITE."""
    with socket.create_connection((LOOPBACK, fresh.sip_port), timeout=PATIENCE_S) as line:
        line.sendall(MESSAGES["dblreq"])
        heard = b""
        while b"SIP/2.0 407 " not in heard:
            heard += line.recv(65_535)
        assert heard.startswith(b"SIP/2.0 403 ")
    with socket.create_connection((LOOPBACK, fresh.sip_port), timeout=PATIENCE_S) as line:
        line.sendall(MESSAGES["clerr"])
        line.settimeout(0.3)
        with pytest.raises(TimeoutError):
            line.recv(65_535)


# What the sandbox says where it is the one who is meant, to somebody whom it knows.


@pytest.fixture
def boris(sandbox: SandboxProcess) -> Iterator[SandboxPhone]:
    with SandboxPhone(sandbox, "boris") as phone:
        yield phone


def said_here(phone: SandboxPhone, sandbox: SandboxProcess, name: str, target: str) -> Text:
    """The RFC's message, from this phone to one of the sandbox's own; the answer that counts."""
    message = read_text(MESSAGES[name])
    uri = f"sip:{target}@{sandbox.domain}" if target else f"sip:{sandbox.domain}"
    ours = {"via", "to", "from", "m", "l", "content-length", "cseq", "call-id", "i", "proxy-require", "max-forwards"}
    kept = {header: value for header, value in message.headers.items() if header not in ours}
    receiver = phone.address if message.method == "REGISTER" else f"<{uri}>"
    headers = {**kept, "From": f"<{phone.address}>;tag={name}", "To": receiver, "Call-ID": name}
    proof: dict[str, str] = {}
    for cseq in (1, 2):
        headers["CSeq"] = f"{cseq} {message.method}"
        phone.send(phone.request(message.method, uri, headers | proof, message.body))
        answer = phone.final()
        if answer.status not in (401, 407):
            break
        proof = phone.credentials(answer, message.method, uri)
    return answer


def test_what_is_required_and_not_known_is_refused_and_named(boris: SandboxPhone, sandbox: SandboxProcess) -> None:
    answer = said_here(boris, sandbox, "bext01", "")
    assert (answer.status, answer.headers["unsupported"]) == (420, "nothingSupportsThis, nothingSupportsThisEither")


def test_a_body_of_an_unknown_kind_is_refused_with_the_kind_that_is_known(boris: SandboxPhone, sandbox: SandboxProcess) -> None:
    answer = said_here(boris, sandbox, "invut", "echo")
    assert (answer.status, answer.headers["accept"]) == (415, "application/sdp")


def test_who_takes_no_sdp_for_an_answer_is_not_answered(boris: SandboxPhone, sandbox: SandboxProcess) -> None:
    assert said_here(boris, sandbox, "sdp01", "echo").status == 406


def test_credentials_of_an_unknown_kind_are_asked_for_anew(boris: SandboxPhone, sandbox: SandboxProcess) -> None:
    uri = f"sip:{sandbox.domain}"
    scheme = read_text(MESSAGES["regaut01"]).headers["authorization"]
    headers = {"From": f"<{boris.address}>;tag=1", "To": f"<{boris.address}>", "Call-ID": "regaut01", "CSeq": "9338 REGISTER"}
    boris.send(boris.request("REGISTER", uri, headers | {"Authorization": scheme}))
    answer = boris.final()
    assert (answer.status, answer.headers["www-authenticate"].startswith("Digest ")) == (401, True)


@pytest.mark.parametrize(
    ("name", "bound"),
    [
        ("escnull", ["<sip:%00@host5.example.com>", "<sip:%00%00@host5.example.com>"]),  # two, neither of them empty
        ("cparam01", ["<sip:+19725552222@gw1.example.net>;unknownparam;"]),  # the binding's
        ("cparam02", ["<sip:+19725552222@gw1.example.net;unknownparam>"]),  # the address's
    ],
)
def test_a_contact_is_bound_as_it_was_meant(boris: SandboxPhone, sandbox: SandboxProcess, name: str, bound: list[str]) -> None:
    answer = said_here(boris, sandbox, name, "")
    assert answer.status == 200
    assert [contact for contact in bound if contact in answer.headers["contact"]] == bound
    boris.register("*", 0)


def test_an_engine_takes_none_of_the_malformed_messages_for_sound() -> None:
    """pjsip answers few of them, and drops the others: that is not wrong."""
    wrong = [name for name, answer in ANSWERS.items() if answer in (MALFORMED, [505], SILENCE)]
    with EngineProcess() as engine:
        engine.add_local_account("user")
        said = said_of(wrong, engine.port())
        assert {name for name, statuses in said.items() if any(200 <= status < 300 for status in statuses)} == LIBERAL
        assert {name: said[name] for name in REFUSED} == dict.fromkeys(REFUSED, MALFORMED)
        eventually(lambda: len(engine.of(IncomingCall)) >= len(LIBERAL_CALLS), PATIENCE_S, "what it takes for calls")
        said_of(["trws"], engine.port())
        assert len(engine.of(IncomingCall)) == len(LIBERAL_CALLS)
