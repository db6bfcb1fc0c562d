"""Which words and names does a text consist of, and how often does it have each?

A name that the dictionary does not have is cut apart (随/申码); it is found as words that the text
has side by side again and again. Invariant: every term is a piece of the folded text.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from knowledge.language.segmentation import chinese_words, segments
from knowledge.language.tokens import LATIN_RUN, RUN, STOP_WORDS

SHORTEST, LONGEST = 2, 12  # characters of a Chinese term
MOST_PARTS = 4  # words of a term that is put together
REPEATED = 2  # times that words must stand side by side
TOGETHER = 0.75  # … of the times that the rarest of them stands anywhere

# Characters and words with which no term begins or ends.
_LOOSE = frozenset(
    "的了是在有和与为被由于何或对其中以及之他她它这那个呢啊吧吗地得着过也都就而并等因所从到将会能可位种年月日时我你您们想"
    "不没未无还又再更最很已曾且但却则若如即便把让使令叫给向往跟同比按据每各某该本此另两几多少上下内外前后里间左右说称道做作进出"
    "来去起开经用当至约近超须需应必要请是非只仅仍才刚正第元万亿千百十一二三四五六七八九零〇"
)
_COMMON_ENGLISH = frozenset(
    "also all any both each few more most other some such only own same too very just now then "
    "than after before again once during while until because through between among over under "
    "above below up down out off away back here every another one two three four five six seven "
    "eight nine ten first second third last next new old good great best better big small large "
    "long short high low many much several less least make makes made making take takes took "
    "taken get gets got give gives gave given go goes went gone come comes came see sees saw "
    "seen know knows knew known say says said tell tells told ask asks asked use uses used "
    "using work works worked find finds found need needs needed want wants keep keeps kept let "
    "lets put puts set sets show shows showed become becomes became begin begins began start "
    "starts started stay stays turn turns turned look looks looked like likes way ways thing "
    "things time times day days week weeks month months year years part parts people person "
    "place places end ends still even well never always often sometimes already yet since "
    "however therefore about around along across against within without toward towards upon per "
    "via cannot must today tomorrow yesterday percent number numbers left right full half whole "
    "least built changed enter entered cost costs".split()
)


def terms(folded: str) -> Counter[str]:
    """Return the terms of a folded text with how often it has them.

    >>> terms("随申码变色。出示随申码。")["随申码"], terms("oak wheel; oak wheel")["oak wheel"]
    (2, 2)
    """
    found = Counter(word for word in chinese_words(folded) if _is_word(word))
    runs = list(_runs(folded))
    for words, joint in runs:
        if joint:
            found.update(word for word in words if _is_latin_word(word))
    return found + _side_by_side(runs)


def _runs(folded: str) -> Iterator[tuple[list[str], str]]:
    """Yield words that stand side by side without a sign, and what stands between them."""
    latin: list[str] = []
    end = -1
    for match in RUN.finditer(folded):
        if match.lastindex == LATIN_RUN:
            if latin and folded[end : match.start()] != " ":
                yield latin, " "
                latin = []
            latin.append(match.group())
            end = match.end()
        else:
            yield segments(match.group()), ""
    if latin:
        yield latin, " "


def _side_by_side(runs: Sequence[tuple[list[str], str]]) -> Counter[str]:
    """Return words that stand together nearly as often as the rarest of them stands at all.

    Longer ones are looked for only where shorter ones repeat, so a book takes little memory.
    """
    found: Counter[str] = Counter()
    shorter = _counted(runs, 1, None)
    for size in range(2, MOST_PARTS + 1):
        counts = _counted(runs, size, shorter)
        for (joint, *parts), count in counts.items():
            rarest = min(shorter[joint, *parts[:-1]], shorter[joint, *parts[1:]])
            if count >= TOGETHER * rarest and _is_term(parts, joint):
                found[joint.join(parts)] += count
        shorter = counts
    return found


def _counted(
    runs: Sequence[tuple[list[str], str]], size: int, shorter: Counter[tuple[str, ...]] | None
) -> Counter[tuple[str, ...]]:
    """Return what stands between some words and the words, with how often; only what repeats."""
    counts = Counter(
        (joint, *words[at : at + size])
        for words, joint in runs
        for at in range(len(words) - size + 1)
        if shorter is None
        or (
            (joint, *words[at : at + size - 1]) in shorter
            and (joint, *words[at + 1 : at + size]) in shorter
        )
    )
    return Counter({parts: count for parts, count in counts.items() if count >= REPEATED})


def _is_term(parts: Sequence[str], joint: str) -> bool:
    if joint:
        return all(_is_latin_word(part) for part in parts)
    edges_hold = not ({parts[0], parts[-1]} & _LOOSE or STOP_WORDS & set(parts))
    return edges_hold and len("".join(parts)) <= LONGEST


def _is_word(word: str) -> bool:
    return len(word) >= SHORTEST and word not in STOP_WORDS and not _counts(word)


def _is_latin_word(word: str) -> bool:
    tells = word not in STOP_WORDS and word not in _COMMON_ENGLISH
    return tells and len(word) >= SHORTEST and word.isalpha()


def _counts(word: str) -> bool:
    """Tell whether a word is a number, or one with what it counts: 四十五个, 每周, 三千元."""
    return len(word.strip("一二三四五六七八九十百千万亿两零〇几数每第某各这那")) <= 1
