"""How long the engine takes: building, and CPU time per search with facets, filter and ten snippets.

Run: python -m tests.bench.speed --data ../shared/data
"""

import argparse
import datetime as dt
import gzip
import json
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from portal.findable import Entry, Source
from search.analysis import analyser_for
from search.engines.base import EngineQuery, Passage
from search.engines.tantivy import TantivyEngine
from search.highlight import snippet
from search.passages import cut

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


def lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def passages(folder: Path) -> Iterator[Passage]:
    for path in sorted(folder.glob("*.jsonl.gz")):
        for record in lines(path):
            entries = tuple(
                Entry(text=s["text"], place=f"top-{i}", heading=s.get("title") or s.get("agenda_title") or "")
                for i, s in enumerate(record["sections"], 1)
            )
            yield from cut(
                Source(
                    key=f"page:{record['id']}",
                    kind="meeting",
                    language="de",
                    title=record["title"],
                    date=dt.date.fromisoformat(record["date"]),
                    body=record["body"],
                    entries=entries,
                )
            )


def measured(engine: TantivyEngine, rounds: int) -> tuple[list[float], list[float]]:
    """CPU milliseconds of each search and of its ten snippets, the first round left out."""
    analyser = analyser_for("de")
    searches: list[float] = []
    snippets: list[float] = []
    for round_ in range(rounds + 1):
        for text in QUERIES.splitlines():
            begin = time.process_time()
            words = analyser.query(text)
            found = engine.search(
                EngineQuery(words=words, languages=("de",), facets=("kind", "body", "year"))
            )
            middle = time.process_time()
            for group in found.groups:
                snippet(group.passages[0].shown, words, analyser)
            if round_:
                searches.append((middle - begin) * 1000)
                snippets.append((time.process_time() - middle) * 1000)
    return sorted(searches), sorted(snippets)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the data folder that holds protocols/")
    parser.add_argument("--index", type=Path, help="keep the index here and use it again")
    parser.add_argument("--rounds", type=int, default=10)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as aside:
        engine = TantivyEngine(args.index or Path(aside))
        if not engine.count():
            begin = time.process_time()
            written = engine.rebuild(passages(args.data / "protocols"))
            spent, memory = (
                time.process_time() - begin,
                resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            )
            size = engine.describe()["bytes"]
            print(f"{written} passages in {spent:.0f} s CPU, peak {memory} MB, {size} bytes on disk")
        for name, times in zip(("search", "ten snippets"), measured(engine, args.rounds), strict=True):
            p50, p95 = (times[int(len(times) * share)] for share in (0.5, 0.95))
            print(f"{name}: CPU p50 {p50:.1f} ms, p95 {p95:.1f} ms, longest {times[-1]:.1f} ms")


if __name__ == "__main__":
    main()
