"""What readers are told before they fetch a file."""

from django.template.loader import render_to_string
from django.utils import translation

from portal.files.downloads import download
from tests.portal.files.conftest import MakeDocument


def test_a_download_tells_kind_and_size(make_document: MakeDocument) -> None:
    document = make_document(b"Agenda item 1: welcome", name="protocol.txt", title="Result protocol")
    with translation.override("de"):
        offered = download(document)
    assert (offered.title, offered.extension, offered.size_label) == ("Result protocol", "TXT", "22\xa0Bytes")


def test_a_download_may_be_called_differently(make_document: MakeDocument) -> None:
    assert download(make_document(b"%PDF-1.7"), "What we agreed").title == "What we agreed"


def test_only_a_scan_comes_with_a_warning(make_document: MakeDocument) -> None:
    document = make_document(b"%PDF-1.7")
    assert download(document).state_note == ""
    document.extraction_state = "scan"
    assert download(document).state_note


def test_readers_see_where_a_file_comes_from(make_document: MakeDocument) -> None:
    document = make_document(
        b"%PDF-1.7", publisher="Stadt Ulm", licence="CC0 1.0", source_url="https://ulm.example/protokoll"
    )
    html = render_to_string("parts/download.html", {"file": download(document)})
    assert "Stadt Ulm" in html
    assert "CC0 1.0" in html
    assert 'href="https://ulm.example/protokoll"' in html


def test_a_file_of_our_own_says_nothing_of_an_origin(make_document: MakeDocument) -> None:
    html = render_to_string("parts/download.html", {"file": download(make_document(b"%PDF-1.7"))})
    assert html.count("<a ") == 1
