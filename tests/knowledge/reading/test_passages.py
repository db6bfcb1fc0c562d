from hypothesis import given
from hypothesis import strategies as st

from knowledge.model.article import Article
from knowledge.reading.passages import LONGEST_PASSAGE, passages
from tests.knowledge.conftest import article

PARAGRAPH = st.text("上海數字化轉型，。！ a.", min_size=1, max_size=40).filter(str.strip)
LONG = st.integers(1, 120).flatmap(
    lambda times: PARAGRAPH.map(lambda text: (text.strip() + "。") * times)
)
ARTICLES = st.lists(
    st.one_of(PARAGRAPH.map(str.strip), LONG, st.sampled_from(["# 下功夫", "【相關閱讀】"])),
    max_size=8,
).map(lambda paragraphs: article(*paragraphs))


@given(ARTICLES)
def test_passages_lie_in_order_in_the_paragraphs(one: Article) -> None:
    """Passages never overlap, are never empty, and each lies in the paragraph that it counts."""
    paragraphs = [block.span for block in one.blocks if block.kind == "paragraph"]
    at = 0
    for passage in passages(one):
        within = paragraphs[passage.paragraph - 1]
        assert at <= passage.span.start < passage.span.end
        assert within.start <= passage.span.start
        assert passage.span.end <= within.end
        at = passage.span.end


@given(ARTICLES)
def test_passages_cover_every_paragraph(one: Article) -> None:
    """Nothing that a paragraph says is lost, but for white space between sentences."""
    quotes: dict[int, str] = {}
    for passage in passages(one):
        quotes[passage.paragraph] = quotes.get(passage.paragraph, "") + passage.span.of(one.text)
    texts = [b.span.of(one.text) for b in one.blocks if b.kind == "paragraph"]
    assert list(quotes) == list(range(1, len(texts) + 1))
    for quote, text in zip(quotes.values(), texts, strict=True):
        assert "".join(quote.split()) == "".join(text.split())


@given(ARTICLES)
def test_no_passage_is_too_long_for_a_message(one: Article) -> None:
    """However long a paragraph is, its passages can be quoted."""
    assert all(p.span.end - p.span.start <= LONGEST_PASSAGE for p in passages(one))


@given(ARTICLES)
def test_a_key_names_one_passage(one: Article) -> None:
    """No two passages of an article share a key, even where the text repeats."""
    keys = [passage.key for passage in passages(one)]
    assert len(set(keys)) == len(keys)


@given(ARTICLES, PARAGRAPH)
def test_a_key_outlives_changes_elsewhere(one: Article, added: str) -> None:
    """Links to a passage still work when a paragraph comes before it or the title changes."""
    texts = [("# " if b.kind == "heading" else "") + b.span.of(one.text) for b in one.blocks]
    new = f"新增：{added.strip()}"
    later = article(new, *texts, title="改了")
    assert [p.key for p in passages(later)][1:] == [p.key for p in passages(one)]


def test_a_key_fits_a_link() -> None:
    """A key is 20 hexadecimal digits and belongs to its article."""
    keys = {passages(article("上海。", id=name))[0].key for name in "ab"}
    assert len(keys) == 2
    assert all(len(key) == 20 and int(key, 16) >= 0 for key in keys)


def test_a_paragraph_is_a_passage() -> None:
    """What the writer set as one paragraph is quoted as one."""
    one = article("蹄急,是時不我待。步穩。", "第二段。")
    assert [p.span.of(one.text) for p in passages(one)] == ["蹄急,是時不我待。步穩。", "第二段。"]


def test_headings_and_labels_are_sections() -> None:
    """A heading is never quoted as an answer; it names what follows, without brackets."""
    one = article("開頭。", "# 蹄疾、步穩", "正文。", "【相關閱讀】", "另文。", "又一。")
    assert [(p.section, p.paragraph) for p in passages(one)] == [
        ("", 1),
        ("蹄疾、步穩", 2),
        ("相關閱讀", 3),
        ("相關閱讀", 4),
    ]


def test_a_long_paragraph_is_cut_at_the_ends_of_sentences() -> None:
    """A reader never gets half a sentence where whole ones fit."""
    sentence = "上" * 399 + "。"
    one = article(sentence * 5)
    quotes = [p.span.of(one.text) for p in passages(one)]
    assert quotes == [sentence * 3, sentence * 2]


def test_a_sentence_without_end_is_cut_all_the_same() -> None:
    """A line of 4,000 characters without a stop becomes three passages."""
    one = article("上" * 4000)
    assert [p.span.end - p.span.start for p in passages(one)] == [1500, 1500, 1000]


def test_an_article_of_headings_has_no_passages() -> None:
    """Nothing can be quoted from headings alone."""
    assert passages(article("# 標題", "【相關閱讀】")) == ()


def test_a_question_and_its_answer_are_one_passage() -> None:
    """One of two paragraphs says that it is; the next paragraph has its own number."""
    one = article("問：幾點關門？", "十一點。", "丟了書怎麼辦？", "答：賠償。", "另一段。")
    found = passages(one)
    assert [(p.span.of(one.text), p.paragraph) for p in found] == [
        ("問：幾點關門？\n\n十一點。", 1),
        ("丟了書怎麼辦？\n\n答：賠償。", 3),
        ("另一段。", 5),
    ]


def test_a_question_without_a_mark_is_a_paragraph() -> None:
    """Writers ask themselves; and a long answer stays by itself."""
    asked = article("他來了嗎？", "沒有人知道。")
    assert len(passages(asked)) == 2
    long = article("問：為什麼？", "答：" + "因為。" * LONGEST_PASSAGE)
    assert passages(long)[0].span.of(long.text) == "問：為什麼？"
