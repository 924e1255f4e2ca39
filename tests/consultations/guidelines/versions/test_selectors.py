"""Reading frozen versions."""

import uuid

import pytest

from consultations.guidelines.versions import selectors
from consultations.guidelines.versions.models import VersionPart, VersionWithdrawal
from tests.consultations.guidelines.versions.rows import write_version
from tests.factories.guidelines import make_guideline

pytestmark = pytest.mark.django_db


def test_newest_first_and_withdrawn_ones_are_not_current() -> None:
    page = make_guideline()
    assert selectors.versions_of(page) == []
    assert selectors.current(page) is None
    first, second = write_version(page), write_version(page, 2)
    assert selectors.versions_of(page) == [second, first]
    assert selectors.current(page) == second
    VersionWithdrawal.objects.create(
        version=second, reason="Falsch", withdrawn_at=second.frozen_at, withdrawn_by="Frida Chef"
    )
    assert selectors.current(page) == first
    assert [version.withdrawn for version in selectors.versions_of(page)] == [True, False]


def test_pieces_in_order_and_the_source_language_as_reserve() -> None:
    version = write_version(make_guideline(), parts=3)
    text = selectors.text_of(version, "tr")
    assert text.language == "de"
    assert [part.number for part in selectors.parts_of(version, "tr")] == ["0.1", "0.2", "0.3"]
    assert {part.chapter for part in text.parts} == {""}


def test_one_piece_through_all_versions() -> None:
    page = make_guideline()
    write_version(page, 1)
    write_version(page, 2, parts=3)
    part = VersionPart.objects.get(order=1, text__version__number=2)
    assert [row.text.version.number for row in selectors.history(part.identity)] == [1, 2]
    assert selectors.identity_of(part.short) == part.identity
    assert selectors.identity_of("ffffffff") is None
    assert selectors.history(uuid.uuid4()) == []
