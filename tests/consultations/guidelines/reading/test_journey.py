"""From writing to citing: what really is frozen is what is read, compared and cited."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from consultations.guidelines.pages import GuidelinePage
from consultations.guidelines.versions.freezing import FreezeFacts, freeze
from tests.consultations.guidelines.reading.frozen import identity, short
from tests.consultations.guidelines.reading.test_views import read
from tests.factories.guidelines import chapter, make_guideline, paragraph

pytestmark = pytest.mark.django_db


def frozen(page: GuidelinePage, label: str, lineage: dict[str, list[str]] | None = None) -> None:
    facts = FreezeFacts(page.latest_revision_id, label, dt.date(2024, 3, 8), "participation_draft")
    freeze(page, facts, lineage or {}, "Frida Chef", timezone.now())


def publish(page: GuidelinePage, blocks: list[dict[str, Any]]) -> GuidelinePage:
    page.chapters = blocks
    page.save_revision().publish()
    return GuidelinePage.objects.get(pk=page.pk)


def test_write_freeze_edit_move_split_drop_freeze_compare_and_cite(client: Client) -> None:
    ids = {name: identity(name) for name in ("early", "all", "old", "box", "yearly", "stays", "ways")}
    first = [
        chapter("Ziele"),
        paragraph(ids["early"], "Die Stadt informiert früh und offen."),
        paragraph(ids["all"], "Alle Bürger sind eingeladen."),
        paragraph(ids["old"], "Der Rat berät in geheimer Sitzung."),
        chapter("Wege", ids["ways"]),
        paragraph(ids["box"], "Der Koffer hilft. Er wird jedes Jahr erneuert."),
        paragraph(ids["stays"], 'Es gilt <a href="#p-{}">Absatz 1.2</a>.'.format(ids["all"][:8])),
    ]
    page = make_guideline(*first)
    frozen(page, "Erste Fassung")
    assert f'href="{page.url}compare/1/live/?only=changes"' not in read(client, page.url)

    page = publish(
        page,
        [
            first[0],
            paragraph(ids["all"], "Alle Bürger:innen sind eingeladen."),
            first[1],
            first[4],
            paragraph(ids["box"], "Der Koffer hilft."),
            paragraph(ids["yearly"], "Er wird jedes Jahr erneuert."),
            first[6],
        ],
    )
    assert f'href="{page.url}compare/1/live/?only=changes"' in read(client, page.url)
    frozen(page, "Zweite Fassung", {ids["yearly"]: [ids["box"]]})

    html = read(client, f"{page.url}compare/1/2/?only=changes")
    for outcome, place in [
        ("changed", f"p-{ids['all'][:8]}"),
        ("split", f"p-{ids['box'][:8]}"),
        ("dropped", f"was-p-{ids['old'][:8]}"),
        # Its cross reference names the number that its target has now.
        ("changed", f"p-{ids['stays'][:8]}"),
    ]:
        assert f'sd-outcome--{outcome}" id="{place}"' in html
    assert html.count('<section class="sd-change ') == 7
    cited = client.get(f"/p/{short('all')}?v=1")["Location"]
    assert cited == f"{page.url}versions/1/#p-{ids['all'][:8]}"
    assert "Alle Bürger sind eingeladen." in read(client, cited)
    assert uuid.UUID(ids["all"]).hex.startswith(short("all"))
