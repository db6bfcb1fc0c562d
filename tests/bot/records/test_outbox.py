from pathlib import Path

import pytest

from bot.records.outbox import MOST_WAIT_SECONDS, Letter, Outbox, rewrite
from knowledge.storage import Database
from knowledge.storage.engine import open_database
from tests.knowledge.storage.faults import faulty


@pytest.fixture
def outbox(database: Database) -> Outbox:
    """Return an empty outbox."""
    return Outbox(database)


def to(chat: str, key: str, *, once: bool = False, at: float = 10.0) -> Letter:
    """Return a letter to a chat."""
    return Letter(key, at, chat, f"body of {key}", thread="7", answers="3", once=once)


async def keys(outbox: Outbox, now: float = 100.0, busy: tuple[str, ...] = ()) -> list[str]:
    """Return what would be sent at a moment."""
    return [letter.key for letter in await outbox.next(now, 10, busy)]


async def test_a_letter_comes_back_as_it_was_put(outbox: Outbox) -> None:
    """Where it goes, what it says and whether it may come twice."""
    await outbox.put(to("1", "reply:1", once=True))
    (letter,) = await outbox.next(100.0, 10)
    assert letter == Letter(
        "reply:1", 10.0, "1", "body of reply:1", "7", "3", once=True, letter=letter.letter
    )


async def test_a_key_is_written_once(outbox: Outbox) -> None:
    """What was sent under a key is never sent again."""
    await outbox.put(to("1", "a"))
    (letter,) = await outbox.next(100.0, 10)
    await outbox.sent(letter, "40")
    await outbox.put(to("1", "a"))
    assert await keys(outbox) == []


async def test_letters_of_one_chat_keep_their_order(outbox: Outbox) -> None:
    """The second waits until the first has gone, other chats do not wait."""
    await outbox.put(to("1", "a"), to("1", "b"), to("2", "c"))
    assert await keys(outbox) == ["a", "c"]
    (first, *_) = await outbox.next(100.0, 10)
    await outbox.sending(first.letter)
    assert await keys(outbox) == ["c"]
    await outbox.sent(first, "40")
    assert await keys(outbox) == ["b", "c"]
    assert await keys(outbox, busy=("1",)) == ["c"]


async def test_a_clock_that_was_set_back_keeps_no_letter(outbox: Outbox) -> None:
    """One that was never tried goes out at once, one that was put off waits no longer than any."""
    await outbox.put(to("1", "a", at=90_000.0), to("2", "b", at=90_000.0))
    (_, second) = await outbox.next(90_000.0, 10)
    await outbox.sending(second.letter)
    await outbox.later(second.letter, 90_300.0)
    assert await keys(outbox, now=100.0) == ["a"]
    assert await keys(outbox, now=100.0 + MOST_WAIT_SECONDS - 1) == ["a"]
    assert await keys(outbox, now=100.0 + MOST_WAIT_SECONDS) == ["a", "b"]


async def test_an_outbox_of_some_chats_leaves_the_others(outbox: Outbox) -> None:
    """What waits for other chats is not sent, not taken up, and not waited for."""
    await outbox.put(to("1", "a"), to("5", "b"), to("5", "c", once=True))
    theirs = outbox.only(["1", "2"])
    assert await keys(theirs) == ["a"]
    assert await theirs.waiting() == 1
    (_, other) = await outbox.next(100.0, 10)
    await outbox.sending(other.letter)
    assert await theirs.recover() == 0
    assert await keys(outbox) == ["a"]


async def test_what_became_of_a_letter_is_stored_when_that_is_possible(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that is full in this very moment makes no letter come twice, nor wait for ever."""
    faults = faulty(monkeypatch)
    database = await open_database(tmp_path / "youju.db")
    outbox = Outbox(database)
    await outbox.put(to("1", "a"), to("1", "b"))
    (letter,) = await outbox.next(100.0, 10)
    await outbox.sending(letter.letter)
    faults.inject(0)
    await outbox.sent(letter, "40")
    assert not faults.clear()
    assert await keys(outbox) == ["b"]
    assert await outbox.of_message("1", "40")
    await database.close()


async def test_a_letter_that_waits_holds_back_the_next_of_its_chat(outbox: Outbox) -> None:
    """A pause does not change the order."""
    await outbox.put(to("1", "a"), to("1", "b"))
    (first,) = await outbox.next(100.0, 10)
    await outbox.sending(first.letter)
    await outbox.later(first.letter, 200.0)
    assert await keys(outbox, now=150.0) == []
    assert await keys(outbox, now=200.0) == ["a"]


async def test_what_was_being_sent_when_the_process_died(outbox: Outbox) -> None:
    """A person's reply is sent again; news, which must not come twice, are not."""
    await outbox.put(to("1", "reply", once=False), to("2", "news", once=True))
    for letter in await outbox.next(100.0, 10):
        await outbox.sending(letter.letter)
    assert await outbox.recover() == 1
    assert await keys(outbox) == ["reply"]
    assert await outbox.waiting() == 1


async def test_a_letter_is_found_by_the_message_that_it_became(outbox: Outbox) -> None:
    """So that a reply to that message finds what it is about."""
    await outbox.put(to("1", "ask:7:1"))
    (letter,) = await outbox.next(100.0, 10)
    await outbox.sent(letter, "40")
    found = await outbox.of_message("1", "40")
    assert found is not None
    assert (found.key, found.state) == ("ask:7:1", "sent")
    assert await outbox.of_message("2", "40") is None


@pytest.mark.parametrize("when", ["it waits", "it is on its way", "it has arrived"])
async def test_what_is_written_anew_reaches_whoever_has_it(
    outbox: Outbox, database: Database, when: str
) -> None:
    """Before it is sent, it says the new words; after that, it waits to change its message."""
    await outbox.put(to("1", "a"))
    (letter,) = await outbox.next(100.0, 10)
    if when == "it has arrived":
        await outbox.sent(letter, "40")
    new = [Letter("a", 20.0, "1", "new")]
    await database.write(lambda connection: rewrite(connection, new))
    if when == "it is on its way":
        await outbox.sent(letter, "40")
    (again,) = await outbox.next(100.0, 10)
    assert (again.body, again.message) == ("new", "" if when == "it waits" else "40")
    await outbox.sent(again, "40")
    assert await outbox.waiting() == 0


async def test_the_same_words_again_are_nothing_new(outbox: Outbox, database: Database) -> None:
    """Nor is what was refused for good tried again; what was never written is put."""
    await outbox.put(to("1", "same"), to("2", "refused"))
    same, refused = await outbox.next(100.0, 10)
    await outbox.sent(same, "40")
    await outbox.refused(refused.letter)
    letters = [same, Letter("refused", 20.0, "2", "new"), to("1", "added")]
    await database.write(lambda connection: rewrite(connection, letters))
    assert await keys(outbox) == ["added"]


async def test_letters_about_a_subject(outbox: Outbox) -> None:
    """One subject never finds the letters of another whose number begins like its own."""
    await outbox.put(to("1", "ask:7:1"), to("2", "ask:7:2"), to("1", "ask:70:1"))
    assert [letter.key for letter in await outbox.about("ask:7")] == ["ask:7:1", "ask:7:2"]


async def test_what_waits_is_never_forgotten(outbox: Outbox) -> None:
    """Only what was sent, refused or lost is deleted when its days are over."""
    await outbox.put(to("1", "sent"), to("2", "waits"), to("3", "refused"))
    sent, _, refused = await outbox.next(100.0, 10)
    await outbox.sent(sent, "40")
    await outbox.refused(refused.letter)
    await outbox.forget(1000.0)
    assert await outbox.of_message("1", "40") is None
    assert await keys(outbox) == ["waits"]


async def test_letters_move_with_their_chat(outbox: Outbox) -> None:
    """A supergroup still gets what was on its way to the group, in reply to nothing there."""
    await outbox.put(to("1", "a"), to("1", "b"))
    (first,) = await outbox.next(100.0, 10)
    await outbox.sent(first, "40")
    await outbox.move("1", "-1001")
    (letter,) = await outbox.next(100.0, 10)
    assert (letter.key, letter.chat, letter.answers) == ("b", "-1001", "")
    assert await outbox.of_message("-1001", "40") is None


async def test_after_a_restore_nothing_is_sent_again(outbox: Outbox) -> None:
    """What waited when the backup was made has arrived since, or is of no use any more."""
    await outbox.put(to("1", "a"))
    await outbox.clear()
    assert await keys(outbox) == []
