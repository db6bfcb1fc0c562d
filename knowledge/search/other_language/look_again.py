"""When is a question looked up in another language, and does what is found count?

Invariant: an answered question is never looked up again; where a related passage is in the
question's own language, it stays the closest one. Of articles in both languages a question means
those in its own: the others count only where these are silent.
"""

from knowledge.indexing.port import Snapshot
from knowledge.model.answer import Translated, Verdict
from knowledge.model.passage import StoredPassage
from knowledge.model.scope import WHOLE, Scope
from knowledge.search.confidence import RELATED_FROM
from knowledge.search.other_language.live_dictionary import LiveDictionary
from knowledge.search.other_language.question_language import (
    between,
    passage_language,
    question_language,
)
from knowledge.search.other_language.second_look import SecondLook, look_at, second_look


async def look_again(
    question: str,
    before: tuple[Verdict, str],
    dictionary: LiveDictionary,
    snapshot: Snapshot,
    within: Scope = WHOLE,
) -> SecondLook | None:
    """Look again for a question that was not answered, if it is in another language.

    `before` is what came of the first look: its verdict and the quote of its best passage.
    """
    outcome, quote = before
    apart = between(question, snapshot) if outcome is not Verdict.ANSWERED else None
    if apart is None:
        return None
    is_own = apart.mixed or passage_language(quote) == apart.languages.question
    if is_own and outcome is Verdict.RELATED:
        return None
    words = await dictionary.now()
    look = second_look(question, words, snapshot, apart.languages, within) if words else None
    return look if look and (not apart.mixed or look.confidence >= RELATED_FROM) else None


async def look_at_passage(
    question: str, passage: StoredPassage, dictionary: LiveDictionary, snapshot: Snapshot
) -> SecondLook | None:
    """Return a passage as what a question in another language found; None for one in its own."""
    own, language = question_language(question), passage_language(passage.quote)
    words = await dictionary.now() if own and own != language else None
    if own is None or words is None:
        return None
    return look_at(question, passage, words, snapshot, Translated(own, language))
