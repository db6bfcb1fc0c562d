import io
from pathlib import Path

from bot.context import Desk
from bot.terminal.chat import NOTHING, chat


async def talk(desk: Desk, *typed: str) -> list[str]:
    """Return the paragraphs that a chat prints for some typed lines."""
    target = io.StringIO()
    await chat(desk, io.StringIO("\n".join(typed) + "\n"), target)
    return target.getvalue().split("\n\n")


async def test_question_and_buttons(desk: Desk) -> None:
    """A typed question is answered, and a typed number presses that button."""
    printed = "\n\n".join(await talk(desk, "靜安區怎麼治理共享單車亂停放？", "1"))
    assert "圓形的藍牙道釘" in printed
    assert "[1] 前後文" in printed
    assert "[1] 回到段落" in printed
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
    typed = ["/as admin", "/language en", f"/file {tmp_path / 'ferry.md'}", "1", "night ferry"]
    printed = await talk(desk, *typed, "/article night ferry", "1", "/file nothing.md")
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
    assert "[1] Context" in printed
    assert "│ 深圳在2018年即出台了" in printed
    assert "新增40家智能工廠" in printed


async def test_end(desk: Desk) -> None:
    """/quit ends the chat before the end of input; empty lines say nothing."""
    assert await talk(desk, "", "/quit", "/about") == [""]
