"""What the program's exit codes mean."""

from __future__ import annotations

from typing import Final

EXIT_OK: Final = 0
EXIT_REFUSED: Final = 1  # the sentence on standard error says why
EXIT_NOT_RUNNING: Final = 2
EXIT_TAKEN: Final = 3  # another program has the profile and does not answer
EXIT_USAGE: Final = 64  # EX_USAGE of sysexits.h
