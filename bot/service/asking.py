"""Somebody asks a question: what do the articles say, and what is remembered of it?

follow-up → answer → the same again? → a turn, so that buttons, edits and follow-ups find it.
Invariant: a question has one turn, which asking again by an edit replaces; in a group what was not
asked by a command is told only if it is sure, or if it comes close and the bot was named.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from bot.records.turns import Place, Turn
from bot.service.article_choice import article_meant
from bot.service.desk import Desk
from bot.service.follow_up import FollowUp, Reference, follow_up, follow_up_of_edit
from bot.service.question_log import logged
from bot.service.repeats import earlier_answer
from bot.service.session import Session
from bot.service.visible import visible_to
from knowledge import Answer, Intent, Verdict, intent_of


@dataclass(frozen=True, slots=True)
class Question:
    """A question in a message, by its id; `by_command` or `by_name` if the bot was called so.

    `whole` is the text with its lines, `passed_on` if it is somebody else's, `links` are the
    addresses in it. `about` is the id of the only article that may answer.
    """

    text: str
    message: str
    reference: Reference = Reference()  # noqa: RUF009 - frozen
    by_command: bool = False
    by_name: bool = False
    whole: str = ""
    passed_on: bool = False
    links: tuple[str, ...] = ()
    about: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """The answer of a turn.

    `earlier` is the turn in which the same was answered before, if that answer still stands.
    `is_told` is false where the bot had better be silent.
    """

    answer: Answer
    turn: int
    earlier: Turn | None = None
    is_told: bool = True


Stands = Callable[[Turn], Awaitable[bool]]
"""Tells whether the answer of an earlier turn is still there to be seen."""


async def always(_turn: Turn) -> bool:
    """Let every earlier answer count, where answers do not disappear."""
    return True


async def ask(session: Session, question: Question, desk: Desk, stands: Stands = always) -> Asked:
    """Answer a question within what the group has chosen, and remember it."""
    place = session.place(question.message)
    follows = await follow_up(session, place, question.reference, session.memory.latest, desk)
    turn, answer = await _answered(session, question, follows, place, desk)
    earlier = await earlier_answer(turn, session, desk)
    if earlier and not await stands(earlier):
        earlier = None
    number = await desk.records.turns.put(replace(turn, repeats=earlier is not None))
    return Asked(answer, number, earlier, _is_told(session, question, answer))


async def edited(session: Session, question: Question, before: Turn, desk: Desk) -> Asked | None:
    """Answer an edited question anew; None where nothing was said before and nothing is now."""
    follows = await follow_up_of_edit(session, before, question.reference, desk)
    turn, answer = await _answered(session, question, follows, before.place, desk)
    if not before.reply and not _is_told(session, question, answer):
        return None
    number = await desk.records.turns.put(turn)
    await desk.records.feedback.withdraw(number)
    return Asked(answer, number)


async def question_before(session: Session, message: str, desk: Desk) -> Turn | None:
    """Return the turn of a message as it was before it was edited."""
    return await desk.records.turns.of_message(session.chat, message)


async def shown(turn: int, reply: str, desk: Desk) -> None:
    """Note in which message the answer of a turn stands."""
    await desk.records.turns.replied(turn, reply)


async def ask_as_guest(session: Session, question: str, desk: Desk) -> Answer:
    """Answer a question from a chat in which the bot is a guest, and remember nothing."""
    return await logged(question, visible_to(session, desk).ask(question), "guest", desk)


async def _answered(
    session: Session, question: Question, follows: FollowUp, place: Place, desk: Desk
) -> tuple[Turn, Answer]:
    """Return an answer, with the turn that is to be remembered."""
    text, about = question.text, question.about
    if about is None and intent_of(text) is Intent.SUMMARY:
        about = await article_meant(session, question.reference.message, desk)
    articles = visible_to(session, desk)
    answering = articles.ask(text, follows.after, near=follows.near, about=about)
    answer = await logged(text, answering, session.entrance, desk)
    turn = Turn(
        place=place,
        at=desk.now(),
        question=text,
        after=follows.after,
        verdict=answer.verdict.value,
        passages=tuple(c.passage for c in answer.citations if c.passage),
        version=answer.version,
        intent=answer.intent.value,
    )
    return turn, answer


def _is_told(session: Session, question: Question, answer: Answer) -> bool:
    """Tell whether an answer is said: in a group not what nobody can use.

    Who asks by a command hears everything; who names the bot, also what only comes close; who
    replies to it, what is sure. Small talk and what is about a whole article are sure.
    """
    if session.private or question.by_command or not answer.intent.is_question:
        return True
    close = question.by_name and answer.verdict is Verdict.RELATED
    return close or answer.verdict is Verdict.ANSWERED
