"""`manage.py search evaluate`: how well this portal's search does on a test set of the operator's own."""

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError, OutputWrapper
from tqdm import tqdm

from search.evaluation import run
from search.evaluation.measures import Row, table
from search.evaluation.testset import BadTestSet, read


def add_arguments(parser: ArgumentParser) -> None:
    """The folder, the language and the form of the answer."""
    parser.add_argument("folder", type=Path, help="holds corpus, queries and qrels, see docs/operators.md")
    parser.add_argument(
        "--lang",
        default=settings.LANGUAGE_CODE,
        choices=[code for code, _name in settings.LANGUAGES],
        help="language of the texts and the questions",
    )
    parser.add_argument("--json", action="store_true", help="An array of objects instead of a table.")


def evaluate(folder: Path, language: str, as_json: bool, out: OutputWrapper) -> None:
    """Index aside, ask everything, print the figures; what is wrong with the folder ends with one line."""
    try:
        tested = read(folder, language)
        with run.aside(settings.SEARCH_URL) as engine:
            with tqdm(desc="Indexing", unit=" documents", disable=None) as bar:
                run.index(tested, engine, bar.update)
            with tqdm(desc="Asking", total=len(tested.questions), unit=" queries", disable=None) as bar:
                rows = table(tested, run.ask(tested, engine, bar.update))
    except BadTestSet as error:
        raise CommandError(str(error)) from error
    out.write(json.dumps([row.as_object() for row in rows], indent=2) if as_json else _as_table(rows))


def _as_table(rows: Sequence[Row]) -> str:
    width = max(len(row.group) for row in rows)
    lines = [f"{'group':<{width}}  queries  MRR@10    S@1   S@10  nDCG@10"]
    for row in rows:
        figures = row.score
        lines.append(
            f"{row.group:<{width}}  {row.queries:>7}  {figures.mrr_10:>6.3f}  {figures.s_1:>5.3f}"
            f"  {figures.s_10:>5.3f}  {figures.ndcg_10:>7.3f}"
        )
    return "\n".join(lines)
