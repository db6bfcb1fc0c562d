from dataclasses import replace
from typing import get_args
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.answer import (
    fragment_link,
    render_answer,
    render_citation,
    render_context,
    render_shared,
    render_silence,
    render_whole,
)
from bot.cards.buttons import Manner, Shown, Surface, button_data
from bot.cards.reply import LONGEST_TEXT, MOST_MARKS, Reply, units
from bot.messages import messages
from knowledge import Answer, Citation, Source, Span, StoredPassage, Translated, Verdict
from knowledge.language.folding import fold
from knowledge.model.answer import Missing, Wanted

SAY = messages("en")
EN_TO_ZH = Translated("en", "zh")
SOURCE = Source("a", "A title", "Ann", "The Paper", "2022-03-05T09:07", None)
LONGEST_PASSAGE = 1500  # of knowledge: nothing longer is ever cited


def citation(
    quote: str, highlight: Span, marks: tuple[Span, ...] = (), source: Source = SOURCE
) -> Citation:
    """Return a citation of a quote in which the words at some places are those of the question."""
    words = Wanted(frozenset(fold(mark.of(quote)) for mark in marks) - {""})
    return Citation(1, 9.0, "k", quote, highlight, words, 0, len(quote), 3, "Section", source)


def shown(total: int = 1, verdict: Verdict = Verdict.ANSWERED) -> Shown:
    """Return the first of some citations of turn 7."""
    return Shown(7, 0, total, verdict)


@st.composite
def citations(draw: st.DrawFn) -> Citation:
    """Draw a citation of any text, with any highlight and marks, of an article of any names."""
    quote = draw(st.text(min_size=1, max_size=LONGEST_PASSAGE))
    if draw(st.booleans()):
        quote = (quote * LONGEST_PASSAGE)[:LONGEST_PASSAGE]
    edge = st.integers(0, len(quote))
    spans = st.tuples(edge, edge).map(lambda pair: Span(min(pair), max(pair)))
    highlight = draw(spans.filter(lambda span: span.start < span.end))
    marks = draw(st.lists(spans.filter(lambda span: span.start < span.end), max_size=150))
    name = st.one_of(st.none(), st.text(max_size=50), st.just("😀" * 3000))
    url = st.sampled_from([None, "https://example.org/a", "https://example.org/#x"])
    source = Source("a", draw(name) or "T", draw(name), draw(name), "2022-03-05", draw(url))
    return citation(quote, highlight, tuple(sorted(marks)), source)


def check(reply: Reply) -> None:
    """Hold a message against Telegram's limits."""
    assert units(reply.text) <= LONGEST_TEXT
    assert len(reply.marks) <= MOST_MARKS
    for mark in reply.marks:
        assert 0 <= mark.span.start < mark.span.end <= len(reply.text)
    for row in reply.buttons:
        for button in row:
            assert len(button.data.encode()) <= 64
            assert button.label


@given(citations(), citations(), st.sampled_from(Verdict), st.sampled_from([None, "@editor"]))
def test_every_message_fits(
    cited: Citation, other: Citation, verdict: Verdict, contact: str | None
) -> None:
    """Whatever an article says, the message keeps Telegram's limits and the quote is verbatim."""
    both = (cited, replace(other, article=replace(other.article, id="b")))
    reply = render_citation(cited, shown(3, verdict), SAY, contact, cited=(*both, other))
    check(reply)
    quotes = [m for m in reply.marks if m.style in {"blockquote", "expandable_blockquote"}]
    assert [m.span.of(reply.text) for m in quotes] in ([cited.quote], [cited.quote[:-1] + "…"]) or (
        units(cited.quote) > LONGEST_TEXT - 1200
    )


@given(citations(), st.sampled_from(Verdict), st.sampled_from(["short", "easy"]))
def test_every_short_and_every_easy_message_fits(
    cited: Citation, verdict: Verdict, manner: Manner
) -> None:
    """What is shown in groups and to who reads with difficulty keeps the limits, too."""
    surface = Surface(manner, "youju_bot", inline=True)
    check(render_citation(cited, shown(3, verdict), SAY, "@editor", surface))
    check(render_whole(cited, shown(3, verdict), SAY))


def test_a_group_sees_the_sentence_and_its_source() -> None:
    """In a group an answer is the sentence and where it stands."""
    cited = citation("One here. Two there.", Span(10, 20))
    reply = render_citation(cited, shown(), SAY, surface=Surface("short", "youju_bot"))
    details = "The Paper · Ann · 2022-03-05 09:07 · paragraph 3 · Section"
    assert reply.text == f"Two there.\n\nA title\n{details}"
    assert len(reply.buttons) == 2


def test_an_easy_answer_is_one_sentence_and_two_buttons() -> None:
    """Who reads with difficulty gets one sentence, its title and at most two buttons."""
    cited = citation("One here. Two there.", Span(10, 20))
    reply = render_citation(cited, shown(2), SAY, surface=Surface("easy"))
    assert reply.text == "The articles say:\n\nTwo there.\n\nFrom: A title"
    labels = [button.label for row in reply.buttons for button in row]
    assert labels == ["Show the whole paragraph", "Another passage"]
    assert render_whole(cited, shown(2), SAY).text == "One here. Two there.\n\nFrom: A title"


@pytest.mark.parametrize("manner", get_args(Manner))
def test_another_language_is_said_in_one_line(manner: Manner) -> None:
    """Whoever asks in English sees why the passage is in Chinese, whatever the outcome is."""
    cited = replace(citation("深圳在2018年出台了計劃。", Span(0, 14)), translated=EN_TO_ZH)
    for verdict, line in (
        (
            Verdict.RELATED,
            "The question is in English, the article in Chinese. The closest passage:",
        ),
        (Verdict.ANSWERED, "The question is in English, the article in Chinese:"),
    ):
        reply = render_citation(cited, shown(1, verdict), SAY, surface=Surface(manner))
        assert reply.text.splitlines()[0] == line
    reply = render_shared(cited, messages("zh-Hant"), "bot", related=True)
    assert reply.text.startswith("問題是英文，文章是中文；最接近的段落：\n")


def test_an_easy_silence_says_what_to_do() -> None:
    """Where the articles are silent, the next steps are told one by one."""
    text = render_silence(7, SAY, None, Surface("easy")).text
    assert text.splitlines()[-2:] == ["1. Think of other words.", "2. Write your question again."]


def test_several_citations_have_numbers() -> None:
    """Where several passages answer, the sentence has the number of its source."""
    cited = citation("One here. Two there.", Span(10, 20))
    far = replace(cited, paragraph=9, article=replace(SOURCE, id="b", title="Another title"))
    both = (cited, replace(cited, paragraph=5, section=""), far)
    lines = render_citation(cited, shown(3), SAY, cited=both).text.splitlines()
    assert lines[0] == "Two there. [1]"
    assert lines[4] == "[1] A title"
    assert lines[6:] == ["[2] paragraph 5", "[3] Another title · paragraph 9 · Section"]
    second = Shown(7, 1, 3, Verdict.ANSWERED)
    lines = render_citation(both[1], second, SAY, cited=both).text.splitlines()
    assert lines[0] == "Two there. [2]"
    assert lines[6:] == ["[1] paragraph 3 · Section", "[3] Another title · paragraph 9 · Section"]


@given(citations(), citations(), citations())
def test_every_context_fits(cited: Citation, before: Citation, after: Citation) -> None:
    """The context of any passage, between any two others, keeps the limits too."""
    around = [
        StoredPassage(1, "k", c.quote, 0, len(c.quote), 1, "", SOURCE) for c in (before, after)
    ]
    check(render_context(cited, (around[0], around[1]), shown(2), SAY))


def test_a_sentence_that_is_most_of_its_passage_is_said_once() -> None:
    """The passage alone, with the sentence underlined in it."""
    reply = render_citation(citation("One. Two there, and three.", Span(5, 26)), shown(), SAY)
    assert reply.text.startswith("One. Two there, and three.\n\nA title\n")
    underlined = [m.span.of(reply.text) for m in reply.marks if m.style == "underline"]
    assert underlined == ["Two there, and three."]


def test_a_name_alone_is_told_as_the_authors() -> None:
    """A byline is quoted as it stands; what it is, is said above it."""
    byline = replace(citation("Ann", Span(0, 3)), passage="", paragraph=0, section="")
    assert render_citation(byline, shown(), SAY).text.startswith(
        "The author of the article:\n\nAnn"
    )


def test_matched_words_are_bold_and_the_sentence_underlined() -> None:
    """In the quote the matched words are bold and the answering sentence is underlined."""
    cited = citation("One here. Two there.", Span(10, 20), (Span(14, 19),))
    reply = render_citation(cited, shown(), SAY)
    assert reply.text.startswith("Two there.\n\nOne here. Two there.\n\nA title\n")
    found = [(m.style, m.span.of(reply.text)) for m in reply.marks]
    assert found == [
        ("bold", "Two there."),
        ("expandable_blockquote", "One here. Two there."),
        ("bold", "there"),
        ("underline", "Two there."),
        ("bold", "A title"),
    ]


def test_source_line() -> None:
    """The citation tells title, source, author, date, paragraph and section."""
    reply = render_citation(citation("Text.", Span(0, 5)), shown(), SAY)
    details = "The Paper · Ann · 2022-03-05 09:07 · paragraph 3 · Section"
    assert reply.text == f"Text.\n\nA title\n{details}"


def test_unanswered_says_so() -> None:
    """Without a citation the message says that the articles do not say, and whom to ask."""
    answer = Answer("q", Verdict.UNANSWERED, 0.0, 1.0, ())
    assert render_answer(answer, 7, SAY, None).text == "The articles do not say."
    told = render_answer(answer, 7, SAY, "@editor").text
    assert told == "The articles do not say.\n\nYou can ask a person: @editor"


def test_buttons_count_the_passages() -> None:
    """*Next passage* is there only if there is one, and tells which of how many."""
    cited = citation("Text.", Span(0, 5))
    one = render_citation(cited, shown(1), SAY).buttons
    two = render_citation(cited, shown(2), SAY).buttons
    assert [b.label for b in one[0]] == ["Context"]
    assert [b.label for b in two[0]] == ["Context", "Next passage (2 of 2)"]
    assert two[0][1].data == button_data("passage", 7, 1)


def test_short_sentence_is_named_whole_in_the_link() -> None:
    """The link names a short sentence whole, and encodes what would divide the fragment."""
    link = fragment_link("https://x.org/a", citation("A well-known, plain text & so.", Span(0, 30)))
    assert link == "https://x.org/a#:~:text=A%20well%2Dknown%2C%20plain%20text%20%26%20so."


def test_long_sentence_is_named_by_its_ends() -> None:
    """The link names a long sentence by its first and last clause, which are whole words."""
    quote = (
        "上海市衛健委官方網站公布工作方案,方案框架包括七大應用場景、三項創新亮點和五方面舉措,"
        "並將於2022年6月底前全面完成試點任務,9月底前實現全覆蓋。"
    )
    link = fragment_link("https://x.org/a#top", citation(quote, Span(0, len(quote))))
    address, _, text = link.partition(":~:text=")
    assert address == "https://x.org/a#top"
    assert [unquote(part) for part in text.split(",")] == [
        "上海市衛健委官方網站公布工作方案",
        "9月底前實現全覆蓋",
    ]


def test_what_is_likely_is_not_called_the_closest() -> None:
    """A passage that lacks nothing of the question mostly answers it, even where that is unsure."""
    one = citation("It opens at nine.", Span(0, 17))
    unsure = Answer("When?", Verdict.RELATED, 0.3, 1.0, (one,))
    assert render_answer(unsure, 7, SAY, None).text.startswith("I am not quite sure, but")
    lacking = replace(unsure, citations=(replace(one, missing=(Missing("2023"),)),))
    assert render_answer(lacking, 7, SAY, None).text.startswith("The articles do not say so")
    hardly = replace(unsure, confidence=0.02)
    assert render_answer(hardly, 7, SAY, None).text.startswith("The articles do not say so")


def test_a_row_of_a_table_is_shown_below_its_heads() -> None:
    """In a group, too, a reader sees what each cell of the row is."""
    quote = "票种 | 平日 | 周末\n成人 | 18元 | 25元\n老人 | 免费 | 5元"
    cited = citation(quote, Span(quote.index("老人"), len(quote)))
    reply = render_citation(cited, shown(), SAY, surface=Surface("short", "youju_bot"))
    assert reply.text.startswith("票种 | 平日 | 周末\n老人 | 免费 | 5元\n")
