"""What every engine must do alike; `make` and a filled `engine` are fixtures of the module that inherits."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from search.analysis import ANALYSIS_VERSION
from search.engines.base import Engine, EngineBusy, EngineError, EngineQuery, Found, Passage, Reading, Word
from search.passages import cut
from tests.search.engines.city import CITY, GERMAN, Make, ask, keys, passages, source


class EngineContract:
    """Inherited by one test class for each engine."""

    def test_passages_of_a_source_are_one_group_that_leads_to_the_best_place(self, engine: Engine) -> None:
        found = ask(engine, "Brunnen")
        assert keys(found) == ["page:2", "page:1"]
        assert [passage.place for passage in found.groups[0].passages] == ["top-2"]
        assert found.groups[0].matches == 1
        assert found.total == 2

    def test_a_found_passage_is_what_was_stored(self, engine: Engine) -> None:
        (passage,) = ask(engine, "Radweg").groups[0].passages
        assert passage.key == "page:2||top-1|0"
        assert passage.shown == "Der Radweg an der Hauptstraße."
        assert (passage.kind, passage.language, passage.title) == ("meeting", "de", "Sitzung 2")
        assert (passage.date, passage.body, passage.place) == (dt.date(2025, 6, 1), "Bauausschuss", "top-1")
        assert passage.score > 0

    def test_any_word_ranks_and_all_words_rank_higher(self, engine: Engine) -> None:
        assert keys(ask(engine, "Marktplatz Brunnen Xylophon"))[:2] == ["page:1", "page:2"]

    def test_some_sources_can_be_looked_through_alone(self, engine: Engine) -> None:
        assert keys(ask(engine, "Brunnen", within=("page:1",))) == ["page:1"]
        assert keys(ask(engine, "Brunnen", within=("page:3", "page:99"))) == []
        assert keys(ask(engine, "", within=("page:2",))) == ["page:2"]

    def test_all_words_can_be_demanded(self, engine: Engine) -> None:
        assert keys(ask(engine, "Marktplatz Brunnen", all_words=True)) == ["page:1"]
        assert keys(ask(engine, "Brunnen Xylophon", all_words=True)) == []

    def test_compounds_are_found_by_parts_and_parts_by_compounds(self, engine: Engine) -> None:
        assert keys(ask(engine, "Entwurf")) == ["page:1"]
        engine.replace(passages(source(6, "Entwürfe für neue Leitlinien")))
        assert keys(ask(engine, "Leitlinienentwurf")) == ["page:1", "page:6"]

    def test_the_title_counts_most(self, engine: Engine) -> None:
        engine.replace(passages(source(6, "Der Haushalt, der Haushalt, der Haushalt.")))
        assert keys(ask(engine, "Haushalt")) == ["page:3", "page:6"]

    def test_of_equal_finds_the_newer_one_comes_first_and_a_better_one_stays(self, engine: Engine) -> None:
        today = dt.date(2026, 6, 1)
        aged = {11: 3000, 12: 100, 13: -30, 14: 1500}
        same = [
            source(number, "Die Turmuhr schlägt.", date=today - dt.timedelta(days=days))
            for number, days in aged.items()
        ]
        better = source(15, "Turmuhr, Turmuhr", title="Turmuhr", date=dt.date(1999, 1, 1))
        engine.replace(passages(*same, better))
        found = keys(ask(engine, "Turmuhr", today=today))
        assert (found[0], set(found[1:3]), found[3:]) == (
            "page:15",
            {"page:12", "page:13"},
            ["page:14", "page:11"],
        )
        assert ask(engine, today=today).total == ask(engine).total == 10

    def test_a_reading_of_several_words_asks_for_all_of_them(self, engine: Engine) -> None:
        synonym = Reading(term="", parts=GERMAN.phrase("Marktplatz Brunnen"), surface="")
        word = Word((*GERMAN.query("Xylophon")[0].readings, synonym))
        assert keys(engine.search(EngineQuery(words=(word,)))) == ["page:1"]
        assert keys(engine.search(EngineQuery(words=(word,), all_words=True))) == ["page:1"]
        query = EngineQuery(words=GERMAN.query("Brunnen"), excluded=(Word((synonym,)),))
        assert keys(engine.search(query)) == ["page:2"]

    def test_phrases_keep_the_order_of_words(self, engine: Engine) -> None:
        def phrase(text: str) -> list[str]:
            return keys(engine.search(EngineQuery(phrases=(GERMAN.phrase(text),))))

        assert phrase("Brunnen am Marktplatz") == ["page:1"]
        assert phrase("Marktplatz am Brunnen") == []
        assert phrase("Radweg") == ["page:2"]
        assert phrase("Neuer Haushalt") == ["page:3"]

    def test_excluded_words_leave_the_place_out(self, engine: Engine) -> None:
        query = EngineQuery(words=GERMAN.query("Brunnen"), excluded=GERMAN.query("Marktplatz"))
        assert keys(engine.search(query)) == ["page:2"]
        only = engine.search(EngineQuery(excluded=GERMAN.query("Brunnen"), languages=("de",)))
        assert only.total == 4

    def test_an_empty_query_lists_everything_newest_first_and_undated_last(self, engine: Engine) -> None:
        found = ask(engine)
        assert keys(found) == ["page:2", "page:3", "page:1", "page:5", "page:4"]
        assert [passage.place for passage in found.groups[0].passages] == ["top-1", "top-2"]

    def test_a_query_without_hits_is_an_answer(self, engine: Engine) -> None:
        assert ask(engine, "Xylophon", facets=("kind",)) == Found(total=0, groups=(), facets={"kind": {}})

    def test_sorting_by_date(self, engine: Engine) -> None:
        assert keys(ask(engine, sort="oldest")) == ["page:5", "page:1", "page:3", "page:2", "page:4"]
        assert keys(ask(engine, "Brunnen Marktplatz", sort="newest")) == ["page:2", "page:1"]

    def test_languages_and_dates_narrow(self, engine: Engine) -> None:
        assert keys(ask(engine, languages=("en",))) == ["page:5"]
        assert keys(ask(engine, date_from=dt.date(2025, 1, 1))) == ["page:2", "page:3"]
        assert keys(ask(engine, date_to=dt.date(2024, 3, 5))) == ["page:1", "page:5"]
        assert keys(ask(engine, date_from=dt.date(2024, 3, 5), date_to=dt.date(2025, 1, 1))) == [
            "page:3",
            "page:1",
        ]

    def test_kinds_that_were_not_asked_for_count_in_nothing(self, engine: Engine) -> None:
        found = ask(engine, without_kinds=("news", "meeting"), facets=("kind",))
        kinds = {place.kind for group in found.groups for place in group.passages}
        assert kinds.isdisjoint({"news", "meeting"})
        assert found.facets["kind"].keys() == kinds
        assert found.total == len(found.groups) < ask(engine).total
        [(word, _count)] = engine.terms("brunnen", 1)
        every = {place.kind for group in ask(engine, "Brunnen").groups for place in group.passages}
        assert word not in dict(engine.terms("brunnen", 10, without_kinds=tuple(every)))

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
    def test_filters(self, engine: Engine, filters: dict[Any, list[str]], expected: list[str]) -> None:
        assert keys(ask(engine, filters=filters)) == expected

    def test_filters_apply_to_ranked_results(self, engine: Engine) -> None:
        found = ask(engine, "Brunnen", filters={"body": ["Gemeinderat"]})
        assert (keys(found), found.total) == (["page:1"], 1)

    def test_facets_count_sources_not_passages(self, engine: Engine) -> None:
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

    def test_a_facet_does_not_narrow_itself(self, engine: Engine) -> None:
        found = ask(engine, filters={"kind": ["news"], "year": ["2025"]}, facets=("kind", "year"))
        assert found.total == 1
        assert found.facets == {"kind": {"meeting": 1, "news": 1}, "year": {"2025": 1}}

    def test_totals_and_pages_are_exact_and_stable(self, make: Make) -> None:
        engine = make()
        many = [source(n, *["Der Brunnen plätschert."] * (1 + n % 7)) for n in range(137)]
        engine.rebuild(passage for one in many for passage in cut(one))
        pages = [ask(engine, "Brunnen", offset=offset, limit=10, places=2) for offset in range(0, 140, 10)]
        seen = [key for page in pages for key in keys(page)]
        assert {page.total for page in pages} == {137}
        assert len(seen) == len(set(seen)) == 137
        assert seen == keys(ask(engine, "Brunnen", limit=200))
        counts = {
            group.source: (group.matches, len(group.passages)) for page in pages for group in page.groups
        }
        assert counts == {f"page:{n}": (1 + n % 7, min(2, 1 + n % 7)) for n in range(137)}
        assert keys(ask(engine, "Brunnen", offset=137)) == []

    def test_replacing_leaves_nothing_of_the_old_text(self, engine: Engine) -> None:
        engine.replace(passages(source(1, "Nun geht es um die Turmuhr.")))
        engine.replace(passages(source(1, "Nun geht es um die Turmuhr.")))
        assert keys(ask(engine, "Marktplatz")) == []
        assert [len(group.passages) for group in ask(engine, "Turmuhr").groups] == [1]
        assert engine.count() == 6

    def test_replacing_by_nothing_deletes(self, engine: Engine) -> None:
        engine.replace({"page:2": [], "page:unknown": []})
        assert keys(ask(engine, "Brunnen")) == ["page:1"]
        assert "page:2" not in engine.sources()

    def test_a_change_of_date_or_body_moves_the_source(self, engine: Engine) -> None:
        engine.replace(passages(replace(CITY[0], body="Ältestenrat", date=dt.date(2026, 1, 1))))
        found = ask(engine, "Brunnen", sort="newest", facets=("body",))
        assert keys(found) == ["page:1", "page:2"]
        assert found.facets["body"] == {"Bauausschuss": 1, "Ältestenrat": 1}

    def test_a_removed_index_is_gone_and_can_be_made_again(self, engine: Engine) -> None:
        engine.remove()
        assert (engine.count(), engine.sources()) == (0, {})
        engine.replace(passages(CITY[1]))
        assert keys(ask(engine, "Brunnen")) == ["page:2"]

    def test_sources_tell_their_highest_version(self, engine: Engine) -> None:
        engine.replace({"page:9": [replace(p, version=7) for p in cut(source(9, "eins", "zwei"))]})
        assert engine.sources() == {f"page:{n}": 1 for n in range(1, 6)} | {"page:9": 7}

    def test_terms_are_frequent_words_of_living_passages(self, engine: Engine) -> None:
        assert engine.terms("Bru", 5) == [("brunnen", 2)]
        assert engine.terms("fount", 5, languages=("de",)) == []
        engine.replace({"page:1": [], "page:2": []})
        assert engine.terms("bru", 5) == []
        assert engine.terms("", 1) == [("der", 1)]

    def test_withheld_sources_are_nowhere(self, engine: Engine) -> None:
        found = ask(engine, "Brunnen", without=("page:1",), facets=("body",))
        assert (keys(found), found.total, found.facets) == (["page:2"], 1, {"body": {"Bauausschuss": 1}})
        assert engine.terms("markt", 5, without=("page:1",)) == []
        assert engine.terms("markt", 5) == [("marktplatz", 1)]

    def test_odd_words_are_only_words(self, engine: Engine) -> None:
        for text in ('"', "a:b", "*", "(", "\x00", "🌳", "AND OR NOT", "x" * 5000, "Wort " * 500):
            assert ask(engine, text).total >= 0
        assert ask(engine, limit=0).groups == ()
        assert ask(engine, "Brunnen", offset=10**9).groups == ()
        assert ask(engine, "Brunnen", places=0).total == 2

    def test_without_an_index_the_way_out_is_named(self, make: Make) -> None:
        engine = make()
        with pytest.raises(EngineError, match=r"manage\.py search rebuild"):
            ask(engine, "Brunnen")
        assert (engine.count(), engine.sources(), engine.describe()["generation"]) == (0, {}, "none")

    def test_with_another_analysis_it_goes_on_and_says_so(self, engine: Engine, make: Make) -> None:
        newer = make(analysis="de-99")
        assert keys(ask(newer, "Brunnen")) == ["page:2", "page:1"]
        newer.replace({"page:2": []})
        assert keys(ask(newer, "Brunnen")) == ["page:1"]
        facts = newer.describe()
        assert (facts["analysis"], facts["wanted analysis"]) == (ANALYSIS_VERSION, "de-99")
        assert newer.rebuild(cut(CITY[0])) == 2
        assert newer.describe()["analysis"] == "de-99"

    def test_another_schema_asks_for_a_rebuild(
        self, engine: Engine, make: Make, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for module in ("tantivy", "elastic"):
            monkeypatch.setattr(f"search.engines.{module}.SCHEMA_VERSION", "99")
        newer = make()
        for call in (lambda: ask(newer, "Brunnen"), lambda: newer.replace({"page:1": []})):
            with pytest.raises(EngineError, match=r"but 99 is needed; run `manage.py search rebuild`"):
                call()
        assert newer.describe()["wanted schema"] == "99"
        assert newer.rebuild(cut(CITY[0])) == 2
        assert keys(ask(newer, "Brunnen")) == ["page:1"]

    def test_replacements_made_during_a_rebuild_are_in_both_generations(
        self, engine: Engine, make: Make
    ) -> None:
        other = make()

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

    def test_a_first_rebuild_is_not_disturbed_by_a_writer(self, make: Make) -> None:
        engine, other = make(), make()

        def slow() -> Iterator[Passage]:
            yield from cut(CITY[0])
            other.replace(passages(CITY[1]))
            assert other.count() == 0

        engine.rebuild(slow())
        assert engine.sources().keys() == {"page:1", "page:2"}

    def test_an_excluded_phrase_takes_its_places_away(self, engine: Engine) -> None:
        assert keys(ask(engine, "Brunnen", excluded_phrases=(GERMAN.phrase("Ein Brunnen"),))) == ["page:1"]
        assert len(keys(ask(engine, "Brunnen", excluded_phrases=(GERMAN.phrase("Brunnen Ein"),)))) == 2

    def test_a_prefix_completes_words_of_the_title_only(self, engine: Engine) -> None:
        assert keys(ask(engine, prefix="haus")) == ["page:3"]
        assert keys(ask(engine, prefix="brunn")) == []

    def test_a_rebuild_replaces_everything(self, engine: Engine) -> None:
        before = engine.describe()["generation"]
        for _ in range(3):
            assert engine.rebuild(cut(CITY[2])) == 1
            assert keys(ask(engine)) == ["page:3"]
        assert engine.describe()["generation"] > before

    def test_a_failed_rebuild_changes_nothing(self, engine: Engine) -> None:
        def broken() -> Iterator[Passage]:
            yield from cut(CITY[2])
            raise LookupError

        before = engine.describe()["generation"]
        with pytest.raises(LookupError):
            engine.rebuild(broken())
        assert keys(ask(engine, "Brunnen")) == ["page:2", "page:1"]
        assert engine.describe()["generation"] == before
        engine.replace({"page:1": []})
        assert keys(ask(engine, "Brunnen")) == ["page:2"]

    def test_only_one_rebuild_at_a_time(self, engine: Engine, make: Make) -> None:
        other = make()

        def slow() -> Iterator[Passage]:
            yield from cut(CITY[2])
            with pytest.raises(EngineBusy):
                other.rebuild(())

        assert engine.rebuild(slow()) == 1
        assert keys(ask(other)) == ["page:3"]

    def test_a_passage_that_cannot_be_stored_is_named_and_can_be_left_out(self, engine: Engine) -> None:
        bad = replace(next(cut(source(8, "Kaputt"))), version=-1)
        with pytest.raises(EngineError, match="page:8"):
            engine.replace({"page:1": [], "page:8": [bad]})
        assert "page:8" not in engine.sources()
        engine.replace({"page:1": []})
        assert "page:1" not in engine.sources()

    def test_the_state_is_another_one_after_every_change(self, engine: Engine) -> None:
        states = [engine.state()]
        assert engine.state() == states[0]
        new, gone, same = passages(source(6, "Neu")), dict[str, list[Passage]](), passages(CITY[0])
        gone["page:6"] = []
        for batch in (new, gone, same):
            engine.replace(batch)
            states.append(engine.state())
        engine.rebuild(cut(CITY[1]))
        states.append(engine.state())
        assert all(before != after for before, after in pairwise(states))

    def test_a_long_question_and_long_text_are_no_fault(self, engine: Engine) -> None:
        text = " ".join(f"Brunnen{number}stadtratssitzung" for number in range(300))
        engine.replace(passages(source(7, text, title="T" * 900)))
        assert keys(ask(engine, text))[0] == "page:7"
        assert keys(ask(engine, "T" * 900)) == ["page:7"]
