"""A local HTTP server that answers as a test tells it, and keeps what it was asked."""

from __future__ import annotations

import ssl
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType


@dataclass
class Asked:
    method: str
    path: str
    token: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict[str, str])


@dataclass
class Answer:
    """`dribble_s`: the pause before each byte of the body; `silent`: the connection is closed without a word."""

    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict[str, str])
    wait_s: float = 0.0
    dribble_s: float = 0.0
    silent: bool = False


class AnsweringServer:
    """`answers` by "METHOD /path"; or `choose` one by what is asked, for interfaces that have one path for all. With a
    `certificate` (its key in the same file) it speaks TLS."""

    def __init__(
        self, answers: dict[str, Answer], choose: Callable[[Asked], Answer] | None = None, *, certificate: Path | None = None
    ) -> None:
        self.answers = answers
        self.choose = choose
        self.asked: list[Asked] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._scheme = "http" if certificate is None else "https"
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), name="answering")

    @property
    def url(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self._server.server_address[1]}"

    def answer_to(self, asked: Asked) -> Answer:
        if self.choose is not None:
            return self.choose(asked)
        return self.answers.get(f"{asked.method} {asked.path.partition('?')[0]}", Answer(404))

    def __enter__(self) -> AnsweringServer:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


def _handler(server: AnsweringServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(self.command, self.path, self.headers.get("Authorization", ""), body, headers)
            server.asked.append(asked)
            answer = server.answer_to(asked)
            time.sleep(answer.wait_s)
            if answer.silent:
                self.close_connection = True
                return
            self.send_response(answer.status)
            for name, value in {"Content-Length": str(len(answer.body)), **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                self._send(answer)
            except OSError:
                self.close_connection = True  # the client had enough

        def do_POST(self) -> None:
            self.do_GET()

        def _send(self, answer: Answer) -> None:
            if not answer.dribble_s:
                self.wfile.write(answer.body)
                return
            for byte in answer.body:
                time.sleep(answer.dribble_s)
                self.wfile.write(bytes([byte]))

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Quiet."""

    return Handler
