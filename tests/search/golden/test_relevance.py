"""Gates: how good the search must stay on real council texts. Figures of today stand in docs/measurements.md."""

import gzip
import json
import os
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import fmean

import pytest
from django.http import QueryDict

from portal.findable import Entry, Source
from search.analysis.repair import repaired
from search.engines.base import Passage
from search.engines.tantivy import TantivyEngine
from search.evaluation import run
from search.evaluation.measures import table
from search.evaluation.testset import read
from search.passages import cut, pieces
from search.query import ranked
from search.request import SearchRequest
from tests.search.golden.hard_german import CASES, SYNTHETIC, Case

DATA = Path(os.environ.get("STADTDIALOG_DATA", Path(__file__).parents[4] / "shared" / "data"))
pytestmark = [pytest.mark.django_db, pytest.mark.data, pytest.mark.slow]
ALL = 50_000


@pytest.fixture(autouse=True)
def _needs_data() -> None:
    if not DATA.exists() and os.environ.get("CI") != "true":
        pytest.skip("the shared data folder is not here; set STADTDIALOG_DATA")


def texts() -> Iterator[str]:
    """Passages of two councils, as they are shown; of the long-winded one every fourth session."""
    for council, step in (("karlsruhe", 4), ("nordstemmen", 1)):
        with gzip.open(DATA / "protocols" / f"{council}.jsonl.gz", "rt", encoding="utf-8") as stream:
            for line in islice(stream, 0, None, step):
                for section in json.loads(line)["sections"]:
                    yield from pieces(repaired(section["text"]))
    yield from map(repaired, SYNTHETIC)


def passages(shown: list[str]) -> Iterator[Passage]:
    for number, text in enumerate(shown):
        yield from cut(
            Source(key=str(number), kind="meeting", language="de", title="", entries=(Entry(text=text),))
        )


def judged(case: Case, engine: TantivyEngine, shown: list[str]) -> tuple[float, float]:
    """Recall of all hits and precision of the first ten."""
    asked = QueryDict(mutable=True)
    asked["q"] = case.question
    answer = ranked(SearchRequest.from_query(asked, "de"), engine, ALL)
    assert answer.found is not None
    hits = [int(group.source) for group in answer.found.groups]
    right = re.compile(case.right, re.IGNORECASE)
    wanted = {number for number, text in enumerate(shown) if right.search(text)}
    assert wanted, case.question
    first = hits[: min(10, len(wanted))]
    return len(wanted.intersection(hits)) / len(wanted), fmean(
        hit in wanted for hit in first
    ) if first else 0.0


def test_the_hard_questions(tmp_path: Path) -> None:
    shown = list(texts())
    engine = TantivyEngine(tmp_path)
    engine.rebuild(passages(shown))
    found = {case: judged(case, engine, shown) for case in CASES}
    classes: dict[str, list[float]] = {}
    for case, (recall, precision) in found.items():
        classes.setdefault(case.kind, []).append(recall)
        if min(recall, precision) < 0.9:
            print(f"{case.kind:<15} {case.question:<32} R {recall:.2f} P@10 {precision:.2f}")
    recalls = {kind: fmean(values) for kind, values in classes.items()}
    recall, precision = (fmean(figures) for figures in zip(*found.values(), strict=True))
    print({kind: round(value, 3) for kind, value in recalls.items()}, f"R {recall:.3f} P@10 {precision:.3f}")
    assert len(CASES) >= 80
    assert recall >= 0.95
    assert precision >= 0.94
    assert {kind: value for kind, value in recalls.items() if value < 0.85} == {}


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("karlsruhe-known-item", {"all": 0.80, "type=title,overlap<=0.5": 0.62}),
        ("xquad-sentences", {"all": 0.77}),
    ],
)
def test_known_answers(name: str, wanted: dict[str, float], tmp_path: Path) -> None:
    tested = read(DATA / "retrieval" / name, "de")
    engine = TantivyEngine(tmp_path)
    run.index(tested, engine)
    reached = {row.group: row.score.mrr_10 for row in table(tested, run.ask(tested, engine))}
    print({group: round(reached[group], 4) for group in wanted})
    assert {group: reached[group] for group, least in wanted.items() if reached[group] < least} == {}
