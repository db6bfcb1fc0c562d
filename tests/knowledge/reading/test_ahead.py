import pytest

from knowledge.reading import ahead as waiting
from knowledge.reading.ahead import Ahead
from knowledge.reading.drafts import Drafts
from knowledge.reading.readers import Readers
from knowledge.runtime.workers import Stop
from tests.knowledge.reading.making import zipped


@pytest.mark.parametrize("most", [0, 100, 16_000_000])
@pytest.mark.parametrize("together", [1, 3, 64])
def test_files_come_back_in_order(
    monkeypatch: pytest.MonkeyPatch, most: int, together: int
) -> None:
    """Small ones, large ones and archives, however many wait."""
    monkeypatch.setattr(waiting, "MOST_WAITING", most)
    monkeypatch.setattr(waiting, "MOST_TOGETHER", together)
    monkeypatch.setattr(waiting, "SMALL", 500)
    ahead, titles = Ahead(Readers(), Stop()), list[str]()

    def then(read: Drafts) -> None:
        titles.extend(article.title for article in read.articles)

    for number in range(20):
        content = f"# {number}\n\n{'Text. ' * (200 if number % 5 == 0 else 1)}".encode()
        if number == 7:
            ahead.put(zipped({"a.md": content}), "a.zip", then)
        else:
            ahead.put(content, f"{number}.md", then)
    ahead.finish()
    assert titles == [str(number) for number in range(20)]
