"""What a frozen text is sealed with: hashes over its pieces, and short addresses that never change hands."""

import hashlib
from collections.abc import Collection, Iterable

from consultations.guidelines.rules import NumberedPart

SHORT_LENGTH = 8


def seal(*fields: str) -> str:
    """SHA-256 over texts, each after its length in bytes, so that no text can slip into its neighbour."""
    digest = hashlib.sha256()
    for field in fields:
        data = field.encode()
        digest.update(f"{len(data)}:".encode())
        digest.update(data)
    return digest.hexdigest()


def part_hash(part: NumberedPart) -> str:
    """What a reader sees of one piece, and which piece it is."""
    return seal(part.id, part.kind, part.number, part.heading, part.html)


def text_hash(language: str, title: str, summary: str, part_hashes: Iterable[str]) -> str:
    """A whole text in one language: title, summary and its pieces in reading order."""
    return seal(language, title, summary, *part_hashes)


def version_hash(facts: Iterable[str], source_text: str, lineage: Iterable[tuple[str, str]]) -> str:
    """A version: what was said of it, its text in the source language and where its pieces come from."""
    pairs = (f"{identity}<{predecessor}" for identity, predecessor in sorted(lineage))
    return seal(*facts, source_text, *pairs)


def short_for(identity: str, taken: Collection[str]) -> str:
    """The shortest beginning of an identity, of eight hex characters or more, that nobody else has."""
    digits = identity.replace("-", "")
    for length in range(SHORT_LENGTH, len(digits) + 1):
        if digits[:length] not in taken:
            return digits[:length]
    raise ValueError(f"another piece has the address of {identity}")
