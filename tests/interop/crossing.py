"""Holds, swaps and conferences at random and fast, from both sides at once: offers cross, commands come while others are under way."""

from __future__ import annotations

import time
from contextlib import ExitStack
from typing import TYPE_CHECKING, Final

from telephony.messages import CallMedia, Conference, SetHeld
from tests.interop.calling import Phone

if TYPE_CHECKING:
    from random import Random

QUIET_S: Final = 60.0  # offers that crossed are made again after up to 4 s (RFC 3261 section 14.1), and may cross again
_CALM_S: Final = 0.4
_PAUSES_S: Final = (0.0, 0.0, 0.002, 0.01, 0.03, 0.1)


class Line:
    """One call and its two ends. `wanted`: who was told last to hold, by the number of the end."""

    def __init__(self, one: Phone, other: Phone) -> None:
        self.ends = tuple(zip((one, other), one.talks_with(other), strict=True))
        self.wanted = [False, False]

    def hold(self, end: int, held: bool) -> None:
        phone, call_id = self.ends[end]
        self.wanted[end] = held
        phone.send(SetHeld(call_id, held))

    def hang_up(self) -> None:
        (one, call_id), (other, there) = self.ends
        one.hangs_up(call_id)
        other.ends(there)

    @property
    def said(self) -> tuple[tuple[bool, bool], ...]:
        """What each end says last: (held here, held there)."""
        return tuple(self._said(phone, call_id) for phone, call_id in self.ends)

    @property
    def is_settled(self) -> bool:
        here, there = self.wanted
        return self.said == ((here, there), (there, here))

    @staticmethod
    def _said(phone: Phone, call_id: str) -> tuple[bool, bool]:
        last = [event for event in phone.engine.of(CallMedia) if event.call_id == call_id][-1]
        return last.held_here, last.held_there


class Exchange:
    """Anna's calls with two others: `rush` does what it likes with them, then `settled` waits until all have what was asked last."""

    def __init__(self, phones: tuple[Phone, Phone, Phone], chance: Random) -> None:
        self._anna, *others = phones
        self._lines = [Line(self._anna, other) for other in others]
        self._chance = chance

    def rush(self, acts: int) -> None:
        """The last of it is that Anna talks by one of them."""
        for _ in range(acts):
            self._chance.choice((self._focus, self._focus, self._join, self._other_side))()
            time.sleep(self._chance.choice(_PAUSES_S))
        self._focus()

    def settled(self) -> str:
        """They agree, and stay so for a moment: "", or what each says after all that time."""
        deadline = time.monotonic() + QUIET_S
        since = time.monotonic()
        while (now := time.monotonic()) < deadline:
            if not all(line.is_settled for line in self._lines):
                since = now
            elif now - since > _CALM_S:
                return ""
            time.sleep(0.05)
        return "; ".join(f"wanted {line.wanted}, said {line.said}" for line in self._lines)

    def end(self) -> None:
        for line in self._lines:
            line.hang_up()

    def _focus(self) -> None:
        """As the program does it: the other call waits, this one is taken up, neither is in a conference any more."""
        talks = self._chance.choice(self._lines)
        for line in self._lines:
            if line is not talks:
                line.hold(0, held=True)
        talks.hold(0, held=False)
        self._anna.send(Conference("group", ()))

    def _join(self) -> None:
        self._anna.send(Conference("group", tuple(line.ends[0][1] for line in self._lines)))
        for line in self._lines:
            line.hold(0, held=False)

    def _other_side(self) -> None:
        self._chance.choice(self._lines).hold(1, held=self._chance.random() < 0.5)


def rounds(number: int, chance: Random) -> list[str]:
    """So many with engines of their own; what did not come to rest, as sentences."""
    with ExitStack() as stack:
        anna, boris, carol = (stack.enter_context(Phone(user)) for user in ("anna", "boris", "carol"))
        wrong: list[str] = []
        for place in range(number):
            exchange = Exchange((anna, boris, carol), chance)
            exchange.rush(chance.randrange(3, 30))
            said = exchange.settled()
            wrong += [f"round {place}: {said}"] if said else []
            exchange.end()
        return wrong
