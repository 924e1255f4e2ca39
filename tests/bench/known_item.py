"""How well the engine finds council papers: MRR@10, S@1, S@10 and CPU time per query.

Run: python -m tests.bench.known_item --data ../shared/data
Only the text of the sections is indexed: with the heading, queries that are paper titles would be trivial.
"""

import argparse
import gzip
import json
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from portal.findable import Entry, Source
from search.analysis import analyser_for
from search.engines.base import EngineQuery, Passage
from search.engines.ranking import Weights
from search.engines.tantivy import TantivyEngine
from search.passages import cut

HARD = 0.5


def lines(path: Path) -> Iterator[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def part(folder: Path, name: str, language: str) -> Path:
    """A file of the set, with or without the language in its name."""
    stem, _, ending = name.partition(".")
    for candidate in (f"{stem}.{language}.{ending.removesuffix('.gz')}", f"{stem}.{language}.{ending}", name):
        if (folder / candidate).exists():
            return folder / candidate
    raise FileNotFoundError(folder / name)


def passages(corpus: Path, language: str) -> Iterator[Passage]:
    for record in lines(corpus):
        entry = Entry(text=record["text"])
        yield from cut(
            Source(key=record["_id"], kind="meeting", language=language, title="", entries=(entry,))
        )


def relevant(path: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for line in path.read_text("utf-8").splitlines():
        query, *_, document, grade = line.split("\t")
        if grade.isdigit() and int(grade) > 0:
            found.setdefault(query, set()).add(document)
    return found


def ranks(
    engine: TantivyEngine, queries: Iterable[dict[str, Any]], wanted: dict[str, set[str]], language: str
) -> list[int]:
    """Rank of the first relevant source per query, 0 when it is not among ten."""
    analyser = analyser_for(language)
    found: list[int] = []
    for query in queries:
        hits = engine.search(EngineQuery(words=analyser.query(query["text"]), places=1)).groups
        places = [place for place, group in enumerate(hits, 1) if group.source in wanted[query["_id"]]]
        found.append(places[0] if places else 0)
    return found


def report(name: str, found: list[int]) -> None:
    size = len(found)
    mrr = sum(1 / rank for rank in found if rank) / size
    first, ten = (sum(1 for rank in found if 0 < rank <= k) / size for k in (1, 10))
    print(f"{name:<34} {size:>5}  MRR@10 {mrr:.3f}  S@1 {first:.3f}  S@10 {ten:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="the data folder that holds retrieval/")
    parser.add_argument("--set", default="karlsruhe-known-item", help="folder below retrieval/")
    parser.add_argument("--language", default="de")
    parser.add_argument("--index", type=Path, help="keep the index here and use it again")
    parser.add_argument("--weight", action="append", default=[], metavar="NAME=VALUE")
    args = parser.parse_args()
    known = {field.name for field in fields(Weights)}
    chosen = dict(pair.split("=") for pair in args.weight)
    if unknown := chosen.keys() - known:
        parser.error(f"no such weight: {', '.join(unknown)}")
    folder = args.data / "retrieval" / args.set
    with tempfile.TemporaryDirectory() as aside:
        weights = Weights(**{name: float(value) for name, value in chosen.items()})
        engine = TantivyEngine(args.index or Path(aside), weights=weights)
        if not engine.count():
            begin = time.process_time()
            written = engine.rebuild(passages(part(folder, "corpus.jsonl.gz", args.language), args.language))
            spent = time.process_time() - begin
            print(f"{written} passages in {spent:.1f} s CPU, {engine.describe()['bytes']} bytes")
        wanted = relevant(part(folder, "qrels.tsv", args.language))
        queries = [
            query for query in lines(part(folder, "queries.jsonl", args.language)) if query["_id"] in wanted
        ]
        begin = time.process_time()
        found = ranks(engine, queries, wanted, args.language)
        print(f"{(time.process_time() - begin) / len(queries) * 1000:.1f} ms CPU per query")
    report("all", found)
    pairs = list(zip(queries, found, strict=True))
    hard = [(query, rank) for query, rank in pairs if query.get("overlap", 1) <= HARD]
    if hard:
        report("overlap <= 0.5", [rank for _, rank in hard])
        report("overlap <= 0.5, titles only", [rank for query, rank in hard if query.get("type") == "title"])


if __name__ == "__main__":
    main()
