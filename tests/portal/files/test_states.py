"""What editors are told about the text of a file."""

import pytest
from django.utils import timezone

from portal.files.extraction import Extraction, State
from portal.files.states import ADVICE, NOTES, STATE_LABELS, describe
from tests.portal.files import samples
from tests.portal.files.conftest import MakeDocument

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("extraction", "tone", "numbers"),
    [
        (Extraction(state=State.TEXT, pages=("a", "b"), page_count=2), "info", "2"),
        (Extraction(state=State.TEXT, pages=("a", ""), page_count=2, note="empty_pages"), "warning", "2"),
        (Extraction(state=State.TOO_BIG, pages=("a",), page_count=9, note="page_limit"), "warning", "19"),
        (Extraction(state=State.TOO_BIG, note="memory_limit"), "warning", ""),
        (Extraction(state=State.SCAN, page_count=4), "warning", ""),
        (Extraction(state=State.UNREADABLE, page_count=4), "warning", ""),
        (Extraction(state=State.TEXT, pages=("a",), page_count=1, note="unreadable_pages"), "warning", "1"),
        (Extraction(state=State.UNSUPPORTED), "info", ""),
    ],
)
def test_the_panel(make_document: MakeDocument, extraction: Extraction, tone: str, numbers: str) -> None:
    document = make_document(samples.protocol_pdf())
    document.replace_text(extraction, timezone.now())
    report = describe(document)
    assert report.tone == tone
    assert "".join(letter for letter in report.title if letter.isdigit()) == numbers
    assert report.title.startswith(str(STATE_LABELS[extraction.state]))
    assert report.reason == str(NOTES.get(extraction.note, ""))


def test_every_state_has_words() -> None:
    assert set(STATE_LABELS) == set(ADVICE) == set(State)


def test_a_missing_note_is_no_error(make_document: MakeDocument) -> None:
    document = make_document(samples.protocol_pdf())
    document.replace_text(Extraction(state=State.BROKEN, note="new word"), timezone.now())
    assert describe(document).reason == ""
