"""Which numbers at the beginning of paragraphs are typed numbers: those whose neighbours count on; plain Python.

A quantity, a date, a clock time or an edition looks the same and belongs to the words.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from consultations.guidelines.exchange.found import Found
from consultations.guidelines.exchange.names import TYPED_NUMBER

# Items have more paragraphs than one, but a number counts on nearby.
FARTHEST = 40
# Left out paragraphs leave gaps; a number in parentheses is no quantity all the same.
LARGEST_GAP = 3
THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+\.?")
DATE = re.compile(r"\d{1,2}\.\d{1,2}\.\d{2,4}")
WORD = re.compile(r"[^\W\d_]+|[%€°]")
BELONGS_TO_NUMBER = frozenset(
    "januar februar märz april mai juni juli august september oktober november dezember jan feb mär apr jun jul aug "
    "sep sept okt nov dez uhr euro eur cent € % prozent grad ° m km cm mm qm ha kg t liter mio mrd millionen "
    "milliarden tausend jahre jahren monate monaten wochen tage tagen stunden minuten personen menschen einwohner "
    "mitglieder stimmen auflage ausgabe fassung lesung sitzung quartal halbjahr jahrhundert jahrgang wahlperiode "
    "legislaturperiode stock stockwerk etage obergeschoss untergeschoss og ug bauabschnitt klasse rang preis platz "
    "mal bürgermeister bürgermeisterin beigeordneter beigeordnete vorsitzende vorsitzender lebensjahr".split()
)
COMMON = frozenset(
    "der die das den dem des ein eine einen einer eines es sie er wir alle jede jeder jedes im in am an auf für mit "
    "von zu zur zum bei nach wenn soweit ist sind wird werden".split()
)


@dataclass(frozen=True, slots=True)
class _Typed:
    """A number and what follows it; `shape` is the number with every digit run alike."""

    place: int
    shape: str
    numbers: tuple[int, ...]
    next_word: str
    is_sure: bool = False
    has_tab: bool = False

    @property
    def is_dotted(self) -> bool:
        """Whether it is made of numbers and points alone, such as "1." and "1.2"."""
        return self.shape.strip(".#\t ") == ""


def mark_typed_numbers(found: Sequence[Found]) -> None:
    """Set `is_typed` at the paragraphs whose number counts on from, or to, a neighbour."""
    typed = [entry for place, line in enumerate(found) if (entry := _typed(place, line))]
    for position, entry in enumerate(typed):
        before = _nearest(entry, reversed(typed[:position]))
        after = _nearest(entry, typed[position + 1 :])
        if any(_counts_on(other, entry) for other in before) or any(
            _counts_on(entry, other) for other in after
        ):
            found[entry.place].is_typed = True
        elif entry.has_tab:
            # Nobody puts a tabulator behind a quantity or a date.
            found[entry.place].is_typed = True
    _mark_only_paragraphs(found, typed)


def _mark_only_paragraphs(found: Sequence[Found], typed: Sequence[_Typed]) -> None:
    """A "(1)" behind a heading, alone in its chapter, where other chapters count in the same way."""
    shapes = {entry.shape for entry in typed if found[entry.place].is_typed and not entry.is_dotted}
    for entry in typed:
        follows_heading = entry.place > 0 and found[entry.place - 1].role == "heading"
        if entry.shape in shapes and entry.numbers[-1] == 1 and follows_heading:
            found[entry.place].is_typed = True


def _typed(place: int, line: Found) -> _Typed | None:
    if line.role != "text" or line.kind != "p" or line.is_plain:
        return None
    text = f"{line.number.strip()} {line.text}" if line.number.strip() else line.text
    match = TYPED_NUMBER.match(text)
    if match is None:
        return None
    number, rest = match["number"], text[match.end() :]
    word = WORD.match(rest)
    next_word = word[0].lower() if word else ""
    numbers = tuple(int(digits) for digits in re.findall(r"\d+", number)[:6] if len(digits) < 7)
    shape = re.sub(r"\d+", "#", "".join(number.split())).rstrip(".") or "#"
    entry = _Typed(place, shape, numbers, next_word, bool(line.number.strip()), "\t" in match["gap"])
    is_quantity = THOUSANDS.fullmatch(number) or DATE.fullmatch(number) or next_word in BELONGS_TO_NUMBER
    is_certain = entry.is_sure or entry.has_tab or not entry.is_dotted
    return entry if numbers and (is_certain or not is_quantity) else None


def _nearest(entry: _Typed, others: Iterable[_Typed]) -> list[_Typed]:
    """The nearest number of the same shape, and the nearest of those made of points."""
    near: list[_Typed] = []
    has_same = has_dotted = False
    for other in others:
        if abs(other.place - entry.place) > FARTHEST or (has_same and has_dotted):
            break
        is_same, is_dotted = other.shape == entry.shape, entry.is_dotted and other.is_dotted
        if (is_same and not has_same) or (is_dotted and not has_dotted):
            near.append(other)
        has_same, has_dotted = has_same or is_same, has_dotted or is_dotted or not entry.is_dotted
    return near


def _counts_on(one: _Typed, next_one: _Typed) -> bool:
    is_same_thing = one.next_word == next_one.next_word and one.next_word not in COMMON | {""}
    if one.is_dotted and is_same_thing and not (one.is_sure or next_one.is_sure):
        # "1. Fachtag" and "2. Fachtag" name the days.
        return False
    before, after = one.numbers, next_one.numbers
    if after == (*before, 1):
        return True
    shared = 0
    while shared < min(len(before), len(after)) and before[shared] == after[shared]:
        shared += 1
    rest = after[shared:]
    return (
        shared < len(before)
        and bool(rest)
        and 0 < rest[0] - before[shared] <= (1 if one.is_dotted else LARGEST_GAP)
        and all(number == 1 for number in rest[1:])
    )
