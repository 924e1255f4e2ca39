"""The next step of a translation, for the editor of wagtail-localize."""

from typing import Any

from django import template
from wagtail.models import Page

from portal.translators import standings
from portal.translators.rules import Stage, Step
from portal.translators.views import STEPS

register = template.Library()


@register.simple_tag(takes_context=True)
def next_step(context: Any, page: Page) -> tuple[str, Any] | None:
    """What to do when the words are there: hand over, or review; None where nothing is left for this person.

    Parts are saved while the page stays open, so handing over is offered before the last one is translated.
    """
    if not standings.is_translated(page):
        return None
    standing = standings.begin(page)
    rights = standings.rights_of(page, context["request"].user, standing)
    stage = Stage(standing.stage)
    if stage in (Stage.IN_TRANSLATION, Stage.OUTDATED) and rights.edit:
        return Step.HAND_OVER.value, STEPS[Step.HAND_OVER]
    if stage is Stage.READY and rights.publish and not rights.handed_over_by_self:
        return Step.REVIEW.value, STEPS[Step.REVIEW]
    return None
