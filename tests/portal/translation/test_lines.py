"""What is no change of a text."""

from portal.translation.lines import comparable, same_part, unified


def test_line_ends_of_browsers_are_taken_back_wherever_a_text_stands() -> None:
    stored = [{"value": {"text": "Eins\r\nZwei", "image": 3, "none": None}}, "a\r\n\r\nb"]
    assert unified(stored) == [{"value": {"text": "Eins\nZwei", "image": 3, "none": None}}, "a\n\nb"]


def test_keys_of_the_editor_stay_when_stored_and_are_passed_over_when_compared() -> None:
    text = '<p data-block-key="a1b2c">Eins</p>'
    assert unified(text) == text
    assert comparable(text) == "<p>Eins</p>"


def test_parts_are_compared_without_the_half_line_end() -> None:
    assert same_part("Eins\r<br/>Zwei") == same_part("Eins<br/>Zwei") == "Eins<br/>Zwei"
