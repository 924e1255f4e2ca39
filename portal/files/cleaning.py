"""Extracted text made readable: joined words, no page headers, no control characters."""

import re
import unicodedata
from collections.abc import Sequence

from portal.files.accents import with_accents
from portal.files.edges import without_repeated_edges

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


def clean_pages(texts: Sequence[str], margins: Sequence[str] = ()) -> tuple[str, ...]:
    """Clean pages of one file, in order; page numbers go, and headers and footers stay once.

    `margins` is what stands in the margins of each page, where a reader can tell.
    """
    normal = [normalise(text) for text in texts]
    edges = [normalise(margin) for margin in margins]
    return tuple(join_divided_words(text).strip() for text in without_repeated_edges(normal, edges))


def normalise(text: str) -> str:
    """One kind of line end, composed letters, no invisible characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0b", "\n").replace("\x0c", "\n")
    text = DIVISION_MARK.sub("-\n", text)
    text = SOFT_HYPHEN_AT_END.sub("-\n", text)
    text = UNWANTED.sub("", text)
    text = LIGATURES.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    lines = (line.strip() for line in unicodedata.normalize("NFC", with_accents(text)).split("\n"))
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
    # A footer that stays may follow the word, behind an empty line.
    ends = (before.rstrip(), before.rstrip().rpartition("\n\n")[0].rstrip())
    first = next(filter(None, (re.search(r"(\w[\w-]*)[-\u2010]$", end) for end in ends)), None)
    second = re.match(r"\w+", after.lstrip())
    if first is None or second is None:
        return ""
    if JOINING_WORDS.match(after.lstrip()) or not second[0][0].islower():
        return ""
    return first[1] + second[0]
