"""Rules found by their cues."""

from extractors.cues import CueIndex


def test_rules_of_which_a_cue_stands_in_the_sentence_in_their_order() -> None:
    index = CueIndex([("first", ("shall", "must")), ("second", ("hall",)), ("third", ("may",))])
    assert index.find("it must, and shall") == ["first", "second"]
    assert index.find("it may in the hall") == ["second", "third"]
    assert index.find("it does") == []


def test_a_rule_without_cues_is_tried_everywhere() -> None:
    index = CueIndex([("first", ("shall",)), ("second", None)])
    assert index.find("it shall") == ["first", "second"]
    assert index.find("it does") == ["second"]
