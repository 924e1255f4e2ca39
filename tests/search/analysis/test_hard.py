"""Hard questions by language: what must be found is found, what only looks alike is not."""

import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from portal.findable import Entry, Source
from search.analysis import analyser_for
from search.analysis.base import Analyser
from search.analysis.folding import Folding
from search.engines.base import EngineQuery
from search.engines.tantivy import TantivyEngine
from search.passages import cut

HARD = Path(__file__).parent / "hard"
FEW_WORDS = 3
# Recall of the language's own analyser and of plain folding, to show what the language work is good for.
REACHED = {
    "en": (1.0, 0.35),
    "fr": (1.0, 0.44),
    "tr": (1.0, 0.29),
    "ar": (1.0, 0.19),
    "uk": (1.0, 0.14),
}


class Case(NamedTuple):
    """A question with the texts that must be found and those that must not."""

    ask: str
    find: list[str]
    skip: list[str]


def cases(language: str) -> list[Case]:
    data = tomllib.loads((HARD / f"{language}.toml").read_text("utf-8"))
    return [Case(**case) for case in data["case"]]


def sources(language: str) -> Iterator[Source]:
    for case in cases(language):
        for text in (*case.find, *case.skip):
            yield Source(key=text, kind="info", language=language, title="", entries=(Entry(text=text),))


def built(path: Path, language: str, analyser: Callable[[str], Analyser]) -> TantivyEngine:
    engine = TantivyEngine(path)
    engine.rebuild(passage for source in sources(language) for passage in cut(source, analyser))
    return engine


def found(engine: TantivyEngine, analyser: Analyser, ask: str) -> list[str]:
    """Source keys, best first; few words are all meant, as in `search.query`."""
    phrases = (analyser.phrase(ask.strip('"')),) if ask.startswith('"') else ()
    words = () if phrases else analyser.query(ask)
    query = EngineQuery(words=words, phrases=phrases, all_words=1 < len(words) <= FEW_WORDS, limit=100)
    return [group.source for group in engine.search(query).groups]


def judged(case: Case, hits: list[str]) -> tuple[float, float]:
    """Recall, and precision of the first ten among the texts that this case judges."""
    first = [hit for hit in hits if hit in case.find or hit in case.skip][:10]
    right = sum(hit in case.find for hit in first)
    return sum(text in hits for text in case.find) / len(case.find), right / len(first) if first else 0.0


def figures(path: Path, language: str, analyser: Analyser) -> tuple[float, float, list[str]]:
    engine = built(path, language, lambda _language: analyser)
    results = [(case, judged(case, found(engine, analyser, case.ask))) for case in cases(language)]
    size = len(results)
    weak = [f"{case.ask}: {result}" for case, result in results if result != (1.0, 1.0)]
    return sum(r for _, (r, _p) in results) / size, sum(p for _, (_r, p) in results) / size, weak


@pytest.mark.parametrize("language", REACHED)
def test_a_language_has_thirty_cases(language: str) -> None:
    asked = [case.ask for case in cases(language)]
    assert len(asked) == len(set(asked)) >= 30


@pytest.mark.parametrize("language", REACHED)
def test_hard_questions(language: str, tmp_path: Path) -> None:
    recall, precision, weak = figures(tmp_path / "own", language, analyser_for(language))
    plain, _precision, _weak = figures(tmp_path / "plain", language, Folding(language))
    assert recall >= 0.95, weak
    assert precision >= 0.95, weak
    assert (round(recall, 2), round(plain, 2)) == REACHED[language]
