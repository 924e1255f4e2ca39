"""Thirty real papers and statutes on participation: out to files and back, and in from a plain Word file."""

import io
import json
import os
import re
import uuid
from pathlib import Path
from typing import Any

import docx
import pytest

from consultations.guidelines.exchange.content import Block, Run
from consultations.guidelines.exchange.layout import elements_of
from consultations.guidelines.exchange.links import LinkWriter
from consultations.guidelines.exchange.markup import html_of, plain, tidy
from consultations.guidelines.exchange.pdf import pdf_of
from consultations.guidelines.rules import NumberedPart, Part, number
from tests.consultations.guidelines.exchange.files import FACTS, WORDS, plain_parts, read, returned

DATA = Path(os.environ.get("STADTDIALOG_DATA", Path(__file__).parents[5] / "shared" / "data"))
FILE = DATA / "guidelines" / "guidelines.jsonl"
pytestmark = [pytest.mark.data, pytest.mark.slow]


def texts() -> list[dict[str, Any]]:
    if not FILE.exists():
        pytest.skip("the shared data folder is not here; set STADTDIALOG_DATA")
    return [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


def html(text: str) -> str:
    blocks = (Block("p", tidy([Run(paragraph)])) for paragraph in re.split(r"\n\s*\n", text))
    return html_of(block for block in blocks if block.runs)


def parts_of(record: dict[str, Any]) -> list[NumberedPart]:
    """Statutes by their sections, papers by their paragraphs."""
    parts = []
    if sections := record.get("sections"):
        for section in sections:
            parts.append(Part("chapter", str(uuid.uuid4()), " ".join(str(section["title"]).split())[:200]))
            parts.append(Part("paragraph", str(uuid.uuid4()), "", html(section["text"])))
        return number(parts, "section")
    parts.append(Part("chapter", str(uuid.uuid4()), record["title"][:200]))
    for paragraph in re.split(r"\n\s*\n", record["text"]):
        parts.append(Part("paragraph", str(uuid.uuid4()), "", html(paragraph)))
    return number(parts)


@pytest.mark.parametrize("file_format", ["docx", "odt"])
def test_real_texts_lose_nothing_on_the_way_there_and_back(file_format: str, tmp_path: Path) -> None:
    for record in texts():
        parts = parts_of(record)
        assert returned(parts, file_format, tmp_path) == plain_parts(parts), record["id"]


def test_real_texts_in_a_plain_word_file_keep_every_word(tmp_path: Path) -> None:
    for record in texts():
        document = docx.Document()
        for section in record.get("sections") or [{"title": record["title"], "text": record["text"]}]:
            document.add_heading(" ".join(f"{section.get('number', '')} {section['title']}".split()), 1)
            for paragraph in re.split(r"\n\s*\n", section["text"]):
                document.add_paragraph(paragraph)
        target = io.BytesIO()
        document.save(target)
        draft = read(target.getvalue(), "docx", tmp_path)
        numbers = [notice.text.split()[0] for notice in draft.notices if notice.code == "number"]
        kept = " ".join(f"{part.heading}\n{plain(part.html)}" for part in draft.parts).split()
        wanted = " ".join(line.text for line in document.paragraphs).split()
        assert len(kept) >= len(wanted) - 4 * len(numbers), record["id"]
        assert set(wanted) - set(kept) <= set(" ".join(n.text for n in draft.notices).split()), record["id"]


def test_real_texts_can_be_set(tmp_path: Path) -> None:
    longest = max(texts(), key=lambda record: len(record["text"]))
    for record in (longest, *[record for record in texts() if record.get("sections")]):
        parts = parts_of(record)
        assert pdf_of(elements_of(parts, FACTS, WORDS, {}), FACTS, WORDS, LinkWriter(parts)).startswith(
            b"%PDF-"
        )
