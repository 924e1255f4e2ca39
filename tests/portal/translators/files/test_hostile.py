"""Files made to hurt: time and memory stay in proportion to what was handed in."""

import struct
import time
import tracemalloc

import pytest
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from portal.accounts.roles import TRANSLATOR
from portal.translators.files import markup, xliff, zips
from portal.translators.files.rules import Problem, Refused
from tests.portal.translators.files.conftest import Browser

_FILE = (
    '<xliff version="1.2"><file original="x"><body><trans-unit resname="a">'
    "<source>{source}</source><target>{target}</target></trans-unit></body></file></xliff>"
)


@pytest.mark.parametrize(
    "begun", ["<a ", "<!--", "<![CDATA[", "<a id='", '<a id="1', "<b/", "<a x", "</a", "<?x"]
)
def test_tags_that_never_end_are_refused_at_once(begun: str) -> None:
    start = time.process_time()
    with pytest.raises(markup.BadMarkup):
        markup.normal(begun * 100_000)
    assert markup.key(begun * 100_000) == begun * 100_000
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    "text",
    ["5 < 6 <", "<br>", "<br />", "<B>x</B >", '<a  id="a1">x</a>', "<a id=a1>x</a>", "<a id='a-1'>x</a>"],
)
def test_tags_however_tools_write_them_are_read(text: str) -> None:
    assert markup.normal(markup.normal(text)) == markup.normal(text)


def test_a_long_name_is_not_written_out_again_and_again() -> None:
    source = f'<g id="1" ctype="x-html-{"a" * 100_000}"/>'
    data = _FILE.format(source=source, target='<g id="1"/>' * 2_000).encode()
    tracemalloc.start()
    try:
        [row] = xliff.read(data)[1]
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()
    with pytest.raises(markup.BadMarkup):
        markup.normal(row.target)


@pytest.mark.parametrize("typed", ["</b></b>x", "<b><i>x</b></i>", "</a></a></a>", "x<b>", "<a "])
@pytest.mark.parametrize("kind", ["po", "xlf"])
def test_one_part_of_loose_tags_keeps_nobody_from_the_files(
    browser: Browser, english: Translation, typed: str, kind: str
) -> None:
    [first, second] = StringSegment.objects.filter(source=english.source).order_by("order")[:2]
    for segment, words in ((first, typed), (second, "Fine words")):
        StringTranslation.objects.create(
            translation_of=segment.string,
            context=segment.context,
            locale=english.target_locale,
            data=words,
        )
    answer = browser(TRANSLATOR).get(f"/admin/translators/files/page/{english.pk}.{kind}")
    assert (answer.status_code, b"Fine words" in answer.content) == (200, True)
    both = browser(TRANSLATOR).get(f"/admin/translators/files/all.{kind}.zip")
    assert (both.status_code, both["Content-Type"]) == (200, "application/zip")


def test_a_zip_file_that_is_nothing_but_its_list_is_refused_at_once() -> None:
    entry = (
        b"PK\x01\x02" + struct.pack("<6H3L5H2L", *(20, 20, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0)) + b"a"
    )
    number = 300_000
    data = entry * number + b"PK\x05\x06" + struct.pack("<4H2LH", 0, 0, 0, 0, len(entry) * number, 0, 0)
    assert len(data) < zips.LARGEST_ZIP
    start = time.process_time()
    with pytest.raises(Refused) as caught:
        zips.unpack(data)
    assert (caught.value.problem, caught.value.told) == (Problem.LARGE, "500")
    assert time.process_time() - start < 1
