"""The line at the bottom: ready or why not, and while talking with whom, how long, what it costs; the sound at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from agent_app.snapshots import EngineStatus
from telephony.calls import CallState
from telephony.messages import Registration
from ui.calls.offline import ended_offline, is_back
from ui.calls.quality import codec_name
from ui.calls.several import as_one, in_conference_with, is_ours
from ui.language import tr
from ui.phone.cost import Urgency, time_left, urgency
from ui.theme import metrics
from ui.theme.metrics import Type
from ui.theme.roles import roles_of
from ui.widgets.label import Label
from ui.widgets.painting import fill
from ui.widgets.retranslated import Retranslated
from ui.wording.amounts import age_words, cost_or_free, difference_sentence, money
from ui.wording.calls import card_words, end_sentence, hold_words, sound_words
from ui.wording.people import caller_name, talk_summary
from ui.wording.states import (
    account_role,
    account_state,
    account_trouble,
    audio_is_troubled,
    audio_line,
    call_state,
    engine_trouble,
    retry_sentence,
)
from ui.wording.times import duration, seconds_since, timer

if TYPE_CHECKING:
    from agent_app.money.snapshots import ChargeDifference
    from agent_app.services import Services
    from agent_app.snapshots import AccountSnapshot, CallSnapshot

END_SHOWN_MS = 15_000


class Dot(QWidget):
    """The state at a glance; the words beside it say it too."""

    def __init__(self) -> None:
        super().__init__()
        self._role = "muted"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_role(self, role: str) -> None:
        self._role = role
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(8, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        fill(painter, QRectF(self.rect()), 4, getattr(roles_of(self.palette()), self._role))
        painter.end()


class StatusLine(Retranslated):
    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._ended: CallSnapshot | None = None
        self._offline: CallSnapshot | None = None  # the same, where there was no way to the server
        self._failed: dict[str, AccountSnapshot] = {}  # by account_id: as it failed last, until it is connected
        self._note = ""
        self._problem = ""
        self._narrow = False
        self.dot = Dot()
        self.state = Label(size=Type.SMALL)
        self.clock = Label(size=Type.SMALL, semibold=True, tabular=True)
        self.cost = Label(size=Type.SMALL, tabular=True)
        self.left = Label(size=Type.SMALL, tabular=True)
        self.codec = Label(size=Type.SMALL, role="muted")
        self.balance = Label(size=Type.SMALL, role="muted", tabular=True)
        self.sound = Label(size=Type.SMALL, role="muted", align=Qt.AlignmentFlag.AlignRight)
        self._tick = QTimer(self)
        self._tick.setInterval(500)
        self._tick.timeout.connect(self._show_clock)
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.setInterval(END_SHOWN_MS)
        self._forget.timeout.connect(self._forget_end)
        self._lay_out()
        services.accounts.changed.connect(self._take_account)
        services.accounts.removed.connect(lambda _: self.refresh())
        services.accounts.current_changed.connect(lambda _: self.refresh())
        services.engine.status_changed.connect(lambda _: self.refresh())
        services.audio.state_changed.connect(lambda _: self.refresh())
        services.calls.changed.connect(self._take_change)
        services.settings.changed.connect(lambda _: self.refresh())
        services.money.balance_changed.connect(lambda _: self.refresh())
        services.money.charge_differs.connect(self._take_difference)
        self.retranslate()

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(metrics.LARGE, 0, metrics.LARGE, 0)
        layout.setSpacing(metrics.SMALL)
        layout.addWidget(self.dot)
        layout.addWidget(self.state)
        for label in (self.clock, self.cost, self.left, self.codec, self.balance):
            # Figures are never cut: the words at the left give way.
            whole = label in (self.clock, self.cost, self.left)
            label.setSizePolicy(QSizePolicy.Policy.Fixed if whole else QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
            layout.addSpacing(metrics.TIGHT)
            layout.addWidget(label)
        layout.addStretch(1)
        layout.addWidget(self.sound)
        self.setFixedHeight(28)

    def retranslate(self) -> None:
        self.clock.setAccessibleName(tr("Status", "Time talked"))
        self.refresh()

    def show_problem(self, sentence: str) -> None:
        """A trouble of the program itself, until the next start."""
        self._problem = sentence
        self.refresh()

    def set_narrow(self, narrow: bool) -> None:
        """One column: the devices' names have no room, their absence has."""
        self._narrow = narrow
        self.refresh()

    def _take_change(self, call: CallSnapshot) -> None:
        self._note = ""
        if call.state is CallState.ENDED:
            self._ended = call
            self._offline = call if ended_offline(call, self._services) else None
            self._forget.start()
        else:
            self._ended = None
        self.refresh()

    def _take_account(self, account: AccountSnapshot) -> None:
        if account.registration is Registration.FAILED:
            self._failed[account.account_id] = account
        elif account.registration is not Registration.REGISTERING:
            self._failed.pop(account.account_id, None)
        if self._ended is not None and is_back(account, self._offline):
            self._ended = None
        self.refresh()

    def _take_difference(self, difference: ChargeDifference) -> None:
        """The provider's charge comes a moment after the end."""
        self.show_note(difference_sentence(difference))

    def show_note(self, sentence: str) -> None:
        """What is worth knowing for a while."""
        self._note = sentence
        self._forget.start()
        self.refresh()

    def _forget_end(self) -> None:
        self._ended = None
        self._note = ""
        self.refresh()

    def refresh(self) -> None:
        call = self._call()
        self._show_sound()
        if call is not None and call.state is not CallState.ENDED:
            self._show_call(call)
            return
        self._tick.stop()
        for label in (self.clock, self.cost, self.left, self.codec):
            label.clear()
            label.hide()
        self._show_rest()

    def _call(self) -> CallSnapshot | None:
        """The one that talks; a conference as one, with all that it costs."""
        call = self._services.calls.current()
        parties = in_conference_with(call, self._services.calls.calls()) if call is not None else ()
        return as_one(parties) if parties else call

    def _show_call(self, call: CallSnapshot) -> None:
        who = caller_name(call, self._services.contacts.find_by_remote(call.remote))
        talking = call.state is CallState.ESTABLISHED
        if call.conference:
            who = tr("Calls", "Conference")
        words = tr("Status", "Talking to {who}", who=who) if talking else f"{who}: {call_state(call.state)}"
        if call.conference and talking:
            words = tr("Status", "In a conference")
        held = "" if not talking else hold_words(call) if is_ours(call) else card_words(call)
        self._say(f"{who}: {held}" if held else words, "warning_text" if held else "call_text")
        self.cost.setText(cost_or_free(call.cost) if talking else "")
        sound = sound_words(call.quality.mos_centi) if call.quality and talking else ""
        encrypted = "SRTP" if call.encryption else ""
        self.codec.setText(" · ".join(part for part in (sound, codec_name(call.codec, call.clock_rate), encrypted) if part))
        left = time_left(call) if talking else None
        self.left.setText("" if left is None else tr("Status", "{duration} left", duration=duration(left)))
        self.left.set_role(urgency(left).value)
        self.cost.setVisible(bool(self.cost.text()))
        self.left.setVisible(bool(self.left.text()) and (not self._narrow or urgency(left) is not Urgency.CALM))
        self.balance.hide()
        self.codec.setVisible(bool(self.codec.text()) and not self._narrow)
        self._show_clock()
        self._tick.start()

    def _show_clock(self) -> None:
        call = self._call()
        talking = call is not None and call.state is CallState.ESTABLISHED and call.answered_us > 0
        self.clock.setVisible(talking)
        if call is not None and talking:
            self.clock.setText(timer(seconds_since(call.answered_us)))

    def _show_rest(self) -> None:
        """The worst trouble first, then how the last call ended, then the account."""
        account = self._services.accounts.current()
        self._show_balance(account)
        trouble = engine_trouble(self._services.engine.status()) or self._problem
        if trouble:
            self._say(trouble, "danger_text" if self._services.engine.status() is EngineStatus.FAILED else "warning_text")
        elif self._note:
            self._say(self._note, "warning_text")
        elif self._ended is not None:
            who = caller_name(self._ended, self._services.contacts.find_by_remote(self._ended.remote))
            said = (end_sentence(self._ended, who), talk_summary(self._ended))
            self._say(" · ".join(part for part in said if part), "muted")
        elif account is None:
            self._say(tr("Status", "No account"), "muted")
        elif self._services.settings.values().do_not_disturb and not self._trouble(account):
            self._say(tr("Status", "Do not disturb: callers are told that you are busy"), "warning_text")
        else:
            self._say(self._trouble(account) or account_state(account), account_role(account))

    def _trouble(self, account: AccountSnapshot) -> str:
        """Why it is not connected; while it is tried again, why it was not before."""
        failed = self._failed.get(account.account_id)
        if account.registration is Registration.REGISTERING and failed is not None and failed.address == account.address:
            return retry_sentence(failed)
        return account_trouble(account)

    def _show_balance(self, account: AccountSnapshot | None) -> None:
        state = self._services.money.balance(account.account_id) if account else None
        known = state.balance if state else None
        said = tr("Status", "Balance {amount}", amount=money(known)) if known else ""
        self.balance.setText(" · ".join(part for part in (said, age_words(None, state)) if part) if said else "")
        news = self._narrow and (self._ended is not None or bool(self._note))
        self.balance.setVisible(bool(said) and not news)

    def _say(self, text: str, role: str) -> None:
        self.state.setText(text)
        self.state.set_role(role)
        self.dot.set_role(role)

    def _show_sound(self) -> None:
        audio = self._services.audio.state()
        ready = self._services.engine.status() is EngineStatus.READY
        self.sound.setText(audio_line(audio) if ready else "")
        self.sound.set_role("warning_text" if audio_is_troubled(audio) else "muted")
        self.sound.setVisible(bool(self.sound.text()) and (not self._narrow or audio_is_troubled(audio)))

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        roles = roles_of(self.palette())
        painter.fillRect(self.rect(), roles.surface)
        painter.fillRect(QRectF(0, 0, self.width(), 1), roles.outline)
        painter.end()
