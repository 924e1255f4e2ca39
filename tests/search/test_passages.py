"""Sources cut into passages."""

import datetime as dt
from dataclasses import replace

from portal.findable import Entry, Source
from search.passages import MAX_CHARACTERS, cut, pieces

SOURCE = Source(
    key="page:17",
    kind="meeting",
    language="de",
    title="Sitzung der Arbeitsgruppe",
    date=dt.date(2026, 5, 12),
    body="Arbeitsgruppe Leitlinien",
    consultation="Leitlinien",
    topics=("Beteiligung",),
    formats=("hybrid",),
)
SENTENCE = "Die Arbeitsgruppe berät über den Entwurf der Leitlinien. "


def test_short_paragraphs_share_a_passage() -> None:
    assert list(pieces("eins\n\nzwei\n \n\ndrei", limit=11)) == ["eins\n\nzwei", "drei"]


def test_a_long_paragraph_is_cut_at_a_sentence_end() -> None:
    parts = list(pieces(SENTENCE * 200))
    assert all(len(part) <= MAX_CHARACTERS for part in parts)
    assert all(part.endswith("Leitlinien.") for part in parts)
    assert " ".join(parts) == (SENTENCE * 200).strip()


def test_without_sentences_it_is_cut_at_spaces_then_hard() -> None:
    assert list(pieces("aaaa bbbb cccc", limit=10)) == ["aaaa bbbb", "cccc"]
    assert list(pieces("x" * 25, limit=10)) == ["x" * 10, "x" * 10, "x" * 5]


def test_abbreviations_and_dates_are_no_sentence_ends() -> None:
    text = "Frau Dr. Müller lädt am 14. Mai ein und alle kommen gerne"
    assert next(iter(pieces(text, limit=30))) == "Frau Dr. Müller lädt am 14."


def test_a_passage_carries_what_the_source_is() -> None:
    (passage,) = cut(
        replace(SOURCE, entries=(Entry(text="Ein Text.", place="top-2", label="TOP 2", heading="Entwurf"),))
    )
    assert (passage.key, passage.source, passage.place, passage.label) == (
        "page:17||top-2|0",
        "page:17",
        "top-2",
        "TOP 2",
    )
    assert (passage.date, passage.body, passage.topics) == (
        dt.date(2026, 5, 12),
        "Arbeitsgruppe Leitlinien",
        ("Beteiligung",),
    )
    assert (passage.heading, passage.t_heading, passage.t_text) == ("Entwurf", "entwurf", "ein text")
    assert passage.t_title == "sitzung der arbeitsgrupp"
    assert passage.exact.split() == ["sitzung", "der", "arbeitsgruppe", "entwurf", "ein", "text"]


def test_every_passage_knows_its_whole_entry_and_no_other() -> None:
    entries = (
        Entry(
            text=f"{SENTENCE * 100}\n\nDer Brunnen.",
            place="a",
            heading="Marktplatz",
            context="Vorlage 2021/0975",
        ),
        Entry(text="Etwas anderes.", place="b"),
    )
    first, second, other = cut(replace(SOURCE, entries=entries))
    assert first.t_context == second.t_context
    assert {"marktplatz", "brunn", "2021/0975"} <= set(first.t_context.split())
    assert "brunn" not in first.t_text.split()
    assert "plan" not in first.t_context_parts
    assert "markt" in first.t_context_parts.split()
    assert "brunn" not in other.t_context.split()
    assert "2021/0975" not in first.shown


def test_keys_are_unique_also_when_places_repeat() -> None:
    entries = (
        Entry(text="eins", place="a"),
        Entry(text="zwei", place="a"),
        Entry(text="drei", file="/x.pdf", place="page=3"),
    )
    keys = [passage.key for passage in cut(replace(SOURCE, entries=entries))]
    assert keys == ["page:17||a|0", "page:17||a|1", "page:17|/x.pdf|page=3|0"]


def test_the_summary_leads_to_the_top_of_the_page() -> None:
    first, _ = cut(replace(SOURCE, summary="Kurz gesagt.", entries=(Entry(text="Lang.", place="top-1"),)))
    assert (first.shown, first.place) == ("Kurz gesagt.", "")


def test_a_source_without_text_is_found_by_its_title() -> None:
    (passage,) = cut(replace(SOURCE, entries=(Entry(text="  \n "),)))
    assert (passage.key, passage.shown, passage.t_title) == ("page:17|||0", "", "sitzung der arbeitsgrupp")


def test_a_heading_alone_is_a_place() -> None:
    (passage,) = cut(replace(SOURCE, entries=(Entry(text="", heading="Anfragen", place="top-9"),)))
    assert (passage.place, passage.t_heading, passage.shown) == ("top-9", "anfrag", "")


def test_shown_text_is_repaired() -> None:
    (passage,) = cut(
        replace(SOURCE, entries=(Entry(text="Die Bürgerbetei\ufffe\nligung und die Stellung-\nnahme"),))
    )
    assert passage.shown == "Die Bürgerbeteiligung und die Stellungnahme"
    assert "burgerbeteiligung" in passage.t_text.split()


def test_each_source_is_analysed_in_its_language() -> None:
    (passage,) = cut(replace(SOURCE, language="fr", title="Réunion", entries=(Entry(text="L’égalité"),)))
    assert (passage.t_title, passage.t_text, passage.language) == ("reunion", "l egal", "fr")
