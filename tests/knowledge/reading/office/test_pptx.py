from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.reading import read_file
from tests.knowledge.reading.making import zipped

P = "http://schemas.openxmlformats.org/presentationml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMES = f'xmlns:p="{P}" xmlns:a="{A}" xmlns:r="{OFFICE}"'


def relations(*rows: tuple[str, str, str]) -> bytes:
    """Return a part that relates another to its parts."""
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    inside = "".join(
        f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for key, kind, target in rows
    )
    return f'<Relationships xmlns="{space}">{inside}</Relationships>'.encode()


def shape(kind: str, *points: str) -> str:
    """Return a shape of a slide with its paragraphs."""
    said = "".join(f"<a:p><a:r><a:t>{point}</a:t></a:r></a:p>" for point in points)
    place = f'<p:nvSpPr><p:nvPr><p:ph type="{kind}"/></p:nvPr></p:nvSpPr>'
    return f"<p:sp>{place}<p:txBody>{said}</p:txBody></p:sp>"


def presentation(*slides: str, notes: str = "", show: str = "1") -> bytes:
    """Return a presentation of slides, the first of them with notes."""
    ids = "".join(f'<p:sldId r:id="s{at}"/>' for at in range(len(slides)))
    parts = {
        "_rels/.rels": relations(("a", "officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": f"<p:a {NAMES}><p:sldIdLst>{ids}</p:sldIdLst></p:a>".encode(),
        "ppt/_rels/presentation.xml.rels": relations(
            *((f"s{at}", "slide", f"slides/s{at}.xml") for at in range(len(slides)))
        ),
        "ppt/slides/_rels/s0.xml.rels": relations(("n", "notesSlide", "../notes/n.xml")),
        "ppt/notes/n.xml": tree(notes),
    }
    for at, inside in enumerate(slides):
        parts[f"ppt/slides/s{at}.xml"] = tree(inside, show)
    return zipped(parts)


def tree(inside: str, show: str = "1") -> bytes:
    """Return a slide with its shapes."""
    cell = f"<p:cSld><p:spTree>{inside}</p:spTree></p:cSld>"
    return f'<p:sld {NAMES} show="{show}">{cell}</p:sld>'.encode()


def blocks(content: bytes) -> list[str]:
    """Return what is read of a presentation."""
    (article,) = read_file(content, "a.pptx").articles
    return [f"{block.kind[0]}: {block.span.of(article.text)}" for block in article.blocks]


def test_a_slide_is_a_heading_and_its_text() -> None:
    """The title goes first wherever it is drawn; notes follow; numbers and feet are none."""
    first = shape("body", "每天六点", "末班十点") + shape("title", "时刻") + shape("sldNum", "1")
    group = f"<p:grpSp>{shape('body', '老人免费')}</p:grpSp>"
    content = presentation(first, shape("ctrTitle", "票价") + group, notes=shape("body", "讲慢些"))
    assert blocks(content) == ["p: 每天六点\n末班十点", "p: 讲慢些", "h: 票价", "p: 老人免费"]
    assert read_file(content, "a.pptx").articles[0].title == "时刻"


def test_a_table_keeps_its_columns() -> None:
    """Merged cells are read in each row."""

    def cell(text: str, more: str = "") -> str:
        said = f"<a:p><a:r><a:t>{text}</a:t></a:r></a:p>"
        return f"<a:tc {more}><a:txBody>{said}</a:txBody></a:tc>"

    begins, goes_on = cell("东线", 'rowSpan="2"'), cell("", 'vMerge="1"')
    lines = (cell("线路") + cell("时间"), begins + cell("7:10"), goes_on + cell("7:25"))
    rows = "".join(f"<a:tr>{line}</a:tr>" for line in lines)
    frame = f"<p:graphicFrame><a:graphic><a:tbl>{rows}</a:tbl></a:graphic></p:graphicFrame>"
    assert blocks(presentation(frame)) == ["p: 线路 | 时间\n东线 | 7:10\n东线 | 7:25"]


def test_a_hidden_slide_is_not_shown() -> None:
    """What nobody is shown is nobody's to read."""
    (problem,) = read_file(presentation(shape("body", "甲"), show="0"), "a.pptx").problems
    assert str(problem) == "a.pptx: there is no text on its slides; add some or remove the file"


@settings(max_examples=40)
@given(st.integers(0, 1500), st.binary(min_size=1, max_size=8))
def test_a_damaged_file_is_an_article_or_a_problem(place: int, damage: bytes) -> None:
    """Bytes that were overwritten anywhere never raise."""
    whole = presentation(shape("body", "甲"))
    reading = read_file(whole[:place] + damage + whole[place + len(damage) :], "a.pptx")
    assert bool(reading.articles) != bool(reading.problems)
