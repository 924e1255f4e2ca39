"""Many published pages of mixed types at once, to see what grows with them."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page

from consultations.meetings.models import Organization
from consultations.meetings.pages import MeetingPage
from consultations.methods.pages import MethodPage
from consultations.pages import ConsultationPage
from consultations.timeline.models import Phase
from home.news.pages import NewsPage
from home.pages import InfoPage

Fields = Callable[[int], dict[str, Any]]


def add_crowd(count: int) -> int:
    """Sessions before and after today, news, information, methods and consultations below the demo's lists."""
    now = timezone.now()
    organization = Organization.objects.first()

    def session(number: int) -> dict[str, Any]:
        return {"start": now + dt.timedelta(days=number % 60 - 50), "organization": organization}

    shares: list[tuple[type[Page], str, int, Fields]] = [
        (MeetingPage, "sitzungen", count // 3, session),
        (MeetingPage, "leitlinien", count // 30, session),
        (NewsPage, "aktuelles", count // 3, lambda number: {"date": now - dt.timedelta(days=number)}),
        (InfoPage, "pariser-strasse", count // 10, lambda _number: {}),
        (ConsultationPage, "verfahren", count // 10, lambda _number: {"format_hybrid": True}),
    ]
    rest = count - sum(share for _model, _slug, share, _fields in shares)
    shares.append((MethodPage, "methodenkoffer", rest, lambda _number: {"format_analog": True}))
    added = sum(len(_add(*share)) for share in shares)
    _open(ConsultationPage.objects.filter(slug__startswith="menge-"), now)
    return added


def _open(consultations: Any, now: dt.datetime) -> None:
    Phase.objects.bulk_create(
        Phase(page=page, name="Beteiligung", start=now - dt.timedelta(days=3), locale_id=page.locale_id)
        for page in consultations
    )


def _add(model: type[Page], slug: str, count: int, fields: Fields) -> list[Page]:
    """Page rows with right tree data first, then the rows of the type that point at them."""
    parent = Page.objects.get(slug=slug, locale__language_code="de")
    last = parent.get_last_child()
    first = (Page._str2int(last.path[-Page.steplen :]) if last else 0) + 1
    kind = ContentType.objects.get_for_model(model)
    places = range(first, first + count)
    bases = Page.objects.bulk_create([_base(parent, place, kind) for place in places], batch_size=200)
    parent.numchild += count
    parent.save(update_fields=["numchild"])
    pages = [_typed(model, base, fields(number)) for number, base in enumerate(bases)]
    # bulk_create refuses models with a parent table, though the parent's rows are there already.
    for start in range(0, count, 50):
        model._base_manager._insert(
            pages[start : start + 50], fields=model._meta.local_concrete_fields, using="default", raw=True
        )
    return pages


def _base(parent: Page, place: int, kind: ContentType) -> Page:
    slug = f"menge-{place}"
    return Page(
        title=f"Menge {place}",
        draft_title=f"Menge {place}",
        slug=slug,
        url_path=f"{parent.url_path}{slug}/",
        path=Page._get_path(parent.path, parent.depth + 1, place),
        depth=parent.depth + 1,
        locale_id=parent.locale_id,
        content_type=kind,
        live=True,
        first_published_at=timezone.now(),
        last_published_at=timezone.now(),
    )


def _typed(model: type[Page], base: Page, fields: dict[str, Any]) -> Page:
    page = model(page_ptr_id=base.pk, **fields)
    page.__dict__.update({name: value for name, value in base.__dict__.items() if name != "_state"})
    return page
