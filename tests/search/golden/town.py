"""A small town in texts: every trap of German the portal knows, several languages, dates, bodies, formats."""

import datetime as dt
from collections.abc import Iterator

from portal.findable import Entry, Source
from search.engines.base import Passage
from search.passages import cut

_TEXTS: dict[str, tuple[str, ...]] = {
    "radweg": (
        "Der Radweg an der Hauptstraße wird saniert.",
        "Radwege brauchen eine sichere Führung an Kreuzungen.",
    ),
    "brunnen": (
        "Der Brunnen am Marktplatz plätschert wieder.",
        "Die Brunnenfigur kehrt aus der Werkstatt zurück.",
    ),
    "leitlinien": (
        "Die Bürger:innen beraten den Leitlinienentwurf.",
        "Leitlinien für die Bürgerbeteiligung.",
    ),
    "spielplatz": ("Sanierung der Spielplätze in der Südstadt.", "Kinder und Jugendliche planen mit."),
    "haushalt": (
        "Der Haushaltsplan 2025 und die Hebesätze.",
        "Vorlage 2021/0975: Grundsteuer nach § 25 GrStG.",
    ),
    "baum": ("Baumschutz: 40 Bäume werden gepflanzt.", "Ein Baum für jedes Kind."),
    "verkehr": ("Tempo 30 in der Schulstraße.", "Verkehrsberuhigung und Lärmschutz für die Anwohner*innen."),
    "ausschuss": (
        "Der Haupt- und Finanzausschuss tagt öffentlich.",
        "Niederschrift der öffentlichen Sitzung.",
    ),
    "feuerwehr": ("Neubau der Feuerwache Nord.", "Die Feuerwehrleute der Freiwilligen Feuerwehr ziehen um."),
    "schule": ("Schulweg und Schulwegsicherheit.", "Die Schülerinnen und Schüler der Grundschule."),
    "wasser": (
        "Trinkwasser aus dem Tiefbrunnen.",
        "Ein Brunnen, noch ein Brunnen, und der Brunnen am Rathaus.",
    ),
    "wohnen": ("Sozialer Wohnungsbau am Bahnhof.", "Mietwohnungen mit Belegungsbindung."),
}
_BODIES = ("Gemeinderat", "Bauausschuss", "Ältestenrat")


def sources() -> Iterator[Source]:
    """Sessions of three bodies over several years, a news item without a day, one page in English."""
    for number, (name, texts) in enumerate(_TEXTS.items()):
        yield Source(
            key=f"page:{name}",
            kind="news" if number % 4 == 3 else "meeting",
            language="de",
            title=name.capitalize(),
            entries=tuple(
                Entry(text=text, place=f"top-{i}", label=f"TOP {i}") for i, text in enumerate(texts, 1)
            ),
            date=dt.date(2022 + number % 4, 1 + number, 1) if number % 5 else None,
            body=_BODIES[number % 3],
            topics=("Verkehr", "Plätze")[number % 2 :],
            formats=("hybrid",) if number % 3 == 0 else ("digital", "analog"),
        )
    yield Source(
        key="page:english",
        kind="news",
        language="en",
        title="Participation",
        entries=(Entry(text="The fountain in the market square works again.", place="top-1"),),
        date=dt.date(2024, 5, 5),
    )


def passages() -> Iterator[Passage]:
    """All of the town, analysed."""
    for source in sources():
        yield from cut(source)
