"""The one place that searches: words of the reader's language, one engine call, hits checked, help if
there are none."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.findable import aside_kinds
from search import dates, sources
from search.analysis.base import Analyser
from search.analysis.spelling import Speller, initials
from search.elsewhere import OtherLanguage, elsewhere
from search.engines.base import AskedDay, Engine, EngineError, EngineQuery, Found, FoundPassage, Group, Word
from search.grammar import Note
from search.highlight import snippet
from search.privacy import for_readers, with_aside
from search.request import FACETS, SearchRequest
from search.results import PLACES, FacetView, Hit, checked, facets_of
from search.wording import synonyms
from search.wording.lists import analyser_in_force
from search.wording.promoted import Promoted, promoted_for

PER_PAGE = 10
# Passages asked for per find: several may lie at one place, and three places are shown.
PASSAGES = 6
# Passages asked for when all places of one find are wanted; the clusters give no more at once.
ALL_PASSAGES = 100
# With so few words beside it a quoted phrase is demanded; in a longer question it is more often a quotation.
FEW_WORDS = 1
# Each costs a look at the word list; a question with more of them is not a typing mistake.
MOST_CORRECTIONS = 5
NEAR_WORDS = 20_000
# After a whole section was made private many hits may be gone; a short page is better than a slow one.
MOST_REFILLS = 3
Check = Callable[[Sequence[Group]], list[Hit]]


@dataclass(frozen=True, slots=True)
class Correction:
    """A word nobody knows, and what was looked for instead."""

    typed: str
    used: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Everything the page shows; `total` counts sources, `older` those of kinds that have to be asked for."""

    request: SearchRequest
    hits: Sequence[Hit] = ()
    total: int = 0
    page: int = 1
    facets: Sequence[FacetView] = ()
    corrections: Sequence[Correction] = ()
    synonyms: Sequence[str] = ()
    promoted: Sequence[Promoted] = ()
    others: Sequence[OtherLanguage] = ()
    notes: Sequence[Note] = ()
    older: int = 0


@dataclass(slots=True)
class _Terms:
    """The question in the terms of one language."""

    words: tuple[Word, ...]
    phrases: tuple[tuple[str, ...], ...]
    excluded: tuple[Word, ...]
    excluded_phrases: tuple[tuple[str, ...], ...] = ()
    days: tuple[AskedDay, ...] = ()
    synonyms: tuple[str, ...] = ()
    corrections: list[Correction] = field(default_factory=list)

    @property
    def ask_something(self) -> bool:
        return bool(self.words or self.phrases or self.days)

    @property
    def marked_phrases(self) -> tuple[tuple[str, ...], ...]:
        """What is marked in one piece."""
        return (*self.phrases, *(writing for asked in self.days for writing in asked.writings))


@dataclass(frozen=True, slots=True)
class Ranked:
    """What the engine says, before anything is checked and shown; `found` is None when nothing can be asked."""

    terms: _Terms
    query: EngineQuery
    found: Found | None
    notes: list[Note]


def search(
    asked: SearchRequest,
    engine: Engine,
    request: HttpRequest | None = None,
    per_page: int = PER_PAGE,
    *,
    hits_only: bool = False,
) -> Answer:
    """Answer one question; raises EngineError, whatever is wrong with the index, and nothing else.

    `hits_only` leaves out what helps a reader to ask on: filters, recommended results, other languages.
    """
    try:
        return _search(asked, engine, request, per_page, hits_only=hits_only)
    except (OSError, UnicodeError) as error:
        # A damaged or unreadable index directory.
        raise EngineError(str(error)) from error


def ranked(
    asked: SearchRequest, engine: Engine, per_page: int = PER_PAGE, *, hits_only: bool = False
) -> Ranked:
    """One page in the engine's order; a phrase that nothing holds, or in a long question, only ranks."""
    terms = _terms(asked, analyser_in_force(asked.language), engine)
    notes = list(asked.notes)
    strict = asked.all_words or asked.verbatim or len(terms.words) <= FEW_WORDS
    if terms.phrases and not strict:
        terms = _loosened(asked, engine)
        notes.append(_("Your question is long: pages without the quoted words in this order are shown, too."))
    query = _engine_query(asked, terms, per_page, hits_only=hits_only)
    if asked.text and not terms.ask_something:
        notes.append(_("Your question contains no word that can be searched for."))
        return Ranked(terms, query, None, notes)
    found = engine.search(query)
    if terms.phrases and not found.total and not (asked.all_words or asked.verbatim):
        terms = _loosened(asked, engine)
        query = _engine_query(asked, terms, per_page, hits_only=hits_only)
        found = engine.search(query)
        if found.total:
            notes.append(_("No page contains the quoted words in this order. These contain some of them."))
    return Ranked(terms, query, found, notes)


def _loosened(asked: SearchRequest, engine: Engine) -> _Terms:
    """The words of the phrases as words among the others."""
    words = " ".join((asked.words, *asked.phrases))
    return _terms(replace(asked, words=words, phrases=()), analyser_in_force(asked.language), engine)


def _search(
    asked: SearchRequest, engine: Engine, request: HttpRequest | None, per_page: int, *, hits_only: bool
) -> Answer:
    engine = for_readers(engine)
    if asked.with_aside:
        engine = with_aside(engine)
    analyser = analyser_in_force(asked.language)
    answer = ranked(asked, engine, per_page, hits_only=hits_only)
    hits_only = hits_only or bool(asked.within)
    terms, query, found, notes = answer.terms, answer.query, answer.found, answer.notes
    if found is None:
        return Answer(request=asked, notes=notes)
    page = max(1, min(asked.page, -(-found.total // per_page)))
    if page != asked.page:
        found = engine.search(replace(query, offset=(page - 1) * per_page))
    query = replace(query, offset=(page - 1) * per_page)

    def mark(passage: FoundPassage) -> str:
        wrapped = bool(passage.file)
        return snippet(passage.shown, terms.words, analyser, terms.marked_phrases, wrapped=wrapped).html

    def check(groups: Sequence[Group]) -> list[Hit]:
        return checked(groups, mark, request, named, ALL_PASSAGES if asked.within else PLACES)

    # Their names belong to pages, which may be private by now while the index is seconds behind.
    named = None if hits_only else sources.public_titles("consultation", found.facets.get("consultation", {}))
    hits, dropped = _filled(engine, query, found, check)
    return Answer(
        request=asked,
        hits=hits,
        total=max(found.total - dropped, len(hits)),
        page=page,
        facets=() if named is None else facets_of(found.facets, asked.filters, named),
        corrections=terms.corrections,
        synonyms=terms.synonyms,
        promoted=() if hits_only else _promoted(asked, analyser, page, request),
        others=() if hits_only else _others(asked, engine, request),
        notes=notes,
        older=0 if hits_only or page != 1 else _aside(asked, engine, query),
    )


def _terms(asked: SearchRequest, analyser: Analyser, engine: Engine | None = None) -> _Terms:
    terms = _Terms(
        (),
        _phrases(asked.phrases, analyser),
        analyser.query(asked.excluded) if asked.excluded else (),
        _phrases(asked.excluded_phrases, analyser),
        tuple(_asked_day(day, asked.language, analyser) for day in asked.days),
    )
    known: dict[str, Sequence[str]] = {}

    def correct(word: str) -> Sequence[str]:
        if word not in known and len(known) < MOST_CORRECTIONS and engine is not None:
            known[word] = nearest(word, asked.language, engine)
            if known[word]:
                terms.corrections.append(Correction(word, tuple(known[word])))
        return known.get(word, ())

    if asked.words:
        terms.words = analyser.query(asked.words, None if asked.verbatim or engine is None else correct)
        if not asked.verbatim:
            terms.words, terms.synonyms = synonyms.extended(terms.words, analyser, asked.language)
    return terms


def _asked_day(day: dt.date, language: str, analyser: Analyser) -> AskedDay:
    return AskedDay(day=day, writings=_phrases(dates.writings(day, language), analyser))


def _phrases(phrases: Sequence[str], analyser: Analyser) -> tuple[tuple[str, ...], ...]:
    return tuple(terms for terms in map(analyser.phrase, phrases) if terms)


def _promoted(
    asked: SearchRequest, analyser: Analyser, page: int, request: HttpRequest | None
) -> Sequence[Promoted]:
    """On the first page only; who filters looks for something else."""
    if page != 1 or not asked.text or asked.filters or asked.date_from or asked.date_to:
        return ()
    return promoted_for(asked.text, analyser, asked.language, request)


def nearest(word: str, language: str, engine: Engine) -> Sequence[str]:
    """Words of public text that look alike."""
    letters = initials(word, analyser_in_force(language).fold)
    return _speller(engine, engine.state(), language, letters).suggest(word) if letters else ()


@lru_cache(40)
def _speller(engine: Engine, state: str, language: str, letters: str) -> Speller:
    """Kept until the index changes (`state`), so a withdrawn word is never offered."""
    near = {
        word: count for letter in letters for word, count in engine.terms(letter, NEAR_WORDS, (language,))
    }
    return Speller(near, analyser_in_force(language).fold)


def _engine_query(
    asked: SearchRequest, terms: _Terms, per_page: int, *, hits_only: bool = False
) -> EngineQuery:
    return EngineQuery(
        words=terms.words,
        phrases=terms.phrases,
        days=terms.days,
        excluded=terms.excluded,
        excluded_phrases=terms.excluded_phrases,
        all_words=asked.all_words,
        languages=(asked.language,),
        filters=asked.filters,
        date_from=asked.date_from,
        date_to=asked.date_to,
        sort=asked.sort,
        offset=(asked.page - 1) * per_page,
        limit=per_page,
        places=ALL_PASSAGES if asked.within else PASSAGES,
        within=(asked.within,) if asked.within else (),
        facets=() if hits_only else tuple(FACETS.values()),
        today=timezone.localdate(),
    )


def _filled(engine: Engine, query: EngineQuery, found: Found, check: Check) -> tuple[list[Hit], int]:
    """One page of hits; for those that are gone, the next ones move up. Also how many were gone."""
    hits = check(found.groups)
    dropped = len(found.groups) - len(hits)
    offset = query.offset + query.limit
    for _attempt in range(MOST_REFILLS):
        if len(hits) >= query.limit or offset >= found.total:
            break
        more = engine.search(replace(query, offset=offset, facets=())).groups
        shown = check(more)
        dropped += len(more) - len(shown)
        hits += shown
        offset += query.limit
    return hits[: query.limit], dropped


def _others(asked: SearchRequest, engine: Engine, request: HttpRequest | None) -> Sequence[OtherLanguage]:
    """Offered beside the first page."""

    def question(language: str) -> EngineQuery | None:
        terms = _terms(replace(asked, language=language), analyser_in_force(language))
        return _engine_query(asked, terms, 0) if terms.ask_something else None

    return elsewhere(asked.language, engine, question, request) if asked.text and asked.page == 1 else ()


def _aside(asked: SearchRequest, engine: Engine, query: EngineQuery) -> int:
    """How many sources would come along if the kinds left out were asked for, too."""
    kinds = aside_kinds()
    if asked.with_aside or asked.filters.get("kind") or not kinds:
        return 0
    everything = with_aside(engine)
    if not _has_aside(everything, everything.state(), kinds):
        return 0
    narrowed = replace(query, filters={**query.filters, "kind": kinds}, offset=0, limit=0, facets=())
    return everything.search(narrowed).total


@lru_cache(8)
def _has_aside(engine: Engine, state: str, kinds: tuple[str, ...]) -> bool:
    """Asked once for each state of the index."""
    return engine.search(EngineQuery(filters={"kind": kinds}, limit=0)).total > 0
