"""Does a sentence say something alone, or only with the one before it?

Invariant: this looks at how a sentence begins, never at its neighbours.
"""

import re

from knowledge.language.folding import fold
from knowledge.language.kinds import Kind, kinds_in

# How a sentence begins that goes on with the one before.
GOES_ON = re.compile(
    r"除此之外|此外|另外|同[日時时]|其中|譬如|例如|比如|但|而|並|并|且|亦|也|則|则|又|再|還|还|如果|然而|可是|不過|不过|"
    r"因此|所以|於是|于是|對此|对此|通過該|通过该|[上下]述|據此|据此|"
    r"(?:and|but|however|also|therefore|moreover|then|meanwhile|so|for example|for instance|"
    r"besides|in addition|additionally|furthermore|otherwise|instead)\b",
    re.IGNORECASE,
)


def goes_on(text: str) -> bool:
    """Tell whether a sentence goes on with the one before it or refers back to it.

    >>> goes_on("除此之外,上海也舉行了。"), goes_on("上海舉行了。"), goes_on("It is free.")
    (True, False, True)
    """
    refers_back = kinds_in(text, fold(text)) & Kind.REFERS_BACK
    return bool(refers_back) or GOES_ON.match(text) is not None
