"""XML from strangers: the standard library's parser with bounds, and no document types, so neither entities nor other files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree as ET

from telephony.bodies.encoding import as_text
from telephony.bodies.errors import BodyError, BodyProblem

MOST_DEPTH: Final = 32
MOST_ELEMENTS: Final = 2000
MOST_ATTRIBUTES: Final = 32

__all__ = ["ET", "attribute", "child", "children", "clean", "content", "escape", "local_name", "namespace", "parse_xml", "quoteattr"]


class _Bounded(ET.TreeBuilder):
    """Refuses while it builds: what is too deep or too much never stands in memory as a tree."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0
        self._elements = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> ET.Element:
        self._depth += 1
        self._elements += 1
        if self._depth > MOST_DEPTH:
            raise BodyError(BodyProblem.TOO_DEEP, str(MOST_DEPTH))
        if self._elements > MOST_ELEMENTS or len(attrs) > MOST_ATTRIBUTES:
            raise BodyError(BodyProblem.TOO_LONG, "elements")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> ET.Element:
        self._depth -= 1
        return super().end(tag)

    def doctype(self, name: str, _public: str | None, _system: str | None) -> None:
        raise BodyError(BodyProblem.FORBIDDEN_XML, name[:32])


def parse_xml(body: str | bytes, root: str) -> ET.Element:
    """The tree, whose root's local name is `root`. Raises `BodyError`."""
    text = as_text(body)
    parser = ET.XMLParser(target=_Bounded())  # noqa: S314
    try:
        parser.feed(text)
        tree: ET.Element = parser.close()
    except (ET.ParseError, ValueError, LookupError) as error:
        if isinstance(error, BodyError):
            raise
        raise BodyError(BodyProblem.NOT_XML, str(error)[:80]) from error
    if local_name(tree) != root:
        raise BodyError(BodyProblem.MISSING, root)
    return tree


def local_name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def namespace(element: ET.Element) -> str:
    return element.tag[1:].partition("}")[0] if element.tag.startswith("{") else ""


def children(element: ET.Element, name: str) -> Iterator[ET.Element]:
    """The children of that local name: senders forget namespaces, and none of our formats has one name in two of them."""
    return (one for one in element if local_name(one) == name)


def child(element: ET.Element, name: str) -> ET.Element | None:
    return next(children(element, name), None)


def content(element: ET.Element | None, most: int = 1024) -> str:
    """An element's own text, trimmed and cut; "" where there is none."""
    return (element.text or "").strip()[:most] if element is not None else ""


def attribute(element: ET.Element, name: str, most: int = 2048) -> str:
    """An attribute's value, "" where there is none. Raises `BodyError` where it is longer: half an address is another one."""
    value = element.get(name, "").strip()
    if len(value) > most:
        raise BodyError(BodyProblem.TOO_LONG, name)
    return value


def escape(text: str) -> str:
    """For an element's text (XML 1.0 section 2.4). xml.sax.saxutils, which has the same, loads urllib, http and ssl: 25 ms of a start."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quoteattr(text: str) -> str:
    """An attribute's value in its quotation marks; line ends and tabs survive their normalisation (section 3.3.3)."""
    return '"' + escape(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;") + '"'


def clean(text: str) -> str:
    """Text that XML 1.0 can carry (section 2.2): what it can't becomes U+FFFD. A carriage return alone would come back as a line feed."""
    return "".join(letter if _allowed(ord(letter)) else "\ufffd" for letter in text.replace("\r\n", "\n").replace("\r", "\n"))


def _allowed(code: int) -> bool:
    return code in (9, 10) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or code >= 0x10000
