"""Which certificate is believed where: each account's own, as it is set now, and one for each of its servers."""

from __future__ import annotations

from telephony.networking import SecurityConfig, TlsTrust
from telephony.pj.trust import Pins

HERE, THERE = "192.0.2.1:5061", "192.0.2.2:5061"
OLD, NEW, OTHER = "ab" * 32, "cd" * 32, "ef" * 32


def pinned(*fingerprints: str) -> SecurityConfig:
    return SecurityConfig(trust=TlsTrust.PINNED, pinned=" ".join(fingerprints))


def test_where_nobody_pins_the_listener_has_judged() -> None:
    pins = Pins()
    pins.expect("anna", HERE, SecurityConfig())
    assert pins.allow(HERE, True, OLD)
    assert not pins.allow(HERE, False, OLD)
    assert not pins.allow(THERE, False, OLD)


def test_each_server_of_an_account_may_have_a_certificate_of_its_own() -> None:
    pins = Pins()
    for peer in (HERE, THERE):
        pins.expect("anna", peer, pinned(OLD.upper(), NEW))
    assert all(pins.allow(peer, False, shown) for peer in (HERE, THERE) for shown in (OLD, NEW))
    assert not pins.allow(HERE, True, OTHER)


def test_a_pin_that_was_replaced_is_believed_no_more_and_neither_is_one_of_an_account_that_is_gone() -> None:
    pins = Pins()
    pins.expect("anna", HERE, pinned(OLD))
    pins.expect("anna", HERE, pinned(NEW))
    assert [pins.allow(HERE, False, shown) for shown in (OLD, NEW)] == [False, True]
    pins.expect("boris", HERE, pinned(OTHER))
    pins.forget("anna")
    assert [pins.allow(HERE, False, shown) for shown in (NEW, OTHER)] == [False, True]


def test_accounts_of_one_server_believe_what_each_is_set_to() -> None:
    pins = Pins()
    pins.expect("anna", HERE, pinned(OLD))
    assert not pins.allow(HERE, True, NEW)
    pins.expect("boris", HERE, SecurityConfig())
    assert pins.allow(HERE, True, NEW)
    assert not pins.allow(HERE, False, NEW)
