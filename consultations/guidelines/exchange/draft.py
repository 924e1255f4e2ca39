"""What was read from a file: parts, and everything an editor must hear about."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from consultations.guidelines.rules import Part

Choice = Literal["accept", "keep"]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that was not taken over as it stood; `code` is a word the page has a sentence for.

    `heading` and `position` (counted in paragraphs of the file) say where.
    """

    code: str
    text: str
    heading: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class TrackedChange:
    """A change that was recorded in the file and is neither accepted nor rejected there yet."""

    kind: Literal["inserted", "deleted"]
    text: str
    author: str
    date: str
    heading: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class ImportedPicture:
    """An image of a figure: where it lies in the file; `is_known` when the portal gave it out."""

    part: str
    member: str
    sha256: str
    alt: str
    is_known: bool


@dataclass(slots=True)
class Draft:
    """A text as it was read. `known` are identities that stood in the file, `merged` those that were joined to them."""

    parts: list[Part] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    tracked: list[TrackedChange] = field(default_factory=list)
    pictures: list[ImportedPicture] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    merged: dict[str, list[str]] = field(default_factory=dict)
    title: str = ""
    guideline: str = ""
    fingerprint: str = ""

    def to_json(self) -> str:
        """The form in which a draft leaves the reading process."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Draft":
        """The opposite of `to_json`."""
        data: dict[str, Any] = json.loads(text)
        return cls(
            parts=[Part(**entry) for entry in data["parts"]],
            notices=[Notice(**entry) for entry in data["notices"]],
            tracked=[TrackedChange(**entry) for entry in data["tracked"]],
            pictures=[ImportedPicture(**entry) for entry in data["pictures"]],
            known=data["known"],
            merged=data["merged"],
            title=data["title"],
            guideline=data["guideline"],
            fingerprint=data["fingerprint"],
        )
