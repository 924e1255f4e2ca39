"""File names and titles of uploads, made harmless; plain Python."""

import re
import unicodedata
from pathlib import PurePosixPath

# Control characters and marks that turn the reading direction, with which "fdp.exe" looks like "exe.pdf".
INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
UNWANTED_IN_NAME = re.compile(r"[^\w.\-]+")
LONGEST_STEM = 80
NAMELESS = "datei"


def clean_title(title: str) -> str:
    """The title in one line and without invisible characters."""
    return " ".join(INVISIBLE.sub("", title).split())


def clean_file_name(name: str) -> str:
    """A name without folders, invisible characters and anything a shell or an address could trip over."""
    last = PurePosixPath(INVISIBLE.sub("", name).replace("\\", "/")).name
    plain = UNWANTED_IN_NAME.sub("_", unicodedata.normalize("NFC", last))
    stem, dot, suffix = plain.rpartition(".")
    if not dot:
        stem, suffix = suffix, ""
    stem = stem.strip("._-")[:LONGEST_STEM] or NAMELESS
    return f"{stem}.{suffix.lower()}" if suffix else stem
