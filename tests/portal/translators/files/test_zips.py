"""Many files at once: packed by language and consultation, taken with one answer for all."""

import csv
import io
import zipfile
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail_localize.models import Translation

from home.models import InfoPage
from portal.accounts.roles import CHIEF_EDITOR, TRANSLATOR
from portal.translators import leases
from portal.translators.files import deliveries, zips
from portal.translators.files.answers import Answer
from portal.translators.files.models import DeliveredFile, Delivery
from portal.translators.files.rules import LARGEST_FILE, Problem, Refused
from tests.home.site import add
from tests.portal.translators.conftest import Tree, translate
from tests.portal.translators.files.conftest import (
    Browser,
    hand_in,
    newest,
    target,
    texts,
    translation_of,
    translator,
)
from tests.portal.translators.files.test_doors import filled

UPLOAD = "/admin/translators/files/"


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def answers(delivery: Delivery) -> dict[str, Answer]:
    return {one.name: Answer.stored(one.answer) for one in delivery.files.all() if one.answer is not None}


@pytest.mark.parametrize("kind", ["po", "xlf"])
def test_a_language_and_a_consultation_in_one_file(
    browser: Browser, english: Translation, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    client = browser(TRANSLATOR)
    answer = client.get(reverse("translators_files", args=[kind]), {"language": "en"})
    assert answer["Content-Disposition"] == f'attachment; filename="translations-en-{kind}.zip"'
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = archive.namelist()
        rows = list(csv.reader(io.StringIO(archive.read("manifest.csv").decode("utf-8-sig"))))
        content = archive.read(f"en-radweg.{kind}")
    assert sorted(names) == sorted([f"en-dialog-1.{kind}", f"en-radweg.{kind}", "manifest.csv"])
    by_name = {row[0]: row for row in rows[1:]}
    assert by_name[f"en-radweg.{kind}"][1:3] == ["en", "Radweg"]
    assert by_name[f"en-radweg.{kind}"][5] == "12"
    assert str(english.uuid).encode() in content
    both = client.get(reverse("translators_files", args=[kind])).content
    with zipfile.ZipFile(io.BytesIO(both)) as archive:
        assert len(archive.namelist()) == 5


def test_one_answer_for_all_files(browser: Browser, article: InfoPage, english: Translation) -> None:
    turkish = translation_of(article, "tr")
    data = packed(
        {
            "../../etc/en-radweg.po": filled(english),
            "tr/tr-radweg.po": filled(turkish),
            "readme.txt": b"hello",
            "manifest.csv": b"file",
            "__MACOSX/._x": b"x",
            "tr/.DS_Store": b"x",
        }
    )
    client = browser(TRANSLATOR)
    sent = hand_in(client, UPLOAD, "all.zip", data)
    told = answers(newest())
    assert {name: (one.problem, one.taken, one.language) for name, one in told.items()} == {
        "en-radweg.po": ("", 4, "en"),
        "tr-radweg.po": ("", 4, "tr"),
        "readme.txt": ("kind", 0, ""),
    }
    assert len(texts(english)) == len(texts(turkish)) == 4
    assert (target(english).live, target(turkish).live) == (False, False)
    assert "readme.txt" in client.get(sent["Location"]).content.decode()
    hand_in(client, UPLOAD, "one.po", filled(english))
    assert answers(newest())["one.po"].unchanged == 4


def test_many_files_are_taken_by_the_worker(
    browser: Browser, english: Translation, worker: Callable[[], int]
) -> None:
    data = filled(english)
    files = {f"{number}.po": data for number in range(6)}
    client = browser(TRANSLATOR)
    sent = hand_in(client, UPLOAD, "all.zip", packed(files))
    waiting = client.get(sent["Location"])
    assert "0 / 6" in waiting.content.decode()
    assert waiting["Refresh"] == "3"
    assert texts(english) == {}
    worker()
    done = client.get(sent["Location"])
    assert "Refresh" not in done
    assert [one.taken for one in answers(newest()).values()] == [4, 0, 0, 0, 0, 0]
    assert client.post(f"{sent['Location']}resume/").status_code == 302


def test_a_long_answer_has_pages_and_begins_with_what_was_not_taken(
    browser: Browser, english: Translation
) -> None:
    files = {f"{number:02}.po": filled(english) for number in range(21)} | {"99.txt": b"x"}
    made = deliveries.receive("all.zip", packed(files), translator())
    deliveries.work(made.pk)
    client = browser(TRANSLATOR)
    first, second = (client.get(f"{UPLOAD}{made.pk}/", {"p": page}).content.decode() for page in (1, 2))
    assert first.index("<h2>99.txt</h2>") < first.index("<h2>00.po</h2>")
    assert [name in second for name in ("<h2>18.po</h2>", "<h2>19.po</h2>", "<h2>20.po</h2>")] == [
        False,
        True,
        True,
    ]


def test_a_stopped_worker_is_taken_up_again(english: Translation) -> None:
    data = packed({"a.po": filled(english), "b.po": filled(english), "c.po": b"x"})
    made = deliveries.receive("all.zip", data, translator())
    assert deliveries.work(made.pk, stop=lambda: True) is False
    assert len(answers(made)) == 1
    DeliveredFile.objects.filter(name="b.po").update(attempts=3)
    assert deliveries.work(made.pk) is True
    told = answers(made)
    assert (told["b.po"].problem, told["c.po"].problem) == ("stopped", "unreadable")
    assert deliveries.work(made.pk) is False


def test_two_workers_do_not_take_one_delivery(english: Translation) -> None:
    made = deliveries.receive("a.po", filled(english), translator())
    seen: list[bool] = []

    def second() -> bool:
        seen.append(deliveries.work(made.pk))
        return False

    assert deliveries.work(made.pk, second)
    assert seen == [False]


def test_a_worker_that_was_too_slow_leaves_the_rest_to_the_next(english: Translation) -> None:
    made = deliveries.receive("a.zip", packed({"a.po": b"x", "b.po": b"x"}), translator())

    def overtaken() -> bool:
        Delivery.objects.filter(pk=made.pk).update(until=timezone.now() - leases.LEASE)
        assert deliveries.work(made.pk)
        return False

    assert not deliveries.work(made.pk, overtaken)
    made.refresh_from_db()
    assert made.finished is not None
    assert [one.attempts for one in made.files.all()] == [1, 1]


def test_bombs_and_broken_zip_files(browser: Browser, english: Translation) -> None:
    zeros = b"0" * (LARGEST_FILE + 1)
    (one,) = zips.unpack(packed({"a.po": zeros}))
    assert (one.problem, one.content) == (Problem.LARGE, b"")
    for data, problem in (
        (packed({f"{number}.po": zeros for number in range(11)}), Problem.LARGE),
        (packed({f"{number}.po": b"" for number in range(zips.MOST_FILES + 1)}), Problem.LARGE),
        (b"PK\x03\x04 nothing", Problem.UNREADABLE),
        (b"", Problem.UNREADABLE),
    ):
        with pytest.raises(Refused) as caught:
            zips.unpack(data)
        assert caught.value.problem is problem
    whole = packed({"a.po": filled(english), "b.po": filled(english)})
    (broken,) = [one for one in zips.unpack(whole[:45] + b"\xff\xff\xff" + whole[48:]) if one.problem]
    assert (broken.name, broken.problem) == ("a.po", Problem.DAMAGED)
    client = browser(TRANSLATOR)
    before = Delivery.objects.count()
    assert hand_in(client, UPLOAD, "all.zip", b"no zip")["Location"] == "/admin/translators/"
    assert Delivery.objects.count() == before


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_no_zip_file_breaks_the_unpacking(data: st.DataObject) -> None:
    whole = packed({"a.po": b"msgid" * 30, "b/c.xlf": b"<xliff/>"})
    begin, end = sorted(data.draw(st.tuples(*[st.integers(0, len(whole))] * 2)))
    broken = whole[:begin] + data.draw(st.binary(max_size=9)) + whole[end:]
    try:
        found = zips.unpack(broken)
    except Refused as refused:
        assert refused.problem is Problem.UNREADABLE
    else:
        assert all("/" not in one.name for one in found)


def test_the_dashboard_offers_files(browser: Browser, english: Translation) -> None:
    page = browser(TRANSLATOR).get("/admin/translators/", {"language": "en"}).content.decode()
    assert f'{reverse("translators_files", args=["xlf"])}?language=en"' in page
    assert f'action="{UPLOAD}"' in page


def test_only_pages_the_person_may_translate(browser: Browser, tree: Tree, english: Translation) -> None:
    other = add(tree.home, InfoPage(title="Andere", slug="andere"))
    translate(other, "en")
    assert browser(TRANSLATOR).get(reverse("translators_files", args=["po"])).status_code == 200
    person = translator()
    person.groups.clear()
    assert browser(CHIEF_EDITOR).get(reverse("translators_files", args=["doc"])).status_code == 404
    assert Client().get(reverse("translators_files", args=["po"])).status_code == 302
    made = deliveries.receive("a.zip", packed({"a.po": filled(english)}), person)
    deliveries.work(made.pk)
    assert answers(made)["a.po"].problem == "no_right"
    assert texts(english) == {}


def test_nothing_to_pack(browser: Browser, english: Translation) -> None:
    answer = browser(TRANSLATOR).get(reverse("translators_files", args=["po"]), {"language": "fr"})
    assert answer["Location"] == "/admin/translators/?language=fr"


def test_two_pages_of_one_slug() -> None:
    one = zips.Packed(
        language="en", slug="a", ending="po", title="=1", address="", section="", words_open=1, content=b"x"
    )
    with zipfile.ZipFile(io.BytesIO(zips.pack([one, one]))) as archive:
        assert archive.namelist() == ["en-a.po", "en-a.2.po", "manifest.csv"]
        assert "'=1" in archive.read("manifest.csv").decode()
