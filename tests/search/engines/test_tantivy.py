"""The embedded engine: the contract of all engines, and what is its own: directories, locks, a pointer."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from search.engines import tantivy_groups
from search.engines.base import EngineBusy, EngineError, Passage
from search.engines.generations import Generations
from search.engines.tantivy import TantivyEngine
from search.passages import cut
from tests.search.engines.city import CITY, Make, ask, keys, passages, source
from tests.search.engines.contract import EngineContract


@pytest.fixture
def make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    monkeypatch.setattr("search.engines.tantivy.REBUILD_TIMEOUT", 0.05)
    return partial(TantivyEngine, tmp_path, timeout=0.2)


@pytest.fixture
def engine(make: Make) -> TantivyEngine:
    made = make()
    made.replace(passages(*CITY))
    assert isinstance(made, TantivyEngine)
    return made


class TestContract(EngineContract):
    """Of all engines."""


def test_more_sources_than_are_counted_at_once_are_all_counted(
    engine: TantivyEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    everything = keys(ask(engine, "Brunnen Haushalt Konzept"))
    monkeypatch.setattr(tantivy_groups, "MOST_SOURCES", 2)
    found = ask(engine, "Brunnen Haushalt Konzept", facets=("kind",))
    assert (found.total, keys(found)) == (len(everything), everything)
    assert sum(found.facets["kind"].values()) == len(everything)
    assert set(engine.sources()) == {source.key for source in CITY}
    few = ask(engine, "Brunnen Haushalt Konzept", limit=1)
    assert keys(few)[0] == everything[0]
    assert few.groups[0].matches == 1


def test_a_rebuild_replaces_everything_and_keeps_one_generation(
    engine: TantivyEngine, tmp_path: Path
) -> None:
    for _ in range(3):
        assert engine.rebuild(cut(CITY[2])) == 1
        assert keys(ask(engine)) == ["page:3"]
    assert sorted(path.name for path in tmp_path.glob("g*")) == ["g000003", "g000004"]
    assert engine.describe()["generation"] == "g000004"


def test_a_failed_rebuild_changes_nothing(engine: TantivyEngine, tmp_path: Path) -> None:
    def broken() -> Iterator[Passage]:
        yield from cut(CITY[2])
        raise LookupError

    with pytest.raises(LookupError):
        engine.rebuild(broken())
    assert keys(ask(engine, "Brunnen")) == ["page:2", "page:1"]
    assert [path.name for path in tmp_path.glob("g*")] == ["g000001"]
    engine.replace({"page:1": []})
    assert keys(ask(engine, "Brunnen")) == ["page:2"]


def test_a_writer_waits_for_another_and_then_gives_up(engine: TantivyEngine, tmp_path: Path) -> None:
    with Generations(tmp_path).writing(0), pytest.raises(EngineBusy, match="held by another process"):
        engine.replace({"page:1": []})
    engine.replace({"page:1": []})
    assert "page:1" not in engine.sources()


def test_a_passage_that_cannot_be_stored_leaves_the_batch_out(engine: TantivyEngine) -> None:
    bad = replace(next(cut(source(8, "Kaputt"))), version=-1)
    with pytest.raises(EngineError, match="page:8"):
        engine.replace({"page:1": [], "page:8": [bad]})
    assert "page:1" in engine.sources()
    engine.replace({"page:1": []})
    assert "page:1" not in engine.sources()


def test_a_lost_generation_is_an_engine_error(engine: TantivyEngine, tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("g000009")
    with pytest.raises(EngineError, match="g000009"):
        ask(engine, "Brunnen")
