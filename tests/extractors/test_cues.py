"""Rules found by their cues."""

from extractors.cues import CueIndex


def test_rules_of_which_a_cue_stands_in_the_sentence_in_their_order() -> None:
    index = CueIndex([("first", ("shall", "must")), ("second", ("hall",)), ("third", ("may",))])
    assert index.find("it must, and shall") == ["first", "second"]
    assert index.find("it may in the hall") == ["second", "third"]
    assert index.find("it does") == []
