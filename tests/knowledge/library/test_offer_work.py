import pytest

from knowledge.library.offer import offer_of
from knowledge.library.offer_work import offer_from
from knowledge.reading.readers import Readers
from knowledge.runtime.workers import Stop
from tests.knowledge.reading.making import archives

PAGE = (
    "<h1>渡輪</h1><p>往返白沙島與望海鎮的六艘柴油渡輪將全部改為電池動力，首艘船已於本週試航。</p>"
)
URL = "https://example.org/ferry"
FILES = [
    (b"# A\n\nText.", "a.md", None),
    (PAGE.encode(), "a.html", URL),
    (archives()["taiwan_big5.zip"], "news.zip", None),
    (b"", "a.txt", None),
]


@pytest.mark.parametrize(("content", "name", "url"), FILES)
@pytest.mark.parametrize("fixed", [True, False])
def test_an_offer_is_the_same_whoever_makes_it(
    content: bytes, name: str, url: str | None, *, fixed: bool
) -> None:
    """Articles, files and problems."""
    made = offer_from(content, name, url, fixed=fixed, readers=Readers(), stop=Stop())
    here = offer_of(content, name, url, fixed=fixed)
    assert (made.articles, made.files) == (here.articles, here.files)
    assert [str(one) for one in made.problems] == [str(one) for one in here.problems]
