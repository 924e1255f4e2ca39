"""Plain questions to encyclopaedic texts in three languages: better than BM25 on bare words, or it fails."""

import json
import os
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django.fixtures import Settings

RETRIEVAL = (
    Path(os.environ.get("STADTDIALOG_DATA", Path(__file__).parents[4] / "shared" / "data")) / "retrieval"
)
# MRR@10 of plain BM25, from the README of the data.
PLAIN = {
    ("xquad", "en"): 0.967,
    ("xquad", "tr"): 0.895,
    ("xquad", "ar"): 0.893,
    ("xquad-sentences", "en"): 0.817,
    ("xquad-sentences", "tr"): 0.709,
    ("xquad-sentences", "ar"): 0.666,
}
# What is asked for on top of it; reached are 0.010 to 0.108.
GAIN = {"en": 0.005, "tr": 0.05, "ar": 0.05}


@pytest.mark.data
@pytest.mark.slow
@pytest.mark.parametrize(("name", "language"), PLAIN)
def test_better_than_bare_words(
    name: str, language: str, tmp_path: Path, settings: Settings, db: None
) -> None:
    folder = RETRIEVAL / name
    if not folder.is_dir():
        assert not os.environ.get("CI"), "the shared data folder is missing"
        pytest.skip("the shared data folder is not here; set STADTDIALOG_DATA")
    settings.SEARCH_URL = f"tantivy://{tmp_path}"
    out = StringIO()
    call_command("search", "evaluate", str(folder), "--lang", language, "--json", stdout=out)
    figures = {row["group"]: row["mrr_10"] for row in json.loads(out.getvalue())}
    assert figures["all"] >= PLAIN[name, language] + GAIN[language]
