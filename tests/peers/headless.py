"""The program without a window, as a process that can be killed: it writes texts to somebody until it has written so many.

`python -m tests.peers.headless PROFILE ADDRESS PASSWORD PROXY REMOTE COUNT`: texts "1", "2", … go on where the database ends.
"""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import keyring
from keyring.backend import KeyringBackend
from PySide6.QtCore import QCoreApplication, QTimer

from agent_app import logs
from agent_app.assembly import Assembly
from agent_app.engine_client import EngineOptions
from agent_app.files import instance_id
from agent_app.profile import Profile
from agent_app.snapshots import SignInForm
from telephony.messages import Registration
from telephony.secret import Secret

PACE_MS = 40


class OnePassword(KeyringBackend):
    """A keyring that knows one password for everything."""

    priority = 9  # pyright: ignore[reportAssignmentType, reportIncompatibleMethodOverride] - a class property there

    def __init__(self, password: str) -> None:
        super().__init__()
        self._password = password

    def get_password(self, service: str, username: str) -> str | None:
        return self._password

    def set_password(self, service: str, username: str, password: str) -> None:
        return

    def delete_password(self, service: str, username: str) -> None:
        return


def written(database: Path) -> int:
    """How many messages of ours are in the profile's database."""
    if not database.exists():
        return 0
    with closing(sqlite3.connect(database)) as connection:
        try:
            query = "SELECT count(*) FROM timeline WHERE kind = 'message' AND direction = 'outgoing'"
            return int(connection.execute(query).fetchone()[0])
        except sqlite3.OperationalError:  # killed before it had made its tables
            return 0


def main(folder: str, address: str, password: str, proxy: str, remote: str, count: str) -> int:
    keyring.set_keyring(OnePassword(password))
    profile = Profile.at(Path(folder))
    profile.create()
    logs.begin(profile.program_log, "debug")
    number = written(profile.database)
    application = QCoreApplication(sys.argv[:1])
    assembly = Assembly(profile, EngineOptions(False, "127.0.0.1", instance_id(profile.instance)))
    services = assembly.services
    assembly.start()
    assembly.load()
    if not services.accounts.accounts():
        services.accounts.sign_in(SignInForm(address, Secret(password), proxy=proxy))

    def write() -> None:
        nonlocal number
        account = services.accounts.current()
        if account is not None and number < int(count) and (account.registration is Registration.REGISTERED or number % 2):
            number += 1
            services.chats.send_text(account.account_id, remote, str(number))

    timer = QTimer()
    timer.timeout.connect(write)
    timer.start(PACE_MS)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
