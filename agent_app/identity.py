"""Who the program is to the system: one identifier, from which folders, keyring entries and the control socket take their names."""

from __future__ import annotations

from typing import Final

APPLICATION_ID: Final = "io.github.agent_app.Agent"
NAME: Final = "Agent"
VERSION: Final = "0.1.0"
USER_AGENT: Final = f"{NAME}/{VERSION}"
