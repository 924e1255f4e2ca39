"""Addresses out of titles in seven languages."""

import pytest

from portal.translation.slugs import NAMELESS, slug_of


@pytest.mark.parametrize(
    ("text", "language", "slug"),
    [
        ("Öffentliche Straßen & Übergänge", "de", "oeffentliche-strassen-uebergaenge"),
        ("Gru\u0308ne A\u0308cker", "de", "gruene-aecker"),
        ("GROẞE ÖFEN", "de-simple", "grosse-oefen"),
        ("Bürger·beteiligung", "de-simple", "buerger-beteiligung"),
        ("Çocuk parkı görüşmesi", "tr", "cocuk-parki-gorusmesi"),
        ("Éléments de débat à Noël", "fr", "elements-de-debat-a-noel"),
        ("Громадські слухання", "uk", "gromadski-slukhannya"),
        ("جلسة", "ar", "jlsh"),
        ("🚲", "de", NAMELESS),
        ("", "ar", NAMELESS),
        ("٣ طرق", "ar", "3-trq"),
        ("ä" * 300, "de", "ae" * 100),
    ],
)
def test_an_address_can_be_read_aloud(text: str, language: str, slug: str) -> None:
    assert slug_of(text, language) == slug
