"""Names of uploads."""

import pytest

from portal.files.names import clean_file_name, clean_title


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("Protokoll 4. Oktober.PDF", "Protokoll_4._Oktober.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Eigene Dateien\\Einladung.docx", "Einladung.docx"),
        ("rechnung\u202efdp.pdf", "rechnungfdp.pdf"),
        ("a\x00b.pdf", "ab.pdf"),
        ("...pdf", "datei.pdf"),
        ("", "datei"),
        ("محضر.pdf", "محضر.pdf"),
        ('<script>".pdf', "script.pdf"),
        ("x" * 300 + ".pdf", "x" * 80 + ".pdf"),
    ],
)
def test_file_names(name: str, clean: str) -> None:
    assert clean_file_name(name) == clean


def test_titles_lose_invisible_characters_only() -> None:
    assert clean_title("  Bürger\u202einnen\n „Protokoll“\x00 ") == "Bürgerinnen „Protokoll“"
