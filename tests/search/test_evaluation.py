"""`manage.py search evaluate`: what it reads, what it counts, and that nothing is left behind."""

import gzip
import json
from collections.abc import Mapping
from io import StringIO
from math import log2
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from search.evaluation.measures import score
from search.evaluation.testset import BadTestSet, read

DOCUMENTS = {
    "a": "Der Radweg am Fluss wird breiter.",
    "b": "Die Brücke über den Fluss wird gesperrt.",
    "c": "Ein neuer Spielplatz entsteht am Marktplatz.",
}
QUESTIONS: list[dict[str, Any]] = [
    {"_id": "q1", "text": "Radwege", "type": "title", "overlap": 0.2},
    {"_id": "q2", "text": "Fluss Brücke", "type": "title", "overlap": 0.9},
    {"_id": "q3", "text": "Marktplatz", "type": "abstract", "overlap": 0.5},
    {"_id": "q4", "text": "wird nicht gewertet"},
]
GRADES = "query-id\tcorpus-id\tscore\nq1\ta\t2\nq2\ta\t1\nq3\tb\t1\nq4\ta\t0\n"


def lines(records: list[dict[str, Any]]) -> str:
    return "\n".join(json.dumps(record) for record in records) + "\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with gzip.open(tmp_path / "corpus.jsonl.gz", "wt", encoding="utf-8") as stream:
        stream.write(lines([{"_id": key, "text": text} for key, text in DOCUMENTS.items()]))
    (tmp_path / "queries.jsonl").write_text(lines(QUESTIONS), "utf-8")
    (tmp_path / "qrels.tsv").write_text(GRADES, "utf-8")
    return tmp_path


def evaluated(folder: Path, *options: str) -> dict[str, dict[str, Any]]:
    out = StringIO()
    call_command("search", "evaluate", str(folder), "--json", *options, stdout=out)
    return {row["group"]: row for row in json.loads(out.getvalue())}


@pytest.mark.parametrize(
    ("ranked", "grades", "expected"),
    [
        (["a", "b"], {"a": 1}, (1.0, 1.0, 1.0, 1.0)),
        (["b", "a"], {"a": 1}, (0.5, 0.0, 1.0, 1 / log2(3))),
        (["b", "a"], {"a": 2, "b": 1}, (1.0, 1.0, 1.0, (1 + 3 / log2(3)) / (3 + 1 / log2(3)))),
        ([], {"a": 1}, (0.0, 0.0, 0.0, 0.0)),
        ([*"bcdefghijk", "a"], {"a": 1}, (0.0, 0.0, 0.0, 0.0)),
        (["a"], {"a": 0, "b": 1}, (0.0, 0.0, 0.0, 0.0)),
    ],
)
def test_scores(ranked: list[str], grades: Mapping[str, int], expected: tuple[float, ...]) -> None:
    found = score(ranked, grades)
    assert (found.mrr_10, found.s_1, found.s_10, found.ndcg_10) == pytest.approx(expected)


def test_figures_by_type_and_overlap(folder: Path) -> None:
    found = evaluated(folder)
    assert list(found) == [
        "all",
        "overlap<=0.5",
        "overlap>0.5",
        "type=abstract",
        "type=title",
        "type=abstract,overlap<=0.5",
        "type=title,overlap<=0.5",
        "type=title,overlap>0.5",
    ]
    assert found["all"] == {
        "group": "all",
        "queries": 3,
        "mrr_10": 0.5,
        "s_1": 0.3333,
        "s_10": 0.6667,
        "ndcg_10": round((1 + 1 / log2(3)) / 3, 4),
    }
    assert {group: row["mrr_10"] for group, row in found.items() if "," in group} == {
        "type=abstract,overlap<=0.5": 0.0,
        "type=title,overlap<=0.5": 1.0,
        "type=title,overlap>0.5": 0.5,
    }


def test_a_table_for_people(folder: Path) -> None:
    out = StringIO()
    call_command("search", "evaluate", str(folder), stdout=out)
    head, first, *_ = out.getvalue().splitlines()
    assert head.split() == ["group", "queries", "MRR@10", "S@1", "S@10", "nDCG@10"]
    assert first.split() == ["all", "3", "0.500", "0.333", "0.667", "0.544"]


def test_the_files_of_a_language_go_first(folder: Path) -> None:
    (folder / "corpus.en.jsonl").write_text(
        lines([{"_id": "a", "title": "Bridge", "text": "A road"}]), "utf-8"
    )
    (folder / "queries.en.jsonl").write_text(lines([{"_id": "q9", "text": "bridge"}]), "utf-8")
    (folder / "qrels.en.tsv").write_text("q9\t0\ta\t1\n", "utf-8")
    found = evaluated(folder, "--lang", "en")
    assert {group: (row["queries"], row["mrr_10"]) for group, row in found.items()} == {"all": (1, 1.0)}
    assert evaluated(folder)["all"]["queries"] == 3


def test_the_index_of_the_portal_is_not_touched(folder: Path, tmp_path: Path, settings: Any) -> None:
    settings.SEARCH_URL = f"tantivy://{tmp_path / 'live'}"
    evaluated(folder)
    assert not (tmp_path / "live").exists()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("queries.jsonl", '{"_id": "q1", "text": "a"}\n{oops\n', "queries.jsonl, line 2: no JSON"),
        ("queries.jsonl", "[1]\n", "queries.jsonl, line 1: no JSON object"),
        ("queries.jsonl", '{"_id": "q1"}\n', 'queries.jsonl, line 1: "text" is missing or no text'),
        (
            "queries.jsonl",
            '{"_id": "q1", "text": "a", "overlap": "x"}',
            'queries.jsonl, line 1: "overlap" is no number',
        ),
        ("queries.jsonl", "", "queries.jsonl: no query has a right answer"),
        ("qrels.tsv", "q1\ta\n", "qrels.tsv, line 1: expected query, document and a whole grade"),
        ("qrels.tsv", "q1\ta\t1.5\n", "qrels.tsv, line 1: expected query, document and a whole grade"),
        ("qrels.tsv", "query-id\tcorpus-id\tscore\n", "queries.jsonl: no query has a right answer"),
        ("corpus.jsonl", '{"_id": "", "text": "a"}\n', 'corpus.jsonl, line 1: "_id" is missing or no text'),
        ("corpus.jsonl.gz", "no gzip", "corpus.jsonl.gz cannot be read after line 0"),
    ],
)
def test_a_bad_file_is_named_with_its_line(folder: Path, name: str, content: str, message: str) -> None:
    (folder / name).write_text(content, "utf-8")
    with pytest.raises(CommandError) as raised:
        evaluated(folder)
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_broken_character_is_named(folder: Path) -> None:
    (folder / "qrels.tsv").write_bytes(b"q1\ta\t2\nq2\t\xff\t1\n")
    with pytest.raises(BadTestSet, match=r"qrels\.tsv cannot be read"):
        read(folder, "de")


@pytest.mark.parametrize("name", ["corpus.jsonl.gz", "queries.jsonl", "qrels.tsv"])
def test_a_missing_file_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(CommandError, match=rf"holds no {name.split('.', maxsplit=1)[0]}\.de\."):
        evaluated(folder)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="is no folder"):
        evaluated(tmp_path / "none")
