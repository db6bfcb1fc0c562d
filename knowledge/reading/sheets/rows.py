"""What do the rows of a sheet say to a reader?

Invariant: a row is an entry: a question with its answer where the heads say so, a heading with its
text, or a line of cells below the heads. No row is in two entries, and no cell shifts another one.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from knowledge.model.errors import ArticleError
from knowledge.reading.bounds import MOST_CHARACTERS
from knowledge.reading.composition import Piece, tidy, tidy_line
from knowledge.reading.tables import parts_of_table

MOST_ROWS = 50_000  # of a file
MOST_COLUMNS = 200
LONGEST_HEAD = 40  # characters of a cell that names a column
LONGEST_REPEATED = 3_000_000  # characters of heads, repeated above each row; else above some rows
NOBODY = "—"  # an empty cell at the beginning of a row, which else would shift the others

_QUESTIONS = frozenset(
    "question questions q query faq 问题 問題 问 問 提问 提問 常见问题 常見問題 常见问答 标准问题 "
    "标准问 用户问题 使用者問題 问题描述 問題描述 题目 題目 问句 問句 疑问 疑問".split()
)
_ANSWERS = frozenset(
    "answer answers a reply response solution 答案 回答 答 答复 答覆 回复 回覆 解答 标准答案 "
    "标准答 参考答案 參考答案 答案内容 答案內容 解决方案 解決方案 解决办法 处理方法 處理方法 "
    "说明 說明".split()
)
_TITLES = frozenset(
    "title subject heading topic name 标题 標題 主题 主題 名称 名稱 题目 題目".split()
)
_TEXTS = frozenset(
    "text content body article description 内容 內容 正文 文本 全文 文章 描述 详情 詳情".split()
)
_NUMBERS = frozenset("no no. number id # index 序号 序號 编号 編號 行号".split())
_BESIDE = re.compile(r"[\s:：*（）()【】\[\]_-]+")
_NUMBER = re.compile(r"[-+]?[0-9][0-9.,:/%-]*")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet by its name, with its rows of cells."""

    name: str
    rows: Sequence[Sequence[str]]


def bounded(rows: Iterable[list[str]], file: str) -> Iterator[list[str]]:
    """Yield the rows of a sheet; raise ArticleError for more rows or words than are read."""
    left = MOST_CHARACTERS
    for at, row in enumerate(rows):
        left -= sum(map(len, row))
        if at >= MOST_ROWS or left < 0:
            most = f"{MOST_ROWS:,} rows" if left >= 0 else f"{MOST_CHARACTERS:,} characters"
            raise ArticleError(file, None, f"it has more than {most}; divide it")
        yield row


def pieces_of_sheets(sheets: Sequence[Sheet]) -> Iterator[Piece]:
    """Yield what sheets say; of several, each below its name."""
    written = [sheet for sheet in sheets if any(any(row) for row in sheet.rows)]
    for sheet in written:
        if len(written) > 1:
            yield Piece(sheet.name, "heading")
        yield from pieces_of_rows(sheet.rows)


def pieces_of_rows(rows: Sequence[Sequence[str]]) -> Iterator[Piece]:
    r"""Yield the entries of a sheet.

    >>> [piece.text for piece in pieces_of_rows([["问题", "答案"], ["几点关门", "十一点"]])]
    ['问：几点关门\n答：十一点']
    """
    written = [cells for row in rows if any(cells := [tidy(cell) for cell in row[:MOST_COLUMNS]])]
    above = 0
    while above < len(written) and sum(map(bool, written[above])) == 1:
        above += 1
    if above == len(written):  # one column of texts
        yield from (Piece("".join(row)) for row in written)
        return
    yield from (Piece("".join(row), "heading") for row in written[:above])
    heads, body = [_one_line(cell) for cell in written[above]], written[above + 1 :]
    if (pair := _columns(heads, _QUESTIONS, _ANSWERS)) is not None:
        yield from (_answered(row, heads, pair) for row in body if _cell(row, pair[0]))
    elif (pair := _columns(heads, _TITLES, _TEXTS)) is not None:
        for row in body:
            yield Piece(_one_line(_cell(row, pair[0])), "heading")
            yield Piece("\n".join(filter(None, (_cell(row, pair[1]), *_others(row, heads, pair)))))
    else:
        yield from _lines(heads, body)


def _columns(
    heads: Sequence[str], first: frozenset[str], second: frozenset[str]
) -> tuple[int, int] | None:
    """Return which columns hold a question and its answer, or a title and its text."""
    named = [_BESIDE.sub("", head).lower() for head in heads]
    one = next((at for at, head in enumerate(named) if head in first), None)
    other = next((at for at, head in enumerate(named) if head in second and at != one), None)
    return (one, other) if one is not None and other is not None else None


def _answered(row: Sequence[str], heads: Sequence[str], pair: tuple[int, int]) -> Piece:
    question, answer = _one_line(_cell(row, pair[0])), _cell(row, pair[1])
    chinese = any("\u4e00" <= character <= "\u9fff" for character in question + answer)
    ask, reply = ("问：", "答：") if chinese else ("Q: ", "A: ")
    return Piece("\n".join((ask + question, reply + answer, *_others(row, heads, pair))))


def _others(row: Sequence[str], heads: Sequence[str], pair: tuple[int, int]) -> Iterator[str]:
    """Yield what the other columns say, each with its head, but for numbers of rows."""
    for at, cell in enumerate(row):
        head = heads[at] if at < len(heads) else ""
        if cell and at not in pair and head.lower() not in _NUMBERS:
            yield f"{head}: {_one_line(cell)}" if head else _one_line(cell)


def _lines(heads: Sequence[str], body: Sequence[Sequence[str]]) -> Iterator[Piece]:
    """Yield the rows of a table, each below the heads if there are some."""
    rows = [_row(row) for row in body]
    named = _are_heads(heads) and bool(body)
    if not named:
        yield from map(Piece, [_row(heads), *rows])
    elif len(_row(heads)) * len(rows) <= LONGEST_REPEATED:
        yield from (Piece(f"{_row(heads)}\n{row}") for row in rows)
    else:
        yield from map(Piece, parts_of_table([_row(heads), *rows]))


def _are_heads(cells: Sequence[str]) -> bool:
    written = [cell for cell in cells if cell]
    return len(set(written)) == len(written) and not any(
        _NUMBER.fullmatch(cell) or len(cell) > LONGEST_HEAD for cell in written
    )


def _row(cells: Sequence[str]) -> str:
    said = [_one_line(cell).replace("|", "/") for cell in cells]
    while said and not said[-1]:
        said.pop()
    return " | ".join([said[0] or NOBODY, *said[1:]]) if said else ""


def _cell(row: Sequence[str], at: int) -> str:
    return row[at] if at < len(row) else ""


def _one_line(cell: str) -> str:
    return tidy_line(cell)
