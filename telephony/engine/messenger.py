"""Messages and presence together: who gets which command and fact, and what an account's registration begins and ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from telephony.engine.accounts import AccountBook
from telephony.engine.chat import ChatBook
from telephony.engine.presence import WatchBook
from telephony.engine.publishing import PublishBook
from telephony.engine.requests import Requests
from telephony.engine.schedule import Schedule
from telephony.messages import AllowWatcher, AnyEvent, Publish, SendMessage, Subscribe, Unpublish, WatcherAsking
from telephony.pj.facts import NotifyFact, PagerFact, RequestFact, WatchEndedFact, WatcherFact
from telephony.pj.stack import SipStack

MessengerCommand = SendMessage | Subscribe | Publish | Unpublish | AllowWatcher
MessengerFact = PagerFact | RequestFact | NotifyFact | WatchEndedFact | WatcherFact


class Messenger:
    """SIP thread only."""

    def __init__(
        self,
        stack: SipStack,
        schedule: Schedule,
        emit: Callable[[AnyEvent], None],
        accounts: AccountBook,
        *,
        check_target: Callable[[str], str],
    ) -> None:
        self._stack = stack
        self._emit = emit
        self._accounts = accounts
        self._requests = Requests(stack, schedule, accounts.password)
        self._chat = ChatBook(self._requests, emit, accounts.usable, check_target)
        self._watching = WatchBook(stack, schedule, emit, accounts.ready, check_target=check_target)
        self._publishing = PublishBook(stack, self._requests, schedule, emit, ready=accounts.ready, own_uri=accounts.own_uri)
        self._ready: set[str] = set()

    def obey(self, command: MessengerCommand) -> None:
        """Raises `Refused`."""
        if isinstance(command, SendMessage):  # its refusals are its ends
            self._chat.send(command)
            return
        self._accounts.must_know(command.account_id)
        match command:
            case Subscribe():
                self._watching.subscribe(command)
            case Publish():
                self._publishing.publish(command.account_id, command.pidf)
            case Unpublish():
                self._publishing.unpublish(command.account_id)
            case AllowWatcher():
                self._accounts.usable(command.account_id)
                self._stack.decide_watcher(command.account_id, command.uri, command.allowed)
            case _:
                assert_never(command)

    def take(self, fact: MessengerFact) -> None:
        match fact:
            case PagerFact():
                self._chat.on_pager(fact)
            case RequestFact():
                self._requests.on_request(fact)
            case NotifyFact():
                self._watching.on_notify(fact)
            case WatchEndedFact():
                self._watching.on_ended(fact)
            case WatcherFact():
                self._emit(WatcherAsking(fact.account_id, fact.uri))
            case _:
                assert_never(fact)

    def on_account(self, account_id: str) -> None:
        """The account's state has changed: a new registration subscribes and publishes anew, a refreshed one does not."""
        if not self._accounts.ready(account_id):
            self._ready.discard(account_id)
        elif account_id not in self._ready:
            self._ready.add(account_id)
            self._watching.on_registered(account_id)
            self._publishing.on_registered(account_id)

    def hide(self, account_id: str = "") -> None:
        """The account goes (or all do): nobody is to be seen who is not there."""
        self._publishing.take_back(account_id)

    def hidden(self, account_id: str = "") -> bool:
        """The servers have been told."""
        return self._publishing.quiet(account_id)

    def forget(self, account_id: str) -> None:
        """The account is gone."""
        self._chat.forget(account_id)
        self._watching.forget(account_id)
        self._publishing.forget(account_id)
        self._requests.forget(account_id)

    def close(self) -> None:
        """The end: what is on its way has an unknown outcome."""
        self._chat.forget()
        self._requests.forget()
