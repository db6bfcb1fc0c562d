"""What does a reader of the page see of a tag that the site's generator replaces?

Invariant: `{% note %}` (Hexo, Jekyll) and `{{< note >}}` (Hugo) are never seen themselves; what
stands between two of them is, and so are the words that some of them hold: a title, the words of a
link. Code between two of them stands as it is; a comment is nobody's to read.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

TAG = re.compile(
    r"\{%-?[ \t]{0,9}(?P<end>/?)(?P<name>[\w.-]{1,60})"
    r"(?P<words>(?:[^{}%]|%(?!\})|[{}](?![{}%<])){0,1000}?)-?%\}"
    r"|\{\{(?P<sign>[<%])[ \t]{0,9}(?P<hugo_end>/?)[ \t]{0,9}(?P<hugo>[\w./-]{1,60})"
    r"(?P<hugo_words>(?:[^{}]|[{}](?![{}%<])){0,1000}?)/?[ \t]{0,9}[>%]\}\}"
)
QUOTED = re.compile(r"\{\{[<%]/\*(?P<inside>[^*]{0,1000})\*/[>%]\}\}")
"""How Hugo writes a tag that is to be seen."""

COMMENTS = frozenset({"comment"})
CODE = frozenset({"codeblock", "code", "highlight", "raw", "prism", "math", "mermaid", "gist"})
_PAIRED = CODE - {"gist"} | COMMENTS

_TITLED = frozenset(
    "note hidetoggle hideblock fold folding details collapse spoiler tab callout admonition alert "
    "notice expand accordion figure box tip warning info expandable".split()
)
_NAMED = re.compile(r"\b(?:title|caption|summary|header|label|text)\s*=\s*[\"“]([^\"”]+)[\"”]")
_QUOTE = re.compile(r"(?<![=\w])[\"'“‘]([^\"'”’]+)[\"'”’]")
_HAN = re.compile(r"[\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class SiteTag:
    """A tag by its name in small letters, its words, and whether it ends what another begins."""

    name: str
    words: str
    ends: bool

    @property
    def end_name(self) -> str:
        """Return the name of the tag that ends this one's inside, empty if it has no inside."""
        return self.name if self.name in _PAIRED else ""


def tag_of(match: re.Match[str]) -> SiteTag:
    """Return the tag that a match of TAG found."""
    name = (match["name"] or match["hugo"]).lower()
    words = (match["words"] or match["hugo_words"] or "").strip(" \t\n/")
    if name.startswith("end") and len(name) > len("end"):
        return SiteTag(name.removeprefix("end"), words, ends=True)
    return SiteTag(name, words, bool(match["end"] or match["hugo_end"]))


def words_of(tag: SiteTag) -> str:
    """Return the words of a tag that a reader sees.

    >>> words_of(SiteTag("post_link", "a-slug '開館時間'", ends=False))
    '開館時間'
    >>> words_of(SiteTag("label", "primary@五折", ends=False))
    '五折'
    """
    if tag.ends:
        return ""
    find = _WORDS.get(tag.name)
    if find:
        return find(tag.words)
    return _title(tag.words) if tag.name in _TITLED else ""


def _of_link(words: str) -> str:
    """Return the words of `{% link words address true %}`."""
    return " ".join(w for w in words.split() if "://" not in w and w not in {"true", "false"})


def _of_button(words: str) -> str:
    """Return the words of `{% btn address, words, icon %}`."""
    parts = [part.strip(" '\"") for part in words.split(",")]
    return parts[1] if len(parts) > 1 else ""


def _title(words: str) -> str:
    named = _NAMED.findall(words)
    if named:
        return " ".join(named)
    if quoted := _QUOTE.search(words):
        return quoted[1]
    chinese = [word for word in re.split(r"[,\s]+", words) if _HAN.search(word)]
    return " ".join(chinese)


_WORDS: dict[str, Callable[[str], str]] = {
    "label": lambda words: words.rpartition("@")[2].strip(),
    "post_link": lambda words: words.partition(" ")[2].strip(" '\""),
    "link": _of_link,
    "btn": _of_button,
    "button": _of_button,
    **dict.fromkeys(("u", "emp", "wavy", "del", "kbd", "mark"), str.strip),
}
