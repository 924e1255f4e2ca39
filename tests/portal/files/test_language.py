"""Guessing a language to prefill a field."""

import pytest

from portal.files.language import guess_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Rat hat die Sitzung eröffnet und das Protokoll ist nicht mit der Anlage im Netz.", "de"),
        ("The council opened the meeting and it was agreed that the minutes are to be published.", "en"),
        ("Le conseil a ouvert la séance et les documents sont publiés dans la salle du conseil.", "fr"),
        ("Bu toplantı için bir karar ve daha çok bilgi gibi konular ile her sonra olarak ele alındı.", "tr"),
        ("افتتح المجلس الجلسة في قاعة البلدية", "ar"),
        ("Рада відкрила засідання в ратуші", "uk"),
        ("Совет открыл заседание", ""),
        ("Werkstatt", ""),
        ("12.03.2024", ""),
    ],
)
def test_guess(text: str, language: str) -> None:
    assert guess_language(text) == language
