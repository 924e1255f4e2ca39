"""Takes over sessions and protocols of councils from files."""

import logging
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from consultations.meetings.importing import reader
from consultations.meetings.importing.run import Run
from consultations.meetings.importing.writer import Outcome
from portal.progress import Progress

STOPPED = 130


class Command(BaseCommand):
    """Safe to stop and to start again: every session is one transaction, known ones are not written twice."""

    help = (
        "Imports sessions with agenda, decisions and protocols from *.jsonl and *.jsonl.gz files and the PDF "
        "files listed in pdf/manifest.jsonl. Known records are only written again when their source changed, "
        "and never over a page that an editor changed since. Exit code 1: some record was skipped, all "
        "others are imported; 130: stopped, start again to go on."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One path, two switches."""
        parser.add_argument("path", type=Path, help="a file or a folder")
        parser.add_argument(
            "--collection", default="", help="only records of this collection, such as karlsruhe"
        )
        parser.add_argument("--dry-run", action="store_true", help="read and compare, but store nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Sessions first, so that files find the agenda items they belong to."""
        files, manifest = self._sources(options["path"])
        if options["verbosity"] < 2:
            # Wagtail tells of every page it publishes; a thousand lines would hide the ones that matter.
            logging.getLogger("wagtail").setLevel(logging.WARNING)
        run = Run(collection=options["collection"], dry_run=options["dry_run"])
        stopped = False
        try:
            for _done in self._work(run, files, manifest):
                self._report_new(run)
        except KeyboardInterrupt:
            stopped = True
        self._report_new(run)
        self._summarise(run)
        if stopped:
            raise CommandError(
                "Stopped. What is listed above is stored; start again to go on.", returncode=STOPPED
            )
        if not run.sessions and not run.files:
            raise CommandError("Nothing to import: no record matches.")
        if run.problems:
            raise CommandError(f"{len(run.problems)} record(s) skipped, see above; all others are imported.")

    def _sources(self, path: Path) -> tuple[list[Path], Path | None]:
        if not path.exists():
            raise CommandError(f"There is no file or folder {path}.")
        files, manifest = reader.session_files(path), reader.manifest_of(path)
        if not files and manifest is None:
            raise CommandError(f"{path} holds no *.jsonl, no *.jsonl.gz and no pdf/manifest.jsonl.")
        return files, manifest

    def _work(self, run: Run, files: list[Path], manifest: Path | None) -> Iterator[None]:
        for file in files:
            yield from self._progress(file.name, run.take_sessions(file))
        if manifest is not None:
            yield from self._progress("pdf", run.take_files(manifest))

    def _progress(self, name: str, steps: Iterator[None]) -> Iterator[None]:
        with Progress(name, out=self.stderr) as advance:
            for step in steps:
                advance(1)
                yield step

    def _report_new(self, run: Run) -> None:
        for problem in run.problems[self._told :]:
            tqdm.write(f"skipped  {problem}", file=self.stderr)
        self._told = len(run.problems)

    _told = 0

    def _summarise(self, run: Run) -> None:
        for note in run.notes:
            self.stdout.write(f"note     {note}")
        if run.dry_run:
            self.stdout.write("Dry run: nothing was stored.")
        self.stdout.write(f"{'':10}" + "".join(f"{outcome.value:>11}" for outcome in Outcome))
        for name, tally in (("sessions", run.sessions), ("files", run.files)):
            self.stdout.write(f"{name:10}" + "".join(f"{tally[outcome]:>11}" for outcome in Outcome))
