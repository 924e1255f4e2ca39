"""Cross references inside a text."""

import pytest

from consultations.guidelines.references import lost, resolve
from consultations.guidelines.rules import Part, number

TARGET = Part("paragraph", "22222222-1")


def resolved(words: str, scheme: str = "decimal") -> str:
    link = Part("paragraph", "11111111-1", html=f'<p>Mehr: <a href="#p-22222222">{words}</a>.</p>')
    parts = resolve(number([Part("chapter", "aaaaaaaa-1", "Ziele"), link, TARGET], scheme))
    return parts[1].html.removeprefix('<p>Mehr: <a href="#p-22222222">').removesuffix("</a>.</p>")


@pytest.mark.parametrize(
    ("words", "scheme", "told"),
    [
        ("1.9", "decimal", "1.2"),
        ("Absatz 7", "decimal", "Absatz 1.2"),
        ("siehe 3", "decimal", "siehe 1.2"),
        ("§ 4", "decimal", "1.2"),
        ("§ 4 (1)", "section", "§ 1 (2)"),
        ("Absatz 4", "section", "§ 1 (2)"),
        ("siehe § 4", "section", "siehe § 1 (2)"),
        ("§&nbsp;4", "section", "§ 1 (2)"),
        ("(3)", "continuous", "2"),
        ("wie oben gesagt", "section", "wie oben gesagt"),
        ("am 8. März 2024", "decimal", "am 8. März 2024"),
        ("Früh & offen 4", "decimal", "Früh & offen 4"),
        ("", "decimal", ""),
    ],
)
def test_numbers_follow_and_words_stay(words: str, scheme: str, told: str) -> None:
    assert resolved(words, scheme) == told


def test_other_links_are_left_alone() -> None:
    links = ['linktype="page" id="3"', 'href="https://example.org/#p-22222222"', 'href="#p-99999999"']
    html = " ".join(f"<a {link}>1.1</a>" for link in links)
    [part] = resolve(number([Part("paragraph", "11111111-1", html=html)]))
    assert part.html == html


def test_lost_targets_are_named() -> None:
    html = '<p><a href="#p-22222222">1.2</a> und <a href="#c-33333333">Kapitel 3</a></p>'
    parts = number([Part("paragraph", "11111111-1", html=html), TARGET])
    assert [(found.part.number, found.anchor, found.words) for found in lost(parts)] == [
        ("0.1", "c-33333333", "Kapitel 3")
    ]
