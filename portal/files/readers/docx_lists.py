"""How the lists of a DOCX file count: through list styles, overrides and starts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element  # defusedxml parses  # nosec B405

from portal.files.readers.docx_xml import Style, W, value_of, whole

COUNTED_LABEL = re.compile(r"\(%\d\)|%\d\.%\d|§")
WITHOUT_NUMBER = ("bullet", "none")
FIRST_SIGNS = {"lowerLetter": "a", "upperLetter": "A", "lowerRoman": "i", "upperRoman": "I"}
LONGEST_WAY = 10
Levels = dict[int, "ListLevel"]


@dataclass(frozen=True, slots=True)
class ListLevel:
    """How one level of a list counts; `sample` is what stands before its first item when that is not "1."."""

    is_bullet: bool
    is_counted: bool
    start: int = 1
    sample: str = ""


def lists_of(root: Element, styles: Mapping[str, Style]) -> dict[tuple[str, int], ListLevel]:
    """The levels of all lists, by the number of the list and the depth."""
    abstract = {entry.get(f"{W}abstractNumId", ""): entry for entry in root.iter(f"{W}abstractNum")}
    numbers = {entry.get(f"{W}numId", ""): entry for entry in root.iter(f"{W}num")}
    found = {}
    for number_id, number in numbers.items():
        levels = _levels(value_of(number, "abstractNumId"), abstract, numbers, styles)
        for depth, level in _overridden(levels, number).items():
            found[number_id, depth] = level
    return found


def _levels(
    name: str, abstract: Mapping[str, Element], numbers: Mapping[str, Element], styles: Mapping[str, Style]
) -> Levels:
    """The levels of a definition; one that only names a list style is looked up there."""
    for _step in range(LONGEST_WAY):
        entry = abstract.get(name)
        if entry is None:
            return {}
        style = value_of(entry, "numStyleLink")
        if not style:
            return {whole(level.get(f"{W}ilvl", "0")): _level(level) for level in entry.iter(f"{W}lvl")}
        linked = (key for key, other in abstract.items() if value_of(other, "styleLink") == style)
        by_style = styles.get(style, Style()).number_id or ""
        name = next(linked, "") or value_of(numbers.get(by_style), "abstractNumId")
    return {}


def _overridden(levels: Levels, number: Element) -> Levels:
    """The levels as one list uses them."""
    out = dict(levels)
    for entry in number.iter(f"{W}lvlOverride"):
        depth = whole(entry.get(f"{W}ilvl", "0"))
        own = entry.find(f"{W}lvl")
        if own is not None:
            out[depth] = _level(own)
        start = value_of(entry, "startOverride")
        if start and depth in out:
            out[depth] = _started(out[depth], whole(start, 1))
    return out


def _level(level: Element) -> ListLevel:
    kind, label = value_of(level, "numFmt", "decimal"), value_of(level, "lvlText")
    if kind in WITHOUT_NUMBER:
        return ListLevel(is_bullet=True, is_counted=False)
    is_counted = kind not in FIRST_SIGNS and bool(COUNTED_LABEL.search(label))
    start = whole(value_of(level, "start"), 1)
    first = FIRST_SIGNS.get(kind, str(start))
    sample = re.sub(r"%\d", first, label)
    return ListLevel(False, is_counted, start, "" if sample in ("1.", "1", "1)") else sample)


def _started(level: ListLevel, start: int) -> ListLevel:
    if level.is_bullet or start == level.start:
        return level
    return replace(level, start=start, sample=level.sample if start == 1 else f"{start}.")
