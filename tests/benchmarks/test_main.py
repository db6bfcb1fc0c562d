import json
from pathlib import Path

import pytest

from benchmarks.__main__ import main


def test_one_command_measures_and_writes_the_tables(data: Path, tmp_path: Path) -> None:
    """Finding and time of one engine over one set; no question is among what is written."""
    files = tmp_path / "RESULTS.md", tmp_path / "numbers.json"
    told = ["--sets", "harbour", "--engines", "fts5-doubles", "--quick"]
    output = ["--output", str(files[0]), "--numbers", str(files[1]), "--remark", "Idle."]
    assert main(["run", "--data", str(data), *told, *output]) == 0
    written = [file.read_text("utf-8") for file in files]
    assert "| SQLite FTS5, double characters after t2s, stop words out | **1.000** |" in written[0]
    assert "- Idle." in written[0]
    assert "### the sets: 5 passages" in written[0]
    assert "made" not in written[0].split("## Time and memory")[1]
    assert not any("灯塔" in text or "\\u706f" in text or str(data) in text for text in written)


def test_a_corpus_is_made_from_the_sets(data: Path, tmp_path: Path) -> None:
    """As many lines as were asked for."""
    out = tmp_path / "out.jsonl"
    assert main(["corpus", "--passages", "7", "--data", str(data), str(out)]) == 0
    assert [json.loads(line)["id"] for line in out.read_text("utf-8").splitlines()] == [
        f"made-{number}" for number in range(7)
    ]


def test_a_mistake_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With exit code 1; wrong usage has 2."""
    assert main(["run", "--data", str(tmp_path)]) == 1
    assert capsys.readouterr().err.count("\n") == 1
    with pytest.raises(SystemExit) as stopped:
        main(["run", "--data", str(tmp_path), "--engines", "lucene"])
    assert stopped.value.code == 2
    assert "lucene: take some of youju" in capsys.readouterr().err
