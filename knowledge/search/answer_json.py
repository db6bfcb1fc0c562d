"""In which form does the command line print an answer?

Invariant: the keys are the ones that the README promises; a number is rounded, a text is verbatim.
"""

from dataclasses import asdict
from typing import Any

from knowledge.model.answer import Answer, Citation
from knowledge.search.suggestion import suggestions


def answer_json(answer: Answer) -> dict[str, Any]:
    """Return an answer as an object of JSON."""
    first, translated = next(iter(answer.citations), None), answer.translated
    return {
        "question": answer.question,
        "intent": answer.intent.value,
        "verdict": answer.verdict.value,
        "confidence": round(answer.confidence, 4),
        "milliseconds": round(answer.milliseconds, 3),
        "citations": [_citation_json(citation) for citation in answer.citations],
        "translated": (
            {"from": translated.question, "to": translated.articles} if translated else None
        ),
        "missing": [gap.thing or gap.text for gap in answer.missing],
        "meant": list(suggestions(first)) if first else [],
    }


def _citation_json(citation: Citation) -> dict[str, Any]:
    return {
        "rank": citation.rank,
        "score": round(citation.score, 3),
        "quote": citation.quote,
        "highlight": citation.highlight.of(citation.quote),
        "start": citation.start,
        "end": citation.end,
        "paragraph": citation.paragraph,
        "section": citation.section,
        "article": asdict(citation.article),
    }
