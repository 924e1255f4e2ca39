"""The embedded engine on small data: what is found, in which order, counted how."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from portal.findable import Entry, Source
from search.analysis import ANALYSIS_VERSION, analyser_for
from search.engines.base import EngineBusy, EngineError, EngineQuery, Found, Passage
from search.engines.generations import Generations
from search.engines.tantivy import TantivyEngine
from search.passages import cut

GERMAN = analyser_for("de")


def source(number: int, *texts: str, **more: Any) -> Source:
    entries = tuple(Entry(text=text, place=f"top-{i}") for i, text in enumerate(texts, 1))
    fields: dict[str, Any] = {"kind": "meeting", "language": "de", "title": f"Sitzung {number}"} | more
    return Source(key=f"page:{number}", entries=entries, **fields)


def passages(*sources: Source) -> dict[str, list[Passage]]:
    return {one.key: list(cut(one)) for one in sources}


def ask(engine: TantivyEngine, text: str = "", **more: Any) -> Found:
    return engine.search(EngineQuery(words=GERMAN.query(text), **more))


def keys(found: Found) -> list[str]:
    return [group.source for group in found.groups]


CITY = (
    source(
        1,
        "Der Brunnen am Marktplatz wird saniert.",
        "Die Bürger:innen beraten den Leitlinienentwurf.",
        body="Gemeinderat",
        date=dt.date(2024, 3, 5),
        topics=("Plätze", "Beteiligung"),
        formats=("hybrid",),
    ),
    source(
        2,
        "Der Radweg an der Hauptstraße.",
        "Ein Brunnen und noch ein Brunnen.",
        body="Bauausschuss",
        date=dt.date(2025, 6, 1),
        topics=("Verkehr",),
    ),
    source(3, "Der Haushalt der Stadt.", kind="news", date=dt.date(2025, 1, 1), title="Neuer Haushalt"),
    source(4, "Ein Konzept ohne Tag.", kind="method", title="Methode"),
    source(5, "The fountain in the square.", language="en", title="Fountain", date=dt.date(2024, 1, 1)),
)


@pytest.fixture
def engine(tmp_path: Path) -> TantivyEngine:
    made = TantivyEngine(tmp_path, timeout=0.2)
    made.replace(passages(*CITY))
    return made


def test_passages_of_a_source_are_one_group_that_leads_to_the_best_place(engine: TantivyEngine) -> None:
    found = ask(engine, "Brunnen")
    assert keys(found) == ["page:2", "page:1"]
    assert [passage.place for passage in found.groups[0].passages] == ["top-2"]
    assert found.groups[0].matches == 1
    assert found.total == 2


def test_a_found_passage_is_what_was_stored(engine: TantivyEngine) -> None:
    (passage,) = ask(engine, "Radweg").groups[0].passages
    assert passage.key == "page:2||top-1|0"
    assert passage.shown == "Der Radweg an der Hauptstraße."
    assert (passage.kind, passage.language, passage.title) == ("meeting", "de", "Sitzung 2")
    assert (passage.date, passage.body, passage.place) == (dt.date(2025, 6, 1), "Bauausschuss", "top-1")
    assert passage.score > 0


def test_any_word_ranks_and_all_words_rank_higher(engine: TantivyEngine) -> None:
    assert keys(ask(engine, "Marktplatz Brunnen Xylophon"))[:2] == ["page:1", "page:2"]


def test_all_words_can_be_demanded(engine: TantivyEngine) -> None:
    assert keys(ask(engine, "Marktplatz Brunnen", all_words=True)) == ["page:1"]
    assert keys(ask(engine, "Brunnen Xylophon", all_words=True)) == []


def test_compounds_are_found_by_parts_and_parts_by_compounds(engine: TantivyEngine) -> None:
    assert keys(ask(engine, "Entwurf")) == ["page:1"]
    engine.replace(passages(source(6, "Entwürfe für neue Leitlinien")))
    assert keys(ask(engine, "Leitlinienentwurf")) == ["page:1", "page:6"]


def test_the_title_counts_most(engine: TantivyEngine) -> None:
    engine.replace(passages(source(6, "Der Haushalt, der Haushalt, der Haushalt.")))
    assert keys(ask(engine, "Haushalt")) == ["page:3", "page:6"]


def test_phrases_keep_the_order_of_words(engine: TantivyEngine) -> None:
    def phrase(text: str) -> list[str]:
        return keys(engine.search(EngineQuery(phrases=(GERMAN.phrase(text),))))

    assert phrase("Brunnen am Marktplatz") == ["page:1"]
    assert phrase("Marktplatz am Brunnen") == []
    assert phrase("Radweg") == ["page:2"]
    assert phrase("Neuer Haushalt") == ["page:3"]


def test_excluded_words_leave_the_place_out(engine: TantivyEngine) -> None:
    query = EngineQuery(words=GERMAN.query("Brunnen"), excluded=GERMAN.query("Marktplatz"))
    assert keys(engine.search(query)) == ["page:2"]
    only = engine.search(EngineQuery(excluded=GERMAN.query("Brunnen"), languages=("de",)))
    assert only.total == 4


def test_an_empty_query_lists_everything_newest_first_and_undated_last(engine: TantivyEngine) -> None:
    found = ask(engine)
    assert keys(found) == ["page:2", "page:3", "page:1", "page:5", "page:4"]
    assert [passage.place for passage in found.groups[0].passages] == ["top-1", "top-2"]


def test_a_query_without_hits_is_an_answer(engine: TantivyEngine) -> None:
    assert ask(engine, "Xylophon", facets=("kind",)) == Found(total=0, groups=(), facets={"kind": {}})


def test_sorting_by_date(engine: TantivyEngine) -> None:
    assert keys(ask(engine, sort="oldest")) == ["page:5", "page:1", "page:3", "page:2", "page:4"]
    assert keys(ask(engine, "Brunnen Marktplatz", sort="newest")) == ["page:2", "page:1"]


def test_languages_and_dates_narrow(engine: TantivyEngine) -> None:
    assert keys(ask(engine, languages=("en",))) == ["page:5"]
    assert keys(ask(engine, date_from=dt.date(2025, 1, 1))) == ["page:2", "page:3"]
    assert keys(ask(engine, date_to=dt.date(2024, 3, 5))) == ["page:1", "page:5"]
    assert keys(ask(engine, date_from=dt.date(2024, 3, 5), date_to=dt.date(2025, 1, 1))) == [
        "page:3",
        "page:1",
    ]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"kind": ["news", "method"]}, ["page:3", "page:4"]),
        ({"body": ["Gemeinderat"]}, ["page:1"]),
        ({"year": ["2025"]}, ["page:2", "page:3"]),
        ({"topic": ["Beteiligung", "Verkehr"]}, ["page:2", "page:1"]),
        ({"format": ["hybrid"]}, ["page:1"]),
        ({"kind": ["meeting"], "year": ["2024"], "language": ["de"]}, ["page:1"]),
        ({"kind": ["no such kind"]}, []),
        ({"kind": []}, ["page:2", "page:3", "page:1", "page:5", "page:4"]),
    ],
)
def test_filters(engine: TantivyEngine, filters: dict[Any, list[str]], expected: list[str]) -> None:
    assert keys(ask(engine, filters=filters)) == expected


def test_filters_apply_to_ranked_results(engine: TantivyEngine) -> None:
    found = ask(engine, "Brunnen", filters={"body": ["Gemeinderat"]})
    assert (keys(found), found.total) == (["page:1"], 1)


def test_facets_count_sources_not_passages(engine: TantivyEngine) -> None:
    found = ask(engine, facets=("kind", "body", "year", "language", "topic", "format", "consultation"))
    assert found.facets == {
        "kind": {"meeting": 3, "method": 1, "news": 1},
        "body": {"Bauausschuss": 1, "Gemeinderat": 1},
        "year": {"2024": 2, "2025": 2},
        "language": {"de": 4, "en": 1},
        "topic": {"Beteiligung": 1, "Plätze": 1, "Verkehr": 1},
        "format": {"hybrid": 1},
        "consultation": {},
    }


def test_a_facet_does_not_narrow_itself(engine: TantivyEngine) -> None:
    found = ask(engine, filters={"kind": ["news"], "year": ["2025"]}, facets=("kind", "year"))
    assert found.total == 1
    assert found.facets == {"kind": {"meeting": 1, "news": 1}, "year": {"2025": 1}}


def test_totals_and_pages_are_exact_and_stable(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path)
    many = [source(n, *["Der Brunnen plätschert."] * (1 + n % 7)) for n in range(137)]
    engine.rebuild(passage for one in many for passage in cut(one))
    pages = [ask(engine, "Brunnen", offset=offset, limit=10, places=2) for offset in range(0, 140, 10)]
    seen = [key for page in pages for key in keys(page)]
    assert {page.total for page in pages} == {137}
    assert len(seen) == len(set(seen)) == 137
    assert seen == keys(ask(engine, "Brunnen", limit=200))
    counts = {group.source: (group.matches, len(group.passages)) for page in pages for group in page.groups}
    assert counts == {f"page:{n}": (1 + n % 7, min(2, 1 + n % 7)) for n in range(137)}
    assert keys(ask(engine, "Brunnen", offset=137)) == []


def test_replacing_leaves_nothing_of_the_old_text(engine: TantivyEngine) -> None:
    engine.replace(passages(source(1, "Nun geht es um die Turmuhr.")))
    engine.replace(passages(source(1, "Nun geht es um die Turmuhr.")))
    assert keys(ask(engine, "Marktplatz")) == []
    assert [len(group.passages) for group in ask(engine, "Turmuhr").groups] == [1]
    assert engine.count() == 6


def test_replacing_by_nothing_deletes(engine: TantivyEngine) -> None:
    engine.replace({"page:2": [], "page:unknown": []})
    assert keys(ask(engine, "Brunnen")) == ["page:1"]
    assert "page:2" not in engine.sources()


def test_a_change_of_date_or_body_moves_the_source(engine: TantivyEngine) -> None:
    engine.replace(passages(replace(CITY[0], body="Ältestenrat", date=dt.date(2026, 1, 1))))
    found = ask(engine, "Brunnen", sort="newest", facets=("body",))
    assert keys(found) == ["page:1", "page:2"]
    assert found.facets["body"] == {"Bauausschuss": 1, "Ältestenrat": 1}


def test_sources_tell_their_highest_version(engine: TantivyEngine) -> None:
    engine.replace({"page:9": [replace(p, version=7) for p in cut(source(9, "eins", "zwei"))]})
    assert engine.sources() == {f"page:{n}": 1 for n in range(1, 6)} | {"page:9": 7}


def test_terms_are_frequent_words_of_living_passages(engine: TantivyEngine) -> None:
    assert engine.terms("Bru", 5) == [("brunnen", 2)]
    assert engine.terms("fount", 5, languages=("de",)) == []
    engine.replace({"page:1": [], "page:2": []})
    assert engine.terms("bru", 5) == []
    assert engine.terms("", 1) == [("der", 1)]


def test_odd_words_are_only_words(engine: TantivyEngine) -> None:
    for text in ('"', "a:b", "*", "(", "\x00", "🌳", "AND OR NOT", "x" * 5000, "Wort " * 500):
        assert ask(engine, text).total >= 0
    assert ask(engine, limit=0).groups == ()
    assert ask(engine, "Brunnen", offset=10**9).groups == ()
    assert ask(engine, "Brunnen", places=0).total == 2


def test_without_an_index_the_way_out_is_named(tmp_path: Path) -> None:
    engine = TantivyEngine(tmp_path / "none")
    with pytest.raises(EngineError, match=r"manage\.py search rebuild"):
        ask(engine, "Brunnen")
    assert (engine.count(), engine.sources(), engine.describe()["generation"]) == (0, {}, "none")


def test_with_another_analysis_it_goes_on_and_says_so(engine: TantivyEngine, tmp_path: Path) -> None:
    newer = TantivyEngine(tmp_path, analysis="de-99")
    assert keys(ask(newer, "Brunnen")) == ["page:2", "page:1"]
    newer.replace({"page:2": []})
    assert keys(ask(newer, "Brunnen")) == ["page:1"]
    facts = newer.describe()
    assert (facts["analysis"], facts["wanted analysis"]) == (ANALYSIS_VERSION, "de-99")
    assert newer.rebuild(cut(CITY[0])) == 2
    assert newer.describe()["analysis"] == "de-99"


def test_another_schema_asks_for_a_rebuild(
    engine: TantivyEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.engines.tantivy.SCHEMA_VERSION", "99")
    newer = TantivyEngine(tmp_path)
    for call in (lambda: ask(newer, "Brunnen"), lambda: newer.replace({"page:1": []})):
        with pytest.raises(EngineError, match=r"but 99 is needed; run `manage.py search rebuild`"):
            call()
    assert newer.describe()["wanted schema"] == "99"
    assert newer.rebuild(cut(CITY[0])) == 2
    assert keys(ask(newer, "Brunnen")) == ["page:1"]


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


def test_replacements_made_during_a_rebuild_are_in_both_generations(
    engine: TantivyEngine, tmp_path: Path
) -> None:
    other = TantivyEngine(tmp_path)

    def slow() -> Iterator[Passage]:
        yield from (passage for one in CITY for passage in cut(one))
        other.replace(
            {"page:2": [], **passages(source(7, "Ein Brunnen in der Südstadt", date=dt.date(2026, 2, 3)))}
        )
        assert keys(ask(engine, "Brunnen")) == ["page:7", "page:1"]
        other.replace({"page:1": []})

    engine.rebuild(slow())
    assert keys(ask(engine, "Brunnen")) == ["page:7"]
    assert ask(engine, "Südstadt").groups[0].passages[0].date == dt.date(2026, 2, 3)


def test_only_one_rebuild_at_a_time(
    engine: TantivyEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.engines.tantivy.REBUILD_TIMEOUT", 0.05)
    with Generations(tmp_path).rebuilding(0), pytest.raises(EngineBusy):
        engine.rebuild(())


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


def test_a_first_rebuild_is_not_disturbed_by_a_writer(tmp_path: Path) -> None:
    engine, other = TantivyEngine(tmp_path), TantivyEngine(tmp_path)

    def slow() -> Iterator[Passage]:
        yield from cut(CITY[0])
        other.replace(passages(CITY[1]))
        assert other.count() == 0

    engine.rebuild(slow())
    assert engine.sources().keys() == {"page:1", "page:2"}


def test_a_lost_generation_is_an_engine_error(engine: TantivyEngine, tmp_path: Path) -> None:
    (tmp_path / "CURRENT").write_text("g000009")
    with pytest.raises(EngineError, match="g000009"):
        ask(engine, "Brunnen")


def test_an_excluded_phrase_takes_its_places_away(engine: TantivyEngine) -> None:
    assert keys(ask(engine, "Brunnen", excluded_phrases=(GERMAN.phrase("Ein Brunnen"),))) == ["page:1"]
    assert len(keys(ask(engine, "Brunnen", excluded_phrases=(GERMAN.phrase("Brunnen Ein"),)))) == 2


def test_a_prefix_completes_words_of_the_title_only(engine: TantivyEngine) -> None:
    assert keys(ask(engine, prefix="haus")) == ["page:3"]
    assert keys(ask(engine, prefix="brunn")) == []
