"""Questions that plain search fails: (class, question, what a right passage says as a regular expression).

Judged is the text of the passage, capitals alike. A compound is no right answer for its part where only
spelling or endings are tested.
"""

from typing import NamedTuple

SIGN = r"(?:[:*_·]|/-?|\()?"


class Case(NamedTuple):
    """One question with its judge."""

    kind: str
    question: str
    right: str


def person(noun: str) -> str:
    """Both sexes, every gender sign, every ending, but no compounds."""
    return rf"\b{noun}(?:n|s|en|e)?\b|\b{noun}{SIGN}(?:innen|in)\b"


def forms(*words: str) -> str:
    """Any of the words as they stand."""
    return "|".join(rf"\b{word}\b" for word in words)


def both(first: str, second: str, between: int = 4) -> str:
    """The two in any order with few words between."""
    gap = rf"\W+(?:\w+\W+){{0,{between}}}?"
    return rf"\b{first}\w*{gap}{second}|\b{second}\w*{gap}{first}"


GENDER = {
    "einwohner": ("Einwohner:innen", "Einwohner*innen", "EinwohnerInnen", "Einwohnerinnen"),
    "lehrer": ("Lehrer/innen", "Lehrer:innen"),
    "besucher": ("Besucher_innen", "BesucherInnen"),
    "nutzer": ("Nutzer*innen", "Nutzer/-innen"),
    "vertreter": ("Vertreter:innen",),
    "eigentümer": ("Eigentümer/-innen", "Eigentuemer:innen"),
    "erzieher": ("Erzieher·innen", "Erzieherin"),
}
UMLAUT = {
    "Gebaeude": forms("gebäuden?", "gebäudes", "gebaeuden?"),
    "Fluechtlinge": forms("flüchtlingen?", "flüchtlings?"),
    "Waerme": forms("wärme", "waerme"),
    "Hoefe": forms("hof", "höfen?", "hofe?s"),
    "FUSSWEG": forms("fußweg(?:e|en|es|s)?", "fussweg(?:e|en|es|s)?"),
    "Bruecken": forms("brücken?"),
    "Massnahme": forms("maßnahmen?", "massnahmen?"),
    "Aufloesung": forms("auflösung(?:en)?"),
    "Schluesse": forms("schluss", "schlüssen?", "schlusses"),
    "Gemeinderaete": forms(
        "gemeinderat", "gemeinderäten?", "gemeinderat(?:e?s)", r"gemeinderät\W?innen", "gemeinderätin"
    ),
}
INFLECTION = {
    "Wald": forms("wald", "wälder", "wäldern", "walde?s"),
    "Vertrag": forms("vertrag", "verträgen?", "vertrage?s"),
    "Zuschüsse": forms("zuschuss", "zuschüssen?", "zuschusses"),
    "Plätze": forms("platz", "plätzen?", "platzes"),
    "Kind": forms("kind", "kindern?", "kinde?s"),
    "Pläne": forms("plan", "plänen?", "plane?s"),
    "Verein": forms("verein", "vereinen?", "vereins"),
    "Brücke": forms("brücken?"),
    "Straßen": forms("straßen?", "strassen?"),
    "Bäume": forms("baum", "bäumen?", "baume?s"),
    "Fraktion": forms("fraktion", "fraktionen"),
    "Vorschläge": forms("vorschlag", "vorschlägen?", "vorschlage?s"),
}
COMPOUND_PART = {
    "Energie": "energie",
    "Sanierung": "sanierung",
    "Finanzierung": "finanzierung",
    "Förderung": "förderung",
    "Feuerwehr": "feuerwehr",
    "Fläche": "fläche",
    "Sitzung": "sitzung",
    "Steuer": r"steuern?\b|steuer(?!ung|n\w|t\b|bar|lich)\w+",
    "Betreuung": "betreuung",
    "Antrag": r"antrag(?!en|t)|anträge",
    "Lärm": "lärm",
    "Gewerbe": "gewerbe",
}
COMPOUND_WHOLE = {
    "Spielplatzsanierung": rf"spielplatzsanierung|{both('spielpl[aä]tz', 'sanierung')}",
    "Haushaltsentwurf": rf"haushalts(?:plan)?entwurf|{both('haushalt', 'entw[uü]rf')}",
    "Brückensanierung": rf"brückensanierung|{both('brücken?', 'sanierung')}",
    "Klimaschutzprogramm": rf"klimaschutzprogramm|{both('klimaschutz', 'programm')}",
    "Lärmschutzmaßnahme": rf"lärmschutzmaßnahme|{both('lärmschutz', 'maßnahme')}",
    "Flächennutzungsplanänderung": rf"flächennutzungsplanänderung|{both('flächennutzungsplan', 'änder')}",
    "Feuerwehrhausneubau": rf"feuerwehrhausneubau|{both('feuerwehrhaus', 'neubau')}",
    "Kindertagesstättengebühren": rf"kindertagesstättengebühr|{both('kindertagesstätten?', 'gebühr')}",
}
TYPO = {
    "Flächennutzungspaln": "flächennutzungsplan",
    "Haushaltssicherug": "haushaltssicherung",
    "Kindertagesstäte": "kindertagesstätte",
    "Gewerbegebeit": "gewerbegebiet",
    "Verwaltnug": "verwaltung",
    "Bürgermiester": r"\bbürgermeister",
    "Stellungname": "stellungnahme",
    "Parkplaz": r"parkpl[aä]tz",
    "Ausschus": r"ausschuss|ausschüsse",
    "Finanzierug": r"\bfinanzierung",
    "Schwimbad": r"schwimmb[aä]d",
}
PHRASE = {
    '"erneuerbare Energien"': r"erneuerbare[nrm]?[ -]energien?",
    '"öffentlicher Nahverkehr"': r"öffentliche[nrms]? nahverkehr",
    '"freiwillige Feuerwehr"': r"freiwillige[nrm]? feuerwehr",
    '"barrierefreier Ausbau"': r"barrierefreie[nrms]? ausbau",
    '"Damen und Herren"': "damen und herren",
    '"sozialer Wohnungsbau"': r"soziale[nrms]? wohnungsbau",
}
DATE = {
    "1. Januar 2025": r"1\. januar 2025",
    "Vorlage 2024/0815": "2024/0815",
    "Tempo 50": r"tempo[ -]50",
    "§ 34 BauGB": r"§\s*34\b[^\n]{0,60}(?:baugb|baugesetzbuch)",
    "2023/2024": "2023/2024",
    '"9. November"': r"(?<!\d)9\. november",
    "Klimaschutzkonzept 2030": r"klimaschutzkonzept[^\n]{0,80}2030",
}
HYPHENATION = {
    "Beschlussvorlage": "beschlussvorlage",
    "Kinder- und Jugendhilfe": r"kinder- und jugend",
    "Nordrhein-Westfalen": r"nordrhein-\s*westfalen",
    "Bau- und Umweltausschuss": r"bau- und umweltausschuss",
    "Gemeindeverwaltung": "gemeindeverwaltung",
    "Sportstättenentwicklung": "sportstättenentwicklung",
}
SYNTHETIC = (
    "Die Einwohner:innen der Südstadt wurden eingeladen.",
    "Alle Einwohner_innen dürfen Anträge stellen.",
    "Den EinwohnerInnen fehlt ein Treffpunkt.",
    "Lehrer*innen und Eltern planen das Schulfest.",
    "Ein Besucher/-innen-Zähler steht am Eingang; die Besucher:innen bleiben lange.",
    "Nutzer·innen des Hallenbads warten auf die Öffnung.",
    "Eigentuemer der Grundstücke werden angeschrieben, die Eigentümer:innen haften.",
    "Das Gebaeude am Markt steht leer, die Waerme entweicht.",
    "Ein Fussweg ueber die Bruecke fehlt; Massnahmen sind noetig.",
    "Die Sanierung von zwei Spielplätzen beginnt im Mai.",
    "Der Spielplatz am Ring braucht eine Sanierung.",
    "Für die Änderung des Flächennutzungsplans liegt ein Plan vor.",
    "Die Gebühren der Kindertagesstätten steigen.",
    "Die Vorlage 2024/0815 wurde vertagt.",
    "Gebaut wird nach § 34 BauGB.",
    "Die Beschluss-\nvorlage liegt aus; auch der Bau- und Umweltaus-\nschuss berät.",
    "Das Konzept zur Sportstättenent-\nwicklung wird fortgeschrieben.",
    "Das Klimaschutzkonzept bis 2030 ist fertig.",
    "Der Haushaltsplan ist im Entwurf fertig, der Entwurf des Haushalts folgt.",
    "Sozialer Wohnungsbau und barrierefreier Ausbau gehören zusammen.",
    "Das Schwimmbad bleibt offen.",
    "Im Schuljahr 2023/2024 fehlen Lehrkräfte.",
    "In Nordrhein-\nWestfalen gilt eine andere Regel.",
    "Auf der Hauptstraße gilt Tempo 50, ab dem 1. Januar 2025 nicht mehr.",
    "Am 9. November wird erinnert.",
    "Der Neubau des Feuerwehrhauses ist beschlossen.",
    "Die Sanierung der Brücke kostet viel.",
    "Die Kinder- und Jugendhilfe berichtet.",
)
_PLAIN = {
    "umlaut": UMLAUT,
    "inflection": INFLECTION,
    "compound-part": COMPOUND_PART,
    "compound-whole": COMPOUND_WHOLE,
    "typo": TYPO,
    "phrase": PHRASE,
    "date": DATE,
    "hyphenation": HYPHENATION,
}
CASES = (
    *(Case("gender", question, person(noun)) for noun, asked in GENDER.items() for question in asked),
    *(Case(kind, question, right) for kind, cases in _PLAIN.items() for question, right in cases.items()),
)
