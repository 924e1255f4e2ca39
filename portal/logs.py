"""One traceback per cause and minute: an outage asked about by every request must not fill the disk."""

import logging
import re
import threading
import time

QUIET_SECONDS = 60.0
# More different causes than this at once are told all.
MOST_CAUSES = 500
_CHANGING = re.compile(r"\d+|0x[0-9a-f]+|'[^']*'")


class OncePerCause(logging.Filter):
    """Lets a record with a traceback pass when its cause was not told in the last minute, and says how many it is for.

    The cause is the first exception of the chain, by type, place and words; numbers and names in the words do not
    count. Records without traceback pass always.
    """

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._told: dict[tuple[str, ...], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record is written."""
        error = record.exc_info[1] if record.exc_info else None
        if error is None:
            return True
        cause, now = _cause(error), time.monotonic()
        with self._lock:
            moment, more = self._told.get(cause, (-QUIET_SECONDS, 0))
            if now - moment < QUIET_SECONDS:
                self._told[cause] = (moment, more + 1)
                return False
            if len(self._told) >= MOST_CAUSES:
                self._told.clear()
            self._told[cause] = (now, 0)
        if more:
            # A copy of the words: other handlers get the same record.
            record.msg, record.args = (
                f"{record.getMessage()} (and {more} times more since it was told last)",
                (),
            )
        return True


def _cause(error: BaseException) -> tuple[str, ...]:
    seen = {id(error)}
    while (first := error.__cause__ or error.__context__) is not None and id(first) not in seen:
        seen.add(id(first))
        error = first
    step = error.__traceback__
    while step is not None and step.tb_next is not None:
        step = step.tb_next
    place = f"{step.tb_frame.f_code.co_filename}:{step.tb_lineno}" if step else ""
    return type(error).__qualname__, place, _CHANGING.sub("", str(error))[:300]
