"""What a reader may mean while typing: pages and agenda items, bodies, frequent words; all of it public now."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest, QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from search.analysis.base import Analyser
from search.analysis.stopwords import STOP_WORDS
from search.engines.base import Engine, EngineError, EngineQuery
from search.privacy import for_readers
from search.request import clean, results_url
from search.results import Hit, open_passages, readable
from search.wording.lists import analyser_in_force

MOST_CHARACTERS = 100
MOST_EARLIER = 8
SHORTEST = 2
# A list that fits a phone above its keyboard.
MOST_WORDS, MOST_BODIES, MOST_PLACES = 3, 1, 4
SHORTEST_WORD = 4
# Words that begin with two letters are too many to guess from, and to look through (12 ms of 19,000 passages).
SHORTEST_BEGINNING = 3
# More candidates than are shown: some turn out to be forms of one word, some are not public any more.
CANDIDATES = 12
LOOKED_THROUGH = 12


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line of the list: where it leads, and what it is."""

    text: str
    url: str
    hint: str | Promise = ""


@dataclass(frozen=True, slots=True)
class _Typed:
    """What stands in the box: finished words, and the beginning of one."""

    earlier: str
    beginning: str
    language: str
    analyser: Analyser

    def matches(self, text: str) -> bool:
        """Whether a word of the text begins like this."""
        start = self.analyser.fold(self.beginning)
        return any(
            self.analyser.fold(token.surface).startswith(start) for token in self.analyser.analyse(text)
        )


def suggestions(
    text: str, language: str, engine: Engine, request: HttpRequest | None = None
) -> list[Suggestion]:
    """Words first, then where to go at once; a page takes the place of the word it is called. Raises
    EngineError."""
    typed = _typed(text, language)
    if typed is None:
        return []
    try:
        engine = for_readers(engine)
        found = [
            *_words(typed, engine, request),
            *_bodies(typed, engine, request),
            *_places(typed, engine, request),
        ]
    except (OSError, UnicodeError) as error:
        raise EngineError(str(error)) from error
    by_text: dict[str, Suggestion] = {}
    for one in found:
        by_text[one.text.casefold()] = one
    return list(by_text.values())


def _typed(text: str, language: str) -> _Typed | None:
    words = clean(text[: MOST_CHARACTERS * 2])[:MOST_CHARACTERS].replace('"', " ").split()
    if not words or len(words) > MOST_EARLIER or words[-1].startswith("-"):
        return None
    beginning = words[-1].strip(".,;:!?()[]*")
    if len(beginning) < SHORTEST or not any(letter.isalnum() for letter in beginning):
        return None
    return _Typed(" ".join(words[:-1]), beginning, language, analyser_in_force(language))


def _places(typed: _Typed, engine: Engine, request: HttpRequest | None) -> Iterator[Suggestion]:
    query = EngineQuery(
        words=typed.analyser.query(typed.earlier) if typed.earlier else (),
        prefix=typed.analyser.fold(typed.beginning),
        all_words=True,
        languages=(typed.language,),
        limit=MOST_PLACES * 2,
    )
    hits = readable(engine.search(query).groups, request)
    lines = [line for hit in hits if (line := _line_of(hit, typed))]
    start = typed.beginning.casefold()
    yield from sorted(lines, key=lambda line: not line.text.casefold().startswith(start))[:MOST_PLACES]


def _line_of(hit: Hit, typed: _Typed) -> Suggestion | None:
    """The page if a word of its title begins so, else the first place whose heading has one."""
    if typed.matches(hit.title):
        return Suggestion(hit.title, hit.url, hit.kind_label)
    places = (place for place in hit.places if place.label and typed.matches(place.label))
    return next((Suggestion(place.label, place.url, hit.title) for place in places), None)


def _bodies(typed: _Typed, engine: Engine, request: HttpRequest | None) -> Iterator[Suggestion]:
    if typed.earlier:
        return
    names = [name for name in _body_names(engine, engine.state(), typed.language) if typed.matches(name)]
    for name in names[:MOST_BODIES]:
        query = EngineQuery(languages=(typed.language,), filters={"body": (name,)}, limit=3)
        if readable(engine.search(query).groups, request):
            yield Suggestion(name, _address(body=name), _("Body"))


@lru_cache(16)
def _body_names(engine: Engine, state: str, language: str) -> tuple[str, ...]:
    found = engine.search(EngineQuery(languages=(language,), limit=0, facets=("body",)))
    return tuple(found.facets.get("body", {}))


def _words(typed: _Typed, engine: Engine, request: HttpRequest | None) -> Iterator[Suggestion]:
    if len(typed.beginning) < SHORTEST_BEGINNING:
        return
    candidates = _common(engine, engine.state(), typed.language, typed.beginning.lower())
    if not candidates:
        return
    words = typed.analyser.query(" ".join(candidates))
    query = EngineQuery(words=words, languages=(typed.language,), limit=LOOKED_THROUGH)
    # The index may be seconds behind: offered is what stands in a passage that is public at this moment.
    passages = open_passages(engine.search(query).groups, request)
    texts = (f"{one.title} {one.heading} {one.label} {one.shown}" for one in passages)
    seen = Counter(token.surface for text in texts for token in typed.analyser.analyse(text))
    spelled = {surface.lower(): surface for surface, _count in reversed(seen.most_common())}
    for word in [word for word in candidates if word in spelled][:MOST_WORDS]:
        text = f"{typed.earlier} {spelled[word]}".strip()
        yield Suggestion(text, _address(q=text))


@lru_cache(512)
def _common(engine: Engine, state: str, language: str, beginning: str) -> tuple[str, ...]:
    """Frequent words, one form of each, kept until the index changes (`state`)."""
    analyser = analyser_in_force(language)
    stop = STOP_WORDS.get(language.partition("-")[0], frozenset())
    forms: dict[tuple[str, ...], str] = {}
    for word, _count in engine.terms(beginning, CANDIDATES * 4, (language,)):
        if len(word) >= SHORTEST_WORD and word != beginning and word.isalpha() and word not in stop:
            forms.setdefault(analyser.phrase(word), word)
    return tuple(forms.values())[:CANDIDATES]


def _address(**parameters: str) -> str:
    query = QueryDict(mutable=True)
    query.update(parameters)
    return results_url(query.urlencode())
