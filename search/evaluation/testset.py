"""A test set as files: what lies in the index, what is asked, and which answers are right."""

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HEADER = "query-id"


class BadTestSet(ValueError):
    """The folder cannot be used; the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class Question:
    """One query; `kind` and `overlap` (share of its words that stand in the right answer) only group it."""

    key: str
    text: str
    kind: str
    overlap: float | None


@dataclass(frozen=True, slots=True)
class TestSet:
    """Only questions with a right answer are kept; grades say how right, 0 and missing mean wrong."""

    __test__ = False  # no test class, whatever pytest thinks of the name

    corpus: Path
    language: str
    questions: tuple[Question, ...]
    grades: Mapping[str, Mapping[str, int]]

    def documents(self) -> Iterator[tuple[str, str, str]]:
        """Key, title and text, read from the file as it goes; raises BadTestSet."""
        for place, record in _records(self.corpus):
            yield _text(record, "_id", place), str(record.get("title") or ""), _text(record, "text", place)


def read(folder: Path, language: str) -> TestSet:
    """The set in a folder; a file with the language in its name goes before one without. Raises BadTestSet."""
    if not folder.is_dir():
        raise BadTestSet(f"{folder} is no folder")
    corpus = _file(folder, "corpus", "jsonl", language)
    grades = _grades(_file(folder, "qrels", "tsv", language))
    asked = _file(folder, "queries", "jsonl", language)
    questions = tuple(
        question
        for question in (_question(record, place) for place, record in _records(asked))
        if any(grade > 0 for grade in grades.get(question.key, {}).values())
    )
    if not questions:
        raise BadTestSet(f"{asked}: no query has a right answer in the qrels file")
    return TestSet(corpus, language, questions, grades)


def _file(folder: Path, name: str, ending: str, language: str) -> Path:
    names = [f"{name}{part}.{ending}{packed}" for part in (f".{language}", "") for packed in ("", ".gz")]
    for candidate in names:
        if (folder / candidate).is_file():
            return folder / candidate
    raise BadTestSet(f"{folder} holds no {names[0]} and no {names[2]}")


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """Every line that is not blank, with its place for messages."""
    number = 0
    try:
        with (
            gzip.open(path, "rt", encoding="utf-8")
            if path.suffix == ".gz"
            else path.open(encoding="utf-8") as stream
        ):
            for number, line in enumerate(stream, start=1):
                if line.strip():
                    yield f"{path}, line {number}", line.rstrip("\r\n")
    except (OSError, EOFError, UnicodeError, zlib.error) as error:
        raise BadTestSet(f"{path} cannot be read after line {number}: {error}") from error


def _records(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for place, line in _lines(path):
        try:
            record = json.loads(line)
        except ValueError as error:
            raise BadTestSet(f"{place}: no JSON ({error})") from error
        if not isinstance(record, dict):
            raise BadTestSet(f"{place}: no JSON object")
        yield place, record


def _text(record: Mapping[str, Any], name: str, place: str) -> str:
    value = record.get(name)
    if not isinstance(value, str) or (name == "_id" and not value):
        raise BadTestSet(f'{place}: "{name}" is missing or no text')
    return value


def _question(record: Mapping[str, Any], place: str) -> Question:
    overlap = record.get("overlap")
    if overlap is not None and not isinstance(overlap, int | float):
        raise BadTestSet(f'{place}: "overlap" is no number')
    return Question(
        _text(record, "_id", place), _text(record, "text", place), str(record.get("type") or ""), overlap
    )


def _grades(path: Path) -> dict[str, dict[str, int]]:
    """Query, document, grade by tabs; a fourth column after the query, as some tools write it, is skipped."""
    found: dict[str, dict[str, int]] = {}
    for place, line in _lines(path):
        columns = line.split("\t")
        if columns[0] == HEADER:
            continue
        if len(columns) not in (3, 4) or not columns[-1].strip().lstrip("-").isdecimal():
            raise BadTestSet(f"{place}: expected query, document and a whole grade, divided by tabs")
        found.setdefault(columns[0], {})[columns[-2]] = int(columns[-1])
    return found
