"""A guideline text with three versions in which something of everything happened."""

import pytest

from consultations.guidelines.pages import GuidelinePage
from tests.consultations.guidelines.reading.frozen import chapter, paragraph, write_version
from tests.factories.guidelines import make_guideline

FIRST = [
    chapter("goals", "Ziele"),
    paragraph("early", "Die Stadt informiert früh und offen.", "Früh informieren"),
    paragraph("all", "Alle Bürger sind eingeladen."),
    paragraph("old", "Der Rat berät in geheimer Sitzung."),
    chapter("ways", "Wege"),
    paragraph("box", "Der Methodenkoffer hilft bei der Wahl. Er wird jedes Jahr erneuert."),
    paragraph("stays", "Das Ergebnis wird veröffentlicht."),
]
SECOND = [
    chapter("goals", "Ziele"),
    paragraph("all", "Alle Bürger:innen sind eingeladen."),
    paragraph("early", "Die Stadt informiert früh und offen.", "Früh informieren"),
    chapter("ways", "Wege"),
    paragraph("box", "Der Methodenkoffer hilft bei der Wahl."),
    paragraph("yearly", "Er wird jedes Jahr erneuert."),
    paragraph("stays", "Das Ergebnis wird veröffentlicht."),
    paragraph("council", "Ein Beirat begleitet jedes Verfahren."),
]
THIRD = [*SECOND[:3], *SECOND[4:], paragraph("money", "Die Kosten werden genannt.")]


@pytest.fixture
def page(db: None) -> GuidelinePage:
    """The published text says what the second version says."""
    blocks = [
        {
            "type": part.kind,
            "id": part.id,
            "value": {"title": part.heading, "intro": ""}
            if part.kind == "chapter"
            else {"heading": part.heading, "text": part.html, "note": ""},
        }
        for part in SECOND
    ]
    return make_guideline(*blocks, title="Leitlinien")


@pytest.fixture
def versions(page: GuidelinePage) -> GuidelinePage:
    """The page with versions 1 and 2."""
    write_version(page, 1, FIRST, reason="Für die Auslegung")
    write_version(page, 2, SECOND, {"yearly": ["box"]}, changes="<p>Absatz 1.2 gilt für alle.</p>")
    return page
