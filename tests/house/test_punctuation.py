"""Commas and colons belong to a language: they stand in messages, never between them in templates."""

import re

import polib
import pytest
from django.template import Context, Template
from django.utils import translation

from portal.translation.catalogues import LOCALE_DIR
from tests.house.citizens import ROOT

# A colon for screen readers only may follow within its own element.
COLON = re.compile(r"\{%\s*translate\s[^%]*%\}(?:</\w+>)*\s*:")
COMMA = re.compile(r"\|\s*join:\s*([\"\'])\s*,\s*\1")
FAULTS = (COLON, COMMA)


def test_no_template_sets_a_colon_or_comma_of_its_own() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in sorted((ROOT / "templates").rglob("*"))
        if path.suffix in (".html", ".txt")
        for fault in FAULTS
        for match in fault.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "text", ['{% translate "Date" %}: {{ x }}', '{% translate "Date" %}</b>:', '{{ x|join:", " }}']
)
def test_the_lint_sees_both(text: str) -> None:
    assert any(fault.search(text) for fault in FAULTS)


def messages(folder: str) -> list[str]:
    entries = polib.pofile(str(LOCALE_DIR / folder / "LC_MESSAGES" / "django.po"))
    return [text for e in entries for text in (e.msgstr, *e.msgstr_plural.values()) if text]


def test_french_sets_the_colon_off() -> None:
    assert [text for text in messages("fr") if re.search(r"[^\s\d/]:(?:\s|$)", text)] == []


def test_arabic_has_its_own_comma() -> None:
    assert [text for text in messages("ar") if re.search(r"[\u0600-\u06ff]\s*,(?!\d)", text)] == []


@pytest.mark.parametrize(
    ("code", "expected"), [("de", "Telefon: a, b"), ("fr", "Téléphone\u00a0: a, b"), ("ar", "الهاتف: a، b")]
)
def test_templates_ask_the_language(code: str, expected: str) -> None:
    with translation.override(code):
        text = Template('{% load portal %}{{ _("Telephone")|colon }} {{ words|listed }}')
        assert text.render(Context({"words": ["a", "b"]})) == expected
