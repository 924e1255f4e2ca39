"""What search reads of consultations: one entry per section, the places are those of the templates."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from portal.findable import Entry
from portal.pages.text import body_entries

if TYPE_CHECKING:
    from consultations.pages import ConsultationPage


def consultation_entries(page: "ConsultationPage") -> Iterable[Entry]:
    """The sections a reader sees, never empty ones."""
    if head := "\n\n".join(filter(None, (page.goal, page.organiser))):
        yield Entry(text=head, heading=page.title)
    yield from body_entries(page.body)
    if phases := _phases(page):
        yield Entry(text=phases, place="timeline", label=_("Timeline"), heading=_("Timeline"))
    if page.result:
        yield Entry(text=page.result, place="result", label=_("Result"), heading=_("Result"))


def _phases(page: "ConsultationPage") -> str:
    phases = [f"{phase.name}: {phase.text}" if phase.text else phase.name for phase in page.phases.all()]
    milestones = [f"{one.title}: {one.note}" if one.note else one.title for one in page.milestones.all()]
    return "\n\n".join([*phases, *milestones])
