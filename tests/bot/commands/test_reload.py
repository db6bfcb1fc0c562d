import json
from pathlib import Path

from tests.bot.shell import Shell

FACTORIES = "上海將新增多少家智能工廠？"


async def test_reload_reports_the_difference(shell: Shell) -> None:
    """`reload` tells what was added, changed and removed, then nothing."""
    articles = Path(shell.variables["YOUJU_ARTICLES"])
    _, out, _ = await shell("reload", "--json")
    first = json.loads(out)
    assert (len(first["added"]), first["articles"], first["version"]) == (2, 2, 1)
    (articles / "client.md").unlink()
    code, out, err = await shell("reload")
    assert (code, err) == (0, "")
    assert "removed: The client of the bot" in out
    assert "version 2: 1 articles, 29 passages" in out


async def test_reload_of_one_file(shell: Shell) -> None:
    """`reload FILE` reads that file and leaves the others as they are."""
    extra = shell.folder / "extra.jsonl"
    extra.write_text('{"id": "x", "title": "Ferries", "text": "Ferries run hourly."}\n')
    await shell("reload")
    _, out, _ = await shell("reload", "--json", str(extra))
    report = json.loads(out)
    assert (report["added"], report["articles"]) == (["Ferries"], 3)
    _, out, _ = await shell("reload", "--json")
    assert json.loads(out)["articles"] == 3


async def test_bad_files_are_named_and_the_others_go_live(shell: Shell) -> None:
    """Each file that cannot be read is named with its line on stderr; exit code 1."""
    articles = Path(shell.variables["YOUJU_ARTICLES"])
    (articles / "binary.txt").write_bytes(b"\x00\x01\x02" * 50)
    (articles / "encoding.txt").write_bytes("數位轉型的政策部署密集".encode() + b"\xff\xfe\xfa")
    (articles / "front.md").write_text("---\ntitle: [unclosed\n---\nText.\n")
    lines = ['{"id": "l%d", "title": "T", "text": "A line."}' % n for n in range(1, 5)]  # noqa: UP031 - braces
    (articles / "lines.jsonl").write_text("\n".join([*lines[:2], '{"id": broken', *lines[3:]]))
    (articles / "one.jsonl").write_text('{"id": "same", "title": "A", "text": "One."}\n')
    (articles / "two.jsonl").write_text('{"id": "same", "title": "B", "text": "Two."}\n')
    code, out, err = await shell("reload", "--json")
    assert code == 1
    report = json.loads(out)
    assert report["articles"] == 2 + 3 + 1 + 1
    named = sorted(line.partition(": ")[0].rstrip(":") for line in err.splitlines())
    assert named[0].startswith("binary.txt")
    assert "lines.jsonl:3" in named
    assert "two.jsonl:1" in named
    assert "\nwarning: front.md:" in err
    _, out, _ = await shell("ask", "--json", FACTORIES)
    assert json.loads(out)["verdict"] == "answered"


async def test_golden_questions_stop_the_reload(shell: Shell) -> None:
    """The old articles answer on, also after a start; `--force` overrides."""
    articles = Path(shell.variables["YOUJU_ARTICLES"])
    await shell("reload")
    question = "On how many platforms does the client run?"
    asked = {"question": question, "answers": ["three"]}
    (articles / "a.questions.jsonl").write_text(json.dumps(asked) + "\n{broken\n")
    text = (articles / "client.md").read_text().replace("three", "four")
    (articles / "client.md").write_text(text)
    code, out, err = await shell("reload")
    assert (code, out) == (1, "")
    assert err.startswith("golden questions that are answered right now would be answered wrong: ")
    _, out, err = await shell("chat", typed=question)
    assert "three platforms" in out
    assert "the articles stay as they were: golden questions" in err
    code, out, err = await shell("reload", "--force")
    assert "golden question answered wrong now: a.questions.jsonl:1" in out
    assert (code, err.partition(": ")[0]) == (1, "a.questions.jsonl:2")
