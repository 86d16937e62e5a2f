"""Takes the outlines of the icons we use out of qtawesome's Phosphor font into resources/icons/phosphor.json, and draws the program's own.

Measured on this start-up path: importing qtawesome 115 ms and its first icon 30 ms, of 300 ms for the whole window; an outline from the
file takes 0.1 ms. So qtawesome is a tool of the developer: run this after adding a name to NAMES.
"""

from __future__ import annotations

import json
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from PySide6.QtGui import QGuiApplication, QPainterPath, QRawFont, QTransform  # noqa: TID251 - a developer's tool

SIZE: Final = 256  # the grid that Phosphor is drawn on
NAMES: Final = (
    "arrow-down",
    "arrow-down-left",
    "arrow-left",
    "arrow-right",
    "arrow-up",
    "arrow-up-right",
    "arrows-out-simple",
    "backspace",
    "bell-ringing",
    "bell-slash",
    "caret-down",
    "caret-left",
    "caret-right",
    "cell-signal-full",
    "cell-signal-low",
    "cell-signal-medium",
    "chart-bar",
    "chat-text",
    "chats",
    "check",
    "check-circle",
    "checks",
    "clock",
    "clock-counter-clockwise",
    "copy",
    "desktop",
    "dots-nine",
    "dots-six-vertical",
    "dots-three",
    "download-simple",
    "eye",
    "eye-slash",
    "file",
    "flask",
    "gear-six",
    "git-merge",
    "globe",
    "headset",
    "image",
    "info",
    "lock-simple-fill",
    "magnifying-glass",
    "megaphone",
    "microphone",
    "microphone-slash",
    "moon",
    "paper-plane-right",
    "paperclip",
    "pause",
    "pause-fill",
    "pencil-simple",
    "phone",
    "phone-call",
    "phone-disconnect",
    "phone-fill",
    "phone-outgoing",
    "phone-x",
    "play",
    "play-fill",
    "plus",
    "push-pin-fill",
    "record",
    "sign-in",
    "smiley",
    "speaker-high",
    "star-fill",
    "trash",
    "user",
    "user-plus",
    "users",
    "voicemail",
    "warning-circle",
    "x",
)
TARGET: Final = Path(__file__).parent.parent / "resources" / "icons" / "phosphor.json"
PROGRAM: Final = TARGET.with_name("agent.png")  # for whoever wants a file: Windows' notifications


def outline(font: QRawFont, code: int) -> str:
    """The glyph as path commands on the 256 grid, y downwards: M x y, L x y, C x1 y1 x2 y2 x y."""
    path = font.pathForGlyph(font.glyphIndexesForString(chr(code))[0])
    box = QTransform().translate(0, font.ascent())
    return " ".join(_elements(box.map(path)))


def _elements(path: QPainterPath) -> list[str]:
    found: list[str] = []
    for index in range(path.elementCount()):
        element = path.elementAt(index)
        letter = {QPainterPath.ElementType.MoveToElement: "M ", QPainterPath.ElementType.LineToElement: "L "}.get(element.type, "")
        if element.type is QPainterPath.ElementType.CurveToElement:
            letter = "C "
        found.append(f"{letter}{element.x:.1f} {element.y:.1f}")
    return found


def main() -> None:
    app = QGuiApplication([])
    spec = find_spec("qtawesome")
    assert spec is not None
    assert spec.origin is not None
    fonts = Path(spec.origin).parent / "fonts"
    codes = json.loads((fonts / "phosphor-charmap-1.3.0.json").read_text())
    font = QRawFont(str(fonts / "phosphor-1.3.0.ttf"), SIZE)
    outlines = {name: outline(font, int(codes[name], 16)) for name in sorted(NAMES)}
    TARGET.write_text(json.dumps(outlines, indent=0) + "\n")
    print(f"{len(outlines)} icons, {TARGET.stat().st_size} bytes")
    from ui.tray import program_icon

    program_icon().pixmap(SIZE, SIZE).save(str(PROGRAM))
    del app


if __name__ == "__main__":
    main()
