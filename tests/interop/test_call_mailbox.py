"""The voice mailbox's lamp (message waiting, RFC 3842): asked for by the account, or told unasked."""

from __future__ import annotations

import pytest

from telephony.messages import AccountConfig, AccountState, AddAccount, MailboxState, Registration
from telephony.networking import MediaConfig
from tests.peers.engine import EngineProcess, account
from tests.peers.mailbox_server import MailboxServer, summary
from tests.peers.process import eventually


def registered(engine: EngineProcess, server: MailboxServer, mailbox: bool) -> AccountConfig:
    config = account("anna", f"127.0.0.1:{server.port}", media=MediaConfig(mailbox=mailbox))
    engine.send(AddAccount(config))
    engine.wait_for(AccountState, lambda event: event.state is Registration.REGISTERED)
    return config


def test_a_watched_mailbox_is_told_now_and_at_each_change() -> None:
    with MailboxServer(summary(2, 8, "sip:voicemail@example.org")) as server, EngineProcess() as engine:
        config = registered(engine, server, mailbox=True)
        told = engine.wait_for(MailboxState)
        assert told == MailboxState(config.account_id, waiting=True, new=2, old=8, address="sip:voicemail@example.org")
        server.tell(summary(0, 10))
        emptied = engine.wait_for(MailboxState, lambda event: not event.waiting)
        assert (emptied.new, emptied.old, emptied.address) == (0, 10, "")
        engine.remove_account(config.account_id)


def test_what_is_told_unasked_is_believed_too() -> None:
    with MailboxServer("") as server, EngineProcess() as engine:
        config = registered(engine, server, mailbox=False)
        server.tell_unasked(summary(1, 0), "anna")
        assert engine.wait_for(MailboxState) == MailboxState(config.account_id, waiting=True, new=1)
        assert "SUBSCRIBE" not in server.methods


@pytest.mark.parametrize("body", ["", "nonsense", "Voice-Message: 1/2\r\n"])
def test_a_notify_without_a_summary_changes_nothing(body: str) -> None:
    with MailboxServer(body) as server, EngineProcess() as engine:
        registered(engine, server, mailbox=True)
        eventually(lambda: server.is_watched, 30, "the engine asks")
        server.tell(summary(3, 0))
        assert engine.wait_for(MailboxState).new == 3
