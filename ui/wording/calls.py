"""What a call that stands is doing, in words: held, transferred, recorded; how good it sounds, and what spoils it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from agent_app.snapshots import TransferStage
from telephony.calls import CallState
from telephony.sounding import QualityCause
from ui.language import tr
from ui.wording.reasons import call_reason
from ui.wording.states import call_state
from ui.wording.times import seconds_since, timer

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.snapshots import CallSnapshot, QualitySnapshot

_C = "Calls"
# The E-model's estimate in hundredths from which a call is called so (ITU-T G.107, table B.1, on our scale's words).
GOOD: Final = 380
FAIR: Final = 340
POOR: Final = 290
_EXCELLENT: Final = 420


def mos_word(mos_centi: int) -> str:
    """ "excellent", "good" …; "" where nothing is known."""
    if mos_centi <= 0:
        return ""
    if mos_centi >= _EXCELLENT:
        return tr(_C, "excellent")
    if mos_centi >= GOOD:
        return tr(_C, "good")
    if mos_centi >= FAIR:
        return tr(_C, "fair")
    return tr(_C, "poor") if mos_centi >= POOR else tr(_C, "bad")


def mos_role(mos_centi: int) -> str:
    """The role of the colour that goes with the word."""
    if mos_centi >= GOOD:
        return "call_text"
    return "warning_text" if mos_centi >= FAIR else "danger_text"


def sound_words(mos_centi: int) -> str:
    """ "good sound", for where the word stands alone."""
    word = mos_word(mos_centi)
    return tr(_C, "{word} sound", word=word) if word else ""


_CAUSES: Final[dict[QualityCause, Callable[[int], str]]] = {
    QualityCause.LOSS_HERE: lambda value: tr(_C, "Your network loses {percent} % of the sound", percent=_percent(value)),
    QualityCause.LOSS_THERE: lambda value: tr(_C, "The other side's network loses {percent} % of your sound", percent=_percent(value)),
    QualityCause.JITTER: lambda value: tr(_C, "The sound arrives unevenly, up to {ms} ms late", ms=value),
    QualityCause.DELAY: lambda value: tr(_C, "The sound is {ms} ms on its way: let each other finish", ms=value),
    QualityCause.CODEC: lambda _: tr(_C, "Telephone sound: the other side offers nothing better"),
    QualityCause.PROCESSOR: lambda _: tr(_C, "Your computer is too busy for even sound"),
    QualityCause.NO_SOUND_FROM_THERE: lambda _: tr(_C, "No sound arrives from the other side"),
}
_ALWAYS_TOLD: Final = (QualityCause.NO_SOUND_FROM_THERE, QualityCause.PROCESSOR)


def _percent(hundredths: int) -> str:
    return str((hundredths + 50) // 100) if hundredths >= 100 else "1"


def cause_sentence(quality: QualitySnapshot) -> str:
    """What spoils the call most, whether one hears it or not; "" where nothing does."""
    sentence = _CAUSES.get(quality.cause)
    return sentence(quality.value) if sentence else ""


def trouble_sentence(quality: QualitySnapshot | None) -> str:
    """The cause where it is worth a line of the panel: the sound is not good, or missing."""
    if quality is None or (quality.mos_centi >= GOOD and quality.cause not in _ALWAYS_TOLD):
        return ""
    return "" if quality.cause is QualityCause.CODEC else cause_sentence(quality)


def hold_words(call: CallSnapshot) -> str:
    """Who holds whom; "" where nobody does."""
    if call.held_here and call.held_there:
        return tr(_C, "both hold")
    if call.held_here:
        return tr(_C, "on hold")
    return tr(_C, "the other side holds you") if call.held_there else ""


def card_words(call: CallSnapshot) -> str:
    """What a call beside the one that is shown does: "On hold", "Ringing…"."""
    if call.state is CallState.INCOMING:
        return tr(_C, "Calls you now")
    if call.state is not CallState.ESTABLISHED:
        return call_state(call.state)
    if call.by_machine:
        return tr(_C, "Leaves a message")
    held = tr(_C, "forwarded") if call.bridged else hold_words(call)
    return f"{held[:1].upper()}{held[1:]}" if held else call_state(call.state)


def card_state(call: CallSnapshot) -> str:
    """The same with the time that it has lasted: "On hold · 2:13"."""
    if call.state is not CallState.ESTABLISHED:
        return card_words(call)
    time = timer(seconds_since(call.answered_us, call.ended_us))
    return f"{card_words(call)} · {time.removeprefix('00:').removeprefix('0')}"


_STAGES: Final[dict[TransferStage, Callable[[str], str]]] = {
    TransferStage.ASKED: lambda who: tr(_C, "Transferring {who}…", who=who),
    TransferStage.TRYING: lambda who: tr(_C, "Transferring {who}: the number is being called…", who=who),
    TransferStage.RINGING: lambda who: tr(_C, "Transferring {who}: it rings there…", who=who),
    TransferStage.DONE: lambda who: tr(_C, "{who} was transferred", who=who),
}


def transfer_sentence(call: CallSnapshot, who: str) -> str:
    """How a transfer of ours goes; `who` is the one that we talk with."""
    if call.transfer is None:
        return ""
    if call.transfer is not TransferStage.FAILED:
        return _STAGES[call.transfer](who)
    failed = tr(_C, "The transfer failed.")
    if call.transfer_reason is not None:
        failed = tr(_C, "The transfer failed: {why}", why=_ended(call_reason(call.transfer_reason, tr(_C, "That number"))))
    now = tr(_C, "{who} still waits.", who=who) if call.held_here else _again(who)
    return f"{failed} {now}"


def return_sentence(asked: CallSnapshot, whom: str, who: str) -> str:
    """`whom` we asked whether he takes over the call with `who`, and it came to nothing."""
    return f"{_ended(call_reason(asked.reason, whom))} {_again(who)}"


def _again(who: str) -> str:
    return tr(_C, "You are talking with {who} again.", who=who)


def end_sentence(call: CallSnapshot, who: str) -> str:
    """How a call with `who` ended: it went over to another number, or as its reason says."""
    return transfer_sentence(call, who) if call.transfer is TransferStage.DONE else call_reason(call.reason, who)


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!")) else f"{sentence}."
