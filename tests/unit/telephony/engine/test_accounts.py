"""Registration by a real engine against a registrar of a few lines, whose every answer is scripted."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator

import pytest

from telephony.engine.siptext import SipMessage, parse_message
from telephony.messages import AccountConfig, AccountState, AddAccount, ChangeAccount, RegisterNow, Registration, RemoveAccount, Transport
from telephony.reasons import ReasonCode
from telephony.secret import Secret
from tests.peers.engine import EngineProcess, account
from tests.peers.process import PATIENCE_S, eventually

R = Registration
# What goes back to one REGISTER: a status with headers, or None for silence.
Script = Callable[[SipMessage], tuple[int, str] | None]
CHALLENGE = 'WWW-Authenticate: Digest realm="test", nonce="abc", qop="auth"\r\n'


def accepts(message: SipMessage) -> tuple[int, str]:
    """Challenges once, then takes any answer."""
    if not message.first("authorization"):
        return 401, CHALLENGE
    contact = message.first("contact")
    return 200, f"Contact: {contact};expires={message.first('expires')}\r\n"


def always(status: int, headers: str = "") -> Script:
    def script(_message: SipMessage) -> tuple[int, str]:
        return status, headers

    return script


def silent(_message: SipMessage) -> None:
    """No answer at all."""


class Registrar:
    """UDP on loopback; `script` may be changed while it runs."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.requests: list[SipMessage] = []
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self._socket.getsockname()[1]}"
        self._stop = False
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._stop = True
        self._thread.join()
        self._socket.close()

    def _run(self) -> None:
        self._socket.settimeout(0.05)
        while not self._stop:
            try:
                data, peer = self._socket.recvfrom(65_535)
            except TimeoutError:
                continue
            message = parse_message(data.decode())
            if message.method != "REGISTER":
                continue
            self.requests.append(message)
            answer = self.script(message)
            if answer is not None:
                self._socket.sendto(self._response(message, *answer), peer)

    def _response(self, message: SipMessage, status: int, headers: str) -> bytes:
        kept = "".join(f"{name}: {value}\r\n" for name, value in message.headers if name in ("via", "from", "call-id", "cseq"))
        return f"SIP/2.0 {status} Scripted\r\n{kept}To: {message.first('to')};tag=r\r\n{headers}Content-Length: 0\r\n\r\n".encode()


@pytest.fixture
def registrar() -> Iterator[Registrar]:
    peer = Registrar(accepts)
    yield peer
    peer.close()


@pytest.fixture(scope="module")
def engine() -> Iterator[EngineProcess]:
    with EngineProcess() as process:
        yield process


def at(registrar: Registrar, **values: object) -> AccountConfig:
    """An account of a domain that no name server knows, by way of the registrar's address."""
    return account("anna", "provider.invalid", "pw", registrar=registrar.address, **values)


def reaches(
    engine: EngineProcess, config: AccountConfig, state: Registration, timeout_s: float = PATIENCE_S, since: int = 0
) -> AccountState:
    return engine.wait_for(
        AccountState, lambda event: event.account_id == config.account_id and event.state is state, timeout_s=timeout_s, since=since
    )


def fails(engine: EngineProcess, config: AccountConfig, timeout_s: float = PATIENCE_S, since: int = 0) -> tuple[ReasonCode, int]:
    failed = reaches(engine, config, R.FAILED, timeout_s, since)
    assert failed.reason is not None
    return failed.reason.code, failed.retry_s


def test_an_account_registers_with_its_password_and_unregisters_when_removed(engine: EngineProcess, registrar: Registrar) -> None:
    config = at(registrar, display_name="Анна", auth_user="12345", expires_s=300)
    engine.send(AddAccount(config))
    assert reaches(engine, config, R.REGISTERED).expires_s == 300
    assert [event.state for event in engine.of(AccountState) if event.account_id == config.account_id] == [R.REGISTERING, R.REGISTERED]
    first, second = registrar.requests[0], registrar.requests[-1]
    assert first.headers != second.headers
    assert second.address("from").uri == "sip:anna@provider.invalid"
    assert second.address("from").name == "Анна"
    assert 'username="12345"' in second.first("authorization")
    assert second.first("route") == ""
    assert "127.0.0.1" in second.address("contact").uri
    engine.send(RemoveAccount(config.account_id))
    reaches(engine, config, R.OFF)
    eventually(lambda: registrar.requests[-1].first("expires") == "0", PATIENCE_S, "it is taken off the registrar")


@pytest.mark.parametrize("status", [401, 403, 407])
def test_a_wrong_password_is_final_until_it_is_changed(engine: EngineProcess, registrar: Registrar, status: int) -> None:
    header = CHALLENGE if status != 407 else CHALLENGE.replace("WWW", "Proxy")
    registrar.script = always(status, header if status != 403 else "")
    config = at(registrar)
    engine.send(AddAccount(config))
    assert fails(engine, config) == (ReasonCode.WRONG_PASSWORD, 0)
    tries = len(registrar.requests)
    time.sleep(2.6)
    assert len(registrar.requests) == tries
    registrar.script = accepts
    since = len(engine.events)
    engine.send(ChangeAccount(AccountConfig(config.account_id, "anna", config.domain, Secret("right"), registrar=config.registrar)))
    reaches(engine, config, R.REGISTERED, since=since)
    engine.remove_account(config.account_id)


@pytest.mark.parametrize(("status", "code"), [(404, ReasonCode.UNKNOWN_USER), (503, ReasonCode.REFUSED), (500, ReasonCode.REFUSED)])
def test_a_refusal_is_tried_again_with_back_off_and_at_once_on_demand(
    engine: EngineProcess, registrar: Registrar, status: int, code: ReasonCode
) -> None:
    registrar.script = always(status)
    config = at(registrar)
    engine.send(AddAccount(config))
    found, retry_s = fails(engine, config)
    assert found is code
    assert 1 <= retry_s <= 3
    registrar.script = accepts
    since = len(engine.events)
    began = time.monotonic()
    engine.send(RegisterNow(config.account_id))
    reaches(engine, config, R.REGISTERED, since=since)
    assert time.monotonic() - began < retry_s, "it did not wait for the next try"
    engine.remove_account(config.account_id)


def test_a_registrar_that_comes_back_is_found_by_the_retry(engine: EngineProcess, registrar: Registrar) -> None:
    registrar.script = always(503)
    config = at(registrar)
    engine.send(AddAccount(config))
    fails(engine, config)
    registrar.script = accepts
    reaches(engine, config, R.REGISTERED)
    engine.remove_account(config.account_id)


def test_a_registrar_that_restarts_in_mid_registration_is_found_by_the_retransmission(engine: EngineProcess, registrar: Registrar) -> None:
    def loses_the_second(message: SipMessage) -> tuple[int, str] | None:
        return None if len(registrar.requests) == 2 else accepts(message)

    registrar.script = loses_the_second
    config = at(registrar)
    engine.send(AddAccount(config))
    reaches(engine, config, R.REGISTERED)
    assert len(registrar.requests) >= 3
    engine.remove_account(config.account_id)


def test_silence_is_told_after_six_seconds_and_an_answer_after_that_still_counts(engine: EngineProcess, registrar: Registrar) -> None:
    registrar.script = silent
    config = at(registrar)
    engine.send(AddAccount(config))
    assert fails(engine, config)[0] is ReasonCode.NO_RESPONSE
    registrar.script = accepts
    reaches(engine, config, R.REGISTERED)
    engine.remove_account(config.account_id)


def test_a_host_that_nobody_knows_is_told_and_tried_again(engine: EngineProcess) -> None:
    config = account("anna", "no-such-host.invalid", "pw")
    engine.send(AddAccount(config))
    code, retry_s = fails(engine, config)
    assert code is ReasonCode.UNKNOWN_HOST
    assert retry_s > 0
    engine.remove_account(config.account_id)


def test_a_refused_connection_is_told(engine: EngineProcess) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        config = account("anna", "127.0.0.1", "pw", proxy=f"127.0.0.1:{unused.getsockname()[1]}", transport=Transport.TCP)
        engine.send(AddAccount(config))
        assert fails(engine, config)[0] is ReasonCode.CONNECTION_REFUSED
    engine.remove_account(config.account_id)


def test_an_outbound_proxy_with_a_name_stands_in_the_route(engine: EngineProcess, registrar: Registrar) -> None:
    port = registrar.address.rpartition(":")[2]
    config = account("anna", "provider.invalid", "pw", proxy=f"localhost:{port}")
    engine.send(AddAccount(config))
    reaches(engine, config, R.REGISTERED)
    assert registrar.requests[-1].first("route") == f"<sip:localhost:{port};lr>"
    engine.remove_account(config.account_id)


def test_a_change_of_registrar_leaves_the_old_one_and_enters_the_new(engine: EngineProcess, registrar: Registrar) -> None:
    other = Registrar(accepts)
    config = at(registrar)
    engine.send(AddAccount(config))
    reaches(engine, config, R.REGISTERED)
    since = len(engine.events)
    engine.send(ChangeAccount(AccountConfig(config.account_id, "boris", "other.invalid", Secret("pw"), registrar=other.address)))
    reaches(engine, config, R.UNREGISTERING, since=since)
    reaches(engine, config, R.REGISTERED, since=since)
    assert registrar.requests[-1].first("expires") == "0"
    assert other.requests[-1].address("from").uri == "sip:boris@other.invalid"
    engine.remove_account(config.account_id)
    other.close()


def test_several_accounts_register_at_once_and_all_leave_at_the_end(registrar: Registrar) -> None:
    with EngineProcess() as engine:
        configs = [at(registrar, expires_s=120 + number) for number in range(5)]
        for config in configs:
            engine.send(AddAccount(config))
        for config in configs:
            reaches(engine, config, R.REGISTERED)
        began = time.monotonic()
        assert engine.stop() == 0
        assert time.monotonic() - began < 10
        for config in configs:
            assert [event.state for event in engine.of(AccountState) if event.account_id == config.account_id][-1] is R.OFF


def test_a_registrar_that_hangs_does_not_hold_the_end_up(registrar: Registrar) -> None:
    with EngineProcess() as engine:
        config = at(registrar)
        engine.send(AddAccount(config))
        reaches(engine, config, R.REGISTERED)
        registrar.script = silent
        began = time.monotonic()
        assert engine.stop() == 0
        assert time.monotonic() - began < 10
