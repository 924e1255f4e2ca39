"""Passages kept in a temporary file, for a second reading without the database."""

import json
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from types import TracebackType

from search.engines.base import Passage
from search.engines.generations import passage_from


class Spool:
    """Context manager; the file is gone after it, also when the process is killed."""

    def __init__(self) -> None:
        # Closed by the context manager this object itself is.
        self._file = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115

    def __enter__(self) -> "Spool":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def recorded(self, passages: Iterable[Passage]) -> Iterator[Passage]:
        """The same passages, each one kept before it is given."""
        for passage in passages:
            self._file.write(json.dumps(asdict(passage), default=date.isoformat) + "\n")
            yield passage

    def __iter__(self) -> Iterator[Passage]:
        """All that was recorded, from the beginning."""
        self._file.seek(0)
        for line in self._file:
            yield passage_from(json.loads(line))
