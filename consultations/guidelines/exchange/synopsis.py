"""The lines of a synopsis: what became of each part between two versions, with a word for it."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from consultations.guidelines.comparison.markup import Labels, after, before
from consultations.guidelines.comparison.rules import Change, compare, inherited
from consultations.guidelines.exchange.facts import SynopsisRow
from consultations.guidelines.reading.wording import OUTCOMES
from consultations.guidelines.rules import NumberedPart
from consultations.guidelines.versions.models import GuidelineVersion
from consultations.guidelines.versions.selectors import lineage_of

# The look says it all in a table whose columns are called old and new.
SILENT = Labels(dropped=("", ""), added=("", ""))


def rows_between(
    old: GuidelineVersion,
    new: GuidelineVersion,
    before_parts: Sequence[NumberedPart],
    after_parts: Sequence[NumberedPart],
) -> list[SynopsisRow]:
    """One line per change, in reading order of the new version."""
    between = GuidelineVersion.objects.filter(
        guideline_id=new.guideline_id, number__gt=old.number, number__lte=new.number
    ).order_by("number")
    lineage = inherited(lineage_of(version) for version in between)
    return [row_of(change) for change in compare(before_parts, after_parts, lineage).changes]


def row_of(change: Change) -> SynopsisRow:
    """One change as a line."""
    # Where parts were split or merged, the headings stand in the text already.
    is_group = len(change.old) > 1 or len(change.new) > 1
    return SynopsisRow(
        number_old=", ".join(part.number for part in change.old),
        heading_old=change.old[0].heading if change.old and not is_group else "",
        old=before(change.text, SILENT) if change.old else "",
        number_new=", ".join(part.number for part in change.new),
        heading_new=change.new[0].heading if change.new and not is_group else "",
        new=after(change.text, SILENT) if change.new else "",
        note=f"<p>{outcome_words(change)}</p>",
    )


def outcome_words(change: Change) -> str:
    """What became of a part, in a word or two."""
    told = str(OUTCOMES[change.outcome])
    return _("%(change)s, moved") % {"change": told} if change.moved and change.outcome != "moved" else told
