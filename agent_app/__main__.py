"""`agent`: starts the program or brings it up, or asks something of the one that runs."""

from __future__ import annotations

import gc
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from telephony.quick_start import import_msgspec, read_ahead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent_app.main import StartOptions
    from agent_app.profile import Profile

_WAIT_S: Final = 3.0  # for a program that has taken the profile and is still starting


def main(arguments: Sequence[str] | None = None) -> int:
    """The console script. Only what the command needs is imported: a client never loads Qt's widgets, a start loads nothing twice."""
    import_msgspec()
    words = list(sys.argv[1:] if arguments is None else arguments)
    from agent_app.commandline.options import COMMANDS, first_word

    word = first_word(words)
    if word == "sandbox" and words[0] == "sandbox":
        return _run_sandbox(words[1:])
    if word in COMMANDS:
        from agent_app.commandline.commands import run_command

        return run_command(_command_first(words, word))
    return _start(words)


def _command_first(words: list[str], word: str) -> list[str]:
    """`agent --profile DIR status` means the same as `agent status --profile DIR`."""
    place = words.index(word)
    if word == "account" and place + 1 < len(words):
        return [word, words[place + 1], *words[:place], *words[place + 2 :]]
    return [word, *words[:place], *words[place + 1 :]]


def _start(words: list[str]) -> int:
    from agent_app.commandline.options import chosen_profile, start_parser
    from agent_app.display import has_display
    from agent_app.profile import control_name

    options = start_parser().parse_args(words)
    profile = chosen_profile(options)
    # A link is for whoever runs: the user's own program, else the sandbox's that belongs to it.
    profiles = [profile, profile.sandbox()] if options.target else [profile]
    if any(_raise_running(control_name(each), options.target) for each in profiles):
        return 0
    if not has_display(os.environ):
        return _complain("no_display", 1)
    read_ahead("pjsua2")  # the engine loads it once there is a window
    gc.disable()  # until the first frame: there is no garbage yet, only much to look through, a tenth of what the imports take
    from agent_app.main import StartOptions

    return _run(profile, StartOptions(options.target, options.log_level, options.record, not options.no_sound))


def _run(profile: Profile, options: StartOptions) -> int:
    """Run in this profile. Where another program has it and does not answer it may be starting, or ending: neither takes long."""
    from agent_app.commandline.exits import EXIT_TAKEN
    from agent_app.main import run
    from agent_app.profile import control_name

    deadline = time.monotonic() + _WAIT_S
    while (code := run(profile, options)) == EXIT_TAKEN:
        if _raise_running(control_name(profile), options.target):
            return 0
        if time.monotonic() > deadline:
            return _complain("taken", EXIT_TAKEN)
        time.sleep(0.1)
    return code


def _raise_running(name: str, target: str) -> bool:
    """Whether a program runs already in this profile: it comes to the front, and shows `target`."""
    if sys.platform != "win32" and not Path(name).exists():
        return False
    from agent_app.control.client import NotRunningError, ask
    from agent_app.control.protocol import ControlError, Show

    try:
        return not ask(name, Show(target)).error
    except (NotRunningError, ControlError):
        return False


def _complain(code: str, exit_code: int) -> int:
    from agent_app.commandline.wording import sentence

    sys.stderr.write(sentence(code) + "\n")
    return exit_code


def _run_sandbox(words: list[str]) -> int:
    """`agent sandbox …`: the provider by itself, on the state that `agent --sandbox` uses unless another is named."""
    import runpy

    from agent_app.commandline.options import chosen_profile, sandbox_options

    options, others = sandbox_options().parse_known_args(words)
    if not any(word.partition("=")[0] == "--state" for word in others):
        others = ["--state", str(chosen_profile(options).provider_state), *others]
    sys.argv = ["agent sandbox", *others]
    runpy.run_module("sandbox", run_name="__main__")
    return 0


if __name__ == "__main__":
    sys.exit(main())
