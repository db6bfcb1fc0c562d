import asyncio
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.emulator import Person, Room, Telegram
from bot.emulator.world.state import Json
from bot.records.groups import GroupSettings
from bot.service.desk import Desk
from bot.settings import Settings
from bot.telegram.commands import COMMANDS, CommandRow
from bot.telegram.context import BACKGROUND
from bot.telegram.handlers.application import BUTTONS
from knowledge import Folder, Scope, passages_of
from tests.bot.conftest import Talk

QUESTION = "Where was the ferry built?"
# Who chooses sees the titles of all articles and the names of all folders on these buttons, else
# nothing could be taken in again. Pressed, they would change the choice that is tried here.
CHOOSING = {"shelfarticle", "shelffolder", "wholeshelf"}


@dataclass(frozen=True, slots=True)
class Told:
    """An article: its id, the part of its title that people write, and words that are only its."""

    id: str
    called: str
    words: tuple[str, ...]

    @property
    def file(self) -> str:
        """What stands in its file."""
        _, title, author, host, heading, ferry, town, cargo = self.words
        return (
            f"---\ntitle: {self.called} {title}\nauthor: {author} Ives\npublished: 2025-06-01\n"
            f"url: https://{host}.example/\n---\n\n# {heading}\n\n"
            f"The ferry {ferry} was built in {town} by three brothers.\n\n"
            f"It carries forty crates of {cargo} across the river every night of the year.\n\n"
            f"## Tides\n\nThe {cargo} of {town} is sold by weight, and {ferry} waits for no tide.\n"
        )


HERON = Told(
    "loftbeam/heron.md",
    "Heron",
    ("loftbeam", "Marblewick", "Ottoline", "quernstone", "Pilfenham", "Snorkwater", "Grundlesby",
     "turnips"),
)  # fmt: skip
OTTER = Told(
    "cellarway/otter.md",
    "Otter",
    ("cellarway", "Thistledown", "Barnaby", "lanternfish", "Wobbleford", "Whifflebank",
     "Dribbleton", "walnuts"),
)  # fmt: skip
BOTH = (HERON, OTTER)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an articles folder with both, which answer the same question."""
    folder = tmp_path_factory.mktemp("shelf") / "articles"
    for one in BOTH:
        file = folder / one.id
        file.parent.mkdir(parents=True)
        file.write_text(one.file, encoding="utf-8")
    return folder


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Return settings with which nobody asks more than their share."""
    return settings.model_copy(update={"questions_per_minute": 1e9})


@pytest.fixture
def everyone(telegram: Telegram, boss: Person, room: Room) -> tuple[Person, Person, Person]:
    """Return a reader, an administrator of the group and an admin of the bot, all in the group."""
    reader = telegram.person("Rea", language_code="en", started=True)
    leader = telegram.person("Lea", language_code="en", started=True)
    room.welcomes(reader)
    room.promotes(leader)
    return reader, leader, boss


async def chooses(room: Room, one: Told, desk: Desk) -> None:
    """Let only one of the articles answer in a group."""
    await desk.records.groups.put(str(room.id), GroupSettings(scope=Scope((one.id,))))


async def look_around(
    talk: Talk, room: Room, everyone: Sequence[Person], other: Told, desk: Desk
) -> None:
    """Ask, and give every command without words and with those that name another article."""
    reader, leader, boss = everyone
    item = await desk.base.catalogue.item(other.id)
    assert item
    named = sorted({"", "1", "2", str(item.number), other.id, other.called, QUESTION})
    for person in everyone:  # what they read and ask alone is what they may mean in the group
        await talk(person.says(f"/read {other.called}"))
        await talk(person.says(QUESTION))
        for row in reversed(COMMANDS):  # before they ask here, so that no article is the last one
            await give(row, "", person, talk, room)
    for text in (QUESTION, f"What about {other.called}?", "summarize this", "hello", "help"):
        await talk(reader.says(f"@youju_bot {text}", chat=room))
        asked = reader.says(f"/ask {text}", chat=room)
        for answer in await talk(asked):
            await talk(reader.says("And who built it?", chat=room, reply_to=answer))
        await talk.handled(reader.edits(asked, f"/ask {text} Where?"))
    for row in COMMANDS:
        for person in everyone:
            may = person is boss or not (person is leader or row.is_for_admins)
            for words in named if may else ("",):
                await give(row, words, person, talk, room)


async def give(row: CommandRow, words: str, person: Person, talk: Talk, room: Room) -> None:
    """Give a command, and wait until all that it begins has ended."""
    await talk.handled(person.says(f"/{row.name} {words}".strip(), chat=room))
    await asyncio.gather(*(t for t in asyncio.all_tasks() if t.get_name() == BACKGROUND))


async def press_everything(talk: Talk, room: Room, everyone: Sequence[Person]) -> None:
    """Press every button in a group until no new one appears; removing comes last."""
    pressed: set[str] = set()
    while new := {
        data: message
        for message in talk.telegram.replies(room)
        for data in offered(message)
        if data not in pressed and verb_of(data) not in CHOOSING
    }:
        kept = {data for data in new if verb_of(data) != "delete"} or set(new)
        for data in sorted(kept):
            for person in everyone:
                await talk.handled(person.presses(new[data], data=data))
        pressed |= kept


async def press_what_nobody_offers(talk: Talk, room: Room, person: Person) -> None:
    """Press, under an answer, every button that there is with small numbers and places."""
    shown = (await talk(person.says(f"/ask {QUESTION}", chat=room)))[-1]
    for row in BUTTONS:
        for data in sorted(forged(row.form)):
            if verb_of(data) not in CHOOSING | {"delete"}:
                await talk.handled(person.presses(shown, data=data))
    await asyncio.gather(*(t for t in asyncio.all_tasks() if t.get_name() == BACKGROUND))


def forged(form: re.Pattern[str]) -> set[str]:
    """Return what buttons of a form send back: each verb with small numbers and places."""
    verbs = re.search(r"\(([a-z|]+)\)", form.pattern)
    assert verbs, form.pattern
    tails = [f"{number}{place}" for number in range(5) for place in ("", ":0", ":1")]
    data = {f"1:{verb}:{tail}" for verb in verbs[1].split("|") for tail in tails}
    return {one for one in data if form.fullmatch(one)}


def offered(message: Json) -> set[str]:
    """Return what the buttons under a message send back."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return {button["callback_data"] for row in rows for button in row if "callback_data" in button}


def verb_of(data: str) -> str:
    """Return what a button does."""
    return data.split(":")[1]


def said(telegram: Telegram, room: Room, typed: str) -> str:
    """Return all that the bot has sent to a group, and to whoever pressed a button.

    What a person typed is left out, as are the words on buttons by which a group chooses.
    """
    sent = [
        call.parameters for call in telegram.calls if call.parameters.get("chat_id") == room.id
    ] + [call.parameters for call in telegram.calls_of("answerCallbackQuery")]
    return "\n".join(str(without_choices(one)) for one in sent).replace(typed, "")


def without_choices(sent: Any) -> Any:  # noqa: ANN401 - JSON
    """Return what was sent without the buttons by which a group chooses."""
    if isinstance(sent, dict):
        if verb_of(sent.get("callback_data", "1::")) in CHOOSING:
            return None
        return {name: without_choices(value) for name, value in sent.items()}
    return [without_choices(one) for one in sent] if isinstance(sent, list) else sent


async def marks(one: Told, desk: Desk) -> list[str]:
    """Return what gives an article away: its words, and the keys by which links open it."""
    article = await desk.base.catalogue.article(one.id)
    assert article
    return [*one.words, *(passage.key for passage in passages_of(article))]


@pytest.mark.parametrize(("chosen", "other"), [BOTH, BOTH[::-1]], ids=lambda one: one.called)
async def test_nothing_of_another_article_is_said(  # noqa: PLR0917 - fixtures
    talk: Talk,
    telegram: Telegram,
    desk: Desk,
    room: Room,
    everyone: tuple[Person, Person, Person],
    chosen: Told,
    other: Told,
) -> None:
    """Whatever command anybody gives and whatever they press; its own article is shown."""
    await chooses(room, chosen, desk)
    await look_around(talk, room, everyone, other, desk)
    await press_everything(talk, room, everyone)
    await press_what_nobody_offers(talk, room, everyone[-1])
    text = said(telegram, room, other.id)
    assert [mark for mark in await marks(other, desk) if mark in text] == []
    assert [word for word in chosen.words if word not in text] == []


async def test_without_a_choice_all_that_is_looked_for_is_said(
    talk: Talk, telegram: Telegram, desk: Desk, room: Room, everyone: tuple[Person, Person, Person]
) -> None:
    """So the test above can see it: each word of either article, and ways to it."""
    await look_around(talk, room, everyone, OTTER, desk)
    await press_everything(talk, room, everyone)
    text = said(telegram, room, "")
    for one in BOTH:
        assert [word for word in one.words if word not in text] == []
        assert any(key in text for key in (await marks(one, desk))[len(one.words) :])


async def test_what_was_answered_before_the_choice_is_out_of_date(  # noqa: PLR0917 - fixtures
    talk: Talk,
    telegram: Telegram,
    desk: Desk,
    articles: Path,
    room: Room,
    everyone: tuple[Person, Person, Person],
) -> None:
    """The messages stay, but none of their buttons shows anything of the other article again.

    Nor what it said before it was edited.
    """
    await look_around(talk, room, everyone, OTTER, desk)
    given = await marks(OTTER, desk)
    await chooses(room, HERON, desk)
    (articles / OTTER.id).write_text(OTTER.file.replace("three brothers", "four sisters"))
    assert (await desk.base.reload(Folder(articles))).changed
    telegram.calls.clear()
    await press_everything(talk, room, everyone)
    text = said(telegram, room, OTTER.id)
    assert telegram.calls_of("answerCallbackQuery")
    assert [mark for mark in given if mark in text] == []


async def test_only_what_was_chosen_is_counted(
    talk: Talk, desk: Desk, room: Room, everyone: tuple[Person, Person, Person]
) -> None:
    """Wherever it is said how much was read; alone with the bot, that is everything."""
    await chooses(room, HERON, desk)
    reader, *_ = everyone
    for text in ("/articles", "/about", "/ask who are you?"):
        counted = await talk.answer(reader.says(text, chat=room))
        assert "1 article with" in counted["text"]
        assert "2 articles with" in (await talk.answer(reader.says(text)))["text"]
