import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.language.kinds import Kind
from knowledge.language.syllables import sound_of, sound_pair
from knowledge.search.bare_pinyin import in_characters, typed_sounds
from knowledge.search.parser import parse_question


def pair(one: str, other: str) -> str:
    """Return the term of two neighbouring syllables."""
    return sound_pair(sound_of(one), sound_of(other))


@pytest.mark.parametrize(
    ("asked", "kind"),
    [
        ("shanghai xinzeng duoshao jia zhineng gongchang", Kind.NUMBER),
        ("suishenma shenme shihou shangxian", Kind.TIME),
        ("jingxinwei zhuren shi shei", Kind.PERSON),
        ("lanya daoding zai nali", Kind.PLACE),
        ("sui shen ma wei shen me bian huang", Kind.REASON),
    ],
)
def test_question_words_are_understood_in_pinyin(asked: str, kind: Kind) -> None:
    """They tell what is asked for, and leave: no article says `duoshao`."""
    query = parse_question(asked)
    assert query.asks == kind
    assert not query.texts("stems") & {"duoshao", "shenme", "shihou", "shei", "nali", "wei"}


def test_particles_leave_unless_every_syllable_stands_alone() -> None:
    """`shi` beside whole words is 是; among lone syllables it may be 市."""
    assert in_characters("lanya de daoding") == "lanya 的 daoding"
    assert in_characters("shang hai shi de ping tai") == "shang hai shi de ping tai"


@pytest.mark.parametrize(
    "asked", ["who is he", "can you name a bank", "the women of shi", "Charles de Gaulle", "you"]
)
def test_english_stays_as_it_is(asked: str) -> None:
    """Its stop words are syllables, too: the others decide."""
    assert in_characters(asked.casefold()) == asked.casefold()


def test_two_words_need_not_stand_side_by_side() -> None:
    """Who types two words says what is in them; what is between them is a guess."""
    sounds = typed_sounds(["wangyou", "luma"])
    assert sounds == {
        pair("wang", "you"): True,
        pair("you", "lu"): False,
        pair("lu", "ma"): True,
    }
    assert all(typed_sounds(["lan", "ya", "daoding"]).values())


@given(st.text("abcdehilmnoshuyz ", max_size=30))
def test_only_words_and_particles_change(asked: str) -> None:
    """Whatever is typed, the pinyin that stays is that of the question, in its order."""
    kept = [word for word in in_characters(asked).split() if word.isascii()]
    left = iter(asked.split())
    assert all(word in left for word in kept)
