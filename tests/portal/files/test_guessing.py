"""The kind of a file, told from its name and place."""

import unicodedata

import pytest

from portal.files import guessing
from portal.files.guessing import guess_kind
from portal.files.kinds import DocumentKind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ergebnisprotokoll_2023-09-06.pdf", "results_protocol"),
        ("2023-10-04 Ergebnisprotokoll AG Leitlinien.pdf", "results_protocol"),
        ("ErgebnisProtokoll4.pdf", "results_protocol"),
        ("Kurzprotokoll Lenkungskreis.docx", "results_protocol"),
        ("Wortprotokoll.pdf", "verbatim_protocol"),
        ("Plenarprotokoll-20-113.pdf", "verbatim_protocol"),
        ("Niederschrift_oeffentlich.pdf", "minutes"),
        ("Sitzungsniederschrift.pdf", "minutes"),
        ("Protokoll.pdf", "minutes"),
        ("Einladung mit Tagesordnung 06.09.2023.pdf", "invitation"),
        ("Tagesordnung.docx", "agenda"),
        ("Präsentation Methodenkoffer.pdf", "presentation"),
        ("PRAESENTATION.PDF", "presentation"),
        ("Auftakt.pptx", "presentation"),
        ("Anwesenheitsliste.xlsx", "attendance"),
        ("Teilnehmendenliste.pdf", "attendance"),
        ("Beschluss_Stadtrat_17-2023.pdf", "decision"),
        ("Beschlussvorlage.pdf", "decision"),
        ("Anlage 3 zum Protokoll.pdf", "attachment"),
        ("Anhang.pdf", "attachment"),
        ("Pressemitteilung 08.03.2024.pdf", "press"),
        ("Transkript Workshop.txt", "transcript"),
        ("Leitlinien Entwurf 1.docx", "guideline_draft"),
        ("Erste Fassung der Leitlinien.pdf", "guideline_draft"),
        ("Leitlinienentwurf.odt", "guideline_draft"),
        ("Scan0001.pdf", "other"),
        ("Stadtplan.pdf", "other"),
        ("Topothek.pdf", "other"),
        ("", "other"),
        ("protokoll", "minutes"),
    ],
)
def test_the_kind_by_its_name(name: str, kind: str) -> None:
    assert guess_kind(name) == kind
    assert guess_kind(unicodedata.normalize("NFD", name)) == kind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Protokoll.pdf", "results_protocol"),
        ("Protokoll_06.09.2023.pdf", "results_protocol"),
        ("Wortprotokoll.pdf", "verbatim_protocol"),
        ("Scan0001.pdf", "attachment"),
        ("Auftakt.odp", "presentation"),
    ],
)
def test_a_session_says_more(name: str, kind: str) -> None:
    assert guess_kind(name, on_session=True) == kind


def test_the_title_helps_where_the_name_says_nothing() -> None:
    assert guess_kind("scan0001.pdf", "Ergebnisprotokoll vom 6. September") == "results_protocol"
    assert guess_kind("Einladung.pdf", "Ergebnisprotokoll vom 6. September") == "invitation"


def test_every_answer_is_a_kind() -> None:
    kinds = {kind for kind, _words in guessing._WORDS} | {guessing.OTHER, guessing.ATTACHMENT}
    assert kinds <= set(DocumentKind.values)
