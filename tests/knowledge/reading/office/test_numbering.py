from docx.oxml import parse_xml

from knowledge.reading.office.numbering import Numbering, numbering_of

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def level(at: int, way: str, text: str, more: str = "") -> str:
    """Return a level of a list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{way}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(levels: str, lists: str = "", styles: str = "") -> Numbering:
    """Return the numbering of a document with one abstract list, whose list is 1."""
    xml = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{lists}</w:numbering>'
    )
    return numbering_of(parse_xml(xml), parse_xml(f"<w:styles {W}>{styles}</w:styles>"))


def labels(found: Numbering, *asked: tuple[str, int]) -> list[str]:
    """Return the labels of paragraphs that name a list and a level."""
    return [(n.label if (n := found.number_of(one, at, "")) else "") for one, at in asked]


LAW = (
    level(0, "chineseCountingThousand", "第%1条")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3.")
)


def test_levels_are_counted_each_below_its_own() -> None:
    """A level begins anew below each number of the one above."""
    asked = [("1", at) for at in (0, 1, 1, 2, 0, 1, 2)]
    said = ["第一条 ", "（一）", "（二）", "1. ", "第二条 ", "（一）", "1. "]
    assert labels(numbering(LAW), *asked) == said


def test_a_number_may_name_those_above_it() -> None:
    """1.2.1 has the numbers of all levels, in figures if the list is a legal one."""
    levels = level(0, "upperRoman", "%1") + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    assert labels(numbering(levels), ("1", 0), ("1", 1), ("1", 1), ("1", 0)) == [
        *("I ", "1.1 ", "1.2 ", "II "),
    ]


def test_lists_of_one_kind_count_on_until_one_begins_anew() -> None:
    """Word counts through all lists of an abstract one, but for those that start by themselves."""
    lists = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    asked = [(one, 0) for one in ("1", "2", "3", "3", "1")]
    said = ["第一条 ", "第二条 ", "第五条 ", "第六条 ", "第七条 "]
    assert labels(numbering(LAW, lists), *asked) == said


def test_a_level_that_never_restarts_counts_through() -> None:
    """Articles are counted through all chapters of a law."""
    levels = level(0, "chineseCounting", "第%1章") + level(
        1, "chineseCounting", "第%2条", '<w:lvlRestart w:val="0"/><w:suff w:val="nothing"/>'
    )
    asked = [("1", at) for at in (0, 1, 1, 0, 1)]
    assert labels(numbering(levels), *asked) == ["第一章 ", "第一条", "第二条", "第二章 ", "第三条"]


def test_a_style_has_a_list_of_its_own() -> None:
    """A paragraph takes the list of its style, and of what that is based on; 0 is none."""
    styles = (
        '<w:style w:styleId="a"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )
    found = numbering(level(0, "decimal", "%1)"), styles=styles)
    said = [found.number_of(None, None, "a"), found.number_of(None, None, "b")]
    assert [one.label for one in said if one] == ["1) ", "2) "]
    assert found.number_of("0", None, "a") is None
    assert found.number_of(None, None, "c") is None


def test_signs_are_no_numbers() -> None:
    """A point of a list with signs has a level and no label; an unknown list has neither."""
    found = numbering(level(0, "bullet", "•"))
    assert labels(found, ("1", 0)) == [""]
    assert found.number_of("9", 0, "") is None
    assert numbering_of(None, None).number_of("1", 0, "") is None
