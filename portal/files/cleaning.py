"""Extracted text made readable: joined words, no page headers, no control characters."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

# pdfium writes U+FFFE (older versions U+0002) where a word is divided at a line end, and drops the break.
DIVISION_MARK = re.compile("[\u0002\ufffe][ \t]*\n?")
SOFT_HYPHEN_AT_END = re.compile("\u00ad[ \t]*\n[ \t]*")
UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u202d\u202e\ufeff\ufff0-\uffff\ud800-\udfff]")
LIGATURES = re.compile("[\ufb00-\ufb06]")
DIVIDED_WORD = re.compile(r"(?<=\w)[-\u2010]\n[ \t]*(?=\w)")
# "Haupt- und Finanzausschuss" keeps its hyphen although the line ends there.
JOINING_WORDS = re.compile(
    r"(?:und|oder|bzw|beziehungsweise|sowie|wie|bis|als|noch|aber|nebst|samt|statt|and|or|et|ou|ve|veya)\b"
)
NUMBERS = re.compile(r"\d+")
EDGE_LINES = 3
FEWEST_PAGES = 3
# Left and right pages often carry different headers, so each stands on fewer than half of the pages.
SHARE_OF_PAGES = 0.4
LONGEST_HEADER = 160


def clean_pages(texts: Sequence[str]) -> tuple[str, ...]:
    """Clean pages of one file, in order; page numbers and repeated headers and footers are dropped."""
    normal = [normalise(text) for text in texts]
    return tuple(join_divided_words(text).strip() for text in without_repeated_edges(normal))


def normalise(text: str) -> str:
    """One kind of line end, composed letters, no invisible characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", "\n")
    text = DIVISION_MARK.sub("-\n", text)
    text = SOFT_HYPHEN_AT_END.sub("-\n", text)
    text = UNWANTED.sub("", text)
    text = LIGATURES.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    lines = (line.strip() for line in unicodedata.normalize("NFC", text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def join_divided_words(text: str) -> str:
    """Join words divided at a line end; a hyphen that belongs to the word stays."""
    return DIVIDED_WORD.sub(lambda match: joint(match, text), text)


def joint(match: re.Match[str], text: str) -> str:
    """What stands between the two halves: nothing, a hyphen, or hyphen and space."""
    rest = text[match.end() : match.end() + 40]
    if JOINING_WORDS.match(rest):
        return "- "
    return "" if rest[0].islower() and text[match.start() - 1].isalpha() else "-"


def word_over_break(before: str, after: str) -> str:
    """The word divided between the end of one page and the start of the next, or ""."""
    first = re.search(r"(\w[\w-]*)[-\u2010]$", before.rstrip())
    second = re.match(r"\w+", after.lstrip())
    if first is None or second is None:
        return ""
    if JOINING_WORDS.match(after.lstrip()) or not second[0][0].islower():
        return ""
    return first[1] + second[0]


def without_repeated_edges(texts: Sequence[str]) -> list[str]:
    """Drop lines that stand at the edge of many pages; only numbers in them may differ."""
    pages = [text.split("\n") for text in texts]
    with_text = sum(1 for text in texts if text)
    if with_text < FEWEST_PAGES:
        return list(texts)
    counts: Counter[str] = Counter()
    for lines in pages:
        counts.update({shape(lines[place]) for place in edges(lines)})
    needed = max(FEWEST_PAGES, SHARE_OF_PAGES * with_text)
    repeated = {line for line, count in counts.items() if count >= needed}
    return ["\n".join(without_edges(lines, repeated)) for lines in pages]


def edges(lines: Sequence[str]) -> list[int]:
    """Places of the first and last lines of a page that hold text."""
    filled = [place for place, line in enumerate(lines) if line and len(line) <= LONGEST_HEADER]
    return sorted({*filled[:EDGE_LINES], *filled[-EDGE_LINES:]})


def without_edges(lines: Sequence[str], repeated: set[str]) -> list[str]:
    """The lines of a page without those at its edge that repeat."""
    dropped = {place for place in edges(lines) if shape(lines[place]) in repeated}
    return [line for place, line in enumerate(lines) if place not in dropped]


def shape(line: str) -> str:
    """The line with every number alike, so that "Seite 3 von 9" and "Seite 4 von 9" are the same."""
    return NUMBERS.sub("#", " ".join(line.split()))
