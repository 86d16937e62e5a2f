"""`agent check`: the network check without the sound, for an account of the profile or any server; the program need not run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from agent_app.accounts.model import ACCOUNTS_VERSION, OLDEST_ACCOUNTS, StoredAccounts
from agent_app.commandline.exits import EXIT_OK, EXIT_REFUSED
from agent_app.commandline.printing import print_json, print_refusal, say
from agent_app.commandline.wording import user_language
from agent_app.settings.store import JsonStore
from agent_app.snapshots import ProblemCode
from telephony.netcheck.check import run_check, split_server
from telephony.netcheck.findings import GOOD_OUTCOMES, CheckFinding, CheckOutcome, CheckPlan, CheckStep
from telephony.network.hosts import is_ipv6, written

if TYPE_CHECKING:
    from agent_app.accounts.model import StoredAccount
    from agent_app.profile import Profile

_IPV6: Final = True  # the network is looked at; whether the engine can use all of it is told by the program itself
_STEPS: Final[dict[CheckStep, tuple[str, str]]] = {
    CheckStep.NAMES: ("the server's name", "имя сервера"),
    CheckStep.UDP: ("SIP by UDP", "SIP по UDP"),
    CheckStep.TCP: ("SIP by TCP", "SIP по TCP"),
    CheckStep.TLS: ("SIP by TLS", "SIP по TLS"),
    CheckStep.NAT: ("the router", "маршрутизатор"),
    CheckStep.SOUND: ("the sound", "звук"),
}
_OUTCOMES: Final[dict[CheckOutcome, tuple[str, str]]] = {
    CheckOutcome.FINE: ("fine ({value})", "в порядке ({value})"),
    CheckOutcome.NOT_NEEDED: ("does not work; this account does not need it", "не работает; этой учётной записи и не нужно"),
    CheckOutcome.NOT_TRIED: ("not tried", "не проверялось"),
    CheckOutcome.NO_NETWORK: ("this computer has no network", "у этого компьютера нет сети"),
    CheckOutcome.NO_ADDRESS: ("nobody knows this name", "такого имени никто не знает"),
    CheckOutcome.NO_IPV6: (
        "has IPv6 addresses alone ({value}), and this build of the SIP library has no IPv6",
        "есть только адреса IPv6 ({value}), а эта сборка библиотеки SIP без IPv6",
    ),
    CheckOutcome.NO_NAME_SERVER: ("no name server (DNS) answers", "сервер имён (DNS) не отвечает"),
    CheckOutcome.NO_ANSWER: (
        "no answer: ask the administrator to open this port to the server",
        "нет ответа: попросите администратора открыть этот порт к серверу",
    ),
    CheckOutcome.REFUSED: ("the connection is refused", "соединение отклонено"),
    CheckOutcome.NOT_SIP: ("something answers that is no SIP server", "отвечает что-то, но не сервер SIP"),
    CheckOutcome.UNTRUSTED: ("its certificate is not trusted: {value}", "нет доверия к сертификату: {value}"),
    CheckOutcome.TRANSLATED: ("translates addresses; others see you as {value}", "подменяет адреса; снаружи вы видны как {value}"),
    CheckOutcome.SYMMETRIC: (
        "translates addresses anew for each destination: set a TURN server in the account",
        "подменяет адреса для каждого получателя по-своему: задайте в учётной записи сервер TURN",
    ),
    CheckOutcome.CALL_REFUSED: ("the echo was not reached ({value})", "эхо недоступно ({value})"),
    CheckOutcome.NOTHING_HEARD: ("no sound comes back", "звук не возвращается"),
    CheckOutcome.HEARD_ONLY: (
        "sound comes from there; whether yours arrives could not be seen",
        "оттуда звук идёт; доходит ли ваш, увидеть не удалось",
    ),
}
# What is wrong with a certificate: telephony.reasons.ReasonCode.
_CERTIFICATES: Final[dict[str, tuple[str, str]]] = {
    "certificate_expired": ("its time is over", "его срок истёк"),
    "certificate_unknown_issuer": ("nobody that this computer trusts has signed it", "его подписал тот, кому этот компьютер не доверяет"),
    "certificate_wrong_name": (
        "it does not name this server, or is for a whole domain (*)",
        "в нём нет имени этого сервера, или он на весь домен (*)",
    ),
}


def check(profile: Profile, about: str, *, as_json: bool) -> int:
    """`about` is an account's address, a server (host[:port]), or "" for the first account; 1 where something stands in the way."""
    plan = _plan(profile, about)
    if plan is None:
        return print_refusal("no_accounts", {}, EXIT_REFUSED, as_json=as_json)
    findings: list[CheckFinding] = []

    def tell(finding: CheckFinding) -> None:
        findings.append(finding)
        if not as_json:
            say(line(finding))

    run_check(plan, lambda _step: None, tell, lambda: False)
    good = all(finding.outcome in GOOD_OUTCOMES for finding in findings)
    if as_json:
        print_json({"ok": good, "findings": findings})
    return EXIT_OK if good else EXIT_REFUSED


def line(finding: CheckFinding) -> str:
    """One finding in the user's language; what a server said is foreign text, on one line."""
    russian = user_language() == "ru"
    known = _CERTIFICATES.get(finding.value)
    value = known[russian] if known else "".join(letter for letter in finding.value if letter.isprintable())[:120]
    return f"{_STEPS[finding.step][russian]}: {_OUTCOMES[finding.outcome][russian].format(value=value)}"


def _plan(profile: Profile, about: str) -> CheckPlan | None:
    store = JsonStore(profile.accounts, StoredAccounts, ACCOUNTS_VERSION, _nobody, ProblemCode.ACCOUNTS_BROKEN, oldest=OLDEST_ACCOUNTS)
    known = [account for account in store.load(()) if not about or about.lower() in (account.account_id, account.address.lower())]
    if known:
        return _plan_of(known[0])
    server = about.rpartition("@")[2]
    server = written(server) if is_ipv6(server) else server
    return CheckPlan(written(split_server(server, 0)[0]), server, ipv6=_IPV6) if server else None


def _plan_of(account: StoredAccount) -> CheckPlan:
    rules = account.connection
    domain = account.address.rpartition("@")[2]
    return CheckPlan(domain, account.proxy or account.registrar, account.transport, rules.security, rules.nat, ipv6=_IPV6)


def _nobody(_code: ProblemCode, _value: str) -> None:
    """A broken file has no accounts to check; the program says so when it starts."""
