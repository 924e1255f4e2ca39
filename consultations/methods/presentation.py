"""A method as readers and search see it: plain values."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.vocabulary import Fact
from portal.accounts.visibility import offered
from portal.findable import Entry
from portal.formats import dates
from portal.translation.readers import foreign

if TYPE_CHECKING:
    from consultations.methods.pages import MethodPage


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodCard:
    """A method in a list; the first block is what `parts/method_card.html` shows, the second what filters ask."""

    title: str
    url: str
    summary: str
    goal_label: str
    level_label: str
    group_size: str
    duration: str
    effort_label: str
    formats_labels: tuple[str, ...]
    language: str

    goal: str
    level: str
    effort: str
    formats: tuple[str, ...]
    group_min: int | None
    group_max: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A consultation that used the method."""

    title: str
    url: str
    note: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The fact sheet of a method."""

    facts: tuple[Fact, ...]
    steps: tuple[Any, ...]
    uses: tuple[Use, ...]


def card(page: "MethodPage") -> MethodCard:
    """A method as a card."""
    return MethodCard(
        title=page.title,
        url=page.url or "",
        summary=page.summary,
        goal_label=page.get_goal_display(),
        level_label=page.get_level_display(),
        group_size=group_size(page.group_min, page.group_max),
        duration=duration(page.hours_min, page.hours_max),
        effort_label=page.get_effort_display(),
        formats_labels=tuple(page.formats_labels),
        language=foreign(page),
        goal=page.goal,
        level=page.level,
        effort=page.effort,
        formats=page.formats,
        group_min=page.group_min,
        group_max=page.group_max,
    )


def sheet(page: "MethodPage") -> Sheet:
    """The fact sheet; only consultations everybody may see are named, in the page's language."""
    shown = card(page)
    facts = (
        (_("Goal"), shown.goal_label),
        (_("Level of participation"), shown.level_label),
        (_("Group size"), shown.group_size),
        (_("Duration"), shown.duration),
        (_("Effort"), shown.effort_label),
        (_("Cost frame"), page.cost),
        (_("Formats"), dates.listed(shown.formats_labels)),
        (_("Target groups"), page.target_groups),
    )
    return Sheet(
        facts=tuple(Fact(label=label, value=value) for label, value in facts if value),
        steps=tuple(page.steps.all()),
        uses=tuple(_uses(page)),
    )


def group_size(smallest: int | None, largest: int | None) -> str:
    """Number of people in words: "15 bis 40 Personen"."""
    if largest is None:
        text = ngettext("from %(number)s person", "from %(number)s people", smallest or 0)
        return text % {"number": number_format(smallest)} if smallest else ""
    if smallest is None:
        text = ngettext("up to %(number)s person", "up to %(number)s people", largest)
        return text % {"number": number_format(largest)}
    text = ngettext("%(least)s to %(most)s person", "%(least)s to %(most)s people", largest)
    return text % {"least": number_format(smallest), "most": number_format(largest)}


def duration(shortest: Decimal | None, longest: Decimal | None) -> str:
    """Number of hours in words: "2 bis 4 Stunden"; a shortest time of 0 is left out."""
    low, high = (number_format(Decimal(hours).normalize()) if hours else "" for hours in (shortest, longest))
    if not low and not high:
        return ""
    if not high:
        text = ngettext("from %(number)s hour", "from %(number)s hours", 1 if shortest == 1 else 2)
        return text % {"number": low}
    count = 1 if longest == 1 else 2
    if not low:
        return ngettext("up to %(number)s hour", "up to %(number)s hours", count) % {"number": high}
    if low == high:
        return ngettext("%(number)s hour", "%(number)s hours", count) % {"number": low}
    text = ngettext("%(least)s to %(most)s hour", "%(least)s to %(most)s hours", count)
    return text % {"least": low, "most": high}


def entries(page: "MethodPage") -> Iterable[Entry]:
    """What search reads: the head, one entry per step with its place, material and accessibility.

    Whoever asks for the collection by its name wants its methods, too.
    """
    head = (page.get_parent().title, page.get_goal_display(), page.target_groups, page.cost)
    yield Entry(text="\n\n".join(filter(None, head)), heading=page.title)
    for number, step in enumerate(page.steps.all(), 1):
        yield Entry(
            text=step.text or step.title, place=f"step-{number}", label=step.title, heading=step.title
        )
    if page.material:
        yield Entry(text=page.material, place="material", label=_("Material"), heading=_("Material"))
    if page.accessibility:
        label = _("Accessibility")
        yield Entry(text=page.accessibility, place="accessibility", label=label, heading=label)


def _uses(page: "MethodPage") -> Iterable[Use]:
    notes = {use.consultation.translation_key: use.note for use in page.uses.select_related("consultation")}
    if not notes:
        return
    model = page.uses.model._meta.get_field("consultation").related_model
    live = model.objects.filter(translation_key__in=notes).live()
    used = offered(live, page.locale.language_code)
    for consultation in used.select_related("locale").order_by("title"):
        yield Use(
            title=consultation.title,
            url=consultation.url or "",
            note=notes[consultation.translation_key],
            language=foreign(consultation),
        )
