"""Words as the search knows them: folded (case, ё as е, accents), and their stems, so that another form of a word is found."""

from __future__ import annotations

import re
import threading
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from agent_app.contacts.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from snowballstemmer.english_stemmer import EnglishStemmer
    from snowballstemmer.russian_stemmer import RussianStemmer

LONGEST: Final = 40  # letters of a word that count
_MOST: Final = 4000  # words of one message that are found
_WORD: Final = re.compile(r"[^\W_]+")
_CYRILLIC: Final = re.compile("[а-я]")
# Snowball leaves "звонок" and makes "звонк" of "звонки": the vowel that comes and goes is dropped from both.
_FLEETING: Final = re.compile("(?<=[бвгджзйклмнпрстфхцчшщ])[ое](?=[кц]$)")
_lock: Final = threading.Lock()  # a stemmer keeps the word it works at in itself


@dataclass(frozen=True, slots=True)
class Word:
    """Where it stands in the text (composed, NFC), and its folded form."""

    start: int
    end: int
    folded: str


def composed(text: str) -> str:
    """The form (NFC) that places in a text are counted in."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def words_of(text: str) -> Iterator[Word]:
    """The words of a composed text, in its order."""
    for match in _WORD.finditer(text):
        folded = "".join(_WORD.findall(fold(match.group())))[:LONGEST]
        if folded:
            yield Word(match.start(), match.end(), folded)


def index_words(text: str) -> str:
    """What the index keeps of a text: each word and its stem, once."""
    seen: dict[str, None] = {}
    for count, word in enumerate(words_of(composed(text))):
        if count == _MOST:
            break
        seen[word.folded] = None
        seen[stem(word.folded)] = None
    return " ".join(seen)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a folded word, by Snowball for Russian or English; numbers are their own."""
    if word.isdigit():
        return word
    with _lock:
        if _CYRILLIC.search(word):
            found = _russian().stemWord(word)
            return _FLEETING.sub("", found) if len(found) >= 4 else found
        return _english().stemWord(word) if word.isascii() else word


@lru_cache(maxsize=1)
def _russian() -> RussianStemmer:
    from snowballstemmer.russian_stemmer import RussianStemmer

    return RussianStemmer()


@lru_cache(maxsize=1)
def _english() -> EnglishStemmer:
    from snowballstemmer.english_stemmer import EnglishStemmer

    return EnglishStemmer()
