from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks import StreamValue

from portal.blocks.body import BodyStreamBlock
from portal.blocks.lists import DataTableBlock

Body = Callable[..., StreamValue]


def table(*rows: list[str], row_titles: bool = True) -> dict[str, Any]:
    cells = [{"cells": row} for row in rows]
    return {"caption": "Sessions", "header": ["Session", "Place"], "rows": cells, "row_titles": row_titles}


def test_a_row_with_a_missing_cell_is_named() -> None:
    block = DataTableBlock()
    with pytest.raises(ValidationError) as error:
        block.clean(block.normalize(table(["First", "Foyer"], ["Second"])))
    assert "2" in str(error.value.non_block_errors.as_data())  # type: ignore[attr-defined]


def test_the_first_cell_names_its_row(body: Body) -> None:
    html = BodyStreamBlock().render(body(("table", table(["First", "Foyer"]))))
    assert '<th scope="row">First</th>' in html
    assert "<td>Foyer</td>" in html


def test_a_table_without_row_titles(body: Body) -> None:
    html = BodyStreamBlock().render(body(("table", table(["First", "Foyer"], row_titles=False))))
    assert "<td>First</td>" in html


def test_cells_are_escaped(body: Body) -> None:
    html = BodyStreamBlock().render(body(("table", table(["<script>", "Foyer"]))))
    assert "<script>" not in html


def test_a_deleted_document_leaves_no_dead_link(body: Body, document: Any) -> None:
    value = body(("downloads", {"title": "", "documents": [{"document": document.pk, "label": "Gone"}]}))
    document.delete()
    assert "Gone" not in BodyStreamBlock().render(value)
