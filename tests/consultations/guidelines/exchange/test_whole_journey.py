"""The whole way: written, frozen, revised, frozen, compared, cited, changed in Word, taken over, frozen again."""

import io
import re
import zipfile
from typing import Any

from django.test import Client
from django.urls import reverse

from consultations.guidelines.comparison.rules import compare
from consultations.guidelines.exchange.exports import version_export
from consultations.guidelines.exchange.models import GuidelineUpload
from consultations.guidelines.versions import selectors
from consultations.guidelines.versions.models import GuidelineVersion, VersionPart
from consultations.guidelines.versions.preview import pairs_to_lineage, preview
from consultations.guidelines.versions.verifying import problems
from tests.consultations.guidelines.exchange.test_journey import preview_url, take_over, upload
from tests.consultations.guidelines.versions.test_freezing import freeze, write
from tests.consultations.guidelines.versions.test_journey import AFTER, BEFORE, EARLY, A, B, C, D, E, F, G
from tests.factories.guidelines import make_guideline

NEW = "Die Stadt beteiligt, solange noch viel zu entscheiden ist."


def in_word(data: bytes, old: str, new: str, times: int = 1) -> bytes:
    """The file with other words in it; everything else stays as it is."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as file, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as to:
        for name in file.namelist():
            content = file.read(name)
            if name == "word/document.xml":
                assert content.decode().count(old) == times
                content = content.decode().replace(old, new).encode()
            to.writestr(name, content)
    return target.getvalue()


def outcomes(old: GuidelineVersion, new: GuidelineVersion) -> dict[str, set[str]]:
    told = compare(selectors.parts_of(old, "de"), selectors.parts_of(new, "de"), selectors.lineage_of(new))
    found: dict[str, set[str]] = {}
    for change in told.changes:
        found.setdefault(change.outcome, set()).update(part.id for part in (*change.old, *change.new))
    return found


def test_from_the_first_draft_to_a_third_version_by_way_of_word(
    db: None, editor_browser: Client, client: Client
) -> None:
    page: Any = make_guideline(*BEFORE, title="Leitlinien")
    first = freeze(page)
    write(page, *AFTER)
    page.refresh_from_db()
    pairs = pairs_to_lineage((one.new.id, one.old.id) for one in preview(page).proposals)
    second = freeze(page, pairs)
    told = outcomes(first, second)
    assert (told["split"], told["merged"], told["dropped"]) == ({A, G}, {D, E}, {C})
    assert told["moved"] & {B, F}

    seen = client.get(f"{page.url}compare/1/2/").content.decode()
    assert "<del" in seen
    short = VersionPart.objects.get(text__version=second, identity=A).short
    cited = client.get(f"/p/{short}?v=1", follow=True)
    assert cited.redirect_chain[-1][0].endswith(f"{page.url}versions/1/#p-{A[:8]}")
    assert f"/p/{short}?v=2" in client.get(f"{page.url}versions/2/").content.decode()

    content = version_export(page, second, "docx").data()
    upload(editor_browser, page, in_word(content, EARLY, NEW))
    shown = editor_browser.get(preview_url())
    assert [row.number for row in shown.context["rows"]] == ["1.1"]
    answer = take_over(editor_browser, page)
    assert answer["Location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert not GuidelineUpload.objects.exists()

    third = freeze(page)
    told = outcomes(second, third)
    assert (third.number, told["changed"]) == (3, {A})
    assert told.keys() == {"changed", "unchanged"}
    compared = client.get(f"{page.url}compare/2/3/?only=changes").content.decode()
    kept = re.sub(r"<span class=\"sd-visually-hidden\">.*?</span>", "", compared)
    # The first of each explains the marks.
    assert re.findall(r"<del[^>]*>(.*?)</del>", kept, re.S)[1:] == ["etwas"]
    assert re.findall(r"<ins[^>]*>(.*?)</ins>", kept, re.S)[1:] == ["viel"]
    assert list(problems()) == []
