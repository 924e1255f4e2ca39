"""One run of the import: reads, writes or only counts, and keeps the tally."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import DatabaseError

from consultations.meetings import rules
from consultations.meetings.importing import attachments, reader, writer
from consultations.meetings.importing.records import BadRecordError, FileRecord, Problem, SessionRecord
from consultations.meetings.importing.writer import Outcome


@dataclass(slots=True)
class Run:
    """Counts by kind of record and outcome, and everything the person at the terminal must read."""

    collection: str = ""
    dry_run: bool = False
    sessions: Counter[Outcome] = field(default_factory=Counter)
    files: Counter[Outcome] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    _places: dict[str, str] = field(default_factory=dict)
    _spans: dict[str, list[tuple[rules.Span, str]]] = field(default_factory=dict)

    def take_sessions(self, file: Path) -> Iterator[None]:
        """Imports a file line by line; yields after each one for the progress bar."""
        for place, read in reader.sessions(file):
            if isinstance(read, Problem):
                self._skip(self.sessions, read)
            elif not self.collection or read.collection == self.collection:
                self._take_session(place, read)
            yield

    def take_files(self, manifest: Path) -> Iterator[None]:
        """Imports the files of a manifest; of a named collection only those filed under its sessions."""
        for place, read in reader.files(manifest):
            if isinstance(read, Problem):
                self._skip(self.files, read)
            elif not self.collection or attachments.section_of(read) is not None:
                self._guarded(self.files, place, partial(self._file, read, manifest.parent))
            yield

    def _take_session(self, place: str, record: SessionRecord) -> None:
        if known := self._places.get(record.source_id):
            reason = f"“{record.source_id}” was read already at {known}"
            self._skip(self.sessions, Problem(place, reason))
            return
        self._places[record.source_id] = place
        self._note_clashes(place, record)
        self._guarded(self.sessions, place, partial(self._session, record))

    def _note_clashes(self, place: str, record: SessionRecord) -> None:
        if not rules.time_known(record.start):
            return
        spans = self._spans.setdefault(f"{record.municipality}/{record.body}", [])
        span = rules.Span(len(spans), record.start, record.end)
        for clash in rules.clashes(span, [other for other, _place in spans]):
            reason = f"“{record.body}” meets at the same time as at {spans[clash.key][1]}; both were taken"
            self.notes.append(Problem(place, reason))
        spans.append((span, place))

    def _session(self, record: SessionRecord) -> Outcome:
        return writer.outcome_of(record)[0] if self.dry_run else writer.write(record)

    def _file(self, record: FileRecord, folder: Path) -> Outcome:
        if not self.dry_run:
            return attachments.write(record, folder)
        attachments.read_checked(record, folder)
        return attachments.outcome_of(record)

    def _guarded(self, tally: Counter[Outcome], place: str, work: Callable[[], Outcome]) -> None:
        try:
            tally[work()] += 1
        except (BadRecordError, DatabaseError) as error:
            self._skip(tally, Problem(place, str(error)))
        except ValidationError as error:
            self._skip(tally, Problem(place, _in_words(error)))

    def _skip(self, tally: Counter[Outcome], problem: Problem) -> None:
        tally[Outcome.SKIPPED] += 1
        self.problems.append(problem)


def _in_words(error: ValidationError) -> str:
    if not hasattr(error, "error_dict"):
        return " ".join(error.messages)
    return "; ".join(f"{name}: {' '.join(messages)}" for name, messages in error.message_dict.items())
