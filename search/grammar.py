"""The small language of questions: words, "phrases", -words, -"phrases" and type:names; nothing in it can fail.

Habits from elsewhere are treated kindly: AND, OR, NOT and stars are understood or left out, and it is said.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

Note = str | Promise
# What stands before the colon of a type filter, in all languages of the portal; readers mix them.
TYPE_NAMES = frozenset({"type", "typ", "art", "tür", "tur", "نوع", "тип"})
BOTH = frozenset({"AND", "UND", "ET", "VE", "ТА"})
EITHER = frozenset({"OR", "ODER", "OU", "VEYA", "АБО"})
WITHOUT = frozenset({"NOT", "NICHT", "SAUF", "НЕ"})

# After these a hyphen stands for a left-out part: "Schülerinnen und -schüler".
SUSPENDING = frozenset({"und", "oder", "bzw", "bzw.", "sowie", "and", "or"})

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″", '"'))
_PIECE = re.compile(
    r'(?P<not>[-–]?)(?:(?P<name>[^\W\d_]+):)?"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+)',
)
# "2021 / 0975" is the reference 2021/0975, "14. 05. 2024" the date 14.05.2024.
_SPACED_SLASH = re.compile(r"(?<=\d) ?/ (?=\d)|(?<=\d) /(?=\d)")
_SPACED_DATE = re.compile(r"(?<!\S)(\d{1,2}\.) ?(\d{1,2}\.) ?(\d{4})(?!\S)")
LEAST_LETTERS = 3
_STAR = re.compile(r"^\*+|\*+$")


@dataclass(slots=True)
class Parsed:
    """A question taken apart; `text` is what remains of it once the type filters are taken out."""

    text: str = ""
    words: list[str] = field(default_factory=list)
    phrases: list[str] = field(default_factory=list)
    excluded: list[str] = field(default_factory=list)
    excluded_phrases: list[str] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    both: bool = False


def parsed(text: str, type_named: Callable[[str], str]) -> Parsed:
    """Take a cleaned question apart; `type_named` answers the code of a type by a name readers use, or ""."""
    found = Parsed()
    kept: list[str] = []
    without = False
    pieces = list(_PIECE.finditer(_joined(text.translate(_QUOTES))))
    operators = dict(_operators([piece["word"] or "" for piece in pieces]))
    for number, piece in enumerate(pieces):
        operator = operators.get(number)
        if operator:
            _tell(found, operator, piece.group())
            without = operator == "without"
            kept.append(piece.group())
            continue
        taken = _take_type(found, piece, type_named)
        if taken != "filter":
            kept.append(piece.group())
        if not taken:
            _take(found, piece, without, number > 0 and pieces[number - 1]["word"] in SUSPENDING)
        without = False
    found.text = " ".join(kept) if found.types else text
    return found


def names_of(labels: Mapping[str, str]) -> Callable[[str], str]:
    """A look-up of type codes by code or label, by the beginning of its first or another word when that is
    the only one."""
    folded = {code.casefold(): code for code in labels} | {_spelled(v): k for k, v in labels.items()}

    def code_of(name: str) -> str:
        asked = _spelled(name)
        if asked in folded:
            return folded[asked]
        if len(asked) < LEAST_LETTERS:
            return ""
        near = {code for label, code in folded.items() if label.startswith(asked)}
        # "Frühere Fassung" is called by its noun.
        near = near or {code for label, code in folded.items() if f" {asked}" in label}
        return near.pop() if len(near) == 1 else ""

    return code_of


def _spelled(name: str) -> str:
    """Without the points that divide long words in Leichte Sprache: nobody types them."""
    return name.strip().casefold().replace("·", "")


def _joined(text: str) -> str:
    return _SPACED_DATE.sub(r"\1\2\3", _SPACED_SLASH.sub("/", text))


def _operators(words: list[str]) -> Iterator[tuple[int, str]]:
    """Capitals between other words; not where everything is written in capitals."""
    if not any(letter.islower() for word in words for letter in word):
        return
    last = len(words) - 1
    for number, word in enumerate(words):
        if word in WITHOUT and number < last:
            yield number, "without"
        elif 0 < number < last and word in BOTH:
            yield number, "both"
        elif 0 < number < last and word in EITHER:
            yield number, "either"


def _tell(found: Parsed, operator: str, typed: str) -> None:
    if operator == "both":
        found.both = True
        note = format_lazy(_("“{typed}” was understood as: find all words."), typed=typed)
    elif operator == "either":
        note = format_lazy(_("“{typed}” was understood as: one of the words is enough."), typed=typed)
    else:
        note = format_lazy(_("“{typed}” was understood as a minus sign before the next word."), typed=typed)
    if str(note) not in map(str, found.notes):
        found.notes.append(note)


def _take_type(
    found: Parsed, piece: re.Match[str], type_named: Callable[[str], str]
) -> Literal["filter", "word", ""]:
    """What the piece was used as, if it is a filter by type; of one that names no type the name is searched
    for."""
    if piece["word"] is None:
        name, value = piece["name"] or "", piece["phrase"]
    else:
        name, _colon, value = piece["word"].partition(":")
    if name.casefold() not in TYPE_NAMES or not value.strip():
        return ""
    code = type_named(value)
    if code:
        found.types.append(code)
        return "filter"
    found.notes.append(
        format_lazy("{}: {}", _("There is no such type, we have searched for the word"), value)
    )
    found.words.append(value.strip())
    return "word"


def _take(found: Parsed, piece: re.Match[str], without: bool, suspended: bool) -> None:
    if piece["word"] is not None:
        _take_word(found, piece["word"].lstrip("-–") if suspended else piece["word"], without)
        return
    phrase = piece["phrase"].strip()
    if not phrase:
        return
    if piece["name"]:
        found.words.append(piece["name"])
    negative = without or bool(piece["not"])
    if " " in phrase:
        (found.excluded_phrases if negative else found.phrases).append(phrase)
    elif negative:
        found.excluded.append(phrase)
    else:
        found.phrases.append(phrase)


def _take_word(found: Parsed, word: str, without: bool) -> None:
    bare = word.lstrip("-–")
    negative = bool(bare) and (without or word.startswith("-"))
    plain = _STAR.sub("", bare)
    if plain != bare and plain:
        note = _("Stars are not needed: compounds and all forms of a word are found by themselves.")
        if str(note) not in map(str, found.notes):
            found.notes.append(note)
    if plain:
        (found.excluded if negative else found.words).append(plain)
