"""Keeps resources/translations/agent_ru.ts in step with the source, and compiles it.

usage: python scripts/translations.py update | release

`update` reads every tr("Context", "text") and tr_count(…) of ui/ with Python's own parser (lupdate does not see the plural forms of a
function), keeps the translations that are there, and drops what the source no longer says. `release` makes the .qm files with lrelease.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

ROOT: Final = Path(__file__).parent.parent
SOURCES: Final = ROOT / "ui"
FOLDER: Final = ROOT / "resources" / "translations"
LANGUAGES: Final = ("ru", "en")  # English is the source: its file has the plural forms alone
FORMS: Final = {"ru": 3, "en": 2}


@dataclass(frozen=True, order=True)
class Message:
    """One text that the source says."""

    context: str
    source: str
    numerus: bool = False


class SourceError(ValueError):
    """A call whose context or text is no literal can't be translated."""


def messages() -> list[Message]:
    """Every message of the source, sorted."""
    found = {message for path in SOURCES.rglob("*.py") for message in _messages_of(path)}
    return sorted(found)


def messages_for(language: str) -> list[Message]:
    """What this language's file must have."""
    return [message for message in messages() if language != "en" or message.numerus]


def _messages_of(path: Path) -> list[Message]:
    tree = ast.parse(path.read_text("utf-8"))
    constants: dict[str, object] = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    wanted = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id in ("tr", "tr_count")]
    return [_message(call, constants, path) for call in wanted]


def _message(call: ast.Call, constants: dict[str, object], path: Path) -> Message:
    words = [constants.get(arg.id) if isinstance(arg, ast.Name) else getattr(arg, "value", None) for arg in call.args[:2]]
    if len(words) != 2 or not all(isinstance(word, str) for word in words):
        msg = f"{path}:{call.lineno}: context and text must be literals"
        raise SourceError(msg)
    assert isinstance(call.func, ast.Name)
    return Message(str(words[0]), str(words[1]), call.func.id == "tr_count")


def ts_path(language: str) -> Path:
    return FOLDER / f"agent_{language}.ts"


def translations(language: str) -> dict[Message, tuple[str, ...]]:
    """What the .ts file has: the forms of each message, empty texts where one is not translated yet."""
    path = ts_path(language)
    if not path.exists():
        return {}
    known: dict[Message, tuple[str, ...]] = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        for node in context.iter("message"):
            numerus = node.get("numerus") == "yes"
            target = node.find("translation")
            forms = (
                [form.text or "" for form in node.iter("numerusform")] if numerus else [(target.text if target is not None else "") or ""]
            )
            known[Message(context.findtext("name", ""), node.findtext("source", ""), numerus)] = tuple(forms)
    return known


def write(language: str, forms: dict[Message, tuple[str, ...]]) -> None:
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage="en")
    contexts: dict[str, ElementTree.Element] = {}
    for message in messages_for(language):
        if message.context not in contexts:
            contexts[message.context] = ElementTree.SubElement(root, "context")
            ElementTree.SubElement(contexts[message.context], "name").text = message.context
        _write_message(contexts[message.context], message, forms.get(message, ()), FORMS[language])
    ElementTree.indent(root, "    ")
    text = ElementTree.tostring(root, "unicode")
    ts_path(language).write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{text}\n', "utf-8")


def _write_message(parent: ElementTree.Element, message: Message, forms: tuple[str, ...], count: int) -> None:
    node = ElementTree.SubElement(parent, "message", {"numerus": "yes"} if message.numerus else {})
    ElementTree.SubElement(node, "source").text = message.source
    target = ElementTree.SubElement(node, "translation", {} if forms and all(forms) else {"type": "unfinished"})
    if not message.numerus:
        target.text = forms[0] if forms else ""
        return
    for place in range(count):
        ElementTree.SubElement(target, "numerusform").text = forms[place] if place < len(forms) else ""


def update() -> None:
    for language in LANGUAGES:
        known = translations(language)
        write(language, known)
        wanted = messages_for(language)
        missing = [message for message in wanted if not all(known.get(message, ("",)))]
        print(f"{language}: {len(wanted)} messages, {len(missing)} not translated")


def release() -> None:
    """Compile with the lrelease that comes with PySide6."""
    import PySide6

    tool = Path(PySide6.__file__).parent / ("lrelease.exe" if sys.platform == "win32" else "lrelease")
    for language in LANGUAGES:
        subprocess.run([str(tool), "-silent", str(ts_path(language)), "-qm", str(FOLDER / f"agent_{language}.qm")], check=True)


if __name__ == "__main__":
    {"update": update, "release": release}[sys.argv[1] if len(sys.argv) > 1 else "update"]()
