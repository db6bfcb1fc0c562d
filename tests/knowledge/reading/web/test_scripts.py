import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.reading.web.scripts import read_scripts


@pytest.mark.parametrize(
    "script",
    [
        'var ct = "1581517074"; var nickname = "城西读书会"; var author = "陈一鸣";',
        "window.ct='1581517074';d={nick_name:'城西读书会'};var author = '陈一鸣'",
        "ct = x ? a('b') : '1581517074';nick_name = x ? a() : '城西读书会';var author = '陈一鸣'",
        'var nickname = htmlDecode("城西读书会");ct: 1581517074,\nvar author = "陈一鸣"',
    ],
)
def test_an_account_names_itself_and_its_date(script: str) -> None:
    """However its page writes it; the hour is the one that the page shows."""
    assert read_scripts([script], of_account=True) == {
        "source": "城西读书会",
        "author": "陈一鸣",
        "published": "2020-02-12 22:17",
    }
    assert read_scripts([script], of_account=False) == {}


def test_a_date_counts_if_it_is_the_only_one() -> None:
    """Scripts that list other articles have several dates, and say nothing of this one."""
    one = '{"publishTime": "2020-05-01 08:20"}'
    assert read_scripts([one, one], of_account=False) == {"published": "2020-05-01 08:20"}
    assert read_scripts([one, one.replace("01", "02")], of_account=False) == {}


@given(st.lists(st.text(), max_size=3), st.booleans())
def test_any_script_is_read(scripts: list[str], of_account: bool) -> None:
    """Whatever a script is, its values are texts."""
    assert all(read_scripts(scripts, of_account=of_account).values())
