"""How far a long command is: a bar for somebody who watches, a line now and then for logs and pipes."""

import sys
import time
from collections.abc import Callable
from typing import Any

from tqdm import tqdm

# Seconds between two lines where nobody sees a bar.
TELL_EVERY = 15.0


class Progress:
    """Context manager that gives its step: call it with the number of things that are done since."""

    def __init__(self, label: str, unit: str = "", total: int | None = None, *, out: Any) -> None:
        self._label, self._total, self._out = label, total, out
        self._done, self._due = 0, time.monotonic() + TELL_EVERY
        self._bar = tqdm(total=total, desc=label, unit=unit) if sys.stderr.isatty() else None

    def __enter__(self) -> Callable[[int], object]:
        return self._step if self._bar is None else self._bar.update

    def __exit__(self, *exception: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def _step(self, done: int) -> None:
        self._done += done
        now = time.monotonic()
        if now >= self._due:
            self._due = now + TELL_EVERY
            whole = f" of {self._total}" if self._total else ""
            self._out.write(f"{self._label}: {self._done}{whole} so far")
            self._out.flush()
