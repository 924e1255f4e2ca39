"""The spellings and endings of one German word made one, by letters alone."""

import re
import unicodedata
from functools import cache

# "ae", "oe", "ue" stand for an umlaut, except "ue" after a vowel or q ("neue", "Quelle").
_DIGRAPH = re.compile(r"([ao])e|(?<![aeiouqyäöü])(u)e")
_PIECE = re.compile(_DIGRAPH.pattern + r"|(.)", re.DOTALL)
_LETTERS = {
    "ä": "a",
    "ö": "o",
    "ü": "u",
    "ß": "ss",
    "ı": "i",
    "ł": "l",
    "ø": "o",
    "æ": "ae",
    "œ": "oe",
}
_PLAIN = re.compile(r"(?!.*[aou]e)[a-z]+")
_BEFORE_S = frozenset("bdfghklmnt")


def normalise(word: str) -> str:
    """Lower case, one spelling: Straße, STRASSE, Strasse are "strasse", Bürger and Buerger "burger"."""
    if _PLAIN.fullmatch(word):
        return word
    plain = _DIGRAPH.sub(r"\1\2", _lower(word))
    return plain if plain.isascii() else "".join(map(_plain, plain))


def normalise_with_origins(word: str) -> tuple[str, list[int]]:
    """As `normalise`, with the index in `word` each letter comes from."""
    lower = _lower(word)
    if _PLAIN.fullmatch(lower):
        return lower, list(range(len(lower)))
    letters: list[str] = []
    origins: list[int] = []
    for piece, origin in _pieces(word):
        letters.append(piece)
        origins.extend([origin] * len(piece))
    return "".join(letters), origins


def _pieces(word: str) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    for match in _PIECE.finditer(_lower(word)):
        letter = match[1] or match[2] or match[3]
        found.append((_plain(letter), match.start()))
    return found


def _lower(word: str) -> str:
    """Lower case letter by letter, so that offsets stay (the Turkish dotted capital would become two)."""
    lower = word.lower()
    return lower if len(lower) == len(word) else "".join(letter.lower()[0] for letter in word)


@cache
def _plain(letter: str) -> str:
    if letter.isascii():
        return letter
    if letter in _LETTERS:
        return _LETTERS[letter]
    decomposed = unicodedata.normalize("NFKD", letter)
    return "".join(sign for sign in decomposed if not (unicodedata.combining(sign) or sign.isspace()))


def light_stem(word: str) -> str:
    """Case and plural endings off in two steps; never below three letters."""
    if len(word) > 6 and word.endswith("ers"):
        word = word[:-1]
    size = len(word)
    if size > 5 and word.endswith("ern"):
        word = word[:-3]
    elif size > 4 and word.endswith(("em", "en", "er", "es")):
        word = word[:-2]
    elif size > 3 and (word.endswith("e") or (word.endswith("s") and word[-2] in _BEFORE_S)):
        word = word[:-1]
    size = len(word)
    if size > 5 and word.endswith("est"):
        return word[:-3]
    if size > 4 and (word.endswith(("er", "en")) or (word.endswith("st") and word[-3] in _BEFORE_S)):
        return word[:-2]
    return word
