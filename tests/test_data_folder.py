"""Does a data folder that an earlier version made go on as it was?"""

import shutil
from pathlib import Path

import pytest

from bot.records.preferences import Preference
from bot.records.records import Records
from knowledge import Folder, KnowledgeBase, Scope, Verdict

FOLDERS = sorted((Path(__file__).parent / "cases" / "data_folder").glob("*.zip"))


@pytest.mark.parametrize("archive", FOLDERS, ids=lambda path: path.stem)
async def test_an_earlier_data_folder_goes_on(archive: Path, tmp_path: Path) -> None:
    """Articles answer, versions can be gone back to, and what people gave is all there.

    The folder has two articles and was reloaded twice and rolled back once.
    """
    shutil.unpack_archive(archive, tmp_path)
    async with await KnowledgeBase.open(tmp_path / "data") as base:
        answer = await base.ask("河濱公園幾點開放？")
        assert answer.verdict is Verdict.ANSWERED
        assert "早上六點" in answer.citations[0].quote
        report = await base.reload(Folder(tmp_path / "articles"))
        assert (report.version, report.held) == (3, ("park.md",))
        forced = await base.reload(Folder(tmp_path / "articles"), force=True)
        assert (forced.version, forced.changed) == (4, ("河濱公園",))
        assert "早上五點" in (await base.ask("河濱公園幾點開放？")).citations[0].quote
        assert (await base.roll_back(to=1)).version == 5
        assert "早上六點" in (await base.ask("河濱公園幾點開放？")).citations[0].quote
        assert [version.who for version in await base.library.versions(9)][-3:] == [
            "third",
            "second",
            "first",
        ]
        await _people_are_remembered(base)


async def _people_are_remembered(base: KnowledgeBase) -> None:
    people = Records.beside(base)
    turn = await people.turns.of_reply("-100", "22")
    assert turn is not None
    assert await base.cite(turn.question, turn.passages[0])
    assert await people.preferences.of("7") == Preference(language="en", easy=True)
    assert (await people.groups.of("-100")).scope == Scope(("park",), ())
    assert await people.bans.holds("666")
    assert [one.number for one in await people.inbox.waiting()] == [5]
    assert await people.handoffs.open_of("7") == 1
    assert [letter.key for letter in await people.outbox.next(2000.0, 9)] == ["ask:1:9"]
    assert {table: len(rows) for table, rows in (await people.privacy.of("7")).items()} == {
        "bookmarks": 1,
        "handoffs": 1,
        "letters": 1,
        "preferences": 1,
        "subscriptions": 1,
        "turns": 2,
        "voices": 1,
    }
