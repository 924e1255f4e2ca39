"""A comparison as a page shows it: one row per change, with words for all that is marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from consultations.guidelines.comparison import markup
from consultations.guidelines.comparison.rules import Change, Comparison, Outcome
from consultations.guidelines.reading import wording
from consultations.guidelines.rules import NumberedPart
from portal.formats import dates


@dataclass(frozen=True, slots=True)
class Drawing:
    """The texts of a change with their marks, as they are stored until `texts.expanded` has been asked.

    `inline` holds both texts in one, `old` and `new` each of them; where nothing changed there is `new` only.
    """

    heading: str = ""
    inline: str = ""
    old: str = ""
    new: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One change."""

    outcome: Outcome
    label: str
    kind: str
    anchor: str
    name: str
    notes: tuple[str, ...]
    quiet: bool
    identity: str
    drawing: Drawing


@dataclass(frozen=True, slots=True)
class Count:
    """How often something happened, with the places where."""

    outcome: Outcome
    label: str
    number: int
    places: tuple[tuple[str, str], ...]


# Longer lists of places help nobody: the page itself shows them.
PLACES = 40


def rows(comparison: Comparison) -> list[Row]:
    """All changes in reading order, in the active language."""
    labels = wording.labels()
    return [_row(change, labels) for change in comparison.changes]


def counts(shown: Sequence[Row]) -> list[Count]:
    """What happened how often, the weightiest first; where nothing happened no places are named."""
    found = []
    for outcome, label in wording.OUTCOMES.items():
        same = [row for row in shown if row.outcome == outcome]
        places = () if same and same[0].quiet else tuple((row.anchor, row.name) for row in same[:PLACES])
        if same:
            found.append(Count(outcome, str(label), len(same), places))
    return found


def only_changes(shown: Sequence[Row]) -> list[Row]:
    """Without what stayed as it was, but with the chapters in which something changed."""
    kept: list[Row] = []
    chapter: Row | None = None
    for row in shown:
        if row.kind == "chapter":
            chapter = row
        if not row.quiet:
            if chapter is not None and chapter is not row and chapter.quiet:
                kept.append(chapter)
            chapter = None
            kept.append(row)
    return kept


def _row(change: Change, labels: markup.Labels) -> Row:
    part = (change.new or change.old)[0]
    quiet = change.quiet
    return Row(
        outcome=change.outcome,
        label=str(wording.OUTCOMES[change.outcome]),
        kind=part.kind,
        # The prefix keeps a dropped piece apart from one that came back under its old anchor.
        anchor=part.anchor if change.new else f"was-{part.anchor}",
        name=_names(change.new) if change.new else _("formerly %(name)s") % {"name": _names(change.old)},
        notes=tuple(_notes(change)),
        quiet=quiet,
        identity=part.id,
        drawing=Drawing(
            heading=markup.inline(change.heading, labels),
            inline="" if quiet else markup.inline(change.text, labels),
            old="" if quiet or not change.old else markup.before(change.text, labels),
            new=markup.after(change.text, labels) if change.new else "",
        ),
    )


def _names(parts: Sequence[NumberedPart]) -> str:
    names = [wording.part_name(part) for part in parts]
    if len(names) == 1:
        return names[0]
    return _("%(first)s and %(last)s") % {"first": dates.listed(names[:-1]), "last": names[-1]}


def _notes(change: Change) -> list[str]:
    """What the words alone do not show."""
    notes = []
    places = {"old": _names(change.old), "new": _names(change.new)} if change.old and change.new else {}
    if change.outcome == "split":
        notes.append(_("%(old)s was split into %(new)s.") % places)
    elif change.outcome == "merged":
        notes.append(_("%(old)s became %(new)s.") % places)
    elif change.outcome == "regrouped":
        notes.append(_("The text of %(old)s was distributed anew over %(new)s.") % places)
    elif change.along:
        notes.append(_("Moved with its chapter: before %(old)s, now %(new)s.") % places)
    elif change.moved:
        notes.append(_("Moved: before %(old)s, now %(new)s.") % places)
    elif change.renumbered:
        notes.append(_("The number before was %(old)s.") % places)
    if change.text.formatting or change.heading.formatting:
        notes.append(_("The words are the same; only their formatting is another."))
    return notes
