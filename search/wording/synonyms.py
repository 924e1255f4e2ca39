"""Further readings of query words, by the groups that editors keep; the index knows nothing of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from search.analysis.base import Analyser
from search.engines.base import Reading, Word
from search.wording.remembered import related, remembered
from search.wording.snippets import SynonymGroup, lines

# A group of groups would ask for half the dictionary.
MOST_READINGS = 12
Terms = tuple[str, ...]


class Group(NamedTuple):
    """One entry of the editors as plain data."""

    words: tuple[str, ...]
    both_ways: bool


class Extended(NamedTuple):
    """Query words with their synonyms among the readings, and the synonyms as editors wrote them."""

    words: tuple[Word, ...]
    used: tuple[str, ...]


def extended(words: Sequence[Word], analyser: Analyser, language: str) -> Extended:
    """Add what editors say means the same.

    An entry of several words ("Grüne Welle") is found where they stand together in the query; each of them may
    then be read as the synonym, so that a text with the synonym alone holds all words.
    """
    groups = _groups(language)
    if not groups or not words:
        return Extended(tuple(words), ())
    table = _table(groups, analyser)
    longest = max(map(len, table), default=0)
    found = list(words)
    used: dict[str, None] = {}
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + longest) + 1):
            for meant in _meanings(words[start:end], table):
                used.update(dict.fromkeys(meant))
                for at in range(start, end):
                    found[at] = _with(found[at], meant.values())
    return Extended(tuple(found), tuple(used))


def _groups(language: str) -> tuple[Group, ...]:
    return remembered(SynonymGroup, language, lambda: _load(language))


def _load(language: str) -> tuple[Group, ...]:
    rows = SynonymGroup.objects.filter(language__in=related(language)).order_by("pk")
    both = SynonymGroup.Direction.BOTH
    return tuple(Group(tuple(lines(row.words)), row.direction == both) for row in rows)


@lru_cache(16)
def _table(groups: tuple[Group, ...], analyser: Analyser) -> Mapping[Terms, Mapping[str, Reading]]:
    """For the terms of an entry: what else it means, by the words editors wrote."""
    table: dict[Terms, dict[str, Reading]] = {}
    for group in groups:
        entries = [(word, _terms(word, analyser)) for word in group.words]
        entries = [(word, terms) for word, terms in entries if terms]
        for number, (_word, terms) in enumerate(entries):
            if number and not group.both_ways:
                break
            others = {word: _reading(word, own, analyser) for word, own in entries if own != terms}
            table.setdefault(terms, {}).update(others)
    return table


def _terms(words: str, analyser: Analyser) -> Terms:
    return tuple(word.readings[0].term for word in analyser.query(words))


def _reading(word: str, terms: Terms, analyser: Analyser) -> Reading:
    if len(terms) > 1:
        return Reading(term="", parts=terms, surface="")
    return analyser.query(word)[0].readings[0]


def _meanings(
    words: Sequence[Word], table: Mapping[Terms, Mapping[str, Reading]]
) -> list[Mapping[str, Reading]]:
    """What these neighbours together mean; a single word also by its corrections."""
    spellings: list[Terms] = [tuple(word.readings[0].term for word in words)]
    if len(words) == 1:
        spellings = list(dict.fromkeys((reading.term,) for reading in words[0].readings))
    return [table[terms] for terms in spellings if terms in table]


def _with(word: Word, readings: Iterable[Reading]) -> Word:
    known = dict.fromkeys((*word.readings, *readings))
    return replace(word, readings=tuple(known)[:MOST_READINGS])
