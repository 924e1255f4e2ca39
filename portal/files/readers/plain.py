"""Plain text files: one page."""

from pathlib import Path

from portal.files.readers.record import Recorder, StopReading


def read(path: Path, recorder: Recorder) -> None:
    """Hand over the file as one page; what is not UTF-8 is taken for the old Windows code page."""
    if path.stat().st_size > recorder.limits.characters:
        raise StopReading("text_limit")
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    recorder.page(text)
