"""`manage.py search`: rebuild, look at and ask the index from the terminal."""

import json
from argparse import ArgumentParser
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.http import QueryDict
from django.utils import timezone, translation

from portal.progress import Progress
from search import indexing, status, upkeep
from search.configured import engine_in_use
from search.engines.base import Engine, EngineError
from search.lease import LeaseTaken
from search.management import evaluate
from search.models import Run
from search.query import search
from search.request import SearchRequest
from search.results import Hit
from search.wording import lists


class Command(BaseCommand):
    """Look after the search index."""

    help = "Rebuild the search index, show its state, compare it with the database, ask it, or judge it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Five verbs."""
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("rebuild", help="Build a new index from the database and switch to it.")
        told = verbs.add_parser("status", help="Show the index, what waits and what fails.")
        told.add_argument("--json", action="store_true", help="One object instead of lines.")
        verbs.add_parser("reconcile", help="Compare index and database and repair the differences.")
        evaluate.add_arguments(
            verbs.add_parser("evaluate", help="Judge the search by a test set: questions with right answers.")
        )
        query = verbs.add_parser("query", help="Search as a reader would.")
        query.add_argument("text")
        query.add_argument(
            "--locale", default=settings.LANGUAGE_CODE, choices=[c for c, _ in settings.LANGUAGES]
        )
        query.add_argument("--limit", type=int, default=10)
        query.add_argument("--json", action="store_true", help="An array of objects instead of text.")

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        """Run one verb; what the engine cannot do ends with one line."""
        engine = engine_in_use()
        verbs: dict[str, Callable[..., None]] = {
            "rebuild": self._rebuild,
            "status": self._status,
            "reconcile": self._reconcile,
            "query": self._query,
            "evaluate": self._evaluate,
        }
        try:
            verbs[verb](engine, **options)
        except EngineError as error:
            raise CommandError(str(error)) from error

    def _rebuild(self, engine: Engine, **options: Any) -> None:
        with self._bar("Indexing") as advance:
            outcome = upkeep.rebuild(engine, advance)
        self.stdout.write(f"{outcome.written} sources, {engine.count()} passages")
        self._failures(outcome.failed)
        self._drain(engine)

    def _status(self, engine: Engine, **options: Any) -> None:
        found = status.read(engine, timezone.now())
        if options["json"]:
            self.stdout.write(json.dumps(found.as_object(), ensure_ascii=False, indent=2))
        else:
            self._tell(found)
        if found.troubles:
            raise CommandError("; ".join(found.troubles))

    def _tell(self, found: status.Status) -> None:
        for name, value in found.facts.items():
            self._line(name, value)
        if found.error:
            self._line("engine", f"cannot answer: {found.error}")
        if found.due:
            self._line("rebuild needed", f"another {' and '.join(found.due)}; the worker does it by itself")
        self._line("sources", found.sources)
        self._line("passages", found.passages)
        if languages := lists.waiting():
            self._line("word lists changed, in force after rebuild or reconcile", ", ".join(languages))
        self._line("waiting changes", found.waiting)
        if found.waiting:
            self._line("oldest waits for", f"{found.lag:.0f} s")
        self._line("failing", found.failing)
        for failure in found.failures:
            self._line(f"  {failure.source}", f"{failure.attempts} tries: {failure.error}")
        self._run("last rebuild", found.last_rebuild)
        self._run("last reconcile", found.last_comparison)

    def _run(self, name: str, run: Run | None) -> None:
        if run is None:
            self._line(name, "never")
            return
        counts = ", ".join(f"{count} {what}" for what, count in run.counts.items())
        state = run.state(timezone.now())
        told = counts or run.error or f"{run.done} of {run.total}"
        self._line(name, f"{timezone.localtime(run.started):%Y-%m-%d %H:%M} {state.value}, {told}")

    def _reconcile(self, engine: Engine, **options: Any) -> None:
        self._drain(engine)
        with self._bar("Comparing") as advance:
            found = upkeep.reconcile(engine, advance)
        self._line("compared", found.compared)
        for name in ("missing", "stale", "surplus", "failed"):
            self._line(name, len(getattr(found, name)))
        self._drain(engine)

    def _query(self, engine: Engine, *, text: str, locale: str, limit: int, **options: Any) -> None:
        asked = QueryDict(mutable=True)
        asked["q"] = text
        with translation.override(locale):
            request = SearchRequest.from_query(asked, locale)
            answer = search(request, engine, per_page=max(1, min(limit, 1_000)))
            hits = [_as_object(hit) for hit in answer.hits]
        if options["json"]:
            self.stdout.write(json.dumps(hits, ensure_ascii=False, indent=2))
            return
        for note in answer.notes:
            self.stdout.write(str(note))
        for correction in answer.corrections:
            self.stdout.write(f"{correction.typed} → {', '.join(correction.used)}")
        self.stdout.write(f"{answer.total} hits")
        for number, hit in enumerate(hits, start=1):
            self.stdout.write(_as_lines(number, hit))

    def _evaluate(self, engine: Engine, *, folder: Path, lang: str, json: bool, **options: Any) -> None:
        evaluate.evaluate(folder, lang, json, self.stdout)

    def _drain(self, engine: Engine) -> None:
        try:
            outcome = indexing.drain(engine)
        except LeaseTaken:
            self.stdout.write("A worker is writing; it takes care of the waiting changes.")
            return
        self._line("waiting changes written", outcome.written + outcome.gone)
        self._failures(outcome.failed)

    def _bar(self, label: str) -> Progress:
        return Progress(label, " sources", indexing.count_sources(), out=self.stderr)

    def _failures(self, failed: dict[str, str]) -> None:
        for key, reason in failed.items():
            self.stderr.write(f"{key}: {reason}")

    def _line(self, name: str, value: object) -> None:
        self.stdout.write(f"{name}: {value}")


def _as_object(hit: Hit) -> dict[str, Any]:
    """The names are promised to scripts; `address` leads to the best place."""
    return {
        "title": hit.title,
        "type": hit.kind_label,
        "date": hit.date.isoformat() if hit.date else None,
        "address": hit.places[0].url if hit.places else hit.url,
        "score": round(hit.score, 3),
        "body": hit.body,
        "places": [{"label": p.label, "address": p.url, "snippet": str(p.snippet)} for p in hit.places],
    }


def _as_lines(number: int, hit: dict[str, Any]) -> str:
    head = f"{number}. {hit['title']} ({', '.join(filter(None, (hit['type'], hit['date'])))})"
    places = [f"   {p['address']} {p['label']}\n   {_plain(p['snippet'])}" for p in hit["places"]]
    return "\n".join([f"{head} [{hit['score']}]", *(places or [f"   {hit['address']}"])])


def _plain(snippet: str) -> str:
    """Marks as asterisks for the terminal."""
    return unescape(snippet.replace("<mark>", "*").replace("</mark>", "*"))
