"""One upload: the multipart body into files, a thumbnail among them where there is one."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Final

from sandbox.api.http import HttpError
from sandbox.files.multipart import MultipartError, MultipartReader, PartHead, boundary_of
from sandbox.files.unfinished import Cut

if TYPE_CHECKING:
    from sandbox.files.body import Body
    from sandbox.files.store import FileStore, Upload

FILE: Final = "File"
THUMBNAIL: Final = "Thumbnail"
_FIELDS: Final = {"file": FILE, "thumbnail": THUMBNAIL}  # as GSMA RCC.07 names them, and tid; the others mean nothing here
_MOST_TID: Final = 64
MAX_PARTS: Final = 16
MAX_THUMBNAIL_BYTES: Final = 100_000  # a larger one is passed over: the file is what matters


class Receiving:
    """`read` fills `uploads` by field; `drop` throws away what is still there."""

    def __init__(self, store: FileStore) -> None:
        self._store = store
        self.uploads: dict[str, Upload] = {}
        self._current = ""  # the field that comes in now
        self._parts = 0
        self._named = False  # the part that comes in now is the upload's name
        self.tid = ""  # what the client calls this upload, where it stands before the file

    async def read(self, body: Body, content_type: str) -> bool:
        """False for a body without a byte. HttpError 400 or 415, and those of the body; OSError; FileTooLargeError."""
        reader: MultipartReader | None = None
        async for piece in body.pieces():
            reader = reader or self._reader(content_type)
            self.feed(reader, piece)
        if reader is None:
            return False
        if not reader.done or FILE not in self.uploads:
            raise HttpError(400, "bad_request", "there is no whole part named File")
        return True

    def _reader(self, content_type: str) -> MultipartReader:
        try:
            return MultipartReader(boundary_of(content_type))
        except MultipartError as error:
            raise HttpError(415, "bad_type", str(error)) from None

    def feed(self, reader: MultipartReader, data: bytes) -> None:
        """The next bytes of a body. HttpError 400."""
        try:
            for piece in reader.feed(data):
                if isinstance(piece, PartHead):
                    self._begin(piece)
                elif isinstance(piece, bytes):
                    self._take(piece)
                else:
                    self._current, self._named = "", False
        except MultipartError as error:
            raise HttpError(400, "bad_request", str(error)) from None

    def _take(self, data: bytes) -> None:
        upload = self.uploads.get(self._current)
        if upload is not None and self._current == THUMBNAIL and upload.size + len(data) > MAX_THUMBNAIL_BYTES:
            self.uploads.pop(THUMBNAIL).drop()
        elif upload is not None:
            upload.write(data)
        elif self._named and len(self.tid) + len(data) <= _MOST_TID:
            self.tid += data.decode("ascii", "replace")

    def _begin(self, head: PartHead) -> None:
        self._parts += 1
        field = _FIELDS.get(head.name.lower())
        self._named = head.name.lower() == "tid"
        if self._parts > MAX_PARTS or field in self.uploads:
            raise HttpError(400, "bad_request", "too many parts")
        if field is not None:
            self._current = field
            self.uploads[field] = self._store.receive(head.file_name, head.content_type)

    def cut(self) -> Cut | None:
        """The client left in the middle of it: what it can go on with, which is the caller's then. Half a thumbnail is none."""
        if FILE not in self.uploads:
            return None
        thumbnail = None if self._current == THUMBNAIL else self.uploads.pop(THUMBNAIL, None)
        return Cut(self.uploads.pop(FILE), thumbnail)

    def drop(self) -> None:
        """After a failure."""
        for upload in self.uploads.values():
            with contextlib.suppress(OSError):
                upload.drop()
        self.uploads.clear()
