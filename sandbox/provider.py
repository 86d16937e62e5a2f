"""The composition root: every room made once, and joined here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import resources
from sandbox.api.api import Api
from sandbox.api.http import HttpServer
from sandbox.billing.ledger import Ledger
from sandbox.billing.meter import Meter
from sandbox.billing.tariff import Tariff
from sandbox.errors import SandboxError
from sandbox.files.service import FileService
from sandbox.files.store import FileStore
from sandbox.gateway.gateway import SERVICES, Gateway
from sandbox.presence.agent import PresenceAgent
from sandbox.proxy.mailbox import Mailbox
from sandbox.proxy.proxy import Proxy
from sandbox.proxy.router import Router
from sandbox.registrar.auth import Authenticator
from sandbox.registrar.registrar import Registrar
from sandbox.sip.transactions import TransactionLayer
from sandbox.sip.transport import Transports
from sandbox.sms.center import SmsCenter
from sandbox.sms.sip import SmsGate
from tariffs.rating.free import read_free_directions
from tariffs.rating.reading import read_deck

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sandbox.bot.bot import Bot
    from sandbox.sip.server_tx import ServerTransaction
    from sandbox.state import State

DOMAIN: Final = "sandbox.test"  # a name that no resolver knows (RFC 6761): clients use 127.0.0.1 as their outbound proxy
SIP_PORT: Final = 25060
HTTP_PORT: Final = 25080
_RESOURCES: Final = Path(resources.__file__).parent
DECK: Final = _RESOURCES / "decks" / "sandbox.csv"
FREE: Final = (_RESOURCES / "tariffs" / "free_directions.csv", _RESOURCES / "tariffs" / "campaigns.csv")


class PortTakenError(SandboxError):
    """A port that was asked for by number is not free."""


class Provider:
    """The whole provider. `start` and `stop` once each, in a running event loop."""

    def __init__(self, state: State, *, test_controls: bool = False) -> None:
        tariff = Tariff(read_deck(DECK).whole(), tuple(each for path in FREE for each in read_free_directions(path)))
        self._state = state
        self._transports = Transports()
        self._layer = TransactionLayer(self._transports)
        meter = Meter(state, Ledger(tariff))
        registrar = Registrar(self._transports)
        proxy = Proxy(self._layer, registrar)
        auth = Authenticator(DOMAIN, self._password)
        self._gateway = Gateway(self._layer, proxy, meter, DOMAIN)
        mailbox = Mailbox(state, proxy, registrar, DOMAIN, meter.changed)
        self._center = SmsCenter(state, meter.ledger, meter.changed)
        sms = SmsGate(state, self._center, mailbox)
        self._center.handset = sms
        store = FileStore(state)
        self._files = FileService(state, store, DOMAIN)
        self._presence = PresenceAgent(self._layer, DOMAIN, SERVICES, proxy.own_uri)
        self._bot: Bot | None = None
        self._make_bot = lambda: _bot(mailbox, self._gateway, store, self._files)
        self._transports.receiver = self._layer
        self._layer.core = Router(
            layer=self._layer,
            domain=DOMAIN,
            users=state.accounts.keys(),
            auth=auth,
            registrar=registrar,
            proxy=proxy,
            gateway=self._gateway,
            meter=meter,
            sms=sms,
            mailbox=mailbox,
            presence=self._presence,
            to_bot=self._to_bot,
        )
        api = Api(state, meter, self._gateway, self._center, self._files, test_controls=test_controls)
        self._http = HttpServer(api.handle, self._files)

    def _password(self, user: str) -> str | None:
        account = self._state.accounts.get(user)
        return account.password if account else None

    def _to_bot(self, transaction: ServerTransaction, user: str) -> None:
        self._bot = self._bot or self._make_bot()
        self._bot.take(transaction, user)

    async def start(self, sip_port: int | None, http_port: int | None) -> None:
        """Listens. A port that is not given is the usual one, or any that is free; PortTakenError for one that was given."""
        await _bind("SIP", self._transports.start, sip_port, SIP_PORT)
        await _bind("HTTP", self._http.start, http_port, HTTP_PORT)
        self._files.port = self._http.port

    async def stop(self) -> None:
        """Hangs up, then closes everything."""
        self._gateway.stop()
        self._center.stop()
        if self._bot is not None:
            self._bot.stop()
        self._presence.stop()
        await self._http.stop()
        self._layer.stop()
        await self._transports.stop()
        self._state.save()

    def ready_line(self) -> dict[str, object]:
        """What the parent program is told: where we listen, and who may sign in with which secrets."""
        accounts = [
            {
                "user": one.user,
                "password": one.password,
                "token": one.token,
                "display_name": one.display_name,
                "file_server": self._files.address_of(one),
            }
            for one in self._state.accounts.values()
        ]
        return {
            "ready": True,
            "sip_port": self._transports.port,
            "http_port": self._http.port,
            "domain": DOMAIN,
            "accounts": accounts,
        }


def _bot(mailbox: Mailbox, gateway: Gateway, store: FileStore, files: FileService) -> Bot:
    from sandbox.bot.bot import Bot  # it knows every kind of body: not on the start-up path

    return Bot(mailbox, gateway, store, files, DOMAIN)


async def _bind(name: str, start: Callable[[int], Awaitable[None]], wanted: int | None, usual: int) -> None:
    try:
        await start(usual if wanted is None else wanted)
    except OSError as error:
        if wanted is not None:
            raise PortTakenError(f"{name} port {wanted} of 127.0.0.1 is not free ({error.strerror}); give another, or 0 for any") from error
        await start(0)
