"""Are the agreed words used?"""

import pytest

from portal.translators.terms.rules import Finding, Problem, Wording, check, used

GUIDELINE = Wording("Leitlinie", "guideline", ("policy", "rule"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die Leitlinien gelten.", True),
        ("LEITLINIE", True),
        ("Der Leitlinienentwurf", False),
        ("Eine Stadtleitlinie", False),
        ("", False),
    ],
)
def test_terms_are_found_with_their_endings(text: str, expected: bool) -> None:
    assert (used(text, [GUIDELINE]) == [GUIDELINE]) is expected


@pytest.mark.parametrize(
    ("translated", "expected"),
    [
        ("The Guidelines hold.", []),
        ("The policy holds.", [(Problem.FORBIDDEN, "policy"), (Problem.MISSING, "guideline")]),
        ("These rules and guidelines", [(Problem.FORBIDDEN, "rule")]),
        ("Metropolicy guideline", []),
    ],
)
def test_translations_are_measured_against_them(translated: str, expected: list[tuple[Problem, str]]) -> None:
    found = check("Die Leitlinien gelten.", translated, [GUIDELINE])
    assert found == [Finding("Leitlinie", problem, word, translated) for problem, word in expected]


def test_a_part_without_the_term_is_free() -> None:
    assert check("Etwas anderes.", "Some policy", [GUIDELINE]) == []
