"""Which parts go to a machine, in which portions, and what may go wrong; plain Python."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

# Services take at most 50 texts and 128 KiB in one request; a letter may need six bytes in JSON.
PARTS_AT_ONCE = 40
CHARACTERS_AT_ONCE = 10_000
OFF = "off"
# Made from the title by Wagtail; a machine's slug would be nonsense in an address.
_NEVER = {"slug"}


class Fault(StrEnum):
    """Why a service did not translate."""

    UNREACHABLE = "unreachable"
    TOO_SLOW = "too_slow"
    REFUSED = "refused"
    TOO_MANY = "too_many"
    USED_UP = "used_up"
    BROKEN = "broken"
    UNREADABLE = "unreadable"
    STOPPED = "stopped"


class MachineError(Exception):
    """The service failed; what came before stays."""

    def __init__(self, fault: Fault, detail: str = "") -> None:
        super().__init__(f"{fault.value} {detail}".strip())
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Cost:
    """What would be sent; equal parts are sent once."""

    parts: int
    characters: int


def cost(texts: Collection[str]) -> Cost:
    """Parts and characters of distinct texts, markup included, as services count."""
    return Cost(len(texts), sum(map(len, texts)))


def translatable(path: str) -> bool:
    """Whether the part at this content path may be given to a machine."""
    return path.rpartition(".")[2] not in _NEVER


def portions(texts: Sequence[str]) -> Iterator[list[str]]:
    """As many at once as a service takes; a text longer than that goes alone."""
    portion: list[str] = []
    size = 0
    for text in texts:
        if portion and (len(portion) == PARTS_AT_ONCE or size + len(text) > CHARACTERS_AT_ONCE):
            yield portion
            portion, size = [], 0
        portion.append(text)
        size += len(text)
    if portion:
        yield portion


def service_for(language: str, chosen: Mapping[str, str], rewritten: Collection[str], source: str) -> str:
    """Name of the service for a language, `off` for none; `chosen` has the rule for all others under ""."""
    if language in rewritten or language == source:
        return OFF
    return chosen.get(language, chosen.get("", OFF))


def fault_of(status: int) -> Fault | None:
    """What an HTTP status means; 456 is DeepL's word for a used-up allowance. None is fine."""
    known = {401: Fault.REFUSED, 403: Fault.REFUSED, 429: Fault.TOO_MANY, 456: Fault.USED_UP}
    if status in known:
        return known[status]
    return None if status == 200 else Fault.BROKEN
