"""Predecessors that an editor names by hand, beside those that likeness proposes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from consultations.guidelines.rules import NumberedPart
from consultations.guidelines.versions import freezing, selectors
from consultations.guidelines.versions.lineage import Proposal
from consultations.guidelines.versions.preview import Preview

Pair = tuple[str, str]


class PredecessorsForm(forms.Form):
    """One paragraph of the new text and the paragraphs of the last version it came from; both may stay empty."""

    paragraph = forms.ChoiceField(label=_("Paragraph of the new text"), required=False)
    predecessors = forms.MultipleChoiceField(
        label=_("Came from these paragraphs of the last version"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("Several are chosen with Ctrl and a click."),
    )

    def __init__(self, page: Page, *args: Any, **kwargs: Any) -> None:
        """Offers the paragraphs of the newest draft and of the version frozen last."""
        super().__init__(*args, **kwargs)
        last = selectors.newest(page)
        new = freezing.draft_of(page).numbered()
        old = selectors.parts_of(last, last.language) if last else []
        self.fields["paragraph"].choices = [("", _("Please choose")), *_choices(new)]  # type: ignore[attr-defined]
        self.fields["predecessors"].choices = _choices(old)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Both or neither, and nothing that says nothing."""
        data: dict[str, Any] = super().clean() or {}
        paragraph, olds = data.get("paragraph"), data.get("predecessors")
        if not self.errors and bool(paragraph) != bool(olds):
            raise forms.ValidationError(_("Choose a paragraph and what it came from."))
        if paragraph and paragraph in (olds or []):
            raise forms.ValidationError(_("A paragraph that is still there comes from itself anyway."))
        return data

    @property
    def pairs(self) -> list[Pair]:
        """What was named, as a piece and its predecessor; only of a valid form."""
        return [(self.cleaned_data["paragraph"], old) for old in self.cleaned_data["predecessors"]]


@dataclass(frozen=True, slots=True)
class Row:
    """One box to tick."""

    proposal: Proposal
    checked: bool


def rows(shown: Preview, named: Iterable[Pair], ticked: Iterable[Pair] | None) -> list[Row]:
    """All proposals, and after them what editors named; None ticks every proposal.

    What names a paragraph that is gone meanwhile is left out.
    """
    proposed = {(each.new.id, each.old.id) for each in shown.proposals}
    found = [
        Row(each, ticked is None or (each.new.id, each.old.id) in set(ticked)) for each in shown.proposals
    ]
    new, old = ({part.id: part for part in parts} for parts in (shown.parts, shown.before))
    for one, other in dict.fromkeys(named):
        if (one, other) not in proposed and one in new and other in old:
            found.append(Row(Proposal("named", new[one], old[other], 1.0), checked=True))
    return found


def _choices(parts: Sequence[NumberedPart]) -> list[tuple[str, str]]:
    return [(part.id, _label(part)) for part in parts if part.kind == "paragraph"]


def _label(part: NumberedPart) -> str:
    words = Truncator(part.heading or strip_tags(part.html)).words(10)
    return f"{part.number} {words}".strip()
