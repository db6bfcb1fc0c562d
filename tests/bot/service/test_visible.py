from dataclasses import replace

from bot.records.groups import GroupSettings
from bot.service.answer_views import Gone, View, view
from bot.service.articles import listing, numbered
from bot.service.asking import Question, ask, shown
from bot.service.desk import Desk
from bot.service.follow_up import Reference
from bot.service.reading import contents, open_at
from bot.service.session import Session
from bot.service.study import keywords_of, summary_of
from bot.service.visible import visible_in, visible_to
from knowledge import Scope

SHARING = "靜安區怎麼治理共享單車亂停放？"
CHOSEN = GroupSettings(scope=Scope(("client.md",)))


async def test_a_group_sees_what_it_has_chosen(desk: Desk, member: Session, admin: Session) -> None:
    """Whoever acts there; alone with the bot, the same person sees everything."""
    there = replace(admin, chat=member.chat, private=False).with_group(CHOSEN)
    assert await visible_to(there, desk).catalogue.counts() == (1, 2)
    assert visible_to(admin, desk) is visible_to(member, desk) is desk.base


async def test_what_is_written_unasked_is_of_the_same_choice(desk: Desk, member: Session) -> None:
    """It is looked up by the chat; a person's has made none."""
    await desk.records.groups.put(member.chat, CHOSEN)
    assert await (await visible_in(member.chat, desk)).catalogue.counts() == (1, 2)
    assert await visible_in(member.person, desk) is desk.base


async def test_a_number_of_another_article_is_a_number_of_none(desk: Desk, member: Session) -> None:
    """Nothing tells whether there is one."""
    here = member.with_group(CHOSEN)
    (client,) = (await listing(here, 0, 9, desk)).items
    (other,) = {one.number for one in (await listing(member, 0, 9, desk)).items} - {client.number}
    for number in (other, 999):
        for found in (numbered, keywords_of, summary_of, contents):
            assert await found(here, number, desk) is None
            assert await found(here, client.number, desk)


async def test_an_answer_from_before_the_choice_is_out_of_date(desk: Desk, member: Session) -> None:
    """Its buttons find no passage, its words lead nowhere, and it is no article to be summed up."""
    asked = await ask(member, Question(SHARING, "1"), desk)
    await shown(asked.turn, "2", desk)
    turn = await desk.records.turns.get(asked.turn)
    here = member.with_group(CHOSEN)
    assert turn
    for name in ("passage", "context", "whole"):
        assert isinstance(await view(member, turn, name, 0, desk), View)
        assert await view(here, turn, name, 0, desk) == Gone(None)
    assert await open_at(here, turn.passages[0], desk) is None
    quoted = asked.answer.citations[0].quote[:12]
    for question in (SHARING, "什麼時候？", "總結一下"):
        again = await ask(here, Question(question, "3", Reference("2", quoted)), desk)
        assert {one.article.id for one in again.answer.citations} <= {"client.md"}
