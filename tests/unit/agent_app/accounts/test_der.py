"""What is read of certificates to be shown: never more than a ValueError for what is none."""

from __future__ import annotations

import ssl
import subprocess
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_app.accounts.certificate import is_wildcard_for
from agent_app.accounts.der import read_certificate
from tests.peers.certificates import CertificateAuthority
from tests.peers.process import program

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def der(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder: Path = tmp_path_factory.mktemp("ca")
    names = ("DNS:*.provider.test", "DNS:provider.test", "IP:127.0.0.1", "IP:2001:db8::1", "URI:sip:provider.test")
    made = CertificateAuthority(folder, "Provider CA").issue("wild", *names)
    return ssl.PEM_cert_to_DER_cert(made.certificate.read_text(encoding="ascii"))


def test_a_certificate_tells_its_names_its_issuer_and_its_end(der: bytes) -> None:
    facts = read_certificate(der)
    assert facts.names == ("*.provider.test", "provider.test", "127.0.0.1", "2001:db8::1", "sip:provider.test")
    assert facts.issuer == "Provider CA"
    left = datetime.fromtimestamp(facts.until_us / 1e6, UTC) - datetime.now(UTC)
    assert timedelta(days=9) < left <= timedelta(days=10)


def test_one_without_alternative_names_is_known_by_its_common_name_and_may_end_far_away(tmp_path: Path) -> None:
    made = tmp_path / "old.der"
    command = (program("openssl", "openssl"), "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    subject = ("-days", "40000", "-subj", "/O=Old & Co/CN=old.test", "-outform", "DER", "-keyout", str(tmp_path / "key"))
    subprocess.run([*command, *subject, "-out", str(made)], check=True, capture_output=True)
    facts = read_certificate(made.read_bytes())
    assert (facts.names, facts.issuer) == (("old.test",), "old.test")
    assert datetime.fromtimestamp(facts.until_us / 1e6, UTC).year > 2100


@settings(max_examples=200)
@given(st.data())
def test_a_certificate_that_was_cut_or_changed_is_read_or_refused(der: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(der) - 1))
    changed = der[:place] + data.draw(st.binary(max_size=4)) + der[data.draw(st.integers(place, len(der))) :]
    try:
        facts = read_certificate(changed)
    except ValueError:
        return
    assert isinstance(facts.issuer, str)


@settings(max_examples=100)
@given(st.binary(max_size=200))
def test_what_is_no_certificate_is_refused(junk: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_certificate(junk)


@pytest.mark.parametrize(
    ("names", "host", "is_one"),
    [
        (("*.provider.test",), "sip.provider.test", True),
        (("a.test", "*.PROVIDER.test"), "SIP.provider.TEST", True),
        (("*.provider.test",), "provider.test", False),
        (("*.provider.test",), "a.sip.provider.test", False),
        (("sip.provider.test",), "sip.provider.test", False),
        (("*",), "localhost", False),
        ((), "sip.provider.test", False),
    ],
)
def test_a_wildcard_stands_for_the_hosts_of_its_domain(names: tuple[str, ...], host: str, is_one: bool) -> None:
    assert is_wildcard_for(names, host) is is_one
