from benchmarks.numbers import TOGETHER, Numbers, Telling
from benchmarks.report import report
from tests.benchmarks.test_numbers import recall, timing


def test_the_best_of_a_column_is_bold() -> None:
    """An engine that was not measured there has a dash; a better kind of row comes first."""
    recalls = [recall(0.5), recall(0.75, "tantivy"), recall(0.25, "tantivy", kind="typo")]
    lines = report(Numbers(recalls), ["Machine: one."]).splitlines()
    assert "- Machine: one." in lines
    assert "|  | cmrc clean | cmrc typo |" in lines
    assert "| **Youju**, the whole product | .500 | – |" in lines
    assert "| tantivy + t2s + jieba | **.750** | **.250** |" in lines


def test_one_index_for_all_sets_has_a_table_of_its_own() -> None:
    """Its heading shows only where it was measured."""
    alone = report(Numbers([recall(0.5)]), [])
    both = report(Numbers([recall(0.5), recall(0.5, corpus=TOGETHER)]), [])
    assert "all sets in one index" not in alone
    assert "### Recall@1, all sets in one index" in both


def test_samples_are_told() -> None:
    """An engine that was asked fewer questions than another is named."""
    fewer = recall(0.5, "rapidfuzz")
    full = type(fewer)("youju", "cmrc", "cmrc", "clean", 750, 0.99)
    assert (
        "750 questions a cell; rapidfuzz token_set over everything, jieba: a seeded sample of 10."
        in report(Numbers([full, fewer]), [])
    )


def test_telling_is_shown_by_set() -> None:
    """What was not measured is a dash."""
    telling = Telling("cmrc", 0.9, 0.997, None, (0.875, 0.05))
    assert "| cmrc | .900 | .997 | – | .875 | .050 |" in report(Numbers(tellings=[telling]), [])


def test_pinyin_is_shown_where_it_was_measured() -> None:
    """A set that is not in Chinese has no row."""
    chinese = Telling("cmrc", 0.9, 0.997, None, (0.875, 0.05), (0.94, 0.85, None))
    english = Telling("squad", 0.9, 0.997, None, (0.875, 0.05))
    shown = report(Numbers(tellings=[english, chinese]), []).partition("## Typed in pinyin")[2]
    assert "| cmrc | .940 | .850 | – |" in shown
    assert "squad" not in shown


def test_times_are_shown_with_their_ratios() -> None:
    """Engines in memory have no size on disk; 2 s of indexing beside 8 s of jieba are 0.25."""
    lines = report(Numbers(timings=[timing(), timing("tantivy", 0.5)]), []).splitlines()
    assert "### 10 made: 10 passages" in lines
    row = "| **Youju**, the whole product | 1.5 | 3 | 3 | – | 1.5 | 4 | 2 | 0.25 | – | 150 | – |"
    assert row in lines
    assert "Medians of 3 rounds. jieba alone cuts this text in 8 s." in lines


def test_nothing_measured_is_no_table() -> None:
    """Only the head stands there."""
    assert report(Numbers(), ["Machine: one."]) == "# Results\n\n- Machine: one.\n"
