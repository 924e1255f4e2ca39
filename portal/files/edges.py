"""Headers, footers and page numbers told apart from content at the edges of pages; plain Python.

What a council votes on can look like a header: the same words on every page, a number that rises. So a line goes
only where nothing but a page number differs, and what is not a page number stays once.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

EDGE_LINES = 3
FEWEST_PAGES = 3
# Left and right pages often carry different headers, so each stands on fewer than half of the pages.
SHARE_OF_PAGES = 0.4
LONGEST_HEADER = 160
PAGE_WORD = r"(?:Seite|Seiten|S\.|Blatt|Page|p\.|Sayfa|Сторінка|Стор\.|Страница|Стр\.|صفحة|الصفحة)"
OF = r"(?:\s?/\s?|\s(?:von|of|sur|de|von insgesamt|з|из|من)\s)"
NAMED = re.compile(
    rf"\b{PAGE_WORD}\s?[-–]?\s?(?P<number>\d{{1,4}})(?:{OF}\d{{1,4}})?(?!\w|[.,/]\d)", re.IGNORECASE
)
ALONE = re.compile(rf"^[-–—|•·(\[\s]*(?P<number>\d{{1,4}})(?:{OF}\d{{1,4}})?[-–—|•·)\]\s]*$")
BEHIND_A_BAR = re.compile(r"[|•·]\s?(?P<number>\d{1,4})$|^(?P<first>\d{1,4})\s?[|•·]")


@dataclass(frozen=True, slots=True)
class Shape:
    """A line without its page number; `offset` is how far that number is ahead of the place of the page."""

    words: str
    offset: int | None = None

    @property
    def is_number_only(self) -> bool:
        """Whether the line holds a page number and no word besides."""
        return self.offset is not None and not any(letter.isalnum() for letter in self.words)


def without_repeated_edges(texts: Sequence[str], margins: Sequence[str] = ()) -> list[str]:
    """Drop what repeats at the edges of many pages; headers and footers with words stay on their first page.

    At the bottom, where a page may end with the same vote as others, a line without page number must also stand in
    `margins`, the words in the margins of its page.
    """
    pages = [text.split("\n") for text in texts]
    with_text = sum(1 for text in texts if text)
    if with_text < FEWEST_PAGES:
        return list(texts)
    needed = max(FEWEST_PAGES, SHARE_OF_PAGES * with_text)
    seen: dict[Shape, set[int]] = defaultdict(set)
    for index, lines in enumerate(pages):
        for place in (*top(lines), *bottom(lines)):
            seen[shape(lines[place], index)].add(index)
    repeated = {found: min(indexes) for found, indexes in seen.items() if len(indexes) >= needed}
    return [
        "\n".join(without_edges(lines, index, repeated, margins[index] if margins else ""))
        for index, lines in enumerate(pages)
    ]


def without_edges(lines: Sequence[str], index: int, repeated: dict[Shape, int], in_margin: str) -> list[str]:
    """The lines of one page from which headers and footers went; a page is never emptied."""
    margin = {words_of(line) for line in in_margin.split("\n")}
    dropped: set[int] = set()
    kept_below = len(lines)
    for place in top(lines):
        found = shape(lines[place], index)
        if found not in repeated:
            break
        if found.is_number_only or repeated[found] != index:
            dropped.add(place)
    for place in bottom(lines):
        found = shape(lines[place], index)
        if found not in repeated or (found.offset is None and words_of(lines[place]) not in margin):
            break
        if found.is_number_only or repeated[found] != index:
            dropped.add(place)
        else:
            kept_below = place
    body = [line for place, line in enumerate(lines[:kept_below]) if place not in dropped]
    below = [line for place, line in enumerate(lines) if place >= kept_below and place not in dropped]
    if below and "".join(body).rstrip().endswith(("-", "\u2010")):
        # The divided word goes on overleaf, not in the footer.
        body.append("")
    left = [*body, *below]
    return left if any(left) else list(lines)


def top(lines: Sequence[str]) -> list[int]:
    """Places of the first lines that hold text, from the outside to the inside."""
    return filled(lines)[:EDGE_LINES]


def bottom(lines: Sequence[str]) -> list[int]:
    """Places of the last lines that hold text, from the outside to the inside."""
    return filled(lines)[::-1][:EDGE_LINES]


def filled(lines: Sequence[str]) -> list[int]:
    """Places of lines that hold text."""
    return [place for place, line in enumerate(lines) if line]


def shape(line: str, index: int) -> Shape:
    """What must be the same on other pages for the line to be a header there."""
    words = words_of(line)
    if len(words) > LONGEST_HEADER:
        # Whole paragraphs are content; nothing else has the shape of this one.
        return Shape(f"{index}\n{words}")
    match = NAMED.search(words) or ALONE.match(words) or BEHIND_A_BAR.search(words)
    if match is None:
        return Shape(words)
    group = "number" if match["number"] else "first"
    rest = f"{words[: match.start()]}\n{words[match.end() :]}"
    return Shape(rest, int(match[group]) - index)


def words_of(line: str) -> str:
    """The line with single spaces."""
    return " ".join(line.split())
