"""Accounts from the command line while the program does not run: the same file, the same keyring."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agent_app.accounts.model import ACCOUNTS_VERSION, OLDEST_ACCOUNTS, AccountError, StoredAccount, StoredAccounts, account_of_form
from agent_app.accounts.passwords import KeyringError, forget_password, keep_password
from agent_app.commandline.exits import EXIT_OK, EXIT_REFUSED
from agent_app.commandline.printing import account_line, complain, print_json, print_refusal, say
from agent_app.commandline.wording import keyring_sentence, sentence
from agent_app.control.protocol import AccountAdd, AccountList, AccountRemove
from agent_app.settings.store import JsonStore
from agent_app.snapshots import ProblemCode, SignInForm

if TYPE_CHECKING:
    from agent_app.profile import Profile
    from telephony.secret import Secret


def obey(profile: Profile, request: AccountAdd | AccountRemove | AccountList, *, as_json: bool) -> int:
    profile.create()
    store = JsonStore(profile.accounts, StoredAccounts, ACCOUNTS_VERSION, _report, ProblemCode.ACCOUNTS_BROKEN, oldest=OLDEST_ACCOUNTS)
    accounts = store.load(())
    match request:
        case AccountAdd():
            return _add(store, accounts, request, as_json=as_json)
        case AccountRemove():
            return _remove(store, accounts, request, as_json=as_json)
        case AccountList():
            _print_list(accounts, as_json=as_json)
            return EXIT_OK


def _add(store: JsonStore[StoredAccounts], accounts: StoredAccounts, request: AccountAdd, *, as_json: bool) -> int:
    form = SignInForm(**{name: getattr(request, name) for name in SignInForm.__struct_fields__})
    try:
        account = account_of_form(form, accounts)
    except AccountError as error:
        return print_refusal(error.reason.code, {"value": error.reason.value}, EXIT_REFUSED, as_json=as_json)
    if not store.save((*accounts, account)):
        return EXIT_REFUSED
    problem = _keep(account.account_id, request.password)
    if as_json:
        print_json({"ok": True, "account_id": account.account_id, "password_kept": not problem, "keyring_problem": problem})
    else:
        say(sentence("account_added", {"value": account.address}))
        if problem:
            complain(sentence("password_not_kept", {"value": keyring_sentence(problem)}))
    return EXIT_OK


def _keep(account_id: str, password: Secret) -> str:
    try:
        keep_password(account_id, password)
    except KeyringError as error:
        return error.problem
    return ""


def _remove(store: JsonStore[StoredAccounts], accounts: StoredAccounts, request: AccountRemove, *, as_json: bool) -> int:
    gone = [account for account in accounts if request.account.lower() in {account.account_id, account.address.lower()}]
    if not gone:
        return print_refusal("unknown_account", {"value": request.account}, EXIT_REFUSED, as_json=as_json)
    if not store.save(tuple(account for account in accounts if account not in gone)):
        return EXIT_REFUSED
    try:
        forget_password(gone[0].account_id)
    except KeyringError as error:
        complain(keyring_sentence(error.problem))
    if as_json:
        print_json({"ok": True, "account_id": gone[0].account_id})
    else:
        say(sentence("account_removed", {"value": gone[0].address}))
    return EXIT_OK


def _print_list(accounts: StoredAccounts, *, as_json: bool) -> None:
    listed = [_listed(account) for account in accounts]
    if as_json:
        print_json({"ok": True, "accounts": listed})
    else:
        say("\n".join(account_line(account) for account in listed) or sentence("no_accounts"))


def _listed(account: StoredAccount) -> dict[str, Any]:
    """What the running program would say, of what is known without it."""
    return {
        "account_id": account.account_id,
        "address": account.address,
        "display_name": account.display_name,
        "kind": account.kind,
        "sandbox": account.is_sandbox,
        "current": False,
        "state": "off",
        "reason": None,
        "money": None,
    }


def _report(code: ProblemCode, value: str) -> None:
    complain(sentence(code, {"value": value}))
