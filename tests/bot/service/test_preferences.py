from bot.records.preferences import Preference
from bot.service.desk import Desk
from bot.service.preferences import choose_easy, choose_language
from bot.service.session import Session


async def test_a_choice_holds_at_once_and_later(desk: Desk, reader: Session) -> None:
    """The session speaks the language from then on, and so does the next one."""
    session = await choose_language(reader, "zh-Hans", desk)
    session = await choose_easy(session, desk, easy=True)
    assert (session.language, session.manner) == ("zh-Hans", "easy")
    assert await desk.records.preferences.of(reader.person) == Preference("zh-Hans", easy=True)


async def test_nobody_chooses_nothing(desk: Desk) -> None:
    """Whoever is not known has no preferences."""
    assert await choose_language(Session(), "en", desk) == Session()
