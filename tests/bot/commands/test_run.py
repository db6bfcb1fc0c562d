from bot.terminal.chat import NOTHING
from tests.bot.shell import Shell

FACTORIES = "上海將新增多少家智能工廠？"


async def test_run_without_a_token_chats(shell: Shell) -> None:
    """Without a token `run` is the chat in the terminal; piped lines are answered on stdout."""
    code, out, err = await shell("run", typed=f"{FACTORIES}\n這篇文章的作者是誰？\n")
    assert code == 0
    assert "新增40家智能工廠" in out
    assert "馬作鵬" in out
    assert "\x1b" not in out
    assert err == "YOUJU_TELEGRAM_TOKEN is not set: this is a chat in the terminal.\n"


async def test_chat_ends_with_its_input(shell: Shell) -> None:
    """`chat` ends with code 0 at the end of input, also if nothing was typed."""
    assert await shell("chat") == (0, "", "")


async def test_every_run_answers_every_question(shell: Shell) -> None:
    """The data folder remembers the messages of earlier runs, and none of them is taken for new."""
    typed = "青浦區長是誰？\n浦東發布了什麼方案？\n"
    printed = [(await shell("chat", typed=typed))[1] for _ in range(3)]
    for out in printed:
        assert "楊小菁" in out
        assert "浦東" in out.partition("楊小菁")[2]
        assert NOTHING not in out
