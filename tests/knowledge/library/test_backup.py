import json
import zipfile
from pathlib import Path

import pytest

from bot.records.records import Records
from bot.records.turns import Place, Turn
from knowledge import Folder, KnowledgeBase, KnowledgeError

OLD, NEW = "藍牙道釘離停車框兩米。", "藍牙道釘離停車框三米。"


def write(shelf: Path, sentence: str) -> None:
    """Write an article and a file that is none."""
    (shelf / "deep").mkdir(exist_ok=True)
    (shelf / "deep" / "lamp.txt").write_text(f"路燈\n\n{sentence}")
    (shelf / "notes.png").write_bytes(b"\0\1")


def halved(file: Path, copy: Path) -> None:
    """Write the first half of a file to another."""
    content = file.read_bytes()
    copy.write_bytes(content[: len(content) // 2])


async def quote(base: KnowledgeBase) -> str:
    """Return the first quote."""
    return (await base.ask("藍牙道釘離停車框幾米")).citations[0].quote


@pytest.fixture
async def archive(base: KnowledgeBase, shelf: Path, tmp_path: Path) -> Path:
    """Return a backup of the old state, after which the new one went live."""
    write(shelf, OLD)
    await base.reload(Folder(shelf))
    await Records.beside(base).turns.put(
        Turn(Place("1", "", "1", "1"), 1.0, "q", (), "answered", ())
    )
    file = tmp_path / "backup.zip"
    assert await base.library.back_up(file, shelf) == file.stat().st_size
    write(shelf, NEW)
    await base.reload(Folder(shelf))
    assert await quote(base) == NEW
    return file


async def test_a_backup_brings_everything_back(
    archive: Path, base: KnowledgeBase, shelf: Path, tmp_path: Path
) -> None:
    """Articles, files, versions and turns; those who have it open answer from it at once."""
    assert list(archive.parent.glob(".backup*")) == []
    aside = await KnowledgeBase.restore(archive, tmp_path / "data", shelf)
    assert await quote(base) == OLD
    assert await base.catalogue.version() == 1
    assert await Records.beside(base).turns.of_message("1", "1")
    assert (shelf / "deep" / "lamp.txt").read_text().endswith(OLD)
    assert (shelf / "notes.png").read_bytes() == b"\0\1"
    assert aside == shelf.with_name("articles.before-restore")
    assert (aside / "deep" / "lamp.txt").read_text().endswith(NEW)
    report = await base.reload(Folder(shelf))
    assert (report.version, report.added, report.changed, report.moved) == (1, (), (), ())


async def test_a_backup_fills_an_empty_machine(archive: Path, tmp_path: Path) -> None:
    """Nothing need be there before."""
    data, shelf = tmp_path / "new" / "data", tmp_path / "new" / "articles"
    assert await KnowledgeBase.restore(archive, data, shelf) is None
    async with await KnowledgeBase.open(data) as base:
        assert await quote(base) == OLD
        assert (await base.reload(Folder(shelf))).changed == ()


async def test_restoring_twice_keeps_every_folder(
    archive: Path, shelf: Path, tmp_path: Path
) -> None:
    """What was moved aside is not overwritten by the next that is."""
    for name in ("articles.before-restore", "articles.before-restore-2"):
        aside = await KnowledgeBase.restore(archive, tmp_path / "data", shelf)
        assert aside is not None
        assert aside.name == name


async def test_what_is_no_backup_changes_nothing(
    archive: Path, base: KnowledgeBase, shelf: Path, tmp_path: Path
) -> None:
    """A cut file, another archive, a way out of the folder, a newer form: one sentence each."""
    cut, other, evil, newer = (tmp_path / f"{name}.zip" for name in ("cut", "other", "evil", "new"))
    halved(archive, cut)
    with zipfile.ZipFile(other, "w") as out:
        out.writestr("readme.txt", "hello")
    for file, about, name in ((evil, 1, "articles/../../evil.txt"), (newer, 2, "articles/a.txt")):
        with zipfile.ZipFile(file, "w") as out:
            out.writestr("backup.json", json.dumps({"form": about}))
            out.writestr(name, "x")
    for file, words in (
        (cut, "not a backup, or damaged"),
        (other, "not a backup, or damaged"),
        (evil, "which no backup does"),
        (newer, "made by a newer Youju"),
        (tmp_path / "none.zip", "cannot be read"),
    ):
        with pytest.raises(KnowledgeError, match=words):
            await KnowledgeBase.restore(file, tmp_path / "data", shelf)
    assert await quote(base) == NEW
    assert (shelf / "deep" / "lamp.txt").read_text().endswith(NEW)
    assert not (tmp_path / "evil.txt").exists()


async def test_a_backup_that_cannot_be_written(
    base: KnowledgeBase, shelf: Path, tmp_path: Path
) -> None:
    """One sentence with the remedy."""
    with pytest.raises(KnowledgeError, match="name a file in a folder that is there"):
        await base.library.back_up(tmp_path / "nowhere" / "x.zip", shelf)
