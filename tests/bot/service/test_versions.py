from bot.service.desk import Desk
from bot.service.reload import ReloadProgress, reload
from bot.service.session import Session
from bot.service.versions import roll_back, versions


async def test_going_back_is_a_new_version(desk: Desk, admin: Session) -> None:
    """It says which one it restores, and what is held back."""
    (desk.settings.articles / "new.md").write_text("# New\n\nSomething new.", encoding="utf-8")
    await reload(admin, desk, ReloadProgress())
    done = await roll_back(admin, None, desk)
    assert (done.version.version, done.version.restores) == (3, 1)
    assert done.held == ("new.md",)
    assert [one.version for one in await versions(desk)] == [3, 2, 1]
    assert (await versions(desk))[0].who == admin.person
