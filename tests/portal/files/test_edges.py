"""What is a header at the edge of pages, and what only looks like one."""

import pytest

from portal.files.cleaning import clean_pages, word_over_break

STREETS = ("Ahornallee", "Birkenweg", "Cedernstraße", "Dahlienplatz", "Eschenhof", "Fichtenring")


def kept(pages: list[str], feet: list[str] | None = None) -> str:
    return "\n".join(clean_pages(pages, feet or ()))


@pytest.mark.parametrize(
    ("first", "last"),
    [
        ("TOP {n}", "Abstimmung: {ten} Ja, {n} Nein, 0 Enthaltungen"),
        ("Drucksache {n}/2024", "Ja {ten}, Nein 0"),
        ("Vorlage 2024/10{n}", "Einstimmig beschlossen."),
        ("§ {n}", "Kosten: {n}00 Euro"),
        ("{n}.", "Frist: {n}.5.2024"),
        ("Maßnahme {n}", "Abstimmung: einstimmig"),
        ("Seite {ten} der Begründung fehlt", "Haushaltsstelle {n}.100"),
        ("Antrag 2023-{n}", "Wiedervorlage in {n} Wochen"),
    ],
)
def test_one_item_on_each_page_keeps_every_line(first: str, last: str) -> None:
    lines = [
        [first.format(n=n, ten=3 * n + 10), f"Es geht um {street}.", last.format(n=n, ten=3 * n + 10)]
        for n, street in enumerate(STREETS, start=1)
    ]
    assert [page.split("\n") for page in clean_pages(["\n".join(page) for page in lines])] == lines


@pytest.mark.parametrize(
    "footer",
    ["Seite {n} von 6", "- {n} -", "{n}", "{n} / 6", "Seite {n}", "Page {n} of 6", "Sayfa {n}", "صفحة {n}"],
)
def test_a_page_number_goes_from_every_page(footer: str) -> None:
    pages = [f"Wir beraten {street}.\n{footer.format(n=n)}" for n, street in enumerate(STREETS, start=1)]
    assert clean_pages(pages) == tuple(f"Wir beraten {street}." for street in STREETS)


def test_a_letterhead_stays_once() -> None:
    head = "Stadt Kaiserslautern\nReferat Bürgerbeteiligung\nWilly-Brandt-Platz 1"
    found = clean_pages([f"{head}\nWir beraten {street}." for street in STREETS])
    assert found[0] == f"{head}\nWir beraten Ahornallee."
    assert found[1:] == tuple(f"Wir beraten {street}." for street in STREETS[1:])


def test_a_header_with_words_and_page_number_stays_on_its_first_page() -> None:
    pages = [
        f"Niederschrift vom 06.09.2023 – Seite {n}\n{street}" for n, street in enumerate(STREETS, start=1)
    ]
    assert kept(pages).count("Niederschrift") == 1
    assert clean_pages(pages)[1] == "Birkenweg"


def test_a_footer_goes_only_from_the_margin() -> None:
    same = "Beschluss: einstimmig"
    pages = [f"Wir beraten {street}.\n{same}" for street in STREETS]
    assert kept(pages).count(same) == 6
    assert kept(pages, [same] * 6).count(same) == 1


def test_a_page_is_never_emptied() -> None:
    pages = [f"Anlage\nSeite {n}" for n in range(1, 5)]
    assert all(clean_pages(pages))
    assert clean_pages(["Anlage"] * 5) == ("Anlage",) * 5


def test_a_word_divided_before_a_footer_that_stays_is_found_overleaf() -> None:
    texts = ["Wir fördern die Bürger-", "beteiligung und den Rad-", "verkehr der Stadt."]
    first, second, _third = clean_pages([f"{text}\nStadt K" for text in texts], ["Stadt K"] * 3)
    assert "Stadt K" in first
    assert word_over_break(first, second) == "Bürgerbeteiligung"
