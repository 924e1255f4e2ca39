"""What helps a reader who found nothing: other spellings, explained words, topics that look alike."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import islice

from django.http import HttpRequest
from django.utils.functional import Promise
from rapidfuzz import fuzz

from portal.explaining import Explanation, explanations
from search import sources
from search.analysis.base import Analyser
from search.engines.base import Engine, EngineQuery, Facet
from search.privacy import for_readers
from search.query import Answer, nearest
from search.request import FACETS, SearchRequest
from search.results import FACET_LABELS, readable
from search.wording.lists import analyser_in_force

MOST_WORDS = 5
MOST_SPELLINGS = 3
MOST_EXPLANATIONS = 3
MOST_NEARBY = 5
# Of 100; below that names only share a syllable.
ALIKE = 75
NEAR_FACETS: tuple[Facet, ...] = ("topic", "body", "consultation")


@dataclass(frozen=True, slots=True)
class Spelling:
    """The whole question with one word written as it occurs in public text."""

    text: str


@dataclass(frozen=True, slots=True)
class Nearby:
    """A value to filter by whose name looks like the question; `name` is the parameter of the address."""

    name: str
    value: str
    label: str | Promise


@dataclass(frozen=True, slots=True)
class Help:
    """All of it may be empty."""

    spellings: Sequence[Spelling] = ()
    explanations: Sequence[Explanation] = ()
    nearby: Sequence[Nearby] = field(default=())


def help_for(answer: Answer, engine: Engine, request: HttpRequest | None = None) -> Help:
    """Nothing that is not public at this moment; raises EngineError."""
    asked = answer.request
    if answer.hits or not asked.words:
        return Help()
    engine = for_readers(engine)
    analyser = analyser_in_force(asked.language)
    return Help(
        list(islice(_spellings(asked, analyser, engine), MOST_SPELLINGS)),
        list(islice(_explanations(asked, analyser), MOST_EXPLANATIONS)),
        # Each costs a search: no more are looked for than are shown.
        list(islice(_nearby(asked, analyser, engine, request), MOST_NEARBY)),
    )


def _spellings(asked: SearchRequest, analyser: Analyser, engine: Engine) -> Iterator[Spelling]:
    """Also for words that the language knows but the portal does not have; not for forms of one it has."""
    for word in asked.words.split()[:MOST_WORDS]:
        near = nearest(word, asked.language, engine)
        if word in asked.text and analyser.phrase(word) not in map(analyser.phrase, near):
            yield from (Spelling(asked.text.replace(word, one)) for one in near)


def _explanations(asked: SearchRequest, analyser: Analyser) -> Iterator[Explanation]:
    wanted = _terms(asked.words, analyser)
    for one in explanations(asked.language):
        if wanted & _terms(one.term, analyser) or _alike(asked.words, one.term, analyser):
            yield one


def _nearby(
    asked: SearchRequest, analyser: Analyser, engine: Engine, request: HttpRequest | None
) -> Iterator[Nearby]:
    """Values of filters by likeness; each leads to a source that everybody may read now."""
    names = {facet: name for name, facet in FACETS.items()}
    wanted = _terms(asked.words, analyser)
    for facet, values in _values(engine, engine.state(), asked.language):
        shown: Iterable[str] = sources.public_titles(facet, values) if facet == "consultation" else values
        for value in shown:
            if not (wanted & _terms(value, analyser) or _alike(asked.words, value, analyser)):
                continue
            query = EngineQuery(languages=(asked.language,), filters={facet: (value,)}, limit=3)
            if readable(engine.search(query).groups, request):
                yield Nearby(names[facet], value, FACET_LABELS[facet])


@lru_cache(16)
def _values(engine: Engine, state: str, language: str) -> tuple[tuple[Facet, tuple[str, ...]], ...]:
    """Every value in use, kept until the index changes (`state`)."""
    query = EngineQuery(languages=(language,), facets=NEAR_FACETS)
    found = engine.search(replace(query, limit=0)).facets
    return tuple((facet, tuple(found.get(facet, {}))) for facet in NEAR_FACETS)


def _terms(text: str, analyser: Analyser) -> set[str]:
    """The words and the smallest parts of compounds."""
    readings = [word.readings[0] for word in analyser.query(text)]
    return {term for reading in readings for term in (reading.term, *reading.parts)}


def _alike(text: str, name: str, analyser: Analyser) -> bool:
    one, other = (" ".join(map(analyser.fold, words.split())) for words in (text, name))
    return fuzz.token_sort_ratio(one, other) >= ALIKE
