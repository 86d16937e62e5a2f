"""The Phone panel: at rest a phone, during a call the call; the sliders and the account below both."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from telephony.calls import CallState
from telephony.reasons import ReasonCode
from ui.calls.cards import CallCards
from ui.calls.several import in_conference_with, is_ours
from ui.phone.account import AccountBlock
from ui.phone.dialling import Dialling
from ui.phone.foot import CallFoot, PhoneScroll
from ui.phone.lamps import Lamps
from ui.phone.outcome import Attempt, Outcome
from ui.phone.remedies import Help, Remedy
from ui.phone.volumes import Volumes
from ui.theme import metrics
from ui.widgets.later import insert_before
from ui.wording.amounts import price_line
from ui.wording.people import remote_text

if TYPE_CHECKING:
    from agent_app.services import Services
    from agent_app.snapshots import CallSnapshot
    from telephony.reasons import Reason
    from ui.phone.in_call import InCall
    from ui.phone.reading import Target


class PhonePanel(QWidget):
    """`call_started` tells the window to bring the phone into view; what needs a dialog is the shell's to open."""

    call_started = Signal(str)  # call_id
    top_up_wanted = Signal(str)  # account_id
    tariffs_wanted = Signal(str)  # account_id
    limits_wanted = Signal(str)  # account_id
    accounts_wanted = Signal()
    mini_wanted = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._shown = ""  # the call_id to look at, among several
        self._known: set[str] = set()  # dialled or answered, and not ended
        self.cards = CallCards(services)
        self.dialling = Dialling(services)
        self.volumes = Volumes(services)
        self.lamps = Lamps(services)
        self.account = AccountBlock(services)
        self.outcome = Outcome(services, self.dialling)
        self._content = QWidget()
        self.area = PhoneScroll(self._content)
        self.foot = CallFoot(self.area)
        self._attempt: Attempt | None = None  # while it is being dialled
        self._premium_price = ""
        self._lay_out()
        self.area.resized.connect(self._leave_room)
        self.area.verticalScrollBar().rangeChanged.connect(self._leave_margin)
        self.dialling.call_wanted.connect(self.dial)
        self.cards.looked_at.connect(self.go_to)
        self.cards.joined.connect(self.join)
        self.dialling.speed.mailbox_wanted.connect(self._call_own_mailbox)
        self.lamps.mailbox_wanted.connect(services.calls.voicemail)
        self.outcome.help_wanted.connect(self._help)
        self.account.top_up_wanted.connect(self.top_up_wanted)
        self.account.tariffs_wanted.connect(self.tariffs_wanted)
        self.account.account_chosen.connect(self.dialling.keep_current_account)
        self.dialling.caller_changed.connect(self._show_account)
        services.calls.changed.connect(self._take_change)
        services.calls.refused.connect(self._show_refusal)
        services.calls.transfer_asked.connect(lambda call_id, _: self.call_started.emit(call_id))  # a question is to be seen
        self._show_calls()

    def _lay_out(self) -> None:
        self._inside = layout = QVBoxLayout(self._content)
        layout.setContentsMargins(metrics.LARGE, metrics.LARGE, metrics.LARGE, metrics.LARGE)
        layout.setSpacing(metrics.MEDIUM)
        layout.addWidget(self.cards)
        layout.addWidget(self.dialling)
        layout.addWidget(self.volumes)
        layout.addStretch(1)
        layout.addWidget(self.lamps)
        layout.addWidget(self.account)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.area, 1)
        whole.addWidget(self.foot)

    @cached_property
    def in_call(self) -> InCall:
        """Made for the first call: a start shows none."""
        from ui.phone.in_call import InCall

        in_call = InCall(self._services)
        in_call.hide()
        insert_before(self._inside, in_call, self.volumes)
        self.foot.take(in_call.hang_up)
        QWidget.setTabOrder(self.account.tariffs, in_call.hang_up)
        in_call.commands.dial_wanted.connect(self.dial)
        in_call.commands.mini_wanted.connect(self.mini_wanted)
        in_call.consult.back_wanted.connect(self.go_to)
        in_call.conference.alone_wanted.connect(self.go_to)
        in_call.top_up_wanted.connect(self.top_up_wanted)
        return in_call

    def prepare_call(self) -> None:
        """In a quiet moment, so that the first call does not wait for what shows it."""
        _ = self.in_call

    def _is_in_call(self) -> bool:
        return "in_call" in vars(self) and not self.in_call.isHidden()

    # --- dialling --------------------------------------------------------------------------------------------------------------

    def show_text(self, text: str, name: str = "") -> None:
        """A number, an address, or a text that holds one: shown, and waiting for the user's Call."""
        self.dialling.show_text(text, name)
        if not self._is_in_call():
            self.dialling.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def dial(self, target: Target, account_id: str = "", *, confirmed: bool = False) -> None:
        """With this account, or with the current one."""
        current = self._services.accounts.current()
        account_id = account_id or (current.account_id if current else "")
        from ui.dialogs.questions import ask_emergency

        if not account_id or (target.emergency and not ask_emergency(target.emergency, self)):
            return
        calls = self._services.calls
        self._attempt = Attempt(account_id, target)
        if target.address:
            calls.dial_address(account_id, target.address)
        else:
            calls.dial_number(account_id, target.number, target.extension, confirmed=confirmed or bool(target.emergency))
        self._attempt = None

    def _call_own_mailbox(self) -> None:
        account = self._services.accounts.current()
        if account is not None:
            self._services.calls.voicemail(account.account_id)

    def _show_refusal(self, call_id: str, reason: Reason) -> None:
        attempt = self._attempt
        if self._is_in_call():
            self.in_call.head.say_reason(reason)
        if call_id:
            self.outcome.say_trouble_in_call(reason, self._services.calls.call(call_id))
            return
        price = self.dialling.quote.price_of(attempt.account_id, attempt.target.number) if attempt else None
        self._premium_price = price_line(price) if price is not None and price.rate is not None else ""
        said = remote_text(attempt.target.number or attempt.target.address) if attempt else remote_text(reason.value)
        self.outcome.say_refusal(reason, said or self.dialling.field.text(), attempt)
        if attempt is not None and reason.code is ReasonCode.PREMIUM_UNCONFIRMED:
            QTimer.singleShot(0, self, lambda: self._call_premium(attempt))  # the service has its say to the end first

    def _call_premium(self, attempt: Attempt) -> None:
        """A premium number is called after a question, which names the price where it is known."""
        from ui.dialogs.questions import ask_premium

        if ask_premium(remote_text(attempt.target.number), self._premium_price, self):
            self.dial(attempt.target, attempt.account_id, confirmed=True)

    def _help(self, found: Help, attempt: Attempt) -> None:
        match found.remedy:
            case Remedy.TOP_UP:
                self.top_up_wanted.emit(attempt.account_id)
            case Remedy.OTHER_ACCOUNT:
                assert found.offer is not None
                self.dial(attempt.target, found.offer.account_id)
            case Remedy.LIMITS:
                self.limits_wanted.emit(attempt.account_id)
            case Remedy.CALL_ANYWAY:
                self._call_premium(attempt)
            case Remedy.TARIFFS:
                self.tariffs_wanted.emit(attempt.account_id)
            case Remedy.ACCOUNTS:
                self.accounts_wanted.emit()

    # --- calls -----------------------------------------------------------------------------------------------------------------

    def _own_calls(self) -> list[CallSnapshot]:
        """Those that were dialled or answered by us: what merely rings has a bar of its own, and leaves the phone as it is."""
        calls = self._services.calls.calls()
        return [call for call in calls if call.state not in (CallState.INCOMING, CallState.ENDED) and is_ours(call)]

    def live_call(self) -> CallSnapshot | None:
        """The call that is shown, if any: the one that was chosen, but rather one that talks than one that waits."""
        calls = self._own_calls()
        chosen = next((call for call in calls if call.call_id == self._shown), None)
        if chosen is not None and not chosen.held_here:
            return chosen
        talking = next((call for call in calls if call.state is CallState.ESTABLISHED and not call.held_here), None)
        return talking or chosen or (calls[0] if calls else None)

    def _beside(self, shown: CallSnapshot | None) -> tuple[CallSnapshot, ...]:
        """The others: a card each. A call that rings beside no other has its bar alone."""
        calls = self._services.calls.calls()
        group = {call.call_id for call in in_conference_with(shown, calls)} if shown else set[str]()
        return tuple(
            call
            for call in calls
            if call.state is not CallState.ENDED
            and call.call_id not in group
            and (shown is None or call.call_id != shown.call_id)
            and (shown is not None or not is_ours(call))
        )

    def _take_change(self, call: CallSnapshot) -> None:
        """A call that was just dialled or answered, here or from elsewhere, is the one to look at."""
        own = call.state not in (CallState.INCOMING, CallState.ENDED) and is_ours(call)
        begun = own and call.call_id not in self._known
        if begun:
            self._known.add(call.call_id)
            self._shown = call.call_id
        if call.state is CallState.ENDED and call.call_id in self._known:
            self._known.discard(call.call_id)
            self.outcome.say_end(call)
        self._show_calls()
        if begun:
            self.call_started.emit(call.call_id)

    def _show_calls(self) -> None:
        call = self.live_call()
        beside = self._beside(call)
        self.cards.show_calls(beside, can_join=call is not None and call.state is CallState.ESTABLISHED)
        focus = self.window().focusWidget() or self
        was_in_call = self._is_in_call()
        had_focus = self.dialling.isAncestorOf(focus)
        was_talking = was_in_call and any(part is focus or part.isAncestorOf(focus) for part in (self.in_call, self.foot))
        self.dialling.setVisible(call is None)
        self.foot.setVisible(call is not None)
        self.volumes.set_talking(call is not None and call.state is CallState.ESTABLISHED)
        self._show_account()
        if call is None:
            if was_in_call:
                self.in_call.hide()
                self.in_call.rest()
            self._leave_room()
            if was_talking:
                self.dialling.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.in_call.show()
        self.in_call.show_call(call, beside=len(beside))
        self._leave_room()
        if had_focus:
            self.in_call.setFocus(Qt.FocusReason.MouseFocusReason)

    def _leave_margin(self, _least: int, most: int) -> None:
        """The scroll bar stands in the margin, so that everything stays in line with the foot."""
        bar = self.area.verticalScrollBar().sizeHint().width() if most > 0 else 0
        margins = self._inside.contentsMargins()
        margins.setRight(metrics.LARGE - bar)
        self._inside.setContentsMargins(margins)

    def _leave_room(self) -> None:
        """Many cards scroll beside a call whose controls stay; where there is no room for both, all of it scrolls above the foot."""
        if not self._is_in_call():
            self.cards.set_room(self.area.height())  # all of it shows; asking for viewport() here would cost 10 ms of the start
            return
        margins = self._inside.contentsMargins()
        width = self.area.viewport().width() - margins.left() - margins.right()
        needed = self.in_call.heightForWidth(width) if self.in_call.hasHeightForWidth() else self.in_call.sizeHint().height()
        air = margins.top() + margins.bottom() + self._inside.spacing()
        self.cards.set_room(self.area.viewport().height() - needed - air)

    def _show_account(self) -> None:
        """Whose money it is: of the call, or of the number typed."""
        call = self.live_call()
        caller = self.dialling.caller()
        self.account.show_account(call.account_id if call else (caller.account_id if caller else ""), in_call=call is not None)

    def go_to(self, call_id: str) -> None:
        """Show that call, and talk by it: the others wait."""
        self._shown = call_id
        call = self._services.calls.call(call_id)
        if call is not None and call.state is CallState.ESTABLISHED:
            self._services.calls.focus(call_id)
        self._show_calls()

    def join(self, call_id: str) -> None:
        """One conversation of the call that is shown, its conference, and that one."""
        call = self.live_call()
        if call is None:
            return
        group = in_conference_with(call, self._services.calls.calls()) or (call,)
        self._services.calls.join(*(party.call_id for party in group), call_id)

    def join_all(self) -> None:
        """Everybody who is on the line."""
        up = [call.call_id for call in self._own_calls() if call.state is CallState.ESTABLISHED]
        if len(up) > 1:
            self._services.calls.join(*up)
