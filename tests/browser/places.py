"""Where the pages of the demo are: one address per page type."""

NO_HIT = "xyzzyqwort"
HIT = {"de": "Methodenkoffer", "ar": "المشاركة"}
MISSING = "gibt-es-nicht/"
LANGUAGES = ("de", "ar")
DIRECTIONS = {"de": "ltr", "ar": "rtl"}

PAGES = {
    "home": "",
    "consultation index": "verfahren/",
    "consultation": "verfahren/leitlinien/",
    "session index": "sitzungen/",
    "past session": "verfahren/leitlinien/sitzung-2023-11-08/",
    "coming session": "verfahren/leitlinien/sitzung-auswertung/",
    "guideline": "verfahren/leitlinien/entwurf/",
    "method index": "methodenkoffer/",
    "method": "methodenkoffer/zukunftswerkstatt/",
    "news index": "aktuelles/",
    "news article": "aktuelles/naechste-sitzung-methodenkoffer/",
    "information": "so-funktioniert-beteiligung/",
    "glossary": "glossar/",
    "search, empty": "search/",
    "search, no hit": f"search/?q={NO_HIT}",
    "search alert, form": f"search/alert/?q={NO_HIT}",
    "search alert, sent": "search/alert/sent/",
    "search alerts, link": "search/alerts/",
    "not found": MISSING,
}


def pages(language: str) -> dict[str, str]:
    """Address of each page type in a language."""
    found = {name: f"/{language}/{path}" for name, path in PAGES.items()}
    return found | {"search, hits": f"/{language}/search/?q={HIT[language]}"}
