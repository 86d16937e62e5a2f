"""The whole check, against real sockets: the sandbox's SIP server, silent and closed ports, something that is no SIP server."""

from __future__ import annotations

import socket
import ssl
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from telephony.message_base import Transport
from telephony.netcheck.check import run_check, split_server
from telephony.netcheck.findings import CheckFinding, CheckOutcome, CheckPlan, CheckStep
from telephony.netcheck.names import look_up
from telephony.netcheck.options import ask_tcp, ask_tls, ask_udp
from telephony.netcheck.patience import Patience
from telephony.networking import SecurityConfig, TlsTrust
from tests.peers.certificates import CertificateAuthority
from tests.peers.ports import LOOPBACK, free_port
from tests.peers.sandbox import SandboxProcess

OK = b"SIP/2.0 200 OK\r\nVia: SIP/2.0/TLS 10.1.1.1:5;rport=7777;received=198.51.100.9;branch=z9hG4bK1\r\nContent-Length: 0\r\n\r\n"


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxProcess]:
    with SandboxProcess(tmp_path_factory.mktemp("netcheck") / "state") as running:
        yield running


@pytest.fixture
def patience() -> Patience:
    return Patience(lambda: False)


def checked(plan: CheckPlan) -> dict[CheckStep, CheckFinding]:
    findings: list[CheckFinding] = []
    begun: list[CheckStep] = []
    run_check(plan, begun.append, findings.append, lambda: False)
    assert begun == [finding.step for finding in findings]
    return {finding.step: finding for finding in findings}


def test_a_server_that_answers_everything_it_should_is_fine(sandbox: SandboxProcess) -> None:
    found = checked(CheckPlan(sandbox.domain, f"{LOOPBACK}:{sandbox.sip_port}"))
    assert {step: finding.outcome for step, finding in found.items()} == {
        CheckStep.NAMES: CheckOutcome.FINE,
        CheckStep.UDP: CheckOutcome.FINE,
        CheckStep.TCP: CheckOutcome.FINE,
        CheckStep.TLS: CheckOutcome.NOT_NEEDED,
        CheckStep.NAT: CheckOutcome.FINE,
    }
    assert found[CheckStep.NAMES].value == LOOPBACK
    assert int(found[CheckStep.UDP].value) >= 1


def test_an_ipv6_address_is_looked_at_where_calls_can_go_by_it(patience: Patience) -> None:
    plan = CheckPlan("[::1]", "[::1]:5099")
    found = checked(plan)
    assert found[CheckStep.NAMES] == CheckFinding(CheckStep.NAMES, CheckOutcome.NO_IPV6, "::1")
    assert {finding.outcome for step, finding in found.items() if step is not CheckStep.NAMES} == {CheckOutcome.NOT_TRIED}
    assert look_up("::1", patience).addresses == ("::1",)


def test_a_server_answers_over_ipv6_as_over_ipv4(patience: Patience) -> None:
    with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as server:
        server.bind(("::1", 0))
        heard: list[bytes] = []

        def serve() -> None:
            request, source = server.recvfrom(4096)
            heard.append(request)
            server.sendto(OK.replace(b"198.51.100.9", b"2001:db8::9"), source)

        thread = threading.Thread(target=serve)
        thread.start()
        answer = ask_udp(("::1", int(server.getsockname()[1])), "[::1]", patience)
        thread.join(5)
    assert (answer.outcome, answer.seen) == (CheckOutcome.FINE, "[2001:db8::9]:7777")
    assert answer.local.startswith("[::1]:")
    assert heard[0].startswith(b"OPTIONS sip:[::1] SIP/2.0\r\nVia: SIP/2.0/UDP [::1]:")


def test_a_connection_over_ipv6_is_refused_as_over_ipv4(patience: Patience) -> None:
    assert ask_tcp(("::1", free_port()), "a.test", patience).outcome is CheckOutcome.REFUSED


def test_a_name_that_nobody_has_ends_the_questions() -> None:
    found = checked(CheckPlan("no-such-host.invalid"))
    assert found[CheckStep.NAMES].outcome in (CheckOutcome.NO_ADDRESS, CheckOutcome.NO_NAME_SERVER, CheckOutcome.NO_NETWORK)
    assert {finding.outcome for step, finding in found.items() if step is not CheckStep.NAMES} == {CheckOutcome.NOT_TRIED}


def test_a_name_no_resolver_takes_is_no_address(patience: Patience) -> None:
    assert look_up("a" * 300, patience).finding.outcome in (CheckOutcome.NO_ADDRESS, CheckOutcome.NO_NETWORK)


def test_a_closed_port_refuses_and_a_silent_one_does_not_answer(patience: Patience) -> None:
    closed = (LOOPBACK, free_port())
    assert ask_udp(closed, "a.test", patience).outcome is CheckOutcome.REFUSED
    assert ask_tcp(closed, "a.test", patience).outcome is CheckOutcome.REFUSED
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind((LOOPBACK, 0))
        assert ask_udp(silent.getsockname(), "a.test", patience).outcome is CheckOutcome.NO_ANSWER


def test_a_cancelled_check_says_nothing_more(sandbox: SandboxProcess) -> None:
    findings: list[CheckFinding] = []
    plan = CheckPlan(sandbox.domain, f"{LOOPBACK}:{sandbox.sip_port}")
    run_check(plan, lambda _: None, findings.append, lambda: bool(findings))
    assert [finding.step for finding in findings] == [CheckStep.NAMES]


class TcpServer(threading.Thread):
    """Takes one connection, with TLS where it has a certificate, and says `answer` to what it reads."""

    def __init__(self, answer: bytes, certificate: Path | None = None) -> None:
        super().__init__(daemon=True)
        self.listener = socket.create_server((LOOPBACK, 0))
        self.listener.settimeout(5)
        self.answer, self.certificate = answer, certificate
        self.heard = b""
        self.start()

    @property
    def address(self) -> tuple[str, int]:
        return LOOPBACK, int(self.listener.getsockname()[1])

    def run(self) -> None:
        with self.listener:
            one, _ = self.listener.accept()
            one.settimeout(5)
            try:
                if self.certificate is not None:
                    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                    context.load_cert_chain(self.certificate)
                    one = context.wrap_socket(one, server_side=True)
                self.heard = one.recv(4096)
                one.sendall(self.answer)
            except OSError:
                return
            finally:
                one.close()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """For sip.test, by itself."""
    path = tmp_path_factory.mktemp("tls") / "both.pem"
    key = ("-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=sip.test", "-addext", "subjectAltName=DNS:sip.test")
    made = subprocess.run(["openssl", "req", *key, "-keyout", "-", "-out", "-"], capture_output=True, check=True)
    path.write_bytes(made.stdout)
    return path


def test_what_answers_without_being_a_sip_server_is_told(patience: Patience) -> None:
    server = TcpServer(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    assert ask_tcp(server.address, "a.test", patience).outcome is CheckOutcome.NOT_SIP
    server.join(5)
    assert server.heard.startswith(b"OPTIONS sip:a.test SIP/2.0\r\n")


def test_an_unknown_certificate_is_told_before_anything_is_said(certificate: Path, patience: Patience) -> None:
    server = TcpServer(OK, certificate)
    answer = ask_tls(server.address, "sip.test", SecurityConfig(), patience)
    server.join(5)
    assert answer.outcome is CheckOutcome.UNTRUSTED
    assert "certificate" in answer.value
    assert server.heard == b""


def test_a_certificate_from_the_users_file_is_believed_for_its_own_name_only(certificate: Path, patience: Patience) -> None:
    security = SecurityConfig(trust=TlsTrust.FILE, ca_file=str(certificate))
    good = TcpServer(OK, certificate)
    answer = ask_tls(good.address, "sip.test", security, patience)
    assert (answer.outcome, answer.seen) == (CheckOutcome.FINE, "198.51.100.9:7777")
    other = TcpServer(OK, certificate)
    assert ask_tls(other.address, "other.test", security, patience).outcome is CheckOutcome.UNTRUSTED


def test_a_pinned_certificate_is_believed_whoever_made_it(certificate: Path, patience: Patience) -> None:
    first = TcpServer(OK, certificate)
    shown = ask_tls(first.address, "any.test", SecurityConfig(trust=TlsTrust.PINNED, pinned="00"), patience)
    assert shown.outcome is CheckOutcome.UNTRUSTED
    second = TcpServer(OK, certificate)
    pinned = SecurityConfig(trust=TlsTrust.PINNED, pinned=shown.value.upper())
    assert ask_tls(second.address, "any.test", pinned, patience).outcome is CheckOutcome.FINE


def test_a_file_of_roots_that_is_not_there_is_named(certificate: Path, patience: Patience) -> None:
    server = TcpServer(OK, certificate)
    answer = ask_tls(server.address, "sip.test", SecurityConfig(trust=TlsTrust.FILE, ca_file="/nowhere/ca.pem"), patience)
    assert (answer.outcome, answer.value) == (CheckOutcome.UNTRUSTED, "/nowhere/ca.pem")


@pytest.mark.parametrize(
    ("text", "server"),
    [
        ("[::1]", ("::1", 5060)),
        ("[::1]:5070", ("::1", 5070)),
        ("a.test", ("a.test", 5060)),
        ("a.test:5070", ("a.test", 5070)),
        ("a.test:x", ("a.test", 5060)),
        ("a:0", ("a", 5060)),
    ],
)
def test_a_server_is_host_and_perhaps_port(text: str, server: tuple[str, int]) -> None:
    assert split_server(text, 5060) == server


def test_each_transport_has_its_step() -> None:
    assert {CheckStep(transport.value) for transport in Transport} == {CheckStep.UDP, CheckStep.TCP, CheckStep.TLS}


def test_a_wildcard_names_no_server_as_in_calls(tmp_path: Path, patience: Patience) -> None:
    """RFC 5922 section 7.2: the check must not call fine what the account is refused for."""
    authority = CertificateAuthority(tmp_path / "ca")
    made = authority.issue("wild", "DNS:*.provider.test", "DNS:sip.provider.test")
    whole = tmp_path / "whole.pem"
    security = SecurityConfig(trust=TlsTrust.FILE, ca_file=str(authority.file))
    whole.write_bytes(made.certificate.read_bytes() + made.key.read_bytes())
    for host, outcome in (("sip.provider.test", CheckOutcome.FINE), ("pbx.provider.test", CheckOutcome.UNTRUSTED)):
        answer = ask_tls(TcpServer(OK, whole).address, "provider.test", security, patience, host)
        assert answer.outcome is outcome
    assert answer.value == "certificate_wrong_name"
