from portal.translation.changes import Change, Place, by_place, outcomes

AIM, END = Place(label="Ziel", anchor="ziel", language="de"), Place(label="Ende", language="de")


def test_words_that_differ_are_changed_and_the_rest_is_left_out() -> None:
    assert outcomes({"a": ["eins"], "b": ["zwei"]}, {"a": ["eins"], "b": ["zwo"]}) == {"b": "changed"}


def test_what_only_moved_is_no_change() -> None:
    assert outcomes({"a": ["eins"], "b": ["zwei"]}, {"b": ["zwei"], "a": ["eins"]}) == {}


def test_what_is_gone_stands_last() -> None:
    found = outcomes({"old": ["weg"], "a": ["eins"]}, {"a": ["uno"], "new": ["neu"]})
    assert list(found.items()) == [("a", "changed"), ("new", "new"), ("old", "gone")]


def test_a_section_is_told_once() -> None:
    places = {"a": AIM, "b": AIM, "c": END}
    assert by_place({"a": "new", "b": "gone", "c": "gone"}, places) == (
        Change(place=AIM, outcome="changed"),
        Change(place=END, outcome="gone"),
    )
