"""Uploads that were cut: what came of each is kept for a while under the transaction's name, so that the rest alone need be sent.

GSMA RCC.07, 3.5.4.8.3.1.1. In memory: the files of a former run are cleaned away at the start.
"""

from __future__ import annotations

import contextlib
import re
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sandbox.state import now_us

if TYPE_CHECKING:
    from sandbox.files.store import Upload

MOST: Final = 16  # cut uploads of all accounts
MOST_DONE: Final = 64
LIFETIME_US: Final = 3600 * 1_000_000
_NAME: Final = re.compile(r"[A-Za-z0-9._-]{8,64}")

Transaction = tuple[str, str]
"""(account, tid)"""


@dataclass(frozen=True, slots=True)
class Cut:
    """The beginning of a file, and its whole thumbnail where one came before it."""

    file: Upload
    thumbnail: Upload | None = None

    def drop(self) -> None:
        """Nobody goes on with it."""
        for upload in (self.file, self.thumbnail):
            with contextlib.suppress(OSError):
                if upload is not None:
                    upload.drop()


def is_transaction(tid: str) -> bool:
    """Whether it can be one: who has no name for an upload can't ask for it later."""
    return _NAME.fullmatch(tid) is not None


class Unfinished:
    """`put` what was cut, `take` it to go on; `finish` remembers the answer of a whole one, for a client that did not hear it."""

    def __init__(self) -> None:
        self._cut: OrderedDict[Transaction, tuple[Cut, int]] = OrderedDict()
        self._done: OrderedDict[Transaction, bytes] = OrderedDict()

    def put(self, transaction: Transaction, cut: Cut) -> None:
        """One without a byte is not worth it."""
        self.drop(transaction)
        if not cut.file.size or not is_transaction(transaction[1]):
            cut.drop()
            return
        self._cut[transaction] = (cut, now_us() + LIFETIME_US)
        while len(self._cut) > MOST:
            self._cut.popitem(last=False)[1][0].drop()

    def size(self, transaction: Transaction) -> int:
        """How many bytes of its file are here; 0 for one that is not."""
        self._forget_old()
        found = self._cut.get(transaction)
        return found[0].file.size if found else 0

    def take(self, transaction: Transaction) -> Cut | None:
        """To write the rest of it."""
        self._forget_old()
        found = self._cut.pop(transaction, None)
        return found[0] if found else None

    def drop(self, transaction: Transaction) -> None:
        """It begins anew."""
        found = self._cut.pop(transaction, None)
        if found is not None:
            found[0].drop()

    def finish(self, transaction: Transaction, answer: bytes) -> None:
        if is_transaction(transaction[1]):
            self._done[transaction] = answer
            while len(self._done) > MOST_DONE:
                self._done.popitem(last=False)

    def answer(self, transaction: Transaction) -> bytes:
        """The XML of a whole one; nothing where it is not."""
        return self._done.get(transaction, b"")

    def _forget_old(self) -> None:
        now = now_us()
        for transaction in [name for name, (_, until_us) in self._cut.items() if until_us <= now]:
            self.drop(transaction)
