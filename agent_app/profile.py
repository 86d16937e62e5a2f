"""Where a profile's files are. The sandbox has a profile of its own inside the user's, so that trying never mixes with the user's data."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Final

import msgspec

from agent_app.identity import APPLICATION_ID

_SANDBOX: Final = "sandbox"
_PRIVATE: Final = 0o700
_LONGEST_RUNTIME_DIR: Final = 40  # leaves room for our folder, the socket, and the temporary one that Qt makes it in


class Profile(msgspec.Struct, frozen=True):
    """The folders of one profile; `root` is "" for the system's own places (platformdirs), else the folder of `--profile`."""

    root: str
    data: Path
    config: Path
    logs: Path
    is_sandbox: bool = False

    @classmethod
    def of_user(cls) -> Profile:
        import platformdirs  # 17 ms: not for those who name a folder

        folders = platformdirs.PlatformDirs(APPLICATION_ID, appauthor=False)
        return cls("", folders.user_data_path, folders.user_config_path, folders.user_log_path)

    @classmethod
    def at(cls, folder: Path) -> Profile:
        """A whole profile in `folder`."""
        absolute = folder.expanduser().resolve()
        return cls(str(absolute), absolute, absolute, absolute)

    def sandbox(self) -> Profile:
        """The sandbox's profile that belongs to this one."""
        if self.is_sandbox:
            return self
        return Profile(self.root, self.data / _SANDBOX, self.config / _SANDBOX, self.logs / _SANDBOX, is_sandbox=True)

    def own(self) -> Profile:
        """The user's own profile that this one belongs to."""
        if not self.is_sandbox:
            return self
        return Profile(self.root, self.data.parent, self.config.parent, self.logs.parent)

    @property
    def database(self) -> Path:
        return self.data / "history.db"

    @property
    def pictures(self) -> Path:
        """Of contacts."""
        return self.data / "pictures"

    @property
    def recordings(self) -> Path:
        """Of calls, where the user has chosen no folder for them."""
        return self.data / "recordings"

    @property
    def voice_notes(self) -> Path:
        return self.data / "voice"

    @property
    def thumbnails(self) -> Path:
        """Of pictures in messages."""
        return self.data / "thumbnails"

    @property
    def pasted(self) -> Path:
        """Pictures that were pasted into messages: they are nowhere else."""
        return self.data / "pasted"

    @property
    def file_parts(self) -> Path:
        """Notes of where the beginnings of files are that did not come whole."""
        return self.data / "parts"

    @property
    def settings(self) -> Path:
        return self.config / "settings.json"

    @property
    def accounts(self) -> Path:
        return self.config / "accounts.json"

    @property
    def program_log(self) -> Path:
        return self.logs / "agent.log"

    @property
    def engine_log(self) -> Path:
        return self.logs / "engine.log"

    @property
    def sandbox_log(self) -> Path:
        return self.logs / "sandbox.log"

    @property
    def instance(self) -> Path:
        return self.data / "instance"

    @property
    def provider_state(self) -> Path:
        """What the sandbox provider keeps between runs."""
        return self.data / "provider"

    @property
    def lock(self) -> Path:
        return self.data / "agent.lock"

    def create(self) -> None:
        """Make the folders, for the user alone."""
        for folder in (self.data, self.config, self.logs):
            folder.mkdir(mode=_PRIVATE, parents=True, exist_ok=True)

    def arguments(self) -> list[str]:
        """The command-line options that lead to this profile again."""
        where = ["--profile", self.root] if self.root else []
        return [*where, "--sandbox"] if self.is_sandbox else where


def control_name(profile: Profile) -> str:
    """The name of the profile's control socket: a path in a folder of the user's own, or a pipe's name on Windows.

    Hashed, because a Unix socket's path may be no longer than 107 bytes while a profile's folder may.
    """
    digest = f"{_hash64(os.fsencode(profile.data)):016x}"
    if sys.platform == "win32":
        return f"{APPLICATION_ID}-{digest}"
    return str(_runtime_folder() / f"{digest}.socket")


def _hash64(data: bytes) -> int:
    """FNV-1a (RFC 9923): tells profiles apart, keeps no secret; hashlib takes 4 ms to load."""
    value = 0xCBF29CE484222325
    for byte in data:
        value = (value ^ byte) * 0x100000001B3 & 0xFFFFFFFFFFFFFFFF
    return value


def _runtime_folder() -> Path:
    given = os.environ.get("XDG_RUNTIME_DIR", "")
    if given and len(os.fsencode(given)) <= _LONGEST_RUNTIME_DIR and Path(given).is_dir():
        return Path(given) / APPLICATION_ID
    import tempfile  # 5 ms, and rarely needed

    return Path(tempfile.gettempdir()) / f"{APPLICATION_ID}-{os.getuid()}"


def is_private(folder: Path) -> bool:
    """Whether only this user can reach into `folder`; one in the shared temporary folder might be somebody else's trap."""
    if sys.platform == "win32":
        return True
    status = folder.stat(follow_symlinks=False)
    return status.st_uid == os.getuid() and not status.st_mode & 0o077
