"""Accents that stand beside their letter."""

import pytest

from portal.files.cleaning import normalise


@pytest.mark.parametrize(
    ("raw", "right"),
    [
        ("B¨urgerhaus", "Bürgerhaus"),
        ("¨Offentliche Sitzung ¨uber Str¨außchen", "Öffentliche Sitzung über Sträußchen"),
        ("f¨ ur die St¨adte", "für die Städte"),
        ("Bu¨rger", "Bürger"),
        ("Bu\u0308rger", "Bürger"),
        ("Bu \u0308rger", "Bürger"),
        ("¨ALTESTENRAT", "ÄLTESTENRAT"),
        ("Caf´e und voil`a", "Café und voilà"),
        ("fran¸cais, fac¸ade, fˆete", "français, façade, fête"),
        ("Wie geht´s? Das ist´s, nimm `code` und 5´", "Wie geht´s? Das ist´s, nimm `code` und 5´"),
        ("das Zeichen ¨, allein", "das Zeichen ¨, allein"),
    ],
)
def test_signs_beside_letters_become_letters(raw: str, right: str) -> None:
    assert normalise(raw) == right
