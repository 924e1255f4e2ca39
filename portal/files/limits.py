"""How much one uploaded file may cost while its text is read."""

import json
from dataclasses import asdict, dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of the reading process; whatever is read before a bound is hit is kept.

    `cpu_seconds` is enough for any ordinary file; long files earn `cpu_seconds_per_page` on top.
    `pages` counts sections in files without pages. `unpacked_bytes` bounds what an office file unpacks to.
    """

    memory_bytes: int = 1024 * MEGABYTE
    cpu_seconds: float = 20
    cpu_seconds_per_page: float = 0.02
    wall_seconds: float = 240
    pages: int = 5_000
    characters: int = 20_000_000
    unpacked_bytes: int = 200 * MEGABYTE
    archive_members: int = 10_000

    @property
    def most_cpu_seconds(self) -> float:
        """The processor time the longest permitted file may use."""
        return self.cpu_seconds + self.cpu_seconds_per_page * self.pages

    @property
    def output_bytes(self) -> int:
        """Room for every permitted character as JSON, twice where it stands in a margin, and for the records."""
        return 12 * self.characters + 200 * self.pages + MEGABYTE

    def to_json(self) -> str:
        """The form in which the limits travel to the reading process."""
        return json.dumps(asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Limits":
        """The opposite of `to_json`."""
        return cls(**json.loads(text))
