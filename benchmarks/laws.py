"""Does it find the article of a law that is asked for by its number?

`python -m benchmarks laws` makes laws in numbered articles that refer to one another, in Chinese
and English, asks for articles that there are and for some that there are not, and counts.
Invariant: the seed alone decides what is made and asked; nothing of it is anybody's text.
"""

import asyncio
import random
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from opencc import OpenCC

from benchmarks.law_words import ENGLISH, HAN, Language
from benchmarks.sets import SEED
from knowledge import Folder, KnowledgeBase, Verdict

FEWEST, MOST = 20, 60  # articles of a law; one has 300
LONGEST_LAW = 300
NONE = ", no such article"
ASKED_OF_EACH = 6
BEYOND = 7  # how far behind the last article one is asked for that there is not

Spelled = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Law:
    """A made law: its title and its articles, each with its number in front."""

    title: str
    articles: tuple[str, ...]
    language: Language


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, its kind, and the article that answers; None if there is none."""

    kind: str
    question: str
    article: str | None


def lines() -> Iterator[str]:
    """Yield of each kind how often the right article is first, and *answered* is wrong."""
    made = laws()
    first: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for one, quote, answered in asyncio.run(_answers(made, list(questions(made)))):
        right = one.article is not None and quote == one.article
        asked[one.kind] += 1
        first[one.kind] += right
        wrong[one.kind] += answered and not right
    yield f"{len(made)} laws, {sum(len(law.articles) for law in made)} articles"
    for kind, count in asked.items():
        found = "" if kind.endswith(NONE) else f"first {first[kind] / count:.3f}, "
        yield f"{kind}: {found}wrong {wrong[kind] / count:.3f} of {count}"


def laws() -> list[Law]:
    """Return the laws of both languages; one title begins with another one."""
    made, chance = [], random.Random(SEED)
    for language in (HAN, ENGLISH):
        for number, title in enumerate(language.titles):
            count = chance.randint(FEWEST, MOST) if number else LONGEST_LAW
            articles = (_article(n, count, language, chance) for n in range(1, count + 1))
            made.append(Law(title, tuple(articles), language))
    return made


def questions(made: list[Law]) -> Iterator[Asked]:
    """Yield the questions: each law's in all wordings, in both scripts and all numerals."""
    chance, traditional = random.Random(SEED), OpenCC("s2t")
    for law in made:
        count, language = len(law.articles), law.language
        for number in chance.sample(range(1, count + 1), ASKED_OF_EACH):
            for kind, wording in language.wordings:
                said = wording.format(title=law.title, n=number, named=language.spelled(number))
                yield Asked(kind, said, law.articles[number - 1])
                if language is HAN:
                    yield Asked("traditional", traditional.convert(said), law.articles[number - 1])
        for kind, wording in language.wordings:
            number = count + BEYOND
            said = wording.format(title=law.title, n=number, named=language.spelled(number))
            yield Asked(f"{kind}{NONE}", said, None)


def _article(number: int, count: int, language: Language, chance: random.Random) -> str:
    words = {name: chance.choice(choices) for name, choices in language.words.items()}
    other, another = (language.spelled(chance.randint(1, count)) for _ in range(2))
    template = chance.choice(language.articles)
    said = template.format(other=other, another=another, days=chance.randint(2, 90), **words)
    return language.begins.format(named=language.spelled(number), n=number) + said


async def _answers(made: list[Law], asked: list[Asked]) -> list[tuple[Asked, str, bool]]:
    with tempfile.TemporaryDirectory(prefix="youju-laws-") as data:
        folder = Path(data) / "articles"
        folder.mkdir()
        for number, law in enumerate(made):
            text = "\n\n".join((f"# {law.title}", *law.articles))
            (folder / f"{number}.md").write_text(text, encoding="utf-8")
        async with await KnowledgeBase.open(Path(data) / "data") as base:
            await base.reload(Folder(folder))
            found = []
            for one in asked:
                answer = await base.ask(one.question)
                quote = answer.citations[0].quote if answer.citations else ""
                found.append((one, quote, answer.verdict is Verdict.ANSWERED))
            return found
