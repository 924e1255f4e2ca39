from typing import Any

import pytest

from portal.blocks.body import BodyStreamBlock
from portal.findable import Entry
from portal.pages.text import body_entries, body_text, html_text


def body(*children: tuple[str, Any]) -> Any:
    return BodyStreamBlock().to_python([{"type": name, "value": value} for name, value in children])


def heading(text: str) -> tuple[str, dict[str, str]]:
    return "heading", {"text": text, "level": "h2", "anchor": ""}


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>two</p>", "One\n\ntwo"),
        ("<p>One<br/>two</p>", "One\ntwo"),
        ("<ul><li>One</li><li>two</li></ul>", "One\ntwo"),
        (
            "<table><caption>Dates</caption><thead><tr><th>What</th><th>When</th></tr></thead>"
            "<tbody><tr><td>First\x1c</td><td></td><td>Monday</td></tr></tbody></table>",
            "Dates\nWhat; When\nFirst; Monday",
        ),
        ("<dl><dt>Place</dt><dd>Foyer</dd></dl>", "Place\nFoyer"),
        ('<p>See <a linktype="page" id="3">the plan</a>.</p>', "See the plan."),
        ("<p>K&amp;L  &lt;3</p>", "K&L <3"),
        ("", ""),
    ],
)
def test_html_text(html: str, text: str) -> None:
    assert html_text(html) == text


def test_one_entry_per_headed_section() -> None:
    value = body(("text", "<p>Lead</p>"), heading("Ziel"), ("text", "<p>Aim</p>"), heading("Ziel"))
    assert list(body_entries(value)) == [
        Entry(text="Lead"),
        Entry(text="Aim", place="ziel", label="Ziel", heading="Ziel"),
        Entry(text="Ziel", place="ziel-2", label="Ziel", heading="Ziel"),
    ]


def test_text_before_the_first_heading_may_have_a_heading_of_its_own() -> None:
    assert list(body_entries(body(("text", "<p>Lead</p>")), heading="Top")) == [
        Entry(text="Lead", heading="Top")
    ]


def test_a_row_of_a_table_is_a_line() -> None:
    table = {"caption": "Dates", "header": ["What", "When"], "rows": [{"cells": ["First", "Monday"]}]}
    assert body_text(body(("table", table))) == "Dates\n\nWhat; When\nFirst; Monday"


def test_accordion_facts_and_quote() -> None:
    value = body(
        ("accordion", {"entries": [{"title": "Why?", "text": "<p>Because.</p>"}]}),
        ("facts", {"title": "", "facts": [{"term": "Place", "description": "Foyer"}]}),
        ("quote", {"text": "Well said", "source": "Somebody", "role": ""}),
    )
    assert body_text(value) == "Why?\n\nBecause.\n\nPlace: Foyer\n\nWell said\n\nSomebody"


def test_neither_choices_nor_addresses_nor_empty_alternatives_are_text() -> None:
    value = body(
        ("call_out", {"tone": "danger", "title": "Moved", "text": "<p>Elsewhere</p>"}),
        ("image", {"image": None, "alt": "", "caption": "Foyer"}),
        ("embed", {"title": "Film", "url": "https://vimeo.com/1", "text": ""}),
        ("newest", {"title": "News", "kind": "home.NewsPage", "limit": 3}),
    )
    assert body_text(value) == "Moved\n\nElsewhere\n\nFoyer\n\nFilm\n\nNews"


def test_an_empty_body_has_no_entries() -> None:
    assert list(body_entries(body())) == []
