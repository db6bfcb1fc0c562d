from dataclasses import replace

from bot.records.groups import GroupSettings
from bot.records.memory import Memory
from bot.records.preferences import Preference
from bot.records.turns import Place
from bot.service.session import Session
from knowledge import Scope


def test_the_groups_language_comes_first(reader: Session, member: Session) -> None:
    """Then the person's choice, then that of the app, then the operator's."""
    assert reader.language == "en"
    assert replace(reader, client_language=None, default_language="zh-Hans").language == "zh-Hans"
    chosen = reader.with_preference(Preference("zh-Hant"))
    assert (chosen.language, chosen.say.language) == ("zh-Hant", "zh-Hant")
    both = replace(member, memory=Memory(False, Preference("zh-Hant"), GroupSettings("zh-Hans")))
    assert both.language == "zh-Hans"


def test_how_much_is_shown(reader: Session, member: Session) -> None:
    """Little in a group whatever its members chose, plain words where a person wants them."""
    easy = Preference(easy=True)
    assert [reader.manner, reader.with_preference(easy).manner] == ["full", "easy"]
    assert member.with_preference(easy).manner == "short"
    assert (member.surface.manner, member.surface.bot) == ("short", "youju_bot")
    assert [reader.entrance, member.entrance] == ["private", "group"]


def test_what_a_group_has_chosen(member: Session) -> None:
    """The articles that may answer are the group's choice, and hold at once."""
    scope = Scope(("client",))
    assert member.with_group(GroupSettings(scope=scope)).scope == scope
    assert not member.scope


def test_a_message_is_by_its_author(member: Session) -> None:
    """Who writes in the name of the group is the group, so its members share their questions."""
    anonymous = replace(member, author="-70", thread="5")
    assert anonymous.place("3") == Place("-70", "5", "-70", "3")
