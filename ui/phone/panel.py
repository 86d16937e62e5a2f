"""The Phone panel: at rest a phone, during a call the call; the sliders and the account below both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from telephony.calls import CallState
from telephony.reasons import ReasonCode
from ui.dialogs.questions import ask_emergency
from ui.phone.account import AccountBlock
from ui.phone.dialling import Dialling
from ui.phone.in_call import InCall
from ui.phone.volumes import Volumes
from ui.theme import metrics
from ui.wording.people import caller_name, remote_text
from ui.wording.reasons import call_reason

if TYPE_CHECKING:
    from agent_app.services import Services
    from agent_app.snapshots import CallSnapshot
    from telephony.reasons import Reason
    from ui.phone.reading import Target

_GOOD_ENDS = (ReasonCode.HUNG_UP_HERE, ReasonCode.HUNG_UP_THERE, ReasonCode.CANCELLED_HERE, ReasonCode.DECLINED_HERE)


class PhonePanel(QScrollArea):
    """`call_started` tells the window to bring the phone into view."""

    call_started = Signal(str)  # call_id

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._shown = ""  # the call_id to look at, among several
        self._known: set[str] = set()  # dialled or answered, and not ended
        self.dialling = Dialling(services)
        self.in_call = InCall(services)
        self.volumes = Volumes(services)
        self.account = AccountBlock(services)
        self._lay_out()
        self.dialling.call_wanted.connect(self.dial)
        self.in_call.other_wanted.connect(self._look_at)
        services.calls.changed.connect(self._take_change)
        services.calls.refused.connect(self._show_refusal)
        self._show_calls()

    def _lay_out(self) -> None:
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(metrics.LARGE, metrics.LARGE, metrics.LARGE, metrics.LARGE)
        layout.setSpacing(metrics.MEDIUM)
        layout.addWidget(self.dialling)
        layout.addWidget(self.in_call)
        layout.addWidget(self.volumes)
        layout.addStretch(1)
        layout.addWidget(self.account)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    # --- dialling --------------------------------------------------------------------------------------------------------------

    def show_text(self, text: str, name: str = "") -> None:
        """A number, an address, or a text that holds one: shown, and waiting for the user's Call."""
        self.dialling.show_text(text, name)
        if self.in_call.isHidden():
            self.dialling.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def dial(self, target: Target) -> None:
        account = self._services.accounts.current()
        if account is None:
            return
        if target.emergency and not ask_emergency(target.emergency, self):
            return
        calls = self._services.calls
        if target.address:
            calls.dial_address(account.account_id, target.address)
        else:
            calls.dial_number(account.account_id, target.number, target.extension, confirmed=bool(target.emergency))

    # --- calls -----------------------------------------------------------------------------------------------------------------

    def _own_calls(self) -> list[CallSnapshot]:
        """Those that were dialled or answered: what merely rings has a bar of its own, and leaves the phone as it is."""
        return [call for call in self._services.calls.calls() if call.state not in (CallState.INCOMING, CallState.ENDED)]

    def live_call(self) -> CallSnapshot | None:
        """The call that is shown, if any: the one that was chosen, else the first."""
        calls = self._own_calls()
        return next((call for call in calls if call.call_id == self._shown), calls[0] if calls else None)

    def _take_change(self, call: CallSnapshot) -> None:
        """A call that was just dialled or answered, here or from elsewhere, is the one to look at."""
        begun = call.state not in (CallState.INCOMING, CallState.ENDED) and call.call_id not in self._known
        if begun:
            self._known.add(call.call_id)
            self._shown = call.call_id
        if call.state is CallState.ENDED and call.call_id in self._known:
            self._known.discard(call.call_id)
            self._say_end(call)
        self._show_calls()
        if begun:
            self.call_started.emit(call.call_id)

    def _show_calls(self) -> None:
        call = self.live_call()
        had_focus = self.dialling.isAncestorOf(self.window().focusWidget() or self)
        self.dialling.setVisible(call is None)
        self.in_call.setVisible(call is not None)
        self.volumes.set_talking(call is not None and call.state is CallState.ESTABLISHED)
        if call is None:
            self.in_call.rest()
            return
        self.in_call.show_call(call)
        self.in_call.show_other(next((other for other in self._own_calls() if other.call_id != call.call_id), None))
        if had_focus:
            self.in_call.setFocus(Qt.FocusReason.MouseFocusReason)

    def _look_at(self, call_id: str) -> None:
        self._shown = call_id
        self._show_calls()

    def _say_end(self, call: CallSnapshot) -> None:
        who = caller_name(call, self._services.contacts.find_by_remote(call.remote))
        good = call.reason is None or call.reason.code in _GOOD_ENDS
        self.dialling.show_outcome(call_reason(call.reason, who), "muted" if good else "danger_text")

    def _show_refusal(self, call_id: str, reason: Reason) -> None:
        call = self._services.calls.call(call_id) if call_id else None
        who = caller_name(call, None) if call else (remote_text(reason.value) or self.dialling.field.text())
        self.dialling.show_outcome(call_reason(reason, who), "danger_text")
