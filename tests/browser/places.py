"""Where the pages of the demo are: one address per page type."""

NO_HIT = "xyzzyqwort"
HIT = {"de": "Methodenkoffer", "ar": "المشاركة"}
MISSING = "gibt-es-nicht/"
LANGUAGES = ("de", "ar")
DIRECTIONS = {"de": "ltr", "ar": "rtl"}

# Short addresses of two paragraphs of the demo guidelines.
SPLIT, DROPPED = "e167cb5d", "c2fdc567"

PAGES = {
    "home": "",
    "consultation index": "verfahren/",
    "consultation": "verfahren/leitlinien/",
    "session index": "sitzungen/",
    "past session": "verfahren/leitlinien/sitzung-2023-11-08/",
    "coming session": "verfahren/leitlinien/sitzung-auswertung/",
    "guideline": "verfahren/leitlinien/entwurf/",
    "guideline, versions": "verfahren/leitlinien/entwurf/versions/",
    "guideline, old version": "verfahren/leitlinien/entwurf/versions/1/",
    "guideline, comparison": "verfahren/leitlinien/entwurf/compare/1/3/",
    "guideline, side by side": "verfahren/leitlinien/entwurf/compare/1/3/?view=side&only=changes",
    "guideline, split paragraph": f"verfahren/leitlinien/entwurf/history/{SPLIT}/",
    "guideline, dropped paragraph": f"verfahren/leitlinien/entwurf/history/{DROPPED}/",
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
