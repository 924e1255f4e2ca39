"""A few texts of a small city, and how to ask for them; every engine is tried on them."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from portal.findable import Entry, Source
from search.analysis import analyser_for
from search.engines.base import Engine, EngineQuery, Found, Passage
from search.passages import cut

GERMAN = analyser_for("de")
# Engines on one index, the same one for every call within a test; takes the engine's own arguments.
Make = Callable[..., Engine]


def source(number: int, *texts: str, **more: Any) -> Source:
    entries = tuple(Entry(text=text, place=f"top-{i}") for i, text in enumerate(texts, 1))
    fields: dict[str, Any] = {"kind": "meeting", "language": "de", "title": f"Sitzung {number}"} | more
    return Source(key=f"page:{number}", entries=entries, **fields)


def passages(*sources: Source) -> dict[str, list[Passage]]:
    return {one.key: list(cut(one)) for one in sources}


def ask(engine: Engine, text: str = "", **more: Any) -> Found:
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
