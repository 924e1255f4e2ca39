"""Every part of pages of the demo goes out and comes back as it was, in both kinds of files."""

from typing import Any

import pytest
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from portal.accounts.models import User
from portal.translators import submission
from portal.translators.files import giving, markup, po, taking, xliff
from tests.demo import DemoPortal

pytestmark = pytest.mark.slow


@pytest.fixture
def french(demo_portal: DemoPortal, db: None) -> list[Translation]:
    """Sessions with agenda items and protocols, news, methods, pages with tables and lists."""
    locale, _made = Locale.objects.get_or_create(language_code="fr")
    pages = Page.objects.filter(locale__language_code="de", depth__gt=1, alias_of=None).live()
    for page in pages.order_by("path"):
        made = submission.submit(page, [locale], None, subtree=False)
        assert submission.work(made.pk)
    keys = Page.objects.values("translation_key")
    return list(Translation.objects.filter(target_locale=locale, enabled=True, source__object_id__in=keys))


def test_every_part_comes_back(french: list[Translation]) -> None:
    user = User.objects.create_superuser("operator@stadt.example", "x")
    parts_seen = 0
    for translation in french:
        parts = giving.parts_of(translation)
        for kind, module in (("po", po), ("xlf", xliff)):
            _head, rows = module.read(giving.export(translation, kind))
            assert [(row.path, row.source) for row in rows] == [(one.path, one.source) for one in parts]
        fill(translation, "xlf", user)
        done = translated(translation)
        assert done == {one.path + one.source: one.source for one in parts}
        for kind in giving.KINDS:
            answer = taking.take(f"a.{kind}", giving.export(translation, kind), user)
            assert (answer.unchanged, answer.taken, answer.refused) == (len(done), 0, 0)
        parts_seen += len(parts)
    assert len(french) > 10
    assert parts_seen > 200


def fill(translation: Translation, kind: str, user: Any) -> None:
    """Each part is translated by itself, through a file."""
    text = giving.export(translation, kind).decode()
    begin, *units = text.split("</source>")
    pieces = [begin]
    for unit in units:
        source = pieces[-1].rpartition("<source>")[2]
        pieces[-1] += f"</source><target>{source}</target>"
        pieces.append(unit)
    answer = taking.take(f"a.{kind}", "".join(pieces).encode(), user)
    assert (answer.problem, answer.rows) == ("", [])


def translated(translation: Translation) -> dict[str, str]:
    """The translation of each part the page has today."""
    parts = giving.parts_of(translation)
    assert all(markup.normal(one.translation) == one.translation for one in parts)
    return {one.path + one.source: one.translation for one in parts}
