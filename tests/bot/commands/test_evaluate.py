import json
from pathlib import Path

from tests.bot.shell import Shell


async def test_eval_measures(shell: Shell) -> None:
    """`eval` works on a knowledge base of its own and prints the promised numbers."""
    articles = shell.folder / "a.jsonl"
    articles.write_text(
        '{"id": "f", "title": "Ferries", "text": "The ferry to the island leaves at noon."}\n'
        '{"id": "t", "title": "Trains", "text": "Trains to the valley were built in 1911."}\n'
    )
    questions = shell.folder / "q.jsonl"
    rows = [
        {"id": 1, "question": "When does the ferry leave?", "article": "f", "answers": ["noon"]},
        {
            "id": 2,
            "question": "When were the trains built?",
            "articles": ["t"],
            "answers": ["1911"],
        },
        {"id": 3, "kind": "unanswerable", "question": "Who painted Guernica?", "article": None},
        {"id": 4, "kind": "free", "question": "Where do trains go?", "answers": ["valley"]},
    ]
    questions.write_text("\n".join(map(json.dumps, rows)))
    command = ["eval", "--articles", str(articles), "--questions", str(questions)]
    code, out, _ = await shell(*command, "--json")
    numbers = json.loads(out)
    assert code == 0
    assert list(numbers) == [
        "all",
        "kinds",
        "auroc",
        "milliseconds",
        "index_seconds",
        "peak_rss_mb",
    ]
    clean = numbers["kinds"]["clean"]
    assert (clean["questions"], clean["recall@1"], clean["highlight"]) == (2, 1.0, 1.0)
    assert numbers["kinds"]["free"]["recall@1"] == 1.0
    assert numbers["kinds"]["unanswerable"]["recall@1"] is None
    assert not (shell.folder / "data").exists()
    code, out, _ = await shell(*command)
    assert code == 0
    assert "recall@1" in out


async def test_eval_of_several_files(shell: Shell) -> None:
    """Questions about some articles can be asked among others; a folder stands alone."""
    files = [shell.folder / name / "a.jsonl" for name in ("ferries", "trains")]
    for file, text in zip(files, ("The ferry leaves at noon.", "Trains stop here."), strict=True):
        file.parent.mkdir()
        file.write_text(json.dumps({"id": file.parent.name, "title": "", "text": text}))
    questions = shell.folder / "q.jsonl"
    questions.write_text('{"question": "When does the ferry leave?", "article": "ferries"}\n')
    command = ["eval", "--questions", str(questions), "--articles"]
    code, out, _ = await shell(*command, *map(str, files), "--json")
    assert (code, json.loads(out)["all"]["recall@1"]) == (0, 1.0)
    code, _, err = await shell(*command, str(files[0]), str(shell.folder))
    assert (code, err.startswith("--articles takes one folder, or files")) == (1, True)


async def test_eval_of_a_broken_file(shell: Shell) -> None:
    """A questions file that cannot be read is named with its line."""
    broken = shell.folder / "q.jsonl"
    broken.write_text('{"question": "x"}\n{"id": 2}\n')
    seeds = shell.variables["YOUJU_ARTICLES"]
    code, _, err = await shell("eval", "--articles", seeds, "--questions", str(broken))
    assert code == 1
    assert err.startswith(f"{broken}:2: not a question")


async def test_eval_of_the_live_articles(shell: Shell) -> None:
    """Without options the golden questions beside the live articles are asked."""
    code, _, err = await shell("eval")
    assert code == 1
    assert "no golden questions here: write some into a file that ends in .questions.jsonl" in err
    golden = Path(shell.variables["YOUJU_ARTICLES"]) / "a.questions.jsonl"
    asked = {"question": "On how many platforms does the client run?", "answers": ["three"]}
    golden.write_text(json.dumps(asked) + "\n[]\n")
    code, out, err = await shell("eval", "--json")
    assert (code, json.loads(out)["all"]["recall@1"]) == (1, 1.0)
    assert err.startswith("a.questions.jsonl:2: not a question: ")
    other = shell.folder / "other.jsonl"
    other.write_text(json.dumps({**asked, "answers": ["four"]}))
    code, out, err = await shell("eval", "--questions", str(other))
    assert (code, err) == (0, "")
    assert "recall@1" in out
    code, _, err = await shell("eval", "--articles", str(other))
    assert (code, err) == (1, "--articles needs --questions: name a file of JSON lines, too\n")
