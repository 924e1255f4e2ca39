"""What counts as a change of a draft, and what does not."""

from typing import Any

import pytest

from portal.approval.sameness import same

ROW = {"pk": None, "translation_key": "a", "locale": None, "title": "Begrüßung"}
PAGE = {"title": "Sitzung", "latest_revision": 3, "summary": "Eine\nZeile", "items": [ROW], "sequence": 1}


@pytest.mark.parametrize(
    "changed",
    [
        {"latest_revision": 4, "live": True},
        {"summary": "Eine\r\nZeile"},
        {"items": [ROW | {"pk": 7, "translation_key": "b", "locale": 1}]},
        {"sequence": 2},
        {"wagtail_admin_comments": [{"pk": 1, "text": "Stimmt das?"}]},
    ],
)
def test_what_says_the_same(changed: dict[str, Any]) -> None:
    assert same(PAGE, PAGE | changed, derived=["sequence"])


@pytest.mark.parametrize(
    "changed",
    [
        {"title": "Sondersitzung"},
        {"items": []},
        {"items": [ROW, ROW]},
        {"items": [ROW | {"title": "Abschied"}]},
        {"body": '[{"type": "text", "value": "<p>Neu</p>", "id": "1"}]'},
    ],
)
def test_what_says_something_else(changed: dict[str, Any]) -> None:
    assert not same(PAGE, PAGE | changed, derived=["sequence"])


def test_keys_of_the_editor_in_a_stream() -> None:
    body = '[{{"type": "text", "value": "<p{key}>Wort</p>", "id": "1"}}]'
    keyed = body.format(key=' data-block-key=\\"x1y2z\\"')
    assert same({"body": body.format(key="")}, {"body": keyed})


def test_remarks_count_where_they_are_asked_for() -> None:
    remark = {"wagtail_admin_comments": [{"pk": None, "text": "Stimmt das?"}]}
    assert not same(PAGE | {"wagtail_admin_comments": []}, PAGE | remark, comments=True)
