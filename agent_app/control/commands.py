"""What each request of the command line does to the running program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, assert_never

from agent_app.calls.addresses import remote_of_uri
from agent_app.control.call_commands import CallCommands
from agent_app.control.protocol import (
    AccountAdd,
    AccountList,
    AccountRemove,
    AnswerCall,
    AnyRequest,
    DialNow,
    DoNotDisturb,
    Dtmf,
    HangUpCall,
    HoldCall,
    JoinCalls,
    MessageSend,
    MessageState,
    MuteCall,
    PriceOf,
    Quit,
    RecordCall,
    Reply,
    Show,
    SmsSend,
    SmsState,
    Status,
    SwapCalls,
    TransferCall,
)
from agent_app.control.status import accounts_status, message_status, offer_status, sms_status, whole_status
from agent_app.snapshots import AccountSnapshot, SignInForm

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.services import Services
    from telephony.numbers import Interpretation
    from telephony.reasons import Reason


class Commands:
    """`show` brings the window up with a text, `leave` ends the program (after the reply is out)."""

    def __init__(self, services: Services, show: Callable[[str], None], leave: Callable[[], None]) -> None:
        self._services = services
        self._show = show
        self._leave = leave
        self._refusal: Reason | None = None
        self._in_calls = CallCommands(services.calls, lambda: None if self._refusal is None else self._refused())
        services.calls.refused.connect(self._note_refusal)
        services.accounts.sign_in_refused.connect(self._note_sign_in_refusal)

    def obey(self, request: AnyRequest) -> Reply:
        self._refusal = None
        match request:
            case Show() | Status() | Quit() | DoNotDisturb():
                reply = self._whole(request)
            case DialNow():
                reply = self._dial(request)
            case AnswerCall() | HangUpCall() | Dtmf() | HoldCall() | MuteCall() | TransferCall() | RecordCall() | SwapCalls() | JoinCalls():
                reply = self._in_calls.obey(request)
            case PriceOf():
                reply = self._price(request)
            case SmsSend() | SmsState():
                reply = self._sms(request)
            case MessageSend() | MessageState():
                reply = self._message(request)
            case AccountAdd() | AccountRemove() | AccountList():
                reply = self._accounts(request)
            case _:
                assert_never(request)
        return reply

    def _whole(self, request: Show | Status | Quit | DoNotDisturb) -> Reply:
        """About the program itself."""
        match request:
            case Show():
                self._show(request.text)
            case Status():
                return Reply(result=whole_status(self._services))
            case Quit():
                self._leave()
            case DoNotDisturb():
                self._services.settings.change(do_not_disturb=request.on)
                return Reply(result={"do_not_disturb": request.on})
        return Reply()

    def _dial(self, request: DialNow) -> Reply:
        account = self._account(request.account)
        if account is None:
            return Reply("unknown_account", {"value": request.account})
        text = self._services.accounts.rewrite(account.account_id, request.text)[0]
        return self._dial_meaning(account, _meaning(account, text))

    def _dial_meaning(self, account: AccountSnapshot, meaning: Interpretation) -> Reply:
        from telephony.numbers import Address, Callable, Internal

        calls = self._services.calls
        match meaning:
            case Callable():
                call_id = calls.dial_number(account.account_id, meaning.number.e164, meaning.number.extension)
            case Internal():
                call_id = calls.dial_number(account.account_id, meaning.number, meaning.extension)
            case Address():
                call_id = calls.dial_address(account.account_id, meaning.uri)
            case _:
                return _no_number(meaning)
        return Reply(result={"call_id": call_id}) if call_id else self._refused()

    def _price(self, request: PriceOf) -> Reply:
        account = self._account("")
        if account is None:
            return Reply("no_accounts")
        number = _full_number(account, request.text)
        if isinstance(number, Reply):
            return number
        money = self._services.money
        money.request_offers(number)
        asked = [each.account_id for each in self._services.accounts.accounts() if money.has_provider(each.account_id)]
        pending = not all(money.is_known(account_id, number) for account_id in asked)
        offers = [offer_status(offer) for offer in money.offers(number)]
        return Reply(result={"number": number, "pending": pending, "offers": offers})

    def _sms(self, request: SmsSend | SmsState) -> Reply:
        sms = self._services.sms
        if isinstance(request, SmsState):
            item = sms.item(request.item_id)
            return Reply("unknown_sms", {"value": request.item_id}) if item is None else Reply(result=sms_status(item))
        account = self._account(request.account)
        if account is None:
            return Reply("unknown_account", {"value": request.account})
        number = _full_number(account, request.number)
        if isinstance(number, Reply):
            return number
        return self._sms(SmsState(sms.send(account.account_id, number, request.text)))

    def _message(self, request: MessageSend | MessageState) -> Reply:
        chats = self._services.chats
        if isinstance(request, MessageState):
            item = chats.item(request.item_id)
            return Reply("unknown_message", {"value": request.item_id}) if item is None else Reply(result=message_status(item))
        remote = remote_of_uri(request.address)
        if "@" not in remote:
            return Reply("bad_address", {"value": request.address})
        account = self._account(request.account or chats.account_for(remote))
        if account is None:
            return Reply("unknown_account", {"value": request.account})
        return self._message(MessageState(chats.send_text(account.account_id, remote, request.text)))

    def _accounts(self, request: AccountAdd | AccountRemove | AccountList) -> Reply:
        accounts = self._services.accounts
        match request:
            case AccountList():
                return Reply(result={"accounts": accounts_status(self._services)})
            case AccountAdd():
                account_id = accounts.sign_in(SignInForm(**_fields(request)))
                return Reply(result={"account_id": account_id}) if account_id else self._refused()
            case AccountRemove():
                account = self._account(request.account) if request.account else None
                if account is None:
                    return Reply("unknown_account", {"value": request.account})
                accounts.remove(account.account_id)
                return Reply(result={"account_id": account.account_id})

    def _account(self, which: str) -> AccountSnapshot | None:
        if not which:
            return self._services.accounts.current()
        accounts = self._services.accounts.accounts()
        return next((account for account in accounts if which.lower() in {account.account_id, account.address.lower()}), None)

    def _note_refusal(self, _call_id: str, reason: Reason) -> None:
        self._refusal = reason

    def _note_sign_in_refusal(self, reason: Reason) -> None:
        self._refusal = reason

    def _refused(self) -> Reply:
        reason = self._refusal
        assert reason is not None, "a refusal comes with its reason"
        return Reply(reason.code, {"value": reason.value})


def _meaning(account: AccountSnapshot, text: str) -> Interpretation:
    from telephony.numbers import NumberPlan, PlanKind, interpret

    return interpret(text, NumberPlan(account.region, account.area_code, PlanKind(account.kind.value)))


def _full_number(account: AccountSnapshot, text: str) -> str | Reply:
    """The full number that `text` means on this account, or why it means none."""
    from telephony.numbers import Callable

    meaning = _meaning(account, text)
    return meaning.number.e164 if isinstance(meaning, Callable) else _no_number(meaning)


def _no_number(meaning: Interpretation) -> Reply:
    from telephony.numbers import Address, Callable, Emergency, Internal, Refusal, Several, Suggestion

    match meaning:
        case Suggestion():
            return Reply("suggestion", {"number": meaning.number.e164, "corrections": list(meaning.corrections)})
        case Several():
            return Reply("several", {"numbers": [choice.e164 for choice in meaning.choices]})
        case Emergency():
            return Reply("emergency_unconfirmed", {"value": meaning.number})
        case Refusal():
            return Reply(meaning.code, dict(meaning.params))
        case Address() | Internal() | Callable():
            return Reply("bad_address", {"value": meaning.uri if isinstance(meaning, Address) else str(meaning.number)})


def _fields(request: AccountAdd) -> dict[str, Any]:
    return {name: getattr(request, name) for name in request.__struct_fields__ if name in SignInForm.__struct_fields__}
