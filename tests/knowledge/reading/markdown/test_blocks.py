import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.lines import lines_of
from knowledge.reading.markdown.blocks import parts_of


def blocks(text: str) -> list[tuple[int, str]]:
    """Return level and words of every block of a Markdown text."""
    return [(part.level, part.block.span.of(text)) for part in parts_of(text, list(lines_of(text)))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# 甲", [(1, "甲")]),
        ("### 甲 ###", [(3, "甲")]),
        ("## C# and F#", [(2, "C# and F#")]),
        ("#", []),
        ("####### 七", [(0, "####### 七")]),
        ("#標籤", [(0, "#標籤")]),
        ("    # code", [(0, "# code")]),
        ("甲\n乙\n===", [(1, "甲\n乙")]),
        ("甲\n---\n乙", [(2, "甲"), (0, "乙")]),
    ],
)
def test_headings_of_both_kinds_are_found(text: str, found: list[tuple[int, str]]) -> None:
    """A heading is its words without marks, with # before it or = or - below it."""
    assert blocks(text) == found


@pytest.mark.parametrize("rule", ["***", "- - -", "___", "-----"])
def test_rules_are_skipped(rule: str) -> None:
    """A line across the page is in no block and parts what it stands between."""
    assert blocks(f"甲\n\n{rule}\n\n乙") == [(0, "甲"), (0, "乙")]


def test_comments_are_skipped() -> None:
    """A comment is in no block, however long; one that never ends costs a paragraph only."""
    assert blocks("<!-- 甲\n\n乙 -->\n丙") == [(0, "丙")]
    assert blocks("<!-- 甲\n乙\n\n丙") == [(0, "丙")]


def test_link_definitions_are_skipped_but_notes_stay() -> None:
    """The target of a link is no text; a footnote is."""
    assert blocks("[a]: https://example.org 'A'\n\n[^1]: 註") == [(0, "[^1]: 註")]


def test_a_quote_is_one_block() -> None:
    """A quote is one block with the marks inside it, and ends where another block begins."""
    assert blocks("> 甲\n>\n> 乙\n\n丙") == [(0, "甲\n>\n> 乙"), (0, "丙")]
    assert blocks("> 甲\n# 乙") == [(0, "甲"), (1, "乙")]
    assert blocks("甲\n> 乙") == [(0, "甲"), (0, "乙")]


def test_code_is_one_block_without_its_fence() -> None:
    """Fenced code is one block of its lines, whatever they look like; an open fence runs on."""
    assert blocks("```py\n# a\n\n- b\n```\nc") == [(0, "# a\n\n- b"), (0, "c")]
    assert blocks("~~~\na") == [(0, "a")]
    assert blocks("```\n```") == []


def test_a_table_is_one_block() -> None:
    """A table is quoted as it stands."""
    assert blocks("| a | b |\n|---|---|\n| 1 | 2 |") == [(0, "| a | b |\n|---|---|\n| 1 | 2 |")]


def test_a_short_list_is_one_block() -> None:
    """A list with its nested points and paragraphs is one block."""
    text = "- 甲\n  - 乙\n\n  丙\n- 丁\n\n戊"
    assert blocks(text) == [(0, "- 甲\n  - 乙\n\n  丙\n- 丁"), (0, "戊")]


def test_a_long_list_is_cut_at_its_points() -> None:
    """A list of more than 800 characters is one block for each of its own points."""
    points = [f"- {'甲' * 300}\n  - 乙" for _ in range(3)]
    assert blocks("\n".join(points)) == [(0, point) for point in points]


def test_a_number_inside_a_paragraph_opens_no_list() -> None:
    """A line that happens to begin with a year and a full stop stays in its paragraph."""
    assert blocks("It was in\n1986. What a year.") == [(0, "It was in\n1986. What a year.")]
    assert blocks("甲：\n1. 乙") == [(0, "甲："), (0, "1. 乙")]


@given(st.text(alphabet=st.sampled_from("ab#-=>*`~|[]:1.!<\n \t"), max_size=80))
def test_blocks_are_trimmed_slices_in_order(text: str) -> None:
    """For any Markdown, blocks lie in the text, in order, apart and trimmed."""
    end = 0
    for part in parts_of(text, list(lines_of(text))):
        span = part.block.span
        assert end <= span.start < span.end <= len(text)
        assert span.of(text) == span.of(text).strip()
        end = span.end
