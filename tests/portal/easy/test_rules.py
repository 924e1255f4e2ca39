"""Sentences that keep to the rules, and for each rule some that do not."""

import time

import pytest

from portal.easy.rules import Rule, check, sentences

GOOD = [
    "Sie können mit·machen.",
    "Die Stadt baut einen neuen Spiel·platz.",
    "Morgen gehen wir in die Schule.",
    "Das Rathaus ist bis 18:30 Uhr offen.",
    "Die Sitzung ist am 3. Mai um 18.30 Uhr.",
    "Das kostet 1,50 Euro.",
    "Schreiben Sie der Stadt einen Brief.",
    "Wir werden Ihnen alles erklären.",
    "Die Stadt wird die Straße bezahlen.",
    "Die neue Regel wird bald gelten.",
    "Alle werden gesund.",
    "Es wird spät, aber wir haben viel gelernt.",
    "Die geplanten Häuser werden groß.",
    "Der Park wird in der ganzen Stadt bekannt.",
    "Dieses Haus ist alt.",
    "Das Haus gehört einer Frau.",
    "Bürger·innen und Bürger reden mit.",
    "Unsere Adresse ist: beteiligung@stadtverwaltung-beispiel.example",
    "Die Seite heißt www.beteiligungsportal-beispiel.example",
    "Das Rathaus steht in 67657 Kaiserslautern.",
    "Rufen Sie an: 0631 123456.",
    "Sie können eine E-Mail schreiben.",
    "Das ist ein PDF.",
    "Im Jahr 2026 sind wir fertig.",
    "Möchten Sie mehr wissen?",
    "Haben Sie eine Idee?\nDann sagen Sie es uns.",
    "Das brauchen Sie:\nEinen Stift\nEin Blatt Papier\nEine Tasse Tee",
    "Die Internet-Seite ist für alle Menschen da.",
    "Wir treffen uns im Raum 3. Sie können gern kommen.",
    "Frau Kern leitet die Gruppe.",
]

BAD = [
    ("Wir bauen im Mai in der Stadt mit vielen Menschen einen neuen Spielplatz auf.", Rule.LONG_SENTENCE),
    (
        "Wir bauen im Mai mit vielen Menschen\naus der ganzen Stadt einen neuen Platz für alle Kinder auf.",
        Rule.VERY_LONG_SENTENCE,
    ),
    ("Wir lesen, was Sie sagen, und antworten.", Rule.SEVERAL_THOUGHTS),
    ("Die Bürgerbeteiligung beginnt.", Rule.LONG_WORD),
    ("Die Straße wird gebaut.", Rule.PASSIVE),
    ("Der Plan wurde im Rat beschlossen.", Rule.PASSIVE),
    ("Ihre Ideen werden auf·geschrieben.", Rule.PASSIVE),
    ("Sie werden bald informiert.", Rule.PASSIVE),
    ("Das kann hier bezahlt werden.", Rule.PASSIVE),
    ("Das ist nicht gut.", Rule.NEGATION),
    ("Dort sind keine Autos.", Rule.NEGATION),
    ("Kommen Sie ohne Auto.", Rule.NEGATION),
    ("Bringen Sie z. B. Tee mit.", Rule.ABBREVIATION),
    ("Es gibt Tee, Saft usw.", Rule.ABBREVIATION),
    ("Die Bau GmbH hilft uns.", Rule.ABBREVIATION),
    ("Das steht in der StVO.", Rule.ABBREVIATION),
    ("Das Haus des Lehrers ist alt.", Rule.GENITIVE),
    ("Das ist die Idee eines neuen Nachbars.", Rule.GENITIVE),
    ("Das ist die Meinung der Menschen.", Rule.GENITIVE),
    ("Aufgrund von Regen ist zu.", Rule.GENITIVE),
    ("Wir treffen uns in drei Wochen.", Rule.NUMBER_WORD),
    ("Das kostet 250.000 Euro.", Rule.LARGE_NUMBER),
    ("Hier leben 101234 Menschen.", Rule.LARGE_NUMBER),
    ("Das könnte gut sein.", Rule.CONJUNCTIVE),
    ("Wir würden gern helfen.", Rule.CONJUNCTIVE),
    ("50 % sind da.", Rule.SPECIAL_SIGN),
    ("Das steht in § 3.", Rule.SPECIAL_SIGN),
    ("Kommen Sie und/oder schreiben Sie.", Rule.SPECIAL_SIGN),
    ("Geben Sie uns Feedback.", Rule.FOREIGN_WORD),
]


@pytest.mark.parametrize("text", GOOD)
def test_a_good_text_has_no_finding(text: str) -> None:
    assert [(one.rule, one.word) for one in check(text, known=["Kaiserslautern"])] == []


@pytest.mark.parametrize(("text", "rule"), BAD)
def test_a_bad_sentence_breaks_exactly_its_rule(text: str, rule: Rule) -> None:
    assert [one.rule for one in check(text)] == [rule]


def test_says_which_word_and_what_to_write_instead() -> None:
    (found,) = check("Geben Sie uns Feed·back.")
    assert (found.sentence, found.word, found.instead) == (
        "Geben Sie uns Feed·back.",
        "Feed·back",
        "Rückmeldung",
    )
    (long,) = check("Im Rathaus ist die Einwohnerversammlung.")
    assert (long.word, long.instead, long.warning) == ("Einwohnerversammlung", "", False)


def test_only_a_very_long_sentence_is_a_warning() -> None:
    twelve, thirteen, sixteen = (" ".join(["Wort"] * number) for number in (12, 13, 16))
    assert check(twelve) == []
    assert [(one.word, one.warning) for one in check(thirteen)] == [("13", False)]
    assert [(one.word, one.warning) for one in check(sixteen)] == [("16", True)]


def test_known_words_stay_whole() -> None:
    assert check("Kaiserslautern ist schön.", known=["kaiserslautern"]) == []
    assert [one.rule for one in check("Kaiserslautern ist schön.")] == [Rule.LONG_WORD]


def test_where_sentences_end() -> None:
    assert sentences("Am 3. Mai ist Markt. Kommen Sie!\nTee, z. B. Minze") == [
        "Am 3. Mai ist Markt.",
        "Kommen Sie!",
        "Tee, z. B. Minze",
    ]
    assert sentences("Wir gehen\nin den Park.\n\nDort:\nein Baum") == [
        "Wir gehen in den Park.",
        "Dort:",
        "ein Baum",
    ]
    assert sentences(" \n ") == []


@pytest.mark.parametrize("sign", ["a", "1", "1.000", "0-0/"])
def test_one_endless_word_takes_no_longer_than_its_length_asks(sign: str) -> None:
    start = time.process_time()
    check(sign * (200_000 // len(sign)))
    assert time.process_time() - start < 3


def test_addresses_are_left_out_whatever_surrounds_them() -> None:
    assert check("Wir lesen a%b@example.org und www.example.org/100%") == []


def test_an_endless_sentence_is_not_repeated_whole_with_each_of_its_findings() -> None:
    found = check("Wir sind nicht da " * 10_000)
    assert len(found) == 10_001
    assert sum(len(finding.sentence) for finding in found) < 5_000_000
