"""Which phases of a consultation run at the same time."""

from collections.abc import Iterable

from consultations.timeline.models import Phase
from consultations.timeline.rules import overlapping


def overlapping_names(phases: Iterable[Phase]) -> list[tuple[str, str]]:
    """Names of the phases that overlap, in pairs and in their order."""
    known = list(phases)
    return [(known[one].name, known[two].name) for one, two in overlapping([phase.window for phase in known])]
