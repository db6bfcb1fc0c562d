from bot.cards.reply import Composition
from bot.terminal.screen import Key, Screen, buttons, keys, listed
from knowledge import Span

MESSAGE = {
    "text": "答案\n\n第一行\n第二行",
    "entities": [
        {"type": "bold", "offset": 0, "length": 2},
        {"type": "expandable_blockquote", "offset": 4, "length": 7},
    ],
    "reply_markup": {
        "inline_keyboard": [[{"text": "前後文", "callback_data": "1"}], [{"text": "下一段"}]]
    },
}


def test_plain_screen() -> None:
    """Without styles a message is its text, quotes with a bar, buttons with letters."""
    shown = Screen(styled=False).message(MESSAGE)
    assert shown == "答案\n\n│ 第一行\n│ 第二行\n[a] 前後文   [b] 下一段"


def test_a_file_is_its_name_and_size() -> None:
    """A file that the bot sends is named, as nothing of it can be shown."""
    message = {"document": {"file_name": "a.md", "file_size": 1234}}
    assert Screen(styled=False).message(message) == "(a.md, 1,234 bytes)"


def test_a_picture_is_told_with_its_caption() -> None:
    """The numbers below a picture are shown, the picture is not."""
    message = {"photo": [{"file_id": "1"}], "caption": "7 questions"}
    assert Screen(styled=False).message(message) == "(a picture)\n7 questions"


def test_styled_screen() -> None:
    """A terminal shows bold words bold, line by line."""
    assert Screen(styled=True).message(MESSAGE).startswith("\x1b[1m答案\x1b[0m\n")


def test_links_show_their_address() -> None:
    """The address of a linked text stands behind it."""
    reply = Composition().add("Title", "text_link", url="https://x.org").reply()
    assert Screen(styled=False).reply(reply) == "Title <https://x.org>"


def test_marks_inside_a_quote() -> None:
    """Bold words inside a quote leave the quote in one piece."""
    text = Composition().add("a bc d", "blockquote", inside=[("bold", Span(2, 4))])
    assert Screen(styled=False).reply(text.reply()) == "│ a bc d"
    assert Screen(styled=True).reply(text.reply()) == "│ a \x1b[1mbc\x1b[0m d"


def test_buttons_of_a_message() -> None:
    """Buttons are listed in reading order with what they send."""
    assert buttons(MESSAGE) == [Key("前後文", "1"), Key("下一段")]
    assert buttons({"text": "x"}) == []


def test_what_can_be_copied_is_printed() -> None:
    """A button that copies has no letter: its text stands there to be taken."""
    key = {"text": "複製連結", "copy_text": {"text": "https://t.me/youju_bot?start=p0"}}
    shown = Screen(styled=False).message(
        {"text": "段", "reply_markup": {"inline_keyboard": [[key]]}}
    )
    assert shown == "段\n複製連結: https://t.me/youju_bot?start=p0"


def test_what_is_offered_inline_has_numbers() -> None:
    """Each result is its title and its sentence; a button is its words."""
    answer = {
        "results": [{"title": "題", "description": "句。"}, {"title": "二"}],
        "button": {"text": "說明", "start_parameter": "help"},
    }
    shown = Screen(styled=False).results(answer)
    assert shown == "[1] 題\n    句。\n[2] 二\n    \n(說明)"


def test_links_and_shares_are_keys() -> None:
    """A button may open a link or ask inline."""
    keys = [
        {"text": "全文", "url": "https://t.me/b?start=r0"},
        {"text": "分享", "switch_inline_query_chosen_chat": {"query": "p0"}},
    ]
    message = {"text": "段", "reply_markup": {"inline_keyboard": [keys]}}
    assert buttons(message) == [
        Key("全文", link="https://t.me/b?start=r0"),
        Key("分享", shared="p0"),
    ]


def test_many_buttons_have_letters_of_their_own() -> None:
    """After z comes aa; a line of a list is found by its number."""
    rows = [[{"text": f"{number}. x", "callback_data": str(number)}] for number in range(1, 29)]
    message = {"reply_markup": {"inline_keyboard": rows}}
    assert list(keys(message))[24:] == ["y", "z", "aa", "ab"]
    assert listed(message, "2") == keys(message)["b"]
    assert listed(message, "29") is None


def test_a_narrow_window() -> None:
    """Lines break at its width, a quote keeps its bar, and a button stays in one piece."""
    shown = Screen(styled=False, width=lambda: 12).message(MESSAGE)
    assert shown == "答案\n\n│ 第一行\n│ 第二行\n[a] 前後文\n[b] 下一段"
