"""Which methods fit: by goal, level, format, group size and effort."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from consultations.facets import Chosen, Facet, Query, choose
from consultations.methods.presentation import MethodCard, card
from consultations.vocabulary import Format

# Sizes overlap with a method's span; the last one is open upwards.
GROUP_SIZES = {"1-10": (1, 10), "11-30": (11, 30), "31-100": (31, 100), "101": (101, None)}
GROUP_LABELS = {
    "1-10": _("up to 10 people"),
    "11-30": _("11 to 30 people"),
    "31-100": _("31 to 100 people"),
    "101": _("more than 100 people"),
}


def read(methods: Any, query: Query) -> Chosen[MethodCard]:
    """The cards that fit, by title; `methods` is a queryset of MethodPage."""
    pages = methods.select_related("locale").order_by("title", "pk")
    return choose([card(page) for page in pages], _facets(methods.model), query)


def sizes(smallest: int | None, largest: int | None) -> list[str]:
    """The group sizes a method suits; an unknown bound fits all sizes on that side."""
    return [
        key
        for key, (low, high) in GROUP_SIZES.items()
        if (largest is None or largest >= low) and (high is None or smallest is None or smallest <= high)
    ]


def _facets(model: Any) -> list[Facet[MethodCard]]:
    def choices(name: str) -> dict[str, Any]:
        return dict(model._meta.get_field(name).choices)

    return [
        Facet(name="goal", label=_("Goal"), choices=choices("goal"), values=lambda one: [one.goal]),
        Facet(name="level", label=_("Level"), choices=choices("level"), values=lambda one: [one.level]),
        Facet(name="format", label=_("Format"), choices=dict(Format.choices), values=lambda one: one.formats),
        Facet(
            name="group",
            label=_("Group size"),
            choices=GROUP_LABELS,
            values=lambda one: sizes(one.group_min, one.group_max),
        ),
        Facet(name="effort", label=_("Effort"), choices=choices("effort"), values=lambda one: [one.effort]),
    ]
