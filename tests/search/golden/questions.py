"""Questions every engine must answer alike, with all their options."""

import datetime as dt
from dataclasses import replace

from search.analysis import analyser_for
from search.engines.base import EngineQuery, Facet

GERMAN = analyser_for("de")
_WORDS = (
    "Radweg", "Radwege Hauptstraße", "Brunnen", "Brunnen Marktplatz", "Bürgerinnen", "Bürger", "Buerger",
    "Beteiligung", "Leitlinienentwurf", "Entwurf Leitlinien", "Spielplatz Sanierung", "Spielplätze", "Strasse",
    "2021/0975", "§ 25", "Haupt- und Finanzausschuss", "Finanzausschuss", "Baum", "Bäume", "Anwohner",
    "Lärm Verkehr", "Feuerwehr", "Feuerwehrleute", "Schüler", "Schulweg", "Wohnung", "Trinkwasserbrunnen",
    "der", "Xylophon", "Haushalt Haushalt Haushalt",
)  # fmt: skip
_PHRASES = ("öffentliche Sitzung", "Brunnen am Marktplatz", "Marktplatz am Brunnen", "Tempo 30", "Bürger")


def questions() -> dict[str, EngineQuery]:
    """By a name that a failing test shows."""
    asked = {word: EngineQuery(words=GERMAN.query(word)) for word in _WORDS}
    asked |= {f'"{text}"': EngineQuery(phrases=(GERMAN.phrase(text),)) for text in _PHRASES}
    brunnen = asked["Brunnen"]
    asked |= {
        "everything": EngineQuery(),
        "all words": replace(asked["Brunnen Marktplatz"], all_words=True),
        "all words, compound": replace(asked["Entwurf Leitlinien"], all_words=True),
        "all words, none": EngineQuery(words=GERMAN.query("Brunnen Xylophon"), all_words=True),
        "without a word": replace(brunnen, excluded=GERMAN.query("Marktplatz")),
        "only without": EngineQuery(excluded=GERMAN.query("Brunnen"), languages=("de",)),
        "without a phrase": replace(brunnen, excluded_phrases=(GERMAN.phrase("Der Brunnen"),)),
        "word and phrase": replace(brunnen, phrases=(GERMAN.phrase("noch ein Brunnen"),)),
        "beginning": EngineQuery(prefix="brun"),
        "beginning and word": EngineQuery(prefix="sch", words=GERMAN.query("Grundschule")),
        "German only": replace(brunnen, languages=("de",)),
        "English only": EngineQuery(languages=("en",)),
        "since": EngineQuery(date_from=dt.date(2024, 1, 1)),
        "between": EngineQuery(date_from=dt.date(2022, 1, 1), date_to=dt.date(2023, 12, 31)),
        "until, ranked": replace(brunnen, date_to=dt.date(2023, 12, 31)),
        "one body": EngineQuery(filters={"body": ["Gemeinderat"]}),
        "two bodies": replace(brunnen, filters={"body": ["Gemeinderat", "Ältestenrat"]}),
        "body and year": EngineQuery(filters={"body": ["Bauausschuss"], "year": ["2023", "2025"]}),
        "topic and format": EngineQuery(filters={"topic": ["Verkehr"], "format": ["hybrid"]}),
        "nothing of that kind": replace(brunnen, filters={"kind": ["draft"]}),
        "newest": replace(asked["der"], sort="newest"),
        "oldest": EngineQuery(sort="oldest"),
    }  # fmt: skip
    facets: tuple[Facet, ...] = ("kind", "body", "year", "language", "topic", "format")
    return {name: replace(query, facets=facets, limit=1_000, places=9) for name, query in asked.items()}
