"""The engine process: accounts, calls, sound. `python -m telephony.engine` speaks `telephony.channel` on stdin and stdout."""

from telephony.quick_start import import_msgspec

import_msgspec()  # here, because every module of the engine comes after this one
