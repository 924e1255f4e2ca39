"""Index generations on disk: directories, one pointer file, locks for writers, a journal."""

import fcntl
import json
import os
import re
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import IO, Any

from search.engines.base import EngineBusy, EngineError, Passage

POINTER = "CURRENT"
JOURNAL = "journal.jsonl"
FACTS = "index.json"
_NAME = re.compile(r"g\d{6}")
FIRST_WAIT = 0.01
LONGEST_WAIT = 0.5


class GenerationLost(EngineError):
    """A generation that the pointer named is not there, or not readable."""


class Generations:
    """The directories below `path`, and who may write.

    Readers only ever follow the pointer, which is replaced in one step; the generation before it stays on
    disk for readers that opened it a moment ago.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def current(self) -> str | None:
        """Name of the live generation; None before the first one."""
        try:
            return (self.path / POINTER).read_text("ascii").strip() or None
        except FileNotFoundError:
            return None

    def directory(self, name: str) -> Path:
        """Where a generation lies."""
        return self.path / name

    def create(self, facts: Mapping[str, str]) -> str:
        """An empty directory behind the newest, with the facts its readers check; needs a lock held."""
        name = f"g{max((int(known[1:]) for known in self._names()), default=0) + 1:06d}"
        directory = self.directory(name)
        directory.mkdir(parents=True)
        _write(directory / FACTS, json.dumps(dict(facts)))
        return name

    def facts(self, name: str) -> Mapping[str, str]:
        """What `create` was told."""
        try:
            facts: dict[str, str] = json.loads((self.directory(name) / FACTS).read_text("utf-8"))
        except (FileNotFoundError, ValueError) as error:
            raise GenerationLost(
                f"{self.directory(name)} is damaged; run `manage.py search rebuild`"
            ) from error
        return facts

    def size(self, name: str) -> int:
        """Bytes on disk; files that a writer removes meanwhile are left out."""
        total = 0
        for file in self.directory(name).glob("*"):
            with suppress(FileNotFoundError):
                total += file.stat().st_size
        return total

    def publish(self, name: str) -> None:
        """Make it the live one; everything older than its predecessor goes."""
        before = self.current()
        _write(self.path / POINTER, name)
        for known in self._names():
            if known not in (name, before):
                shutil.rmtree(self.directory(known), ignore_errors=True)

    def discard(self, name: str) -> None:
        """Remove a generation that never went live."""
        if name != self.current():
            shutil.rmtree(self.directory(name), ignore_errors=True)

    def clear_unfinished(self) -> None:
        """Remove what a killed rebuild left behind; call with the rebuild lock held."""
        live = self.current() or "g000000"
        for known in self._names():
            if known > live:
                self.discard(known)
        (self.path / JOURNAL).unlink(missing_ok=True)

    def clear(self) -> None:
        """Remove the whole directory; call with the write lock held."""
        shutil.rmtree(self.path, ignore_errors=True)

    @contextmanager
    def writing(self, timeout: float) -> Iterator[None]:
        """One writing process at a time; waits, then raises EngineBusy. Freed when the process dies."""
        with self._locked("write.lock", timeout):
            yield

    @contextmanager
    def rebuilding(self, timeout: float) -> Iterator[None]:
        """One rebuild at a time; writers go on meanwhile and see it by `is_rebuilding`."""
        with self._locked("rebuild.lock", timeout):
            yield

    def is_rebuilding(self) -> bool:
        """Whether any process holds the rebuild lock; ask with the write lock held."""
        try:
            with self._locked("rebuild.lock", 0):
                return False
        except EngineBusy:
            return True

    def note(self, batch: Mapping[str, Sequence[Passage]]) -> None:
        """Keep a replacement for the generation that is being built; ask `is_rebuilding` first."""
        with (self.path / JOURNAL).open("a", encoding="utf-8") as journal:
            for source, passages in batch.items():
                journal.write(
                    json.dumps([source, [asdict(p) for p in passages]], default=date.isoformat) + "\n"
                )
            _sync(journal)

    def noted(self) -> Iterator[tuple[str, list[Passage]]]:
        """Replacements in order; a half-written last line was never acknowledged and is left out."""
        try:
            lines = (self.path / JOURNAL).read_text("utf-8").splitlines(keepends=True)
        except FileNotFoundError:
            return
        for line in lines:
            if line.endswith("\n"):
                source, passages = json.loads(line)
                yield source, [passage_from(fields) for fields in passages]

    def _names(self) -> list[str]:
        if not self.path.is_dir():
            return []
        return sorted(entry.name for entry in self.path.iterdir() if _NAME.fullmatch(entry.name))

    @contextmanager
    def _locked(self, name: str, timeout: float) -> Iterator[None]:
        self.path.mkdir(parents=True, exist_ok=True)
        end, wait = time.monotonic() + timeout, FIRST_WAIT
        with (self.path / name).open("a") as file:
            while True:
                try:
                    fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() >= end:
                        raise EngineBusy(f"{self.path / name} is held by another process") from None
                    time.sleep(wait)
                    wait = min(wait * 2, LONGEST_WAIT)
            yield


def passage_from(fields: dict[str, Any]) -> Passage:
    """A passage back from JSON."""
    day = fields["date"]
    lists = {name: tuple(fields[name]) for name in ("topics", "formats")}
    return Passage(**{**fields, **lists, "date": date.fromisoformat(day) if day else None})


def _write(file: Path, text: str) -> None:
    aside = file.with_name(f"{file.name}.{os.getpid()}.tmp")
    with aside.open("w", encoding="utf-8") as stream:
        stream.write(text)
        _sync(stream)
    aside.replace(file)


def _sync(stream: IO[str]) -> None:
    stream.flush()
    os.fsync(stream.fileno())
