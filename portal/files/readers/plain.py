"""Plain text files: one page."""

from pathlib import Path

from portal.files.encodings import decoded
from portal.files.readers.record import Recorder, StopReading


def read(path: Path, recorder: Recorder) -> None:
    """Hand over the file as one page."""
    if path.stat().st_size > recorder.limits.characters:
        raise StopReading("text_limit")
    recorder.page(decoded(path.read_bytes()))
