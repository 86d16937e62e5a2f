"""Moments of telephony: several calls, transfers, a conference, recordings, the calls that were."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QTimer

from agent_app.chats.waveform import Sound
from agent_app.snapshots import CallDirection, CallItem, MailboxSnapshot, QualitySnapshot, TransferStage
from tariffs.rating.money import Money
from telephony.calls import CallState
from telephony.reasons import Reason, ReasonCode
from telephony.sounding import QualityCause
from tests.ui.fakes import now_us
from tests.ui.scenes import MINUTE, OFFICE, talking

if TYPE_CHECKING:
    from tests.ui.fakes import Fakes
    from ui.shell import Shell

GOOD = QualitySnapshot(431)
OTHERS = ("+73432223344", "vera@sandbox.test", "+4915112345678", "+442079460000", "+78123334455", "+79161112233")


def sounding(fakes: Fakes, call_id: str, *values: int, cause: QualityCause = QualityCause.NONE, value: int = 0) -> None:
    """The call's quality, second by second."""
    for mos in values:
        fakes.calls.happen(call_id, quality=QualitySnapshot(mos, cause, value))


def held(fakes: Fakes, remote: str = "+73432223344", seconds: int = 251, **fields: object) -> str:
    """A call that waits."""
    call_id = fakes.calls.begin(remote)
    up = {"state": CallState.ESTABLISHED, "answered_us": now_us() - seconds * 1_000_000, "codec": "PCMA", "held_here": True}
    fakes.calls.happen(call_id, **{**up, **fields})
    return call_id


def call_secure(shell: Shell, fakes: Fakes) -> None:
    shell.window.open_contact("p1")
    call_id = talking(fakes)
    fakes.calls.happen(call_id, encryption="AES_CM_128_HMAC_SHA1_80", codec="G722", clock_rate=16000)
    sounding(fakes, call_id, *(430 - place % 7 for place in range(50)))


def call_poor(shell: Shell, fakes: Fakes) -> None:
    shell.window.open_contact("p1")
    call_id = talking(fakes)
    drop = [430] * 20 + [430 - 12 * place for place in range(14)] + [270] * 8
    sounding(fakes, call_id, *drop, cause=QualityCause.LOSS_HERE, value=620)


def call_recorded(shell: Shell, fakes: Fakes) -> None:
    shell.window.open_contact("p1")
    call_id = talking(fakes)
    sounding(fakes, call_id, 410, 415, 418)
    fakes.calls.record(call_id, on=True)


def call_held(shell: Shell, fakes: Fakes) -> None:
    shell.window.open_contact("p1")
    fakes.calls.happen(talking(fakes), held_here=True)


def calls_several(shell: Shell, fakes: Fakes) -> None:
    """One talks, one waits, one holds us, one rings."""
    shell.window.open_contact("p1")
    held(fakes)
    held(fakes, "+4915112345678", 84, held_there=True)
    call_id = talking(fakes)
    sounding(fakes, call_id, *(425 - place % 5 for place in range(30)))
    fakes.calls.begin("vera@sandbox.test", CallDirection.INCOMING, remote_name="Vera")


def call_conference(shell: Shell, fakes: Fakes) -> None:
    shell.window.open_contact("p1")
    first, second, third = talking(fakes), held(fakes), held(fakes, "vera@sandbox.test", 40, cost=Money(300_000, "RUB"))
    fakes.calls.join(first, second, third)
    held(fakes, "+4915112345678", 84)
    fakes.calls.set_party(second, muted=True)
    fakes.audio.party_levels.emit(first, 170)
    fakes.audio.party_levels.emit(third, 60)


def call_full(shell: Shell, fakes: Fakes) -> None:
    """As many as there can be: seven others in a conference that is recorded, and one who waits."""
    shell.window.open_contact("p1")
    calls = [talking(fakes), *(held(fakes, remote, 40) for remote in OTHERS)]
    held(fakes, "echo@sandbox.test", 84)
    fakes.calls.join(*calls)
    fakes.calls.set_party(calls[1], muted=True)
    fakes.calls.record(calls[0], on=True)
    for place, call_id in enumerate(calls):
        fakes.audio.party_levels.emit(call_id, 60 + place * 20)


def calls_many(shell: Shell, fakes: Fakes) -> None:
    """One talks, seven wait."""
    shell.window.open_contact("p1")
    for remote in (*OTHERS, "echo@sandbox.test"):
        held(fakes, remote, 40)
    sounding(fakes, talking(fakes), 425)


def call_transfer(shell: Shell, fakes: Fakes) -> None:
    held(fakes, "+4915112345678", 84)
    call_secure(shell, fakes)
    QTimer.singleShot(150, shell.window.phone.in_call.transfer)


def call_consult(shell: Shell, fakes: Fakes) -> None:
    shell.window.open_contact("p1")
    first = talking(fakes)
    fakes.calls.happen(first, held_here=True)
    second = fakes.calls.begin("vera@sandbox.test")
    shell.window.phone.in_call.consult.expect(second, first)
    fakes.calls.happen(second, state=CallState.ESTABLISHED, answered_us=now_us() - 9_000_000, codec="G722", clock_rate=16000)


def call_transfer_failed(shell: Shell, fakes: Fakes) -> None:
    shell.window.open_contact("p1")
    fakes.calls.happen(talking(fakes), transfer=TransferStage.FAILED, transfer_reason=Reason(ReasonCode.BUSY, 486))


def call_asked(shell: Shell, fakes: Fakes) -> None:
    shell.window.open_contact("p2")
    call_id = held(fakes, "vera@sandbox.test", 80, held_here=False)
    fakes.calls.transfer_asked.emit(call_id, OFFICE)


def call_machine(shell: Shell, fakes: Fakes) -> None:
    shell.window.open_contact("p2")
    shell.window.show_number(OFFICE)
    held(fakes, "vera@sandbox.test", 12, held_here=False, by_machine=True)


def call_sound_menu(shell: Shell, fakes: Fakes) -> None:
    call_secure(shell, fakes)
    QTimer.singleShot(150, shell.window.phone.in_call.choose_devices)


def mailbox(shell: Shell, fakes: Fakes) -> None:
    shell.window.open_contact("p1")
    fakes.accounts.mailboxes["a1"] = MailboxSnapshot(waiting=True, new=2, old=1, address="voicemail@sandbox.test")
    fakes.accounts.mailbox_changed.emit("a1")


def many_items(count: int = 40) -> tuple[CallItem, ...]:
    """A long day of calls."""
    now, people = now_us(), (OFFICE, "vera@sandbox.test", "+73432223344", "+4915112345678", "+74951112244")
    made: list[CallItem] = []
    for place in range(count):
        incoming = place % 3 == 0
        item = CallItem(
            f"h{place}",
            "a1",
            people[(place // 3) % len(people)],
            CallDirection.INCOMING if incoming else CallDirection.OUTGOING,
            now - (place * 47 + 3) * MINUTE,
            duration_s=0 if place % 7 == 0 else 40 + place * 13 % 900,
            reason=Reason(ReasonCode.CANCELLED_THERE if place % 7 == 0 else ReasonCode.HUNG_UP_HERE),
            missed=incoming and place % 7 == 0,
            cost=None if incoming else Money(700_000 * (place % 5), "RUB"),
            mos_centi=0 if place % 7 == 0 else 300 + place * 37 % 140,
        )
        made.append(item)
    made[1] = msgspec.structs.replace(made[1], recording="/tmp/talk.wav")
    made[4] = msgspec.structs.replace(made[4], recording="/tmp/mail.wav", is_voice_mail=True, direction=CallDirection.INCOMING)
    return tuple(made)


def history(shell: Shell, fakes: Fakes) -> None:
    """The list of calls, a group open, a recording that plays."""
    fakes.history.items = many_items()
    fakes.history.recent_changed.emit()
    panel = shell.window.people.history
    shell.window.people.tabs.setCurrentIndex(2)
    shell.window.open_remote("+74951112244")
    row = next(row for row, line in enumerate(panel.model.items()) if line.is_group())
    panel.delegate.fold_clicked.emit(panel.model.index(row))
    fakes.voice.sounds["/tmp/talk.wav"] = Sound(83_000, bytes(range(0, 240, 5)))
    panel.player.open("/tmp/talk.wav", "Борис Петров")
    fakes.voice.reach("/tmp/talk.wav", 31_000)


def history_missed(shell: Shell, fakes: Fakes) -> None:
    history(shell, fakes)
    shell.window.people.history.kind.setCurrentIndex(1)


def incoming_menu(shell: Shell, fakes: Fakes) -> None:
    shell.window.open_contact("p2")
    fakes.calls.begin("vera@sandbox.test", CallDirection.INCOMING, remote_name="Vera", diverted_from=OFFICE)
    fakes.calls.begin("+73432223344", CallDirection.INCOMING)


def mini(shell: Shell, fakes: Fakes) -> None:
    call_secure(shell, fakes)
    shell.calls.shrink()


def quiet(shell: Shell, fakes: Fakes) -> None:
    mailbox(shell, fakes)
    fakes.settings.change(do_not_disturb=True)


def shortcuts(shell: Shell, fakes: Fakes) -> None:
    del fakes
    shell.calls.open_shortcuts()
