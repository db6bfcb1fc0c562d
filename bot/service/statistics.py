"""What is asked, in numbers?

Invariant: numbers of questions and people only; nobody is named.
"""

from bot.records.statistics import Statistics
from bot.service.desk import Desk


async def statistics(most: int, desk: Desk) -> Statistics:
    """Return the numbers of the days that are remembered, with the most asked and cited."""
    days, titles = desk.settings.retention_days, desk.base.catalogue.titles_of
    return await desk.records.statistics(desk.now(), days, most, titles)
