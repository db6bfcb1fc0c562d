import pytest

from bot.records.groups import GroupSettings
from bot.service.asking import Question
from bot.service.desk import Desk
from bot.service.page_links import MOST_LINKS, is_known, linked, links_in, noted
from bot.service.session import Session
from knowledge import Scope

CLIENT = "https://example.org/client"


def question(text: str) -> Question:
    """Return a question with the links in it."""
    return Question(text, "1", links=links_in(text))


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("這篇（https://example.org/a）說了什麼", ("https://example.org/a",)),
        ("See https://example.org/a?b=1&c=2.", ("https://example.org/a?b=1&c=2",)),
        ("https://example.org/上海，還有嗎", ("https://example.org/上海",)),
        ("example.org", ()),
    ],
)
def test_links_end_where_the_sentence_goes_on(text: str, links: tuple[str, ...]) -> None:
    """Signs behind an address are no part of it."""
    assert links_in(text) == links


def test_a_few_links_are_looked_up() -> None:
    """Whoever sends a hundred has the first ones looked up."""
    assert len(links_in(f"{CLIENT} " * 100)) == MOST_LINKS


async def test_a_link_means_its_article(desk: Desk, reader: Session) -> None:
    """The question goes on without it, about that article."""
    found = await linked(reader, question(f"{CLIENT}?utm_source=x 在哪裡發布？"), desk)
    assert found.question.text == "在哪裡發布？"
    assert found.item
    assert found.question.about == found.item.article.id == "client.md"
    assert (await linked(reader, question(CLIENT), desk)).question.text == ""


async def test_a_link_to_elsewhere_means_nothing(desk: Desk, reader: Session) -> None:
    """The words are asked of all articles."""
    found = await linked(reader, question("https://example.org/other 在哪裡發布？"), desk)
    assert (found.item, found.question.about, found.question.text) == (None, None, "在哪裡發布？")
    assert await is_known(reader, ["https://example.org/other", CLIENT], desk)
    assert not await is_known(reader, ["https://example.org/other", "https://["], desk)


async def test_what_a_group_does_not_see_is_not_there(desk: Desk, member: Session) -> None:
    """An article outside the group's choice is found by no address."""
    assert await is_known(member, [CLIENT], desk)
    chosen = GroupSettings(scope=Scope(folders=("notes",)))
    assert not await is_known(member.with_group(chosen), [CLIENT], desk)


async def test_an_answered_link_is_remembered(desk: Desk, reader: Session) -> None:
    """By its message, as something that asked nothing."""
    turn = await desk.records.turns.get(await noted(reader, question(CLIENT), desk))
    assert turn
    assert (turn.question, turn.intent, turn.place.message) == (CLIENT, "other", "1")
