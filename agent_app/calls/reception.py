"""What becomes of a call that comes in, by the user's rules: sent on, refused quietly, answered by itself or by the machine, rung for."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from agent_app.accounts.calling import ForwardWhen
from agent_app.contacts.ring_tones import ring_tone_of
from telephony.calls import CallState
from telephony.messages import Answer, CallReplaced, Decline, Ring, SetBusy

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.accounts.calling import AutoAnswer, CallRules
    from agent_app.calls.forwarding import Forwarder
    from agent_app.calls.ground import Ground
    from agent_app.calls.live import LiveCall
    from agent_app.calls.machine import AnsweringMachine
    from agent_app.settings.service import SettingsService
    from telephony.messages import IncomingCall

log = logging.getLogger(__name__)


class Reception(QObject):
    """A call that nobody is to hear of is veiled: it is shown once it is answered, over, or rings after all."""

    def __init__(self, ground: Ground, settings: SettingsService, parent: QObject) -> None:
        super().__init__(parent)
        self._ground = ground
        self._settings = settings
        self._forwarder: Forwarder | None = None
        self._machine: AnsweringMachine | None = None
        self._timers: dict[str, list[QTimer]] = {}  # by call_id: what is to happen to it while it rings
        self._replacing: set[str] = set()  # calls that take the place of another, answered already
        self._engine_is_busy = False
        ground.table.arrived.connect(self._receive)
        ground.table.settling.connect(self._follow)
        ground.engine.received.connect(self._take)
        ground.engine.spawned.connect(self._forget_busy)
        settings.changed.connect(self._tell_busy)
        ground.accounts.changed.connect(self._tell_busy)

    def begin(self, forwarder: Forwarder, machine: AnsweringMachine) -> None:
        self._forwarder = forwarder
        self._machine = machine

    def ring_after_all(self, call_id: str) -> None:
        """What was to become of it did not: it rings, or is refused where nobody is to be disturbed."""
        live = self._ground.table.find(call_id)
        if live is None or live.snapshot.state is not CallState.INCOMING:
            return
        if self._settings.values().do_not_disturb:
            self._turn_away(live)
            return
        was_veiled, live.veiled = live.veiled, False
        self._ring(live, anew=True)
        if was_veiled:
            self._ground.table.tell(live)
            self._wait(live, self._ground.accounts.call_rules(live.snapshot.account_id), asks_answer=False, may_forward=False)

    def _receive(self, live: LiveCall, event: IncomingCall) -> None:
        if event.refused:  # by the engine, as it is told to while nobody is to be disturbed, or because it was not encrypted
            live.veiled = live.unheard = True
            return
        if event.call_id in self._replacing:
            self._replacing.discard(event.call_id)
            return
        rules = self._ground.accounts.call_rules(event.account_id)
        undisturbed = self._settings.values().do_not_disturb
        if self._is_sent_on(live, rules, undisturbed=undisturbed):
            pass
        elif undisturbed:  # it came before the engine knew
            self._turn_away(live)
        else:
            was_veiled, live.veiled = live.veiled, False
            self._ring(live, anew=was_veiled)
            self._wait(live, rules, asks_answer=event.asks_answer, may_forward=True)

    def _is_sent_on(self, live: LiveCall, rules: CallRules, *, undisturbed: bool) -> bool:
        """Before anybody hears of it."""
        when = rules.forwarding.when
        busy = undisturbed or self._is_talking(live)
        if when is not ForwardWhen.ALWAYS and not (when is ForwardWhen.BUSY and busy):
            return False
        live.veiled = True
        self._ground.engine.send(Ring(live.snapshot.call_id, silent=True))
        return self._forwarder is not None and self._forwarder.begin(live, rules.forwarding)

    def _ring(self, live: LiveCall, *, anew: bool) -> None:
        """By the tone of who calls; the engine rings by the usual one of itself, but `anew` where it was told to be silent."""
        tone = ring_tone_of(self._settings.values(), live.snapshot.contact_id)
        if tone is not None or anew:
            self._ground.engine.send(Ring(live.snapshot.call_id, "" if tone is None else str(tone)))

    def _turn_away(self, live: LiveCall) -> None:
        """Busy, to its caller; to us it is one that we missed."""
        live.veiled = live.unheard = True
        self._ground.engine.send(Decline(live.snapshot.call_id, busy=True))

    def _wait(self, live: LiveCall, rules: CallRules, *, asks_answer: bool, may_forward: bool) -> None:
        """It rings: what happens by itself when it has rung for so long."""
        call_id = live.snapshot.call_id
        if self._answers_itself(live, rules.auto_answer, asks_answer=asks_answer):
            self._after(call_id, rules.auto_answer.after_s, lambda: self._answer(call_id))
        if may_forward and rules.forwarding.when is ForwardWhen.NO_ANSWER:
            self._after(call_id, rules.forwarding.after_s, lambda: self._send_on(call_id, rules))
        if rules.machine.on:
            self._after(call_id, rules.machine.after_s, lambda: self._give_to_machine(call_id))

    def _answers_itself(self, live: LiveCall, rule: AutoAnswer, *, asks_answer: bool) -> bool:
        """Whoever asks for it must be on the list; nobody who talks already is cut off for it."""
        if self._is_talking(live):
            return False
        listed = live.snapshot.contact_id is not None and live.snapshot.contact_id in rule.contacts
        if rule.on_request:
            return listed and asks_answer
        return listed or rule.everybody

    def _answer(self, call_id: str) -> None:
        live = self._ground.table.find(call_id)
        if live is not None and not self._is_talking(live):
            log.info("call %s is answered by itself", call_id)
            self._ground.table.note(call_id, announced=True)
            self._ground.engine.send(Answer(call_id, announced=True))

    def _send_on(self, call_id: str, rules: CallRules) -> None:
        live = self._ground.table.find(call_id)
        if live is not None and self._forwarder is not None:
            self._forwarder.begin(live, rules.forwarding)

    def _give_to_machine(self, call_id: str) -> None:
        live = self._ground.table.find(call_id)
        if live is not None and not live.snapshot.forwarded_to and self._machine is not None:
            self._machine.send(call_id)

    def _is_talking(self, but: LiveCall) -> bool:
        """Whether another call is up, or on its way out: one that we are in ourselves."""
        others = (call for call in self._ground.table.snapshots() if call.call_id != but.snapshot.call_id)
        return any(call.state not in {CallState.INCOMING, CallState.ENDING} and not call.by_machine and not call.bridged for call in others)

    def _after(self, call_id: str, seconds: int, action: Callable[[], None]) -> None:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(action)
        timer.start(seconds * 1000)
        self._timers.setdefault(call_id, []).append(timer)

    def _follow(self, live: LiveCall) -> None:
        """It rings no longer."""
        if live.snapshot.state is not CallState.INCOMING:
            for timer in self._timers.pop(live.snapshot.call_id, ()):
                timer.stop()
                timer.deleteLater()

    def _take(self, event: object) -> None:
        if isinstance(event, CallReplaced):
            self._replacing.add(event.new_call_id)

    # --- do not disturb ---------------------------------------------------------------------------------------------------------

    def _tell_busy(self) -> None:
        """Where nothing is sent on, the engine refuses calls itself: nothing rings even for a moment."""
        forwards = any(
            self._ground.accounts.call_rules(each.account_id).forwarding.when in _SENT_ON for each in self._ground.accounts.accounts()
        )
        busy = self._settings.values().do_not_disturb and not forwards
        if busy != self._engine_is_busy and self._ground.engine.send(SetBusy(busy)):
            self._engine_is_busy = busy

    def _forget_busy(self) -> None:
        """A new engine takes calls."""
        self._engine_is_busy = False
        self._tell_busy()


_SENT_ON = frozenset({ForwardWhen.ALWAYS, ForwardWhen.BUSY})
