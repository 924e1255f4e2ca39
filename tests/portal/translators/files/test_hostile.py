"""Files made to hurt: time and memory stay in proportion to what was handed in."""

import time
import tracemalloc

import pytest

from portal.translators.files import markup, xliff

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
