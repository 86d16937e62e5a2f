"""The engine process: accounts, calls, sound. `python -m telephony.engine` speaks `telephony.channel` on stdin and stdout."""
