"""Where words and numbers begin and end; gender forms and references stay in one piece."""

import re
import unicodedata

# A number keeps its inner signs ("2021/0975", "14.05.2024", "18:00") and a letter behind it ("12a").
NUMBER = r"\d+(?:[./:]\d+)*(?:[A-Za-z](?![^\W_]))?"
LETTERS = r"[^\W\d_]+"

# The sign between a noun and its feminine ending. A bare "/in" only after an agent's ending ("Leiter/in"),
# because "Karlsruhe/in" is no gender form; "außen/innen" is a place.
_SIGN = r"(?:[:*_·•]|/-|\((?=in))"
_SLASH = r"/(?=innen)(?<!außen/)(?<!aussen/)|(?<=er|nt|st|or|ur)/(?=in(?![^\W_]))"
_TAIL = r"(?i:innen|in(?![^\W\d_]))"
_FEMININE = rf"(?=[:*_·•/(])(?i:(?:{_SIGN}|{_SLASH})(?:innen|in(?![^\W\d_]))\)?|\(inn\)en)"

# Leichte Sprache parts long words with a dot that is no letter: "Bürger·beteiligung" is one word.
_EASY = rf"[·•‧](?!(?<=[·•]){_TAIL})(?=[^\W\d_])"

GERMAN_WORD = re.compile(
    rf"[^\W\d_]+(?:{_EASY}[^\W\d_]+)*(?:{_FEMININE}[^\W\d_]*(?:{_EASY}[^\W\d_]+)*)?(?:\d+(?![^\W\d_]))?|{NUMBER}"
)
EASY_SIGN = re.compile(rf"(?<=[^\W\d_]){_EASY}")
GENDER_SIGN = re.compile(rf"(?<=[^\W\d_]){_FEMININE}")
GENDER_CAPITAL = re.compile(r"(?:(?<=[a-zäöüß])Innen|(?<=er|nt|st|or|ur)In)(?=[a-zäöüß]*$)")

# Vowel signs of Arabic and Hebrew and combining accents belong to the word they stand in.
_MARKS = (
    "\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
)
ANY_WORD = re.compile(rf"[^\W\d_\u02bc](?:[^\W_\u02bc]|[{_MARKS}])*|{NUMBER}")


def word_set(words: str) -> frozenset[str]:
    """The words of a line; long lists stay readable that way."""
    return frozenset(words.split())


def number_term(number: str) -> str:
    """The same number in the digits of Europe; what is attached to it is cut off ("2024'te", Turkish)."""
    digits = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in number)
    return re.split(r"['’]", digits, maxsplit=1)[0].lower()


def number_parts(number: str) -> tuple[str, ...]:
    """The long pieces of a reference or date, so that "2024" finds "14.05.2024" and "2023/2024"."""
    pieces = re.split(r"[./:]", number)
    return tuple(piece for piece in pieces if len(piece) >= 4) if len(pieces) > 1 else ()
