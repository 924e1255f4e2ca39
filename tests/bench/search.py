"""The search at size, engines side by side: building, disk, time per query, and a change until it is found.

Run: python -m tests.bench.search --data ../shared/data [--passages 1000000] [--url ADDRESS ...]
The passages are the real protocols, repeated with their paragraphs shuffled. Trust CPU; the wall clock moves
with whatever else the machine does. A server's CPU is its own: there only the wall clock counts. Figures go to
var/bench/search-PASSAGES.json, too.
"""

import argparse
import datetime as dt
import gzip
import json
import os
import random
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from itertools import count, islice
from pathlib import Path
from typing import Any

from portal.findable import Entry, Source
from search.analysis import analyser_for
from search.engines.base import Engine, EngineQuery, Facet, Passage
from search.highlight import snippet
from search.passages import cut

FACETS: tuple[Facet, ...] = ("kind", "body", "year", "topic", "format")
BODIES = ("Gemeinderat", "Hauptausschuss", "Rat", "Deutscher Bundestag", "Sächsischer Landtag", "Stadtrat")
ROUNDS = 5
GERMAN = analyser_for("de")
QUERIES = """Bürgerbeteiligung
Stadt
Haushalt 2024
Klimaschutzkonzept
Bürger:innen
Sanierung Spielplatz
Straßenbahn Haltestelle
Vorlage 2021/0975
Oberbürgermeister
Leitlinien zur systematischen Bürgerbeteiligung
Antrag der Fraktion
Radweg
Wie will die Stadt mehr bezahlbaren Wohnraum schaffen?
Tempo 30
Feuerwehr
Lärm
Verwaltung
Kita Gebühren
Baum
wird
"""


@dataclass(frozen=True, slots=True)
class Figures:
    """One row of the table."""

    engine: str
    passages: int
    build_per_cpu_second: float
    index_mb: float
    cpu_p50_ms: float
    cpu_p95_ms: float
    wall_p50_ms: float
    wall_p95_ms: float
    changed_after_s: float


def sessions(folder: Path) -> list[dict[str, Any]]:
    """Every protocol of the data folder."""
    found: list[dict[str, Any]] = []
    for path in sorted((folder / "protocols").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            found += map(json.loads, stream)
    return found


def shuffled(text: str, chance: random.Random) -> str:
    """The same paragraphs in another order."""
    paragraphs = text.split("\n\n")
    chance.shuffle(paragraphs)
    return "\n\n".join(paragraphs)


def sources(originals: list[dict[str, Any]]) -> Iterator[Source]:
    """Without end: the real ones, then copies of them."""
    for copy in count():
        chance = random.Random(copy)
        for record in originals:
            entries = tuple(
                Entry(
                    text=shuffled(section["text"], chance) if copy else section["text"],
                    place=f"top-{number}",
                    heading=section.get("title") or section.get("agenda_title") or "",
                )
                for number, section in enumerate(record["sections"], 1)
            )
            yield Source(
                key=f"page:{record['id']}-{copy}",
                kind=chance.choice(("meeting", "document")),
                language="de",
                title=record["title"],
                date=dt.date.fromisoformat(record["date"]),
                body=record["body"],
                entries=entries,
            )


def passages(originals: list[dict[str, Any]], wanted: int) -> Iterator[Passage]:
    """So many, told every hundred thousand."""
    every = (passage for source in sources(originals) for passage in cut(source))
    for number, passage in enumerate(islice(every, wanted), start=1):
        if number % 100_000 == 0:
            print(f"  {number} passages", flush=True)
        yield passage


def queries() -> Iterator[EngineQuery]:
    """Each plain, then with a filter; as a reader's first page."""
    from search.query import PASSAGES  # needs the settings

    for text in QUERIES.splitlines():
        plain = EngineQuery(
            words=GERMAN.query(text),
            languages=("de",),
            facets=FACETS,
            places=PASSAGES,
            today=dt.date(2026, 6, 1),
        )
        yield plain
        yield replace(plain, filters={"kind": ["meeting"], "body": list(BODIES[:3])})


def asked(engine: Engine) -> tuple[list[float], list[float]]:
    """CPU and wall milliseconds of each query with its ten snippets, the first round left out."""
    cpu: list[float] = []
    wall: list[float] = []
    for number in range(ROUNDS + 1):
        for query in queries():
            begin, clock = time.process_time(), time.perf_counter()
            for group in engine.search(query).groups:
                snippet(group.passages[0].shown, query.words, GERMAN)
            if number:
                cpu.append((time.process_time() - begin) * 1000)
                wall.append((time.perf_counter() - clock) * 1000)
    return sorted(cpu), sorted(wall)


def changed(engine: Engine) -> float:
    """Seconds from writing one source until a search finds it."""
    source = Source(key="page:new", kind="news", language="de", title="Xylophonhalle eröffnet")
    begin = time.perf_counter()
    engine.replace({source.key: list(cut(source))})
    while not engine.search(EngineQuery(words=GERMAN.query("Xylophonhalle"))).total:
        time.sleep(0.01)
    return time.perf_counter() - begin


def measured(engine: Engine, originals: list[dict[str, Any]], wanted: int) -> Figures:
    """Build, ask, change."""
    begin = time.process_time()
    written = engine.rebuild(passages(originals, wanted))
    built = time.process_time() - begin
    cpu, wall = asked(engine)

    def at(times: list[float], share: float) -> float:
        return round(times[int(len(times) * share)], 1)

    told = engine.describe()
    return Figures(
        engine=str(told.get("server", engine.name)),
        passages=written,
        build_per_cpu_second=round(written / built),
        index_mb=round(int(told.get("bytes", 0)) / 1e6),
        cpu_p50_ms=at(cpu, 0.5),
        cpu_p95_ms=at(cpu, 0.95),
        wall_p50_ms=at(wall, 0.5),
        wall_p95_ms=at(wall, 0.95),
        changed_after_s=round(changed(engine), 2),
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="the data folder that holds protocols/")
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument(
        "--url", action="append", default=[], help="a real server, beside the embedded engine"
    )
    args = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    import django

    django.setup()
    from search.engines.choose import engine_for

    originals = sessions(args.data)
    rows: list[Figures] = []
    with tempfile.TemporaryDirectory() as aside:
        for url in (f"tantivy://{aside}", *args.url):
            engine = engine_for(url)
            try:
                rows.append(measured(engine, originals, args.passages))
            finally:
                engine.remove()
    kept = Path("var/bench") / f"search-{args.passages}.json"
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps([asdict(row) for row in rows], indent=2) + "\n", "utf-8")
    for name in Figures.__dataclass_fields__:
        print(f"{name:<22}" + "".join(f"{getattr(row, name)!s:>22}" for row in rows))


if __name__ == "__main__":
    main()
