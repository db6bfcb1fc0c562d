"""A person's reply was good: how does it become something that is found and cited?

Invariant: it becomes an article in the folder, with the question as its title and a source that
says what it is, so that it is edited, removed, backed up and rolled back like any other.
"""

from datetime import UTC, datetime

from bot.messages import messages
from bot.records.handoffs import Handoff
from bot.service.desk import Desk
from bot.service.session import Session
from knowledge import answer_file


async def answered_question(number: int, desk: Desk) -> Handoff | None:
    """Return a handed question by its number if a person has answered it."""
    handoff = await desk.records.handoffs.get(number)
    return handoff if handoff and handoff.answer else None


async def keep(session: Session, handoff: Handoff, desk: Desk) -> None:
    """Make an article of a person's reply; raise KnowledgeError where that is impossible."""
    today = datetime.fromtimestamp(desk.now(), UTC).date().isoformat()
    say, editor, folder = messages(desk.settings.language), desk.base.editor, desk.settings.articles
    source = say("Answer by a person")
    file = answer_file(handoff.question, handoff.answer, source, today)
    placed = await editor.places_for(folder, (file,))
    await editor.add(folder, placed, who=session.person)
    await desk.records.handoffs.keep(handoff.handoff, placed[0].path)
