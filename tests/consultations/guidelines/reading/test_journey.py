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


IDS = {name: identity(name) for name in ("early", "all", "old", "box", "yearly", "stays", "ways")}
FIRST = [
    chapter("Ziele"),
    paragraph(IDS["early"], "Die Stadt informiert früh und offen."),
    paragraph(IDS["all"], "Alle Bürger sind eingeladen."),
    paragraph(IDS["old"], "Der Rat berät in geheimer Sitzung."),
    chapter("Wege", IDS["ways"]),
    paragraph(IDS["box"], "Der Koffer hilft. Er wird jedes Jahr erneuert."),
    paragraph(IDS["stays"], f'Es gilt <a href="#p-{IDS["all"][:8]}">Absatz 1.2</a>.'),
]
SECOND = [
    FIRST[0],
    paragraph(IDS["all"], "Alle Bürger:innen sind eingeladen."),
    FIRST[1],
    FIRST[4],
    paragraph(IDS["box"], "Der Koffer hilft."),
    paragraph(IDS["yearly"], "Er wird jedes Jahr erneuert."),
    FIRST[6],
]


def test_write_freeze_edit_move_split_drop_freeze_compare_and_cite(client: Client) -> None:
    page = make_guideline(*FIRST)
    frozen(page, "Erste Fassung")
    assert f'href="{page.url}compare/1/live/?only=changes"' not in read(client, page.url)

    page = publish(page, SECOND)
    assert f'href="{page.url}compare/1/live/?only=changes"' in read(client, page.url)
    frozen(page, "Zweite Fassung", {IDS["yearly"]: [IDS["box"]]})

    html = read(client, f"{page.url}compare/1/2/?only=changes")
    for outcome, place in [
        ("changed", f"p-{IDS['all'][:8]}"),
        ("split", f"p-{IDS['box'][:8]}"),
        ("dropped", f"was-p-{IDS['old'][:8]}"),
        # Its cross reference names the number that its target has now.
        ("changed", f"p-{IDS['stays'][:8]}"),
    ]:
        assert f'sd-outcome--{outcome}" id="{place}"' in html
    assert html.count('<section class="sd-change ') == 7
    cited = client.get(f"/p/{short('all')}?v=1")["Location"]
    assert cited == f"{page.url}versions/1/#p-{IDS['all'][:8]}"
    assert "Alle Bürger sind eingeladen." in read(client, cited)
    assert uuid.UUID(IDS["all"]).hex.startswith(short("all"))
