"""A test set put to the portal's own search: indexed aside, asked as a reader asks."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit, urlunsplit

from django.http import QueryDict

from portal.findable import Entry, Source
from search.engines.base import Engine, Passage
from search.engines.choose import EMBEDDED, engine_for
from search.evaluation.measures import DEPTH, Score, score
from search.evaluation.testset import TestSet
from search.passages import cut
from search.query import ranked
from search.request import SearchRequest

Advance = Callable[[int], object]
KIND = "news"


@contextmanager
def aside(url: str) -> Iterator[Engine]:
    """An engine of the same sort as at the address, empty and gone again afterwards.

    The embedded one lies in a temporary directory; a server gets an index name of this process.
    """
    if url.startswith(EMBEDDED):
        with TemporaryDirectory(prefix="search-evaluate-") as folder:
            yield engine_for(f"{EMBEDDED}{Path(folder).resolve()}")
        return
    parts = urlsplit(url)
    engine = engine_for(urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}-evaluate-{os.getpid()}")))
    try:
        yield engine
    finally:
        engine.remove()


def index(tested: TestSet, engine: Engine, advance: Advance = lambda _step: None) -> int:
    """Write the corpus as the portal would; one document is one source. Answers the number of passages."""

    def passages() -> Iterator[Passage]:
        for key, title, text in tested.documents():
            advance(1)
            yield from cut(
                Source(key=key, kind=KIND, language=tested.language, title=title, entries=(Entry(text=text),))
            )

    return engine.rebuild(passages())


def ask(tested: TestSet, engine: Engine, advance: Advance = lambda _step: None) -> dict[str, Score]:
    """Every question as a reader would type it: few words all meant, typing mistakes corrected."""
    scores: dict[str, Score] = {}
    for question in tested.questions:
        asked = QueryDict(mutable=True)
        asked["q"] = question.text
        answer = ranked(SearchRequest.from_query(asked, tested.language), engine, DEPTH)
        found = [group.source for group in answer.found.groups] if answer.found else []
        scores[question.key] = score(found, tested.grades[question.key])
        advance(1)
    return scores
