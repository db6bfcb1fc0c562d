"""What does a reader of the page see of a Markdown text?

Invariant: what a writer keeps for himself (%%…%%, comments) is gone, tags of the site and of HTML
are gone, links and marked words are their words; code stands as it was written. A text without any
of that is the same text. Each sign is looked at once.
"""

import re
from collections.abc import Callable
from functools import partial

from knowledge.reading.markdown import page_tags, signs, site_tags
from knowledge.reading.markdown.code import Code
from knowledge.reading.markdown.signs import Seen

Look = Callable[[int], Seen | None]

LONGEST_MARGIN = 100  # characters before a sign that may be marks of a quote or a list
LONGEST_FORMULA = 5000

_SIGN = re.compile(r"[\\`<{\[&^]|%(?=%)|=(?==)|\$(?=\$)|~(?=~~)|:(?=::)|!(?=!!|\[\[)|\?(?=\?\?)")
_MARKED = re.compile(r"==(?![\s=])(?P<words>(?:[^\n=]|=(?!=)){1,500})(?<!\s)==(?!=)")
_CALLOUT = re.compile(r"\[![\w-]+(?:\|[^\]\n]*)?\][+-]?[ \t]*")
_CONTENTS = re.compile(r"\[(?:TOC|toc)\]|\[\[_?(?:TOC|toc)_?\]\]")
_MARKS = re.compile(r"[ \t>]*(?:[-*+]|[0-9]{1,9}[.)])?(?:[ \t]+\[[ xX]\])?[ \t]*")
_QUOTES = re.compile(r"[ \t]*(?:>[ \t]*)+")
_REST = re.compile(r"[ \t\r]*(?:\n|\Z)")
_BLANK = re.compile(r"\n[ \t\r]*\n|\Z")


def visible(text: str, start: int = 0) -> str:
    """Return a text from an offset on as its page shows it, with what stands before it unchanged.

    >>> visible("[[林小雨|馆长]]说==六名==。%%待核实%%")
    '馆长说六名。'
    """
    return _Page(text, start).seen(start)


class _Page:
    """A text that is read from sign to sign."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.code = Code(text, start)
        self.last: dict[str, int] = {}
        self.unended: set[str] = set()
        self.line = text.rfind("\n", 0, start) + 1  # where the line of the last sign begins
        self.looked = start

    def seen(self, start: int) -> str:
        """Return the text with what is seen from an offset on."""
        text, out, kept, at = self.text, list[str](), 0, start
        while sign := _SIGN.search(text, at):
            begin = sign.start()
            found = self._at(begin)
            if found is None:
                at = begin + 1
                continue
            words, end = found
            if words == text[begin:end]:
                at = end
                continue
            out += (self._before(kept, begin, end, words), words)
            kept = at = end
        return "".join((*out, text[kept:])) if out else text

    def _at(self, at: int) -> Seen | None:
        """Return what stands for the sign at an offset, None if it stands for itself."""
        if at > self.looked:
            self.line = self.text.rfind("\n", self.looked, at) + 1 or self.line
            self.looked = at
        if (end := self.code.line_at(self.line)) is not None:
            return self.text[at:end], end
        look: Look = {
            "\\": self._escaped,
            "`": self._code,
            "~": self._code,
            "%": self._private,
            "<": self._pointed,
            "{": self._braced,
            "[": self._bracketed,
            "!": self._line_sign,
            "=": self._marked,
            "&": self._alone(signs.entity),
            "$": self._formula,
            "^": self._alone(signs.block_name),
            ":": self._line_sign,
            "?": self._line_sign,
        }[self.text[at]]
        return look(at)

    def _alone(self, look: Callable[[str, int], Seen | None]) -> Look:
        return partial(look, self.text)

    def _before(self, kept: int, begin: int, end: int, words: str) -> str:
        """Return what stands before a sign, without marks of a point that has nothing else."""
        near = kept <= self.line and begin - self.line <= LONGEST_MARGIN
        empty = near and not words.strip() and _REST.match(self.text, end)
        if empty and _MARKS.fullmatch(self.text, self.line, begin):
            return self.text[kept : self.line]
        return self.text[kept:begin]

    def _escaped(self, at: int) -> Seen | None:
        """Return a sign behind a backslash with it, but for a line that is a cell's own."""
        if self.text.startswith("\\|", at) and self._is_in_row():
            return "|", at + 2
        return signs.escaped(self.text, at)

    def _code(self, at: int) -> Seen | None:
        end = self.code.fence_at(self.line, at) if at - self.line <= LONGEST_MARGIN else None
        if end is None and self.text[at] == "`":
            end = self.code.span_at(at) or self._run_end(at)
        return (self.text[at:end], end) if end else None

    def _run_end(self, at: int) -> int:
        while self.text.startswith("`", at):
            at += 1
        return at

    def _private(self, at: int) -> Seen | None:
        """Hide what a writer keeps for himself; 5%% and 6%% are slips of the pen."""
        if self.text[at - 1 : at].isdecimal():
            end = self._end_of("%%", at + 2)
            if end is None or self.text[end - 3].isdecimal():
                return "%%", at + 2
        return self._hidden(at, "%%", "%%")

    def _formula(self, at: int) -> Seen | None:
        end = self._end_of("$$", at + 2)
        far = end is None or end - at > LONGEST_FORMULA or _BLANK.search(self.text, at, end)
        return ("$$", at + 2) if far or end is None else (self.text[at:end], end)

    def _pointed(self, at: int) -> Seen | None:
        if self.text.startswith("<!--", at):
            return self._hidden(at, "<!--", "-->")
        match = page_tags.TAG.match(self.text, at)
        if match is None or not page_tags.is_tag(match["name"]):
            return None
        name, ends, end = match["name"].lower(), bool(match["end"]), match.end()
        if name in page_tags.HIDDEN and not ends and not match["attributes"].endswith("/"):
            end = self._end_of(f"</{name}>", end) or end
        begins, in_row = self._begins_line(at), self._is_in_row()
        seen = page_tags.seen_of(name, ends=ends, begins_line=begins, in_row=in_row)
        if ends and _REST.match(self.text, end):
            seen = seen.rstrip("\n")
        return seen, end

    def _braced(self, at: int) -> Seen | None:
        if match := site_tags.QUOTED.match(self.text, at):
            return "{{<" + match["inside"] + ">}}", match.end()
        if found := signs.attributes(self.text, at):
            return found
        match = site_tags.TAG.match(self.text, at)
        if match is None:
            return None
        tag, end = site_tags.tag_of(match), match.end()
        if tag.end_name and not tag.ends:
            return self._inside(tag, end)
        words = site_tags.words_of(tag)
        return (words if _REST.match(self.text, end) or not words else words + " "), end

    def _inside(self, tag: site_tags.SiteTag, start: int) -> Seen:
        """Return what stands between a tag and the one that ends it: code, or a comment."""
        tags = () if tag.name in self.unended else site_tags.TAG.finditer(self.text, start)
        for match in tags:
            closing = site_tags.tag_of(match)
            if closing.ends and closing.name == tag.name:
                inside = self.text[start : match.start()].strip("\n")
                return ("" if tag.name in site_tags.COMMENTS else _fenced(tag, inside)), match.end()
        self.unended.add(tag.name)
        return "", start

    def _bracketed(self, at: int) -> Seen | None:
        if match := _CALLOUT.match(self.text, at):
            near = at - self.line <= LONGEST_MARGIN
            return (
                ("", match.end()) if near and _QUOTES.fullmatch(self.text, self.line, at) else None
            )
        if (match := _CONTENTS.match(self.text, at)) and self._begins_line(at):
            return "", match.end()
        return signs.wiki_link(self.text, at)

    def _line_sign(self, at: int) -> Seen | None:
        """Return what stands for the sign of a box, which begins its line, or for an embedding."""
        if self.text.startswith("![[", at):
            return signs.wiki_link(self.text, at)
        return signs.box(self.text, at) if self._begins_line(at) else None

    def _marked(self, at: int) -> Seen | None:
        before = self.text[at - 1 : at]
        match = _MARKED.match(self.text, at)
        if match is None or before == "=" or (before.isascii() and before.isalnum()):
            return ("==", at + 2)
        return visible(match["words"]), match.end()

    def _hidden(self, at: int, opening: str, closing: str) -> Seen:
        """Hide a text to its closing sign; what is never closed, to the end of its paragraph."""
        end = self._end_of(closing, at + len(opening))
        if end is None:
            paragraph = _BLANK.search(self.text, at)
            end = paragraph.start() if paragraph else len(self.text)
        return "", end

    def _end_of(self, sign: str, start: int) -> int | None:
        """Return the offset behind the next sign; that there is none is found out once."""
        if sign not in self.last:
            self.last[sign] = self.text.rfind(sign)
        if self.last[sign] < start:
            return None
        end = self.text.find(sign, start)
        return end + len(sign) if end >= 0 else None

    def _begins_line(self, at: int) -> bool:
        near = at - self.line <= LONGEST_MARGIN
        return near and not self.text[self.line : at].strip(" \t>")

    def _is_in_row(self) -> bool:
        return self.text[self.line : self.line + LONGEST_MARGIN].lstrip(" \t>").startswith("|")


def _fenced(tag: site_tags.SiteTag, inside: str) -> str:
    if tag.name == "raw":
        return inside
    fence = "```" if "```" not in inside else "~~~~"
    return f"{fence}\n{inside}\n{fence}"
