"""Word lists in force: those the index was made with, the same for index, query and highlighter.

An editor's change waits for the next rebuild. `adopt` puts it in force and is called before the first source is
read, so every passage of the new index is made with it. Until readers switch over they ask the old index with
the new lists, which is harmless: lists never change the term of a word, only which parts of compounds are found
besides. A rebuild that fails leaves `reconcile` to see every source as stale, because `version` is part of what
sources are compared by.
"""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import sha256

from django.conf import settings
from django.db import transaction

from portal.findable import aside_kinds
from search.analysis import analyser_for
from search.analysis.base import Analyser, WordLists
from search.analysis.vocabulary import MIN_OWN_COUNT
from search.engines.base import Engine, EngineError
from search.wording.remembered import related, remembered
from search.wording.snippets import Edition, ListedWord

# Enough for the names of a city; a longer list would hold words of a single page.
MOST_OWN = 20_000
MOST_BY_LETTER = 4_000
SHORTEST_OWN = 5
LETTERS = "abcdefghijklmnopqrstuvwxyzäöü"
# Lists are read by the German analyser only, which also serves Leichte Sprache.
LISTED_LANGUAGES = ("de",)


def analyser_in_force(language: str) -> Analyser:
    """The analyser of a language with the lists its index was made with."""
    adopted = version(language)
    if not adopted:
        return analyser_for(language)
    try:
        return analyser_for(language, _lists(_family(language), adopted))
    except Edition.DoesNotExist:
        # Replaced a moment ago by another process; the next look sees the new one.
        return analyser_for(language)


def version(language: str) -> str:
    """Names the lists in force; empty before the first rebuild with lists and where lists are not used."""
    family = _family(language)
    if family not in LISTED_LANGUAGES:
        return ""
    return remembered(Edition, family, lambda: _adopted_version(family))


def waiting() -> list[str]:
    """Languages whose word list was changed since their index was made."""
    found = []
    for language in LISTED_LANGUAGES:
        edition = Edition.objects.filter(language=language).first()
        in_force = (edition.never_split, edition.extra) if edition else ([], [])
        if in_force != _listed(language):
            found.append(language)
    return found


def adopt(engine: Engine) -> None:
    """Put the editors' lists and the public words of the index as it is now in force."""
    for language in LISTED_LANGUAGES:
        own = _own_words(engine, language)
        never_split, extra = _listed(language)
        with transaction.atomic():
            Edition.objects.filter(language=language).delete()
            if own or never_split or extra:
                digest = sha256(json.dumps([never_split, extra, own], sort_keys=True).encode()).hexdigest()
                Edition.objects.create(
                    language=language, never_split=never_split, extra=extra, own=own, version=digest[:12]
                )


@lru_cache(16)
def _lists(language: str, adopted: str) -> WordLists:
    """One object for each version, because analysers are remembered by it."""
    edition = Edition.objects.get(language=language, version=adopted)
    return WordLists(
        own=edition.own, never_split=frozenset(edition.never_split), extra=frozenset(edition.extra)
    )


def _adopted_version(language: str) -> str:
    return Edition.objects.filter(language=language).values_list("version", flat=True).first() or ""


def _listed(language: str) -> tuple[list[str], list[str]]:
    rows = ListedWord.objects.filter(language__in=_members(language)).values_list("kind", "word")
    words = {kind: sorted({w for k, w in rows if k == kind}) for kind in ListedWord.Kind.values}
    return words[ListedWord.Kind.WHOLE], words[ListedWord.Kind.EXTRA]


def _own_words(engine: Engine, language: str) -> Mapping[str, int]:
    """Words of public text that are common enough; none while there is no index."""
    counts: dict[str, int] = {}
    try:
        for letter in LETTERS:
            words = engine.terms(letter, MOST_BY_LETTER, _members(language), without_kinds=aside_kinds())
            counts.update(words)
    except EngineError:
        return {}
    common = [
        (word, count)
        for word, count in counts.items()
        if count >= MIN_OWN_COUNT and len(word) >= SHORTEST_OWN and word.isalpha()
    ]
    return dict(sorted(common, key=lambda pair: (-pair[1], pair[0]))[:MOST_OWN])


def _family(language: str) -> str:
    return related(language)[-1]


def _members(family: str) -> Sequence[str]:
    return [code for code, _name in settings.LANGUAGES if _family(code) == family]
