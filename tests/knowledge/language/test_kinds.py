import pytest

from knowledge.language.folding import fold
from knowledge.language.kinds import Kind, kinds_asked, kinds_in


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("大橋什麼時候通車", Kind.TIME),
        ("大桥哪年通车", Kind.TIME),
        ("When was it built?", Kind.TIME),
        ("新增多少家工廠", Kind.NUMBER),
        ("有几个车站", Kind.NUMBER),
        ("How many stations?", Kind.NUMBER),
        ("大橋是誰設計的", Kind.PERSON),
        ("Whose idea was it?", Kind.PERSON),
        ("試驗田在哪裡", Kind.PLACE),
        ("Which city is it?", Kind.PLACE),
        ("為什麼停運", Kind.REASON),
        ("Why did it stop?", Kind.REASON),
        ("客服叫什麼", Kind.NAME),
        ("What is the town called?", Kind.NAME),
        ("什麼是藍牙道釘", Kind.MEANING),
        ("What is photosynthesis?", Kind.MEANING),
        ("誰在哪裡說的", Kind.PERSON | Kind.PLACE),
        ("數字化轉型的進展", 0),
        ("The whole story", 0),
    ],
)
def test_question_words_say_what_is_asked_for(question: str, asks: int) -> None:
    """What is asked for is told in three languages; other questions ask for nothing special."""
    assert kinds_asked(fold(question)) == asks


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("大橋在2019年通車。", Kind.TIME),
        ("It opened in May 1998.", Kind.TIME),
        ("共有六座車站。", Kind.NUMBER),
        ("Forty lamps, or 40.", Kind.NUMBER),
        ("市長為大橋剪綵。", Kind.PERSON),
        ("It was drawn by Anna Lindqvist.", Kind.PERSON),
        ("收費站位於東岸。", Kind.PLACE),
        ("The mill stands near Oldham.", Kind.PLACE),
        ("由於大霧，渡輪停航。", Kind.REASON),
        ("It closed because of fog.", Kind.REASON),
        ("著有《茶園記》。", Kind.NAME),
        ("It is known as the Needle.", Kind.NAME),
        ("道釘是一種路燈。", Kind.MEANING),
        ("A stud is a kind of lamp.", Kind.MEANING),
        ("它位於路邊。", Kind.REFERS_BACK),
        ("They were painted red.", Kind.REFERS_BACK),
    ],
)
def test_a_sentence_has_what_answers(sentence: str, kind: Kind) -> None:
    """Each kind of answer is seen in Chinese and in English sentences."""
    assert kinds_in(sentence, fold(sentence)) & kind


@pytest.mark.parametrize("sentence", ["茶很香", "lamps shine", "", "🚢"])
def test_a_sentence_may_have_nothing(sentence: str) -> None:
    """A plain statement names no time, number, person or place."""
    assert kinds_in(sentence, fold(sentence)) == 0
