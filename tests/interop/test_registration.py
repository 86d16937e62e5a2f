"""Where an account stands with its provider, and why: every trouble has its reason, and passes when its cause does."""

from __future__ import annotations

import socket
import time
from typing import TYPE_CHECKING, Any

import pytest

from telephony.messages import AccountState, AddAccount, IncomingCall, RegisterNow, Registration, RemoveAccount, Transport
from telephony.reasons import ReasonCode
from tests.peers.engine import EngineProcess, account
from tests.peers.kamailio import DOMAIN, Kamailio, password_of
from tests.peers.ports import LOOPBACK, free_port
from tests.peers.process import PATIENCE_S, eventually

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.interop.conftest import StartAgent
    from tests.peers.baresip import Baresip

TRANSPORTS = pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])


@pytest.fixture
def engine() -> Iterator[EngineProcess]:
    with EngineProcess() as process:
        yield process


def add(engine: EngineProcess, user: str = "vera", password: str | None = None, **fields: Any) -> str:
    """An account of the provider's domain; its identifier."""
    config = account(user, fields.pop("domain", DOMAIN), password or password_of(user), **fields)
    engine.send(AddAccount(config))
    return config.account_id


def await_registered(engine: EngineProcess, account_id: str, timeout_s: float = PATIENCE_S, since: int = 0) -> AccountState:
    return engine.wait_for(
        AccountState, lambda event: event.account_id == account_id and event.state is Registration.REGISTERED, timeout_s, since
    )


def await_trouble(engine: EngineProcess, timeout_s: float = PATIENCE_S) -> AccountState:
    trouble = engine.wait_for(AccountState, lambda event: event.state is Registration.FAILED, timeout_s)
    assert trouble.reason is not None
    return trouble


@TRANSPORTS
def test_an_account_registers_through_its_outbound_proxy(engine: EngineProcess, kamailio: Kamailio, transport: Transport) -> None:
    state = await_registered(engine, add(engine, proxy=kamailio.proxy, transport=transport, expires_s=300))
    assert 200 < state.expires_s <= 300
    contact, *others = kamailio.contacts("vera")
    assert not others
    assert f"@{LOOPBACK}:" in contact.address
    assert ("transport=tcp" in contact.address.lower()) == (transport is Transport.TCP)


def test_an_account_registers_with_a_registrar_named_by_address(engine: EngineProcess, kamailio: Kamailio) -> None:
    await_registered(engine, add(engine, registrar=kamailio.proxy))
    assert kamailio.contacts("vera")


def test_removing_an_account_and_leaving_take_it_off_the_registrar(kamailio: Kamailio) -> None:
    with EngineProcess() as engine:
        first, second = add(engine, "vera", proxy=kamailio.proxy), add(engine, "boris", proxy=kamailio.proxy)
        await_registered(engine, first)
        await_registered(engine, second)
        engine.send(RemoveAccount(first))
        eventually(lambda: not kamailio.contacts("vera"), 30, "vera is off the registrar")
        assert kamailio.contacts("boris")
    eventually(lambda: not kamailio.contacts("boris"), 30, "boris is off it, too")


def test_two_accounts_are_called_each_by_its_own_address(
    engine: EngineProcess, kamailio: Kamailio, baresip: Callable[..., Baresip]
) -> None:
    accounts = {
        "anna": add(engine, "anna", proxy=kamailio.proxy, transport=Transport.UDP),
        "boris": add(engine, "boris", proxy=kamailio.proxy, transport=Transport.TCP),
    }
    for account_id in accounts.values():
        await_registered(engine, account_id)
    phone = baresip()
    for number, (user, account_id) in enumerate(accounts.items(), start=1):
        phone.dial(f"sip:{user}@{DOMAIN}")
        call_id = engine.wait_for_incoming(number)
        assert [event.account_id for event in engine.of(IncomingCall) if event.call_id == call_id] == [account_id]
        phone.hang_up()
        phone.wait_event("CALL_CLOSED")
        phone.forget_events()


@TRANSPORTS
def test_a_wrong_password_is_named_and_not_tried_again(engine: EngineProcess, kamailio: Kamailio, transport: Transport) -> None:
    add(engine, password="not-hers", proxy=kamailio.proxy, transport=transport)
    trouble = await_trouble(engine)
    assert trouble.reason is not None
    assert (trouble.reason.code, trouble.retry_s) == (ReasonCode.WRONG_PASSWORD, 0)
    assert not kamailio.contacts("vera")


def test_an_unknown_host_is_named(engine: EngineProcess) -> None:
    add(engine, domain="no-such-host.invalid")
    trouble = await_trouble(engine)
    assert trouble.reason is not None
    assert trouble.reason.code is ReasonCode.UNKNOWN_HOST
    assert trouble.retry_s > 0


def test_a_server_that_never_answers_is_named(engine: EngineProcess) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind((LOOPBACK, 0))
        add(engine, proxy=f"{LOOPBACK}:{silent.getsockname()[1]}")
        trouble = await_trouble(engine, 60)
    assert trouble.reason is not None
    assert trouble.reason.code is ReasonCode.NO_RESPONSE
    assert trouble.retry_s > 0


def test_a_server_that_takes_no_connections_is_named(engine: EngineProcess) -> None:
    add(engine, proxy=f"{LOOPBACK}:{free_port()}", transport=Transport.TCP)
    trouble = await_trouble(engine)
    assert trouble.reason is not None
    assert trouble.reason.code is ReasonCode.CONNECTION_REFUSED
    assert trouble.retry_s > 0


@TRANSPORTS
def test_an_account_registers_once_a_provider_that_was_down_is_up(
    own_kamailio: Kamailio, engine: EngineProcess, transport: Transport
) -> None:
    own_kamailio.stop()
    account_id = add(engine, proxy=own_kamailio.proxy, transport=transport)
    if transport is Transport.TCP:
        await_trouble(engine)
    own_kamailio.start()
    await_registered(engine, account_id)
    assert own_kamailio.contacts("vera")


def test_the_providers_restart_between_challenge_and_answer_is_survived(own_kamailio: Kamailio, engine: EngineProcess) -> None:
    """The challenge comes from a server that is gone when the answer arrives: the new one knows nothing of its nonce."""
    own_kamailio.stop()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as before:
        before.bind((LOOPBACK, own_kamailio.sip_port))
        before.settimeout(PATIENCE_S)
        account_id = add(engine, proxy=own_kamailio.proxy)
        request, source = before.recvfrom(4096)
        before.sendto(_challenge(request), source)
    own_kamailio.start()
    await_registered(engine, account_id)
    assert own_kamailio.contacts("vera")


@TRANSPORTS
def test_a_registered_account_comes_back_after_the_providers_restart(
    own_kamailio: Kamailio, agent: StartAgent, transport: Transport
) -> None:
    user = agent(provider=own_kamailio, transport=transport, expires_s=10)
    own_kamailio.kill()  # it keeps no contacts
    own_kamailio.start()
    own_kamailio.await_registered("vera")
    # The registrar knows it a moment before its answer is here.
    eventually(lambda: user.engine.of(AccountState)[-1].state is Registration.REGISTERED, 10, "the account is told to be registered")


def test_register_now_does_not_wait_for_the_back_off(own_kamailio: Kamailio, engine: EngineProcess) -> None:
    own_kamailio.stop()
    account_id = add(engine, proxy=own_kamailio.proxy, transport=Transport.TCP)
    first = await_trouble(engine)
    last = engine.wait_for(AccountState, lambda event: event.state is Registration.FAILED and event.retry_s > first.retry_s)
    failed = time.monotonic()
    own_kamailio.start()
    position = len(engine.events)
    engine.send(RegisterNow(account_id))
    await_registered(engine, account_id, since=position)
    assert time.monotonic() - failed < last.retry_s


def _challenge(request: bytes) -> bytes:
    """A 401 to that REGISTER (RFC 3261 section 22.1)."""
    lines = request.split(b"\r\n\r\n")[0].split(b"\r\n")
    wanted = (b"via:", b"from:", b"call-id:", b"cseq:")
    kept = [line for line in lines if line.lower().startswith(wanted)]
    to = next(line for line in lines if line.lower().startswith(b"to:")) + b";tag=gone"
    challenge = b'WWW-Authenticate: Digest realm="%s", nonce="gone", algorithm=MD5, qop="auth"' % DOMAIN.encode()
    return b"\r\n".join([b"SIP/2.0 401 Unauthorized", *kept, to, challenge, b"Content-Length: 0", b"", b""])
