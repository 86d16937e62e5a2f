"""Kamailio as the provider: the configuration of deploy/kamailio, on free ports of loopback, with a database of its own."""

from __future__ import annotations

import json
import re
import shutil
import socket
import sqlite3
import ssl
import urllib.error
import urllib.request
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tests.peers.ports import LOOPBACK, free_port
from tests.peers.process import PATIENCE_S, PeerError, PeerProcess, eventually, program

if TYPE_CHECKING:
    from tariffs.rating.deck import DeckRow
    from tests.peers.certificates import Certificate

DOMAIN: Final = "provider.test"
USERS: Final = ("anna", "boris", "vera", "bare", "lin")
_DEPLOY: Final = Path(__file__).parents[2] / "deploy" / "kamailio"
_SCHEMA: Final = Path("/usr/share/kamailio/db_sqlite")
_TABLES: Final = ("standard", "auth_db", "usrloc", "acc", "dialog", "presence", "msilo")
_RATE_NANOS: Final = 6_000_000_000  # a minute: 0.10 a second
_PACKAGES: Final = "kamailio kamailio-sqlite-modules kamailio-presence-modules kamailio-tls-modules kamailio-extra-modules"


@dataclass(frozen=True)
class Contact:
    """One binding of the registrar."""

    address: str
    expires_s: int


def password_of(user: str) -> str:
    return f"pw-{user}"


class Kamailio:
    """`start`, then register as one of `USERS` of `DOMAIN` (password `password_of(user)`) by way of `proxy`.

    With a `certificate` it speaks TLS too, on `tls_port`. Numbers go to a gateway expected on `gateway_port`. `anna` has credit for five
    seconds a call, `boris` has none; `vera` for an hour.
    """

    def __init__(self, folder: Path, *, certificate: Certificate | None = None, address: str = LOOPBACK) -> None:
        self.folder = folder
        self.address = address
        self.sip_port = free_port()
        self.gateway_port = free_port()
        self.tls_port = free_port()
        self.certificate = certificate
        self._rpc_port = free_port()
        self._process: PeerProcess | None = None

    @property
    def proxy(self) -> str:
        """host:port, for UDP and TCP alike."""
        return f"{self.address}:{self.sip_port}"

    def start(self) -> None:
        if not (self.folder / "provider.db").exists():
            self._prepare()
        binary = program("kamailio", _PACKAGES)
        folder = str(self.folder)
        # -m/-M: megabytes of shared and private memory; -DD: stay in the foreground; -E: log to stderr; -w, -Y: working and run folders.
        command = [binary, "-f", f"{folder}/kamailio.cfg", "-m", "64", "-M", "8", "-DD", "-E", "-w", folder, "-Y", folder]
        self._process = PeerProcess(command, self.folder / "kamailio.log")
        self._process.await_ready(self._answers)

    def stop(self) -> None:
        """End it as an administrator would; what it held in memory (contacts, dialogs) is gone."""
        if self._process is not None:
            self._process.stop()
            self._process = None

    def kill(self) -> None:
        """SIGKILL to all its processes."""
        if self._process is not None:
            self._process.kill()
            self._process = None

    def restart(self) -> None:
        self.stop()
        self.start()

    def rpc(self, method: str, *parameters: object) -> Any:
        """A JSON-RPC command of Kamailio's; raises `PeerError` with its refusal."""
        body = json.dumps({"jsonrpc": "2.0", "id": 1, "method": method, "params": parameters}).encode()
        request = urllib.request.Request(f"http://{LOOPBACK}:{self._rpc_port}/RPC", body, {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE_S) as response:
                answer = json.load(response)
        except urllib.error.HTTPError as error:
            with error:
                answer = json.loads(error.read())
        if "error" in answer:
            raise PeerError(f"{method}: {answer['error']}")
        return answer["result"]

    def contacts(self, user: str) -> list[Contact]:
        """Where the registrar would send a call for `user` now."""
        try:
            found = self.rpc("ul.lookup", "location", f"{user}@{DOMAIN}")
        except PeerError:
            return []
        rows = [row["Contact"] for row in found["Contacts"]]
        return [Contact(row["Address"], int(row["Expires"])) for row in rows if isinstance(row["Expires"], int)]

    def forget(self, user: str) -> None:
        """Drop the user's contacts, as if they had expired."""
        if self.contacts(user):
            self.rpc("ul.rm", "location", f"{user}@{DOMAIN}")

    def await_registered(self, user: str, timeout_s: float = PATIENCE_S) -> None:
        eventually(lambda: bool(self.contacts(user)), timeout_s, f"{user} is registered at Kamailio")

    def dialogs(self) -> int:
        """How many calls it knows to be up or ringing."""
        # State 5 has ended, and is kept for late messages a few seconds more.
        dialogs: list[dict[str, Any]] = self.rpc("dlg.list") or []
        return sum(dialog["state"] < 5 for dialog in dialogs)

    def call_records(self, caller: str, callee: str) -> list[float]:
        """Seconds of each finished call between the two, oldest first."""
        query = "SELECT duration FROM acc_cdrs WHERE src_user = ? AND dst_user = ? ORDER BY id"
        return [float(row[0]) for row in self._query(query, (caller, callee))]

    def set_credit(self, user: str, balance_micros: int, row: DeckRow) -> None:
        """What a user has, and what calls of theirs cost."""
        columns = ("balance_micros", "rate_nanos", "connection_fee_micros", "initial_increment", "recurring_increment")
        values = (balance_micros, row.rate_nanos, row.connection_fee_micros, row.initial_increment, row.recurring_increment)
        query = f"UPDATE credit SET {', '.join(f'{column} = ?' for column in columns)} WHERE username = ?"
        with closing(sqlite3.connect(self.folder / "provider.db", timeout=PATIENCE_S)) as connection, connection:
            assert connection.execute(query, (*values, user)).rowcount == 1

    def credit_time(self, user: str) -> int:
        """The seconds that Kamailio will let a call of that user last."""
        return self._query("SELECT seconds FROM credit_time WHERE username = ?", (user,))[0][0]

    def final_statuses(self, caller: str, callee: str) -> list[int]:
        """The final response of each INVITE between the two that it accounted for, answered or not."""
        query = "SELECT sip_code FROM acc WHERE method = 'INVITE' AND src_user = ? AND dst_user = ? ORDER BY id"
        return [int(row[0]) for row in self._query(query, (caller, callee))]

    def _query(self, query: str, values: tuple[str, ...]) -> list[Any]:
        connection = sqlite3.connect(self.folder / "provider.db", timeout=PATIENCE_S)
        try:
            return connection.execute(query, values).fetchall()
        finally:
            connection.close()

    def _answers(self) -> bool:
        try:
            self.rpc("core.version")
            if self.certificate:
                self._shake_hands()
        except OSError:
            return False
        return True

    def _shake_hands(self) -> None:
        """Kamailio 5.7.4 (Ubuntu 24.04) answers, and yet refuses every TLS handshake of its first seconds with "no shared cipher"."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        with socket.create_connection((self.address, self.tls_port), PATIENCE_S) as line, context.wrap_socket(line):
            pass

    def _prepare(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(_DEPLOY / "kamailio.cfg", self.folder)
        (self.folder / "site.cfg").write_text(self._site(), encoding="utf-8")
        if self.certificate:
            (self.folder / "tls.cfg").write_text(self._tls(self.certificate), encoding="utf-8")
        self._make_database()

    def _site(self) -> str:
        """site.example.cfg with this run's values."""
        values = {
            "SIP_DOMAIN": DOMAIN,
            "LISTEN_IP": self.address,
            "SIP_PORT": self.sip_port,
            "RPC_PORT": self._rpc_port,
            "GATEWAY_IP": LOOPBACK,
            "GATEWAY_PORT": self.gateway_port,
            "DB_MODULE": "db_sqlite.so",
            "DB_URL": f"sqlite:///{self.folder}/provider.db",
            # SQLite knows no waiting here: a second writer would be told "database is locked". One worker, contacts in memory.
            "USRLOC_DB_MODE": 0,
            "WORKERS": 1,
            "MIN_EXPIRES": 5,
            "RING_MS": 6000,
            "RUN_FOLDER": self.folder,
            "TLS_PORT": self.tls_port,
            "TLS_CONFIG": self.folder / "tls.cfg",
        }
        text = (_DEPLOY / "site.example.cfg").read_text(encoding="utf-8")
        for name, value in values.items():
            text, count = re.subn(rf'"!{name}!.*!g"', f'"!{name}!{value}!g"', text)
            if count != 1:
                raise PeerError(f"site.example.cfg has {count} lines for {name}")
        return text.replace("# #!define WITH_TLS", "#!define WITH_TLS") if self.certificate else text

    def _tls(self, certificate: Certificate) -> str:
        """tls.example.cfg with this run's certificate."""
        text = (_DEPLOY / "tls.example.cfg").read_text(encoding="utf-8")
        text = re.sub(r"(?m)^certificate = .*", f"certificate = {certificate.certificate}", text)
        return re.sub(r"(?m)^private_key = .*", f"private_key = {certificate.key}", text)

    def _make_database(self) -> None:
        if not _SCHEMA.is_dir():
            raise PeerError(f"{_SCHEMA} is missing: apt-get install {_PACKAGES}")
        tables = "".join((_SCHEMA / f"{name}-create.sql").read_text(encoding="utf-8") for name in _TABLES)
        # A call that was never answered has no To tag, and Kamailio stores NULL.
        tables = tables.replace("to_tag VARCHAR(128) DEFAULT '' NOT NULL", "to_tag VARCHAR(128) DEFAULT ''")
        connection = sqlite3.connect(self.folder / "provider.db")
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.executescript(tables + (_DEPLOY / "prepaid.sql").read_text(encoding="utf-8"))
            for domain in (DOMAIN, self.address):
                rows = [(user, domain, password_of(user)) for user in USERS]
                connection.executemany("INSERT INTO subscriber (username, domain, password) VALUES (?, ?, ?)", rows)
            credit = [("anna", 500_000, _RATE_NANOS), ("boris", 0, _RATE_NANOS), ("vera", 360_000_000, _RATE_NANOS)]
            connection.executemany("INSERT INTO credit (username, balance_micros, rate_nanos) VALUES (?, ?, ?)", credit)
            connection.commit()
        finally:
            connection.close()
