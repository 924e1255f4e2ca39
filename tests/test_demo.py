"""The demo that tests share is theirs alone, and nobody else's."""

from pathlib import Path
from typing import Any

from wagtail.models import Page

from home.news.pages import NewsPage
from tests.conftest import DEMO, run_jobs
from tests.demo import DemoPortal


def test_what_one_module_does_the_next_one_does_not_see(
    demo_portal: DemoPortal, db: None, django_db_blocker: Any, tmp_path: Path
) -> None:
    loads, pages = DEMO.loads, Page.objects.count()
    files = sorted(path.relative_to(demo_portal.folder) for path in demo_portal.folder.rglob("*.pdf"))
    assert pages > 10
    assert files
    with DEMO.lent(django_db_blocker, tmp_path / "first", run_jobs) as first:
        NewsPage.objects.all().delete()
        assert Page.objects.count() < pages
        (first.folder / files[0]).unlink()
        (first.folder / "media" / "left.txt").touch()
    with DEMO.lent(django_db_blocker, tmp_path / "second", run_jobs) as second:
        assert Page.objects.count() == pages
        assert sorted(path.relative_to(second.folder) for path in second.folder.rglob("*.pdf")) == files
        assert not (second.folder / "media" / "left.txt").exists()
    assert DEMO.loads == loads
