"""What readers hand to the process that started them: one JSON line per page."""

import json
from typing import TextIO

from portal.files.limits import Limits


class StopReading(Exception):
    """The reader ends here; `reason` is a word the parent process knows."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Recorder:
    """Writes pages as they come, so that a killed reader leaves the pages it had."""

    def __init__(self, limits: Limits, stream: TextIO) -> None:
        self.limits = limits
        self.stream = stream
        self.page_count = 0
        self.characters = 0

    def expect(self, pages: int) -> None:
        """Tell how many pages the file has, before reading them."""
        self._write({"expect": pages})

    def page(self, text: str, heading: str = "", *, margin: str = "", is_unreadable: bool = False) -> None:
        """Hand over one page; a page over a limit is not handed over.

        `margin` is the part of the text where headers and footers stand,
        `is_unreadable` that most letters have no meaning.
        """
        if self.page_count >= self.limits.pages:
            raise StopReading("page_limit")
        room = self.limits.characters - self.characters
        if len(text) > room:
            raise StopReading("text_limit")
        self.page_count += 1
        self.characters += len(text)
        record: dict[str, object] = {"text": text, "heading": heading, "margin": margin}
        self._write({**record, "unreadable": is_unreadable})

    def end(self, reason: str) -> None:
        """The last line: "complete", or why the reader stopped."""
        self._write({"end": reason})

    def _write(self, record: dict[str, object]) -> None:
        self.stream.write(json.dumps(record) + "\n")
        self.stream.flush()
