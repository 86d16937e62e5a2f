"""What the answering machine says where the user has no greeting of his own."""

from __future__ import annotations

from typing import Final

_LANGUAGES: Final = ("ru", "en")


def usual_greeting(language: str) -> str:
    """The path of a WAV in the language ("" is the system's), in English where there is none in it."""
    from importlib.resources import files  # with the first call that the machine takes: not on the way to the first frame

    from agent_app.commandline.wording import user_language

    wanted = language or user_language()
    return str(files("resources").joinpath("sounds", f"greeting-{wanted if wanted in _LANGUAGES else 'en'}.wav"))
