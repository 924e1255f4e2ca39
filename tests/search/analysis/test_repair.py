"""Text as PDF readers give it."""

import pytest

from search.analysis.repair import repaired


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Stellung-\nnahme", "Stellungnahme"),
        ("Stellung- \r\n nahme", "Stellungnahme"),
        ("Stellung\u0002nahme", "Stellungnahme"),
        ("Stellung\ufffe\nnahme", "Stellungnahme"),
        ("Stellung\u00ad\nnahme", "Stellungnahme"),
        ("Stel\u00adlung", "Stellung"),
        ("Baden-\nWürttemberg", "Baden-Württemberg"),
        ("Baden\u0002Württemberg", "Baden-Württemberg"),
        ("Haupt-\nund Finanzausschuss", "Haupt- und Finanzausschuss"),
        ("BÜRGERBETEI-\nLIGUNG", "BÜRGERBETEILIGUNG"),
        ("2023-\n2024", "2023-2024"),
        ("ei-\nne lan-\nge Sil-\nbe", "eine lange Silbe"),
        ("erster-\n\nzweiter", "erster-\n\nzweiter"),
        ("ﬂieﬀen", "flieffen"),
        ("Bu\u0308rger", "Bürger"),
        ("a\x00b", "a b"),
        ("обгово-\nрення", "обговорення"),
        ("ОБГОВО-\nРЕННЯ", "ОБГОВОРЕННЯ"),
        ("toplan-\ntı", "toplantı"),
        ("İSTAN-\nBUL", "İSTANBUL"),
        ("délibé-\nration", "délibération"),
        ("rendez-\nvous", "rendez-vous"),
        ("Івано-\nФранківськ", "Івано-Франківськ"),
        ("гідро-\nабо вітрова", "гідро- або вітрова"),
        ("مشا\u00ad\nركة", "مشاركة"),
        ("مشا\u0002ركة", "مشاركة"),
        ("شرق-\nغرب", "شرق-غرب"),
        ("\ufee3\ufeaa\ufef3\ufee8\ufe94", "مدينة"),
        ("\u202eabc\u2066", "abc"),
        ("Seite 1\fSeite 2", "Seite 1\n\nSeite 2"),
    ],
)
def test_repairs(raw: str, clean: str) -> None:
    assert repaired(raw) == clean
