"""What is counted, and what is about a person and therefore not."""

import pytest

from search.statistics.rules import LONGEST, counted_as, is_low, wants_no_counting


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Radweg", "radweg"),
        ("  RADWEG \t Elbe ", "radweg elbe"),
        ("2021/0975", "2021/0975"),
        ("§ 10 BauGB", "§ 10 baugb"),
        ("Sitzung 23.11.2026", "sitzung 23.11.2026"),
        ("Haushalt 2025/2026", "haushalt 2025/2026"),
        ("67655 Kaiserslautern", "67655 kaiserslautern"),
        ("مشاركة المواطنين", "مشاركة المواطنين"),
        ("a@example.org", ""),
        ("login evil.example/konto", ""),
        ("www.evil", ""),
        ("mail erika.muster@example.org haus", ""),
        ("erika (at) example.org", ""),
        ("0631 365-0", ""),
        ("0631/3654321", ""),
        ("+49 631 365", ""),
        ("004963112345", ""),
        ("DE02 1203 0000 0000 2020 51", ""),
        ("1234567890", ""),
        ("eins zwei drei vier fünf sechs sieben acht neun", ""),
        ("a" * (LONGEST + 1), ""),
        ("", ""),
    ],
)
def test_questions_about_persons_are_not_counted(text: str, counted: str) -> None:
    assert counted_as(text) == counted


@pytest.mark.parametrize(
    ("asked", "without_hits", "clicked", "low"),
    [
        (2, 2, 0, False),
        (3, 3, 0, True),
        (10, 0, 1, True),
        (10, 0, 2, False),
        (10, 6, 9, True),
        (10, 5, 5, False),
    ],
)
def test_editors_see_what_finds_nothing_or_leads_nowhere(
    asked: int, without_hits: int, clicked: int, low: bool
) -> None:
    assert is_low(asked, without_hits, clicked) is low


@pytest.mark.parametrize(
    ("header", "value", "wanted"),
    [
        ("DNT", "1", False),
        ("Sec-GPC", "1", False),
        ("Sec-Purpose", "prefetch;prerender", False),
        ("User-Agent", "Mozilla/5.0 (compatible; SomeBot/2.1)", False),
        ("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0", True),
        ("DNT", "0", True),
        ("X", "1", True),
    ],
)
def test_browsers_may_refuse(header: str, value: str, wanted: bool) -> None:
    assert wants_no_counting({header: value}) is not wanted
