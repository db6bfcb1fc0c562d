import pytest

from bot.service.desk import Desk
from bot.service.reload import ReloadProgress, reload
from bot.service.session import Session
from knowledge import KnowledgeError


async def test_a_reload_reports_and_is_counted(desk: Desk, admin: Session) -> None:
    """What has changed is told, and how far it was."""
    (desk.settings.articles / "new.md").write_text("# New\n\nSomething new.", encoding="utf-8")
    progress = ReloadProgress()
    report = await reload(admin, desk, progress)
    assert report.added == ("New",)
    assert progress.last
    assert desk.figures.reloads["done"] == 1


async def test_a_reload_that_fails_is_counted_too(desk: Desk, admin: Session) -> None:
    """The articles stay as they were."""
    desk.settings.articles.rename(desk.settings.articles.with_name("elsewhere"))
    with pytest.raises(KnowledgeError):
        await reload(admin, desk, ReloadProgress())
    assert desk.figures.reloads["failed"] == 1
