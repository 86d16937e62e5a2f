"""Makes resources/emoji/emoji.tsv of the npm package emojibase-data (MIT; names and keywords are those of Unicode CLDR).

usage: python scripts/emoji.py FOLDER        (`npm pack emojibase-data`, unpacked: the folder that has en/ and ru/)

One line an emoji, in Unicode's order: the emoji, its group, the English and the Russian name, the English and the Russian keywords.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Final

TARGET: Final = Path(__file__).parent.parent / "resources" / "emoji" / "emoji.tsv"
NEWEST: Final = 15.1  # what the fonts of supported systems have
COMPONENTS: Final = 2  # skin tones and hair: parts of others


def _read(folder: Path, language: str) -> dict[str, dict[str, Any]]:
    return {entry["hexcode"]: entry for entry in json.loads((folder / language / "data.json").read_text("utf-8"))}


def lines(folder: Path) -> list[str]:
    """Every emoji that stands for itself, without its skin tones."""
    english, russian = _read(folder, "en"), _read(folder, "ru")
    shown = [entry for entry in english.values() if entry.get("group", COMPONENTS) != COMPONENTS and entry["version"] <= NEWEST]
    return [_line(entry, russian[entry["hexcode"]]) for entry in sorted(shown, key=lambda entry: entry["order"])]


def _line(english: dict[str, Any], russian: dict[str, Any]) -> str:
    keywords = (" ".join(entry.get("tags", ())) for entry in (english, russian))
    return "\t".join((english["emoji"], str(english["group"]), english["label"], russian["label"], *keywords))


def main() -> None:
    found = lines(Path(sys.argv[1]))
    TARGET.write_text("\n".join(found) + "\n", "utf-8")
    print(f"{len(found)} emoji, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
