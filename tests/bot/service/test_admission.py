from dataclasses import replace

from bot.records.memory import Memory
from bot.service.admission import admission
from bot.service.desk import Desk
from bot.service.session import Session


def test_everybody_is_answered_but_who_is_banned(
    desk: Desk, reader: Session, admin: Session
) -> None:
    """An admin is answered even so."""
    assert admission(reader, desk) == "open"
    assert admission(replace(reader, memory=Memory(banned=True)), desk) == "banned"
    assert admission(replace(admin, memory=Memory(banned=True)), desk) == "open"


def test_a_list_of_chats_closes_all_others(
    desk: Desk, reader: Session, member: Session, admin: Session
) -> None:
    """Where nobody knows the chat, the person has to be on the list."""
    settings = desk.settings.model_copy(update={"chats": frozenset({-70})})
    closed = replace(desk, settings=settings)
    sessions = (reader, member, admin, replace(reader, chat=""))
    assert [admission(session, closed) for session in sessions] == [
        "closed",
        "open",
        "open",
        "closed",
    ]
