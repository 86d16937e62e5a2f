"""What is kept of an account's calls and connection, and what the engine tells of its server and mailbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent_app.accounts.calling import CallRules, ConnectionRules, DialRule, Forwarding, ForwardWhen
from agent_app.identity import APPLICATION_ID
from agent_app.snapshots import MailboxSnapshot
from telephony.messages import AccountState, AddAccount, ChangeAccount, MailboxState, Registration
from telephony.networking import NatConfig, SecurityConfig, SrtpUse
from telephony.secret import Secret
from tests.unit.agent_app.accounts.conftest import FORM, Fixture

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from agent_app.profile import Profile
    from tests.unit.agent_app.drawer import Drawer
    from tests.unit.agent_app.listening import ListeningEngine


def test_the_rules_for_calls_and_the_connection_are_kept_and_turns_password_is_not_in_the_file(
    start: Callable[[], Fixture], engine: ListeningEngine, drawer: Drawer, profile: Profile, qtbot: QtBot
) -> None:
    accounts = start()
    account_id = accounts.service.sign_in(FORM)
    rules = CallRules(Forwarding(ForwardWhen.BUSY, "+74951112233"), reject_anonymous=True, dial_rules=(DialRule("8XXXXXXXXXX", "+7"),))
    connection = ConnectionRules(
        security=SecurityConfig(SrtpUse.MANDATORY),
        nat=NatConfig(turn="turn.test", turn_password=Secret("relay")),
        spare_servers=("b.test",),
    )
    accounts.service.set_call_rules(account_id, rules)
    accounts.service.set_connection(account_id, connection)
    config = engine.told_of(ChangeAccount)[-1].config
    assert (config.security, config.nat, config.spare_servers) == (connection.security, connection.nat, ("b.test",))
    qtbot.waitUntil(lambda: len(drawer.kept) == 2)
    assert "relay" not in profile.accounts.read_text()
    assert "relay" not in repr(accounts.service.connection(account_id))
    later = start()
    assert later.service.call_rules(account_id) == rules
    assert later.service.connection(account_id).nat == NatConfig(turn="turn.test")
    engine.told.clear()
    later.service.load_passwords()
    qtbot.waitUntil(lambda: bool(engine.told_of(AddAccount)))
    assert [added.config.nat.turn_password for added in engine.told_of(AddAccount)] == [Secret("relay")]
    assert engine.told_of(ChangeAccount) == []
    later.service.remove(account_id)
    qtbot.waitUntil(lambda: drawer.kept == {})


def test_turns_password_alone_may_be_set_anew(start: Callable[[], Fixture], engine: ListeningEngine, drawer: Drawer, qtbot: QtBot) -> None:
    accounts = start()
    account_id = accounts.service.sign_in(FORM)
    for password in ("one", "two", ""):
        accounts.service.set_connection(account_id, ConnectionRules(nat=NatConfig(turn="turn.test", turn_password=Secret(password))))
    assert [change.config.nat.turn_password for change in engine.told_of(ChangeAccount)] == [Secret("one"), Secret("two")]
    qtbot.waitUntil(lambda: drawer.kept.get((APPLICATION_ID, f"{account_id}/turn")) == "two")


def test_the_mailbox_and_the_server_are_told(start: Callable[[], Fixture], engine: ListeningEngine, drawer: Drawer) -> None:
    accounts = start()
    account_id = accounts.service.sign_in(FORM)
    told: list[str] = []
    accounts.service.mailbox_changed.connect(told.append)
    engine.say(AccountState(account_id, Registration.REGISTERED, server="b.test:5061", encrypted=True))
    engine.say(MailboxState(account_id, waiting=True, new=2, old=1, address="sip:100@provider.test"))
    engine.say(MailboxState("nobody", waiting=True))
    account = accounts.changed[-1]
    assert (account.server, account.encrypted) == ("b.test:5061", True)
    assert accounts.service.mailbox(account_id) == MailboxSnapshot(True, 2, 1, "sip:100@provider.test")
    assert accounts.service.mailbox("nobody") == MailboxSnapshot()
    assert told == [account_id]


def test_dial_rules_rewrite_what_is_typed_but_never_an_emergency_number(
    start: Callable[[], Fixture], engine: ListeningEngine, drawer: Drawer
) -> None:
    accounts = start()
    account_id = accounts.service.sign_in(FORM)
    accounts.service.set_call_rules(account_id, CallRules(dial_rules=(DialRule("1.", "+7495"), DialRule("8XXXXXXXXXX", "+7"))))
    assert accounts.service.rewrite(account_id, "8 (495) 111-22-33") == ("+74951112233", "8XXXXXXXXXX")
    assert accounts.service.rewrite(account_id, "112") == ("112", "")
    assert accounts.service.rewrite(account_id, "1112233") == ("+7495112233", "1.")
    assert accounts.service.rewrite(account_id, "boris@provider.test") == ("boris@provider.test", "")
    assert accounts.service.rewrite("nobody", "8") == ("8", "")
