import asyncio
from pathlib import Path

import pytest

from knowledge.search.other_language import live_dictionary
from knowledge.search.other_language.live_dictionary import LiveDictionary


def stamps(folder: Path) -> dict[Path, int]:
    """Return when each file of a folder was written."""
    return {file: file.stat().st_mtime_ns for file in folder.iterdir()}


async def test_the_dictionary_is_made_once_and_kept(tmp_path: Path) -> None:
    """Another process reads what the first one made; what older rules made goes away."""
    old = tmp_path / "dictionary-of-older-rules"
    old.touch()
    made, again = await asyncio.gather(*(one.now() for one in [LiveDictionary(tmp_path)] * 2))
    assert made is again
    kept = stamps(tmp_path)
    assert old not in kept
    read = await LiveDictionary(tmp_path).now()
    assert made is not None
    assert read is not None
    assert read.to_english("手机") == made.to_english("手机") != []
    assert stamps(tmp_path) == kept


async def test_a_folder_that_cannot_be_written_to_does_no_harm(tmp_path: Path) -> None:
    """The dictionary is then made anew by each process."""
    made = await LiveDictionary(tmp_path / "missing").now()
    assert made is not None
    assert made.to_chinese(["warsaw"]) == ["华沙"]


async def test_without_the_package_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is made, nothing is missing."""
    monkeypatch.setattr(live_dictionary, "INSTALLED", False)
    assert await LiveDictionary(tmp_path).now() is None
    assert not stamps(tmp_path)
