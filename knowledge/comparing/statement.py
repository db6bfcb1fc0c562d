"""Does a message ask something, or does it tell something that can be compared?

What was passed on and what is long tells something, unless its last sentence asks. Who asks whether
the rest is true asks nothing else. Invariant: this looks at nothing but the message.
"""

import re
from unicodedata import east_asian_width

from knowledge.comparing.units import Alphabet, units_of
from knowledge.language.folding import fold
from knowledge.language.sentences import sentences

LONG = 300  # letters, a Chinese character counts as two: who asks is brief
FEWEST = 6  # units: what is shorter tells nothing that could be compared

_ASKS = re.compile(
    r"[?？]\W*$|[吗呢么]\W*$|(?:什么|多少|哪[里儿个些]|谁|怎么|为何|几[个点时号月])\w{0,8}\W*$|"
    r"^\W*(?:请问|(?:who|what|when|where|why|which|how|is|are|does|do|did|can|could)\b(?!.*\.\W*$))"
)
_IF_TRUE = re.compile(
    r"真的|真假|真实|属实|是真|可信|靠谱|谣言|辟谣|假的|"
    r"\b(?:true|real|fake|hoax|rumou?r|correct|fact)\b"
)


def is_statement(text: str, *, passed_on: bool = False) -> bool:
    """Tell whether a message is to be compared; `passed_on` if its sender did not write it.

    >>> is_statement("上海将新增工厂。"), is_statement("上海将新增工厂。", passed_on=True)
    (False, True)
    >>> is_statement("请问随申码是什么?", passed_on=True)
    False
    >>> is_statement("明天停水三天，是真的吗？", passed_on=True)
    True
    """
    is_long = _width(text) > LONG
    if not (is_long or passed_on) or len(units_of(text, Alphabet()).letters) < FEWEST:
        return False
    if is_long and passed_on:
        return True
    found = sentences(text)
    last = fold(found[-1].of(text)) if found else ""
    return not _ASKS.search(last) or _IF_TRUE.search(last) is not None


def _width(text: str) -> int:
    """Return how long a text is to the eye.

    >>> _width("ab"), _width("文章。")
    (2, 6)
    """
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
