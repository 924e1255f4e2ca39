"""What would happen if a text were frozen now: shown to the chief editor before it is confirmed."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from consultations.guidelines import references
from consultations.guidelines.comparison.rules import compare
from consultations.guidelines.rules import NumberedPart
from consultations.guidelines.versions import freezing, lineage, selectors, translations
from consultations.guidelines.versions.lineage import Proposal
from consultations.guidelines.versions.models import GuidelineVersion

OUTCOMES: dict[str, Promise] = {
    "changed": _("changed"),
    "rewritten": _("rewritten"),
    "new": _("new"),
    "dropped": _("dropped"),
    "moved": _("moved"),
    "split": _("split"),
    "merged": _("merged"),
    "regrouped": _("split and merged"),
    "formatted": _("changed in emphasis or links only"),
    "renumbered": _("with a new number only"),
    "unchanged": _("unchanged"),
}


@dataclass(frozen=True, slots=True)
class Preview:
    """The version that would arise; `counts` are pairs of words and numbers, empty for the first version."""

    number: int
    revision_id: int | None
    title: str
    paragraphs: int
    chapters: int
    last: GuidelineVersion | None
    counts: list[tuple[Promise, int]]
    proposals: list[Proposal]
    parts: list[NumberedPart]
    before: list[NumberedPart]
    lost: list[references.Lost]
    frozen_along: list[str]
    left_out: list[str]
    unreviewed: list[str]
    unpublished: bool

    @property
    def nothing_changed(self) -> bool:
        """Whether the last version says the same."""
        return self.last is not None and not any(
            label is not OUTCOMES["unchanged"] for label, _count in self.counts
        )


def preview(page: Page) -> Preview:
    """Read the newest draft and compare it with the version frozen last."""
    draft = freezing.draft_of(page)
    parts = draft.numbered()
    last = selectors.newest(page)
    before = selectors.parts_of(last, last.language) if last else []
    proposals = lineage.propose(before, parts) if last else []
    along = [str(text.locale) for text in translations.up_to_date(page, parts)]
    others = {name: text for text in translations.live(page) if (name := str(text.locale)) not in along}
    unreviewed = [name for name, text in others.items() if text.machine_text]
    return Preview(
        number=last.number + 1 if last else 1,
        revision_id=page.latest_revision_id,
        title=draft.title,
        paragraphs=sum(part.kind == "paragraph" for part in parts),
        chapters=sum(part.kind == "chapter" for part in parts),
        last=last,
        counts=_counts(before, parts, proposals) if last else [],
        proposals=proposals,
        parts=parts,
        before=before,
        lost=references.lost(parts),
        frozen_along=along,
        left_out=[name for name in others if name not in unreviewed],
        unreviewed=unreviewed,
        unpublished=page.latest_revision_id != page.live_revision_id,
    )


def _counts(
    before: list[NumberedPart], parts: list[NumberedPart], proposals: list[Proposal]
) -> list[tuple[Promise, int]]:
    found = compare(before, parts, pairs_to_lineage((each.new.id, each.old.id) for each in proposals)).counts
    return [(label, found[outcome]) for outcome, label in OUTCOMES.items() if found[outcome]]  # type: ignore[index]


def pairs_to_lineage(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Pairs of a piece and a predecessor as the lineage rules speak of."""
    known: dict[str, tuple[str, ...]] = {}
    for new, old in pairs:
        known[new] = (*known.get(new, ()), old)
    return known
