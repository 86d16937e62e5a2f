"""A provider's XML answer as a small tree, within limits: no document type, so no entities; not deep, not large."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from tariffs.providers.errors import GarbageError

MAX_BYTES: Final = 256 * 1024
MAX_DEPTH: Final = 16
MAX_ELEMENTS: Final = 5_000


@dataclass
class Element:
    """Names are as they are written, without their prefix; `text` is this element's own."""

    name: str
    attributes: dict[str, str] = field(default_factory=dict[str, str])
    text: str = ""
    children: list[Element] = field(default_factory=list["Element"])

    def find(self, name: str) -> Element | None:
        """The first of this name within, at any depth."""
        for child in self.children:
            found = child if child.name == name else child.find(name)
            if found is not None:
                return found
        return None

    def value(self, name: str) -> str:
        """The text of the first element of this name within; "" where there is none."""
        found = self.find(name)
        return "" if found is None else found.text.strip()


def parsed(body: bytes) -> Element:
    """The root element; GarbageError for whatever is no XML within the limits."""
    if len(body) > MAX_BYTES:
        raise GarbageError("the provider's answer is too large")
    builder = _Builder()
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = builder.doctype
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    try:
        parser.Parse(body, True)
    except (expat.ExpatError, LookupError, ValueError) as error:  # an encoding that nobody knows, too
        raise GarbageError(f"the provider's answer is no XML: {error}") from None
    return builder.top.children[0]


class _Builder:
    def __init__(self) -> None:
        self.top = Element("")
        self._open = [self.top]
        self._count = 0

    def doctype(self, name: str, system_id: str | None, public_id: str | None, has_subset: int) -> None:
        del name, system_id, public_id, has_subset
        raise GarbageError("the provider's answer is a page or declares entities")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if len(self._open) > MAX_DEPTH or self._count > MAX_ELEMENTS:
            raise GarbageError("the provider's answer is too deep or too long")
        element = Element(name.rpartition(":")[2], attributes)
        self._open[-1].children.append(element)
        self._open.append(element)

    def end(self, name: str) -> None:
        del name
        self._open.pop()

    def text(self, data: str) -> None:
        self._open[-1].text += data
