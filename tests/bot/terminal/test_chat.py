import io
from dataclasses import replace
from pathlib import Path

from bot.service.desk import Desk
from bot.terminal.chat import NOTHING, chat


async def talk(desk: Desk, *typed: str) -> list[str]:
    """Return the paragraphs that a chat prints for some typed lines."""
    target = io.StringIO()
    await chat(desk, io.StringIO("\n".join(typed) + "\n"), target)
    return target.getvalue().split("\n\n")


async def test_question_and_buttons(desk: Desk) -> None:
    """A typed question is answered, and a typed letter presses that button."""
    printed = "\n\n".join(await talk(desk, "靜安區怎麼治理共享單車亂停放？", "a"))
    assert "圓形的藍牙道釘" in printed
    assert "[a] 前後文" in printed
    assert "[a] 回到段落" in printed
    assert "│ 青浦區長楊小菁" in printed


async def test_number_without_buttons_is_a_question(desk: Desk) -> None:
    """A number is a question where no button has it."""
    printed = await talk(desk, "/about", "7")
    assert printed[-2].startswith(("文章沒有提到。", "可以問真人"))


async def test_groups_and_admins(desk: Desk) -> None:
    """One can be a reader or an admin, alone or in a group, where the bot keeps its silence."""
    printed = await talk(
        desk, "/reload", "/as group", "隨申碼", "/as group admin", "/reload", "/as admin"
    )
    assert printed[0] == "只有這個機器人的管理員能這麼做。"
    assert NOTHING in printed
    assert "沒有任何變動。" in printed


async def test_an_admin_sends_a_file(desk: Desk, tmp_path: Path) -> None:
    """One can send a file, add it, ask it and export it, all without Telegram."""
    (tmp_path / "ferry.md").write_text("# Night ferry\n\nThe night ferry is free of charge.")
    typed = ["/as admin", "/language en", f"/file {tmp_path / 'ferry.md'}", "a", "night ferry"]
    printed = await talk(desk, *typed, "/article night ferry", "a", "/file nothing.md")
    assert "Added (1)\n• Night ferry" in printed
    assert any("free of charge" in said for said in printed[-6:])
    assert printed[-2] == "(nothing.md: No such file or directory)"
    assert printed[-3].startswith("(Night-ferry.md, ")


async def test_edit_reply_and_language(desk: Desk) -> None:
    """One can edit the last question, reply to the last answer and change one's language."""
    printed = "\n\n".join(
        await talk(
            desk,
            "/language en",
            "浙江省的数字化改革元年是哪一年？",
            "/reply 那深圳呢？",
            "/edit 上海將新增多少家智能工廠？",
        )
    )
    assert "[a] Context" in printed
    assert "│ 深圳在2018年即出台了" in printed
    assert "新增40家智能工廠" in printed


async def test_end(desk: Desk) -> None:
    """/quit ends the chat before the end of input; empty lines say nothing."""
    assert await talk(desk, "", "/quit", "/about") == [""]


SHARING = "靜安區怎麼治理共享單車亂停放？"


async def test_sharing_and_inline(desk: Desk) -> None:
    """*Share* and /inline offer passages, and a number posts one into another chat."""
    printed = "\n\n".join(await talk(desk, SHARING, "c", "1", "/inline 智能工廠", "1"))
    assert "[1] 海上壹周" in printed
    assert printed.count("[a] 看原文出處") == 2


async def test_reading_a_group_answer_in_private(desk: Desk) -> None:
    """A button with a link to the bot opens the private chat, as the app would."""
    printed = "\n\n".join(await talk(desk, "/as group", f"/ask {SHARING}", "a", "d"))
    assert "(you are alone with the bot)" in printed
    assert "第 2 頁，共 2 頁" in printed


async def test_quoting_and_guests(desk: Desk) -> None:
    """One can quote words of an answer, and mention the bot where it is not."""
    typed = [SHARING, "/cite 藍牙道釘 | 停靠距離是幾米？", "/cite xyz | 什麼？", "/guest 隨申碼"]
    printed = "\n\n".join(await talk(desk, *typed))
    assert "不到2米" in printed
    assert "(/cite WORDS | TEXT" in printed
    assert "看原文出處" in printed


async def test_voices_and_removal(desk: Desk) -> None:
    """What is only told to whoever presses is printed in brackets; what is deleted is said."""
    printed = await talk(desk, SHARING, "e", "G")
    assert "(謝謝，別人看不到。)" in printed
    assert "(the message is gone)" in printed


async def test_other_links_are_printed(desk: Desk) -> None:
    """A link that leads elsewhere is printed, not followed."""
    printed = await talk(desk, "/start", "a", "/language", "d")
    assert "(https://t.me/youju_bot?startgroup=hello)" in printed
    assert any(said.startswith("In which language") for said in printed)


async def test_a_person_answers(desk: Desk) -> None:
    """One can hand a question on as a reader, answer it as the admin, and keep the answer."""
    printed = "\n\n".join(
        await talk(
            desk,
            "如何重設密碼 xyzzy？",
            "a",
            "/as admin",
            "/language en",
            "/reply 在設定裡按「安全」。",
            "a",
            "/as reader",
            "怎麼重設密碼 xyzzy",
        )
    )
    assert "(a new message for the admin: /as admin shows it)" in printed
    assert "文章答不了的問題" in printed
    assert "(a new message for the reader: /as reader shows it)" in printed
    assert "真人回答\n如何重設密碼 xyzzy？\n\n在設定裡按「安全」。" in printed.replace("*", "")
    assert "真人回答 · " in printed


async def test_news_are_told(desk: Desk, tmp_path: Path) -> None:
    """One can subscribe as a reader and add an article as the admin."""
    (tmp_path / "ferry.md").write_text("# Night ferry\n\nThe night ferry is free of charge.")
    printed = await talk(
        desk, "/subscribe", "a", "/as admin", f"/file {tmp_path / 'ferry.md'}", "a", "/as reader"
    )
    assert any(said.startswith("1 篇新文章") for said in printed)


async def test_a_clock_set_back_repeats_no_message(desk: Desk) -> None:
    """A question is answered though an earlier chat was held at a later time."""
    later, earlier = replace(desk, now=lambda: 2e9), replace(desk, now=lambda: 1e9)
    for one in (later, earlier, earlier):
        printed = await talk(one, SHARING)
        assert any("藍牙道釘" in said for said in printed)
        assert NOTHING not in printed


async def test_what_cannot_be_done_is_said(desk: Desk) -> None:
    """A slip makes nobody a reader, and no wrong number or empty reply is asked as a question."""
    printed = await talk(desk, "/as god", "/reply hello", SHARING, "99", "/reply")
    assert printed[0] == "(/as reader | admin | group | group admin)"
    assert printed[1] == "(/reply TEXT: there must be a message of the bot here, and words)"
    assert "(nothing here has the number 99; letters press the buttons)" in printed
    assert printed[-2] == printed[1]


async def test_a_number_chooses_from_a_list(desk: Desk) -> None:
    """What a list numbers is chosen by that number, and by its letter."""
    by_number = await talk(desk, "/summary", "2")
    assert by_number[-2:] == (await talk(desk, "/summary", "b"))[-2:]
    assert any(said.startswith("用文章自己的句子說重點") for said in by_number)
