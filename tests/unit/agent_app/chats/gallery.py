"""A file server that tests tell what to have, and in which manner to take what is put on it."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Final

from telephony.bodies.files import File, Place, build_file

_PART: Final = re.compile(rb'name="(\w+)"; filename="([^"]*)"\r\nContent-Type: ([^\r]+)\r\n\r\n(.*?)\r\n--', re.DOTALL)


@dataclass
class Part:
    """Of an upload."""

    name: str
    content_type: str
    data: bytes


@dataclass
class Hall:
    """`shown`: by path what is given; `breaks_after`: by path after how many bytes the way breaks. `manner`: "" takes thumbnails,
    "plain" passes them over, "refuses" answers 400 to them, "mistakes" takes the first part for the file."""

    shown: dict[str, bytes] = field(default_factory=dict[str, bytes])
    breaks_after: dict[str, int] = field(default_factory=dict[str, int])
    manner: str = ""
    asked: list[str] = field(default_factory=list[str])  # "GET /path"
    taken: list[list[Part]] = field(default_factory=list[list[Part]])
    gate: threading.Event = field(default_factory=threading.Event)  # "/slow…" waits for it
    far: str = "/"  # what its addresses begin with


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    hall: Hall


class _Answers(BaseHTTPRequestHandler):
    server: _Server  # pyright: ignore[reportIncompatibleVariableOverride]

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        return

    def do_GET(self) -> None:
        hall = self.server.hall
        asked = self.headers.get("Range", "")
        hall.asked.append(f"GET {self.path} {asked}".strip())
        if self.path not in hall.shown:
            self._say(404, b"")
            return
        start = int(asked.removeprefix("bytes=").removesuffix("-")) if asked else 0
        whole = hall.shown[self.path]
        self.send_response(206 if start else 200)
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(whole) - 1}/{len(whole)}")
        self.send_header("Content-Length", str(len(whole) - start))
        self.end_headers()
        if self.path.startswith("/slow"):
            self.wfile.write(whole[start : start + 1])
            self.wfile.flush()
            hall.gate.wait(10)
            start += 1
        end = hall.breaks_after.get(self.path, len(whole))
        self.wfile.write(whole[start:end])
        self.close_connection = end < len(whole)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        parts = [Part(name.decode(), kind.decode(), data) for name, _, kind, data in _PART.findall(body)]
        if not body:
            self._say(204, b"")
            return
        hall = self.server.hall
        hall.taken.append(parts)
        if hall.manner == "refuses" and len(parts) > 1:
            self._say(400, b"")
            return
        [file] = parts[:1] if hall.manner == "mistakes" else [part for part in parts if part.name == "File"]
        small = [part for part in parts if part.name == "Thumbnail"] if not hall.manner else []
        places = [self._place(part, number) for number, part in enumerate([file, *small])]
        self._say(200, build_file(File("p", places[0], places[1] if small else None)).encode())

    def _place(self, part: Part, number: int) -> Place:
        return Place(f"http://127.0.0.1:{self.server.server_address[1]}{self.server.hall.far}{number}", len(part.data), part.content_type)

    def _say(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Gallery:
    """Stands while it is entered."""

    def __init__(self) -> None:
        self.hall = Hall()
        self._server = _Server(("127.0.0.1", 0), _Answers)
        self._server.hall = self.hall
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def show(self, path: str, data: bytes, content_type: str, *, size: int | None = None) -> Place:
        """Where it is from now on; `size` is what is said of it."""
        self.hall.shown[path] = data
        return Place(self.address + path, len(data) if size is None else size, content_type)

    def close(self) -> None:
        self.hall.gate.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
