"""The whole program's calls through a real provider with other engines as the far sides: what the user's rules do, both sides asserted."""

from __future__ import annotations

import os
import time
import uuid
import wave
from random import Random
from typing import TYPE_CHECKING, TypeVar

import keyring
import pytest
from PySide6.QtCore import QCoreApplication

from agent_app.accounts.calling import AutoAnswer, CallRules, Forwarding, ForwardWay, ForwardWhen, Machine
from agent_app.assembly import Assembly
from agent_app.engine_client import EngineOptions
from agent_app.history.snapshots import CallFilter, CallKind
from agent_app.profile import Profile
from agent_app.snapshots import CallItem, CallSnapshot, SignInForm, TransferStage
from telephony.calls import CallState
from telephony.messages import (
    Answer,
    AnswerTransfer,
    AnyEvent,
    CallChanged,
    CallMedia,
    CallStats,
    CommandRefused,
    HangUp,
    IncomingCall,
    Registration,
    Transfer,
    TransferAsked,
)
from telephony.reasons import ReasonCode
from telephony.secret import Secret
from tests.peers.kamailio import DOMAIN, Kamailio, password_of
from tests.unit.agent_app.drawer import Drawer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.interop.conftest import Agent, StartAgent

if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # pytest-qt makes one QApplication for all tests

VERA, BORIS = f"vera@{DOMAIN}", f"boris@{DOMAIN}"
E = TypeVar("E", bound=AnyEvent)


class Program:
    """All of the program but its window, as Anna, and what it has shown of her calls."""

    def __init__(self, profile: Profile, provider: Kamailio, bot: QtBot) -> None:
        self._bot = bot
        self._assembly = Assembly(profile, EngineOptions(use_devices=False, local_address="127.0.0.1"))
        self.services = self._assembly.services
        self.calls = self.services.calls
        self.shown: list[CallSnapshot] = []
        self.asked: list[tuple[str, str]] = []
        self.calls.changed.connect(self.shown.append)
        self.calls.transfer_asked.connect(self._ask)
        self._assembly.start()
        self._assembly.load()
        form = SignInForm(f"anna@{DOMAIN}", Secret(password_of("anna")), proxy=provider.proxy)
        self.account_id = self.services.accounts.sign_in(form)
        self.wait(lambda: self._registration() is Registration.REGISTERED)

    def _ask(self, call_id: str, target: str) -> None:
        self.asked.append((call_id, target))

    def _registration(self) -> Registration:
        account = self.services.accounts.account(self.account_id)
        return Registration.OFF if account is None else account.registration

    def set_rules(self, rules: CallRules) -> None:
        self.services.accounts.set_call_rules(self.account_id, rules)

    def settled(self) -> None:
        """Until the engine has obeyed all that it was told: a call from elsewhere may overtake what was only sent."""
        nobody, refused = str(uuid.uuid4()), list[str]()

        def note(event: object) -> None:
            if isinstance(event, CommandRefused):
                refused.append(event.subject)

        self.services.engine.received.connect(note)
        self.services.engine.send(HangUp(nobody))
        self.wait(lambda: nobody in refused)
        self.services.engine.received.disconnect(note)

    def leave(self) -> None:
        left: list[bool] = []
        self._assembly.left.connect(lambda: left.append(True))
        self._assembly.leave()
        self.wait(lambda: bool(left))
        self._assembly.deleteLater()

    def wait(self, condition: Callable[[], bool]) -> None:
        self._bot.waitUntil(condition, timeout=30_000)

    def wait_at_rest(self, condition: Callable[[], bool]) -> None:
        """Until it has held for a moment: what crossed comes to rest, and may look like that on its way."""
        since = time.monotonic()

        def at_rest() -> bool:
            nonlocal since
            if not condition():
                since = time.monotonic()
            return time.monotonic() - since > 0.5

        self.wait(at_rest)

    def pass_time(self, milliseconds: int) -> None:
        self._bot.wait(milliseconds)

    def last(self, remote: str) -> CallSnapshot:
        """The newest call with that far side, as it was last shown."""
        return next(call for call in reversed(self.shown) if call.remote == remote)

    def is_in(self, remote: str, state: CallState) -> bool:
        return any(call.remote == remote and call.state is state for call in self.calls.calls())

    def wait_state(self, remote: str, state: CallState) -> CallSnapshot:
        self.wait(lambda: any(call.remote == remote for call in self.shown) and self.last(remote).state is state)
        return self.last(remote)

    def wait_peer(self, peer: Agent, kind: type[E], accept: Callable[[E], bool] = lambda _: True) -> E:
        """What the peer's engine has said; this program goes on meanwhile."""
        self.wait(lambda: any(accept(event) for event in peer.engine.of(kind)))
        return next(event for event in peer.engine.of(kind) if accept(event))

    def wait_peer_state(self, peer: Agent, call_id: str, state: CallState) -> CallChanged:
        return self.wait_peer(peer, CallChanged, lambda event: (event.call_id, event.state) == (call_id, state))

    def talk_to(self, peer: Agent, address: str) -> str:
        """Dialled, and answered there; the call_id here."""
        before = len(peer.engine.of(IncomingCall))
        call_id = self.calls.dial_address(self.account_id, address)
        self.wait(lambda: len(peer.engine.of(IncomingCall)) > before)
        peer.engine.send(Answer(peer.engine.of(IncomingCall)[-1].call_id))
        self.wait_state(address, CallState.ESTABLISHED)
        return call_id

    def history(self) -> list[CallItem]:
        """The newest first, as the database has them."""
        return self.found(CallFilter())

    def found(self, which: CallFilter) -> list[CallItem]:
        answers: dict[int, tuple[CallItem, ...]] = {}

        def take(request: int, items: tuple[CallItem, ...]) -> None:
            answers[request] = items

        self.services.history.found.connect(take)
        request = self.services.history.find(which)
        self.wait(lambda: request in answers)
        self.services.history.found.disconnect(take)
        return list(answers[request])


@pytest.fixture
def anna(kamailio: Kamailio, tmp_path: Path, qtbot: QtBot) -> Iterator[Program]:
    before = keyring.get_keyring()
    keyring.set_keyring(Drawer())
    kamailio.forget("anna")
    profile = Profile.at(tmp_path / "anna")
    profile.create()
    program = Program(profile, kamailio, qtbot)
    yield program
    program.leave()
    QCoreApplication.processEvents()
    keyring.set_keyring(before)


def test_who_waits_who_talks_and_who_is_in_the_conference(anna: Program, agent: StartAgent) -> None:
    vera, boris = agent("vera"), agent("boris")
    first = anna.talk_to(vera, VERA)
    second = anna.talk_to(boris, BORIS)
    anna.wait_peer(vera, CallMedia, lambda event: event.held_there)
    anna.wait(lambda: anna.last(VERA).held_here)
    anna.calls.swap()
    anna.wait_peer(boris, CallMedia, lambda event: event.held_there)
    anna.wait(lambda: anna.last(BORIS).held_here and not anna.last(VERA).held_here)
    anna.calls.join(first, second)
    anna.wait(lambda: all(call.conference and not call.held_here for call in anna.calls.calls()))
    anna.calls.hang_up(first)
    anna.wait_state(VERA, CallState.ENDED)
    anna.wait(lambda: anna.last(BORIS).conference == "")
    assert anna.is_in(BORIS, CallState.ESTABLISHED)


def test_whatever_is_done_in_a_hurry_the_call_that_was_focused_last_talks(anna: Program, agent: StartAgent) -> None:
    vera, boris = agent("vera"), agent("boris")
    lines = {VERA: (anna.talk_to(vera, VERA), vera), BORIS: (anna.talk_to(boris, BORIS), boris)}
    first, second = (call_id for call_id, _ in lines.values())
    chance = Random(20261122)
    acts: tuple[Callable[[], None], ...] = (
        anna.calls.swap,
        lambda: anna.calls.focus(first),
        lambda: anna.calls.hold(second, held=True),
        lambda: anna.calls.join(first, second),
        lambda: anna.calls.split(second),
        anna.calls.end_conference,
    )
    for remote in (VERA, BORIS, VERA):
        for _ in range(12):
            chance.choice(acts)()
            anna.pass_time(chance.choice((0, 0, 5, 40, 150)))
        anna.calls.end_conference()
        anna.calls.focus(lines[remote][0])
        anna.settled()
        anna.wait_at_rest(lambda remote=remote: all(rests(anna, each, peer, waits=each != remote) for each, (_, peer) in lines.items()))
        current = anna.calls.current()
        assert current is not None
        assert current.remote == remote


def rests(anna: Program, remote: str, peer: Agent, *, waits: bool) -> bool:
    """Both sides of that call say that it waits, or that it goes on."""
    here = anna.last(remote)
    return (here.held_here, peer.engine.of(CallMedia)[-1].held_there, here.conference) == (waits, waits, "")


def test_a_call_is_transferred_and_remembered_so(anna: Program, agent: StartAgent) -> None:
    vera, boris = agent("vera"), agent("boris")
    call_id = anna.talk_to(vera, VERA)
    assert anna.calls.transfer(call_id, BORIS)
    asked = anna.wait_peer(vera, TransferAsked)
    vera.engine.send(AnswerTransfer(asked.call_id, accepted=True, new_call_id="to-boris"))
    incoming = anna.wait_peer(boris, IncomingCall)
    boris.engine.send(Answer(incoming.call_id))
    anna.wait_peer_state(vera, "to-boris", CallState.ESTABLISHED)
    call = anna.wait_state(VERA, CallState.ENDED)
    assert (call.transfer, call.forwarded_to) == (TransferStage.DONE, BORIS)
    assert anna.history()[0].forwarded_to == BORIS


def test_a_transfer_that_finds_nobody_leaves_us_talking(anna: Program, agent: StartAgent) -> None:
    vera = agent("vera")
    call_id = anna.talk_to(vera, VERA)
    assert anna.calls.transfer(call_id, f"nobody@{DOMAIN}")
    asked = anna.wait_peer(vera, TransferAsked)
    vera.engine.send(AnswerTransfer(asked.call_id, accepted=True, new_call_id="to-nobody"))
    anna.wait(lambda: anna.last(VERA).transfer is TransferStage.FAILED)
    assert anna.is_in(VERA, CallState.ESTABLISHED)
    reason = anna.last(VERA).transfer_reason
    assert reason is not None


def test_the_far_sides_wish_is_asked_before_anybody_is_called(anna: Program, agent: StartAgent) -> None:
    vera, boris = agent("vera"), agent("boris")
    anna.talk_to(vera, VERA)
    theirs = vera.engine.of(IncomingCall)[-1].call_id
    anna.wait_peer_state(vera, theirs, CallState.ESTABLISHED)  # it knows of the answer's end a moment after us
    vera.engine.send(Transfer(theirs, f"sip:{BORIS}"))
    anna.wait(lambda: [target for _, target in anna.asked] == [BORIS])
    assert boris.engine.of(IncomingCall) == []
    anna.calls.answer_transfer(anna.asked[0][0], accepted=True)
    boris.engine.send(Answer(anna.wait_peer(boris, IncomingCall).call_id))
    anna.wait_state(BORIS, CallState.ESTABLISHED)
    anna.wait_state(VERA, CallState.ENDED)


def test_a_caller_is_bridged_to_whom_the_user_wrote_down_and_both_hear_each_other(anna: Program, agent: StartAgent) -> None:
    vera, boris = agent("vera"), agent("boris")
    anna.set_rules(CallRules(Forwarding(ForwardWhen.ALWAYS, BORIS, ForwardWay.BRIDGE)))
    theirs = vera.dial("anna")
    boris.engine.send(Answer(anna.wait_peer(boris, IncomingCall).call_id))
    anna.wait_peer_state(vera, theirs, CallState.ESTABLISHED)
    for peer in (vera, boris):
        anna.wait_peer(peer, CallStats, lambda event: min(event.sent_packets, event.received_packets) > 50)
    anna.wait(lambda: anna.last(VERA).bridged and anna.last(BORIS).bridged)
    vera.engine.send(HangUp(theirs))
    anna.wait_peer(boris, CallChanged, lambda event: event.state is CallState.ENDED)
    anna.wait_state(BORIS, CallState.ENDED)
    incoming = anna.wait_state(VERA, CallState.ENDED)
    assert (incoming.forwarded_to, incoming.missed) == (BORIS, False)
    assert sorted((item.remote, item.forwarded_to) for item in anna.history()) == [(BORIS, ""), (VERA, BORIS)]


def test_a_caller_is_told_where_else_to_call(anna: Program, agent: StartAgent) -> None:
    vera = agent("vera")
    anna.set_rules(CallRules(Forwarding(ForwardWhen.ALWAYS, BORIS, ForwardWay.REDIRECT)))
    anna.wait_peer_state(vera, vera.dial("anna"), CallState.ENDED)
    call = anna.wait_state(VERA, CallState.ENDED)
    assert (call.forwarded_to, call.missed) == (BORIS, False)


def test_the_answering_machine_keeps_what_the_caller_says(anna: Program, agent: StartAgent) -> None:
    vera = agent("vera")
    anna.set_rules(CallRules(machine=Machine(on=True, after_s=0)))
    theirs = vera.dial("anna")
    anna.wait_peer_state(vera, theirs, CallState.ESTABLISHED)
    anna.wait(lambda: anna.last(VERA).recording)
    spoken = max((event.sent_packets for event in vera.engine.of(CallStats)), default=0)
    anna.wait_peer(vera, CallStats, lambda event: event.sent_packets > spoken + 50)
    vera.engine.send(HangUp(theirs))
    call = anna.wait_state(VERA, CallState.ENDED)
    assert (call.by_machine, call.missed) == (True, True)
    [item] = anna.found(CallFilter(CallKind.VOICE_MAIL))
    assert (item.remote, item.recording, item.seen) == (VERA, call.recording_path, False)
    with wave.open(item.recording) as file:
        assert file.getnframes() > 0


def test_a_call_that_is_answered_by_itself_is_recorded_in_two_channels_where_the_account_wants_both(
    anna: Program, agent: StartAgent
) -> None:
    vera = agent("vera")
    anna.set_rules(CallRules(auto_answer=AutoAnswer(everybody=True), record=True))
    theirs = vera.dial("anna")
    anna.wait_peer_state(vera, theirs, CallState.ESTABLISHED)
    anna.wait(lambda: anna.last(VERA).recording)
    anna.wait_peer(vera, CallStats, lambda event: event.received_packets > 50)
    vera.engine.send(HangUp(theirs))
    call = anna.wait_state(VERA, CallState.ENDED)
    assert call.announced
    [item] = anna.history()
    with wave.open(item.recording) as file:
        assert (file.getnchannels(), file.getnframes() > file.getframerate() // 2) == (2, True)


def test_who_calls_while_nobody_is_to_be_disturbed_hears_busy_and_is_in_the_list(anna: Program, agent: StartAgent) -> None:
    vera = agent("vera")
    anna.services.settings.change(do_not_disturb=True)  # the call may be quicker than what the engine is told
    theirs = vera.dial("anna")
    ended = anna.wait_peer_state(vera, theirs, CallState.ENDED)
    assert ended.reason is not None
    assert ended.reason.code is ReasonCode.BUSY
    assert anna.wait_state(VERA, CallState.ENDED).missed
    assert [call.state for call in anna.shown] == [CallState.ENDED]
    anna.services.settings.change(do_not_disturb=False)
    anna.settled()
    again = vera.dial("anna")
    anna.wait_state(VERA, CallState.INCOMING)
    vera.engine.send(HangUp(again))
    anna.wait_state(VERA, CallState.ENDED)
