"""Which of the user's commands are run when, and what they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from agent_app.snapshots import CallDirection
from telephony.calls import CallState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from agent_app.accounts.service import AccountService
    from agent_app.calls.service import CallService
    from agent_app.contacts.service import ContactService
    from agent_app.settings.service import SettingsService
    from agent_app.snapshots import CallSnapshot

HOOKS: Final = ("ring", "answer", "end", "missed")


class CallHooks(QObject):
    """ring: a call rings here. answer: we talk by it. end: it is over. missed: over, and nobody answered it. Once each a call."""

    def __init__(
        self,
        calls: CallService,
        accounts: AccountService,
        contacts: ContactService,
        settings: SettingsService,
        parent: QObject | None = None,
        *,
        run: Callable[[str, Mapping[str, str]], object] | None = None,
    ) -> None:
        super().__init__(parent)
        self._accounts = accounts
        self._contacts = contacts
        self._settings = settings
        self._run = run or _run_beside
        self._done: dict[str, set[str]] = {}  # by call_id: the hooks that were run
        calls.changed.connect(self._follow)

    def _follow(self, call: CallSnapshot) -> None:
        commands = self._settings.values().hooks
        done = self._done.setdefault(call.call_id, set())
        for hook in _due(call):
            if hook not in done:
                done.add(hook)
                if commands.get(hook, ""):
                    self._run(commands[hook], self._facts(hook, call))
        if call.state is CallState.ENDED:
            del self._done[call.call_id]

    def _facts(self, hook: str, call: CallSnapshot) -> dict[str, str]:
        """What the command finds in its environment; times in seconds since 1970, "" where a thing is not known."""
        account = self._accounts.account(call.account_id)
        contact = self._contacts.contact(call.contact_id) if call.contact_id else None
        talked = max(0, call.ended_us - call.answered_us) // 1_000_000 if call.answered_us and call.ended_us else 0
        return {
            "AGENT_EVENT": hook,
            "AGENT_CALL_ID": call.call_id,
            "AGENT_ACCOUNT": "" if account is None else account.address,
            "AGENT_DIRECTION": call.direction,
            "AGENT_REMOTE": call.remote,
            "AGENT_REMOTE_NAME": call.remote_name,
            "AGENT_CONTACT": "" if contact is None else contact.name,
            "AGENT_STARTED": str(call.started_us // 1_000_000),
            "AGENT_DURATION": str(talked),
            "AGENT_REASON": "" if call.reason is None else call.reason.code,
            "AGENT_COST": "" if call.cost is None else call.cost.decimal(),
            "AGENT_CURRENCY": "" if call.cost is None else call.cost.currency,
            "AGENT_RECORDING": call.recording_path,
        }


def _run_beside(command: str, facts: Mapping[str, str]) -> None:
    from agent_app.hooks.runner import run_hook  # with the first hook: not on the way to the first frame

    run_hook(command, facts)


def _due(call: CallSnapshot) -> Iterator[str]:
    """The hooks whose moment has come."""
    if call.state is CallState.INCOMING and call.direction is CallDirection.INCOMING:
        yield "ring"
    if call.state is CallState.ESTABLISHED and not call.by_machine and not call.bridged:
        yield "answer"
    if call.state is CallState.ENDED:
        yield "end"
        if call.missed:
            yield "missed"
