"""Who is told when a translation passes from hand to hand, and what waits for whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.urls import reverse
from wagtail.models import Page
from wagtail.permissions import policy_registry

from portal.accounts.roles import TRANSLATOR
from portal.approval import tasks
from portal.approval.notices import chief_editors
from portal.translation.languages import language
from portal.translators.models import StandingEntry, Submission, TranslationStanding
from portal.translators.rules import Stage, Step

MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Waiting:
    """A translation on somebody's desk; `note` is what the colleague said who handed it on."""

    page: int
    title: str
    language: str
    stage: str
    note: str


def tell(page: Page, step: Step, user: Any, before: Any, note: str) -> None:
    """After a step: `before` is who had handed the translation over."""
    people: Iterable[Any] = [before] if before is not None else []
    if step is Step.HAND_OVER:
        people = chief_editors(besides=user)
    tasks.hand_on(people, f"translation_{step.value}", _named(page), _desk(page), by=user, reason=note)


def tell_published(page: Page, user: Any, before: Any) -> None:
    """Whoever handed it over hears that it is public."""
    if before is not None:
        tasks.hand_on([before], "translation_published", _named(page), _desk(page), by=user)


def tell_asked(submission: Submission) -> None:
    """All pages are there: the translators of the languages may begin."""
    found: dict[int, Any] = {}
    for code in submission.languages:
        found |= {one.pk: one for one in translators_of(code)}
    names = ", ".join(language(code).name for code in submission.languages)
    title, path = f"{submission.title} ({names})", reverse("translators_dashboard")
    tasks.hand_on(found.values(), "translation_asked", title, path, by=submission.user)


def translators_of(code: str) -> list[Any]:
    """Who may work on pages of a language; nobody while it has no front page."""
    home = Page.objects.filter(depth=2, locale__language_code=code).first()
    if home is None:
        return []
    policy = policy_registry.get_by_type(Page)
    allowed = policy.users_with_permission_for_instance("change", home, include_superusers=False)
    people = get_user_model().objects.filter(groups__name=TRANSLATOR, is_active=True)
    return list(people.filter(pk__in=allowed.values("pk")).distinct())


def waits_for(user: Any) -> tuple[list[Waiting], list[Waiting]]:
    """What this person may review, and what is to be translated, the newest first."""
    policy = policy_registry.get_by_type(Page)
    rows = TranslationStanding.objects.select_related("page__locale").filter(page__alias_of=None)
    decide = policy.instances_user_has_permission_for(user, "publish").values("pk")
    ready = rows.filter(stage=Stage.READY, page__in=decide).exclude(handed_over_by=user)
    change = policy.instances_user_has_permission_for(user, "change").values("pk")
    begun = rows.filter(stage__in=[Stage.IN_TRANSLATION, Stage.OUTDATED], page__in=change)
    translates = not policy.user_has_permission(user, "add") and not user.is_superuser
    return _shown(ready), _shown(begun) if translates else []


def _shown(rows: Any) -> list[Waiting]:
    newest = list(rows.order_by("-changed")[:MOST_SHOWN])
    entries = StandingEntry.objects.filter(standing__in=newest).exclude(note="").order_by("at", "pk")
    notes = {entry.standing_id: entry for entry in entries}
    return [
        Waiting(
            page=row.page_id,
            title=row.page.title,
            language=language(str(row.page.locale.language_code)).name,
            stage=row.get_stage_display(),
            note=notes[row.pk].note if row.pk in notes and notes[row.pk].stage == row.stage else "",
        )
        for row in newest
    ]


def _named(page: Page) -> str:
    return f"{page.title} ({language(str(page.locale.language_code)).name})"


def _desk(page: Page) -> str:
    return reverse("translators_desk", args=[page.pk])
