"""What an alert has not told yet: today's hits without those it knows."""

from dataclasses import dataclass, replace

from search.alerts.models import Alert
from search.alerts.questions import read_again
from search.alerts.rules import item, unpacked
from search.engines.base import Engine, EngineError
from search.engines.guarded import GuardedEngine
from search.privacy import for_readers
from search.query import search
from search.request import SearchRequest
from search.results import Hit, document_number

AT_A_TIME = 100
# The newest; nobody reads alerts on a question with more hits, and one walk must stay short.
MOST_HITS = 1_000


@dataclass(frozen=True, slots=True)
class New:
    """A hit with the items it brings, its places narrowed to new files if the page itself was known."""

    hit: Hit
    items: tuple[bytes, ...]


def items_now(alert: Alert, engine: Engine) -> list[bytes]:
    """All items of the present hits, to begin with; raises EngineError, also when only the reserve index
    answers: a hit it lacks would be told as news later."""
    hits, _total = _walked(read_again(alert.question, alert.language), engine)
    if isinstance(engine, GuardedEngine) and engine.on_reserve:
        raise EngineError("what is known already is read from the main engine only")
    return [item for hit in hits for item in items_of(hit)]


def anew(engine: Engine) -> Engine:
    """The same engine for another question: one that was answered by the reserve says nothing about the next."""
    return GuardedEngine(engine.guard) if isinstance(engine, GuardedEngine) else engine


def is_well(engine: Engine) -> bool:
    """Whether the main engine answers: then what it has just refused was that one question."""
    fresh = anew(engine)
    try:
        readers = for_readers(fresh)
        # One asks the server each time, the other needs an index.
        readers.count()
        readers.state()
    except EngineError:
        return False
    return not (isinstance(fresh, GuardedEngine) and fresh.on_reserve)


def news_of(alert: Alert, engine: Engine) -> list[New]:
    """New hits, newest first; raises EngineError.

    A page that was found before is not new when its text changes, but a file that came to it is. Of a question
    with too many hits only the newer half counts: when one of the known ones goes, an old one moves up that
    was never noted.
    """
    known = unpacked(bytes(alert.known or b""))
    hits, total = _walked(read_again(alert.question, alert.language), engine)
    if total > MOST_HITS:
        hits = hits[: MOST_HITS // 2]
    return [found for hit in hits if (found := _new_in(hit, known)) is not None]


def items_of(hit: Hit) -> list[bytes]:
    """The source, and each file shown with it."""
    return [item(hit.source), *(item(hit.source, file) for file in _files(hit).values())]


def _new_in(hit: Hit, known: set[bytes]) -> New | None:
    items = tuple(new for new in items_of(hit) if new not in known)
    if not items:
        return None
    if item(hit.source) in known:
        files = _files(hit)
        places = [
            p for p in hit.every_place if p.url in files and item(hit.source, files[p.url]) not in known
        ]
        hit = replace(hit, places=tuple(places), more_places=0)
    return New(hit, items)


def _files(hit: Hit) -> dict[str, str]:
    """By address of the place, the file it lies in; a document keeps its number when its name changes."""
    files = {}
    for place in hit.every_place:
        path = place.url.partition("#")[0]
        if path != hit.url:
            number = document_number(path)
            files[place.url] = path if number is None else str(number)
    return files


def _walked(asked: SearchRequest, engine: Engine) -> tuple[list[Hit], int]:
    """Each source once, for hits move between pages when the index is written meanwhile; and how many there
    are."""
    hits: dict[str, Hit] = {}
    total = 0
    readers = for_readers(engine)
    for page in range(1, MOST_HITS // AT_A_TIME + 1):
        answer = search(replace(asked, page=page), readers, per_page=AT_A_TIME, hits_only=True)
        total = answer.total
        for hit in answer.hits:
            hits.setdefault(hit.source, hit)
        if answer.page != page or page * AT_A_TIME >= total:
            break
    return list(hits.values()), total
