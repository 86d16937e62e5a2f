"""The contact `bot`: takes messages, confirms them, thinks, types, answers."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sandbox.bot.answers import Answers
from sandbox.bot.letters import Form
from sandbox.bot.words import Language, language_of
from sandbox.gateway.gateway import BOT
from telephony.bodies.composing import Typing
from telephony.bodies.cpim import Address, Disposition, Envelope
from telephony.bodies.reading import Content, Cpim, Text, read_body
from telephony.bodies.receipt import Receipt, ReceiptKind

if TYPE_CHECKING:
    from sandbox.files.service import FileService
    from sandbox.files.store import FileStore
    from sandbox.gateway.gateway import Gateway
    from sandbox.proxy.mailbox import Mailbox
    from sandbox.sip.message import Request
    from sandbox.sip.server_tx import ServerTransaction

log = logging.getLogger(__name__)

READING_SECONDS: Final = 0.5  # until it has seen a message
TYPING_SECONDS: Final = 1.2
MAX_WAITING: Final = 20  # messages of one user: the bot reads no faster than it reads
_REMEMBERED: Final = 500  # identifiers of messages: what comes twice is answered once
_FLEETING_SECONDS: Final = 5  # nobody cares later that the bot typed


@dataclass(frozen=True, slots=True)
class _Message:
    """One message to the bot, read."""

    form: Form
    content: Content
    envelope: Envelope | None
    message_id: str
    wants: frozenset[Disposition]


class Bot:
    """Messages of one user are answered one after the other."""

    def __init__(self, mailbox: Mailbox, gateway: Gateway, store: FileStore, files: FileService, domain: str) -> None:
        self._mailbox = mailbox
        self._domain = domain
        self._answers = Answers(mailbox, gateway, store, files)
        self._languages: dict[str, Language] = {}
        self._known: deque[tuple[str, str]] = deque(maxlen=_REMEMBERED)
        self._waiting: dict[str, deque[_Message]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def take(self, transaction: ServerTransaction, user: str) -> None:
        """A MESSAGE to the bot: always taken; what it can't read it says so of."""
        transaction.reject(200)
        message = self._read(transaction.request, user)
        if isinstance(message.content, Receipt | Typing):
            return
        self._confirm(user, message, Disposition.DELIVERED, ReceiptKind.DELIVERED)
        if (user, message.message_id) in self._known:
            return
        self._known.append((user, message.message_id))
        waiting = self._waiting.setdefault(user, deque())
        if len(waiting) < MAX_WAITING:
            waiting.append(message)
            if len(waiting) == 1:
                task = asyncio.get_running_loop().create_task(self._talk(user, waiting))
                self._tasks.add(task)
                task.add_done_callback(self._tasks.discard)

    def _read(self, request: Request, user: str) -> _Message:
        headers = {name.lower(): value for name, value in request.headers.items()}
        body = read_body(headers.get("content-type", ""), request.body, headers)
        # Without names: Linphone 5.1 throws away CPIM that has a quoted one.
        sender, recipient = Address(f"sip:{BOT}@{self._domain}"), Address(f"sip:{user}@{self._domain}")
        if isinstance(body, Cpim):
            form = Form(sender, recipient, cpim=True)
            return _Message(form, body.content, body.envelope, body.envelope.message_id or request.call_id, body.envelope.wants)
        # Without CPIM nobody can say which receipts they want: Linphone wants all.
        return _Message(Form(sender, recipient, cpim=False), body, None, request.call_id, frozenset(Disposition))

    async def _talk(self, user: str, waiting: deque[_Message]) -> None:
        while waiting:
            try:
                await self._answer(user, waiting[0])
            except Exception:
                log.exception("the bot could not answer")  # the next message is another matter
            waiting.popleft()

    async def _answer(self, user: str, message: _Message) -> None:
        await asyncio.sleep(READING_SECONDS)
        self._confirm(user, message, Disposition.DISPLAYED, ReceiptKind.DISPLAYED)
        part = message.envelope.part if message.envelope else None
        if part is not None and part.number < part.count:
            return
        text = message.content.text if isinstance(message.content, Text) else ""
        language = self._languages[user] = language_of(text, self._languages.get(user, "en"))
        typing = message.form.typing()
        self._mailbox.post_body(user, BOT, typing.content_type, typing.body, lasts_seconds=_FLEETING_SECONDS)
        await asyncio.sleep(TYPING_SECONDS)
        await self._answers.give(user, message.form, message.content, language, parts=part.count if part else 1)

    def _confirm(self, user: str, message: _Message, wish: Disposition, kind: ReceiptKind) -> None:
        if wish in message.wants:
            receipt = message.form.receipt(message.message_id, kind)
            self._mailbox.post_body(user, BOT, receipt.content_type, receipt.body)

    def stop(self) -> None:
        """What it was about to say stays unsaid."""
        for task in self._tasks:
            task.cancel()
