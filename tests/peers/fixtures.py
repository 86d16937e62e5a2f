"""Real programs as pytest fixtures: each test says by its parameters who takes part."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import pytest

from tests.peers.baresip import Baresip, BaresipAccount
from tests.peers.certificates import CertificateAuthority
from tests.peers.display import Display
from tests.peers.kamailio import DOMAIN, Kamailio, password_of
from tests.peers.linphone import Linphone, LinphoneAccount
from tests.peers.secret_service import DesktopSession
from tests.peers.sipp import Sipp
from tests.peers.soundcards import SoundCards

if TYPE_CHECKING:
    from pathlib import Path


class Peer(Protocol):
    """What every peer has."""

    def start(self) -> None: ...

    def stop(self) -> None: ...


P = TypeVar("P", bound=Peer)


@pytest.fixture
def running() -> Iterator[Callable[[P], P]]:
    """`running(peer)` starts a peer that is stopped when the test ends."""
    with ExitStack() as stack:

        def start(peer: P) -> P:
            stack.callback(peer.stop)
            peer.start()
            return peer

        yield start


@pytest.fixture(scope="session")
def kamailio(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kamailio]:
    """The provider that all tests share; who restarts or kills one takes `own_kamailio`."""
    peer = Kamailio(tmp_path_factory.mktemp("kamailio"))
    peer.start()
    yield peer
    peer.stop()


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> CertificateAuthority:
    """Signs the certificates of the tests' servers."""
    return CertificateAuthority(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def own_kamailio(tmp_path: Path) -> Iterator[Kamailio]:
    """A provider that one test may stop, restart and kill."""
    peer = Kamailio(tmp_path / "kamailio")
    peer.start()
    yield peer
    peer.stop()


@pytest.fixture
def baresip(tmp_path: Path, kamailio: Kamailio) -> Iterator[Callable[..., Baresip]]:
    """`baresip(answer="manual", transport="tcp", …)` starts one as `bare` of the shared provider; fields as in BaresipAccount."""
    with ExitStack() as stack:

        def start(**fields: Any) -> Baresip:
            account = BaresipAccount("bare", DOMAIN, password_of("bare"), kamailio.proxy)
            peer = Baresip(tmp_path / "baresip", replace(account, **fields))
            stack.callback(peer.stop)
            peer.start()
            return peer

        yield start


@pytest.fixture
def linphone(tmp_path: Path, kamailio: Kamailio) -> Iterator[Callable[..., Linphone]]:
    """`linphone(transport="tcp", …)` starts one as `lin` of the shared provider; fields as in LinphoneAccount."""
    with ExitStack() as stack:

        def start(**fields: Any) -> Linphone:
            account = LinphoneAccount("lin", DOMAIN, password_of("lin"), kamailio.proxy)
            peer = Linphone(tmp_path / "linphone", replace(account, **fields))
            stack.callback(peer.stop)
            peer.start()
            return peer

        yield start


@pytest.fixture
def gateway(tmp_path: Path, kamailio: Kamailio) -> Iterator[Callable[..., Sipp]]:
    """`gateway("reject", status="486", phrase="Busy Here")`: where the shared provider sends numbers; plays that scenario once."""
    with ExitStack() as stack:

        def start(scenario: str, **keys: str) -> Sipp:
            peer = Sipp(tmp_path / scenario, scenario, port=kamailio.gateway_port, keys=keys)
            stack.callback(peer.stop)
            peer.start()
            return peer

        yield start


@pytest.fixture
def sound_cards(tmp_path: Path) -> Iterator[SoundCards]:
    """Two virtual sound cards, A and B."""
    cards = SoundCards(tmp_path / "sound")
    cards.start()
    yield cards
    cards.stop()


@pytest.fixture
def keyring_session(tmp_path: Path) -> Iterator[DesktopSession]:
    """A desktop session with an unlocked keyring."""
    session = DesktopSession(tmp_path / "session", keyring=True)
    session.start()
    yield session
    session.stop()


@pytest.fixture
def bare_session(tmp_path: Path) -> Iterator[DesktopSession]:
    """A desktop session in which no keyring answers."""
    session = DesktopSession(tmp_path / "session", keyring=False)
    session.start()
    yield session
    session.stop()


@pytest.fixture(scope="session")
def xvfb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Display]:
    """One display for all tests that open windows of the real program."""
    display = Display(tmp_path_factory.mktemp("display"))
    display.start()
    yield display
    display.stop()
