"""Engines and whole programs are killed while two people write to each other, and their provider restarts: nothing is lost, nothing is
shown twice, and everything stands in the order in which it was written."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.peers.kamailio import DOMAIN, Kamailio, password_of
from tests.peers.process import PeerError, PeerProcess, eventually

if TYPE_CHECKING:
    from collections.abc import Iterator

COUNT: Final = int(os.environ.get("AGENT_KILL_MESSAGES", "100"))  # each way together; `make soak` takes 1,000
_EACH: Final = COUNT // 2
_PATIENCE_S: Final = 120 + COUNT / 5


class Writer:
    """One of the two programs, from one death to the next."""

    def __init__(self, folder: Path, user: str, other: str, provider: Kamailio) -> None:
        self.folder = folder
        address = f"{user}@{DOMAIN}"
        self._command = [sys.executable, "-P", "-m", "tests.peers.headless", str(folder), address, password_of(user), provider.proxy]
        self._command += [f"{other}@{DOMAIN}", str(_EACH)]
        self._process: PeerProcess | None = None

    def start(self) -> None:
        root = Path(__file__).parents[2]
        environment = {**os.environ, "PYTHONPATH": str(root), "QT_QPA_PLATFORM": "offscreen"}
        self._process = PeerProcess(self._command, self.folder.with_suffix(".log"), env=environment, folder=root)

    def kill_program(self) -> None:
        """SIGKILL, its engine with it; it is started again."""
        self.stop()
        self.start()

    def kill_engine(self) -> None:
        assert self._process is not None
        tasks = Path(f"/proc/{self._process.pid}/task")
        for child in {pid for task in tasks.iterdir() for pid in (task / "children").read_text().split()}:
            os.kill(int(child), signal.SIGKILL)

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process = None

    def ask(self, query: str) -> list[Any]:
        path = self.folder / "history.db"
        if not path.exists():
            return []
        with closing(sqlite3.connect(path, timeout=5)) as connection:
            try:
                return connection.execute(query).fetchall()
            except sqlite3.OperationalError:  # it is being made
                return []

    def knows_the_other(self) -> bool:
        """It has seen that the other one has this program, too, and its first messages, which were plain text, are confirmed.

        From now on nobody needs to wonder what became of a message: a plain one can't be sent again to ask for a receipt that was lost.
        """
        plain = "SELECT count(*) FROM timeline JOIN message USING (item_id) WHERE form = 'plain' AND state IN ('waiting', 'sent')"
        return self.ask("SELECT is_agent FROM chat") == [(1,)] and self.ask(plain) == [(0,)]

    def texts(self, direction: str) -> list[str]:
        """As a reader sees them, oldest first."""
        query = f"SELECT text FROM timeline JOIN message USING (item_id) WHERE direction = '{direction}' ORDER BY at_us, item_id"
        return [row[0] for row in self.ask(query)]

    def states(self) -> list[str]:
        return [row[0] for row in self.ask("SELECT DISTINCT state FROM timeline WHERE direction = 'outgoing'")]

    def is_done(self, other: Writer) -> bool:
        return len(self.texts("outgoing")) == _EACH and len(other.texts("incoming")) >= _EACH and self.states() == ["delivered"]


@pytest.fixture
def writers(own_kamailio: Kamailio, tmp_path: Path) -> Iterator[tuple[Writer, Writer]]:
    pair = Writer(tmp_path / "anna", "anna", "boris", own_kamailio), Writer(tmp_path / "boris", "boris", "anna", own_kamailio)
    yield pair
    for writer in pair:
        writer.stop()


def test_nothing_is_lost_shown_twice_or_out_of_order(writers: tuple[Writer, Writer], own_kamailio: Kamailio) -> None:
    chance = random.Random(7)
    for writer in writers:
        writer.start()
    eventually(lambda: all(writer.knows_the_other() for writer in writers), 90, "they know each other")
    anna, boris = writers
    rounds = max(6, COUNT // 25)
    for number in range(rounds):
        time.sleep(chance.uniform(0.3, 1.0))
        victim = chance.choice(writers)
        if number == rounds // 2:
            own_kamailio.kill()
            own_kamailio.start()
        elif number % 3 == 2:
            victim.kill_program()
        else:
            victim.kill_engine()
    try:
        eventually(lambda: anna.is_done(boris) and boris.is_done(anna), _PATIENCE_S, "all is delivered", 0.2)
    except PeerError as error:
        state = [(len(w.texts("outgoing")), len(w.texts("incoming")), w.states()) for w in writers]
        msg = f"{error}: {state}"
        raise AssertionError(msg) from error
    wanted = [str(number) for number in range(1, _EACH + 1)]
    for writer, other in ((anna, boris), (boris, anna)):
        assert writer.texts("outgoing") == wanted
        assert other.texts("incoming") == wanted
