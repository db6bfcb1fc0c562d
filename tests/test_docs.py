"""Do the pages of the project lead where they say?"""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

ROOT = Path(__file__).parents[1]
DECISIONS = ROOT / "docs" / "decisions"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\(<?([^)\s>]+)")
CODE = re.compile(r"^```.*?^```|`[^`\n]*`", re.MULTILINE | re.DOTALL)


def links(page: Path) -> set[str]:
    """Return where the links of a page lead, without those to the web and to places in the page."""
    prose = CODE.sub("", page.read_text("utf-8"))
    targets = (unquote(link.partition("#")[0]) for link in LINK.findall(prose))
    return {target for target in targets if target and not re.match(r"[a-z]+:", target)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_to_files(page: Path) -> None:
    """A file that is moved takes the links to it along."""
    assert not {link for link in links(page) if not (page.parent / link).exists()}


@pytest.mark.parametrize(
    "page",
    sorted({*DECISIONS.glob("*.md")} - {DECISIONS / "README.md"}),
    ids=lambda page: page.name,
)
def test_every_decision_is_in_the_index_with_its_title(page: Path) -> None:
    """Who looks for a decision finds it in the index, under the title that the file has."""
    title = page.read_text("utf-8").splitlines()[0].removeprefix("# ")
    assert f"- [{title}]({page.name})\n" in (DECISIONS / "README.md").read_text("utf-8")
