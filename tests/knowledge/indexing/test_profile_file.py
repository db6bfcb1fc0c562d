from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.indexing.profile import Profiles, end_to_end, profile
from knowledge.indexing.profile_file import FILE, ProfileFile, ProfileWriter

TEXTS = st.lists(st.text("上海。 lamps!", max_size=30), min_size=1, max_size=6)


def written(folder: Path, texts: list[str]) -> tuple[list[int], list[int]]:
    """Add profiles and return their places and shapes."""
    with ProfileWriter(folder) as writer:
        added = [writer.add(profile(text, "標題")) for text in texts]
        writer.sync()
    return [place for place, _ in added], [shape for _, shape in added]


def same(one: Profiles, other: Profiles) -> bool:
    """Tell whether two rows of profiles hold the same numbers."""
    fields = Profiles._fields
    return all(np.array_equal(getattr(one, f), getattr(other, f)) for f in fields)


@given(TEXTS, TEXTS)
def test_what_was_added_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], more: list[str]
) -> None:
    """Profiles come back as they were, in any order, also after others were added."""
    folder = tmp_path_factory.mktemp("profiles")
    places, shapes = written(folder, texts)
    before = ProfileFile(folder)
    later = written(folder, more)
    wanted = end_to_end([profile(text, "標題") for text in reversed(texts)])
    assert same(before.read(places[::-1], shapes[::-1]), wanted)
    assert same(ProfileFile(folder).read(*later), end_to_end([profile(t, "標題") for t in more]))


def test_a_file_that_is_too_short_is_noticed(tmp_path: Path) -> None:
    """A place beyond the end of the file is an error, not a profile of nothing."""
    places, shapes = written(tmp_path, ["上海。"])
    (tmp_path / FILE).write_bytes((tmp_path / FILE).read_bytes()[:-4])
    with pytest.raises(LookupError):
        ProfileFile(tmp_path).read(places, shapes)


def test_damage_is_noticed(tmp_path: Path) -> None:
    """Segments that promise other tokens than there are belong to no profile."""
    places, shapes = written(tmp_path, ["上海。"])
    content = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(b"\xff" * len(content))
    with pytest.raises(LookupError):
        ProfileFile(tmp_path).read(places, shapes)


def test_half_a_number_at_the_end_is_stepped_over(tmp_path: Path) -> None:
    """What a crash left behind does not shift what is added after it."""
    written(tmp_path, ["上海。"])
    with (tmp_path / FILE).open("ab") as file:
        file.write(b"\1\2")
    places, shapes = written(tmp_path, ["數字化。"])
    assert same(
        ProfileFile(tmp_path).read(places, shapes), end_to_end([profile("數字化。", "標題")])
    )


def test_an_empty_file_has_no_profiles(tmp_path: Path) -> None:
    """A new index begins with a file of nothing."""
    (tmp_path / FILE).touch()
    with pytest.raises(LookupError):
        ProfileFile(tmp_path).read([0], [1])
