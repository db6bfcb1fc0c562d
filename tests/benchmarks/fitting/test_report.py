from benchmarks.fitting import fit
from benchmarks.sets import QuestionSet


def test_the_report_names_the_constants(harbour: QuestionSet) -> None:
    """The report says what to put into the code, and what each set reaches with it."""
    lines = list(fit([harbour]))
    assert lines[0].startswith("ranking     first 1.000  window ")
    assert lines[1].startswith("sentence    covered 1.000  spoken ")
    assert lines[2].startswith("confidence  score ")
    assert any(line.startswith(f"{harbour.name}: recall@1, shipped: ") for line in lines)
    assert any(line.startswith(f"{harbour.name}, one index: recall@1, ") for line in lines)
    assert any(line.startswith(f"{harbour.name}, whole: answered: clean ") for line in lines)
    assert any(line.startswith(f"{harbour.name}, whole: AUROC: shipped ") for line in lines)
