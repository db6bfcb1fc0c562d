"""What is asked, in numbers?

Invariant: numbers of questions and people only; nobody is named, nor an article that cannot be
seen here.
"""

from bot.records.statistics import Statistics
from bot.service.desk import Desk
from bot.service.session import Session
from bot.service.visible import visible_to


async def statistics(session: Session, most: int, desk: Desk) -> Statistics:
    """Return the numbers of the days that are remembered, with the most asked and cited."""
    days, titles = desk.settings.retention_days, visible_to(session, desk).catalogue.titles_of
    return await desk.records.statistics(desk.now(), days, most, titles)
