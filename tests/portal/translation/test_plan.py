from home.pages import InfoPage
from portal.translation.plan import many_to_many_fields, translation_plan, unplanned_fields


def test_words_are_translated_and_addresses_kept() -> None:
    plan = translation_plan(InfoPage)
    assert {name: plan[name] for name in ("title", "summary", "body", "slug", "search_image")} == {
        "title": "translated",
        "summary": "translated",
        "body": "translated",
        "slug": "synchronised",
        "search_image": "synchronised",
    }


def test_nothing_is_passed_over() -> None:
    assert (unplanned_fields(InfoPage), many_to_many_fields(InfoPage)) == ([], [])
