import pytest

from bot.records.bookmarks import Bookmark
from bot.records.feedback import Feedback
from bot.records.handoffs import Handoff
from bot.records.outbox import Letter
from bot.records.preferences import Preference
from bot.records.privacy import FORGOTTEN, KEPT
from bot.records.records import Records
from bot.records.subscriptions import Subscription
from bot.records.turns import Place, Turn
from bot.records.uses import Use
from knowledge.runtime.priority import Priority
from knowledge.storage import Database

# What each table says of a person, in words of the product: a new table needs a line, and thought.
KNOWN = {
    "bans": "that they are not answered",
    "handoffs": "questions for a person",
    "bookmarks": "where they stopped reading",
    "offers": "what they sent to be added",
    "preferences": "which language and manner they chose",
    "subscriptions": "what they are told of",
    "turns": "what they asked",
    "uses": "how much they asked lately",
    "voices": "what they said of answers",
}

# How each engine is asked for the tables about people.
WITH_A_PERSON = {
    "SqliteDatabase": "SELECT t.name FROM sqlite_master t JOIN pragma_table_info(t.name) c "
    "WHERE t.type = 'table' AND c.name = 'person'",
    "PostgresDatabase": "SELECT table_name FROM information_schema.columns "
    "WHERE table_schema = current_schema() AND column_name = 'person'",
}


@pytest.fixture
async def people(database: Database) -> Records:
    """Return the stores with something of person 2 and of person 3 everywhere."""
    people = Records(database, Priority())
    for person in ("2", "3"):
        place = Place(person, "", person, "1")
        turn = await people.turns.put(Turn(place, 1.0, f"q{person}", (), "answered", ()))
        handoff = Handoff(turn, 1.0, place, "en", f"q{person}", ())
        await people.handoffs.open(handoff, lambda n: [Letter(f"ask:{n}:9", 1.0, "9", "body")])
        await people.subscriptions.put(
            Subscription(1.0, person, "", person, "en", "new", "", 1, 0.0)
        )
        await people.offers.put(1.0, person, person, ())
        await people.outbox.put(Letter(f"news:{person}", 1.0, person, "body"))
        await people.bans.put(person, 1.0)
        await people.bookmarks.put(Bookmark(person, "a", 3, 1.0))
        await people.preferences.put(person, Preference("en", easy=True))
        await people.feedback.put(Feedback(turn, person, 1.0, 1, useful=True))
        await people.uses.put("replica", [Use("question", person, "")])
    return people


async def test_every_table_about_people_is_known(database: Database) -> None:
    """Whoever adds one has it told and forgotten, and says here what it tells of a person."""
    rows = await database.rows(WITH_A_PERSON[type(database).__name__])
    assert {row[0] for row in rows} == {*KEPT, *FORGOTTEN} == set(KNOWN)


async def test_a_person_gets_everything(people: Records) -> None:
    """From every table, and nobody else's."""
    found = await people.privacy.of("2")
    assert set(found) == {*KNOWN, "letters"}
    assert [row["question"] for row in found["turns"]] == ["q2"]
    assert sorted(row["key"] for row in found["letters"]) == ["ask:1:9", "news:2"]


async def test_a_person_is_forgotten(people: Records) -> None:
    """Everything goes but a ban; others lose nothing."""
    others = await people.privacy.of("3")
    assert await people.privacy.forget("2") == 9  # the voice goes with its turn
    assert set(await people.privacy.of("2")) == {"bans"}
    assert await people.privacy.of("3") == others


async def test_who_never_asked_has_nothing(people: Records) -> None:
    """Neither to get nor to forget."""
    assert await people.privacy.of("4") == {}
    assert await people.privacy.forget("4") == 0


async def test_numbers_that_are_alike_are_not_mixed_up(people: Records) -> None:
    """Handoff 1 of one person is not subscription 1 of another, nor a message numbered 1."""
    others = ("news:1:5", "answer:2:1:0", "ask:11:9", "answer:12:4:0")
    for key in others:
        await people.outbox.put(Letter(key, 1.0, "77", "body"))
    await people.outbox.put(Letter("answer:1:4:0", 1.0, "-100", "body"))
    await people.outbox.put(Letter("unreachable:1", 1.0, "-100", "body"))
    keys = sorted(row["key"] for row in (await people.privacy.of("2"))["letters"])
    assert keys == ["answer:1:4:0", "ask:1:9", "news:2", "unreachable:1"]
    await people.privacy.forget("2")
    assert {one.key for one in await people.outbox.next(9.0, 99)} >= {"news:1:5"}


async def test_an_admin_takes_nobodys_question_along(people: Records) -> None:
    """A question that waits in an admin's chat is its asker's: it is neither shown nor deleted."""
    assert await people.privacy.of("9") == {}
    await people.privacy.forget("9")
    assert [one.key for one in await people.outbox.about("ask:1")] == ["ask:1:9"]
