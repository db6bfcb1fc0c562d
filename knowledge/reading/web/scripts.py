"""What do the scripts of a page say of its article, outside of structured data?

Invariant: nothing is run: names and values are looked for where pages write them. A date counts
only if the scripts know no other one, for they often describe other articles as well.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta, timezone

LONGEST = 5_000_000  # characters of the scripts of a page; those of a public account have two
SHANGHAI = timezone(timedelta(hours=8))  # whose hour a public account shows to its readers
FIRST = datetime(2000, 1, 1, tzinfo=UTC).timestamp()
LAST = datetime(2100, 1, 1, tzinfo=UTC).timestamp()

# The value may stand behind a condition: a ? b('c') : 'value'.
_CONDITION = r"(?:[^;:?\n]{1,80}+\?[^;:?\n]{1,80}+:\s*)?"
_STRING = rf"""{_CONDITION}(?:\w{{1,20}}\()?\s*(["'])(?P<value>(?:(?!\1)[^\\\n<>]){{1,80}})\1"""
_NAME = re.compile(rf"""\bnick_?name\s*[=:]\s*{_STRING}""")
_AUTHOR = re.compile(rf"""\bvar\s+author\s*=\s*{_STRING}""")
_SECONDS = re.compile(
    rf"""\b(?:ct|ori_create_time|svr_time_?)\s*[=:]\s*{_CONDITION}["']?([0-9]{{10}})\b"""
)
_WRITTEN = re.compile(
    r"""["']?\b(?:date_?published|publish(?:ed)?_?(?:time|date|at)|pub_?(?:time|date)|create_?time)"""
    r"""["']?\s*[:=]\s*["']((?:19|20)[0-9]{2}[-/年.][0-9]{1,2}[-/月.][0-9]{1,2}[^"'\n]{0,20})["']""",
    re.IGNORECASE,
)


def read_scripts(scripts: Iterable[str], *, of_account: bool) -> Mapping[str, str]:
    """Return author, source and date that the scripts of a page name.

    A public account names itself and the second of publication: `of_account` says that it is one.

    >>> read_scripts(['var ct = "1581517074"; var nickname = "城西"'], of_account=True)
    {'source': '城西', 'published': '2020-02-12 22:17'}
    """
    text = "\n".join(scripts)[:LONGEST]
    found: dict[str, str] = {}
    if of_account:
        for name, pattern in (("source", _NAME), ("author", _AUTHOR)):
            if match := pattern.search(text):
                found[name] = match["value"]
        if (seconds := _SECONDS.search(text)) and FIRST < int(seconds[1]) < LAST:
            when = datetime.fromtimestamp(int(seconds[1]), SHANGHAI)
            found["published"] = when.strftime("%Y-%m-%d %H:%M")
    written = {match[1] for match in _WRITTEN.finditer(text)}
    if "published" not in found and len(written) == 1:
        found["published"] = written.pop()
    return found
