"""What the gateway's far ends do, each as a small story. A script is cancelled when its call ends; where it ends, it hangs up."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from sandbox.gateway.sounds import sound, tone_frame

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sandbox.gateway.answering import AnsweringCall
    from sandbox.gateway.call import GatewayCall
    from sandbox.gateway.placing import PlacedCall

NO_ANSWER_SECONDS: Final = 60.0
HANG_UP_SECONDS: Final = 10.0
EARLY_SECONDS: Final = 3.0
LONGEST_SECONDS: Final = 4 * 3600.0  # nobody talks to an announcement for longer
SENT_DIGITS: Final = "1234567890*#"


def language(call: GatewayCall) -> str:
    """Russian numbers speak Russian, as the services do; the rest of the world speaks English."""
    number = call.metered.record.number
    return "en" if number.startswith("+") and not number.startswith("+7") else "ru"


async def announce_and_echo(call: GatewayCall) -> None:
    """Says what this is, then sends back what it hears."""
    await call.session.play(sound(f"announcement-{language(call)}"))
    call.session.echoing = True
    await asyncio.sleep(LONGEST_SECONDS)


async def ordinary(call: AnsweringCall) -> None:
    """A number like any other: rings a second, answers, announces, echoes."""
    await call.ring(1.0)
    await call.answer()
    await announce_and_echo(call)


async def answer_at_once(call: AnsweringCall) -> None:
    """Answers without ringing, announces, echoes."""
    await call.answer()
    await announce_and_echo(call)


async def echo_at_once(call: AnsweringCall) -> None:
    """Answers at once and echoes, without a word."""
    await call.answer()
    call.session.echoing = True
    await asyncio.sleep(LONGEST_SECONDS)


def refuse(status: int, ring_seconds: float = 0.0) -> Callable[[AnsweringCall], Awaitable[None]]:
    """Refuses with a SIP status, after ringing where that is natural."""

    async def script(call: AnsweringCall) -> None:
        if ring_seconds:
            await call.ring(ring_seconds)
        call.refuse(status)

    return script


async def early_media(call: AnsweringCall) -> None:
    """183 with a voice, 200 after three seconds."""
    await call.early_media()
    voice = asyncio.ensure_future(call.session.play(sound(f"early-{language(call)}")))
    try:
        await asyncio.sleep(EARLY_SECONDS)
        await call.answer()
        await voice
    finally:
        voice.cancel()
    await announce_and_echo(call)


async def hang_up_soon(call: AnsweringCall) -> None:
    """Hangs up ten seconds after the answer."""
    await call.answer()
    call.session.echoing = True
    await asyncio.sleep(HANG_UP_SECONDS)


async def tone(call: AnsweringCall) -> None:
    """A steady 1 kHz, for as long as one listens."""
    await call.answer()
    while True:
        await call.session.play(tone_frame() * 50)


async def send_digits(call: AnsweringCall) -> None:
    """Dials every key at the caller, then echoes."""
    await call.answer()
    await asyncio.sleep(1.0)
    await call.session.send_digits(SENT_DIGITS)
    call.session.echoing = True
    await asyncio.sleep(LONGEST_SECONDS)


async def read_back_digits(call: AnsweringCall) -> None:
    """Says each key that the caller presses."""
    heard: asyncio.Queue[str] = asyncio.Queue()
    call.session.on_digit = heard.put_nowait
    await call.answer()
    await call.session.play(sound(f"digits-{language(call)}"))
    while True:
        await call.session.play(sound(f"digit-{digit_name(await heard.get())}-{language(call)}"))


def digit_name(digit: str) -> str:
    """The part of a sound's file name that stands for a key."""
    return {"*": "star", "#": "hash"}.get(digit, digit.lower())


async def ring_long(call: AnsweringCall) -> None:
    """Rings five seconds before it answers."""
    await call.ring(5.0)
    await call.answer()
    await announce_and_echo(call)


async def say_nothing(call: AnsweringCall) -> None:
    """Answers, and never sends a packet."""
    call.session.muted = True
    await call.answer()
    await asyncio.sleep(LONGEST_SECONDS)


async def promise_call_back(call: AnsweringCall) -> None:
    """The service `callback`: says that it will call back, and hangs up; the gateway then does."""
    await call.ring(0.3)
    await call.answer()
    await call.session.play(sound(f"callback-{language(call)}"))


async def called_back(call: PlacedCall) -> None:
    """The call back, and every other call to a user: waits for the answer, announces, echoes."""
    await call.answered(NO_ANSWER_SECONDS)
    await announce_and_echo(call)
