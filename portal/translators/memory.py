"""Translation memory: how the same or a similar German sentence was translated on other pages.

Offered is what a person wrote or reviewed, from pages the asking person may edit, drafts included: they could open
them anyway. German strings never change in wagtail-localize, so each process indexes them once; translations are
asked for anew each time, and only for the hits.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail_localize.models import String, StringSegment, StringTranslation, Translation
from wagtail_localize.strings import extract_ids

from portal.translators.resemblance import Strings
from portal.translators.terms.selectors import plain

# So many offers for one part, and so many parts on one page of the desk.
OFFERS = 3
PARTS = 100
# Numbers are given out before their transaction ends; so many of the newest are read again.
_OVERLAP = 200
_INDEX: dict[int, Strings] = {}


@dataclass(frozen=True, slots=True)
class Offer:
    """A translation from elsewhere; `score` 100 is the same German text."""

    number: int
    score: int
    german: str
    text: str
    data: str
    page: int
    title: str
    date: dt.datetime


@dataclass(frozen=True, slots=True)
class Part:
    """An open part and what the memory knows about it."""

    segment: StringSegment
    german: str
    offers: list[Offer]


def open_segments(translation: Translation) -> list[StringSegment]:
    """Parts nobody has translated yet, in the order of the text."""
    rows = StringSegment.objects.filter(source=translation.source).select_related("string", "context")
    rows = rows.annotate_translation(translation.target_locale, include_errors=True)
    return list(rows.filter(translation=None).exclude(context__path="slug").order_by("order", "pk"))


def parts(translation: Translation, user: Any) -> list[Part]:
    """The first open parts that the memory has something for."""
    segments = open_segments(translation)[:PARTS]
    index = _index(translation.source.locale_id)
    hits = {one.string_id: index.similar(plain(one.string.data), one.string_id) for one in segments}
    found = _offers(translation, {number for scores in hits.values() for number in scores}, user)
    told = []
    for segment in segments:
        offers = list(_fitting(segment, hits[segment.string_id], found))[:OFFERS]
        if offers:
            told.append(Part(segment, plain(segment.string.data), offers))
    return told


def take(part: Part, offer: Offer, translation: Translation, user: Any) -> bool:
    """Fill the empty part; answers False when somebody was faster."""
    _row, made = StringTranslation.objects.get_or_create(
        translation_of_id=part.segment.string_id,
        context_id=part.segment.context_id,
        locale=translation.target_locale,
        defaults={
            "data": offer.data,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "tool_name": "Memory",
            "last_translated_by": user,
        },
    )
    return bool(made)


def identical(found: Iterable[Part]) -> list[tuple[Part, Offer]]:
    """Parts whose German text was translated elsewhere, with one wording only."""
    sure = []
    for part in found:
        same = [one for one in part.offers if one.score == 100]
        if len({one.data for one in same}) == 1:
            sure.append((part, same[0]))
    return sure


def forget() -> None:
    """Read all German strings anew when next asked, for example after the database was replaced."""
    _INDEX.clear()


def _index(locale_id: int) -> Strings:
    index = _INDEX.setdefault(locale_id, Strings())
    rows = String.objects.filter(locale_id=locale_id, pk__gt=index.last - _OVERLAP)
    for number, data in rows.order_by("pk").values_list("pk", "data").iterator():
        index.add(number, plain(data))
    return index


def _offers(translation: Translation, strings: set[int], user: Any) -> dict[int, list[Offer]]:
    """By the German string, newest first, each wording once."""
    rows = StringTranslation.objects.filter(
        translation_of_id__in=strings,
        locale=translation.target_locale,
        has_error=False,
        translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        context__isnull=False,
    )
    chosen = list(rows.select_related("context", "translation_of").order_by("-updated_at", "-pk"))
    policy = policy_registry.get_by_type(Page)
    # "change" holds what people made themselves, too; the right to add pages opens no others.
    allowed = policy.instances_user_has_permission_for(user, "change")
    keys = {one.context.object_id for one in chosen}
    pages = allowed.filter(locale=translation.target_locale, translation_key__in=keys)
    by_key = {page.translation_key: page for page in pages.only("pk", "title", "translation_key")}
    found: dict[int, list[Offer]] = defaultdict(list)
    for one in chosen:
        page = by_key.get(one.context.object_id)
        told = found[one.translation_of_id]
        if page is None or any(one.data == other.data for other in told):
            continue
        german = plain(one.translation_of.data)
        text = plain(one.data)
        told.append(Offer(one.pk, 0, german, text, one.data, page.pk, page.title, one.updated_at))
    return found


def _fitting(
    segment: StringSegment, scores: dict[int, int], found: dict[int, list[Offer]]
) -> Iterator[Offer]:
    """Best first; one with other links than the part's would lead elsewhere."""
    links = extract_ids(segment.string.data)
    for number, score in sorted(scores.items(), key=lambda hit: -hit[1]):
        for one in found.get(number, []):
            if extract_ids(one.data) == links:
                yield Offer(one.number, score, one.german, one.text, one.data, one.page, one.title, one.date)
