import pytest

from portal.translation.languages import language, languages


def test_languages_follow_the_settings() -> None:
    assert [spoken.code for spoken in languages()] == ["de", "de-simple", "en", "tr", "ar", "uk", "fr"]


@pytest.mark.parametrize(
    ("code", "direction"), [("de", "ltr"), ("de-simple", "ltr"), ("ar", "rtl"), ("xx", "ltr")]
)
def test_direction(code: str, direction: str) -> None:
    assert language(code).dir == direction


def test_easy_german_has_its_own_name() -> None:
    assert language("de-simple").name == "Leichte Sprache"
