import json
from pathlib import Path

from tests.bot.shell import Shell

FACTORIES = "上海將新增多少家智能工廠？"


async def test_ask_prints_the_passage(shell: Shell) -> None:
    """`ask` prints the passage and where it stands."""
    code, out, err = await shell("ask", FACTORIES)
    assert code == 0
    assert err == ""
    assert "新增40家智能工廠" in out
    assert "馬作鵬" in out


async def test_ask_in_json(shell: Shell) -> None:
    """`ask --json` prints one object of the promised form, with offsets into the article."""
    code, out, _ = await shell("ask", "--json", FACTORIES)
    answer = json.loads(out)
    assert code == 0
    assert list(answer) == [
        "question",
        "intent",
        "verdict",
        "confidence",
        "milliseconds",
        "citations",
        "translated",
        "missing",
        "meant",
    ]
    assert answer["verdict"] == "answered"
    citation = answer["citations"][0]
    assert list(citation) == [
        "rank",
        "score",
        "quote",
        "highlight",
        "start",
        "end",
        "paragraph",
        "section",
        "article",
    ]
    assert list(citation["article"]) == ["id", "title", "author", "source", "published", "url"]
    name = "shanghai-digital-transformation.txt"
    text = (Path(shell.variables["YOUJU_ARTICLES"]) / name).read_text(encoding="utf-8")
    assert text[citation["start"] : citation["end"]] == citation["quote"]
    assert citation["highlight"] in citation["quote"]


async def test_ask_after_another_question(shell: Shell) -> None:
    """`ask --after` leans on the question before."""
    before = "浙江省的数字化改革元年是哪一年？"
    _, out, _ = await shell("ask", "--json", "那深圳呢？", "--after", before)
    assert "深圳在2018年即出台了" in json.loads(out)["citations"][0]["quote"]


async def test_ask_lines(shell: Shell) -> None:
    """`ask --jsonl` answers a line each in the same order, and tells of lines that are none."""
    typed = "\n".join(
        (
            json.dumps({"id": "a", "question": FACTORIES}),
            "not json",
            json.dumps(
                {"id": 2, "question": "那深圳呢？", "after": "浙江省的数字化改革元年是哪一年？"}
            ),
            json.dumps({"id": "c"}),
            "",
        )
    )
    code, out, err = await shell("ask", "--jsonl", typed=typed)
    assert code == 1
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["a", 2]
    assert [line.partition(":")[0] for line in err.splitlines()] == ["line 2", "line 4"]


async def test_any_question_is_answered(shell: Shell) -> None:
    """Emoji, punctuation, NUL, lone surrogates, bidi controls and 5,000 characters are answered."""
    bidi = "".join(map(chr, (0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))))
    odd = ["😀🎉", "？！…", "\x00", "\ud800\udfff x", bidi, f"隨{bidi}申碼", "數" * 5000, " "]
    typed = "\n".join(json.dumps({"id": n, "question": q}) for n, q in enumerate(odd))
    code, out, err = await shell("ask", "--jsonl", typed=typed)
    answers = [json.loads(line) for line in out.splitlines()]
    assert (code, err, len(answers)) == (0, "", len(odd))
    assert [a["verdict"] for a in answers[:5]] == ["unanswered"] * 5
