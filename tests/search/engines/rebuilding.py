"""A rebuild while others count and write: the same loop for every engine."""

import random
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from portal.findable import Entry, Source
from search.analysis import analyser_for
from search.engines.base import Engine, EngineQuery, Passage
from search.passages import cut

SOURCES = 60
WORD = "Brunnen"


@dataclass
class Watched:
    """What was seen: `counts` answers, of which `wrong` told another number; `errors` and `lost` as texts."""

    counts: int = 0
    writes: int = 0
    wrong: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


class Portal:
    """The database of this test: a version for each source, raised before the engine is told."""

    def __init__(self) -> None:
        self.versions = dict.fromkeys(range(SOURCES), 1)

    def passages(self, number: int) -> list[Passage]:
        """The source as it is now; all hold the word, one holds its version as a word."""
        version = self.versions[number]
        texts = (f"Der {WORD} am Platz.", f"Stand{version} von Quelle{number}")
        entries = tuple(Entry(text=text, place=f"top-{place}") for place, text in enumerate(texts))
        source = Source(key=f"page:{number}", kind="meeting", language="de", title="Sitzung", entries=entries)
        return list(cut(source))

    def everything(self) -> Iterator[Passage]:
        """All of it, read bit by bit, as a rebuild does."""
        for number in self.versions:
            yield from self.passages(number)


def rebuild_while_counting(engine_for_thread: Callable[[], Engine], rounds: int = 5) -> Watched:
    """Rebuild some times while one thread counts and one writes; every thread has its own engine object."""
    watched, portal, ended = Watched(), Portal(), threading.Event()
    engine = engine_for_thread()
    engine.rebuild(portal.everything())
    threads = [
        threading.Thread(target=_count, args=(engine_for_thread(), watched, ended)),
        threading.Thread(target=_write, args=(engine_for_thread(), portal, watched, ended)),
    ]
    for thread in threads:
        thread.start()
    try:
        for _ in range(rounds):
            engine.rebuild(portal.everything())
    finally:
        ended.set()
        for thread in threads:
            thread.join()
    for number, version in portal.versions.items():
        stand = analyser_for("de").phrase(f"Stand{version} von Quelle{number}")
        if engine.search(EngineQuery(phrases=(stand,))).total != 1:
            watched.lost.append(f"version {version} of source {number}")
    return watched


def _count(engine: Engine, watched: Watched, ended: threading.Event) -> None:
    query = EngineQuery(words=analyser_for("de").query(WORD), facets=("kind",), limit=3)
    while not ended.is_set():
        try:
            found = engine.search(query)
        except Exception as error:  # noqa: BLE001  every error is a finding, of whatever type
            watched.errors.append(f"{type(error).__name__}: {error}")
            continue
        watched.counts += 1
        if (found.total, found.facets) != (SOURCES, {"kind": {"meeting": SOURCES}}):
            watched.wrong.append(f"{found.total} {found.facets}")


def _write(engine: Engine, portal: Portal, watched: Watched, ended: threading.Event) -> None:
    chance = random.Random(4)
    while not ended.is_set():
        number = chance.randrange(SOURCES)
        portal.versions[number] += 1
        try:
            engine.replace({f"page:{number}": portal.passages(number)})
        except Exception as error:  # noqa: BLE001  as above
            watched.errors.append(f"{type(error).__name__}: {error}")
        watched.writes += 1
        ended.wait(0.02)
