import json
from dataclasses import replace

from knowledge import answer_json, marks_of
from knowledge.model.answer import Answer, Citation, Source, Translated, Verdict, Wanted
from knowledge.model.article import Span

SOURCE = Source("a", "題目", None, "山城報", "2022-03-05T09:07", None)
WORDS = Wanted(frozenset(["蓝牙"]))
CITATION = Citation(
    1, 7.12345, "k" * 16, "一。藍牙道釘。", Span(2, 7), WORDS, 812, 819, 14, "節", SOURCE
)


def test_an_answer_in_json_is_what_the_command_line_promises() -> None:
    """Numbers are rounded, the highlight is its own words, an absent field is null."""
    answer = Answer("問", Verdict.ANSWERED, 0.931234, 1.98765, (CITATION,), (3, 4))
    assert json.loads(json.dumps(answer_json(answer))) == {
        "question": "問",
        "intent": "question",
        "verdict": "answered",
        "confidence": 0.9312,
        "milliseconds": 1.988,
        "citations": [
            {
                "rank": 1,
                "score": 7.123,
                "quote": "一。藍牙道釘。",
                "highlight": "藍牙道釘。",
                "start": 812,
                "end": 819,
                "paragraph": 14,
                "section": "節",
                "article": {
                    "id": "a",
                    "title": "題目",
                    "author": None,
                    "source": "山城報",
                    "published": "2022-03-05T09:07",
                    "url": None,
                },
            }
        ],
        "translated": None,
        "missing": [],
        "meant": [],
    }


def test_another_language_is_told() -> None:
    """From which language a question was translated into which."""
    cited = replace(CITATION, translated=Translated("en", "zh"))
    answer = Answer("Q", Verdict.RELATED, 0.3, 2.0, (cited,))
    assert answer.translated == Translated("en", "zh")
    assert answer_json(answer)["translated"] == {"from": "en", "to": "zh"}


def test_no_answer_is_an_answer() -> None:
    """An unanswered question has the same form, with nothing cited."""
    answer = Answer("問", Verdict.UNANSWERED, 0.0, 0.1, ())
    assert answer_json(answer)["citations"] == []
    assert answer_json(answer)["verdict"] == "unanswered"


def test_the_words_of_the_question_are_marked_where_they_are_shown() -> None:
    """Marks are spans of the quote in its own script."""
    assert [mark.of(CITATION.quote) for mark in marks_of(CITATION)] == ["藍牙"]
