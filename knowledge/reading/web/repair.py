"""What does a page mean whose tags do not say it?

Invariant: no word is added, moved or lost; only tags change. Old pages end paragraphs with `<br>`
and lay themselves out with tables; many make headings of bold paragraphs.
"""

from lxml import html

from knowledge.reading.composition import tidy, tidy_line
from knowledge.reading.headings import looks_like_heading
from knowledge.reading.paragraphs import ends_sentence
from knowledge.reading.web.page import INLINE, Tree

INDENT = "\u3000"  # what a Chinese paragraph begins with where no style does it
HOLDERS = frozenset({"body", "div", "td", "font", "center", "span", "section", "article"})
BOXES = frozenset({"body", "main", "article", "section", "div", "details", "blockquote"})
BODY_SHARE = 0.7  # of the words in paragraphs that are in one box, where that is the article
TABLE_PARTS = frozenset({"table", "tbody", "thead", "tfoot", "tr", "td", "th"})


def mend(tree: Tree) -> None:
    """Make paragraphs, headings and plain boxes of what a page only shows as such."""
    for holder in [element for element in tree.iter() if element.tag in HOLDERS]:
        if holder.find("br") is not None:
            _make_paragraphs(holder)
    for box in [element for element in tree.iter() if element.tag in BOXES]:
        _keep_loose_sentences(box)
    _mark_boxes(tree)
    for paragraph in list(tree.iter("p")):
        _mark_heading(paragraph)
    for table in reversed(list(tree.iter("table"))):  # the inner ones first
        if table.find(".//p") is not None:
            for part in table.iter():
                part.tag = "div" if part.tag in TABLE_PARTS else part.tag
    _mark_body(tree)


def _keep_loose_sentences(box: Tree) -> None:
    """Make paragraphs of sentences that stand beside the blocks of a box, in no block themselves.

    trafilatura passes them over. What ends as no sentence may be a label or a button, and stays.
    """
    runs: list[tuple[Tree, list[Tree]]] = [(None, [])]  # the block before a run, and its elements
    for part in box:
        if isinstance(part.tag, str) and (part.tag in INLINE or part.tag == "br"):
            runs[-1][1].append(part)
        else:
            runs.append((part, []))
    for before, parts in runs if len(runs) > 1 else ():
        text = box.text if before is None else before.tail
        said = tidy((text or "") + "".join(_with_tail(part) for part in parts))
        if not ends_sentence(said) or not (text or "").strip() + _unlinked(parts):
            continue
        paragraph = _paragraph(text)
        if before is None:
            box.text = None
        else:
            before.tail = None
        box.insert(0 if before is None else box.index(before) + 1, paragraph)
        paragraph.extend(parts)


def _with_tail(element: Tree) -> str:
    return "".join(element.itertext()) + (element.tail or "")


def _unlinked(parts: list[Tree]) -> str:
    """Return the words of some elements of a line that are in no link."""
    words = (_with_tail(part) for part in parts if part.tag != "a" and part.find(".//a") is None)
    return "".join(words).strip()


def _mark_boxes(tree: Tree) -> None:
    """Make paragraphs of boxes that hold words only, on a page that has its words in those."""
    boxes = [box for box in tree.iter("div", "section") if _is_leaf(box)]
    in_boxes = sum(_own_words(box) for box in boxes)
    if in_boxes > sum(_own_words(paragraph) for paragraph in tree.iter("p")):
        for box in boxes:
            box.tag = "p"


def _is_leaf(box: Tree) -> bool:
    return all(isinstance(part.tag, str) and part.tag in INLINE for part in box)


def _own_words(element: Tree) -> int:
    """Return how many characters of an element are text and not links."""
    said = len(tidy_line("".join(element.itertext())))
    linked = sum(len(tidy_line("".join(a.itertext()))) for a in element.iter("a"))
    return max(0, said - 2 * linked)


def _mark_body(tree: Tree) -> None:
    """Say which box holds the article if the page does not: the innermost with most words.

    trafilatura looks for known names first; where it finds none, it takes paragraphs from anywhere
    and loses headings and lists.
    """
    words: dict[Tree, int] = {}
    for paragraph in tree.iter("p", "dt", "dd"):
        own = 0 if paragraph.find(".//p") is not None else _own_words(paragraph)
        for ancestor in paragraph.iterancestors():
            words[ancestor] = words.get(ancestor, 0) + own
    box = tree.find("body")
    if next(tree.iter("article"), None) is not None or not words.get(box):
        return
    least = BODY_SHARE * words[box]
    while (inner := next((part for part in box if words.get(part, 0) >= least), None)) is not None:
        box = inner
    if box.tag != "body":
        box.set("itemprop", "articleBody")
    elif box.find("p") is not None:
        _boxed(box).set("itemprop", "articleBody")


def _boxed(body: Tree) -> Tree:
    """Put what stands between the first and the last paragraph of a bare page into a box."""
    parts = list(body)
    written = [at for at, part in enumerate(parts) if part.tag in {"p", "h2", "h3"}]
    box = html.Element("div")
    body.insert(written[0], box)
    box.extend(parts[written[0] : written[-1] + 1])
    return box


def _make_paragraphs(holder: Tree) -> None:
    """Put each run of words between line breaks into a paragraph of its own.

    A single break inside a sentence is a line of the same paragraph.
    """
    parts = list(holder)
    runs: list[Tree] = [_paragraph(holder.text)]
    for part in parts:
        tail, part.tail = part.tail, None
        if part.tag == "br" and _ends(runs[-1], tail or ""):
            runs.append(_paragraph(tail))
        elif part.tag == "br" or (isinstance(part.tag, str) and part.tag in INLINE):
            part.tail = tail
            runs[-1].append(part)
        else:  # a box inside the box stays what it is
            runs += [part, _paragraph(tail)]
    holder.text = None
    for part in parts:
        if part.getparent() is holder:
            holder.remove(part)
    holder.extend(run for run in runs if run.tag != "p" or len(run) or (run.text or "").strip())


def _paragraph(text: str | None) -> Tree:
    paragraph = html.Element("p")
    paragraph.text = text
    return paragraph


def _ends(run: Tree, following: str) -> bool:
    said = tidy("".join(run.itertext()))
    if not said or ends_sentence(said) or not following.strip():
        return True
    return following.lstrip("\r\n").startswith(INDENT)


def _mark_heading(paragraph: Tree) -> None:
    """Make a heading of a paragraph that is bold as a whole, looks like one and has text below."""
    text, following = tidy_line("".join(paragraph.itertext())), paragraph.getnext()
    bold = list(paragraph.iter("b", "strong"))
    if len(bold) != 1 or tidy_line("".join(bold[0].itertext())) != text:
        return
    if looks_like_heading(text) and following is not None and following.tag == "p":
        for part in list(paragraph):
            paragraph.remove(part)
        paragraph.tag, paragraph.text = "h3", text
