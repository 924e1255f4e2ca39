"""Whole texts at once: the same terms as word by word, without the stop words where a place is told."""

import gc
from weakref import ref

import pytest

from search.analysis import analyser_for, streams
from search.analysis.german import German
from search.analysis.streams import Streaming, Streams, joined, streaming

GERMAN = analyser_for("de")


def test_each_stream_is_what_its_field_holds() -> None:
    told = streaming(GERMAN).of("Die Spielplatzsanierung\nder Stadt,\tdie  Stadt")
    assert told.exact == "die spielplatzsanierung der stadt die stadt"
    assert told.whole.split() == [
        token.term for token in GERMAN.analyse("Die Spielplatzsanierung der Stadt die Stadt")
    ]
    assert told.parts.split() == ["spielplatz", "sanierung"]


def test_stop_words_do_not_tell_what_a_place_is_about() -> None:
    told = streaming(GERMAN).of("Die Sanierung der Brücke wird teuer")
    assert told.told.split() == ["sanierung", "bruck", "teu"]
    assert told.roots.split() == ["sanie", "bruck", "teu"]


def test_texts_are_joined_stream_by_stream() -> None:
    streaming_ = streaming(GERMAN)
    assert joined([streaming_.of("Haus"), Streams(), streaming_.of("Garten")]) == streaming_.of("Haus Garten")
    assert joined([]) == Streams()


def test_words_looked_for_are_found_at_each_place() -> None:
    text = "Park, Stadtpark und Park (Park) Parken"
    found = streaming(GERMAN).words(text, frozenset({"park"}))
    assert [text[token.start : token.end] for token in found] == [
        "Park",
        "Stadtpark",
        "Park",
        "Park",
        "Parken",
    ]
    assert [token.start for token in found] == sorted(token.start for token in found)


def test_a_stretch_inside_another_one_is_not_taken_for_it() -> None:
    text = "Bahn U-Bahn Bahn-Hof Bahn"
    starts = [token.start for token in streaming(GERMAN).words(text, frozenset({"bahn"}))]
    assert starts == [0, 7, 12, 21]


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "MOST_REMEMBERED", 3)
    own_german = German()
    own = Streaming(own_german)
    for number in range(10):
        own.of(f"Wort{number} {'x' * 60}{number}")
        assert len(own) <= 3
    assert own.of("Wort1 Wort2").exact == "wort1 wort2"


def test_a_replaced_analyser_takes_its_memory_along() -> None:
    replaced = German()
    assert streaming(replaced) is streaming(replaced)
    gone, memory = ref(replaced), ref(streaming(replaced))
    del replaced
    # The first look frees the analyser, the second what hung on it.
    gc.collect()
    gc.collect()
    assert (gone(), memory()) == (None, None)
