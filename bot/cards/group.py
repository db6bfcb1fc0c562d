"""How do a group's settings read?

Invariant: every message fits Telegram's limits however many articles there are; a button carries
what it does and numbers, and what holds now is in the database.
"""

from collections.abc import Sequence
from zlib import crc32

from bot.cards.buttons import BUTTONS_FORM, Row
from bot.cards.reply import Button, Composition, Reply, shortened
from bot.languages import LANGUAGES, OWN_NAMES
from bot.messages import Messages
from bot.records.groups import GroupSettings
from knowledge import ListedArticle, Scope

LISTED = 8  # articles on a page
MOST_FOLDERS = 20  # buttons of folders: who has more chooses articles, or tidies up
LONGEST_LABEL = 40  # units


def render_settings(chosen: GroupSettings, say: Messages) -> Reply:
    """Return what holds in a group, with the buttons that change it."""
    text = Composition().add(say("Settings of this group"), "bold")
    names = {str(code): name for code, name in OWN_NAMES.items()}
    language = names.get(chosen.language) or say("that of whoever asks")
    text.add("\n\n" + say("Language: {name}", name=language))
    quiet = say("on: only /ask is answered, without a sound") if chosen.quiet else say("off")
    text.add("\n" + say("Quiet mode: {state}", state=quiet))
    who = say("only administrators") if chosen.closed else say("everyone")
    text.add("\n" + say("Who may ask: {who}", who=who))
    text.add("\n" + say("Answered from: {what}", what=_scope(chosen.scope, say)))
    quieter = say("Quiet mode off") if chosen.quiet else say("Quiet mode on")
    opener = say("Everyone may ask") if chosen.closed else say("Only administrators may ask")
    return text.reply(
        (_button(say("Language"), "grouplanguage", 0), _button(say("Articles"), "shelf", 0)),
        (_button(quieter, "quiet", 0 if chosen.quiet else 1),),
        (_button(opener, "closed", 0 if chosen.closed else 1),),
    )


def render_group_languages(chosen: GroupSettings, say: Messages) -> Reply:
    """Return the message that offers the languages of a group."""
    text = Composition().add(say("In which language shall I speak in this group?"), "bold")
    names = [say("That of whoever asks"), *(OWN_NAMES[language] for language in LANGUAGES)]
    rows = [
        (_choice(name, "grouplanguage", number, 1, chosen=code == chosen.language),)
        for number, (name, code) in enumerate(zip(names, ("", *LANGUAGES), strict=True))
    ]
    return text.reply(*rows, (_back(say),))


def render_choice(
    scope: Scope,
    folders: Sequence[str],
    page: Sequence[ListedArticle],
    start: int,
    total: int,
    *,
    say: Messages,
) -> Reply:
    """Return the message in which articles and folders are chosen, and one page of them."""
    text = Composition().add(say("From which articles shall I answer in this group?"), "bold")
    text.add("\n\n" + _scope(scope, say))
    rows: list[Row] = []
    if start == 0:
        rows += [(_folder(folder, scope),) for folder in folders[:MOST_FOLDERS]]
    rows += [(_article(item, start, scope),) for item in page]
    turns = []
    if start > 0:
        turns.append(_button(say("Previous page"), "shelf", max(0, start - LISTED)))
    if start + LISTED < total:
        turns.append(_button(say("Next page"), "shelf", start + LISTED))
    last = [_button(say("All articles"), "wholeshelf", 0)] if scope else []
    return text.reply(*rows, *([tuple(turns)] if turns else []), (*last, _back(say)))


def folder_number(folder: str) -> int:
    """Return the number by which a button names a folder, whatever its name."""
    return crc32(folder.encode("utf-8", "surrogatepass"))


def _scope(scope: Scope, say: Messages) -> str:
    if not scope:
        return say("all articles")
    articles = say.count("{number} article", "{number} articles", len(scope.articles))
    folders = say.count("{number} folder", "{number} folders", len(scope.folders))
    return " · ".join(
        [words for words, some in ((folders, scope.folders), (articles, scope.articles)) if some]
    )


def _folder(folder: str, scope: Scope) -> Button:
    number = folder_number(folder)
    return _choice(f"{folder}/", "shelffolder", number, chosen=folder in scope.folders)


def _article(item: ListedArticle, start: int, scope: Scope) -> Button:
    chosen = item.article.id in scope.articles
    return _choice(item.article.title, "shelfarticle", item.number, start, chosen=chosen)


def _choice(label: str, what: str, number: int, position: int = 0, *, chosen: bool) -> Button:
    shown = shortened(label.strip(), LONGEST_LABEL) or "…"
    return _button(f"✓ {shown}" if chosen else shown, what, number, position)


def _button(label: str, what: str, number: int, position: int | None = None) -> Button:
    sent = f"{BUTTONS_FORM}:{what}:{number}"
    return Button(label, sent if position is None else f"{sent}:{position}")


def _back(say: Messages) -> Button:
    return _button(say("Back to the settings"), "settings", 0)
