from io import BytesIO

import pytest
from pypdf import PdfReader

from knowledge.reading.pdf import showing
from knowledge.reading.pdf.fonts import Fonts
from knowledge.reading.pdf.showing import Word, words_on
from knowledge.reading.pdf.streams import Streams
from tests.knowledge.reading.pdf_writing import Pdf, Text


def drawn(operations: str, **more: str) -> list[Word]:
    """Return the words that a page with these operations shows; F1 is Helvetica."""
    forms = " ".join(f"/{name} {at} 0 R" for at, name in enumerate(more, start=6))
    font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    uses = f"<< /Font << /F1 5 0 R >> /XObject << {forms} >> >>"
    page = f"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources {uses} >>"
    streams = [f"<< /Length {len(operations)} >>\nstream\n{operations}\nendstream"]
    streams.append(font)
    for form in more.values():
        head = f"<< /Subtype /Form /Resources {uses} /Length {len(form)} >>"
        streams.append(f"{head}\nstream\n{form}\nendstream")
    bodies = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"]
    written, places = "%PDF-1.7\n", []
    for number, body in enumerate([*bodies, page, *streams], start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(places) + 1
    end = f"trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(written)}\n%%EOF"
    content = f"{written}xref\n0 {size}\n0000000000 65535 f \n{table}{end}".encode()
    return words_on(PdfReader(BytesIO(content)).pages[0], Fonts(), Streams())


def places(operations: str, **more: str) -> list[tuple[str, int, int]]:
    """Return words with their places, rounded."""
    return [(one.text, round(one.x), round(one.y)) for one in drawn(operations, **more)]


def test_the_pen_moves_as_the_operations_say() -> None:
    """Lines, leading, matrices and numbers between words move the pen."""
    assert places("BT /F1 10 Tf 12 TL 50 700 Td (a) Tj T* (b) Tj 0 -20 TD (c) Tj (d) ' ET") == [
        *(("a", 50, 700), ("b", 50, 688), ("c", 50, 668), ("d", 50, 648)),
    ]
    assert places("2 0 0 2 10 20 cm BT /F1 10 Tf 1 0 0 1 5 6 Tm (a) Tj ET") == [("a", 20, 32)]
    assert places("BT /F1 10 Tf [(ab) -1000 (c)] TJ ET") == [("ab", 0, 0), ("c", 21, 0)]
    assert drawn("BT /F1 10 Tf 2 0 0 2 0 0 Tm (a) Tj ET")[0].size == 20


def test_what_q_keeps_comes_back() -> None:
    """A matrix that is set between q and Q moves nothing behind them."""
    assert places("q 1 0 0 1 9 9 cm Q BT /F1 10 Tf (a) Tj ET Q Q") == [("a", 0, 0)]


def test_a_form_is_drawn_where_it_is_used() -> None:
    """Words of a drawing inside the page are words of the page."""
    inside = "BT /F1 10 Tf 1 2 Td (a) Tj ET"
    said = places("q 1 0 0 1 10 20 cm /X Do Q /X Do", X=inside)
    assert said == [("a", 11, 22), ("a", 1, 2)]


def test_forms_that_draw_themselves_come_to_an_end() -> None:
    """A drawing inside itself is drawn a few times, and two of them no more often."""
    assert len(drawn("/X Do", X="BT /F1 10 Tf 0 9 Td (a) Tj ET 1 0 0 1 30 0 cm /X Do")) < 20
    drawn("/X Do", X="/Y Do /Y Do /Y Do /Y Do /Y Do", Y="/X Do /X Do /X Do /X Do /X Do")


def test_operations_without_end_are_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page is read up to as many operations as a page may have."""
    monkeypatch.setattr(showing, "MOST_OPERATORS", 20)
    assert len(drawn("BT /F1 10 Tf " + "0 -12 Td (a) Tj " * 50 + "ET")) < 20
    monkeypatch.setattr(showing, "LONGEST_CONTENT", 60)
    assert len(drawn("BT /F1 10 Tf " + "0 -12 Td (a) Tj " * 50 + "ET")) < 5


def test_stamps_across_the_text_are_no_words() -> None:
    """What leans is printed over the page; what stands upright along the margin is read."""
    assert drawn("BT /F1 10 Tf 0.7 0.7 -0.7 0.7 50 50 Tm (a) Tj ET") == []
    assert drawn("BT /F1 10 Tf 0 1 -1 0 50 50 Tm (a) Tj ET")[0].turn == 1


def test_nonsense_moves_nothing() -> None:
    """Operations with operands that are none are no reason to stop."""
    assert places("BT /F1 (x) Tf (a) Td () Tm [(a)] TD Tj (b) Tj /F9 3 Tf (c) Tj ET /Z Do Do") in (
        [],
        [("b", 0, 0)],
    )


def test_a_line_that_is_drawn_twice_is_there_once() -> None:
    """A third of a point beside itself is the same place; a line below is not."""
    content = (
        Pdf().page([Text(70, 100, "甲"), Text(70.3, 100, "甲"), Text(70, 120, "甲")]).content()
    )
    words = words_on(PdfReader(BytesIO(content)).pages[0], Fonts(), Streams())
    assert [(one.text, one.x, one.y) for one in words] == [("甲", 70, 742), ("甲", 70, 722)]
