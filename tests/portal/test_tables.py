"""No text becomes a formula on its way into a spreadsheet, none is changed on its way there and back."""

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from wagtail.models import Page

from portal.accounts.models import User
from portal.tables import Writer, no_formula, typed
from portal.translators.terms.exchange import COLUMNS, Row, from_csv, to_csv

ROOT = Path(__file__).resolve().parents[2]
EVIL = '=HYPERLINK("http://evil.example","x")'
SIGNS = tuple("=+-@\t\r\n＝＋－＠")


@pytest.mark.parametrize("text", ["-5", "+49 6321 1", "-1.234,50", "+3%", "5", "", "Wort", "'s gilt", "a=b"])
def test_numbers_and_words_stay(text: str) -> None:
    assert no_formula(text) == text


@pytest.mark.parametrize(
    "text",
    [
        EVIL,
        "- Spiegelstrich",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "+1-1",
        "-5/2",
        "＝1",
        "'=1",
    ],
)
def test_formulas_are_neutral(text: str) -> None:
    assert no_formula(text) == f"'{text}"
    assert typed(no_formula(text)) == text


@given(st.text(alphabet=st.sampled_from([*SIGNS, "'", "1", "a", " ", ","]), max_size=6))
def test_every_text_comes_back(text: str) -> None:
    assert typed(no_formula(text)) == text
    assert not no_formula(text).startswith(SIGNS) or no_formula(text)[1:2].isdigit()


def test_our_own_file_of_terms_comes_back() -> None:
    rows = [
        Row(text, text, "en", text, (text,)) for text in ("-5", "+49 6321 1", "- Strich", EVIL, "'=1", "''")
    ]
    read = from_csv(("\ufeff" + to_csv(rows)).encode())
    assert [(row.term, row.definition, row.wanted, row.forbidden) for row in read] == [
        (row.term, row.definition, row.wanted, row.forbidden) for row in rows
    ]
    assert COLUMNS[0] in to_csv(rows)


def test_one_writer_for_all() -> None:
    writing = re.compile(r"csv\.(?:writer|DictWriter)\(|Workbook\(")
    sources = [
        path
        for folder in ("portal", "home", "consultations", "search")
        for path in (ROOT / folder).rglob("*.py")
    ]
    assert [path.name for path in sources if writing.search(path.read_text(encoding="utf-8"))] == [
        "tables.py"
    ]


def test_a_number_stays_one() -> None:
    out = io.StringIO()
    Writer(out).row([-5, "=1", None, 2.5])
    assert out.getvalue() == "-5,'=1,,2.5\r\n"


REPORTS = (
    "/admin/reports/site-history/",
    "/admin/reports/aging-pages/",
    "/admin/reports/locked/",
    "/admin/reports/page-types-usage/",
    "/admin/users/",
    "/admin/snippets/home/glossaryterm/",
    "/admin/snippets/consultations/topic/",
)
Cells = Callable[[bytes], list[str]]


def of_csv(content: bytes) -> list[str]:
    return [cell for line in csv.reader(io.StringIO(content.decode())) for cell in line]


def of_xlsx(content: bytes) -> list[str]:
    cells = [cell for line in load_workbook(io.BytesIO(content)).active.iter_rows() for cell in line]
    assert all(cell.data_type != "f" for cell in cells)
    return [cell.value for cell in cells if isinstance(cell.value, str)]


@pytest.mark.parametrize(("kind", "cells"), [("csv", of_csv), ("xlsx", of_xlsx)])
@pytest.mark.parametrize("report", REPORTS)
def test_wagtails_exports_are_neutral_too(admin_client: Client, report: str, kind: str, cells: Cells) -> None:
    evil = User.objects.create_superuser("evil@stadt.example", "x", first_name=EVIL, last_name="@SUM(1)")
    Group.objects.create(name=EVIL)
    page = Page.objects.filter(depth=2)
    page.update(title=EVIL, draft_title=EVIL, locked=True, locked_by=evil)
    answer: Any = admin_client.get(report, {"export": kind})
    assert answer.status_code == 200
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert [
        cell for cell in cells(content) if cell.startswith(SIGNS) and not re.fullmatch(r"[+-]\d+", cell)
    ] == []
