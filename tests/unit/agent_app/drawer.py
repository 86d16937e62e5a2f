"""A keyring for tests, which may be in trouble or slow."""

from __future__ import annotations

import time

from keyring.backend import KeyringBackend


class Drawer(KeyringBackend):
    """A keyring in memory; `trouble` is raised, `delay_s` waited, at each question."""

    priority = 9  # pyright: ignore[reportAssignmentType, reportIncompatibleMethodOverride] - a class property there

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.trouble: Exception | None = None
        self.delay_s = 0.0

    def _open(self) -> None:
        time.sleep(self.delay_s)
        if self.trouble is not None:
            raise self.trouble

    def get_password(self, service: str, username: str) -> str | None:
        self._open()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._open()
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._open()
        self.kept.pop((service, username), None)
