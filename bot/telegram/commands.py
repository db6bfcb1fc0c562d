"""Which commands are there, who may give them, and where are they shown?

One table: what handles commands, the menus and /help are made from it. Invariant: a command is a
row here, and the function `on_<command>` in a file of `bot/telegram/handlers`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from bot.messages import Messages

Who = Literal["reader", "group admin", "admin"]
"""Who may give a command: everybody, an administrator of the group, an admin of the bot."""

Menu = Literal["private", "group", "easy"]
"""Where a command is listed: alone with the reader, in groups, where answers are made easy."""

PRIVATE: tuple[Menu, ...] = ("private",)
ANYWHERE: tuple[Menu, ...] = ("private", "group")


@dataclass(frozen=True, slots=True)
class CommandRow:
    """A command; without a description it is listed nowhere.

    `file` is where its handler stands. `is_counted`: it is left out for whoever has asked more
    than their share; the handler counts itself where not all that it gets is a question.
    """

    name: str
    file: str
    description: Callable[[Messages], str] | None = None
    who: Who = "reader"
    menus: tuple[Menu, ...] = ()
    is_counted: bool = True

    @property
    def is_for_admins(self) -> bool:
        """Whether only admins of the bot may give it."""
        return self.who == "admin"


COMMANDS: tuple[CommandRow, ...] = (
    CommandRow(
        "ask",
        "ask",
        lambda say: say("ask a question"),
        menus=("private", "group", "easy"),
        is_counted=False,
    ),
    CommandRow("start", "start"),
    CommandRow(
        "read",
        "read",
        lambda say: say("read an article, page by page"),
        menus=("private", "easy"),
    ),
    CommandRow(
        "summary", "study", lambda say: say("an article in its own sentences"), menus=ANYWHERE
    ),
    CommandRow("outline", "read", lambda say: say("the headings of an article"), menus=PRIVATE),
    CommandRow("keywords", "study", lambda say: say("what an article is about"), menus=PRIVATE),
    CommandRow("quote", "study", lambda say: say("quote of the day"), menus=ANYWHERE),
    CommandRow(
        "language",
        "preferences",
        lambda say: say("繁體, 简体 or English"),
        menus=("private", "easy"),
    ),
    CommandRow(
        "easy", "preferences", lambda say: say("easy or full answers"), menus=("private", "easy")
    ),
    CommandRow("articles", "articles", lambda say: say("what has been read"), menus=ANYWHERE),
    CommandRow("article", "articles", lambda say: say("about one article"), menus=PRIVATE),
    CommandRow(
        "subscribe", "subscriptions", lambda say: say("subscribe to new articles"), menus=PRIVATE
    ),
    CommandRow("unsubscribe", "subscriptions"),
    CommandRow("help", "about", lambda say: say("how to ask"), menus=("private", "group", "easy")),
    CommandRow("about", "about", lambda say: say("about this bot"), menus=ANYWHERE),
    CommandRow("privacy", "privacy", lambda say: say("what is remembered"), menus=ANYWHERE),
    CommandRow("mydata", "privacy", lambda say: say("get a copy of your data"), menus=PRIVATE),
    CommandRow("forget", "privacy", lambda say: say("delete your data"), menus=PRIVATE),
    CommandRow(
        "settings",
        "group_settings",
        lambda say: say("this group's settings (its administrators)"),
        who="group admin",
    ),
    CommandRow(
        "add",
        "add",
        lambda say: say("add a page; or send me a link or a file (admins)"),
        who="admin",
    ),
    CommandRow("reload", "reload", lambda say: say("read the articles again (admins)"), "admin"),
    CommandRow(
        "refresh", "refresh", lambda say: say("look at added pages again (admins)"), "admin"
    ),
    CommandRow("stats", "stats", lambda say: say("what is asked, as a picture (admins)"), "admin"),
    CommandRow(
        "doctor", "doctor", lambda say: say("is everything as it should be? (admins)"), "admin"
    ),
    CommandRow("ban", "ban", lambda say: say("ignore somebody (admins)"), "admin"),
    CommandRow("unban", "ban", lambda say: say("answer somebody again (admins)"), "admin"),
    CommandRow(
        "unanswered", "unanswered", lambda say: say("what was not answered (admins)"), "admin"
    ),
    CommandRow("versions", "versions", lambda say: say("what was live when (admins)"), "admin"),
    CommandRow(
        "rollback",
        "versions",
        lambda say: say("go back to the version before (admins)"),
        who="admin",
    ),
)


def commands(say: Messages) -> dict[str, str]:
    """Return the commands that everyone may use, with what they do, for menus and help."""
    return dict(_described("reader", say))


def easy_commands(say: Messages) -> dict[str, str]:
    """Return the few commands for whoever reads with difficulty."""
    return dict(_described("reader", say, "easy"))


def group_commands(say: Messages) -> dict[str, str]:
    """Return the commands that make sense in a group."""
    return dict(_described("reader", say, "group"))


def group_admin_commands(say: Messages) -> dict[str, str]:
    """Return the commands that only administrators of a group may use there."""
    return dict(_described("group admin", say))


def admin_commands(say: Messages) -> dict[str, str]:
    """Return the commands that only admins may use, with what they do."""
    return dict(_described("admin", say))


def _described(who: Who, say: Messages, menu: Menu | None = None) -> Iterator[tuple[str, str]]:
    for row in COMMANDS:
        if row.who == who and row.description and (menu is None or menu in row.menus):
            yield row.name, row.description(say)
